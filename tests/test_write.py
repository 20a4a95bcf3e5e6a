"""What is written, what is kept, and what is refused. The failures in mid-write stand in test_write_faults.py."""

from __future__ import annotations

import fcntl
import os
import stat
from pathlib import Path

import pytest

from hclfix.change import Change
from hclfix.write import WriteError, remove_left_overs, write_changes

OLD = 'name = "old"\n'
NEW = 'name = "new"\n'


def snapshot(directory: Path) -> dict[str, bytes]:
    """Every file below the directory, with its bytes; symbolic links by where they lead."""
    return {
        str(path.relative_to(directory)): os.fsencode(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in directory.rglob("*")
        if path.is_symlink() or path.is_file()
    }


def refusal(directory: Path, *changes: Change) -> str:
    """The sentence with which the changes are refused; nothing below the directory may change."""
    before = snapshot(directory)
    with pytest.raises(WriteError) as caught:
        write_changes(changes, [str(directory)])
    assert snapshot(directory) == before
    return str(caught.value)


def test_all_kinds_of_changes_at_once(tmp_path: Path) -> None:
    (tmp_path / "network").mkdir()
    edited, removed, created = tmp_path / "main.tf", tmp_path / "old.tf", tmp_path / "network" / "new.tf"
    edited.write_text(OLD)
    removed.write_text(OLD)
    changes = [Change(str(edited), OLD, NEW), Change(str(removed), OLD, None), Change(str(created), None, NEW)]
    write_changes(changes, [str(tmp_path)])
    assert snapshot(tmp_path) == {"main.tf": NEW.encode(), "network/new.tf": NEW.encode()}


def test_a_change_that_changes_nothing_does_not_touch_the_file(tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    path.write_text(OLD)
    inode = path.stat().st_ino
    write_changes([Change(str(path), OLD, OLD)], [str(tmp_path)])
    assert path.stat().st_ino == inode


@pytest.mark.parametrize("text", ["", "\ufeffa = 1\r\n", 'a = "\u2028é🚀"', "a = 1\r\nb = 2\n\x00"])
def test_bytes_come_out_as_the_text_says(tmp_path: Path, text: str) -> None:
    path = tmp_path / "main.tf"
    path.write_bytes(text.encode())
    write_changes([Change(str(path), text, text + "\r\n")], [str(tmp_path)])
    assert path.read_bytes() == text.encode() + b"\r\n"


NAMES = [
    "with space.tf",
    "new\nline.tf",
    "zürich-東京.tf",
    '"quoted"\\.tf',
    "-dash.tf",
    os.fsdecode(b"not-utf8-\xff.tf"),
]


@pytest.mark.parametrize("name", NAMES)
def test_unusual_names(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(OLD)
    write_changes([Change(str(path), OLD, NEW)], [str(tmp_path)])
    assert snapshot(tmp_path) == {name: NEW.encode()}


def test_paths_relative_to_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "main.tf").write_text(OLD)
    monkeypatch.chdir(tmp_path)
    write_changes([Change("main.tf", OLD, NEW)], ["."])
    assert (tmp_path / "main.tf").read_text() == NEW


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o755, 0o664])
def test_the_mode_is_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "main.tf"
    path.write_text(OLD)
    path.chmod(mode)
    write_changes([Change(str(path), OLD, NEW)], [str(tmp_path)])
    assert stat.S_IMODE(path.stat().st_mode) == mode


def test_a_new_file_gets_the_mode_that_any_new_file_gets(tmp_path: Path) -> None:
    (tmp_path / "other").touch()
    write_changes([Change(str(tmp_path / "new.tf"), None, NEW)], [str(tmp_path)])
    assert (tmp_path / "new.tf").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_the_time_of_an_edited_file_is_new(tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    path.write_text(OLD)
    os.utime(path, (0, 0))
    write_changes([Change(str(path), OLD, NEW)], [str(tmp_path)])
    assert path.stat().st_mtime > 0


def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    path.write_text(OLD)
    try:
        os.setxattr(path, "user.note", b"kept")
    except (AttributeError, OSError):
        pytest.skip("no extended attributes on this file system")
    write_changes([Change(str(path), OLD, NEW)], [str(tmp_path)])
    assert os.getxattr(path, "user.note") == b"kept"


def test_a_file_that_changed_since_it_was_read(tmp_path: Path) -> None:
    first, second = tmp_path / "a.tf", tmp_path / "b.tf"
    first.write_text(OLD)
    second.write_text("somebody = 1\n")
    sentence = refusal(tmp_path, Change(str(first), OLD, NEW), Change(str(second), OLD, NEW))
    assert sentence == f"{second}: changed since it was read; run hclfix again"


def test_a_file_whose_line_ends_changed_since_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tf"
    path.write_bytes(OLD.replace("\n", "\r\n").encode())
    assert "changed since it was read" in refusal(tmp_path, Change(str(path), OLD, NEW))


def test_a_file_that_was_removed_since_it_was_read(tmp_path: Path) -> None:
    path = tmp_path / "a.tf"
    assert refusal(tmp_path, Change(str(path), OLD, NEW)) == f"{path}: was removed since it was read"
    assert refusal(tmp_path, Change(str(path), OLD, None)) == f"{path}: was removed since it was read"


@pytest.mark.parametrize("present", ["", NEW, OLD])
def test_a_new_file_that_exists_already(tmp_path: Path, present: str) -> None:
    path = tmp_path / "versions.tf"
    path.write_text(present)
    sentence = refusal(tmp_path, Change(str(path), None, NEW))
    assert sentence == f"{path}: exists already, and was to be a new file"


def test_a_new_file_in_a_directory_that_is_not_there(tmp_path: Path) -> None:
    directory = tmp_path / "missing"
    sentence = refusal(tmp_path, Change(str(directory / "versions.tf"), None, NEW))
    assert sentence == f"{directory}: can't be written: no such file or directory"


def test_something_that_is_not_a_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tf")
    (tmp_path / "directory.tf").mkdir()
    for name in ("pipe.tf", "directory.tf"):
        sentence = refusal(tmp_path, Change(str(tmp_path / name), OLD, NEW))
        assert sentence == f"{tmp_path / name}: can't be written: not a regular file"


def test_a_symbolic_link_within_the_roots_stays_and_its_target_is_edited(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "app").mkdir()
    (tmp_path / "shared" / "providers.tf").write_text(OLD)
    (tmp_path / "app" / "providers.tf").symlink_to("../shared/providers.tf")
    write_changes([Change(str(tmp_path / "app" / "providers.tf"), OLD, NEW)], [str(tmp_path)])
    assert snapshot(tmp_path) == {
        "app/providers.tf": b"../shared/providers.tf",
        "shared/providers.tf": NEW.encode(),
    }


def test_a_symbolic_link_that_leads_out_of_the_roots(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    outside = tmp_path / "outside.tf"
    outside.write_text(OLD)
    link = tmp_path / "app" / "main.tf"
    link.symlink_to(outside)
    with pytest.raises(WriteError, match="outside the directories given"):
        write_changes([Change(str(link), OLD, NEW)], [str(tmp_path / "app")])
    assert outside.read_text() == OLD


@pytest.mark.parametrize("path", ["../app-two/main.tf", "linked/main.tf", "/nowhere/main.tf"])
def test_a_path_that_leads_out_of_the_roots(tmp_path: Path, path: str) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app-two").mkdir()
    (tmp_path / "app" / "linked").symlink_to("../app-two")
    changes = [Change(str(tmp_path / "app" / path), None, NEW)]
    with pytest.raises(WriteError, match="outside the directories given"):
        write_changes(changes, [str(tmp_path / "app")])
    assert snapshot(tmp_path) == {"app/linked": b"../app-two"}


def test_a_root_may_itself_be_reached_through_a_symbolic_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "main.tf").write_text(OLD)
    (tmp_path / "link").symlink_to("real")
    write_changes([Change(str(tmp_path / "link" / "main.tf"), OLD, NEW)], [str(tmp_path / "link")])
    assert (tmp_path / "real" / "main.tf").read_text() == NEW


def test_a_symbolic_link_is_neither_made_nor_removed(tmp_path: Path) -> None:
    (tmp_path / "target.tf").write_text(OLD)
    (tmp_path / "link.tf").symlink_to("target.tf")
    (tmp_path / "dangling.tf").symlink_to("nowhere.tf")
    assert "is a symbolic link" in refusal(tmp_path, Change(str(tmp_path / "link.tf"), OLD, None))
    assert "is a symbolic link" in refusal(tmp_path, Change(str(tmp_path / "dangling.tf"), None, NEW))


def test_one_file_under_two_names(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OLD)
    (tmp_path / "link.tf").symlink_to("main.tf")
    first, second = str(tmp_path / "main.tf"), str(tmp_path / "link.tf")
    sentence = refusal(tmp_path, Change(first, OLD, NEW), Change(second, OLD, NEW))
    assert sentence == f"{second}: is the same file as {first}"


def test_a_second_hard_link(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OLD)
    (tmp_path / "twin").hardlink_to(tmp_path / "main.tf")
    assert "more than one hard link" in refusal(tmp_path, Change(str(tmp_path / "main.tf"), OLD, NEW))


def test_a_second_hclfix_in_the_same_directory_fails_at_once(tmp_path: Path) -> None:
    path = tmp_path / "main.tf"
    path.write_text(OLD)
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    sentence = refusal(tmp_path, Change(str(path), OLD, NEW))
    assert sentence == f"{tmp_path}: another hclfix is writing here; run this one again after it"
    os.close(other)
    write_changes([Change(str(path), OLD, NEW)], [str(tmp_path)])
    assert path.read_text() == NEW


def test_what_a_writing_run_needs_is_not_removed(tmp_path: Path) -> None:
    left = tmp_path / ".hclfix-0123456789abcdef.tmp"
    left.touch()
    other = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(other, fcntl.LOCK_EX)
    remove_left_overs([str(tmp_path), str(tmp_path / "gone")])
    assert left.exists()
    os.close(other)
    remove_left_overs([str(tmp_path)])
    assert not left.exists()


def test_what_a_killed_run_left_is_removed_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OLD)
    for name in (".hclfix-0123456789abcdef.tmp", ".hclfix-notes.tmp", "hclfix-0123456789abcdef.tmp"):
        (tmp_path / name).write_text("x")
    (tmp_path / ".hclfix-00000000000000ff.tmp").mkdir()
    write_changes([Change(str(tmp_path / "main.tf"), OLD, NEW)], [str(tmp_path)])
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"main.tf", ".hclfix-notes.tmp", "hclfix-0123456789abcdef.tmp", ".hclfix-00000000000000ff.tmp"}
