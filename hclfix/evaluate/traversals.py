"""Names, and the steps from them: attributes, indexes and splats."""

from __future__ import annotations

from collections.abc import Generator, Sequence

from hclfix.evaluate.access import attribute, index, step_into
from hclfix.evaluate.lengths import bounds_by_argument, known_length
from hclfix.evaluate.making import FALSE, TRUE, list_value, null, number, tuple_value, union
from hclfix.evaluate.types import DYNAMIC, STRING
from hclfix.evaluate.values import EvaluationError, Invalid, Known, Union, Unknown, Value, with_sources
from hclfix.evaluate.work import Context, Local, Names, Request, Work
from hclfix.syntax.nodes import AttributeStep, IndexStep, LegacyIndexStep, SplatStep, Step, Traversal, Variable

_KEYWORDS = {"true": TRUE, "false": FALSE, "null": null()}


def variable(node: Variable, names: Names, context: Context) -> Work:
    """A name that stands alone."""
    yield from ()
    return names.get(node.name) or _KEYWORDS.get(node.name) or _reference(node.name)


def traversal(node: Traversal, names: Names, context: Context) -> Work:
    """A name or another expression, with steps."""
    steps = node.steps
    root, first = node.root, steps[0]
    if isinstance(root, Variable) and root.name not in names and isinstance(first, AttributeStep):
        value = yield from _named(root.name, first.name, context)
        steps = steps[1:]
    else:
        value = yield root, names
    value = yield from _steps(value, steps, names)
    if not isinstance(value, Unknown) or not value.address or value.address.startswith("var."):
        return value
    sources = value.sources | {value.address}
    bounds = yield from _bounds(value.address, context)
    if value.type == DYNAMIC and bounds:
        return Unknown(STRING, value.reason, value.address, *bounds, nullable=False, sources=sources)
    return with_sources(value, sources)


def _bounds(address: str, context: Context) -> Generator[Request, Value, tuple[int, int] | None]:
    """The least and greatest length of what is at ``address``, where they are known."""
    found = known_length(address)
    if not found:
        return None
    resource, length = found
    if not length.argument:
        return length.least, length.greatest
    expression, before = context.scope.argument(resource, length.argument), context.scope.argument(resource, "prefix")
    if expression is None:
        return None
    argument = yield expression, {}
    prefix = (yield before, {}) if before else None
    return bounds_by_argument(length, argument, prefix)


def _reference(address: str, reason: str = "the files don't tell its value") -> Unknown:
    return Unknown(DYNAMIC, reason, address)


def _named(root: str, name: str, context: Context) -> Work:
    """The value of ``root.name``."""
    address = f"{root}.{name}"
    itself = frozenset({address})
    if root == "local":
        return (yield from _local(name, context))
    if root == "var":
        if name in context.chosen:
            return context.chosen[name]
        value = context.scope.variable(name)
        if isinstance(value, Union):
            context.variables |= {name}
        return value or with_sources(_reference(address, f'no variable "{name}" is declared'), itself)
    if root == "path":
        return context.scope.path(name) or _reference(address)
    if address == "terraform.workspace":
        unknown = Unknown(STRING, "nothing says which workspace", address, 1, nullable=False, sources=itself)
        return context.scope.workspace() or unknown
    return step_into(_reference(root), DYNAMIC, f".{name}")


def _local(name: str, context: Context) -> Work:
    if name in context.locals:
        context.variables |= context.locals[name].variables
        return context.locals[name].value
    if name in context.active:
        cycle = " -> ".join(f"local.{each}" for each in [*context.active[context.active.index(name) :], name])
        return Invalid(DYNAMIC, f"local values refer to each other: {cycle}")
    expression = context.scope.local(name)
    if expression is None:
        return _reference(f"local.{name}", f'no local value "{name}" is declared')
    outside, context.variables = context.variables, frozenset()
    context.active.append(name)
    value = yield expression, {}
    context.active.pop()
    context.locals[name] = Local(value, context.variables)
    context.variables |= outside
    return value


def _steps(value: Value, steps: Sequence[Step], names: Names) -> Work:
    for position, step in enumerate(steps):
        if isinstance(step, AttributeStep):
            value = attribute(value, step.name)
        elif isinstance(step, LegacyIndexStep):
            value = index(value, number(step.index))
        elif isinstance(step, IndexStep):
            value = index(value, (yield step.key, names))
        elif isinstance(step, SplatStep):
            end = len(steps) if step.full else _end_of_attributes(steps, position + 1)
            value = yield from _splat(value, step.full, steps[position + 1 : end], names)
            return (yield from _steps(value, steps[end:], names))
    return value


def _end_of_attributes(steps: Sequence[Step], start: int) -> int:
    """Where the steps end that ``.*`` applies to each element."""
    end = start
    while end < len(steps) and isinstance(steps[end], (AttributeStep, LegacyIndexStep)):
        end += 1
    return end


def _splat(value: Value, full: bool, steps: Sequence[Step], names: Names) -> Work:
    results: list[Value] = []
    for choice in value.alternatives:
        if isinstance(choice, Invalid):
            results.append(choice)
        elif isinstance(choice, Known):
            results.append((yield from _splat_of_known(choice, steps, names)))
        elif isinstance(choice, Unknown) and not choice.type.primitive:
            star = step_into(choice, DYNAMIC, "[*]" if full else ".*")
            each = yield from _steps(star, steps, names)
            address = each.address if isinstance(each, Unknown) else None
            results.append(Unknown(DYNAMIC, choice.reason, address, nullable=False))
        else:
            results.append(Unknown(DYNAMIC, "the value of a splat is not known", nullable=False))
    return with_sources(union(results), value.sources)


def _splat_of_known(value: Known, steps: Sequence[Step], names: Names) -> Work:
    if not value.type.sequence:
        source: tuple[Value, ...] = () if value.content is None else (value,)
    elif value.content is None:
        raise EvaluationError("null has no elements")
    else:
        source = value.elements
    elements: list[Value] = []
    for element in source:
        result = yield from _steps(element, steps, names)
        if isinstance(result, Invalid):
            return result
        elements.append(result)
    if value.type.kind not in ("list", "set"):
        return tuple_value(elements)
    types = {element.type for element in elements if element.type.kind != "dynamic"}
    if len(types) > 1:
        raise EvaluationError("the elements of the splat have different types")
    return list_value(types.pop() if types else DYNAMIC, elements)
