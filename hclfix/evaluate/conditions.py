"""Conditions, and the choice that they make between two values."""

from __future__ import annotations

from functools import partial

from hclfix.evaluate.alternatives import attempt, lift
from hclfix.evaluate.convert import bool_content, convert
from hclfix.evaluate.making import union
from hclfix.evaluate.types import BOOL, DYNAMIC, unify
from hclfix.evaluate.values import EvaluationError, Invalid, Known, Value, with_sources


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
