"""Runs the user's terraform: is a module valid, and what would it do?"""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

_ENVIRONMENT = {"TF_IN_AUTOMATION": "1", "TF_INPUT": "0"}


class TerraformError(NamedTuple):
    """An error as Terraform told it. ``path`` is relative to the module; without it the error is of no file."""

    summary: str
    detail: str
    path: str | None
    line: int
    column: int

    @property
    def wants_init(self) -> bool:
        """Whether ``terraform init`` is what is missing."""
        return "terraform init" in self.detail


class Answer(NamedTuple):
    """What Terraform says of a module: its errors, and the planned changes by address where a plan was asked for."""

    errors: tuple[TerraformError, ...]
    changes: Mapping[str, Any]


def validate(program: str, directory: str) -> Answer:
    """The answer of ``terraform validate``."""
    ran = _run([program, "validate", "-json", "-no-color"], directory)
    try:
        diagnostics = json.loads(ran.stdout)["diagnostics"]
    except (ValueError, KeyError):
        diagnostics = [_without_words(ran)]
    return Answer(_errors(diagnostics), {})


def plan(program: str, directory: str, arguments: Sequence[str], file: str) -> Answer:
    """The answer of ``terraform plan``; the plan goes to ``file``. The state is read and not locked."""
    command = [program, "plan", "-json", "-no-color", "-input=false", "-lock=false", f"-out={file}", *arguments]
    ran = _run(command, directory)
    messages = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith(b"{")]
    errors = _errors(message["diagnostic"] for message in messages if "diagnostic" in message)
    if errors or ran.returncode:
        return Answer(errors or _errors([_without_words(ran)]), {})
    shown = _run([program, "show", "-json", "-no-color", file], directory)
    try:
        planned = json.loads(shown.stdout)
    except ValueError:
        return Answer(_errors([_without_words(shown)]), {})
    changes = {
        change["address"]: change["change"]
        for change in planned.get("resource_changes", ())
        if change["mode"] == "managed" and change["change"]["actions"] != ["no-op"]
    }
    for name, change in planned.get("output_changes", {}).items():
        if change["actions"] != ["no-op"]:
            changes[f"output.{name}"] = change
    return Answer((), changes)


def _run(command: Sequence[str], directory: str) -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | _ENVIRONMENT
    return subprocess.run(
        command, cwd=directory, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


def _errors(diagnostics: Any) -> tuple[TerraformError, ...]:
    errors = []
    for diagnostic in diagnostics:
        if diagnostic["severity"] == "error":
            place = diagnostic.get("range") or {"filename": None, "start": {"line": 1, "column": 1}}
            start = place["start"]
            summary, detail = diagnostic["summary"], diagnostic.get("detail", "")
            errors.append(TerraformError(summary, detail, place["filename"], start["line"], start["column"]))
    return tuple(errors)


def _without_words(ran: subprocess.CompletedProcess[bytes]) -> dict[str, str]:
    """A diagnostic for a run that ended without any."""
    said = (ran.stderr or ran.stdout).decode(errors="replace").strip()
    return {"severity": "error", "summary": f"terraform ended with {ran.returncode}", "detail": said}
