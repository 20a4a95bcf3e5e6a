"""The old redeploy trick: an argument of the stage that changes with the API, so that a new deployment is made."""

from __future__ import annotations

from collections.abc import Iterator

from hclfix import (
    Attribute,
    Expression,
    FunctionCall,
    Module,
    Object,
    ObjectElement,
    Traversal,
    Variable,
    traversals,
    walk,
)


def redeployment(module: Module, arguments: list[Attribute]) -> str | None:
    """What ``triggers`` has to hold so that a deployment is made when it was before; None where nothing is computed.

    ``arguments`` are ``stage_description`` and ``variables`` of the deployment, as far as it has them.
    """
    computed = [value for argument in arguments for value in _values(argument) if _is_computed(module, value)]
    texts = [value.span.of(argument.body.document.text) for argument, value in _owners(arguments, computed)]
    if not texts:
        return None
    return texts[0] if len(texts) == 1 else f"sha1(jsonencode([{', '.join(texts)}]))"


def _values(argument: Attribute) -> Iterator[Expression]:
    """The value of an argument, or the values of the elements of its object."""
    expression = argument.expression
    if isinstance(expression, Object):
        yield from (element.value for element in expression.elements if isinstance(element, ObjectElement))
    else:
        yield expression


def _owners(arguments: list[Attribute], values: list[Expression]) -> Iterator[tuple[Attribute, Expression]]:
    for argument in arguments:
        for value in values:
            if argument.start <= value.span.start < argument.end:
                yield argument, value


def _is_computed(module: Module, expression: Expression) -> bool:
    """Whether a value calls a function or refers to anything but a variable, or a local value that does neither."""
    pending = [expression]
    seen: set[str] = set()
    while pending:
        current = pending.pop()
        if any(isinstance(node, FunctionCall) for node in walk(current)):
            return True
        for traversal in traversals(current):
            local = _local_name(traversal)
            if local is None:
                if isinstance(traversal.root, Variable) and traversal.root.name == "var":
                    continue
                return True
            definition = module.locals.get(local)
            if definition and local not in seen:
                seen.add(local)
                pending.append(definition.expression)
    return False


def _local_name(traversal: Traversal) -> str | None:
    step = traversal.steps[0]
    if isinstance(traversal.root, Variable) and traversal.root.name == "local":
        return getattr(step, "name", None)
    return None
