"""Moves the stage of an ``aws_api_gateway_deployment`` to an ``aws_api_gateway_stage``.

**What it does.** ``stage_name`` leaves the deployment, with ``stage_description`` (the stage's ``description``),
``variables`` and ``tags``. A stage that points at the deployment is reused; without one a stage is declared behind the
deployment, with its ``count``, ``for_each``, ``provider`` and ``region``. What reads ``invoke_url``,
``execution_arn`` or
``stage_name`` from the deployment reads it from the stage, in all files of the module; a web ACL association reads
the stage's ``arn``. A description or variable that is computed is the old way to make a new deployment when the API
changes: it also becomes ``triggers``. A deployment without ``create_before_destroy`` is a finding of its own.

**Why.** AWS provider 6.0 removes these arguments and attributes ("Use the aws_api_gateway_stage resource instead",
upgrade guide for version 6). Up to 5.100 they force a new deployment when they change, and the stage that they make
goes with it.

Before::

    resource "aws_api_gateway_deployment" "api" {
      rest_api_id = aws_api_gateway_rest_api.api.id
      stage_name  = "prod"

      lifecycle {
        create_before_destroy = true
      }
    }

    resource "aws_api_gateway_stage" "prod" {
      rest_api_id   = aws_api_gateway_rest_api.api.id
      deployment_id = aws_api_gateway_deployment.api.id
      stage_name    = "prod"
    }

    output "url" {
      value = aws_api_gateway_deployment.api.invoke_url
    }

After::

    resource "aws_api_gateway_deployment" "api" {
      rest_api_id = aws_api_gateway_rest_api.api.id

      lifecycle {
        create_before_destroy = true
      }
    }

    resource "aws_api_gateway_stage" "prod" {
      rest_api_id   = aws_api_gateway_rest_api.api.id
      deployment_id = aws_api_gateway_deployment.api.id
      stage_name    = "prod"
    }

    output "url" {
      value = aws_api_gateway_stage.prod.invoke_url
    }

**When it declines.** ``canary_settings`` need a deployment of their own on the stage. A stage with another value for an
argument, several stages, or one whose instances are not plainly those of the deployment, an override file that changes
either, and computed values beside ``triggers``: which one counts, the files do not say.

**Safety.** SAFE where a stage is declared and AWS provider 6 or later would be chosen: the files can't plan today.
UNSAFE
where a version before 6 is locked or all that is admitted, since the deployment is replaced; where triggers are added
or the stage gets an argument; and whenever a stage is declared, since AWS already has it: the message names the import.
``create_before_destroy`` is UNSAFE, since Terraform spreads it to everything that the deployment depends on.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hclfix import Finding, Module

needs = ("aws_api_gateway_deployment",)


@dataclass
class Settings:
    """What is written beside the stage.

    emit_imports: write an ``import`` block for a stage that is declared, in a root module that asks for Terraform 1.6.
    """

    emit_imports: bool = False


def check(module: Module, settings: Settings) -> Iterator[Finding]:
    """Yields a finding for each deployment with a stage, and for each that is destroyed before its successor is
    there.
    """
    from ._stage.move import move  # few modules have a deployment
    from ._stage.stages import stages_of
    from ._stage.successor import create_before_destroy

    for deployment in module.blocks("resource", "aws_api_gateway_deployment"):
        if len(deployment.labels) != 2:
            continue
        name = deployment.attribute("stage_name")
        stages = stages_of(module, deployment)
        if name:
            yield move(module, deployment, name, stages, emit_imports=settings.emit_imports)
        if name or stages:
            yield from create_before_destroy(module, deployment)
