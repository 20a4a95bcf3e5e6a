"""Functions of lists, sets, maps and objects."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from hclfix.evaluate.comparison import equal
from hclfix.evaluate.convert import bool_content, convert, number_content, text_content, whole_number
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.making import (
    boolean,
    characters,
    list_value,
    map_value,
    null,
    number,
    object_value,
    sequence,
    string,
    tuple_value,
    union,
)
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, Type, list_of, map_of, set_of, tuple_of, unify
from hclfix.evaluate.values import EvaluationError, Known, NotCovered, Partial, Union, Unknown, Value, parts_bounds

_PRODUCT = 4096
_RANGE = 1024


def _elements(value: Value, kinds: Sequence[str] = ("list", "set", "tuple")) -> tuple[Value, ...]:
    """The elements of a collection of one of these kinds.

    Raises:
        EvaluationError: it is of another kind.
    """
    if not isinstance(value, Known) or value.type.kind not in kinds:
        raise EvaluationError(f"a {' or '.join(kinds)} is required, not a {value.type}")
    return value.elements


def _attributes(value: Value) -> dict[str, Value]:
    _elements(value, ("map", "object"))
    assert isinstance(value, Known)
    assert isinstance(value.content, dict)
    return value.content


def _like(value: Value, elements: Sequence[Value]) -> Value:
    """A list of the same type as ``value``, or a tuple where it is none."""
    return sequence(value.type, elements) if value.type.kind == "list" else tuple_value(elements)


def _is_null(value: Value) -> bool:
    return isinstance(value, Known) and value.content is None


# --- questions --------------------------------------------------------------------------------------------------


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
    for element in _elements(values):
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
    results = [equal(wanted, element) for element in _elements(values)]
    if True in results:
        return boolean(True)
    return Unknown(BOOL, "an element is not known", nullable=False) if None in results else boolean(False)


@function("index", DYNAMIC, DYNAMIC, result=NUMBER, needs=Needs.EVERYTHING)
def index(values: Value, wanted: Value) -> Value:
    for position, element in enumerate(_elements(values, ("list", "tuple"))):
        if equal(element, wanted):
            return number(position)
    raise EvaluationError("index() does not find the value")


# --- picking ----------------------------------------------------------------------------------------------------


@function("coalesce", rest=DYNAMIC, needs=Needs.NOTHING, nulls=0)
def coalesce(*values: Value) -> Value:
    common = unify([value.type for value in values]) if values else None
    if common is None:
        raise EvaluationError("the arguments of coalesce() have no type in common")
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
    rows = [() if _is_null(value) else _elements(value, ("list", "tuple")) for value in values]
    for value, row in zip(values, rows, strict=True):
        if row:
            return value
    raise EvaluationError("every argument of coalescelist() is null or empty")


@function("element", DYNAMIC, NUMBER, needs=Needs.NOTHING)
def element(values: Value, position: Value) -> Value:
    if not isinstance(values, Known):
        return Unknown(DYNAMIC, "the list is not known")
    elements = _elements(values, ("list", "tuple"))
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
    attributes = _attributes(mapping)
    fallback = [convert(each, mapping.type.element) if mapping.type.kind == "map" else each for each in default]
    if isinstance(key, Known):
        found = attributes.get(text_content(key))
        if found is not None:
            return found
        if fallback:
            return fallback[0]
        raise EvaluationError(f'lookup() finds no element "{text_content(key)}"')
    return union([*attributes.values(), *fallback]) if attributes or fallback else Unknown(DYNAMIC)


@function("one", DYNAMIC, needs=Needs.SHAPE)
def one(values: Value) -> Value:
    elements = _elements(values)
    if len(elements) > 1:
        raise EvaluationError("one() needs a collection of at most one element")
    if elements:
        return elements[0]
    return null(values.type.element if values.type.kind != "tuple" else DYNAMIC)


@function("slice", DYNAMIC, NUMBER, NUMBER, needs=Needs.SHAPE)
def slice_(values: Value, start: Value, end: Value) -> Value:
    elements = _elements(values, ("list", "tuple"))
    first, last = whole_number(start), whole_number(end)
    if not 0 <= first <= last <= len(elements):
        raise EvaluationError(f"slice() from {first} to {last} of {len(elements)} elements")
    return _like(values, elements[first:last])


@function("matchkeys", list_of(DYNAMIC), list_of(DYNAMIC), list_of(DYNAMIC), needs=Needs.EVERYTHING)
def matchkeys(values: Value, keys: Value, searched: Value) -> Value:
    common = unify([keys.type, searched.type])
    if common is None:
        raise EvaluationError("the keys and the searched keys have no type in common")
    if len(_elements(values)) != len(_elements(keys)):
        raise EvaluationError("matchkeys() needs as many keys as values")
    wanted = _elements(convert(searched, common))
    pairs = zip(_elements(values), _elements(convert(keys, common)), strict=True)
    return sequence(values.type, [value for value, key in pairs if any(equal(key, each) for each in wanted)])


# --- lists ------------------------------------------------------------------------------------------------------


@function("chunklist", list_of(DYNAMIC), NUMBER, needs=Needs.SHAPE)
def chunklist(values: Value, size: Value) -> Value:
    elements, count = _elements(values), whole_number(size)
    if count < 0:
        raise EvaluationError("chunklist() needs a size from 0")
    count = count or len(elements) or 1
    chunks = [sequence(values.type, elements[at : at + count]) for at in range(0, len(elements), count)]
    return list_value(values.type, chunks)


@function("compact", list_of(STRING), result=list_of(STRING), needs=Needs.SHAPE)
def compact(values: Value) -> Value:
    kept: list[Value] = []
    for each in _elements(values):
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
    elements = [each for value in values for each in _elements(value, ("list", "tuple"))]
    if all(value.type.kind == "list" for value in values):
        common = unify([value.type for value in values])
        if common is not None:
            return sequence(common, [convert(each, common.element) for each in elements])
    return tuple_value(elements)


@function("distinct", list_of(DYNAMIC), needs=Needs.EVERYTHING)
def distinct(values: Value) -> Value:
    kept: list[Value] = []
    for each in _elements(values):
        if not any(equal(each, other) for other in kept):
            kept.append(each)
    return sequence(values.type, kept)


@function("flatten", DYNAMIC, needs=Needs.SHAPE)
def flatten(values: Value) -> Value:
    _elements(values)
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


@function("range", NUMBER, rest=NUMBER, result=list_of(NUMBER))
def range_(*limits: Value) -> Value:
    given = [number_content(limit) for limit in limits]
    if len(given) > 3:
        raise EvaluationError("range() takes one to three arguments")
    start, end = (0, given[0]) if len(given) == 1 else (given[0], given[1])
    step = given[2] if len(given) == 3 else 1 if end >= start else -1
    if step == 0 or (end < start and step > 0) or (end > start and step < 0):
        raise EvaluationError("the step of range() does not lead from its start to its end")
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
    elements = _elements(values)[::-1]
    return list_value(values.type.element, elements) if values.type.kind == "set" else _like(values, elements)


@function("sort", list_of(STRING), result=list_of(STRING))
def sort(values: Value) -> Value:
    if any(map(_is_null, _elements(values))):
        raise EvaluationError("sort() does not sort null")
    return list_value(STRING, sorted(_elements(values), key=text_content))


# --- maps -------------------------------------------------------------------------------------------------------


@function("keys", DYNAMIC, needs=Needs.SHAPE)
def keys(mapping: Value) -> Value:
    names = [string(name) for name in _attributes(mapping)]
    return list_value(STRING, names) if mapping.type.kind == "map" else tuple_value(names)


@function("values", DYNAMIC, needs=Needs.SHAPE)
def values_(mapping: Value) -> Value:
    elements = tuple(_attributes(mapping).values())
    return list_value(mapping.type.element, elements) if mapping.type.kind == "map" else tuple_value(elements)


@function("merge", rest=DYNAMIC, needs=Needs.SHAPE, nulls=0)
def merge(*mappings: Value) -> Value:
    merged: dict[str, Value] = {}
    types: set[Type] = set()
    for mapping in mappings:
        if _is_null(mapping):
            if not mapping.type.mapping:
                raise NotCovered("merge() of a null of no type")
            types.add(mapping.type if mapping.type.kind == "map" else Type("object"))
            continue
        types.add(mapping.type)
        merged.update(_attributes(mapping))
    if len(types) == 1 and (type := next(iter(types))).kind == "map":
        return map_value(type.element, merged)
    return object_value(merged)


@function("transpose", map_of(list_of(STRING)), result=map_of(list_of(STRING)))
def transpose(mapping: Value) -> Value:
    transposed: dict[str, list[str]] = {}
    for name, strings in _attributes(mapping).items():
        if _is_null(strings) or any(map(_is_null, _elements(strings))):
            raise EvaluationError("transpose() does not transpose null")
        for each in _elements(strings):
            transposed.setdefault(text_content(each), []).append(name)
    lists = {name: list_value(STRING, map(string, sorted(names))) for name, names in transposed.items()}
    return map_value(list_of(STRING), lists)


@function("zipmap", list_of(STRING), DYNAMIC, needs=Needs.SHAPE)
def zipmap(names: Value, values: Value) -> Value:
    elements = _elements(values, ("list", "tuple"))
    if not names.known:
        raise NotCovered("zipmap() with a key that is not known")
    if len(_elements(names)) != len(elements):
        raise EvaluationError("zipmap() needs as many keys as values")
    if any(map(_is_null, _elements(names))):
        raise EvaluationError("a key of zipmap() is null")
    zipped = dict(zip(map(text_content, _elements(names)), elements, strict=True))
    return map_value(values.type.element, zipped) if values.type.kind == "list" else object_value(zipped)


# --- sets -------------------------------------------------------------------------------------------------------


def _common_sets(sets: Sequence[Value]) -> tuple[Type, list[tuple[Value, ...]]]:
    elements = [each.type.element for each in sets if _elements(each) or each.type.element != DYNAMIC]
    common = unify(elements) if elements else DYNAMIC
    if common is None:
        raise EvaluationError("the sets have no type in common")
    return set_of(common), [_elements(convert(each, set_of(common))) for each in sets]


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
        elements = _elements(each)
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


