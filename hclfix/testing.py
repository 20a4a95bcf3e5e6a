"""Runs the before/after folders of a transform, for its tests.

A case is a folder with ``before/``, the files of one or more modules, and ``after/``, what they become, compared as
bytes. Without ``after/`` nothing may change. An optional ``case.toml`` may hold

* ``settings``: a table of the transform's settings;
* ``unsafe = true``: make UNSAFE fixes too;
* ``vars``: a table of values for variables, as ``--var`` takes them; ``workspace``: that of ``--workspace``;
* ``findings``: what is reported, in order, as ``path:line:column: message [safety]``.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hclfix.config import apply_settings
from hclfix.discover import group_into_trees, module_directories
from hclfix.engine import run
from hclfix.inputs import Inputs
from hclfix.read import read_tree
from hclfix.result import Result
from hclfix.text import Lines
from hclfix.transform import Transform

Files = Mapping[str, bytes]
"""The contents of a folder's files by path, relative to it, with forward slashes."""


@dataclass(frozen=True)
class Case:
    """One folder with its expectation read."""

    directory: Path
    before: Files
    after: Files
    settings: Mapping[str, Any]
    unsafe: bool
    inputs: Inputs
    findings: list[str] | None

    @property
    def changes_nothing(self) -> bool:
        """Whether the files are to stay as they are."""
        return self.before == self.after


@dataclass(frozen=True)
class Outcome:
    """What a run made of a case: the files, and the findings written as ``case.toml`` writes them."""

    files: Files
    findings: list[str]
    problems: list[str]


def cases(directory: Path) -> list[Path]:
    """The folders of cases in a directory."""
    return sorted(path.parent for path in directory.glob("*/before"))


def read_case(directory: Path) -> Case:
    """The case in a folder.

    Raises:
        ValueError: ``case.toml`` holds a key that means nothing.
    """
    table: dict[str, Any] = {}
    if (directory / "case.toml").exists():
        table = tomllib.loads((directory / "case.toml").read_text(encoding="utf-8"))
    before = read_files(directory / "before")
    case = Case(
        directory,
        before,
        read_files(directory / "after") if (directory / "after").is_dir() else before,
        table.pop("settings", {}),
        table.pop("unsafe", False),
        Inputs(table.pop("vars", {}), workspace=table.pop("workspace", None)),
        table.pop("findings", None),
    )
    if table:
        raise ValueError(f"{directory / 'case.toml'}: unknown {', '.join(table)}")
    return case


def run_case(transform: Transform, case: Case, directory: Path) -> Outcome:
    """Runs a transform over the files of a case, laid out below ``directory``, an empty folder; writes no fix there."""
    for name, content in case.before.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    settings = apply_settings(transform.settings_type, case.settings, lambda keys: str(case.directory / "case.toml"))
    ready = transform._replace(settings=settings)
    files = dict(case.before)
    findings: list[str] = []
    problems: list[str] = []
    for directories in group_into_trees(module_directories([str(directory)])):
        tree, unreadable = read_tree(directories, case.inputs)
        result = run(tree, [ready], unsafe=case.unsafe)
        problems += [str(problem) for problem in (*unreadable, *result.problems)]
        findings += _lines(result, directory)
        for change in result.changes:
            name = _name(change.path, directory)
            files.pop(name, None)
            if change.after is not None:
                files[name] = change.after.encode()
    return Outcome(files, sorted(findings), problems)


def read_files(directory: Path) -> dict[str, bytes]:
    """The files below a folder."""
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def with_crlf(files: Files) -> dict[str, bytes]:
    """The same files with CRLF for newlines."""
    return {name: content.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for name, content in files.items()}


def _lines(result: Result, directory: Path) -> Iterator[str]:
    for finding in (*result.fixed, *result.remaining):
        line, column = Lines(result.texts[finding.path]).position(finding.span.start)
        message = finding.message.replace(f"{directory}{os.sep}", "")
        yield f"{_name(finding.path, directory)}:{line}:{column}: {message} [{finding.safety.value}]"


def _name(path: str, directory: Path) -> str:
    return Path(path).relative_to(directory).as_posix()
