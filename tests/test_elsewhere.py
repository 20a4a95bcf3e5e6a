"""Somebody else's executor: it is sent the files and sees none of them, and gives what this process would give."""

from __future__ import annotations

import pickle
import shutil
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import ParamSpec, TypeVar

import pytest

from hclfix.config import command_line
from hclfix.discover import group_into_trees, module_directories
from hclfix.elsewhere import AHEAD, in_executor
from hclfix.inputs import Inputs
from hclfix.result import Result
from hclfix.worker import Plan, Worker
from tests.modules import write_files

ROOT = Path(__file__).resolve().parent.parent
Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")

REGION = 'data "aws_region" "r" {}\n\noutput "r" {\n  value = data.aws_region.r.name\n}\n'
SUFFIX = """\
resource "aws_sqs_queue" "q" {
  name = "orders-${var.kind}"
}

variable "kind" {
  default = "a"
}

data "aws_lambda_function" "f" {
  function_name = file("src/app.py")
}
"""
DIE = '''"""Ends its process."""

import os


def check(module, settings):
    if "die" in module.documents[0].text:
        os._exit(1)
    return []
'''


class Blind(Executor):
    """Hides a directory while it works, at once, on copies of what it was given."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.count = 0

    def submit(
        self, task: Callable[Parameters, Returned], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Returned]:
        hidden = self.directory.with_name("hidden")
        self.count += 1
        sent = pickle.dumps((task, args, kwargs))
        self.directory.rename(hidden)
        self.directory.mkdir()
        future: Future[Returned] = Future()
        try:
            task_there, args_there, kwargs_there = pickle.loads(sent)
            future.set_result(pickle.loads(pickle.dumps(task_there(*args_there, **kwargs_there))))
        finally:
            self.directory.rmdir()
            hidden.rename(self.directory)
        return future


def trees(directory: Path) -> list[list[str]]:
    """The trees below a directory."""
    return group_into_trees(module_directories([str(directory)]))


def both(plan: Plan, tree: Path, within: Path | None = None) -> tuple[list[Result], int]:
    """The results without the files, once they were found equal to those with them, and how often trees were sent."""
    blind = Blind(within or tree)
    results = list(in_executor(plan, trees(tree), blind))
    alone = Worker(plan)
    assert results == [alone.fix(directories) for directories in trees(tree)]
    assert not [problem for result in results for problem in result.problems]
    return results, blind.count


def test_the_example_with_all_transforms(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples" / "webhook-processor", tmp_path / "t" / "m")
    (result, *_), _ = both(Plan(command_line({}), date.today(), isolated=True), tmp_path / "t")
    assert result.fixed


def test_calls_outside_and_through_links_and_values(tmp_path: Path) -> None:
    """What is called is found by the directory that it is, not by how that is spelled."""
    call = 'module "a" {\n  source = "../link"\n  v      = "%s"\n}\n'
    write_files(
        tmp_path / "t",
        {
            "stack/one/main.tf": call % "x",
            "stack/two/main.tf": call % "y" + 'module "o" {\n  source = "../../outside"\n}\n',
            "stack/two/terraform.tfvars": 'kind = "b"\n',
            "stack/called/main.tf": 'variable "v" {}\n' + REGION,
            "stack/under/main.tf": SUFFIX,
            "outside/main.tf": REGION,
            "stack/under/terragrunt.hcl": "",
            "stack/under/src/app.py": "",
        },
    )
    (tmp_path / "t" / "stack" / "link").symlink_to("called")
    plan = Plan(
        command_line({"unsafe_fixes": True}), date.today(), isolated=True, inputs=Inputs(variables={"kind": "c"})
    )
    results, _ = both(plan, tmp_path / "t" / "stack", tmp_path / "t")
    assert {change.path for result in results for change in result.changes} >= {
        str(tmp_path / "t/stack/called/main.tf")
    }


def test_files_beside_the_modules_are_sent_when_they_are_asked_for(tmp_path: Path) -> None:
    case = ROOT / "tests" / "transforms" / "add_environment_suffix" / "name_in_source_code" / "before"
    shutil.copytree(case, tmp_path / "t" / "m")
    (result,), count = both(
        Plan(command_line({"select": ("add-environment-suffix",)}), date.today(), isolated=True), tmp_path / "t"
    )
    assert str(tmp_path / "t/m/src/worker.py") in dict(result.looked_at)
    assert count == 2


def test_configuration_and_baseline_are_sent(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(
        tmp_path / "t",
        {
            "a/main.tf": REGION,
            "a/.hclfix.toml": '[transforms.replace-aws-region-name]\nattribute = "region"\n',
            "b/main.tf": REGION,
            ".hclfix.toml": 'select = ["replace-aws-region-name"]\n',
            "baseline.json": '{"version": 1, "findings": []}',
        },
    )
    monkeypatch.chdir(tmp_path / "t")
    plan = Plan(command_line({"select": ("replace-aws-region-name",)}), date.today(), baseline_file="baseline.json")
    results, _ = both(plan, tmp_path / "t")
    assert [change.after for result in results for change in result.changes] == [
        REGION.replace(".name", ".region"),
        REGION.replace(".name", ".id"),
    ]


@pytest.mark.parametrize("shared_storage", [False, True])
def test_any_executor_will_do_and_the_order_stays(tmp_path: Path, shared_storage: bool) -> None:
    count = AHEAD + 5
    write_files(tmp_path, {f"m{number:03}/main.tf": REGION for number in range(count)})
    plan = Plan(command_line({"select": ("replace-aws-region-name",)}), date.today(), isolated=True)
    with ThreadPoolExecutor(2) as executor:
        results = list(in_executor(plan, trees(tmp_path), executor, shared_storage=shared_storage))
    assert [change.path for result in results for change in result.changes] == [
        str(tmp_path / f"m{number:03}" / "main.tf") for number in range(count)
    ]


class Forgetful(ThreadPoolExecutor):
    """Loses what it was given, the first ``times`` that it is given anything for a tree."""

    def __init__(self, times: int) -> None:
        super().__init__(2)
        self.times = times
        self.given: Counter[str] = Counter()

    def submit(
        self, function: Callable[Parameters, Returned], /, *given: Parameters.args, **named: Parameters.kwargs
    ) -> Future[Returned]:
        name = repr(given[1])
        self.given[name] += 1
        if self.given[name] > self.times:
            return super().submit(function, *given, **named)
        lost: Future[Returned] = Future()
        lost.set_exception(ConnectionError("the worker is gone"))
        return lost


@pytest.mark.parametrize(("times", "done"), [(1, 3), (2, 0)])
def test_what_an_executor_loses_it_is_given_once_more(tmp_path: Path, times: int, done: int) -> None:
    write_files(tmp_path, {f"m{number}/main.tf": REGION for number in range(3)})
    plan = Plan(command_line({"select": ("replace-aws-region-name",)}), date.today(), isolated=True)
    with Forgetful(times) as executor:
        results = list(in_executor(plan, trees(tmp_path), executor))
    assert [len(result.changes) for result in results].count(1) == done
    problems = [problem.message for result in results for problem in result.problems]
    assert problems == ["the executor lost this tree: ConnectionError: the worker is gone"] * (3 - done)


def test_an_executor_that_breaks_loses_no_tree_silently(tmp_path: Path) -> None:
    write_files(tmp_path / "transforms", {"end.py": DIE})
    write_files(tmp_path / "t", {f"m{number}/main.tf": "die = 1\n" if number == 1 else "" for number in range(5)})
    folders = (str(tmp_path / "transforms"),)
    plan = Plan(command_line({"select": ("end",)}), date.today(), isolated=True, folders=folders)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as executor:
        results = list(in_executor(plan, trees(tmp_path / "t"), executor))
    assert len(results) == 5
    lost = [problem for result in results for problem in result.problems]
    assert str(tmp_path / "t" / "m1") in [problem.path for problem in lost]
    assert all("the executor lost this tree" in problem.message for problem in lost)
