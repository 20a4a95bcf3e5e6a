"""A scope of locals and variables, for tests, and values as one line of text."""

from __future__ import annotations

import json
from collections.abc import Mapping

from hclfix.evaluate import Hole, Invalid, Known, Partial, Union, Unknown, Value
from hclfix.evaluate.types import DYNAMIC, Type
from hclfix.syntax.expression import parse_expression
from hclfix.syntax.nodes import Expression


class Scope:
    """A scope of locals (their expressions) and variables (their values)."""

    def __init__(self, variables: Mapping[str, Value] | None = None, locals: Mapping[str, str] | None = None) -> None:
        self._variables = variables or {}
        self._locals = locals or {}

    def local(self, name: str) -> Expression | None:
        return parse_expression(self._locals[name]) if name in self._locals else None

    def variable(self, name: str) -> Value | None:
        return self._variables.get(name)

    def variable_type(self, name: str) -> Type:
        return self._variables[name].type if name in self._variables else DYNAMIC

    def path(self, name: str) -> Value | None:
        return None

    def workspace(self) -> Value | None:
        return None

    def argument(self, resource: str, name: str) -> Expression | None:
        return parse_expression("4") if (resource, name) == ("random_id.x", "byte_length") else None


def shown(value: Value) -> str:
    """The value in one line.

    JSON where it is known; ``${address}`` or ``${?}`` for an unknown piece of a string, with the least and greatest
    length where they say something; ``unknown`` with the address; alternatives with ``|`` between; ``error: why``.
    """
    if isinstance(value, Invalid):
        return f"error: {value.reason}"
    if isinstance(value, Union):
        return " | ".join(map(shown, value.alternatives))
    if isinstance(value, Partial):
        return json.dumps("".join(_hole(part) if isinstance(part, Hole) else part for part in value.parts))
    if isinstance(value, Unknown):
        limits = (
            "" if (value.least, value.greatest) in ((None, None), (0, None)) else f" {value.least}..{value.greatest}"
        )
        return f"unknown {value.type}{limits}" + (f" {value.address}" if value.address else "")
    assert isinstance(value, Known)
    if value.known:
        return json.dumps(value.plain(), ensure_ascii=False)
    if isinstance(value.content, dict):
        return "{" + ", ".join(f'"{name}": {shown(element)}' for name, element in value.content.items()) + "}"
    return "[" + ", ".join(map(shown, value.elements)) + "]"


def _hole(hole: Hole) -> str:
    limits = "" if (hole.least, hole.greatest) == (0, None) else f":{hole.least}..{hole.greatest}"
    return f"${{{hole.address or '?'}{limits}}}"
