"""Terraform's types, and the rules by which types are brought together.

Source of the rules: the type system that Terraform is built on (zclconf/go-cty, package ``convert``): a common type is
looked for structure by structure, and ``string`` is preferred among primitive types.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cmp_to_key
from typing import NamedTuple


class Type(NamedTuple):
    """A type: ``kind`` is string, number, bool, dynamic, list, set, map, tuple or object.

    ``parts`` holds the element type of a list, set or map, the element types of a tuple, or the attribute types of an
    object, whose attributes ``names`` holds in the same (sorted) order. ``optional`` names the attributes that a value
    converted to this type may leave out. ``dynamic`` is any type, as yet unknown.
    """

    kind: str
    parts: tuple[Type, ...] = ()
    names: tuple[str, ...] = ()
    optional: frozenset[str] = frozenset()

    @property
    def element(self) -> Type:
        """The element type of a list, set or map."""
        return self.parts[0]

    @property
    def attributes(self) -> dict[str, Type]:
        """The attribute types of an object by name."""
        return dict(zip(self.names, self.parts, strict=True))

    @property
    def primitive(self) -> bool:
        """Whether this is string, number or bool."""
        return self.kind in ("string", "number", "bool")

    @property
    def sequence(self) -> bool:
        """Whether a value of this type is a row of elements: list, set or tuple."""
        return self.kind in ("list", "set", "tuple")

    @property
    def mapping(self) -> bool:
        """Whether a value of this type has named elements: map or object."""
        return self.kind in ("map", "object")

    def __str__(self) -> str:
        if self.kind in ("list", "set", "map"):
            return f"{self.kind} of {self.element}"
        return self.kind


STRING = Type("string")
NUMBER = Type("number")
BOOL = Type("bool")
DYNAMIC = Type("dynamic")


def list_of(element: Type) -> Type:
    """``list(element)``"""
    return Type("list", (element,))


def set_of(element: Type) -> Type:
    """``set(element)``"""
    return Type("set", (element,))


def map_of(element: Type) -> Type:
    """``map(element)``"""
    return Type("map", (element,))


def tuple_of(elements: Sequence[Type]) -> Type:
    """``tuple([element, ...])``"""
    return Type("tuple", tuple(elements))


def object_of(attributes: dict[str, Type], optional: frozenset[str] = frozenset()) -> Type:
    """``object({name = type, ...})``"""
    names = tuple(sorted(attributes))
    return Type("object", tuple(attributes[name] for name in names), names, optional)


def convertible(source: Type, target: Type) -> bool:
    """Whether some value of ``source`` converts to ``target``; a string may still turn out to be no number."""
    if "dynamic" in (source.kind, target.kind) or source == target:
        return True
    if source.primitive and target.primitive:
        return "string" in (source.kind, target.kind)
    if target.kind == "object":
        if source.kind == "map":
            return all(convertible(source.element, part) for part in target.parts)
        if source.kind != "object":
            return False
        given = source.attributes
        return all(
            convertible(given[name], part) if name in given else name in target.optional
            for name, part in target.attributes.items()
        )
    if target.kind == "tuple":
        return (
            source.kind == "tuple"
            and len(source.parts) == len(target.parts)
            and all(map(convertible, source.parts, target.parts))
        )
    if target.kind == "map":
        return source.mapping and _elements_convertible(source, target.element)
    if target.kind in ("list", "set"):
        return source.sequence and _elements_convertible(source, target.element)
    return False


def _elements_convertible(source: Type, element: Type) -> bool:
    if element.kind == "dynamic" and source.kind in ("tuple", "object"):
        return not source.parts or unify(source.parts) is not None
    return all(convertible(part, element) for part in source.parts)


def unify(types: Sequence[Type]) -> Type | None:
    """The type that values of all ``types`` (at least one) convert to, or None where there is none."""
    first = types[0]
    if all(each == first for each in types):
        return first
    kinds = {each.kind for each in types}
    structural = kinds - {"dynamic"}
    if len(structural) == 1 and (kind := next(iter(structural))) in _BY_STRUCTURE:
        return DYNAMIC if "dynamic" in kinds else _BY_STRUCTURE[kind](types)
    for collection, structure, common in (("map", "object", _unify_objects_to_map), ("list", "tuple", _unify_to_list)):
        if structural == {collection, structure}:
            as_collection = common([each for each in types if each.kind == structure])
            if as_collection:
                whole = unify([as_collection if each.kind == structure else each for each in types])
                if whole and whole.kind == collection:
                    return whole
    if {"object", "tuple"} <= structural:
        return None
    for candidate in sorted(types, key=cmp_to_key(_preference)):
        if all(convertible(each, candidate) for each in types):
            return candidate
    return None


def _unify_collections(types: Sequence[Type]) -> Type | None:
    element = unify([each.element for each in types])
    return Type(types[0].kind, (element,)) if element else None


def _unify_objects(types: Sequence[Type]) -> Type | None:
    if len({each.names for each in types}) > 1:
        return _unify_objects_to_map(types)
    parts = [unify(column) for column in zip(*(each.parts for each in types), strict=True)]
    if None in parts:
        return None
    return Type("object", tuple(part for part in parts if part), types[0].names)


def _unify_objects_to_map(types: Sequence[Type]) -> Type | None:
    parts = [part for each in types for part in each.parts]
    element = unify(parts) if parts else None
    return map_of(element) if element else None


def _unify_tuples(types: Sequence[Type]) -> Type | None:
    if len({len(each.parts) for each in types}) > 1:
        return _unify_to_list(types)
    parts = [unify(column) for column in zip(*(each.parts for each in types), strict=True)]
    if None in parts:
        return None
    return tuple_of([part for part in parts if part])


def _unify_to_list(types: Sequence[Type]) -> Type | None:
    parts = [part for each in types for part in each.parts]
    element = unify(parts) if parts else None
    return list_of(element) if element else None


_BY_STRUCTURE = {
    "list": _unify_collections,
    "set": _unify_collections,
    "map": _unify_collections,
    "object": _unify_objects,
    "tuple": _unify_tuples,
}

_RANK = {"list": 0, "tuple": 1, "set": 2, "map": 0, "object": 1, "string": 0, "number": 1, "bool": 1, "dynamic": 9}


def _preference(left: Type, right: Type) -> int:
    if left.kind == right.kind and left.kind in ("list", "set", "map"):
        return _preference(left.element, right.element)
    return _RANK[left.kind] - _RANK[right.kind]
