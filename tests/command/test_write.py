"""What ``--write`` does to files, as the user sees it: done, or refused with exit code 2 and nothing changed."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_write import NAMES, snapshot

ROOT = Path(__file__).resolve().parents[2]
OLD = 'data "aws_region" "x" {}\n\nprovider "aws" {}\n\nprovider "aws" {}\n'


def hclfix(directory: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs the command in a directory."""
    return subprocess.run(
        [sys.executable, "-m", "hclfix", "--isolated", "--no-cache", "--select", "dedupe-providers", *arguments],
        cwd=directory,
        env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        errors="surrogateescape",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize("name", NAMES)
def test_unusual_names(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(OLD)
    done = hclfix(tmp_path, "--write", ".")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text().count("provider") == 1
    assert len(done.stderr.splitlines()) == 2


def hard_link(directory: Path) -> None:
    (directory / "twin").hardlink_to(directory / "a" / "main.tf")


def link_out_of_the_roots(directory: Path) -> None:
    (directory / "a" / "main.tf").rename(directory / "main.tf")
    (directory / "a" / "main.tf").symlink_to("../main.tf")


def lock(directory: Path) -> None:
    fcntl.flock(os.open(directory / "a", os.O_RDONLY), fcntl.LOCK_EX)


REFUSED: dict[Callable[[Path], None], str] = {
    hard_link: "error: a/main.tf: has more than one hard link, and replacing it would part them\n",
    link_out_of_the_roots: "error: a/main.tf: lies at {}/main.tf, outside the directories given\n",
    lock: "error: {}/a: another hclfix is writing here; run this one again after it\n",
}


@pytest.mark.parametrize("make", REFUSED, ids=lambda make: make.__name__)
def test_what_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """The tree that can't be written is left as it is, and said; the next one is written all the same."""
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(OLD)
    make(tmp_path)
    before = snapshot(tmp_path / "a")
    done = hclfix(tmp_path, "--write", "a", "b")
    assert done.returncode == 2
    assert REFUSED[make].format(tmp_path) in done.stderr
    assert snapshot(tmp_path / "a") == before
    assert (tmp_path / "b" / "main.tf").read_text() != OLD


def test_left_overs_go_where_there_is_nothing_to_write(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('variable "name" {}\n')
    (tmp_path / "tests").mkdir()
    for name in (".hclfix-0123456789abcdef.tmp", "tests/.hclfix-0123456789abcdef.tmp"):
        (tmp_path / name).touch()
    assert hclfix(tmp_path, "--check", ".").returncode == 0
    assert len(snapshot(tmp_path)) == 3
    assert hclfix(tmp_path, "--write", ".").returncode == 0
    assert [*snapshot(tmp_path)] == ["main.tf"]


def test_nothing_is_written_outside_the_directories_given(tmp_path: Path) -> None:
    """Not through a module call, nor through a link to a directory that a call names."""
    for name in ("given", "outside", "linked"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "main.tf").write_text(OLD)
    (tmp_path / "given" / "link").symlink_to("../linked")
    calls = "".join(f'\nmodule "{name[-4:]}" {{\n  source = "{name}"\n}}\n' for name in ("../outside", "./link"))
    (tmp_path / "given" / "calls.tf").write_text(calls)
    done = hclfix(tmp_path, "--write", "given")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "given" / "main.tf").read_text() != OLD
    for name in ("outside", "linked"):
        assert snapshot(tmp_path / name) == {"main.tf": OLD.encode()}


@pytest.mark.skipif(not shutil.which("git"), reason="git is not on PATH")
def test_git_applies_the_diff_of_a_link_to_its_target(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "app").mkdir()
    (tmp_path / "shared" / "providers.txt").write_text(OLD)
    (tmp_path / "app" / "providers.tf").symlink_to("../shared/providers.txt")
    subprocess.run(["git", "init", "--quiet"], cwd=tmp_path, check=True)
    diff = hclfix(tmp_path, ".").stdout
    assert diff.startswith("diff --git a/shared/providers.txt b/shared/providers.txt\n")
    subprocess.run(["git", "apply"], cwd=tmp_path, input=diff, text=True, check=True)
    applied = snapshot(tmp_path / "shared")
    (tmp_path / "shared" / "providers.txt").write_text(OLD)
    assert hclfix(tmp_path, "--write", ".").returncode == 0
    assert snapshot(tmp_path / "shared") == applied
    assert (tmp_path / "app" / "providers.tf").is_symlink()
