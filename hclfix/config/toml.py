"""TOML files, with the line of every key. ``tomllib`` keeps no places, so they are found when they are asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from hclfix.config.convert import ConfigError, Keys

LARGEST = 1_000_000
"""Bytes of a file that is read: one that a stranger names may be any file of the machine."""

MOST_LOOKS = 200
"""Lines with the name of a key that are tried; a place is not worth more, and the file may be a stranger's."""

_TOML_PLACE = r" \(at (?:line (\d+), column (\d+)|end of document)\)$"


class TomlFile(NamedTuple):
    """The table that hclfix reads in a file. ``prefix`` leads to it: ``("tool", "hclfix")`` in a pyproject.toml."""

    path: str
    text: str
    table: Mapping[str, Any]
    prefix: tuple[str, ...] = ()

    def place(self, keys: Keys) -> str:
        """``path:line`` of the line where a value is set; ``path`` alone for the file as a whole."""
        if not keys:
            return self.path
        way = (*self.prefix, *keys)
        name = next(key for key in reversed(way) if isinstance(key, str))
        lines = self.text.splitlines(keepends=True)
        found = 1
        for number in [number for number, line in enumerate(lines) if name in line][:MOST_LOOKS]:
            before = _table("".join(lines[:number]))
            if before is None:  # the line lies inside a value
                continue
            if _holds(before, way):
                break
            found = number + 1
        return f"{self.path}:{found}"


def read_toml(path: str, prefix: tuple[str, ...] = ()) -> TomlFile | None:
    """The table under ``prefix`` in a file, or None where there is none.

    Raises:
        ConfigError: the file can't be read or is not TOML.
    """
    try:
        with open(path, "rb") as file:
            content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise ConfigError(f"{path}: this is no configuration: it is larger than {LARGEST} bytes")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: byte {error.start} is not UTF-8") from None
    try:
        table: Any = _parsed(text)
    except (ValueError, RecursionError) as error:
        raise ConfigError(_syntax_error(path, text, str(error))) from None
    for key in prefix:
        table = table.get(key) if isinstance(table, Mapping) else None
    return TomlFile(path, text, table, prefix) if isinstance(table, Mapping) else None


def _syntax_error(path: str, text: str, message: str) -> str:
    place = re.search(_TOML_PLACE, message)
    if not place:
        return f"{path}: not TOML: {message}"
    line, column = place.groups() if place[1] else (text.count("\n") + 1, 1)
    return f"{path}:{line}:{column}: not TOML: {message[: place.start()]}"


def _parsed(text: str) -> dict[str, Any]:
    import tomllib  # 10 ms that a run without a configuration file need not wait for

    return tomllib.loads(text)


def _table(text: str) -> dict[str, Any] | None:
    try:
        return _parsed(text)
    except ValueError:
        return None


def _holds(table: Any, keys: Keys) -> bool:
    for key in keys:
        try:
            table = table[key]
        except (KeyError, IndexError, TypeError):
            return False
    return True
