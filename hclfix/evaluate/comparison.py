"""Comparing values: what is the same, what Terraform calls equal, and the order of a set."""

from __future__ import annotations

from fractions import Fraction

from hclfix.evaluate.values import Hole, Invalid, Known, NotCovered, Partial, Union, Unknown, Value, parts_bounds


def key(value: Value) -> object:
    """Something hashable that is equal for values that say the same."""
    if isinstance(value, Known):
        content = value.content
        if isinstance(content, tuple):
            return value.type, tuple(map(key, content))
        if isinstance(content, dict):
            return value.type, tuple((name, key(element)) for name, element in content.items())
        return value.type, content
    if isinstance(value, Partial):
        return value.parts
    if isinstance(value, Unknown):
        invalid = isinstance(value, Invalid)
        return value.type, value.address, value.least, value.greatest, value.nullable, invalid, "unknown"
    return tuple(map(key, value.alternatives))


def equal(left: Value, right: Value) -> bool | None:
    """Whether Terraform calls two values equal; None where that is not known. Neither may be a union."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Known) and one.content is None:
            if isinstance(other, Known):
                return other.content is None
            return None if isinstance(other, Unknown) and other.nullable else False
    if isinstance(left, Known) and isinstance(right, Known):
        return _equal_known(left, right)
    if left.type != right.type and "dynamic" not in (left.type.kind, right.type.kind) and left.type.primitive:
        maybe_null = all(isinstance(value, Unknown) and value.nullable for value in (left, right))
        return None if maybe_null else False
    first, second = left.text_parts(), right.text_parts()
    if left.type.kind == right.type.kind == "string" and first is not None and second is not None:
        return False if _differ(first, second) else None
    return None


def _equal_known(left: Known, right: Known) -> bool | None:
    if left.whole and right.whole:
        return key(left) == key(right)
    if left.type.kind != right.type.kind:
        alike = left.type.mapping == right.type.mapping and left.type.sequence == right.type.sequence
        return None if alike or "dynamic" in (left.type.kind, right.type.kind) else False
    if len(left.elements) != len(right.elements):
        return False
    if isinstance(left.content, dict) and isinstance(right.content, dict) and [*left.content] != [*right.content]:
        return False
    results = [
        equal(one, other) if not isinstance(one, Union) and not isinstance(other, Union) else None
        for one, other in zip(left.elements, right.elements, strict=True)
    ]
    if False in results:
        return False
    return None


def _differ(left: tuple[str | Hole, ...], right: tuple[str | Hole, ...]) -> bool:
    """Whether no string can be made up of both."""
    (least, greatest), (other_least, other_greatest) = parts_bounds(left), parts_bounds(right)
    if (greatest is not None and greatest < other_least) or (other_greatest is not None and other_greatest < least):
        return True
    for end in (0, -1):
        one, other = left[end] if left else "", right[end] if right else ""
        if isinstance(one, str) and isinstance(other, str):
            short, long = sorted((one, other), key=len)
            if not (long.endswith(short) if end else long.startswith(short)):
                return True
    return False


def set_order(value: Value) -> tuple[bool, object]:
    """Where a known value stands in a set: nulls last, numbers by size, all else by how it is written."""
    assert isinstance(value, Known)
    if value.content is None:
        return True, 0
    return False, value.content if value.type.primitive else _written(value)


_BRACKETS = {"map": ("{", "}"), "object": ("<", ">"), "tuple": ("<", ">")}


def _written(value: Value) -> str:
    assert isinstance(value, Known)
    content = value.content
    if content is None:
        return "~"
    if isinstance(content, bool):
        return "T" if content else "F"
    if isinstance(content, str):
        return '"' + content.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(content, (int, Fraction)):
        try:
            return f"{float(content):.10g}"
        except OverflowError as error:
            raise NotCovered("a set of very large numbers") from error
    opening, closing = _BRACKETS.get(value.type.kind, ("[", "]"))
    if value.type.kind == "map":
        inside = "".join(f"{_written(name)}:{_written(element)};" for name, element in value.items)
    else:
        inside = "".join(f"{_written(element)};" for element in value.elements)
    return opening + inside + closing
