"""What the command line asks of a run."""

from __future__ import annotations

import os
from datetime import date
from typing import Literal, NamedTuple

from hclfix.config import Layer
from hclfix.discover import module_directories
from hclfix.inputs import Inputs
from hclfix.worker import Plan

Mode = Literal["diff", "check", "write", "add-ignores", "write-baseline"]
"""Print the diff, list the findings, make the fixes; or accept what is there, by comments or by a baseline."""

Verification = Literal["validate", "plan"]
"""What Terraform is asked before fixes are made: whether the tree is valid, or what it plans."""


class Request(NamedTuple):
    """What the command line asks for. ``said`` is what it says of the configuration."""

    mode: Mode
    paths: tuple[str, ...]
    said: Layer
    config_file: str | None = None
    isolated: bool = False
    folders: tuple[str, ...] = ()
    inputs: Inputs = Inputs()
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
    cached: bool = True
    cache_directory: str | None = None
    scheduler: str | None = None
    shared_storage: bool = False
    verify: Verification | None = None

    @property
    def plan(self) -> Plan:
        """What is done with each tree."""
        reads_baseline = self.mode != "write-baseline"
        return Plan(
            self.said,
            date.today(),
            self.config_file,
            self.isolated,
            self.folders,
            self.inputs,
            self.baseline_file if reads_baseline else None,
            fixing=self.mode not in ("add-ignores", "write-baseline"),
        )

    @property
    def roots(self) -> list[str]:
        """The directories that may be written to: those given, and those of the modules that given files stand for."""
        return [path if os.path.isdir(path) else next(module_directories([path])) for path in self.paths]
