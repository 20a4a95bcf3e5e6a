"""Orders what Terraform cannot see: adds ``depends_on`` where a resource works only once another one exists.

**What it does.** Some resources need another one that they do not refer to: a Lambda function needs the policies
attached to its role, a bucket policy the bucket's public access block, an Elastic IP the internet gateway of its VPC,
an API's deployment its methods and integrations. The pairs are a table with the source of each,
``transforms/data/depends_on.toml``. Where such a pair stands in one module and nothing orders it, the needed resource
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

from collections.abc import Iterator, Sequence
from itertools import groupby

from hclfix import Block, Edit, Finding, Fix, Module, Safety, Template, Tree, Tuple, add_element, change_block

from ._order.graph import Graph
from ._order.relations import Need, needs_of
from ._order.safety import Hazards

needs = ("aws_",)


def check(module: Module, settings: object) -> Iterator[Finding]:
    """Yields a finding for each resource that lacks an order, and for each order that would close a cycle.

    The orders are tried one after the other on a graph with all those found good before, so all of them can be made
    together, and any of them without the others.
    """
    wanted = needs_of(module)
    if not wanted:
        return
    graph, hazards = module.tree.once(_known)
    graph.forget(module)  # an earlier look at the same module added its own
    safe: list[Need] = []
    unsafe: list[tuple[Need, str]] = []
    for need in wanted:
        if _is_ordered(graph, module, need):
            continue
        cycle = _cycle(graph, module, need)
        if cycle:
            yield _declined(module, need, cycle)
        elif hazard := hazards.of(module, need.dependent, need.target):
            unsafe.append((need, hazard))
        else:
            graph.add(module, need.dependent, need.target)
            safe.append(need)
    for _, group in groupby(safe, key=lambda need: need.dependent):
        yield _finding(module, list(group))
    for _, pairs in groupby(_addable(graph, module, unsafe), key=lambda pair: pair[0].dependent):
        found = list(pairs)
        yield _finding(module, [need for need, _ in found], found[0][1])


def _known(tree: Tree) -> tuple[Graph, Hazards]:
    """What the modules of a tree share, with the orders that they have added."""
    graph = Graph(tree)
    return graph, Hazards(graph)


def _addable(graph: Graph, module: Module, pairs: Sequence[tuple[Need, str]]) -> Iterator[tuple[Need, str]]:
    """Those of the unsafe orders that are still missing, and good, with the safe ones made."""
    for need, hazard in pairs:
        if not _is_ordered(graph, module, need) and not _cycle(graph, module, need):
            graph.add(module, need.dependent, need.target)
            yield need, hazard


def _is_ordered(graph: Graph, module: Module, need: Need) -> bool:
    return bool(graph.chain_within(module, need.dependent, need.target, everywhere=True))


def _cycle(graph: Graph, module: Module, need: Need) -> str | None:
    """The cycle that an order would close, as Terraform would name it."""
    chain = graph.chain_within(module, need.target, need.dependent, loose=True)
    if not chain:
        return None
    # An output stands there twice: as the caller names it, and in its module.
    named = [node.named_from(chain[0].instance) for node in chain if not node.part.startswith("output.")]
    return " -> ".join([need.dependent, *named])


def _declined(module: Module, need: Need, cycle: str) -> Finding:
    block = _block(module, need.dependent)
    return Finding(
        block.path,
        block.header_span,
        f"{need.dependent} should depend on {need.target} ({need.rule.why}), which would close the cycle {cycle}",
    )


def _finding(module: Module, group: Sequence[Need], hazard: str | None = None) -> Finding:
    """What one resource lacks."""
    dependent = group[0].dependent
    block = _block(module, dependent)
    targets = [need.target for need in group]
    reasons = "; ".join(dict.fromkeys(need.rule.why for need in group))
    message = f"{dependent} should depend on {_listed(targets)}: {reasons}"
    alike = module.blocks("resource", *dependent.split("."))  # OpenTofu has one of its own in x.tofu beside x.tf
    edits = tuple(edit for block in alike for edit in _edits(block, targets))
    if hazard:
        return Finding(block.path, block.header_span, f"{message}; unsafe, since {hazard}", Fix(edits, Safety.UNSAFE))
    return Finding(block.path, block.header_span, message, Fix(edits))


def _edits(block: Block, targets: Sequence[str]) -> list[Edit]:
    attribute = block.attribute("depends_on")
    if not attribute or not isinstance(attribute.expression, Tuple):
        rows = "".join(f"  {target},\n" for target in targets)
        return change_block(block, {"depends_on": f"[\n{rows}]" if len(targets) > 1 else f"[{targets[0]}]"})
    elements = attribute.expression.elements
    if elements and all(isinstance(element, Template) for element in elements):
        targets = [f'"{target}"' for target in targets]
    behind_last = attribute.value_text[elements[-1].span.end - attribute.value_span.start :] if elements else ""
    return add_element(attribute.expression, block.document, (",\n" if "\n" in behind_last else ", ").join(targets))


def _block(module: Module, address: str) -> Block:
    block = module.block(address)
    assert block is not None
    return block


def _listed(names: Sequence[str]) -> str:
    return " and ".join([*([", ".join(names[:-1])] if len(names) > 1 else []), names[-1]])
