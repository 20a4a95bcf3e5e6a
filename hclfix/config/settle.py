"""What the configuration files and the command line come to for one directory."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hclfix.config.convert import ConfigError, Keys, apply_settings, choose, key_of
from hclfix.config.layers import Layer
from hclfix.config.options import Options
from hclfix.config.patterns import Pattern
from hclfix.finding import Finding, Safety
from hclfix.report import shown_path
from hclfix.transform import Transform

_NAMES = ("select", "extend_select", "ignore", "extend_safe_fixes", "extend_unsafe_fixes")
_ADDING = ("extend_exclude", "extend_safe_fixes", "extend_unsafe_fixes")


@dataclass(frozen=True)
class Config:
    """The settled configuration.

    ``known`` are all transforms by name, ``selected`` the names of those that run, ``settings`` those that were said,
    and ``layers`` what it was made of: files, then the command line.
    """

    options: Options
    known: Mapping[str, Transform]
    selected: tuple[str, ...]
    settings: Mapping[str, Any]
    layers: tuple[Layer, ...]

    @cached_property
    def transforms(self) -> tuple[Transform, ...]:
        """The transforms that run, each with its settings."""
        return tuple(
            self.known[name]._replace(settings=self.settings.get(name, self.known[name].settings))
            for name in self.selected
        )

    @cached_property
    def text(self) -> str:
        """All that the result of a run depends on, as text: two configurations of one text do the same."""
        layers = [(layer.base, sorted(layer.given), layer.options) for layer in self.layers]
        return repr((self.options, self.selected, sorted(self.settings.items()), layers))

    @cached_property
    def _excludes(self) -> list[Pattern]:
        default = Layer(Options(), frozenset(), os.path.abspath(os.curdir))
        said = [layer for layer in self.layers if "exclude" in layer.given] or [default]
        patterns = [Pattern(said[-1].base, glob) for glob in said[-1].options.exclude]
        return patterns + [Pattern(layer.base, glob) for layer in self.layers for glob in layer.options.extend_exclude]

    @cached_property
    def _file_ignores(self) -> list[tuple[Pattern, frozenset[str]]]:
        said = [layer for layer in self.layers if "per_file_ignores" in layer.given][-1:]
        return [
            (Pattern(layer.base, glob), frozenset(names))
            for layer in said
            for glob, names in layer.options.per_file_ignores.items()
        ]

    def excludes(self, path: str) -> bool:
        """Whether a file or directory is left out."""
        if not self._excludes:  # asked of every file
            return False
        absolute = os.path.abspath(path)
        return any(pattern.matches(absolute) for pattern in self._excludes)

    def ignored_in(self, path: str) -> frozenset[str]:
        """The transforms whose findings in a file do not count."""
        if not self._file_ignores:
            return frozenset()
        absolute = os.path.abspath(path)
        return frozenset(name for pattern, names in self._file_ignores if pattern.matches(absolute) for name in names)

    def keeps(self, finding: Finding) -> bool:
        """Whether a finding counts: its file is not left out, and does not ignore its transform."""
        return finding.transform not in self.ignored_in(finding.path) and not self.excludes(finding.path)

    def judged(self, finding: Finding) -> Finding:
        """The finding with the safety that ``extend-safe-fixes`` and ``extend-unsafe-fixes`` give its fix; without the
        fix where that would edit a file that is left out."""
        fix = finding.fix
        if not fix:
            return finding
        for path in sorted({*(edit.path for edit in fix.edits), *fix.removed}):
            if self.excludes(path):
                reason = f"{finding.message}; not fixed, since {shown_path(path)} is excluded"
                return finding._replace(fix=None, message=reason)
        safety = fix.safety
        if finding.transform in self.options.extend_unsafe_fixes:
            safety = Safety.UNSAFE
        elif finding.transform in self.options.extend_safe_fixes:
            safety = Safety.SAFE
        return finding._replace(fix=replace(fix, safety=safety))


def settle(layers: Sequence[Layer], known: Mapping[str, Transform]) -> Config:
    """Puts layers together, later ones over earlier ones, for the transforms that there are, by name.

    Lists that extend add up; a table of a transform's settings is put together key by key; all else is replaced.

    Raises:
        ConfigError: a name that no transform has, or a setting that a transform does not have or can't take.
    """
    values: dict[str, Any] = {}
    for layer in layers:
        _check_names(layer, known)
        for name in layer.given:
            said = getattr(layer.options, name)
            values[name] = values.get(name, ()) + said if name in _ADDING else said
    values["transforms"] = _tables(layers)
    selected = _selected(layers, known)
    settings = {name: _settings(layers, known[name], table) for name, table in values["transforms"].items()}
    return Config(Options(**values), known, tuple(name for name in known if name in selected), settings, tuple(layers))


def _selected(layers: Iterable[Layer], known: Iterable[str]) -> set[str]:
    selected = set(known)
    for layer in layers:
        options = layer.options
        if options.select is not None:
            selected = set(options.select)
        selected = (selected | set(options.extend_select)) - set(options.ignore)
    return selected


def _tables(layers: Iterable[Layer]) -> dict[str, dict[str, Any]]:
    tables: dict[str, dict[str, Any]] = {}
    for layer in layers:
        for name, table in layer.options.transforms.items():
            tables[name] = {**tables.get(name, {}), **table}
    return tables


def _settings(layers: Sequence[Layer], transform: Transform, table: Mapping[str, Any]) -> Any:
    def where(keys: Keys) -> str:
        said = [layer for layer in layers if not keys or keys[0] in layer.options.transforms.get(transform.name, {})]
        return said[-1].place("transforms", transform.name, *keys)

    return apply_settings(transform.settings_type, table, where)


def _check_names(layer: Layer, known: Iterable[str]) -> None:
    options = layer.options
    names: list[tuple[Keys, Iterable[str]]] = [((key_of(name),), getattr(options, name) or ()) for name in _NAMES]
    names += [(("per-file-ignores", glob), said) for glob, said in options.per_file_ignores.items()]
    names += [(("transforms", name), [name]) for name in options.transforms]
    for keys, said in names:
        for name in said:
            if name not in known:
                raise ConfigError(f'{layer.place(*keys)}: there is no transform "{name}"; {choose(name, known)}')
