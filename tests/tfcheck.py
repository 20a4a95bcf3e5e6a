"""Terraform as the judge: whether a module is valid, and whether a rewrite plans anything.

Runs ``tfcheck`` (real Terraform on mock providers; ``HCLFIX_TFCHECK`` or ``../shared/tfcheck/tfcheck`` beside the
checkout). Tests that use it are marked ``terraform`` and skipped with the reason where a program is missing. Answers
are remembered in the user's cache directory, by the bytes of the modules and of tfcheck. Each call of tfcheck looks at
two modules at a time, so a test file with many modules asks for all of them first: :func:`validate`, :func:`compare`.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import platformdirs
import pytest

Answer = dict[str, Any]

_ROOT = Path(__file__).resolve().parent.parent
_CASE_FOLDERS = ("before", "after", "valid_before")


def validate(directories: Iterable[Path]) -> list[Answer]:
    """What tfcheck says of each module: whether it is ``valid``, its ``errors`` and ``warnings``."""
    return _ask(("--stub-files",), [(directory,) for directory in directories])


def compare(pairs: Iterable[tuple[Path, Path]]) -> list[Answer]:
    """What Terraform would do (``actions``, ``outputs``) on the state of each first module, given the second."""
    return _ask(("--stub-files", "--diff"), list(pairs))


def assert_valid(directory: Path) -> None:
    """Fails unless Terraform accepts the module."""
    (answer,) = validate([directory])
    _skip_what_the_mocks_lack(answer)
    assert answer["valid"], _told(directory, answer["errors"])


def assert_invalid(directory: Path, summary: str) -> None:
    """Fails unless Terraform refuses the module with that error."""
    (answer,) = validate([directory])
    assert any(error["summary"] == summary for error in answer["errors"]), _told(directory, answer["errors"])


def assert_same_plan(before: Path, after: Path) -> None:
    """Fails unless ``after`` plans no change on the state of ``before``."""
    (answer,) = compare([(before, after)])
    _skip_what_the_mocks_lack(answer)
    assert answer["same"], _told(
        after, [*answer.get("errors", ()), *answer.get("actions", ()), *answer.get("outputs", ())]
    )


def _skip_what_the_mocks_lack(answer: Answer) -> None:
    if answer.get("oracle_gap"):
        pytest.skip(f"tfcheck has no mock for this module: {answer['oracle_gap']}")
    if answer["stage"] == "old":
        reasons = "; ".join(error["summary"] for error in answer["errors"])
        pytest.skip(
            f"on mock values the module before can't be applied, which says nothing about the rewrite: {reasons}"
        )


def _told(directory: Path, facts: Sequence[Any]) -> str:
    return f"{directory}:\n" + "\n".join(json.dumps(fact) for fact in facts)


def _ask(options: tuple[str, ...], questions: Sequence[tuple[Path, ...]]) -> list[Answer]:
    program = _program()
    memories = [_memory(options, question) for question in questions]
    unknown = [number for number, memory in enumerate(memories) if not memory.exists()]
    if unknown:
        arguments = [str(directory) for number in unknown for directory in questions[number]]
        ran = subprocess.run(
            [program, *options, *arguments],
            capture_output=True,
            text=True,
            timeout=60 + 30 * len(unknown),
            check=False,
            env=os.environ | {"TF_CLI_CONFIG_FILE": ""},
        )
        answers = [json.loads(line) for line in ran.stdout.splitlines()]
        assert len(answers) == len(unknown), ran.stderr
        keys = ("old", "new") if "--diff" in options else ("module",)
        by_modules = {tuple(answer[key] for key in keys): answer for answer in answers}
        for number in unknown:
            memories[number].parent.mkdir(parents=True, exist_ok=True)
            answer = by_modules[tuple(str(directory) for directory in questions[number])]
            memories[number].write_text(json.dumps(answer), "utf-8")
    return [json.loads(memory.read_text("utf-8")) for memory in memories]


@cache
def _program() -> str:
    if not shutil.which("terraform"):
        pytest.skip("terraform is not on PATH")
    program = Path(os.environ.get("HCLFIX_TFCHECK") or _ROOT.parent / "shared" / "tfcheck" / "tfcheck")
    if not program.is_file():
        pytest.skip(f"tfcheck is not at {program}; set HCLFIX_TFCHECK to where it is")
    return str(program)


@cache
def _programs_version() -> bytes:
    terraform = subprocess.run(["terraform", "version", "-json"], capture_output=True, timeout=60, check=True).stdout
    folder = Path(_program()).parent
    code = b"".join(path.read_bytes() for path in sorted([folder / "tfcheck", *folder.glob("lib/*.py")]))
    data = "".join(f"{path.name} {path.stat().st_size}" for path in sorted(folder.glob("data/*")))
    return sha256(terraform + code + data.encode()).digest()


def _memory(options: tuple[str, ...], directories: tuple[Path, ...]) -> Path:
    """The file that holds the answer: named by everything that the answer depends on."""
    key = sha256(_programs_version())
    key.update(repr(options).encode())
    for directory in directories:
        # A module may call others beside it, so the whole folder of the case counts.
        folder = next((parent for parent in (directory, *directory.parents) if parent.name in _CASE_FOLDERS), directory)
        key.update(directory.relative_to(folder).as_posix().encode())
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                key.update(f"{path.relative_to(folder).as_posix()} {len(content)}\n".encode())
                key.update(content)
    return platformdirs.user_cache_path("hclfix") / "tests" / "tfcheck" / f"{key.hexdigest()}.json"
