"""The JSON schema of a configuration file, from the dataclasses that read it.

docs/schema/config.json is a copy, which docs/generate.py makes.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hclfix.config.convert import key_of
from hclfix.config.options import Options
from hclfix.transform import Transform

_PLAIN = {bool: "boolean", int: "integer", float: "number", str: "string"}


def schema(transforms: Iterable[Transform]) -> dict[str, Any]:
    """The schema with the settings of the given transforms; those of other transforms are let through."""
    whole = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "hclfix configuration: .hclfix.toml, hclfix.toml, and [tool.hclfix] in pyproject.toml",
        **_table(Options),
    }
    settings = {
        transform.name: {"description": transform.summary, **_table(transform.settings_type)}
        for transform in transforms
    }
    whole["properties"]["transforms"] |= {"properties": settings}
    return whole


def field_docs(settings_type: type[Any]) -> dict[str, str]:
    """What the docstring of a dataclass says of its keys, in lines ``key: text`` that may go on on further lines.

    A key may be spelled as the field is.
    """
    docs: dict[str, str] = {}
    keys = {key_of(field.name) for field in fields(settings_type)}
    current = None
    for line in inspect.cleandoc(settings_type.__doc__ or "").splitlines():
        name, colon, text = line.partition(": ")
        if colon and key_of(name) in keys:
            current = key_of(name)
            docs[current] = text
        elif current and line.strip():
            docs[current] += " " + line.strip()
        else:
            current = None
    return docs


def _table(type_: type[Any]) -> dict[str, Any]:
    hints = get_type_hints(type_)
    docs = field_docs(type_)
    properties = {}
    required = []
    for field in fields(type_):
        key = key_of(field.name)
        described = {"description": docs[key]} if key in docs else {}
        properties[key] = described | _value(hints[field.name]) | _default(field)
        if field.default is MISSING and field.default_factory is MISSING:
            required.append(key)
    table = {"type": "object", "additionalProperties": False, "properties": properties}
    return table | ({"required": required} if required else {})


def _default(field: Field[Any]) -> dict[str, Any]:
    if field.default is MISSING or field.default is None:
        return {}
    default = list(field.default) if isinstance(field.default, tuple) else field.default
    return {"default": default}


def _value(type_: Any) -> dict[str, Any]:
    origin, arguments = get_origin(type_), get_args(type_)
    if type_ is Any:
        return {}
    if is_dataclass(type_):
        return _table(type_)  # type: ignore[arg-type]
    if origin in (Union, UnionType):
        choices = [_value(argument) for argument in arguments if argument is not NoneType]
        return choices[0] if len(choices) == 1 else {"anyOf": choices}
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin in (tuple, list):
        return {"type": "array", "items": _value(arguments[0])}
    if origin in (dict, Mapping):
        return {"type": "object", "additionalProperties": _value(arguments[1])}
    return {"type": _PLAIN[type_]}
