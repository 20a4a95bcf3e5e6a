"""Functions that make lists out of lists."""

from __future__ import annotations

from hclfix.evaluate.comparison import equal
from hclfix.evaluate.convert import convert, number_content, text_content, whole_number
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.functions.shapes import elements_of, is_null, like
from hclfix.evaluate.making import list_value, number, sequence, tuple_value
from hclfix.evaluate.types import DYNAMIC, NUMBER, STRING, list_of, unify
from hclfix.evaluate.values import EvaluationError, Known, NotCovered, Partial, Union, Unknown, Value, parts_bounds

_RANGE = 1024
"""The most numbers that Terraform's range() gives."""


@function("chunklist", list_of(DYNAMIC), NUMBER, needs=Needs.SHAPE)
def chunklist(values: Value, size: Value) -> Value:
    elements, count = elements_of(values), whole_number(size)
    if count < 0:
        raise EvaluationError("chunklist() needs a size from 0")
    count = count or len(elements) or 1
    chunks = [sequence(values.type, elements[at : at + count]) for at in range(0, len(elements), count)]
    return list_value(values.type, chunks)


@function("compact", list_of(STRING), result=list_of(STRING), needs=Needs.SHAPE)
def compact(values: Value) -> Value:
    kept: list[Value] = []
    for each in elements_of(values):
        if isinstance(each, Known):
            if each.content:
                kept.append(each)
        elif isinstance(each, Partial) and parts_bounds(each.parts)[0] > 0:
            kept.append(each)
        else:
            raise NotCovered("compact() of a string that may be empty")
    return list_value(STRING, kept)


@function("concat", rest=DYNAMIC, needs=Needs.SHAPE)
def concat(*values: Value) -> Value:
    if not values:
        raise EvaluationError("concat() needs an argument")
    elements = [each for value in values for each in elements_of(value, ("list", "tuple"))]
    if all(value.type.kind == "list" for value in values):
        common = unify([value.type for value in values])
        if common is not None:
            return sequence(common, [convert(each, common.element) for each in elements])
    return tuple_value(elements)


@function("distinct", list_of(DYNAMIC), needs=Needs.EVERYTHING)
def distinct(values: Value) -> Value:
    kept: list[Value] = []
    for each in elements_of(values):
        if not any(equal(each, other) for other in kept):
            kept.append(each)
    return sequence(values.type, kept)


@function("flatten", DYNAMIC, needs=Needs.SHAPE)
def flatten(values: Value) -> Value:
    elements_of(values)
    flat: list[Value] = []
    pending = [values]
    while pending:
        value = pending.pop()
        if isinstance(value, Union) or (isinstance(value, Unknown) and not value.type.primitive):
            if value.type.primitive:
                flat.append(value)
                continue
            raise NotCovered("flatten() of an element that may be a list")
        if isinstance(value, Known) and value.type.sequence and value.content is not None:
            pending.extend(reversed(value.elements))
        else:
            flat.append(value)
    return tuple_value(flat)


_EXACT = 1 << 64
"""The greatest denominator of fractions that add up without being rounded."""


@function("range", NUMBER, rest=NUMBER, result=list_of(NUMBER))
def range_(*limits: Value) -> Value:
    given = [number_content(limit) for limit in limits]
    if len(given) > 3:
        raise EvaluationError("range() takes one to three arguments")
    start, end = (0, given[0]) if len(given) == 1 else (given[0], given[1])
    step = given[2] if len(given) == 3 else 1 if end >= start else -1
    if step == 0 or (end < start and step > 0) or (end > start and step < 0):
        raise EvaluationError("the step of range() does not lead from its start to its end")
    if any(limit.denominator > _EXACT for limit in given):
        raise NotCovered("a range() of fractions that are rounded at each step")
    values: list[Value] = []
    current = start
    while current < end if step > 0 else current > end:
        if len(values) >= _RANGE:
            raise EvaluationError(f"range() gives more than {_RANGE} numbers")
        values.append(number(current))
        current += step
    return list_value(NUMBER, values)


@function("reverse", DYNAMIC, needs=Needs.SHAPE)
def reverse(values: Value) -> Value:
    elements = elements_of(values)[::-1]
    return list_value(values.type.element, elements) if values.type.kind == "set" else like(values, elements)


@function("sort", list_of(STRING), result=list_of(STRING))
def sort(values: Value) -> Value:
    if any(map(is_null, elements_of(values))):
        raise EvaluationError("sort() does not sort null")
    return list_value(STRING, sorted(elements_of(values), key=text_content))
