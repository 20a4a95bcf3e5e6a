"""What the command line asks of a run."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from hclfix.config import ConfigFiles, Layer
from hclfix.discover import module_directories
from hclfix.transform import Transform
from hclfix.tree import Inputs

Mode = Literal["diff", "check", "write", "add-ignores", "write-baseline"]
"""Print the diff, list the findings, make the fixes; or accept what is there, by comments or by a baseline."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for. ``said`` is what it says of the configuration."""

    mode: Mode
    paths: tuple[str, ...]
    transforms: Sequence[Transform]
    said: Layer
    files: ConfigFiles
    inputs: Inputs = field(default_factory=Inputs)
    diff: bool = False
    quiet: bool = False
    verbose: bool = False
    stdin: bytes | None = None
    stdin_filename: str | None = None
    baseline_file: str | None = None
    output_file: str | None = None
    statistics: bool = False
    exit_zero: bool = False
    exit_non_zero_on_fix: bool = False

    @property
    def roots(self) -> list[str]:
        """The directories that may be written to: those given, and those of the modules that given files stand for."""
        return [path if os.path.isdir(path) else next(module_directories([path])) for path in self.paths]
