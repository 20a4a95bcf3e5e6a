"""Input that means harm, or that nobody meant: no code of a tree runs, no escape reaches a terminal, nothing hangs."""

from __future__ import annotations

import io
import os
import pty
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import get_args

import pytest

from hclfix.cli import main
from hclfix.report import OutputFormat
from tests.bad_input import BAD_INPUT, BadInput, Odd, lay_out

NOBODY = 65534
SETTING = ("--isolated", "--no-cache", "--check")


def hclfix(monkeypatch: pytest.MonkeyPatch, *arguments: str, stdin: bytes = b"") -> int:
    """Runs the command; its exit code."""
    with monkeypatch.context() as patch:
        patch.setattr(sys, "argv", ["hclfix", *arguments])
        patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main()
    code = ended.value.code
    assert isinstance(code, int)
    return code


@contextmanager
def as_nobody() -> Iterator[None]:
    """Where the tests run as root, which may read everything, another user does this."""
    if os.geteuid():
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def directory(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The current directory, which every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        monkeypatch.chdir(path)
        yield path


@pytest.mark.parametrize("bad", BAD_INPUT, ids=lambda bad: bad.kind)
def test_bad_input(
    bad: BadInput, directory: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    own = ("--no-cache", "--check") if ".hclfix.toml" in bad.files or "--config" in bad.arguments else SETTING
    if Odd.UNREADABLE in bad.files.values():
        hclfix(monkeypatch, *own)  # another user may not be able to import what is not yet
        capfd.readouterr()
        lay_out(directory, bad)
        with as_nobody():
            code = hclfix(monkeypatch, *own, *bad.arguments)
    else:
        lay_out(directory, bad)
        code = hclfix(monkeypatch, *own, *bad.arguments, stdin=bad.stdin)
    said = capfd.readouterr().err
    assert code == bad.code, said
    assert without_usage(said).startswith(bad.says), said
    assert "Traceback" not in said


def without_usage(said: str) -> str:
    """What is said of a mistake on the command line, under the lines on how it is used."""
    return said.rpartition("\n\nError: ")[2].join(("error: ", "")) if said.startswith("Usage: ") else said


# --- nothing in a tree runs code ------------------------------------------------------------------------------------


MARK = "open('mark', 'w').close()\n"
CODE = f'"""Runs."""\n{MARK}\ndef check(module, settings):\n    {MARK}    return iter(())\n'


def test_python_in_a_tree_is_not_run(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (directory / "main.tf").write_text('variable "name" {}\n')
    for name in ("conftest.py", "hclfix.py", "sitecustomize.py", "transforms/bad.py", "hclfix/transforms/x.py"):
        file = directory / name
        file.parent.mkdir(exist_ok=True, parents=True)
        file.write_text(CODE)
    monkeypatch.setattr(sys, "path", [path for path in sys.path if path not in ("", str(directory))])
    assert hclfix(monkeypatch, *SETTING, ".") == 0
    assert not (directory / "mark").exists()
    # The same code does run where the command line asks for it: the mark can be seen.
    assert hclfix(monkeypatch, *SETTING, "--transforms", "transforms", ".") == 0
    assert (directory / "mark").exists()


def test_terraform_that_names_programs_and_files_runs_and_reads_none(
    directory: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (directory / "secret").write_text("hunter2")
    (directory / "main.tf").write_text(
        'data "external" "x" {\n  program = ["touch", "mark"]\n}\n\n'
        'resource "terraform_data" "x" {\n  provisioner "local-exec" {\n    command = "touch mark"\n  }\n}\n\n'
        'locals {\n  name = file("secret")\n}\n\n'
        'resource "aws_sqs_queue" "x" {\n  name = "${local.name}-x"\n}\n'
    )
    hclfix(monkeypatch, *SETTING, "--diff", "--unsafe")
    assert not (directory / "mark").exists()
    assert "hunter2" not in "".join(capfd.readouterr())


def test_a_link_out_of_the_repository_is_not_read(
    directory: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (directory / "secret").write_text("hunter2")
    (directory / "top" / "live" / ".git").mkdir(parents=True)
    (directory / "top" / "live" / "app").mkdir()
    for name in ("x.tf", "terraform.tfvars", "x.tftest.hcl", ".terraform.lock.hcl", "x.tf.json"):
        (directory / "top" / "live" / "app" / name).symlink_to(directory / "secret")
        assert hclfix(monkeypatch, *SETTING, "top") == 2
    said = "".join(capfd.readouterr())
    assert "x.tf: can't be read: It is a link to a file outside its repository" in said
    assert "hunter2" not in said


@pytest.mark.parametrize("top", ["top", "top/live/app"])
def test_a_link_within_the_repository_is_read(top: str, directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a repository the current directory stands for it, and the one above the module."""
    (directory / "top" / "live" / "app").mkdir(parents=True)
    (directory / "top" / "live" / "shared.tf").write_text('variable "a" {}\n')
    (directory / "top" / "live" / "app" / "shared.tf").symlink_to("../shared.tf")
    monkeypatch.chdir(top)
    assert hclfix(monkeypatch, *SETTING, ".") == 0
    (directory / "top" / "live" / "app" / "shared.tf").unlink()
    (directory / "top" / "shared.tf").write_text('variable "a" {}\n')
    (directory / "top" / "live" / "app" / "shared.tf").symlink_to("../../shared.tf")
    assert hclfix(monkeypatch, *SETTING, ".") == (0 if top == "top" else 2)


def test_a_report_goes_to_no_file_that_a_tree_chose(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (directory / "tree").mkdir()
    (directory / "tree" / "main.tf").write_text('variable "name" {}\n')
    (directory / "profile").write_text("mine")
    (directory / "tree" / "report").symlink_to("../profile")
    (directory / "tree" / "reports").symlink_to("..")
    monkeypatch.chdir("tree")
    for path in ("report", "reports/profile", "./reports/new", str(directory / "tree" / "report")):
        assert hclfix(monkeypatch, *SETTING, "--output-file", path) == 2
    assert sorted(path.name for path in directory.iterdir()) == ["profile", "tree"]
    assert (directory / "profile").read_text() == "mine"
    for path in ("new", "../new", str(directory / "tree" / "reports" / "new")):  # what the user says goes
        assert hclfix(monkeypatch, *SETTING, "--output-file", path) == 0


def test_a_very_deep_folder(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(sys.getrecursionlimit() // 100 + 1):
        deep = Path(*["a"] * 100)
        deep.mkdir(parents=True)
        os.chdir(deep)
    Path("main.tf").write_text('variable "name" {}\n')
    os.chdir(directory)
    try:
        assert hclfix(monkeypatch, *SETTING, ".") == 0
    finally:
        subprocess.run(["rm", "-r", "a"], check=True)  # Python's own recurses


# --- what reaches a terminal ----------------------------------------------------------------------------------------


ESCAPES = "\x1b]0;owned\x07\x9b31m\u202e\x08"
HOSTILE = {
    f"a{ESCAPES}.tf": f'# {ESCAPES}\ndata "aws_region" "x" {{}}\n\n'
    f'output "o" {{\n  value = data.aws_region.x.name # {ESCAPES}\n}}\n\n'
    f'provider "aws" {{ # {ESCAPES}\n  region = "{ESCAPES}"\n}}\n\nprovider "aws" {{ # {ESCAPES}\n}}\n',
    "broken/x.tf": f'a "{ESCAPES}" {{ # {ESCAPES}\n',
}


@pytest.mark.parametrize(
    "arguments", [("--check",), ("--diff", "--unsafe"), ("--statistics",), ("--check", "--output-format=full")]
)
def test_no_escape_of_a_tree_reaches_a_terminal(
    arguments: tuple[str, ...], directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in HOSTILE.items():
        file = directory / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    shown = on_a_terminal(monkeypatch, "--isolated", "--no-cache", "--color=never", *arguments, ".")
    assert shown.count("\n") > 2
    assert not set(shown) & set(ESCAPES) - set("]0;owned31m")


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What a terminal is sent that both streams of the command go to."""
    leader, follower = pty.openpty()
    received: list[bytes] = []

    def receive() -> None:
        try:
            while piece := os.read(leader, 65536):
                received.append(piece)
        except OSError:  # the other end is closed
            pass

    reader = threading.Thread(target=receive)
    reader.start()
    with open(follower, "wb", buffering=0) as terminal, monkeypatch.context() as patch:
        text = io.TextIOWrapper(terminal, "utf-8", write_through=True)
        patch.setattr(sys, "stdout", text)
        patch.setattr(sys, "stderr", text)
        hclfix(monkeypatch, *arguments)
    reader.join()
    os.close(leader)
    return b"".join(received).decode()


@pytest.mark.parametrize("output_format", get_args(OutputFormat))
def test_no_format_lets_a_tree_write_a_line_of_its_own(
    output_format: str, directory: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A line that begins with ``::`` is a command to GitHub; each program formats escape what they quote themselves."""
    (directory / "a\n::error::owned.tf").write_text('output "o" {\n  value = "${data.aws_region.x.name}"\n}\n')
    (directory / "::error::owned.tf").write_text('provider "aws" {}\n\nprovider "aws" {}\n\n# \ufffe\n')
    (directory / "broken").mkdir()
    (directory / "broken" / "b\r::set-output::owned.tf").write_text('a "\u2028::error::owned" {\n')
    hclfix(monkeypatch, *SETTING, f"--output-format={output_format}")
    hclfix(monkeypatch, *SETTING, "--show-files")
    hclfix(monkeypatch, *SETTING, "--no\n::error::owned")
    lines = "".join(capfd.readouterr()).splitlines()
    assert any("owned" in line for line in lines)
    assert not any(line.startswith(("::error::owned", "::set-output")) for line in lines)
