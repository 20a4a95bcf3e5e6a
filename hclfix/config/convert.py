"""From a table of TOML to a typed dataclass, with errors that say what was expected where."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin, get_type_hints

Settings = TypeVar("Settings")
Keys: TypeAlias = tuple[str | int, ...]
"""The way to a value: names of keys, and numbers of list elements from 0."""

_PLAIN = {bool: "true or false", int: "a whole number", float: "a number", str: "a string"}


class ConfigError(ValueError):
    """Something in a configuration that hclfix can't take; the text says where, what and what to do."""


def apply_settings(settings_type: type[Settings], table: Mapping[str, Any], where: Callable[[Keys], str]) -> Settings:
    """An instance of a settings dataclass with the values of a table; what the table leaves out has its default.

    A field ``max_length`` is the key ``max-length``. Fields may be bool, int, float, str, unions of these, Literal,
    ``X | None``, tuples and lists of one type, mappings from str, nested dataclasses and Any. ``where`` gives the place
    of a value, such as ``.hclfix.toml:3``.

    Raises:
        ConfigError: an unknown key, or a value of another type.
    """
    return _dataclass(settings_type, table, (), where)  # type: ignore[no-any-return]


def choose(name: str, names: Iterable[str]) -> str:
    """What to say to someone who wrote ``name`` where only ``names`` are possible."""
    from difflib import get_close_matches  # for mistakes alone

    known = sorted(names)
    near = get_close_matches(name, known, n=1)
    if near:
        return f'did you mean "{near[0]}"?'
    return f"possible: {', '.join(known)}" if known else "nothing is possible here"


def key_of(field_name: str) -> str:
    """The key that stands for a field of a dataclass."""
    return field_name.replace("_", "-")


def field_of(key: str) -> str:
    """The field of a dataclass that a key stands for."""
    return key.replace("-", "_")


def _dataclass(type_: Any, value: Any, keys: Keys, where: Callable[[Keys], str]) -> Any:
    if not isinstance(value, Mapping):
        raise _mismatch("a table", value, keys, where)
    hints = get_type_hints(type_)
    names = {key_of(field.name): field.name for field in fields(type_)}
    for field in fields(type_):
        if field.default is MISSING and field.default_factory is MISSING and key_of(field.name) not in value:
            raise ConfigError(f'{where(keys)}: {_name(keys)} needs the key "{key_of(field.name)}"')
    values = {}
    for key, entry in value.items():
        if key not in names:
            raise ConfigError(f'{where((*keys, key))}: unknown key "{key}"; {choose(key, names)}')
        values[names[key]] = _value(hints[names[key]], entry, (*keys, key), where)
    try:
        return type_(**values)
    except ValueError as error:  # the class's own check
        raise ConfigError(f"{where(keys)}: {error}") from None


def _value(type_: Any, value: Any, keys: Keys, where: Callable[[Keys], str]) -> Any:
    origin, arguments = get_origin(type_), get_args(type_)
    if type_ is Any:
        return value
    if is_dataclass(type_):
        return _dataclass(type_, value, keys, where)
    if origin in (Union, UnionType):
        choices = [argument for argument in arguments if argument is not NoneType]  # TOML has no null
        if len(choices) == 1:
            return _value(choices[0], value, keys, where)
        if type(value) not in choices:
            raise _mismatch(" or ".join(_PLAIN[choice] for choice in choices), value, keys, where)
        return value
    if origin is Literal:
        if value not in arguments:
            choice = choose(value, arguments) if isinstance(value, str) else f"possible: {', '.join(arguments)}"
            raise ConfigError(f"{where(keys)}: {_name(keys)} can't be {_shown(value)}; {choice}")
        return value
    if origin in (tuple, list):
        if not isinstance(value, list):
            raise _mismatch("a list", value, keys, where)
        return origin(_value(arguments[0], entry, (*keys, number), where) for number, entry in enumerate(value))
    if origin in (dict, Mapping):
        if not isinstance(value, Mapping):
            raise _mismatch("a table", value, keys, where)
        return {key: _value(arguments[1], entry, (*keys, key), where) for key, entry in value.items()}
    if type_ is float and type(value) is int:
        return float(value)
    if type(value) is not type_:  # not isinstance: true is no number
        raise _mismatch(_PLAIN[type_], value, keys, where)
    return value


def _mismatch(expected: str, value: Any, keys: Keys, where: Callable[[Keys], str]) -> ConfigError:
    return ConfigError(f"{where(keys)}: {_name(keys)} must be {expected}, not {_shown(value)}")


def _name(keys: Keys) -> str:
    return ".".join(map(str, keys)) or "this"


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)
