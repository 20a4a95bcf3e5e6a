"""A configuration written as TOML, for people to read (``--show-settings``)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, fields
from typing import Any

from hclfix.config.convert import key_of
from hclfix.config.settle import Config


def show(config: Config) -> Iterator[str]:
    """Lines with every key, those of the transforms that run included; what is not set is a comment."""
    yield "# from " + (", ".join(layer.file.path for layer in config.layers if layer.file) or "no file")
    values = {field.name: getattr(config.options, field.name) for field in fields(config.options)}
    values["select"] = [transform.name for transform in config.transforms]
    for name in ("extend", "extend_select", "ignore", "transforms"):  # these have come to what is selected and set
        del values[name]
    ignores = values.pop("per_file_ignores")
    yield from _lines(values)
    if ignores:
        yield from (
            "",
            "[per-file-ignores]",
            *(f"{_value(pattern)} = {_value(names)}" for pattern, names in ignores.items()),
        )
    for transform in config.transforms:
        settings = asdict(transform.settings)
        if settings:
            yield from ("", f"[transforms.{transform.name}]", *_lines(settings))


def _lines(values: Mapping[str, Any]) -> Iterator[str]:
    for name, value in values.items():
        yield f"# {key_of(name)} is not set" if value is None else f"{key_of(name)} = {_value(value)}"


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_value(key)} = {_value(entry)}" for key, entry in value.items() if entry is not None)
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False)
