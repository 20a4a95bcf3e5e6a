"""Which stage a deployment has, and what may become of it."""

from __future__ import annotations

from hclfix import (
    Attribute,
    Block,
    Constraint,
    Module,
    Safety,
    address,
    expression_meaning,
    locked_version,
    parse_expression,
    provider_constraint,
    references_of,
)

AWS = "hashicorp/aws"


def stages_of(module: Module, deployment: Block) -> list[Block]:
    """The ``aws_api_gateway_stage`` blocks whose ``deployment_id`` or ``for_each`` leads to the deployment."""
    return [
        stage
        for stage in module.blocks("resource", "aws_api_gateway_stage")
        if any(_leads_to(module, stage.attribute(name), deployment) for name in ("deployment_id", "for_each"))
    ]


def _leads_to(module: Module, attribute: Attribute | None, block: Block) -> bool:
    """Whether a value reads a block, directly or through local values."""
    pending = [attribute] if attribute else []
    seen: set[str] = set()
    while pending:
        for reference in references_of(pending.pop()):
            if reference.address == address(block):
                return True
            kind, _, name = reference.address.partition(".")
            definition = module.locals.get(name) if kind == "local" else None
            if definition and name not in seen:
                seen.add(name)
                pending.append(definition)
    return False


def is_parallel(module: Module, stage: Block, deployment: Block) -> bool:
    """Whether each instance of the deployment plainly has one of the stage, under the same key, or there is one of
    each.
    """
    for name in ("count", "for_each"):
        ours, theirs = deployment.attribute(name), stage.attribute(name)
        if (ours is None) != (theirs is None):
            return False
        if ours and theirs and not (_has_meaning(theirs, str(address(deployment))) or is_equal(module, ours, theirs)):
            return False
    attribute = stage.attribute("deployment_id")
    return attribute is not None and _has_meaning(attribute, f"{address(deployment)}{instance_index(deployment)}.id")


def _has_meaning(attribute: Attribute, text: str) -> bool:
    return expression_meaning(attribute.expression) == expression_meaning(parse_expression(text))


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
