"""The keys of a configuration file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hclfix.report import OutputFormat


@dataclass(frozen=True, slots=True)
class Options:
    """What a configuration file may say; a key is a field with hyphens. The command line beats the file.

    What runs programs or loads code (``--transforms``, ``--verify``) is on the command line alone, since a
    configuration file may be a stranger's.
    """

    extend: str | None = None
    """Another configuration file, relative to this one, that this one changes."""

    select: tuple[str, ...] | None = None
    """The transforms to run, by name; all of them when this is not set."""

    extend_select: tuple[str, ...] = ()
    """Transforms to run as well."""

    ignore: tuple[str, ...] = ()
    """Transforms not to run."""

    per_file_ignores: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """For a pattern of paths, the transforms whose findings there do not count."""

    exclude: tuple[str, ...] = (".git", ".terraform", ".terragrunt-cache")
    """Patterns of files and directories to leave out."""

    extend_exclude: tuple[str, ...] = ()
    """More patterns to leave out."""

    force_exclude: bool = False
    """Leave out paths that match also when the command line names them, as pre-commit does."""

    unsafe_fixes: bool = False
    """Make unsafe fixes too."""

    extend_safe_fixes: tuple[str, ...] = ()
    """Transforms whose unsafe fixes count as safe."""

    extend_unsafe_fixes: tuple[str, ...] = ()
    """Transforms whose safe fixes count as unsafe."""

    output_format: OutputFormat = "full"
    """How findings are shown."""

    cache_dir: str | None = None
    """Where the cache lies, relative to this file; the user's cache directory when this is not set."""

    jobs: int | None = None
    """How many processes work at a time; one a processor when this is not set."""

    required_version: str | None = None
    """The versions of hclfix that may read this file, as Terraform writes constraints: ``">= 0.2, < 1.0"``."""

    transforms: dict[str, dict[str, Any]] = field(default_factory=dict)
    """For a transform, a table of its own settings."""
