"""The hooks, run by pre-commit itself on a scratch repository."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
VERSIONS = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'
DATA = 'data "aws_region" "current" {}\n'
OUTPUT = 'output "region" {\n  value = data.aws_region.current.name\n}\n'
TEST = 'run "x" {\n  assert {\n    condition     = data.aws_region.current.name != ""\n    error_message = ""\n  }\n}\n'

pytestmark = [
    pytest.mark.skipif(not find_spec("pre_commit"), reason="pre-commit is not installed"),
    pytest.mark.skipif(not shutil.which("git"), reason="git is not on PATH"),
]


class Repository:
    """A git repository with a module in ``live``, and hclfix's hooks."""

    def __init__(self, directory: Path, hooks: Path, language: str) -> None:
        self.directory = directory
        self.environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("GIT_")},
            "PRE_COMMIT_HOME": str(directory.parent / "cache"),
            "PATH": f"{_shim(directory.parent)}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT) if language == "system" else "",
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_AUTHOR_NAME": "test",
            "GIT_AUTHOR_EMAIL": "test@example.invalid",
            "GIT_COMMITTER_NAME": "test",
            "GIT_COMMITTER_EMAIL": "test@example.invalid",
        }
        self.commit(hooks)
        revision = self.git(hooks, "rev-parse", "HEAD").strip()
        entries = "".join(f"\n      - {{id: {name}, language: {language}}}" for name in ("hclfix", "hclfix-check"))
        self.write(".pre-commit-config.yaml", f"repos:\n  - repo: {hooks}\n    rev: {revision}\n    hooks:{entries}\n")
        for name, text in {"versions.tf": VERSIONS, "data.tf": DATA, "outputs.tf": OUTPUT}.items():
            self.write(f"live/{name}", text)
        self.write("live/tests/region.tftest.hcl", TEST)
        self.write("live/.terraform/modules/x/main.tf", DATA + OUTPUT)
        self.commit(directory)

    def write(self, path: str, text: str) -> None:
        (self.directory / path).parent.mkdir(parents=True, exist_ok=True)
        (self.directory / path).write_text(text, encoding="utf-8")

    def read(self, path: str) -> str:
        return (self.directory / path).read_text(encoding="utf-8")

    def git(self, directory: Path, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=directory, env=self.environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    def commit(self, directory: Path) -> None:
        self.git(directory, "init", "--quiet")
        self.git(directory, "add", "--all", "--force")
        self.git(directory, "commit", "--quiet", "--message", "all")

    def hook(self, name: str, *arguments: str, code: int) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", name, *arguments],
            cwd=self.directory,
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=500,
            check=False,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done.stdout


def _shim(directory: Path) -> Path:
    """A directory with an ``hclfix`` that runs this checkout."""
    binaries = directory / "bin"
    binaries.mkdir()
    shim = binaries / "hclfix"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m hclfix "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    return binaries


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """With the hooks of this checkout and the hclfix of this checkout, so that nothing is installed."""
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    shutil.copy(ROOT / ".pre-commit-hooks.yaml", hooks)
    (tmp_path / "repository").mkdir()
    return Repository(tmp_path / "repository", hooks, "system")


def test_the_hook_fixes_the_whole_module_of_a_given_file(repository: Repository) -> None:
    repository.hook("hclfix", "--files", "live/tests/region.tftest.hcl", code=1)
    assert "current.id" in repository.read("live/outputs.tf")
    assert "current.id" in repository.read("live/tests/region.tftest.hcl")
    repository.git(repository.directory, "add", "--update")
    repository.hook("hclfix", "--all-files", code=0)


def test_the_hook_leaves_what_terraform_downloaded(repository: Repository) -> None:
    repository.hook("hclfix", "--all-files", code=1)
    assert "current.name" in repository.read("live/.terraform/modules/x/main.tf")


def test_the_checking_hook_lists_findings_and_changes_nothing(repository: Repository) -> None:
    shown = repository.hook("hclfix-check", "--all-files", code=1)
    assert shown.count("live/outputs.tf:2:35: replace-aws-region-name") == 1
    assert repository.git(repository.directory, "status", "--porcelain") == ""


def test_an_excluded_file_does_not_count_though_pre_commit_names_it(repository: Repository) -> None:
    repository.write(".hclfix.toml", 'exclude = ["live"]\n')
    repository.hook("hclfix-check", "--all-files", code=0)


def test_other_files_do_not_run_the_hook(repository: Repository) -> None:
    repository.write("README.md", "")
    repository.git(repository.directory, "add", "README.md")
    assert "no files to check" in repository.hook("hclfix", "--files", "README.md", code=0)


@pytest.mark.skipif(
    not os.environ.get("HCLFIX_TEST_INSTALL"),
    reason="installs from the package index; set HCLFIX_TEST_INSTALL=1 to run it",
)
def test_pre_commit_installs_the_hook_by_itself(tmp_path: Path) -> None:
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in (".pre-commit-hooks.yaml", "setup.cfg", "pyproject.toml", "README.md", "LICENSE", "MANIFEST.in"):
        shutil.copy(ROOT / name, hooks)
    for name in ("hclfix", "transforms"):
        shutil.copytree(ROOT / name, hooks / name, ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "repository").mkdir()
    repository = Repository(tmp_path / "repository", hooks, "python")
    repository.hook("hclfix", "--all-files", code=1)
    assert "current.id" in repository.read("live/outputs.tf")
