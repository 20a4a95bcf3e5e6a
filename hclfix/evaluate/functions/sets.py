"""Functions of sets."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hclfix.evaluate.comparison import equal
from hclfix.evaluate.convert import convert
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.functions.shapes import elements_of
from hclfix.evaluate.making import sequence, tuple_value
from hclfix.evaluate.types import DYNAMIC, Type, list_of, set_of, tuple_of, unify
from hclfix.evaluate.values import EvaluationError, NotCovered, Value

_PRODUCT = 4096
"""The most elements of setproduct() that are worked out."""


def _common_sets(sets: Sequence[Value]) -> tuple[Type, list[tuple[Value, ...]]]:
    elements = [each.type.element for each in sets if elements_of(each) or each.type.element != DYNAMIC]
    common = unify(elements) if elements else DYNAMIC
    if common is None:
        raise EvaluationError("the sets have no type in common")
    if common == DYNAMIC and any(element != DYNAMIC for element in elements):
        raise NotCovered("a set whose elements have no type, with one whose elements have")
    return set_of(common), [elements_of(convert(each, set_of(common))) for each in sets]


@function("setunion", set_of(DYNAMIC), rest=set_of(DYNAMIC))
def setunion(*sets: Value) -> Value:
    type, rows = _common_sets(sets)
    return sequence(type, [each for row in rows for each in row])


@function("setintersection", set_of(DYNAMIC), rest=set_of(DYNAMIC))
def setintersection(*sets: Value) -> Value:
    type, (first, *others) = _common_sets(sets)
    return sequence(type, [each for each in first if all(any(equal(each, other) for other in row) for row in others)])


@function("setsubtract", set_of(DYNAMIC), set_of(DYNAMIC))
def setsubtract(first: Value, second: Value) -> Value:
    type, (kept, removed) = _common_sets([first, second])
    return sequence(type, [each for each in kept if not any(equal(each, other) for other in removed)])


@function("setproduct", rest=DYNAMIC, needs=Needs.SHAPE)
def setproduct(*sets: Value) -> Value:
    if len(sets) < 2:
        raise EvaluationError("setproduct() needs two arguments")
    rows: list[tuple[Value, ...]] = []
    types: list[Type] = []
    size = 1
    for each in sets:
        elements = elements_of(each)
        common = unify([element.type for element in elements]) if elements else DYNAMIC
        if each.type.kind != "tuple":
            common = each.type.element
        if common is None:
            raise EvaluationError("the elements of one argument of setproduct() have no type in common")
        rows.append(tuple(convert(element, common) for element in elements))
        types.append(common)
        size *= len(elements)
    if size > _PRODUCT:
        raise NotCovered(f"setproduct() with more than {_PRODUCT} elements")
    combinations = [tuple_value(row) for row in product(*rows)]
    as_set = any(each.type.kind == "set" for each in sets)
    return sequence((set_of if as_set else list_of)(tuple_of(types)), combinations)
