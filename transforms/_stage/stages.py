"""Which stage a deployment has, and what may become of it."""

from __future__ import annotations

from hclfix import (
    Attribute,
    AttributeStep,
    Block,
    Constraint,
    IndexStep,
    Module,
    Safety,
    Traversal,
    expression_meaning,
    locked_version,
    names,
    provider_constraint,
)

AWS = "hashicorp/aws"


def stages_of(module: Module, deployment: Block) -> list[Block]:
    """The ``aws_api_gateway_stage`` blocks whose ``deployment_id`` is that of the deployment."""
    wanted = ("aws_api_gateway_deployment", deployment.labels[1].value)
    return [
        stage
        for stage in module.blocks("resource", "aws_api_gateway_stage")
        if (attribute := stage.attribute("deployment_id"))
        and isinstance(expression := attribute.expression, Traversal)
        and names(expression)[:2] == wanted
    ]


def is_parallel(stage: Block, deployment: Block) -> bool:
    """Whether each instance of the deployment has one of the stage, under the same key, or there is one of each."""
    for name in ("count", "for_each"):
        ours, theirs = deployment.attribute(name), stage.attribute(name)
        if (ours is None) != (theirs is None):
            return False
    attribute = stage.attribute("deployment_id")
    assert attribute
    expression = attribute.expression
    assert isinstance(expression, Traversal)
    steps = expression.steps[1:]
    index = instance_index(deployment)
    if not index:
        return len(steps) == 1 and isinstance(steps[0], AttributeStep)
    if len(steps) != 2 or not isinstance(steps[0], IndexStep):
        return False
    return steps[0].span.of(stage.document.text) == index


def instance_index(block: Block) -> str:
    """What stands behind an address in a block with the same ``count`` or ``for_each``: ``[count.index]``,
    ``[each.key]``.
    """
    return "[count.index]" if block.attribute("count") else "[each.key]" if block.attribute("for_each") else ""


def is_equal(module: Module, first: Attribute, second: Attribute) -> bool:
    """Whether two arguments have the same value for every input, by their meaning or by what they come to."""
    if expression_meaning(first.expression) == expression_meaning(second.expression):
        return True
    values = [module.resolve(argument.expression, any_input=True) for argument in (first, second)]
    return all(value.known for value in values) and values[0].plain() == values[1].plain()


def version_6_is_chosen(module: Module) -> bool:
    """Whether ``terraform init`` picks AWS provider 6 or later: the locked version, or else the newest that is
    admitted.
    """
    locked = locked_version(module, AWS)
    if locked:
        return locked.release[0] >= 6
    constraint: Constraint | None = provider_constraint(module, AWS)
    return constraint is None or constraint.admits_any_from("6.0.0")


def safety(module: Module, is_new_stage: bool, changes_stage: bool) -> Safety:
    """SAFE where the files can't plan today and the stage stays as it is declared; UNSAFE for anything else."""
    return Safety.SAFE if version_6_is_chosen(module) and not is_new_stage and not changes_stage else Safety.UNSAFE
