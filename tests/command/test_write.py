"""What ``--write`` does to files, as the user sees it: done, or refused with exit code 2 and nothing changed."""

from __future__ import annotations

import fcntl
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.test_write import NAMES, snapshot
from tests.test_write_faults import needs_root

ROOT = Path(__file__).resolve().parents[2]
OLD = 'data "aws_region" "x" {}\n\nprovider "aws" {}\n\nprovider "aws" {}\n'


def hclfix(
    directory: Path,
    *arguments: str,
    program: tuple[str, ...] = ("-m", "hclfix"),
    limit: Callable[[], None] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Runs the command in a directory; ``limit`` is called in the new process before it."""
    return subprocess.run(
        [sys.executable, *program, "--isolated", "--no-cache", "--select", "dedupe-providers", *arguments],
        cwd=directory,
        preexec_fn=limit,
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


def test_one_file_under_two_names(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OLD)
    (tmp_path / "link.tf").symlink_to("main.tf")
    before = snapshot(tmp_path)
    done = hclfix(tmp_path, "--write", ".")
    assert done.returncode == 2
    assert "error: main.tf: is the same file as link.tf" in done.stderr
    assert snapshot(tmp_path) == before


def test_no_room_for_the_file(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OLD + "# a comment\n" * 5000)
    before = snapshot(tmp_path)
    done = hclfix(tmp_path, "--write", ".", limit=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000)))
    assert done.returncode == 2
    assert "error: main.tf: can't be written: file too large\n" in done.stderr
    assert snapshot(tmp_path) == before


@needs_root
def test_a_full_disk(tmp_path: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=12k", "hclfix-test", str(tmp_path)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this machine does not let root mount a tmpfs")
    try:
        (tmp_path / "main.tf").write_text(OLD + "# a comment\n" * 500)
        before = snapshot(tmp_path)
        done = hclfix(tmp_path, "--write", ".")
        assert done.returncode == 2
        assert "error: main.tf: can't be written: no space left on device\n" in done.stderr
        assert snapshot(tmp_path) == before
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


AS_NOBODY = """
import os, sys, hcl2, hclfix.second_opinion, hclfix.write
from hclfix.cli import hclfix, main
arguments = [each for each in sys.argv[1:] if each != "--write"]
hclfix.main([*arguments, "--check", "--jobs", "1"], standalone_mode=False)  # loads what nobody may not read
os.setgroups([])
os.setgid(65534)
os.setuid(65534)
main()
"""


@needs_root
@pytest.mark.parametrize(
    ("mode", "owner", "said"),
    [
        (0o755, 65534, "can't be written: permission denied"),
        (0o777, 0, "belongs to user 0 and group 0, which the file that replaces it can't be given"),
    ],
    ids=["a read-only directory", "an owner that can't be kept"],
)
def test_as_a_user_without_rights(mode: int, owner: int, said: str) -> None:
    with TemporaryDirectory() as name:
        directory = Path(name)
        directory.chmod(mode)
        (directory / "main.tf").write_text(OLD)
        (directory / "main.tf").chmod(0o666)
        os.chown(directory / "main.tf", owner, owner)
        before = snapshot(directory)
        done = hclfix(directory, "--write", ".", program=("-c", AS_NOBODY))
        assert done.returncode == 2, done.stderr
        assert f"error: main.tf: {said}\n" in done.stderr
        assert snapshot(directory) == before


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
