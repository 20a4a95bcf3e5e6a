"""The keys of a configuration file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hclfix.report import OutputFormat


@dataclass(frozen=True, slots=True)
class Options:
    """What a configuration file may say; a key is a field with hyphens. The command line beats the file.

    What runs programs or loads code (``--transforms``, ``--verify``) and where the cache lies (``--cache-dir``: what is
    in it is believed) is on the command line alone, since a configuration file may be a stranger's.

    extend: another configuration file, relative to this one, that this one changes.
    select: the transforms to run, by name; all of them when this is not set.
    extend_select: transforms to run as well.
    ignore: transforms not to run.
    per_file_ignores: for a pattern of paths, the transforms whose findings there do not count.
    exclude: patterns of files and directories to leave out.
    extend_exclude: more patterns to leave out.
    force_exclude: leave out paths that match also when the command line names them, as pre-commit does.
    unsafe_fixes: make unsafe fixes too.
    extend_safe_fixes: transforms whose unsafe fixes count as safe.
    extend_unsafe_fixes: transforms whose safe fixes count as unsafe.
    output_format: how findings are shown.
    jobs: how many processes work at a time; one a processor when this is not set.
    required_version: the versions of hclfix that may read this file, written as Terraform writes version constraints.
    transforms: for a transform, a table of its own settings.
    """

    extend: str | None = None
    select: tuple[str, ...] | None = None
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: dict[str, tuple[str, ...]] = field(default_factory=dict)
    exclude: tuple[str, ...] = (".git", ".terraform", ".terragrunt-cache")
    extend_exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    unsafe_fixes: bool = False
    extend_safe_fixes: tuple[str, ...] = ()
    extend_unsafe_fixes: tuple[str, ...] = ()
    output_format: OutputFormat = "concise"
    jobs: int | None = None
    required_version: str | None = None
    transforms: dict[str, dict[str, Any]] = field(default_factory=dict)
