"""Conversion of values from type to type, as Terraform does it for arguments, operators and ``to*()``."""

from __future__ import annotations

from fractions import Fraction

from hclfix.evaluate import numbers
from hclfix.evaluate.making import boolean, map_value, null, number, object_value, sequence, string, tuple_value, union
from hclfix.evaluate.types import BOOL, DYNAMIC, STRING, Type, convertible, unify
from hclfix.evaluate.values import (
    EvaluationError,
    Hole,
    Invalid,
    Known,
    NotCovered,
    Number,
    Partial,
    Union,
    Unknown,
    Value,
    with_sources,
)


def convert(value: Value, type: Type) -> Value:
    """``value`` as ``type``. A union is converted alternative by alternative.

    Raises:
        EvaluationError: Terraform can't convert it.
        NotCovered: it has a value that the evaluator does not work out.
    """
    if type.kind == "dynamic" or value.type == type or isinstance(value, Invalid):
        return value
    if isinstance(value, Union):
        return with_sources(union([convert(choice, type) for choice in value.choices]), value.sources)
    if not convertible(value.type, type):
        raise EvaluationError(f"a {type} is required, not a {value.type}")
    if isinstance(value, Known):
        if value.content is None:
            return with_sources(null(_settled(value.type, type)), value.sources)
        return with_sources(_convert_known(value, type), value.sources)
    if isinstance(value, Unknown):
        return _convert_unknown(value, type)
    assert isinstance(value, Partial)
    return Unknown(type, "part of the string is not known", nullable=False, sources=value.sources)


def _settled(source: Type, target: Type) -> Type:
    """``target`` with the element type of ``source`` where it leaves that open."""
    if target.parts and target.element.kind == "dynamic" and target.kind in ("list", "set", "map"):
        common = unify(source.parts) if source.parts else None
        return Type(target.kind, (common or DYNAMIC,))
    return target


def _convert_unknown(value: Unknown, type: Type) -> Value:
    settled = _settled(value.type, type)
    least, greatest = None, None
    if settled == STRING:
        parts = value.text_parts()
        if parts and isinstance(parts[0], Hole):
            least, greatest = parts[0].least, parts[0].greatest
    return Unknown(settled, value.reason, value.address, least, greatest, value.nullable, sources=value.sources)


def _convert_known(value: Known, type: Type) -> Value:
    content = value.content
    if type.primitive:
        return _convert_primitive(content, type)
    if type.kind == "object":
        return _convert_object(value, type)
    if type.kind == "tuple":
        return tuple_value([convert(element, part) for element, part in zip(value.elements, type.parts, strict=True)])
    element = _settled(value.type, type).element
    elements = [convert(each, element) for each in value.elements]
    if any(each.type != element for each in elements):
        settled = [each.type for each in elements if each.type != DYNAMIC]
        element = (unify(settled) if settled else None) or DYNAMIC
        elements = [convert(each, element) for each in elements]
    if isinstance(content, dict):
        return map_value(element, dict(zip(content, elements, strict=True)))
    return sequence(Type(type.kind, (element,)), elements)


def _convert_object(value: Known, type: Type) -> Value:
    given = value.content if isinstance(value.content, dict) else {}
    attributes: dict[str, Value] = {}
    for name, part in type.attributes.items():
        if name in given:
            attributes[name] = convert(given[name], part)
        elif name in type.optional:
            attributes[name] = null(part)
        else:
            raise EvaluationError(f'attribute "{name}" is required')
    return object_value(attributes)


def _convert_primitive(content: object, type: Type) -> Value:
    if type == STRING:
        if isinstance(content, bool):
            return string("true" if content else "false")
        if isinstance(content, (int, Fraction)):
            written = numbers.text(content)
            if written is None:
                raise NotCovered("the number has too many digits")
            return string(written)
        return string(str(content))
    if type == BOOL:
        if content in ("true", "1"):
            return boolean(True)
        if content in ("false", "0"):
            return boolean(False)
        raise EvaluationError("a bool is required")
    try:
        parsed = numbers.parsed(str(content))
    except OverflowError as error:
        raise NotCovered(str(error)) from error
    if parsed is None:
        raise EvaluationError("a number is required")
    return number(parsed)


# --- Python's own types out of known values ---------------------------------------------------------------------


def text_content(value: Value) -> str:
    """The content of a known string."""
    assert isinstance(value, Known)
    assert isinstance(value.content, str)
    return value.content


def number_content(value: Value) -> Number:
    """The content of a known number."""
    assert isinstance(value, Known)
    assert isinstance(value.content, (int, Fraction))
    return value.content


def whole_number(value: Value) -> int:
    """The content of a known number that must be whole.

    Raises:
        EvaluationError: it has a fraction.
    """
    content = number_content(value)
    if not isinstance(content, int):
        raise EvaluationError("a whole number is required")
    return content


def bool_content(value: Value) -> bool:
    """The content of a known bool."""
    assert isinstance(value, Known)
    assert isinstance(value.content, bool)
    return value.content
