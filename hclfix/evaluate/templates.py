"""Templates: quoted strings and heredocs, with their directives.

What strip markers and the indent of a ``<<-`` heredoc leave of literal text is in the nodes already.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import replace

from hclfix.evaluate.alternatives import lift
from hclfix.evaluate.conditions import choose
from hclfix.evaluate.convert import convert
from hclfix.evaluate.iteration import items_of, with_names
from hclfix.evaluate.making import string, text_of, union
from hclfix.evaluate.types import STRING
from hclfix.evaluate.values import EvaluationError, Hole, Invalid, Known, Unknown, Value, with_sources
from hclfix.evaluate.work import Context, Names, Request, Work
from hclfix.syntax.nodes import ForDirective, IfDirective, Interpolation, Template, TemplatePart, TemplateText


def template(node: Template, names: Names, context: Context) -> Work:
    """A template. One that is a single interpolation is worth what that is worth, whatever its type."""
    return whole(node, (yield from _values(node.parts, names)))


def whole(node: Template, values: Sequence[Value]) -> Value:
    """The value of a template whose parts have these values."""
    if len(node.parts) == 1 and isinstance(node.parts[0], Interpolation):
        return values[0]
    value = lift(_joined, *values)
    # Even an error in a template is a string to a conditional that looks at the types of both its results.
    return replace(value, type=STRING) if isinstance(value, Invalid) else value


def _rendered(parts: Sequence[TemplatePart], names: Names) -> Work:
    return lift(_joined, *(yield from _values(parts, names)))


def _values(parts: Sequence[TemplatePart], names: Names) -> Generator[Request, Value, list[Value]]:
    values: list[Value] = []
    for part in parts:
        if isinstance(part, TemplateText):
            values.append(string(part.value))
        elif isinstance(part, Interpolation):
            values.append((yield part.expression, names))
        else:
            values.append((yield part, names))
    return values


def if_directive(part: IfDirective, names: Names, context: Context) -> Work:
    """``%{ if condition }then%{ else }otherwise%{ endif }``"""
    test = yield part.condition, names
    then = yield from _rendered(part.then, names)
    otherwise = yield from _rendered(part.otherwise, names)
    return choose(test, then, otherwise)


def for_directive(part: ForDirective, names: Names, context: Context) -> Work:
    """``%{ for key, value in collection }body%{ endfor }``"""
    collection = yield part.collection, names
    results: list[Value] = []
    for choice in collection.alternatives:
        items = items_of(choice)
        if items is None:
            results.append(choice if isinstance(choice, Invalid) else Unknown(STRING, "", nullable=False))
            continue
        rounds: list[Value] = []
        for key, value in items:
            inner = with_names(names, part.key, key, part.value, value)
            rounds.append((yield from _rendered(part.body, inner)))
        results.append(lift(_joined, *rounds))
    return with_sources(union(results), collection.sources)


def _joined(*values: Value) -> Value:
    """The string that the values make up side by side; none of them is a union.

    Raises:
        EvaluationError: one is null or can't be written in a string.
    """
    parts: list[str | Hole] = []
    for value in values:
        if isinstance(value, Known) and value.content is None:
            raise EvaluationError("null can't be written in a template")
        parts += convert(value, STRING).text_parts() or ()
    return text_of(parts)
