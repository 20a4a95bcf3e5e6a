"""The steps of the GitHub Action, run as the runner would run them, with the hclfix of this checkout."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
yaml = pytest.importorskip("yaml", reason="PyYAML, which comes with pre-commit, is not installed")
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
STEPS: list[dict[str, Any]] = ACTION["runs"]["steps"]
VERSIONS = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'
MODULE = VERSIONS + '\ndata "aws_region" "current" {}\n'
OUTPUT = 'output "region" {\n  value = data.aws_region.current.name\n}\n'


class Runner:
    """Runs the step ``check`` in a directory, and reads what it leaves."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory / "checkout"
        self.temporary = directory / "temporary"
        binaries = self.temporary / "hclfix/bin"
        binaries.mkdir(parents=True)
        self.directory.mkdir()
        for name, arguments in {"hclfix": "-m hclfix ", "python": ""}.items():
            (binaries / name).write_text(f'#!/bin/sh\nexec "{sys.executable}" {arguments}"$@"\n', encoding="utf-8")
            (binaries / name).chmod(0o755)

    def check(self, paths: str = ".", args: str = "", *, code: int) -> str:
        (step,) = [step for step in STEPS if step.get("id") == "check"]
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.directory,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "GITHUB_ACTION_PATH": str(ROOT),
                "GITHUB_OUTPUT": str(self.temporary / "output"),
                "GITHUB_STEP_SUMMARY": str(self.temporary / "summary"),
                "RUNNER_TEMP": str(self.temporary),
                "HCLFIX_PATHS": paths,
                "HCLFIX_ARGS": args,
            },
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert done.returncode == code, done.stderr
        return done.stdout

    @property
    def summary(self) -> str:
        return (self.temporary / "summary").read_text(encoding="utf-8")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    return Runner(tmp_path)


def test_findings_are_annotations_a_table_and_sarif(runner: Runner) -> None:
    (runner.directory / "main.tf").write_text(MODULE + OUTPUT, encoding="utf-8")
    shown = runner.check(code=1)
    assert shown.startswith("::warning title=hclfix (replace-aws-region-name),file=main.tf,line=11,")
    assert "| main.tf:11 | replace&#45;aws&#45;region&#45;name | data.aws&#95;region.current: " in runner.summary
    assert '"version": "2.1.0"' in (runner.temporary / "hclfix.sarif").read_text(encoding="utf-8")
    assert (runner.temporary / "output").read_text(encoding="utf-8") == f"sarif-file={runner.temporary}/hclfix.sarif\n"


def test_a_clean_module_passes(runner: Runner) -> None:
    (runner.directory / "main.tf").write_text(MODULE, encoding="utf-8")
    assert runner.check(code=0) == ""
    assert "No findings." in runner.summary


def test_paths_and_options_are_words_and_nothing_runs(runner: Runner) -> None:
    (runner.directory / "a b").mkdir()
    (runner.directory / "a b/main.tf").write_text(MODULE + OUTPUT, encoding="utf-8")
    runner.check("a b\n", "--ignore=replace-aws-region-name\n", code=0)
    runner.check("a b", code=1)
    runner.check("$(touch hacked)\n", "", code=2)
    runner.check(".", "; touch hacked", code=2)
    assert not (runner.directory / "hacked").exists()


def test_what_went_wrong_is_shown_and_markup_is_not_taken(runner: Runner) -> None:
    (runner.directory / "<b>|x.tf").write_text("resource {\n", encoding="utf-8")
    assert runner.check(code=2).startswith("::error title=hclfix,file=<b>|x.tf,line=")
    assert "- :x: &lt;b&gt;&#124;x.tf: " in runner.summary


def test_no_input_stands_in_a_script() -> None:
    assert not [step for step in STEPS if "${{" in step.get("run", "")]
