"""Working on values of which some may be one of several: each combination is worked out by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import product
from math import prod

from hclfix.evaluate.making import generalised, map_value, object_value, sequence, tuple_value, union
from hclfix.evaluate.types import DYNAMIC
from hclfix.evaluate.values import (
    ALTERNATIVES,
    EvaluationError,
    Invalid,
    Known,
    NotCovered,
    Unknown,
    Value,
    with_sources,
)


def attempt(work: Callable[..., Value], *operands: Value) -> Value:
    """What ``work`` makes of ``operands``, none of them a union. An error or a gap becomes a value that says so."""
    for operand in operands:
        if isinstance(operand, Invalid):
            return operand
    try:
        return work(*operands)
    except EvaluationError as error:
        return Invalid(DYNAMIC, str(error))
    except NotCovered as gap:
        return Unknown(DYNAMIC, str(gap))


def lift(work: Callable[..., Value], *operands: Value) -> Value:
    """What ``work`` makes of every combination of the operands' alternatives. The result rests on what they rest on.

    Where there are more than :data:`ALTERNATIVES` combinations, each operand becomes one unknown value.
    """
    results = [attempt(work, *combination) for combination in _combinations([each.alternatives for each in operands])]
    sources = frozenset[str]().union(*(operand.sources for operand in operands))
    return with_sources(union(results), sources)


def lift_deep(work: Callable[..., Value], *operands: Value) -> Value:
    """Like :func:`lift`, for work that looks inside collections: unions among their elements count too."""
    results = [attempt(work, *combination) for combination in _combinations([_deep(each) for each in operands])]
    sources = frozenset[str]().union(*(operand.all_sources for operand in operands))
    return with_sources(union(results), sources)


def _combinations(choices: Sequence[tuple[Value, ...]]) -> Sequence[tuple[Value, ...]]:
    if prod(map(len, choices)) <= ALTERNATIVES:
        return list(product(*choices))
    return [tuple(each[0] if len(each) == 1 else generalised(union(each)) for each in choices)]


def _deep(value: Value) -> tuple[Value, ...]:
    """The alternatives of ``value``, with every union among the elements of a collection spread out."""
    found: list[Value] = []
    for choice in value.alternatives:
        if not isinstance(choice, Known) or choice.known or not choice.elements:
            found.append(choice)
            continue
        rows = _combinations([_deep(element) for element in choice.elements])
        found += [_rebuilt(choice, row) for row in rows]
    return tuple(found)


def _rebuilt(value: Known, elements: tuple[Value, ...]) -> Value:
    if isinstance(value.content, dict):
        named = dict(zip(value.content, elements, strict=True))
        rebuilt = map_value(value.type.element, named) if value.type.kind == "map" else object_value(named)
    elif value.type.kind == "tuple":
        rebuilt = tuple_value(elements)
    else:
        rebuilt = sequence(value.type, elements)
    return with_sources(rebuilt, value.sources)
