"""Conditions, and the choice that they make between two values."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from functools import partial

from hclfix.evaluate.alternatives import attempt, lift
from hclfix.evaluate.convert import bool_content, convert
from hclfix.evaluate.making import union
from hclfix.evaluate.types import BOOL, DYNAMIC, STRING, unify
from hclfix.evaluate.values import EvaluationError, Invalid, Known, Partial, Unknown, Value, with_sources
from hclfix.evaluate.work import Names, Request
from hclfix.meaning import expression_meaning
from hclfix.syntax.nodes import (
    Binary,
    Conditional,
    Expression,
    FunctionCall,
    Interpolation,
    Template,
    TemplatePart,
    TemplateText,
)


def test_of(value: Value) -> Value:
    """A condition as a bool, known or not.

    Raises:
        EvaluationError: it is an error, null or no bool.
    """
    if isinstance(value, Invalid):
        raise EvaluationError(value.reason)
    converted = convert(value, BOOL)
    if isinstance(converted, Known) and converted.content is None:
        raise EvaluationError("a condition is null")
    return converted


def choose(test: Value, then: Value, otherwise: Value) -> Value:
    """``test ? then : otherwise``: both, where the test is not known."""
    results: list[Value] = []
    for each in test.alternatives:
        answer = attempt(test_of, each)
        if isinstance(answer, Invalid):
            results.append(answer)
            continue
        decided = bool_content(answer) if isinstance(answer, Known) else None
        if decided is not False:
            results.append(lift(partial(_as_common, other=otherwise), then))
        if decided is not True:
            results.append(lift(partial(_as_common, other=then), otherwise))
    return with_sources(union(results), test.sources)


def length_limit(node: Conditional, names: Names) -> Generator[Request, Value, int | None]:
    """How many characters ``x`` has at most in ``length(x) <= limit ? x : y``, or as a piece of what is measured:
    ``length("${x}-role") <= limit ? x : y``. None where the conditional is of another form.
    """
    match node.condition:
        case Binary(operator="<=", left=FunctionCall(name="length", arguments=(measured,)), right=limit):
            pieces: list[Expression | int] = [measured]
        case _:
            return None
    then = expression_meaning(node.then)
    if isinstance(measured, Template) and expression_meaning(measured) != then:
        pieces = [_piece(part) for part in measured.parts]
    times = sum(not isinstance(piece, int) and expression_meaning(piece) == then for piece in pieces)
    if not times:
        return None
    most = yield limit, names
    if not isinstance(most, Known) or not isinstance(most.content, int):
        return None
    spare = most.content
    for piece in pieces:
        if isinstance(piece, int):
            spare -= piece
        elif expression_meaning(piece) != then:
            bounds = (yield piece, names).bounds()
            spare -= bounds[0] if bounds else 0
    return spare // times


def _piece(part: TemplatePart) -> Expression | int:
    """The expression that a part of a template is, or how many characters it has at least."""
    if isinstance(part, Interpolation):
        return part.expression
    return len(part.value) if isinstance(part, TemplateText) else 0


def at_most(value: Value, limit: int) -> Value:
    """A string that is known not to be longer than ``limit``: what is unknown in it is no longer than that leaves."""
    bounds = value.bounds()
    if bounds is None or bounds[0] > limit:
        return value
    spare = limit - bounds[0]
    if isinstance(value, Unknown) and value.type == STRING:
        return replace(value, greatest=_smaller(value.greatest, limit))
    if isinstance(value, Partial):
        parts = [
            part if isinstance(part, str) else part._replace(greatest=_smaller(part.greatest, part.least + spare))
            for part in value.parts
        ]
        return replace(value, parts=tuple(parts))
    return value


def _smaller(greatest: int | None, limit: int) -> int:
    return limit if greatest is None else min(greatest, limit)


def _as_common(value: Value, other: Value) -> Value:
    """``value`` as the type that both results of a conditional have in common."""
    if isinstance(other, Invalid) and other.type == DYNAMIC:
        return value
    if isinstance(value, Known) and value.content is None and value.type == DYNAMIC:
        return convert(value, other.type)
    if isinstance(other, Known) and other.content is None and other.type == DYNAMIC:
        return value
    common = unify([value.type, other.type])
    if common is None:
        raise EvaluationError(f"the results of a conditional are a {value.type} and a {other.type}")
    return convert(value, common)
