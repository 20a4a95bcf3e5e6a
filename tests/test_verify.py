"""``--verify``: what the user's own Terraform says of the fixes decides whether they are made.

The modules need no provider but the built-in one, so that ``terraform init`` works without a network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from hclfix.cli import main

pytestmark = [
    pytest.mark.terraform,
    pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not on PATH"),
]

MODULE = """\
variable "size" {
  default = 1
}

resource "terraform_data" "first" {
  input = var.size
}

resource "terraform_data" "second" {
  input = "unchanged"
}
"""

REPLACE = '''\
"""Replaces a text."""

from hclfix import Edit, Finding, Fix, Span


def check(module, settings):
    for document in module.documents:
        start = document.text.find({old!r})
        if start >= 0 and {new!r} not in document.text:
            span = Span(start, start + len({old!r}))
            yield Finding(document.path, span, "is old", Fix((Edit(document.path, span, {new!r}),)))
'''


def terraform(directory: Path, *arguments: str) -> None:
    subprocess.run(["terraform", *arguments], cwd=directory, check=True, capture_output=True, timeout=300)


class Tree:
    """A tree in a directory of its own, and a folder of transforms that each replace one text by another."""

    def __init__(self, directory: Path, monkeypatch: pytest.MonkeyPatch, captured: pytest.CaptureFixture[str]) -> None:
        self.directory = directory / "tree"
        self.transforms = directory / "transforms"
        self.transforms.mkdir()
        self.monkeypatch = monkeypatch
        self.captured = captured
        self.write("main.tf", MODULE)
        monkeypatch.chdir(self.directory)

    def write(self, path: str, text: str) -> None:
        file = self.directory / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def read(self, path: str = "main.tf") -> str:
        return (self.directory / path).read_text()

    def replacing(self, name: str, old: str, new: str) -> None:
        (self.transforms / f"{name}.py").write_text(REPLACE.format(old=old, new=new))

    def hclfix(self, *arguments: str, code: int) -> str:
        """Runs the command with these transforms alone; what it says on the standard error."""
        names = ",".join(file.stem for file in self.transforms.glob("*.py"))
        own = ("--transforms", str(self.transforms), "--select", names, "--no-cache", "--isolated")
        with self.monkeypatch.context() as patch:
            patch.setattr(sys, "argv", ["hclfix", *own, *arguments])
            with pytest.raises(SystemExit) as ended:
                main()
        said = self.captured.readouterr()
        assert ended.value.code == code, said.err
        return said.err


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Tree:
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", os.devnull)
    return Tree(tmp_path, monkeypatch, capfd)


def test_what_terraform_accepts_is_written(tree: Tree) -> None:
    terraform(tree.directory, "init")
    tree.replacing("double", "unchanged", "new")
    files = sorted(tree.directory.rglob("*"))
    tree.hclfix("--write", "--verify", ".", code=0)
    assert tree.read() == MODULE.replace("unchanged", "new")
    assert sorted(tree.directory.rglob("*")) == files


def test_what_terraform_refuses_is_not_written_and_its_transform_named(tree: Tree) -> None:
    terraform(tree.directory, "init")
    tree.replacing("first", "unchanged", "new")
    tree.replacing("second", "var.size", "var.gone")
    tree.replacing("third", "default = 1", "default = 2")
    for mode in ("--write", "--check"):
        said = tree.hclfix(mode, "--verify", code=2)
        assert "error: main.tf:6:11: second: Terraform refuses the fixed text: Reference to undeclared input" in said
        assert "  input = var.gone\n" in said
        assert "first: Terraform" not in said
    assert tree.read() == MODULE


def test_a_diff_of_what_terraform_refuses_is_not_printed(tree: Tree) -> None:
    terraform(tree.directory, "init")
    tree.replacing("bad", "var.size", "var.gone")
    assert "bad: Terraform refuses" in tree.hclfix("--verify", code=2)
    assert "+" not in tree.captured.readouterr().out


def test_errors_that_were_there_before_are_not_blamed_on_the_fixes(tree: Tree) -> None:
    terraform(tree.directory, "init")
    tree.write("other.tf", 'output "gone" {\n  value = var.other\n}\n')
    tree.replacing("move", "output", "# one line more\noutput")
    tree.hclfix("--write", "--verify", code=0)


def test_one_error_for_another_is_a_new_one(tree: Tree) -> None:
    terraform(tree.directory, "init")
    tree.write("other.tf", 'output "gone" {\n  value = var.other\n}\n')
    tree.replacing("bad", "var.other", "var.unknown")
    assert "other.tf:2:11: bad: Terraform refuses the fixed text" in tree.hclfix("--write", "--verify", code=2)


def test_a_module_that_is_not_initialised(tree: Tree) -> None:
    tree.write("call.tf", 'module "inner" {\n  source = "./inner"\n}\n')
    tree.write("inner/main.tf", "")
    tree.replacing("good", "unchanged", "new")
    said = tree.hclfix("--write", "--verify", code=2)
    assert said.startswith("error: .: can't be verified: run terraform init there first\n")
    assert tree.read() == MODULE


def test_without_terraform(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    tree.replacing("good", "unchanged", "new")
    monkeypatch.setenv("PATH", str(tree.transforms))
    assert "there is no terraform on the PATH" in tree.hclfix("--write", "--verify", code=2)
    assert tree.read() == MODULE


def test_fixes_that_need_other_providers(tree: Tree) -> None:
    terraform(tree.directory, "init")
    requirement = 'terraform {\n  required_providers {\n    x = {\n      source = "a/x"\n    }\n  }\n}\n\nvariable'
    tree.replacing("require", "variable", requirement)
    for option in ("--verify", "--verify=plan"):
        said = tree.hclfix("--write", option, code=2)
        assert "error: .: require: the fixes need terraform init -upgrade first" in said
    assert tree.read() == MODULE


def test_called_modules_and_the_files_that_paths_reach_are_looked_at_too(tree: Tree) -> None:
    tree.write("live/main.tf", 'module "size" {\n  source = "../modules/size"\n}\n')
    tree.write("modules/size/main.tf", MODULE.replace("var.size", 'file("${path.module}/../../data/size.txt")'))
    tree.write("data/size.txt", "1")
    terraform(tree.directory / "live", "init")
    tree.replacing("good", "unchanged", "new")
    tree.hclfix("--write", "--verify", "live", "modules", code=0)
    tree.replacing("bad", "variable", "not_a_block {}\nvariable")
    said = tree.hclfix("--write", "--verify", "live", "modules", code=2)
    assert "error: modules/size/main.tf:1:1: bad: Terraform refuses the fixed text" in said


def test_the_same_plan_is_written(tree: Tree) -> None:
    terraform(tree.directory, "init")
    terraform(tree.directory, "apply", "-auto-approve")
    tree.replacing("comment", "variable", "# how big\nvariable")
    state = tree.read("terraform.tfstate")
    tree.hclfix("--write", "--verify=plan", code=0)
    assert tree.read().startswith("# how big")
    assert tree.read("terraform.tfstate") == state


def test_another_plan_is_not_written_and_the_resource_and_the_transform_are_named(tree: Tree) -> None:
    terraform(tree.directory, "init")
    terraform(tree.directory, "apply", "-auto-approve")
    tree.replacing("comment", "variable", "# how big\nvariable")
    tree.replacing("grow", "default = 1", "default = 2")
    said = tree.hclfix("--write", "--verify=plan", code=2)
    assert "error: .: grow: the plan for terraform_data.first differs: update with the fixes, nothing without" in said
    assert "terraform_data.second" not in said
    assert tree.read() == MODULE


def test_variables_of_the_command_line_reach_the_plan(tree: Tree) -> None:
    tree.write("main.tf", MODULE.replace("default = 1", "type = number"))
    terraform(tree.directory, "init")
    tree.replacing("comment", "variable", "# how big\nvariable")
    assert "it can't be planned as it is" in tree.hclfix("--write", "--verify=plan", code=2)
    tree.hclfix("--write", "--verify=plan", "--var", "size=3", code=0)


@pytest.mark.parametrize("backend", ["remote", "cloud"])
def test_a_plan_of_somewhere_else_is_refused(tree: Tree, backend: str) -> None:
    tree.write(".terraform/terraform.tfstate", f'{{"version": 3, "backend": {{"type": "{backend}"}}}}')
    tree.replacing("good", "unchanged", "new")
    said = tree.hclfix("--write", "--verify=plan", code=2)
    assert f"error: .: can't be verified: a plan would run in the {backend} backend" in said
    assert tree.read() == MODULE


@pytest.mark.parametrize("arguments", [("--verify", "-"), ("--verify", "--add-ignores"), ("--verify=apply",)])
def test_what_verify_does_not_go_with(tree: Tree, arguments: tuple[str, ...]) -> None:
    tree.hclfix(*arguments, code=2)


def test_the_help_says_that_code_is_run(tree: Tree) -> None:
    with tree.monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["hclfix", "--help"])
        with pytest.raises(SystemExit):
            main()
    assert "This runs what the modules name" in " ".join(tree.captured.readouterr().out.split())
