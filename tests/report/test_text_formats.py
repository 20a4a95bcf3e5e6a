"""The formats for people and for a terminal: concise, full, statistics; and what never reaches a terminal raw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclfix.finding import Fix, Safety
from hclfix.report import OutputFormat, printable, render
from tests.report.samples import MAIN, edit, item, report, safe_fix, two_file_fix


def rendered(format: OutputFormat, *items: object, **options: object) -> str:
    return "".join(render(format, report(*items, **options)))  # type: ignore[arg-type]


def test_concise_is_one_line_a_finding() -> None:
    assert rendered("concise", item(), item(fix=safe_fix()), item(fix=safe_fix(), fixed=True)) == (
        "main.tf:2:13: shorten-prefixes aws_lb.größe: the name is 40 of 32 characters [display]\n"
        "main.tf:2:13: shorten-prefixes aws_lb.größe: the name is 40 of 32 characters [safe]\n"
        "main.tf:2:13: shorten-prefixes aws_lb.größe: the name is 40 of 32 characters [fixed]\n"
    )


def test_full_shows_the_line_a_caret_and_the_fix() -> None:
    assert rendered("full", item(fix=safe_fix())) == (
        "main.tf:2:13: shorten-prefixes aws_lb.größe: the name is 40 of 32 characters [safe]\n"
        "  |\n"
        '2 |   name = "𐐀-${var.name}"\n'
        "  |             ^^^^^^^^^^^\n"
        "  safe fix:\n"
        "  @@ main.tf:2\n"
        '  -   name = "𐐀-${var.name}"\n'
        '  +   Name = "𐐀-x"\n'
        "\n"
    )


def test_full_shows_every_file_of_a_fix() -> None:
    text = rendered("full", item(fix=two_file_fix(), others={"versions.tf": ""}))
    assert text.endswith(
        "  unsafe fix:\n"
        "  @@ main.tf:2\n"
        '  -   name = "𐐀-${var.name}"\n'
        '  +   Name = "𐐀-${var.name}"\n'
        "  @@ versions.tf:1\n"
        "  + terraform {}\n"
        "\n"
    )


def test_full_marks_the_first_line_of_a_finding_over_several_lines() -> None:
    text = rendered("full", item(marked=MAIN.rstrip("\n")))
    assert '1 | resource "aws_lb" "größe" {\n  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^\n' in text


def test_full_shows_no_line_of_json_whose_places_are_not_known() -> None:
    assert rendered("full", item(path="main.tf.json")).count("\n") == 2


def test_full_counts_wide_characters_and_tabs_as_a_terminal_does() -> None:
    text = rendered("full", item(marked="x", text='\tn = "名前x"\n'))
    assert '1 | \tn = "名前x"\n  | \t         ^\n' in text


def test_full_shows_a_window_of_a_very_long_line() -> None:
    line = 'n = "' + "a" * 100_000 + "HERE" + "b" * 100_000 + '"\n'
    fix = Fix((edit("main.tf", line, "HERE", "there"),))
    text = rendered("full", item(marked="HERE", text=line, fix=fix))
    assert max(map(len, text.splitlines())) < 200
    source, carets = text.splitlines()[2:4]
    assert source[carets.index("^") :].startswith("HERE")


def test_full_cuts_a_long_diff() -> None:
    text = "\n".join(f"a{number} = 1" for number in range(100)) + "\n"
    fix = Fix((edit("main.tf", text, text, ""),))
    assert "  ... and 77 more lines\n" in rendered("full", item(marked="a0", text=text, fix=fix))


def test_edits_of_neighbouring_lines_are_one_change_and_far_ones_are_two() -> None:
    text = "a = 1\nb = 2\nc = 3\nd = 4\n"
    fix = Fix(
        (edit("main.tf", text, "1\nb", "1\n\nb"), edit("main.tf", text, "2", "22"), edit("main.tf", text, "4", "44"))
    )
    assert rendered("full", item(marked="a", text=text, fix=fix)).split("  safe fix:\n")[1] == (
        "  @@ main.tf:2\n  - b = 2\n  +\n  + b = 22\n  @@ main.tf:4\n  - d = 4\n  + d = 44\n\n"
    )


def test_color_is_only_there_when_asked_for() -> None:
    assert "\x1b[" not in rendered("full", item(fix=safe_fix()))
    assert "\x1b[31m- " in rendered("full", item(fix=safe_fix()), color=True)
    assert "\x1b[32msafe\x1b[0m" in rendered("concise", item(fix=safe_fix()), color=True)


@pytest.mark.parametrize("format", ["concise", "full"])
def test_escapes_from_files_never_reach_a_terminal(format: OutputFormat) -> None:
    text = 'name = "\x1b]0;title\x07\x9b31m\u202etxt"\n'
    fix = Fix((edit("a\x1b[31m.tf", text, "name", "\x1b[2J"),))
    shown = rendered(
        format, item(marked="name", message="named \x1b[31m\n::error::x", path="a\x1b[31m.tf", text=text, fix=fix)
    )
    assert not set(shown) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert r"named \x1b[31m\n::error::x" in shown


@given(st.text())
def test_printable_is_one_line_without_control_characters(text: str) -> None:
    shown = printable(text)
    assert len(shown.splitlines()) <= 1
    assert all(ord(character) >= 0x20 and not 0x7F <= ord(character) < 0xA0 for character in shown)


def test_statistics_counts_findings_of_each_transform_by_safety() -> None:
    unsafe = Fix(safe_fix().edits, Safety.UNSAFE)
    text = "".join(render("statistics", report(item(), item(fix=unsafe), item(fix=safe_fix()), item(fix=unsafe))))
    assert text == "4  shorten-prefixes  1 safe, 2 unsafe, 1 display\n"


def test_statistics_of_nothing_is_nothing() -> None:
    assert "".join(render("statistics", report())) == ""


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::x.tf", r"\x3a:error::x.tf"),
        ("  ::stop-commands::x", r"  \x3a:stop-commands::x"),
        ("a ##[set-output name=x]y", r"a \x23#[set-output name=x]y"),
        ("a ##vso[task.complete]", r"a \x23#vso[task.complete]"),
        ("a::b ### [x] #x", "a::b ### [x] #x"),
        ("\x1b[31m\x9b\u061c\u202e\u2066\U000e0041", r"\x1b[31m\x9b\u061c\u202e\u2066\U000e0041"),
        ("\ufffe\uffff\ud800", r"\ufffe\uffff\ud800"),
    ],
)
def test_nothing_steers_a_terminal_or_a_ci_service(text: str, shown: str) -> None:
    assert printable(text) == shown
