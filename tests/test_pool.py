"""Trees spread over processes: the same results in the same order, and a process that dies costs no tree but its
own.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hclfix.config import command_line
from hclfix.pool import MOST_PROCESSES, WORTH_A_PROCESS, in_processes, processes
from hclfix.result import Result
from hclfix.transform import TransformError
from hclfix.worker import Plan, Worker
from tests.modules import write_files

ROOT = Path(__file__).resolve().parent.parent

TRANSFORM = '''"""Writes 2 for 1."""

import os

from hclfix import Edit, Finding, Fix


def check(module, settings):
    for document in module.documents:
        for attribute in document.attributes:
            if attribute.name == "die":
                os._exit(1)
            if attribute.value_text == "1":
                fix = Fix((Edit(document.path, attribute.value_span, "2"),))
                yield Finding(document.path, attribute.value_span, "it is 1", fix)
'''


def trees_and_plan(directory: Path, deadly: int | None = None) -> tuple[list[list[str]], Plan]:
    """Forty modules, one of which kills its process, and a plan that runs one transform over them."""
    write_files(directory, {"transforms/write_two.py": TRANSFORM})
    for number in range(40):
        text = "die = 1\n" if number == deadly else f"a{number} = 1\n"
        write_files(directory, {f"m{number:02}/main.tf": text})
    plan = Plan(
        command_line({"select": ("write-two",)}), date.today(), isolated=True, folders=(str(directory / "transforms"),)
    )
    return [[str(directory / f"m{number:02}")] for number in range(40)], plan


def texts(results: list[Result]) -> list[str | None]:
    """The new text of the one file of each tree."""
    return [result.changes[0].after if result.changes else None for result in results]


def test_processes_give_what_one_process_gives(tmp_path: Path) -> None:
    trees, plan = trees_and_plan(tmp_path)
    alone = Worker(plan)
    assert list(in_processes(plan, trees, 2)) == [alone.fix(directories) for directories in trees]


def test_a_process_that_dies_costs_only_the_tree_that_killed_it(tmp_path: Path) -> None:
    trees, plan = trees_and_plan(tmp_path, deadly=21)
    results = list(in_processes(plan, trees, 2))
    assert texts(results) == [None if number == 21 else f"a{number} = 2\n" for number in range(40)]
    (problem,) = [problem for result in results for problem in result.problems]
    assert problem.path == trees[21][0]
    assert "a process died twice while it worked on this" in problem.message


def test_the_command_names_the_tree_that_kills_and_exits_with_2(tmp_path: Path) -> None:
    trees_and_plan(tmp_path, deadly=21)
    command = [sys.executable, "-m", "hclfix", "--check", "--isolated", "--no-cache", "--jobs", "2", "--statistics"]
    command += ["--select", "write-two", "--transforms", str(tmp_path / "transforms"), str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert ran.returncode == 2
    (line,) = [line for line in ran.stderr.splitlines() if line.startswith("error: ")]
    assert line.startswith(f"error: {tmp_path / 'm21'}: a process died twice")
    assert "39 findings" in ran.stderr


def test_few_trees_are_not_worth_a_process() -> None:
    assert processes(None, 3) == 1
    assert processes(8, WORTH_A_PROCESS * 2) == 2
    assert processes(1, 1000) == 1
    assert processes(1_000_000, 1_000_000) == MOST_PROCESSES


def test_a_transform_that_can_not_be_imported_is_said_once(tmp_path: Path) -> None:
    trees, plan = trees_and_plan(tmp_path)
    write_files(tmp_path, {"transforms/write_two.py": '"""Broken."""\n\nimport no_such_module\n'})
    with pytest.raises(TransformError, match=r"write_two\.py: can't be imported"):
        list(in_processes(plan, trees, 2))
