"""Attributes and indexes of values, as ``value.name`` and ``value[key]`` get at them."""

from __future__ import annotations

from dataclasses import replace

from hclfix.evaluate.alternatives import lift
from hclfix.evaluate.convert import convert
from hclfix.evaluate.making import union
from hclfix.evaluate.types import DYNAMIC, NUMBER, STRING, Type
from hclfix.evaluate.values import EvaluationError, Invalid, Known, Unknown, Value


def attribute(value: Value, name: str) -> Value:
    """``value.name``"""
    return lift(lambda each: _attribute(each, name), value)


def index(value: Value, key: Value) -> Value:
    """``value[key]``; with an unknown key, any of the elements or an error."""
    return lift(_index, value, key)


def key_text(key: Value) -> str:
    """The key as it would be written between brackets in an address."""
    content = key.content if isinstance(key, Known) else None
    if isinstance(content, str):
        return f'"{content}"'
    if isinstance(content, int):
        return str(content)
    return (key.address if isinstance(key, Unknown) else None) or "..."


def step_into(value: Unknown, type: Type, step: str) -> Unknown:
    """The unknown value at ``step`` (``.name``, ``[key]``) of an unknown one."""
    address = None if value.address is None else value.address + step
    return replace(value, type=type, address=address, least=None, greatest=None, nullable=True)


def _attribute(value: Value, name: str) -> Value:
    if isinstance(value, Known) and value.content is None:
        raise EvaluationError("a null value has no attributes")
    if isinstance(value, Unknown) and value.type.kind == "dynamic":
        return step_into(value, DYNAMIC, f".{name}")
    if not value.type.mapping:
        raise EvaluationError(f"a {value.type} has no attributes")
    return _element(value, name, f".{name}")


def _index(value: Value, key: Value) -> Value:
    for operand in (value, key):
        if isinstance(operand, Known) and operand.content is None:
            raise EvaluationError("null has no elements and is none")
    if isinstance(value, Unknown) and value.type.kind == "dynamic":
        return step_into(value, DYNAMIC, f"[{key_text(key)}]")
    if value.type.kind not in ("list", "tuple", "map", "object"):
        raise EvaluationError(f"a {value.type} has no elements to get at by a key")
    converted = convert(key, STRING if value.type.mapping else NUMBER)
    if isinstance(converted, Known) and isinstance(value, (Known, Unknown)):
        if isinstance(converted.content, str):
            return _element(value, converted.content, f"[{key_text(converted)}]")
        return _element_at(value, converted.content)
    if isinstance(value, Known):
        if not value.elements:
            raise EvaluationError("the collection has no elements")
        return union([*value.elements, Invalid(DYNAMIC, f"there may be no element [{key_text(key)}]")])
    type = value.type.element if value.type.kind in ("list", "map") else DYNAMIC
    return step_into(value, type, f"[{key_text(key)}]") if isinstance(value, Unknown) else Unknown(type)


def _element(value: Value, name: str, step: str) -> Value:
    if isinstance(value, Known) and isinstance(value.content, dict):
        if name not in value.content:
            raise EvaluationError(f'there is no element "{name}"')
        return value.content[name]
    assert isinstance(value, Unknown)
    if value.type.kind == "map":
        return step_into(value, value.type.element, step)
    if name not in value.type.names:
        raise EvaluationError(f'there is no element "{name}"')
    return step_into(value, value.type.attributes[name], step)


def _element_at(value: Known | Unknown, position: object) -> Value:
    if not isinstance(position, int) or position < 0:
        raise EvaluationError("an index is a whole number from 0")
    if isinstance(value, Known):
        if position >= len(value.elements):
            raise EvaluationError(f"there are only {len(value.elements)} elements, so none at index {position}")
        return value.elements[position]
    if value.type.kind == "tuple" and position >= len(value.type.parts):
        raise EvaluationError(f"there are only {len(value.type.parts)} elements, so none at index {position}")
    type = value.type.parts[position] if value.type.kind == "tuple" else value.type.element
    return step_into(value, type, f"[{position}]")
