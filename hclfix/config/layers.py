"""Finds configuration files and reads them, with those that they extend."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any, NamedTuple

from hclfix.config.convert import ConfigError, apply_settings, field_of
from hclfix.config.options import Options
from hclfix.config.toml import TomlFile, read_toml
from hclfix.report import shown_path

_FILE_NAMES = (".hclfix.toml", "hclfix.toml", "pyproject.toml")
_COMMAND_LINE_ALONE = {
    "verify": "--verify runs programs",
    "cache-dir": "what lies in the directory of --cache-dir is believed",
}


class Layer(NamedTuple):
    """What one file or the command line says; later layers go before earlier ones.

    ``given`` are the fields of ``options`` that were said, the others have their defaults. ``base`` is the directory
    that paths and patterns count from, an absolute path.
    """

    options: Options
    given: frozenset[str]
    base: str
    file: TomlFile | None = None

    def place(self, *keys: str | int) -> str:
        """Where a value was said."""
        if self.file:
            return self.file.place(keys)
        return f"--set {'.'.join(map(str, keys[1:]))}" if keys[0] == "transforms" else f"--{keys[0]}"


def command_line(values: Mapping[str, Any]) -> Layer:
    """What the command line says, by field of :class:`Options`; None stands for an option that was not given."""
    given = {name: value for name, value in values.items() if value is not None}
    return Layer(Options(**given), frozenset(given), os.path.abspath(os.curdir))


class ConfigFiles:
    """The configuration files of a run: for a directory the nearest one, in it or above, and what that one extends.

    ``version`` is that of hclfix, which a file may ask for. ``path`` is a file to take for every directory instead
    (``--config``, HCLFIX_CONFIG); with ``isolated`` there is none.
    """

    def __init__(self, version: str, path: str | None = None, *, isolated: bool = False) -> None:
        self._version = version
        self._path = path
        self._isolated = isolated
        self._found: dict[str, TomlFile | None] = {}
        self._chains: dict[str, tuple[Layer, ...]] = {}
        self._layers: dict[str, tuple[Layer, ...]] = {}

    def layers(self, directory: str) -> tuple[Layer, ...]:
        """What the files for a directory say, first what is extended and last what extends it.

        Raises:
            ConfigError: a file can't be read, or says what can't be.
        """
        if directory not in self._layers:
            self._layers[directory] = self._find(directory)
        return self._layers[directory]

    def _find(self, directory: str) -> tuple[Layer, ...]:
        if self._isolated:
            return ()
        if self._path is not None:
            return self._chain(_read(self._path))
        file = self._nearest(os.path.abspath(directory))
        return self._chain(file) if file else ()

    def _nearest(self, directory: str) -> TomlFile | None:
        """The file in a directory, or in the nearest one above it that has one."""
        passed = []
        while directory not in self._found:
            passed.append(directory)
            file = _file_in(directory)
            above = os.path.dirname(directory)
            if file or above == directory:
                break
            directory = above
        else:
            file = self._found[directory]
        self._found.update(dict.fromkeys(passed, file))
        return file

    def _chain(self, file: TomlFile) -> tuple[Layer, ...]:
        if file.path not in self._chains:
            layers = [self._layer(file)]
            seen = {os.path.realpath(file.path)}
            while extended := layers[0].options.extend:
                path = os.path.join(layers[0].base, extended)
                if os.path.realpath(path) in seen:
                    raise ConfigError(f"{layers[0].place('extend')}: {shown_path(path)} already extends this file")
                if os.path.exists(path) and not os.path.isfile(path):  # a stranger's file may name a device
                    raise ConfigError(f"{layers[0].place('extend')}: {shown_path(path)} is not a file")
                seen.add(os.path.realpath(path))
                layers.insert(0, self._layer(_read(path)))
            self._chains[file.path] = tuple(layers)
        return self._chains[file.path]

    def _layer(self, file: TomlFile) -> Layer:
        required = file.table.get("required-version")
        if isinstance(required, str):  # before anything else: another version may know other keys
            self._check_version(required, file)
        for key in file.table:
            if key in _COMMAND_LINE_ALONE:
                reason = f"{_COMMAND_LINE_ALONE[key]}, so the command line alone can ask for it"
                raise ConfigError(f"{file.place((key,))}: {reason}")
        options = apply_settings(Options, file.table, file.place)
        return Layer(options, frozenset(map(field_of, file.table)), os.path.dirname(os.path.abspath(file.path)), file)

    def _check_version(self, required: str, file: TomlFile) -> None:
        from hclfix.versions import Constraint, VersionError  # brings the parser with it

        place = file.place(("required-version",))
        try:
            admitted = Constraint.parse(required).admits(self._version)
        except VersionError as error:
            raise ConfigError(f"{place}: {error}") from None
        if not admitted:
            raise ConfigError(f"{place}: this file asks for hclfix {required}, and this is {self._version}")


def _file_in(directory: str) -> TomlFile | None:
    for name in _FILE_NAMES:
        path = os.path.join(directory, name)
        if os.path.isfile(path):
            file = read_toml(shown_path(path), _prefix(path))
            if file:
                return file
    return None


def _read(path: str) -> TomlFile:
    file = read_toml(shown_path(path), _prefix(path))
    if not file:
        raise ConfigError(f"{shown_path(path)}: there is no [tool.hclfix] in this file")
    return file


def _prefix(path: str) -> tuple[str, ...]:
    return ("tool", "hclfix") if os.path.basename(path) == "pyproject.toml" else ()
