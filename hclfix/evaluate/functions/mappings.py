"""Functions of maps and objects."""

from __future__ import annotations

from hclfix.evaluate.convert import text_content
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.functions.shapes import attributes_of, elements_of, is_null
from hclfix.evaluate.making import list_value, map_value, object_value, string, tuple_value
from hclfix.evaluate.types import DYNAMIC, STRING, Type, list_of, map_of
from hclfix.evaluate.values import EvaluationError, NotCovered, Value


@function("keys", DYNAMIC, needs=Needs.SHAPE)
def keys(mapping: Value) -> Value:
    names = [string(name) for name in attributes_of(mapping)]
    return list_value(STRING, names) if mapping.type.kind == "map" else tuple_value(names)


@function("values", DYNAMIC, needs=Needs.SHAPE)
def values_(mapping: Value) -> Value:
    elements = tuple(attributes_of(mapping).values())
    return list_value(mapping.type.element, elements) if mapping.type.kind == "map" else tuple_value(elements)


@function("merge", rest=DYNAMIC, needs=Needs.SHAPE, nulls=0)
def merge(*mappings: Value) -> Value:
    merged: dict[str, Value] = {}
    types: set[Type] = set()
    for mapping in mappings:
        if is_null(mapping):
            if not mapping.type.mapping:
                raise NotCovered("merge() of a null of no type")
            types.add(mapping.type if mapping.type.kind == "map" else Type("object"))
            continue
        types.add(mapping.type)
        merged.update(attributes_of(mapping))
    if len(types) == 1 and (type := next(iter(types))).kind == "map":
        return map_value(type.element, merged)
    return object_value(merged)


@function("transpose", map_of(list_of(STRING)), result=map_of(list_of(STRING)))
def transpose(mapping: Value) -> Value:
    transposed: dict[str, list[str]] = {}
    for name, strings in attributes_of(mapping).items():
        if is_null(strings) or any(map(is_null, elements_of(strings))):
            raise EvaluationError("transpose() does not transpose null")
        for each in elements_of(strings):
            transposed.setdefault(text_content(each), []).append(name)
    lists = {name: list_value(STRING, map(string, sorted(names))) for name, names in transposed.items()}
    return map_value(list_of(STRING), lists)


@function("zipmap", list_of(STRING), DYNAMIC, needs=Needs.SHAPE)
def zipmap(names: Value, values: Value) -> Value:
    elements = elements_of(values, ("list", "tuple"))
    if not names.known:
        raise NotCovered("zipmap() with a key that is not known")
    if len(elements_of(names)) != len(elements):
        raise EvaluationError("zipmap() needs as many keys as values")
    if any(map(is_null, elements_of(names))):
        raise EvaluationError("a key of zipmap() is null")
    zipped = dict(zip(map(text_content, elements_of(names)), elements, strict=True))
    return map_value(values.type.element, zipped) if values.type.kind == "list" else object_value(zipped)
