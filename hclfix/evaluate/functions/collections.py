"""Functions that ask about collections and pick from them."""

from __future__ import annotations

from hclfix.evaluate.comparison import equal
from hclfix.evaluate.convert import bool_content, convert, text_content, whole_number
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.functions.shapes import attributes_of, elements_of, is_null, like
from hclfix.evaluate.making import boolean, characters, null, number, sequence, union
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, list_of, unify
from hclfix.evaluate.values import EvaluationError, Invalid, Known, NotCovered, Partial, Unknown, Value, parts_bounds


@function("length", DYNAMIC, result=NUMBER, needs=Needs.NOTHING)
def length(value: Value) -> Value:
    if value.type.kind == "string":
        if isinstance(value, Known):
            return number(len(characters(text_content(value))))
        least, greatest = parts_bounds(value.text_parts() or ())
        if least == greatest:
            return number(least)
        return Unknown(NUMBER, "the string is not known", None, least, greatest, nullable=False)
    if value.type.kind in ("tuple", "object"):
        return number(len(value.type.parts))
    if isinstance(value, Known) and (value.type.sequence or value.type.mapping):
        return number(len(value.elements))
    if isinstance(value, Unknown) and not value.type.primitive:
        return Unknown(NUMBER, "the collection is not known", None, 0, nullable=False)
    raise EvaluationError(f"a {value.type} has no length")


@function("alltrue", list_of(BOOL), result=BOOL, needs=Needs.SHAPE)
def alltrue(values: Value) -> Value:
    return _all_or_any(values, decisive=False)


@function("anytrue", list_of(BOOL), result=BOOL, needs=Needs.SHAPE)
def anytrue(values: Value) -> Value:
    return _all_or_any(values, decisive=True)


def _all_or_any(values: Value, decisive: bool) -> Value:
    certain = True
    for element in elements_of(values):
        if isinstance(element, Known):
            if (False if element.content is None else bool_content(element)) == decisive:
                return boolean(decisive)
        else:
            certain = False
    return boolean(not decisive) if certain else Unknown(BOOL, "an element is not known", nullable=False)


@function("contains", DYNAMIC, DYNAMIC, result=BOOL, needs=Needs.NOTHING, nulls=1)
def contains(values: Value, wanted: Value) -> Value:
    if not isinstance(values, Known):
        return Unknown(BOOL, "the collection is not known", nullable=False)
    results = [equal(wanted, element) for element in elements_of(values)]
    if True in results:
        return boolean(True)
    return Unknown(BOOL, "an element is not known", nullable=False) if None in results else boolean(False)


@function("index", DYNAMIC, DYNAMIC, result=NUMBER, needs=Needs.EVERYTHING)
def index(values: Value, wanted: Value) -> Value:
    for position, element in enumerate(elements_of(values, ("list", "tuple"))):
        if equal(element, wanted):
            return number(position)
    raise EvaluationError("index() does not find the value")


@function("coalesce", rest=DYNAMIC, needs=Needs.NOTHING, nulls=0)
def coalesce(*values: Value) -> Value:
    common = unify([value.type for value in values]) if values else None
    if common is None:
        raise EvaluationError("the arguments of coalesce() have no type in common")
    if common != STRING and any(value.type == DYNAMIC and not is_null(value) for value in values):
        raise NotCovered("the type of an argument of coalesce() is not known")
    found: list[Value] = []
    for value in values:
        converted = convert(value, common)
        if isinstance(converted, Known):
            if converted.content is not None and not (common == STRING and converted.content == ""):
                return union([*found, converted])
        else:
            found.append(converted)
            if isinstance(converted, Partial) and parts_bounds(converted.parts)[0] > 0:
                return union(found)
    if not found:
        raise EvaluationError("every argument of coalesce() is null or empty")
    return union(found)


@function("coalescelist", rest=DYNAMIC, needs=Needs.SHAPE, nulls=0)
def coalescelist(*values: Value) -> Value:
    rows = [() if is_null(value) else elements_of(value, ("list", "tuple")) for value in values]
    for value, row in zip(values, rows, strict=True):
        if row:
            return value
    raise EvaluationError("every argument of coalescelist() is null or empty")


@function("element", DYNAMIC, NUMBER, needs=Needs.NOTHING)
def element(values: Value, position: Value) -> Value:
    if not isinstance(values, Known):
        return Unknown(DYNAMIC, "the list is not known")
    elements = elements_of(values, ("list", "tuple"))
    if not elements:
        raise EvaluationError("element() needs a list that is not empty")
    if not isinstance(position, Known):
        return union(elements)
    at = whole_number(position)
    if at < 0:
        raise NotCovered("element() with a negative index: versions of Terraform differ")
    return elements[at % len(elements)]


@function("lookup", DYNAMIC, STRING, rest=DYNAMIC, needs=Needs.NOTHING, nulls=2)
def lookup(mapping: Value, key: Value, *default: Value) -> Value:
    if len(default) > 1:
        raise EvaluationError("lookup() takes two or three arguments")
    if not isinstance(mapping, Known):
        return Unknown(DYNAMIC, "the map is not known")
    attributes = attributes_of(mapping)
    fallback = [convert(each, mapping.type.element) if mapping.type.kind == "map" else each for each in default]
    if isinstance(key, Known):
        found = attributes.get(text_content(key))
        if found is not None:
            return found
        if fallback:
            return fallback[0]
        raise EvaluationError(f'lookup() finds no element "{text_content(key)}"')
    missing = fallback or [Invalid(DYNAMIC, "lookup() may find no element")]
    return union([*attributes.values(), *missing])


@function("one", DYNAMIC, needs=Needs.SHAPE)
def one(values: Value) -> Value:
    elements = elements_of(values)
    if len(elements) > 1:
        raise EvaluationError("one() needs a collection of at most one element")
    if elements:
        return elements[0]
    return null(values.type.element if values.type.kind != "tuple" else DYNAMIC)


@function("slice", DYNAMIC, NUMBER, NUMBER, needs=Needs.SHAPE)
def slice_(values: Value, start: Value, end: Value) -> Value:
    elements = elements_of(values, ("list", "tuple"))
    first, last = whole_number(start), whole_number(end)
    if not 0 <= first <= last <= len(elements):
        raise EvaluationError(f"slice() from {first} to {last} of {len(elements)} elements")
    return like(values, elements[first:last])


@function("matchkeys", list_of(DYNAMIC), list_of(DYNAMIC), list_of(DYNAMIC), needs=Needs.EVERYTHING)
def matchkeys(values: Value, keys: Value, searched: Value) -> Value:
    common = unify([keys.type, searched.type])
    if common is None:
        raise EvaluationError("the keys and the searched keys have no type in common")
    if len(elements_of(values)) != len(elements_of(keys)):
        raise EvaluationError("matchkeys() needs as many keys as values")
    wanted = elements_of(convert(searched, common))
    pairs = zip(elements_of(values), elements_of(convert(keys, common)), strict=True)
    return sequence(values.type, [value for value, key in pairs if any(equal(key, each) for each in wanted)])
