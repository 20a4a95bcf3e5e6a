"""The diff is git's: read by eye in a few cases, and by ``git apply`` in many."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hclfix.change import Change
from hclfix.report.diff import render_diff
from hclfix.report.regions import Region, changed_regions, edited_regions
from hclfix.text import Edit, Span, apply_edits

GIT = {"PATH": os.environ["PATH"], "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not on PATH")


def diff(*changes: Change, color: bool = False, terminal: bool = False) -> str:
    return b"".join(render_diff(changes, color=color, terminal=terminal)).decode()


def test_an_edit() -> None:
    before = "".join(f"line {number}\n" for number in range(1, 12))
    after = before.replace("line 5\n", "line five\nand more\n")
    assert diff(Change("main.tf", before, after)) == (
        "diff --git a/main.tf b/main.tf\n"
        "--- a/main.tf\n"
        "+++ b/main.tf\n"
        "@@ -2,7 +2,8 @@\n"
        " line 2\n"
        " line 3\n"
        " line 4\n"
        "-line 5\n"
        "+line five\n"
        "+and more\n"
        " line 6\n"
        " line 7\n"
        " line 8\n"
    )


def test_two_places_are_one_hunk_when_at_most_six_lines_lie_between() -> None:
    lines = [f"line {number}\n" for number in range(20)]
    near, far = lines.copy(), lines.copy()
    near[4], near[11] = "x\n", "y\n"
    far[4], far[12] = "x\n", "y\n"
    assert diff(Change("m.tf", "".join(lines), "".join(near))).count("@@ -") == 1
    assert diff(Change("m.tf", "".join(lines), "".join(far))).count("@@ -") == 2


def test_a_new_and_a_removed_file() -> None:
    assert diff(Change("new.tf", None, "a = 1\n"), Change("old.tf", "a = 1\nb = 2\n", None)) == (
        "diff --git a/new.tf b/new.tf\n"
        "new file mode 100644\n"
        "--- /dev/null\n"
        "+++ b/new.tf\n"
        "@@ -0,0 +1 @@\n"
        "+a = 1\n"
        "diff --git a/old.tf b/old.tf\n"
        "deleted file mode 100644\n"
        "--- a/old.tf\n"
        "+++ /dev/null\n"
        "@@ -1,2 +0,0 @@\n"
        "-a = 1\n"
        "-b = 2\n"
    )


def test_no_newline_at_the_end_of_the_file() -> None:
    assert diff(Change("m.tf", "a = 1", "a = 1\n")).endswith(
        "@@ -1 +1 @@\n-a = 1\n\\ No newline at end of file\n+a = 1\n"
    )


def test_nothing_for_a_file_that_stays() -> None:
    assert diff(Change("m.tf", "a = 1\n", "a = 1\n")) == ""


@pytest.mark.parametrize(
    ("name", "spelled"),
    [
        ("zürich.tf", r'"a/z\303\274rich.tf"'),
        ('quo"te\\.tf', r'"a/quo\"te\\.tf"'),
        ("tab\tline\n.tf", r'"a/tab\tline\n.tf"'),
        ("bell\a\x1b\x7f.tf", r'"a/bell\a\033\177.tf"'),
        (os.fsdecode(b"\xff.tf"), r'"a/\377.tf"'),
        ("with space.tf", "a/with space.tf\t"),
    ],
)
def test_names_are_quoted_as_git_quotes_them(name: str, spelled: str) -> None:
    assert f"\n--- {spelled}\n" in diff(Change(name, "a\n", "b\n"))


def test_paths_are_relative_to_the_current_directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stack").mkdir()
    monkeypatch.chdir(tmp_path / "stack")
    assert "+++ b/app/main.tf\n" in diff(Change(str(tmp_path / "stack" / "app" / "main.tf"), "a\n", "b\n"))
    assert "+++ b/../main.tf\n" in diff(Change(str(tmp_path / "main.tf"), "a\n", "b\n"))


def test_colours() -> None:
    shown = diff(Change("m.tf", "a\nb\n", "a\nc\n"), color=True)
    assert shown == (
        "\x1b[1mdiff --git a/m.tf b/m.tf\x1b[0m\n"
        "\x1b[1m--- a/m.tf\x1b[0m\n"
        "\x1b[1m+++ b/m.tf\x1b[0m\n"
        "\x1b[36m@@ -1,2 +1,2 @@\x1b[0m\n"
        " a\n"
        "\x1b[31m-b\x1b[0m\n"
        "\x1b[32m+c\x1b[0m\n"
    )


def test_control_characters_reach_a_file_but_not_a_terminal() -> None:
    change = Change("m.tf", "\tfine\r\n# \x1b]0;owned\x07\r\n", "\tfine\r\n# \x1b[2J\u202e\r\n")
    assert "+# \x1b[2J\u202e\r\n" in diff(change)
    assert diff(change, terminal=True).endswith(" \tfine\n-# \\x1b]0;owned\\x07\n+# \\x1b[2J\\u202e\n")


# Lines that repeat, so that there is something to align, with everything that str.splitlines would split at.
lines = st.sampled_from(["", "}", "a = 1", "b = 2", "# é", "\tc", "- x", "+ y", "\\ z", "@@ -1 +1 @@"])
ends = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\u2028", "\x85", "\f", "\v", "\x1c"])
bodies = st.builds(
    lambda bom, pieces, end: bom + "".join(pieces) + end,
    st.sampled_from(["", "\ufeff"]),
    st.lists(st.builds(str.__add__, lines, ends), max_size=30),
    lines,
)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, str]:
    """A text, and the same with some of its parts replaced."""
    before = draw(bodies)
    cuts = sorted(draw(st.lists(st.integers(0, len(before)), max_size=6)))
    kept = [before[start:end] for start, end in zip([0, *cuts], [*cuts, len(before)], strict=True)]
    return before, "".join(draw(st.sampled_from([part, part, "", "b = 2\n"])) for part in kept)


names = st.text(st.characters(exclude_characters="/\x00", exclude_categories=["Cs"]), min_size=1, max_size=8).map(
    lambda text: f"{text}.tf"
)
changes = st.builds(
    lambda name, texts, kind: Change(
        name, None if kind == "new" else texts[0], None if kind == "removed" else texts[1]
    ),
    names,
    st.one_of(edited(), st.tuples(bodies, bodies)),
    st.sampled_from(["edited", "edited", "edited", "new", "removed"]),
)


@needs_git
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(changes, min_size=1, max_size=4, unique_by=lambda change: change.path))
@example([Change("empty.tf", None, ""), Change("gone.tf", "", None), Change("emptied.tf", "a\n", "")])
@example([Change("dir ectory/ü.tf", "a\n", "b"), Change("dir ectory/\n.tf", None, "b")])
def test_git_apply_makes_after_from_before(tmp_path: Path, batch: list[Change]) -> None:
    directory = tmp_path / "tree"
    for change in batch:
        path = directory / change.path
        path.parent.mkdir(parents=True, exist_ok=True)
        if change.before is not None:
            path.write_bytes(change.before.encode())
    relative = b"".join(render_diff(batch))
    if relative:
        command = ["git", "apply", "--whitespace=nowarn", "-"]
        done = subprocess.run(command, input=relative, cwd=directory, env=GIT, capture_output=True)
        assert done.returncode == 0, (done.stderr, relative)
    for change in batch:
        path = directory / change.path
        assert (path.read_bytes().decode() if path.exists() else None) == change.after
    shutil.rmtree(directory)


@st.composite
def text_with_edits(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(bodies)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    new = st.sampled_from(["", "\n", "a = 1", "b = 2\n", "\n\n}\n"])
    return text, [Edit("m.tf", Span(start, end), draw(new)) for start, end in spans]


@given(text_with_edits())
@example(("a", [Edit("m.tf", Span(1, 1), "\n")]))
@example(("a\n", [Edit("m.tf", Span(2, 2), "b")]))
@example(("a\nb\n", [Edit("m.tf", Span(0, 2), ""), Edit("m.tf", Span(2, 2), "x")]))
def test_edits_lead_to_regions_that_hold_every_difference(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    old, new = [list(io.StringIO(side, newline="\n")) for side in (text, apply_edits(text, edits))]
    assert rebuilt(old, new, changed_regions(old, new, edited_regions(text, edits))) == new


def rebuilt(old: list[str], new: list[str], regions: Iterable[Region]) -> list[str]:
    """The old lines with the regions replaced."""
    result: list[str] = []
    position = 0
    for region in regions:
        result += [*old[position : region.old_start], *new[region.new_start : region.new_end]]
        position = region.old_end
    return result + old[position:]


@given(st.lists(lines, max_size=40), st.lists(lines, max_size=40))
def test_regions_turn_old_into_new_and_hold_nothing_equal_at_their_ends(old: list[str], new: list[str]) -> None:
    regions = list(changed_regions(old, new))
    assert rebuilt(old, new, regions) == new
    assert all(first.old_end < second.old_start for first, second in pairwise(regions))
    for region in regions:
        before, after = old[region.old_start : region.old_end], new[region.new_start : region.new_end]
        assert before or after
        assert not (before and after and (before[0] == after[0] or before[-1] == after[-1]))


def test_a_large_file_changed_in_many_places_shows_those_places_alone() -> None:
    before = [f'resource "x" "r{number // 4}" {{' if number % 4 == 0 else "  a = 1" for number in range(200_000)]
    after = before.copy()
    for number in range(1, 200_000, 1000):
        after[number] = "  a = 2"
    regions = list(changed_regions(before, after))
    assert [region.old_start for region in regions] == list(range(1, 200_000, 1000))


def test_a_large_file_of_nothing_but_repeated_lines_is_answered() -> None:
    before = ["}", "", "  a = 1"] * 40_000
    after = ["x", *before[1:60_000], "  a = 2", *before[60_000:-1], "y"]
    assert rebuilt(before, after, changed_regions(before, after)) == after
