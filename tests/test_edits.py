"""Ready-made edits of blocks and files: what they write, where, and that Terraform would format it no further."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hclfix.align import complete
from hclfix.edits import (
    append_block,
    change_block,
    create_file,
    insert_block_after,
    leading_comments,
    remove_items,
)
from hclfix.syntax.document import Document
from hclfix.syntax.structure import Attribute, Block
from hclfix.text import Edit, apply_edits
from tests.terraform_fmt import formatted

PATH = "main.tf"


class Case(NamedTuple):
    """An edit of a document, and the text before and after."""

    edit: Callable[[Document], list[Edit]]
    before: str
    after: str


def first(document: Document) -> Block:
    """The first block of a document."""
    return document.body.blocks()[0]


def attribute(block: Block, name: str) -> Attribute:
    """The attribute of that name, which is there."""
    found = block.attribute(name)
    assert found
    return found


def edited(text: str, edit: Callable[[Document], list[Edit]]) -> str:
    """The text after an edit, aligned as the engine does it."""
    document = Document(PATH, text)
    return apply_edits(text, complete(document, edit(document)))


CASES = {
    # --- attributes set ---
    "a value is replaced": Case(
        lambda document: change_block(first(document), {"name": '"new"'}),
        """\
        resource "a" "b" {
          name = "old" # why
          size = 1     # how big
        }
        """,
        """\
        resource "a" "b" {
          name = "new" # why
          size = 1     # how big
        }
        """,
    ),
    "a value becomes several lines": Case(
        lambda document: change_block(first(document), {"name": "[\n  1,\n]"}),
        """\
        resource "a" "b" {
          name = 1
          tags = {}
        }
        """,
        """\
        resource "a" "b" {
          name = [
            1,
          ]
          tags = {}
        }
        """,
    ),
    "a value from elsewhere comes with its own indent": Case(
        lambda document: change_block(first(document).blocks()[0], {"b": attribute(first(document), "a").value_text}),
        """\
        resource "a" "b" {
          a = {
            x = 1
          }

          nested {
          }
        }
        """,
        """\
        resource "a" "b" {
          a = {
            x = 1
          }

          nested {
            b = {
              x = 1
            }
          }
        }
        """,
    ),
    "the same value is no change": Case(
        lambda document: change_block(first(document), {"name": "1"}),
        'resource "a" "b" {\n  name = 1\n}\n',
        'resource "a" "b" {\n  name = 1\n}\n',
    ),
    # --- attributes inserted ---
    "new attributes follow the last one on one line": Case(
        lambda document: change_block(first(document), {"long_name": "1", "x": "2"}),
        """\
        resource "a" "b" {
          name = 1
          arn  = 2 # two
          policy = jsonencode({
            a = 1
          })

          nested {
            late = 1
          }
        }
        """,
        """\
        resource "a" "b" {
          name      = 1
          arn       = 2 # two
          long_name = 1
          x         = 2
          policy = jsonencode({
            a = 1
          })

          nested {
            late = 1
          }
        }
        """,
    ),
    "a new attribute of several lines": Case(
        lambda document: change_block(first(document), {"triggers": "{\n  a = 1\n}"}),
        """\
        resource "a" "b" {
          rest_api_id = 1
          name        = 2
        }
        """,
        """\
        resource "a" "b" {
          rest_api_id = 1
          name        = 2
          triggers = {
            a = 1
          }
        }
        """,
    ),
    "a new attribute that is a heredoc": Case(
        lambda document: change_block(first(document), {"text": "<<EOT\nx\n  y\nEOT"}),
        """\
        resource "a" "b" {
          name = 1
        }
        """,
        """\
        resource "a" "b" {
          name = 1
          text = <<EOT
        x
          y
        EOT
        }
        """,
    ),
    "attributes sorted by name stay sorted": Case(
        lambda document: change_block(first(document), {"z": "1", "aa": "2", "c": "3", "y": "4"}),
        """\
        resource "a" "b" {
          # about b
          b = 1
          d = 1
          # about e
          e = 1
        }
        """,
        """\
        resource "a" "b" {
          aa = 2
          # about b
          b = 1
          c = 3
          d = 1
          # about e
          e = 1
          y = 4
          z = 1
        }
        """,
    ),
    "count comes first, set off": Case(
        lambda document: change_block(first(document), {"count": "2"}),
        """\
        resource "a" "b" {
          # about the name
          name = 1
        }
        """,
        """\
        resource "a" "b" {
          count = 2

          # about the name
          name = 1
        }
        """,
    ),
    "provider joins count": Case(
        lambda document: change_block(first(document), {"provider": "aws.x"}),
        """\
        resource "a" "b" {
          count = 2

          name = 1
        }
        """,
        """\
        resource "a" "b" {
          count    = 2
          provider = aws.x

          name = 1
        }
        """,
    ),
    "an attribute behind nothing but count is set off": Case(
        lambda document: change_block(first(document), {"name": "1"}),
        """\
        resource "a" "b" {
          count = 2
        }
        """,
        """\
        resource "a" "b" {
          count = 2

          name = 1
        }
        """,
    ),
    "depends_on comes last, set off": Case(
        lambda document: change_block(first(document), {"depends_on": "[a.b]"}),
        """\
        resource "a" "b" {
          name = 1

          lifecycle {
            prevent_destroy = true
          }
        }
        """,
        """\
        resource "a" "b" {
          name = 1

          lifecycle {
            prevent_destroy = true
          }

          depends_on = [a.b]
        }
        """,
    ),
    "everything at once in an empty block": Case(
        lambda document: change_block(
            first(document),
            {"name": "1", "depends_on": "[a.b]", "count": "2", "x": "3"},
            blocks=["lifecycle {\n  prevent_destroy = true\n}"],
        ),
        'resource "a" "b" {\n}\n',
        """\
        resource "a" "b" {
          count = 2

          name = 1
          x    = 3

          lifecycle {
            prevent_destroy = true
          }

          depends_on = [a.b]
        }
        """,
    ),
    "a place is asked for": Case(
        lambda document: change_block(first(document), {"b": "1"}, after=attribute(first(document), "a")),
        """\
        resource "a" "b" {
          a = 1 # one

          name = 1
        }
        """,
        """\
        resource "a" "b" {
          a = 1 # one
          b = 1

          name = 1
        }
        """,
    ),
    "a place behind a block is asked for": Case(
        lambda document: change_block(first(document), {"b": "1"}, after=first(document).blocks()[0]),
        """\
        resource "a" "b" {
          x {}
          y {}
        }
        """,
        """\
        resource "a" "b" {
          x {}

          b = 1

          y {}
        }
        """,
    ),
    "a comment comes with an attribute": Case(
        lambda document: change_block(first(document), {"b": "1"}, comments={"b": "# why\n# how"}),
        """\
        resource "a" "b" {
          name = 1
        }
        """,
        """\
        resource "a" "b" {
          name = 1
          # why
          # how
          b = 1
        }
        """,
    ),
    "before a block there is a blank line": Case(
        lambda document: change_block(first(document), {"b": "1"}),
        """\
        resource "a" "b" {
          nested {
          }
        }
        """,
        """\
        resource "a" "b" {
          b = 1

          nested {
          }
        }
        """,
    ),
    # --- attributes removed ---
    "an attribute goes with its comments": Case(
        lambda document: change_block(first(document), {"b": None}),
        """\
        resource "a" "b" {
          a = 1
          # this stays

          # this goes
          // and this
          /* and
             this */
          b = 1
          # below stays
          c = 1
        }
        """,
        """\
        resource "a" "b" {
          a = 1
          # this stays

          # below stays
          c = 1
        }
        """,
    ),
    "a trailing comment goes too, and the longest name": Case(
        lambda document: change_block(first(document), {"long_name": None, "missing": None}),
        """\
        resource "a" "b" {
          a         = 1 # one
          long_name = 2 # two
          b         = 1 # three
        }
        """,
        """\
        resource "a" "b" {
          a = 1 # one
          b = 1 # three
        }
        """,
    ),
    "no blank line is left at the start": Case(
        lambda document: change_block(first(document), {"a": None}),
        'resource "a" "b" { # note\n  a = 1\n\n  b = 1\n}\n',
        'resource "a" "b" { # note\n  b = 1\n}\n',
    ),
    "no blank line is left at the end": Case(
        lambda document: change_block(first(document), {"b": None}),
        'resource "a" "b" {\n  a = 1\n\n  b = 1\n}\n',
        'resource "a" "b" {\n  a = 1\n}\n',
    ),
    "blank lines are not left doubled": Case(
        lambda document: change_block(first(document), {"b": None}),
        'resource "a" "b" {\n  a = 1\n\n  b = 1\n\n  c = 1\n}\n',
        'resource "a" "b" {\n  a = 1\n\n  c = 1\n}\n',
    ),
    "all attributes go": Case(
        lambda document: change_block(first(document), {"a": None, "b": None}),
        'resource "a" "b" {\n  a = 1\n\n  b = 1\n}\n',
        'resource "a" "b" {\n}\n',
    ),
    "one takes the place of another": Case(
        lambda document: change_block(first(document), {"a": None, "b": "1"}),
        """\
        resource "a" "b" {
          # about a
          a = 1

          nested {
          }
        }
        """,
        """\
        resource "a" "b" {
          b = 1

          nested {
          }
        }
        """,
    ),
    "some come and some go": Case(
        lambda document: change_block(first(document), {"stage_name": None, "triggers": "1", "variables": None}),
        """\
        resource "a" "b" {
          rest_api_id = 1
          stage_name  = 2

          variables = {
            a = 1
          }

          depends_on = [a.b]
        }
        """,
        """\
        resource "a" "b" {
          rest_api_id = 1
          triggers    = 1

          depends_on = [a.b]
        }
        """,
    ),
    # --- blocks on one line ---
    "an empty block is opened": Case(
        lambda document: change_block(first(document), {"a": "1"}),
        'data "a" "b" {}\n',
        'data "a" "b" {\n  a = 1\n}\n',
    ),
    "a block on one line is opened": Case(
        lambda document: change_block(first(document), {"a": "1", "count": "2"}),
        'variable "a" { type = string } # note\n',
        'variable "a" {\n  count = 2\n\n  type = string\n  a    = 1\n} # note\n',
    ),
    "a block on one line keeps its comments": Case(
        lambda document: change_block(first(document), {"b": "1"}),
        "a { /* x */ c = 1 /* y */ }\n",
        "a {\n  /* x */ c = 1 /* y */\n  b         = 1\n}\n",
    ),
    "a value changes on one line": Case(
        lambda document: change_block(first(document), {"type": "number"}),
        'variable "a" { type = string }\n',
        'variable "a" { type = number }\n',
    ),
    "a value of several lines opens the block": Case(
        lambda document: change_block(first(document), {"type": "<<E\nx\nE"}),
        "a { type = string }\n",
        "a {\n  type = <<E\nx\nE\n}\n",
    ),
    "an attribute goes on one line": Case(
        lambda document: change_block(first(document), {"type": None}),
        'variable "a" { type = string }\n',
        'variable "a" {}\n',
    ),
    "one takes the place of another on one line": Case(
        lambda document: change_block(first(document), {"type": None, "b": "1"}),
        'variable "a" { type = string }\n',
        'variable "a" {\n  b = 1\n}\n',
    ),
    # --- nested blocks ---
    "a nested block stands before lifecycle and depends_on": Case(
        lambda document: change_block(first(document), blocks=["new {\n  a = 1\n}"]),
        """\
        resource "a" "b" {
          a = 1
          lifecycle {
          }
          depends_on = [a.b]
        }
        """,
        """\
        resource "a" "b" {
          a = 1

          new {
            a = 1
          }

          lifecycle {
          }
          depends_on = [a.b]
        }
        """,
    ),
    "lifecycle stands before depends_on": Case(
        lambda document: change_block(first(document), blocks=["lifecycle {\n}"]),
        """\
        resource "a" "b" {
          a = 1

          depends_on = [a.b]
        }
        """,
        """\
        resource "a" "b" {
          a = 1

          lifecycle {
          }

          depends_on = [a.b]
        }
        """,
    ),
    "nested blocks come and go": Case(
        lambda document: change_block(first(document), blocks=["x {}", "y {}"], removed=first(document).blocks()),
        """\
        resource "a" "b" {
          a = 1

          # old
          old {
          }
        }
        """,
        """\
        resource "a" "b" {
          a = 1

          x {}

          y {}
        }
        """,
    ),
    # --- blocks removed ---
    "a block goes with its comments": Case(
        lambda document: remove_items(document.body.blocks()[1]),
        """\
        # The file.

        a {}

        # Goes.
        b {
          c = 1
        } # goes

        # Stays.
        c {}
        """,
        """\
        # The file.

        a {}

        # Stays.
        c {}
        """,
    ),
    "the first block of a file": Case(
        lambda document: remove_items(first(document)),
        "# about a\na {}\n\nb {}\n",
        "b {}\n",
    ),
    "the last block of a file": Case(
        lambda document: remove_items(document.body.blocks()[1]),
        "a {}\n\nb {}\n",
        "a {}\n",
    ),
    "all blocks of a file": Case(lambda document: remove_items(*document.body.blocks()), "a {}\n\nb {}\n", ""),
    "blocks side by side": Case(
        lambda document: remove_items(*document.body.blocks()[1:3]),
        "a {}\n\nb {}\n\nc {}\n\nd {}\n",
        "a {}\n\nd {}\n",
    ),
    "what stands in other bodies": Case(
        lambda document: remove_items(*(attribute(block, "x") for block in document.body.blocks())),
        "a {\n  x = 1\n}\n\nb {\n  x = 1\n  y = 1\n}\n",
        "a {\n}\n\nb {\n  y = 1\n}\n",
    ),
    # --- blocks inserted ---
    "a block behind a block": Case(
        lambda document: insert_block_after(first(document), 'new "x" {\n  a = {\n    b = 1\n  }\n}\n'),
        "a {\n} # end\n# about b\nb {}\n",
        'a {\n} # end\n\nnew "x" {\n  a = {\n    b = 1\n  }\n}\n\n# about b\nb {}\n',
    ),
    "a block behind a nested block": Case(
        lambda document: insert_block_after(first(document).blocks()[0], "new {\n  a = 1\n}"),
        "a {\n  b {\n  }\n}\n",
        "a {\n  b {\n  }\n\n  new {\n    a = 1\n  }\n}\n",
    ),
    "a block behind the last block": Case(
        lambda document: insert_block_after(first(document), "new {}"), "a {}\n", "a {}\n\nnew {}\n"
    ),
    "a block at the end": Case(
        lambda document: append_block(document, "new {\n  a = 1\n}\n\nother {}\n"),
        "a {}\n# the end\n",
        "a {}\n# the end\n\nnew {\n  a = 1\n}\n\nother {}\n",
    ),
    "a block at an end with a blank line": Case(
        lambda document: append_block(document, "new {}"), "a {}\n\n", "a {}\n\nnew {}\n"
    ),
    "a block in an empty file": Case(lambda document: append_block(document, "new {}"), "", "new {}\n"),
}


def texts(case: Case) -> tuple[str, str]:
    """The text before and after, without the indent of this file."""
    return dedent(case.before), dedent(case.after)


@pytest.mark.parametrize("name", CASES)
def test_edit(name: str) -> None:
    before, after = texts(CASES[name])
    assert edited(before, CASES[name].edit) == after


@pytest.mark.parametrize("name", [name for name, case in CASES.items() if "<<" not in case.after and case.before])
def test_edit_with_crlf(name: str) -> None:
    before, after = (text.replace("\n", "\r\n") for text in texts(CASES[name]))
    assert edited(before, CASES[name].edit) == after


@pytest.mark.parametrize("name", CASES)
def test_edit_after_a_byte_order_mark(name: str) -> None:
    before, after = ("\ufeff" + text for text in texts(CASES[name]))
    assert edited(before, CASES[name].edit) == after


def test_terraform_formats_no_further() -> None:
    pairs = [texts(case) for case in CASES.values()]
    clean = formatted([before for before, _ in pairs])
    afters = [after for (before, after), kept in zip(pairs, clean, strict=True) if before == kept]
    assert len(afters) == len(CASES)
    assert formatted(afters) == afters


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a {}", "a {}\n\nnew {}\n"),
        ("a {} # end", "a {} # end\n\nnew {}\n"),
        ("a {}\n  ", "a {}\n\nnew {}\n"),
        ("\n", "\nnew {}\n"),
        ("# only a comment", "# only a comment\n\nnew {}\n"),
    ],
)
def test_append_to_a_file_that_ends_oddly(before: str, after: str) -> None:
    assert edited(before, lambda document: append_block(document, "new {}")) == after


def test_insert_behind_a_block_without_a_final_newline() -> None:
    assert edited("a {}", lambda document: insert_block_after(first(document), "new {}")) == "a {}\n\nnew {}\n"


def test_remove_the_last_line_without_a_final_newline() -> None:
    assert edited("a = 1\nb = 2", lambda document: remove_items(document.body.items[1])) == "a = 1\n"


def test_remove_before_blanks_without_a_newline() -> None:
    assert edited("a = 1\n\nb = 2\n  ", lambda document: remove_items(document.body.items[1])) == "a = 1\n  "


@pytest.mark.parametrize("unit", ["    ", "\t"], ids=["four blanks", "tab"])
def test_indents_are_those_of_the_file(unit: str) -> None:
    before = f"a {{\n{unit}x = 1\n}}\n\nb {{\n}}\n"
    block = "new {\n  y = {\n    z = 1\n  }\n}"
    after = f"b {{\n{unit}new {{\n{unit * 2}y = {{\n{unit * 3}z = 1\n{unit * 2}}}\n{unit}}}\n}}\n"
    assert edited(before, lambda document: change_block(document.body.blocks()[1], blocks=[block])).endswith(after)


def test_a_heredoc_keeps_its_newlines_in_a_file_with_crlf() -> None:
    after = edited("a {\r\n}\r\n", lambda document: change_block(first(document), {"b": "<<E\nx\nE", "c": "1"}))
    assert after == "a {\r\n  b = <<E\nx\nE\r\n  c = 1\r\n}\r\n"


def test_leading_comments_are_those_right_above() -> None:
    document = Document(PATH, "a = 1 # trailing\n# far\n\n# near\n  /* and\nnearer */\nb = 1\n")
    comments = leading_comments(document.body.items[1])
    assert [comment.text for comment in comments] == ["# near", "/* and\nnearer */"]
    assert [comment.span.of(document.text) for comment in comments] == ["# near", "/* and\nnearer */"]
    assert leading_comments(document.body.items[0]) == []


def test_the_comment_behind_an_opening_brace_belongs_to_the_block() -> None:
    document = Document(PATH, "a { # about the block\n  b = 1\n}\n")
    assert leading_comments(first(document).body.items[0]) == []


def test_a_heredoc_above_is_no_comment() -> None:
    document = Document(PATH, "a = <<E\n# text\nE\nb = 1\n")
    assert leading_comments(document.body.items[1]) == []
    assert edited(document.text, lambda document: remove_items(document.body.items[1])) == "a = <<E\n# text\nE\n"


def test_create_file() -> None:
    (edit,) = create_file("versions.tf", "a = 1")
    assert (edit.path, apply_edits("", [edit])) == ("versions.tf", "a = 1\n")


# --- any edit of any file ----------------------------------------------------------------------------------------

VALUES = ("1", "var.name", "{}", "[\n  1,\n]", "<<E\nx = 1\nE", 'f({\n  a = "${1}"\n})')
NAMES = ("a", "b", "long_name", "count", "provider", "depends_on", "tags")
BLOCKS = ("lifecycle {\n  x = 1\n}", "nested {}", 'dynamic "x" {\n  content {\n    a = 1\n  }\n}')


@st.composite
def bodies(draw: st.DrawFn, depth: int) -> str:
    """Attributes, blocks, comments and blank lines."""
    rows: list[str] = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True, max_size=4)):
        kind = draw(st.sampled_from(("", "", "# note\n", "# note\n\n# other\n", "/* note */\n")))
        if depth and draw(st.integers(0, 2)) == 0:
            rows.append(f"{kind}{name} {{{draw(st.sampled_from(('', ' # note')))}\n{draw(bodies(depth - 1))}}}\n")
        elif depth and draw(st.integers(0, 4)) == 0:
            rows.append(f"{kind}{name} {{ a = 1 }}\n")
        else:
            value = draw(st.sampled_from(VALUES))
            rows.append(f"{kind}{name} = {value}{'' if value.endswith('E') else draw(st.sampled_from(('', ' # c')))}\n")
    return draw(st.sampled_from(("", "", "\n"))).join(rows)


@st.composite
def changes(draw: st.DrawFn, block: Block) -> list[Edit]:
    """Any call of change_block: some attributes set or removed, some items removed, some blocks added."""
    items = block.body.items
    removed = draw(st.lists(st.sampled_from(items), unique=True)) if items else []
    values = draw(st.dictionaries(st.sampled_from(NAMES), st.sampled_from((None, *VALUES)), max_size=3))
    for item in items:
        if isinstance(item, Block) or item in removed:
            values.pop(item.type if isinstance(item, Block) else item.name, None)
        elif (values.get(item.name) or "").startswith("<<"):
            values[item.name] = "1"  # the comment behind the old value can't follow a heredoc
    return change_block(block, values, removed=removed, blocks=draw(st.lists(st.sampled_from(BLOCKS), max_size=2)))


@st.composite
def any_edit(draw: st.DrawFn, document: Document) -> list[Edit]:
    """One of the edits above, made to some part of the document."""
    blocks = [item for item in document.body.walk() if isinstance(item, Block)]
    kind = draw(st.sampled_from(("change", "change", "remove", "insert", "append"))) if blocks else "append"
    if kind == "append":
        return append_block(document, draw(st.sampled_from(BLOCKS)))
    block = draw(st.sampled_from(blocks))
    if kind == "remove":
        return remove_items(block)
    if kind == "insert":
        return insert_block_after(block, draw(st.sampled_from(BLOCKS)))
    return draw(changes(block))


@settings(max_examples=6, phases=[Phase.generate])
@given(st.lists(bodies(2), min_size=60, max_size=60), st.data())
def test_what_was_clean_stays_clean(texts: list[str], data: st.DataObject) -> None:
    afters = [edited(text, lambda document: data.draw(any_edit(document))) for text in formatted(texts)]
    for after in afters:
        Document(PATH, after)
    assert formatted(afters) == afters
