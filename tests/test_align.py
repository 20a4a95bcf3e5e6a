"""What was aligned as ``terraform fmt`` aligns stays so when it is edited; what was not is left alone."""

from __future__ import annotations

from textwrap import dedent

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hclfix.align import complete
from hclfix.syntax.document import Document
from hclfix.text import Edit, Span, apply_edits
from tests.terraform_fmt import formatted

PATH = "main.tf"


def replaced(text: str, *replacements: tuple[str, str]) -> str:
    """The text with replacements made as edits, each at the only place where its old text stands, and aligned."""
    edits = []
    for old, new in replacements:
        assert text.count(old) == 1, old
        start = text.index(old)
        edits.append(Edit(PATH, Span(start, start + len(old)), new))
    return apply_edits(text, complete(Document(PATH, text), edits))


# id: before, replacements, after
CASES: dict[str, tuple[str, list[tuple[str, str]], str]] = {
    "a name grows": (
        """\
        resource "a" "b" {
          name = 1
          size = 2

          other = 3
        }
        """,
        [("size", "instances")],
        """\
        resource "a" "b" {
          name      = 1
          instances = 2

          other = 3
        }
        """,
    ),
    "the longest name goes": (
        """\
        resource "a" "b" {
          name      = 1
          instances = 2
          size      = 3
        }
        """,
        [("  instances = 2\n", "")],
        """\
        resource "a" "b" {
          name = 1
          size = 3
        }
        """,
    ),
    "a line comes between": (
        """\
        resource "a" "b" {
          name = 1
          size = 2
        }
        """,
        [("= 1\n", "= 1\n  long_name = [3]\n")],
        """\
        resource "a" "b" {
          name      = 1
          long_name = [3]
          size      = 2
        }
        """,
    ),
    "a value over several lines ends the chain": (
        """\
        resource "a" "b" {
          name      = 1
          long_name = 2
          x         = 3
        }
        """,
        [("2", "[\n    2,\n  ]")],
        """\
        resource "a" "b" {
          name = 1
          long_name = [
            2,
          ]
          x = 3
        }
        """,
    ),
    "a value comes back on one line": (
        """\
        resource "a" "b" {
          name = 1
          long_name = [
            2,
          ]
          x = 3
        }
        """,
        [("[\n    2,\n  ]", "2")],
        """\
        resource "a" "b" {
          name      = 1
          long_name = 2
          x         = 3
        }
        """,
    ),
    "a heredoc is part of the chain": (
        """\
        resource "a" "b" {
          name = <<EOT
            x = 1 # no comment
        EOT
          size = 2
        }
        """,
        [("size", "instances")],
        """\
        resource "a" "b" {
          name      = <<EOT
            x = 1 # no comment
        EOT
          instances = 2
        }
        """,
    ),
    "a blank line that goes joins two chains": (
        """\
        resource "a" "b" {
          name = 1

          long_name = 2
        }
        """,
        [("\n\n", "\n")],
        """\
        resource "a" "b" {
          name      = 1
          long_name = 2
        }
        """,
    ),
    "a comment line divides a chain": (
        """\
        resource "a" "b" {
          name      = 1
          long_name = 2
        }
        """,
        [("= 1\n", "= 1\n  # note\n")],
        """\
        resource "a" "b" {
          name = 1
          # note
          long_name = 2
        }
        """,
    ),
    "trailing comments move with the longest line": (
        """\
        resource "a" "b" {
          name = var.name # one
          size = 2        # two
        }
        """,
        [("var.name", "1")],
        """\
        resource "a" "b" {
          name = 1 # one
          size = 2 # two
        }
        """,
    ),
    "comments align over different indents": (
        """\
        x = [ # first
          1,  # second
        ]     # third
        """,
        [("1", "1000")],
        """\
        x = [   # first
          1000, # second
        ]       # third
        """,
    ),
    "moving = moves the comments of lines around": (
        """\
        x {
          name = 1  # one
          a    = 22 # two
        }         # end
        """,
        [("name", "long_name")],
        """\
        x {
          long_name = 1  # one
          a         = 22 # two
        }         # end
        """,
    ),
    "an object in a call": (
        """\
        x = jsonencode({
          a  = 1
          bb = { c = 1 }
        })
        """,
        [("  bb", "  long")],
        """\
        x = jsonencode({
          a    = 1
          long = { c = 1 }
        })
        """,
    ),
    "an object in a template": (
        """\
        x = "${jsonencode({
          a  = "${1}"
          bb = 2
        })}"
        y = 1
        """,
        [("  bb", "  long"), ("y = 1", "y = 1\nzz = 2")],
        """\
        x = "${jsonencode({
          a    = "${1}"
          long = 2
        })}"
        y  = 1
        zz = 2
        """,
    ),
    "an object in a heredoc": (
        """\
        x = <<EOT
        a = "${jsonencode({
          a  = "}"
          bb = 2
        })}"
        b = 1
        EOT
        """,
        [("  bb", "  long")],
        """\
        x = <<EOT
        a = "${jsonencode({
          a    = "}"
          long = 2
        })}"
        b = 1
        EOT
        """,
    ),
    "operators and arrows are no assignments": (
        """\
        a = b == c ? d != e : f >= g
        x = { for k, v in w : k => v }
        """,
        [("x =", "long =")],
        """\
        a    = b == c ? d != e : f >= g
        long = { for k, v in w : k => v }
        """,
    ),
    "a colon is not aligned": (
        """\
        x = {
          a : 1
          bb : 2
        }
        """,
        [("bb", "long")],
        """\
        x = {
          a : 1
          long : 2
        }
        """,
    ),
    "what is inserted is aligned": (
        """\
        a = 1
        """,
        [("a = 1\n", "a = 1\n\nb = 1 # one\nlong = 22 # two\n")],
        """\
        a = 1

        b    = 1  # one
        long = 22 # two
        """,
    ),
    "a chain that was not aligned is left alone": (
        """\
        resource "a" "b" {
          name = 1
          long_name = 2
        }
        """,
        [("name = 1", "new = 1\n  name = 1")],
        """\
        resource "a" "b" {
          new = 1
          name = 1
          long_name = 2
        }
        """,
    ),
    "comments that were not aligned are left alone, the signs are not": (
        """\
        name = 1   # one
        x    = 2 # two
        """,
        [("name", "instances")],
        """\
        instances = 1   # one
        x         = 2 # two
        """,
    ),
    "a lone line that has blanks to spare keeps them": (
        """\
        name   = 1
        """,
        [("1", "2")],
        """\
        name   = 2
        """,
    ),
    "an aligned chain that joins one that is not is left alone": (
        """\
        a = 1
        b = 1

        name = 1
        x  = 2
        """,
        [("\n\n", "\n")],
        """\
        a = 1
        b = 1
        name = 1
        x  = 2
        """,
    ),
    "a tab before = is not how terraform aligns": (
        """\
        name\t= 1
        x\t= 2
        """,
        [("name", "instances")],
        """\
        instances\t= 1
        x\t= 2
        """,
    ),
    "indents do not matter to a chain": (
        """\
        x {
        \tname = 1
        \tb    = 2
        }
        """,
        [("name", "n")],
        """\
        x {
        \tn = 1
        \tb = 2
        }
        """,
    ),
    "other chains are left alone": (
        """\
        x {
          a = 1
          bbb  = 2
        }
        y {
          a = 1
        }
        """,
        [("y {\n  a", "y {\n  long")],
        """\
        x {
          a = 1
          bbb  = 2
        }
        y {
          long = 1
        }
        """,
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_alignment_follows(name: str, newline: str) -> None:
    before, replacements, after = CASES[name]
    before, after = (dedent(text).replace("\n", newline) for text in (before, after))
    replacements = [(old.replace("\n", newline), new.replace("\n", newline)) for old, new in replacements]
    assert replaced(before, *replacements) == after


def test_terraform_agrees_with_the_cases() -> None:
    texts = [(dedent(before), dedent(after)) for before, _, after in CASES.values()]
    clean = formatted([before for before, _ in texts])
    afters = [after for (before, after), kept in zip(texts, clean, strict=True) if before == kept]
    assert len(afters) > 10
    assert formatted(afters) == afters


def test_an_alignment_that_meets_an_edit_becomes_one_with_it() -> None:
    text = "a    = 1\nlong = 2\n"
    equals = text.index("=")
    edits = [Edit(PATH, Span(0, equals), "b  "), Edit(PATH, Span(equals, equals + 1), "=")]
    completed = complete(Document(PATH, text), [*edits, Edit(PATH, Span(9, 18), "")])
    assert apply_edits(text, completed) == "b = 1\n"


def test_the_edits_come_back_as_they_were_where_nothing_is_to_align() -> None:
    text = "a = 1\n\nb = 2\n"
    edits = (Edit(PATH, Span(4, 5), "2"), Edit(PATH, Span(11, 12), "3"))
    assert complete(Document(PATH, text), edits) == edits


def test_what_is_inserted_into_a_blank_line_joins_the_chains_around() -> None:
    text = "a = 1\n\nb = 2\n"
    start = text.index("\n\n") + 1
    edits = complete(Document(PATH, text), [Edit(PATH, Span(start, start), "long = 3")])
    assert apply_edits(text, edits) == "a    = 1\nlong = 3\nb    = 2\n"


def test_a_byte_order_mark_takes_no_column() -> None:
    assert replaced("\ufeffname = 1\nx    = 2\n", ("name", "names")) == "\ufeffnames = 1\nx     = 2\n"


def test_a_file_that_is_empty() -> None:
    assert complete(Document(PATH, ""), [Edit(PATH, Span(0, 0), "a = 1\nbb = 2\n")]) == (
        Edit(PATH, Span(0, 0), "a  = 1\nbb = 2\n"),
    )


# --- properties --------------------------------------------------------------------------------------------------

CLUSTERS = (
    *("a", "bc", "é", "e\u0301", "日本", "👍🏽", "🇩🇪🇫🇷", "👩\u200d👩\u200d👧"),
    *("각", "\u1112\u1161\u11ab", "नि", "ﾊﾞ"),
)


@settings(max_examples=3, phases=[Phase.generate])
@given(st.lists(st.lists(st.sampled_from(CLUSTERS), min_size=1, max_size=6).map("".join), min_size=50, max_size=50))
def test_columns_are_those_of_terraform(keys: list[str]) -> None:
    """Beside a key of any characters, a longer key ends up where Terraform would put it."""
    clean = formatted([f'x = {{\n  "{key}" = 1\n  yy = 2\n}}\n' for key in keys])
    edited = [replaced(text, ("  yy ", f"  {'y' * 30} ")) for text in clean]
    assert formatted(edited) == edited


NAMES = st.integers(1, 12).map(lambda length: "n" * length)
ONE_LINE = ("1", "var.long_name", "[1]", '"a = ${b}"', "{}")
SEVERAL_LINES = ("[\n  1,\n]", "<<E\na = 1\nE", "f({\n  a = 1 # c\n})")
COMMENTS = ("", "", " # note", " // note", " /* note */")


@st.composite
def chains(draw: st.DrawFn, values: tuple[str, ...], comments: tuple[str, ...] = ("",)) -> str:
    """Attributes on consecutive lines."""
    lines = []
    for number in range(draw(st.integers(1, 6))):
        value = draw(st.sampled_from(values))
        comment = "" if value.endswith("E") else draw(st.sampled_from(comments))
        lines.append(f"{draw(NAMES)}{number}{draw(st.sampled_from((' ', ' ', '  ')))}= {value}{comment}\n")
    return "".join(lines)


@st.composite
def one_replaced(draw: st.DrawFn, text: str, values: tuple[str, ...]) -> Edit:
    """An edit that replaces one attribute of a text, name and value."""
    attribute = draw(st.sampled_from(Document(PATH, text).body.attributes()))
    value = draw(st.sampled_from(values)) if text[attribute.end : attribute.end + 1] == "\n" else "2"
    return Edit(PATH, attribute.span, f"{draw(NAMES)}x = {value}")


@settings(max_examples=5, phases=[Phase.generate])
@given(st.lists(chains(ONE_LINE + SEVERAL_LINES, COMMENTS), min_size=60, max_size=60), st.data())
def test_clean_stays_clean(texts: list[str], data: st.DataObject) -> None:
    afters = []
    for text in formatted(texts):
        edit = data.draw(one_replaced(text, ONE_LINE + SEVERAL_LINES))
        afters.append(apply_edits(text, complete(Document(PATH, text), [edit])))
    assert formatted(afters) == afters


@settings(max_examples=5, phases=[Phase.generate])
@given(st.lists(chains(ONE_LINE), min_size=60, max_size=60), st.data())
def test_a_chain_that_terraform_would_align_is_left_alone(texts: list[str], data: st.DataObject) -> None:
    for text, clean in zip(texts, formatted(texts), strict=True):
        edit = data.draw(one_replaced(text, ONE_LINE))
        if text != clean:
            assert complete(Document(PATH, text), [edit]) == (edit,)
