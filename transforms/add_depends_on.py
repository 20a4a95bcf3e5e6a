"""Orders what Terraform cannot see: adds ``depends_on`` where a resource works only once another one exists.

**What it does.** Some resources need another one that they do not refer to: a Lambda function needs the policies
attached to its role, a bucket policy the bucket's public access block, an Elastic IP the internet gateway of its VPC,
an API's deployment its methods and integrations. The pairs are a table with the source of each,
``transforms/data/depends_on.tsv``. Where such a pair stands in one module and nothing orders it, the needed resource
goes into ``depends_on``.

**Why.** Terraform creates and destroys in parallel what it sees no order for. Such a module works on one day and on
the next one fails with an access error, loses a race for a log group, or gets stuck on destroy.

Before::

    resource "aws_iam_role" "worker" {
      name               = "worker"
      assume_role_policy = file("trust.json")
    }

    resource "aws_iam_role_policy_attachment" "logs" {
      role       = aws_iam_role.worker.name
      policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    }

    resource "aws_lambda_function" "worker" {
      function_name = "worker"
      role          = aws_iam_role.worker.arn
      handler       = "worker.handler"
      runtime       = "python3.12"
      filename      = "worker.zip"
    }

After::

    resource "aws_iam_role" "worker" {
      name               = "worker"
      assume_role_policy = file("trust.json")
    }

    resource "aws_iam_role_policy_attachment" "logs" {
      role       = aws_iam_role.worker.name
      policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    }

    resource "aws_lambda_function" "worker" {
      function_name = "worker"
      role          = aws_iam_role.worker.arn
      handler       = "worker.handler"
      runtime       = "python3.12"
      filename      = "worker.zip"

      depends_on = [aws_iam_role_policy_attachment.logs]
    }

**When it declines.** An order that exists already, directly or through anything between, is not added again. Where
the order would close a cycle, the cycle is shown and nothing is changed. What comes from a variable, a data source or
another module is left alone: the files do not say which resource that is. Data sources and module calls never get a
``depends_on``.

**Safety.** SAFE: ``depends_on`` changes the order of an apply and nothing that is planned. UNSAFE in two cases. The
resource is ``create_before_destroy``, itself or because something that depends on it is, and the needed one is not
and can't exist twice: it would become so too. Or a data source, or a module call, has a ``depends_on`` that leads to
the resource through a module, a local or a variable: its reads would be put off whenever the needed resource has
changes.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclfix import Finding, Module

from ._order.relations import needs_of

needs = ("aws_",)


def check(module: Module, settings: object) -> Iterator[Finding]:
    """Yields a finding for each resource that lacks an order, and for each order that would close a cycle."""
    wanted = needs_of(module)
    if wanted:
        from ._order.findings import findings  # the graph: most modules have no such pair

        yield from findings(module, wanted)
