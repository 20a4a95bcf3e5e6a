"""Kills, failures and other programs in the middle of a write of several files.

Python tells an audit hook of each open, rename, removal and so on right before it is done. The tests run the write in
a forked child whose hook strikes at the first such step, then at the second, up to the last. Nothing is mocked.
"""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from hclfix.change import Change
from hclfix.write import WriteError, remove_left_overs, write_changes

STEPS = {
    "open", "os.rename", "os.remove", "os.listdir", "os.chmod", "os.chown", "os.utime", "os.listxattr", "fcntl.flock"
}  # fmt: skip
OLD: dict[str, str | None] = {"a.tf": "a = 1\n" * 500, "b.tf": "b = 1\n", "old.tf": "c = 1\n", "new.tf": None}
NEW: dict[str, str | None] = {"a.tf": "a = 2\n" * 999, "b.tf": "b = 2\n", "old.tf": None, "new.tf": "d = 2\n"}

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can change to another user")


def lay_out(directory: Path, files: dict[str, str | None]) -> None:
    for path in directory.iterdir():
        path.unlink()
    for name, text in files.items():
        if text is not None:
            (directory / name).write_text(text)


def texts(directory: Path) -> dict[str, str | None]:
    return {name: path.read_text() if (path := directory / name).exists() else None for name in OLD}


def temporary_files(directory: Path) -> list[str]:
    return sorted(path.name for path in directory.iterdir() if path.name not in OLD)


def write_all(directory: Path) -> None:
    """What a run of hclfix does: the files that are not yet new are written."""
    write_changes(changes(directory), [str(directory)])


def changes(directory: Path) -> list[Change]:
    now = texts(directory)
    return [Change(str(directory / name), now[name], NEW[name]) for name in NEW]


def in_child(task: Callable[[], None]) -> str:
    """What came of the task in a forked process: "done", a WriteError's sentence, "interrupted" or "killed"."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            task()
            outcome = "done"
        except WriteError as error:
            outcome = str(error)
        except KeyboardInterrupt:
            outcome = "interrupted"
        except BaseException:
            outcome = traceback.format_exc()
        os.write(writer, outcome.encode())
        os._exit(0)
    os.close(writer)
    with open(reader) as pipe:
        outcome = pipe.read()
    os.waitpid(child, 0)
    return outcome or "killed"


def write_with_fault(directory: Path, fault: Callable[[str, int], None]) -> str:
    """Write in a child; ``fault`` is called before each step with its name and its number."""

    def task() -> None:
        read = changes(directory)
        numbers = count(1)
        active = [True]

        def hook(event: str, _: tuple[object, ...]) -> None:
            if event in STEPS and active[0]:
                active[0] = False  # the fault's own steps are not counted
                try:
                    fault(event, next(numbers))
                finally:
                    active[0] = True

        sys.addaudithook(hook)
        write_changes(read, [str(directory)])

    return in_child(task)


def number_of_steps(directory: Path) -> int:
    steps = directory.parent / "steps"

    def note(_: str, number: int) -> None:
        steps.write_text(str(number))

    lay_out(directory, OLD)
    assert write_with_fault(directory, note) == "done"
    return int(steps.read_text())


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    directory = tmp_path / "tree"
    directory.mkdir()
    return directory


@pytest.fixture
def public() -> Iterator[Path]:
    """A directory that an unprivileged user can reach, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name)
        path.chmod(0o755)
        yield path


def test_a_kill_at_any_step_leaves_each_file_old_or_new(tree: Path) -> None:
    mixtures = 0
    for step in range(1, number_of_steps(tree) + 1):
        lay_out(tree, OLD)

        def kill(_: str, number: int, step: int = step) -> None:
            if number == step:
                os.kill(os.getpid(), signal.SIGKILL)

        assert write_with_fault(tree, kill) == "killed"
        now = texts(tree)
        assert all(now[name] in (OLD[name], NEW[name]) for name in OLD)
        assert not [name for name in temporary_files(tree) if not name.endswith(".tmp")]
        mixtures += now not in (OLD, NEW)

        remove_left_overs([str(tree)])  # as every --write does, also where there is nothing to write
        write_all(tree)
        assert texts(tree) == NEW
        assert temporary_files(tree) == []
    assert mixtures >= 3  # the kills did come between the renames as well


def test_a_failure_at_any_step_leaves_all_files_old(tree: Path) -> None:
    for step in range(1, number_of_steps(tree) + 1):
        lay_out(tree, OLD)

        def fail(_: str, number: int, step: int = step) -> None:
            if number == step:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        outcome = write_with_fault(tree, fail)
        if outcome == "done":  # a temporary file could not be removed at the end
            assert texts(tree) == NEW
            assert len(temporary_files(tree)) <= 1
        else:
            assert outcome.endswith("can't be written: no space left on device")
            assert texts(tree) == OLD
            assert temporary_files(tree) == []


def send_interrupt() -> None:
    os.kill(os.getpid(), signal.SIGINT)


def raise_interrupt() -> None:
    """What happens in the main thread when another thread got the signal."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("strike", [send_interrupt, raise_interrupt])
def test_control_c_at_any_step_leaves_all_files_old_or_all_new(tree: Path, strike: Callable[[], None]) -> None:
    for step in range(1, number_of_steps(tree) + 1):
        lay_out(tree, OLD)

        def interrupt(_: str, number: int, step: int = step) -> None:
            if number == step:
                strike()

        assert write_with_fault(tree, interrupt) in ("interrupted", "done")
        assert texts(tree) in (OLD, NEW)


def test_a_polite_kill_waits_for_the_renames(tree: Path) -> None:
    lay_out(tree, OLD)

    def terminate(event: str, _: int) -> None:
        if event == "os.rename":
            os.kill(os.getpid(), signal.SIGTERM)

    assert write_with_fault(tree, terminate) == "killed"
    assert texts(tree) == NEW


def test_another_program_at_any_step_loses_nothing(tree: Path) -> None:
    for step in range(1, number_of_steps(tree) + 1):
        lay_out(tree, OLD)

        def intrude(event: str, number: int, step: int = step) -> None:
            if number == step:
                (tree / "event").write_text(event)
                (tree / "b.tf").write_text("somebody = 1\n")

        outcome = write_with_fault(tree, intrude)
        event = (tree / "event").read_text()
        now = texts(tree)
        others = {name: text for name, text in now.items() if name != "b.tf"}
        assert others in ({name: OLD[name] for name in others}, {name: NEW[name] for name in others})
        assert (outcome == "done") == (others["a.tf"] == NEW["a.tf"])
        assert now["b.tf"] == "somebody = 1\n" or event == "os.rename"


def test_a_new_file_that_somebody_makes_in_between_is_kept(tree: Path) -> None:
    lay_out(tree, OLD)

    def intrude(event: str, _: int) -> None:
        if event == "os.rename":
            (tree / "new.tf").write_text("somebody = 1\n")

    outcome = write_with_fault(tree, intrude)
    assert outcome == f"{tree / 'new.tf'}: exists already, and was to be a new file"
    assert texts(tree) == {**OLD, "new.tf": "somebody = 1\n"}
    assert temporary_files(tree) == []


def test_what_somebody_changed_after_us_is_not_put_back(tree: Path) -> None:
    lay_out(tree, OLD)

    def intrude(event: str, _: int) -> None:
        if event == "os.remove" and (tree / "old.tf").exists():
            (tree / "a.tf").write_text("somebody = 1\n")
            (tree / "new.tf").write_text("somebody = 2\n")

    outcome = write_with_fault(tree, intrude)
    assert "new.tf: exists already" in outcome
    assert f"{tree / 'a.tf'} was changed by another program meanwhile and stays as it is" in outcome
    assert texts(tree) == {**OLD, "a.tf": "somebody = 1\n", "new.tf": "somebody = 2\n"}


def test_what_cannot_be_put_back_is_named_and_its_old_text_kept(tree: Path) -> None:
    lay_out(tree, OLD)
    renames = count(1)

    def fail(event: str, _: int) -> None:
        if event == "os.rename" and next(renames) >= 2:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    outcome = write_with_fault(tree, fail)
    [kept] = temporary_files(tree)
    assert outcome == (
        f"{tree / 'b.tf'}: can't be written: input/output error; "
        f"{tree / 'a.tf'} can't be put back (input/output error); its old text is in {tree / kept}"
    )
    assert (tree / kept).read_text() == OLD["a.tf"]


def test_a_second_hclfix_in_the_middle_of_the_first(tree: Path) -> None:
    lay_out(tree, OLD)
    sentence = tree.parent / "sentence"

    def start_another(event: str, _: int) -> None:
        if event == "os.rename" and not sentence.exists():
            sentence.write_text(in_child(lambda: write_all(tree)))

    assert write_with_fault(tree, start_another) == "done"
    assert sentence.read_text() == f"{tree}: another hclfix is writing here; run this one again after it"
    assert texts(tree) == NEW


def test_a_limit_on_the_size_of_a_file(tree: Path) -> None:
    lay_out(tree, OLD)

    def task() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4000, 4000))
        write_all(tree)

    assert in_child(task) == f"{tree / 'a.tf'}: can't be written: file too large"
    assert texts(tree) == OLD
    assert temporary_files(tree) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small file system")
def test_a_full_disk(tree: Path) -> None:
    mount = ["mount", "-t", "tmpfs", "-o", "size=28k", "hclfix-test", str(tree)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        pytest.skip("this machine does not let root mount a tmpfs")
    try:
        lay_out(tree, OLD)
        assert in_child(lambda: write_all(tree)) == f"{tree / 'b.tf'}: can't be written: no space left on device"
        assert texts(tree) == OLD
        assert temporary_files(tree) == []
    finally:
        subprocess.run(["umount", str(tree)], check=True)


def as_nobody(task: Callable[[], None]) -> str:
    def unprivileged() -> None:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
        task()

    return in_child(unprivileged)


@needs_root
def test_a_read_only_directory(public: Path) -> None:
    lay_out(public, OLD)
    for name in ("a.tf", "b.tf", "old.tf"):
        os.chown(public / name, 65534, 65534)
    assert as_nobody(lambda: write_all(public)) == f"{public / 'a.tf'}: can't be written: permission denied"
    assert texts(public) == OLD
    assert temporary_files(public) == []


@needs_root
def test_a_read_only_file(public: Path) -> None:
    lay_out(public, OLD)
    public.chmod(0o777)
    for name in ("a.tf", "b.tf", "old.tf"):
        os.chown(public / name, 65534, 65534)
    (public / "b.tf").chmod(0o444)
    assert as_nobody(lambda: write_all(public)) == f"{public / 'b.tf'}: is read-only"
    assert texts(public) == OLD
    assert temporary_files(public) == []


@needs_root
def test_an_owner_that_cannot_be_kept(public: Path) -> None:
    lay_out(public, OLD)
    public.chmod(0o777)
    for name in ("a.tf", "b.tf", "old.tf"):
        (public / name).chmod(0o666)
    sentence = as_nobody(lambda: write_all(public))
    owner = "user 0 and group 0"
    assert sentence == f"{public / 'a.tf'}: belongs to {owner}, which the file that replaces it can't be given"
    assert texts(public) == OLD
    assert temporary_files(public) == []


@needs_root
def test_root_keeps_the_owner(public: Path) -> None:
    lay_out(public, OLD)
    os.chown(public / "a.tf", 65534, 65533)
    write_all(public)
    status = (public / "a.tf").stat()
    assert (status.st_uid, status.st_gid) == (65534, 65533)
