"""Ready-made edits of lists, objects and templates keep the style that these have."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from hclfix.align import complete
from hclfix.elements import add_element, append_to_template, remove_elements, set_element
from hclfix.syntax.document import Document
from hclfix.syntax.nodes import Object, Template, Tuple, key_name, walk
from hclfix.text import Edit, apply_edits
from tests.terraform_fmt import formatted

PATH = "main.tf"
POLICY = '{\n  Effect = "Allow"\n}'


class Case(NamedTuple):
    """What happens to the first list or object of a text, and the text before and after."""

    edit: Callable[[Tuple | Object, Document], list[Edit]]
    before: str
    after: str


def adding(text: str, index: int | None = None) -> Callable[[Tuple | Object, Document], list[Edit]]:
    """Adds an element."""
    return lambda collection, document: add_element(collection, document, text, index)


def removing(*indexes: int) -> Callable[[Tuple | Object, Document], list[Edit]]:
    """Removes elements by their places."""
    return lambda collection, document: remove_elements(
        collection, document, *(collection.elements[index] for index in indexes)
    )


def setting(key: str, value: str) -> Callable[[Tuple | Object, Document], list[Edit]]:
    """Sets an element of an object."""

    def edit(collection: Tuple | Object, document: Document) -> list[Edit]:
        assert isinstance(collection, Object)
        return set_element(collection, document, key, value)

    return edit


CASES = {
    # --- lists on one line ---
    "to an empty list": Case(adding("a"), "x = []\n", "x = [a]\n"),
    "to an empty list with blanks": Case(adding("a"), "x = [ ]\n", "x = [a]\n"),
    "to an empty list with a comment": Case(adding("a"), "x = [/* none */]\n", "x = [/* none */ a]\n"),
    "to the end": Case(adding("c"), "x = [a, b]\n", "x = [a, b, c]\n"),
    "to the end behind a comma": Case(adding("c"), "x = [a, b,]\n", "x = [a, b, c,]\n"),
    "to the front": Case(adding("c", 0), "x = [a, b]\n", "x = [c, a, b]\n"),
    "between": Case(adding("c", 1), "x = [a, b]\n", "x = [a, c, b]\n"),
    "an object to an empty list": Case(adding(POLICY), "x = []\n", 'x = [{\n  Effect = "Allow"\n}]\n'),
    "from one line": Case(removing(1), "x = [a, b, c]\n", "x = [a, c]\n"),
    "the first from one line": Case(removing(0), "x = [a, b, c]\n", "x = [b, c]\n"),
    "the last from one line": Case(removing(2), "x = [a, b, c]\n", "x = [a, b]\n"),
    "the last before a comma": Case(removing(1), "x = [a, b,]\n", "x = [a,]\n"),
    "several from one line": Case(removing(0, 1, 3), "x = [a, b, c, d]\n", "x = [c]\n"),
    "all from one line": Case(removing(0, 1), "x = [a, b,]\n", "x = []\n"),
    "none": Case(removing(), "x = [a, b]\n", "x = [a, b]\n"),
    # --- lists on several lines ---
    "a line to the end": Case(
        adding("c"), "x = [\n  a,\n  b, # b\n  # end\n]\n", "x = [\n  a,\n  b, # b\n  c,\n  # end\n]\n"
    ),
    "a line to the end without a comma": Case(
        adding("c"), "x = [\n  a, # a\n  b  # b\n]\n", "x = [\n  a, # a\n  b, # b\n  c\n]\n"
    ),
    "a line to the front": Case(
        adding("c", 0), "x = [ # all\n  # about a\n  a\n]\n", "x = [ # all\n  c,\n  # about a\n  a\n]\n"
    ),
    "a line between": Case(
        adding("c", 1), "x = [\n  a, # a\n  # about b\n  b\n]\n", "x = [\n  a, # a\n  c,\n  # about b\n  b\n]\n"
    ),
    "a line to an empty list": Case(adding("c"), "x = [\n  # none\n]\n", "x = [\n  # none\n  c,\n]\n"),
    "an object on its lines": Case(
        adding(POLICY),
        """\
        x = [
          {
            Effect = "Deny"
          },
        ]
        """,
        """\
        x = [
          {
            Effect = "Deny"
          },
          {
            Effect = "Allow"
          },
        ]
        """,
    ),
    "beside others on a line": Case(
        adding("e"), "x = [\n  a, b,\n  c, d,\n]\n", "x = [\n  a, b,\n  c, d,\n  e,\n]\n"
    ),
    "behind a heredoc": Case(
        adding("b"), "x = [\n  <<E\na,\nE\n]\n", "x = [\n  <<E\na,\nE\n  ,\n  b\n]\n"
    ),
    "behind a heredoc and its comma": Case(
        adding("c"), "x = [\n  <<E\na\nE\n  ,\n  b,\n]\n", "x = [\n  <<E\na\nE\n  ,\n  b,\n  c,\n]\n"
    ),
    "an object behind a heredoc and its comma": Case(
        adding(POLICY), "x = [<<E\na\nE\n,]\n", 'x = [<<E\na\nE\n, {\n  Effect = "Allow"\n},]\n'
    ),
    "a line with its comments goes": Case(
        removing(1),
        """\
        x = [
          a, # a

          # about b
          b, # b

          # about c
          c,
        ]
        """,
        """\
        x = [
          a, # a

          # about c
          c,
        ]
        """,
    ),
    "the last line goes with the comma before it": Case(
        removing(1), "x = [\n  a, # a\n  b  # b\n]\n", "x = [\n  a # a\n]\n"
    ),
    "the last line goes and the comma stays": Case(
        removing(1, 2), "x = [\n  a,\n  b,\n  c,\n]\n", "x = [\n  a,\n]\n"
    ),
    "the lines behind a heredoc go": Case(
        removing(1), "x = [\n  <<E\na\nE\n  ,\n  b\n]\n", "x = [\n  <<E\na\nE\n  ,\n]\n"
    ),
    "what follows a heredoc goes": Case(removing(1), "x = [<<E\na\nE\n, b]\n", "x = [<<E\na\nE\n]\n"),
    "all lines go": Case(removing(0, 1), "x = [\n  a, # a\n  b,\n]\n", "x = []\n"),
    "all lines go but for a comment": Case(removing(0), "x = [\n  a,\n  # end\n]\n", "x = [\n  # end\n]\n"),
    "a line that begins behind the bracket": Case(removing(1), "x = [a,\nb]\n", "x = [a]\n"),
    # --- objects that hang ---
    "an object to the front": Case(
        adding(POLICY, 0),
        """\
        x = concat([{
          Effect = "Deny"
        }])
        """,
        """\
        x = concat([{
          Effect = "Allow"
          }, {
          Effect = "Deny"
        }])
        """,
    ),
    "an object to the end": Case(
        adding(POLICY),
        """\
        x = [{
          Effect = "Deny"
        }]
        """,
        """\
        x = [{
          Effect = "Deny"
          }, {
          Effect = "Allow"
        }]
        """,
    ),
    "the last object goes": Case(
        removing(1),
        """\
        x = [{
          Effect = "Deny"
          }, {
          Effect = "Allow"
        }]
        """,
        """\
        x = [{
          Effect = "Deny"
        }]
        """,
    ),
    # --- objects ---
    "a key to an empty object": Case(setting("a", "1"), "x = {}\n", "x = { a = 1 }\n"),
    "a key on one line": Case(setting("b", "2"), "x = { a = 1 }\n", "x = { a = 1, b = 2 }\n"),
    "a key that is there": Case(setting("a", "2"), "x = { a = 1, b = 1 }\n", "x = { a = 2, b = 1 }\n"),
    "a quoted key that is there": Case(setting("a", "2"), 'x = { "a" = 1 }\n', 'x = { "a" = 2 }\n'),
    "keys are quoted as the others": Case(
        setting("b", "2"), 'x = { "a" : 1, "c" : 1 }\n', 'x = { "a" : 1, "c" : 1, "b" : 2 }\n'
    ),
    "a key that has to be quoted": Case(
        setting('a "${b}"', "1"), "x = { a = 1 }\n", 'x = { a = 1, "a \\"$${b}\\"" = 1 }\n'
    ),
    "a key on a line of its own": Case(
        setting("long", "2"), "x = {\n  a = 1 # a\n}\n", "x = {\n  a    = 1 # a\n  long = 2\n}\n"
    ),
    "a key behind a comma": Case(
        setting("b", "2"), "x = {\n  a = 1,\n  c = 1,\n}\n", "x = {\n  a = 1,\n  c = 1,\n  b = 2,\n}\n"
    ),
    "a key between commas": Case(
        setting("b", "2"), "x = {\n  a = 1,\n  c = 1\n}\n", "x = {\n  a = 1,\n  c = 1,\n  b = 2\n}\n"
    ),
    "a key behind a heredoc": Case(
        setting("b", "2"), "x = {\n  a = 1,\n  c = <<E\nE\n}\n", "x = {\n  a = 1,\n  c = <<E\nE\n  b = 2\n}\n"
    ),
    "a key with an object": Case(
        setting("b", "{\n  c = 1\n}"), "x = {\n  a = 1\n}\n", "x = {\n  a = 1\n  b = {\n    c = 1\n  }\n}\n"
    ),
    "a key to an object with lines": Case(setting("a", "1"), "x = {\n}\n", "x = {\n  a = 1\n}\n"),
    "a key to the front": Case(
        adding("a = 1", 0), "x = {\n  # about b\n  b = 1\n}\n", "x = {\n  a = 1\n  # about b\n  b = 1\n}\n"
    ),
    "a key goes": Case(removing(0), "x = {\n  long = 1\n  a    = 2 # a\n}\n", "x = {\n  a = 2 # a\n}\n"),
    "a key goes from one line": Case(removing(1), "x = { a = 1, b = 2 }\n", "x = { a = 1 }\n"),
    "all keys go": Case(removing(0), "x = { a = 1 }\n", "x = {}\n"),
    # --- in a block ---
    "elements are indented as their neighbours": Case(
        adding("b"),
        """\
        resource "a" "b" {
          x = jsonencode([
            a,
          ])
        }
        """,
        """\
        resource "a" "b" {
          x = jsonencode([
            a,
            b,
          ])
        }
        """,
    ),
}

def edited(text: str, edit: Callable[[Tuple | Object, Document], list[Edit]]) -> str:
    """The text after an edit of its first list or object, aligned as the engine does it."""
    document = Document(PATH, text)
    nodes = (node for item in document.attributes for node in walk(item.expression))
    collection = next(node for node in nodes if isinstance(node, Tuple | Object))
    return apply_edits(text, complete(document, edit(collection, document)))


@pytest.mark.parametrize("name", CASES)
def test_edit(name: str) -> None:
    case = CASES[name]
    assert edited(dedent(case.before), case.edit) == dedent(case.after)


@pytest.mark.parametrize("name", CASES)
def test_edit_with_crlf(name: str) -> None:
    before, after = (dedent(text).replace("\n", "\r\n") for text in (CASES[name].before, CASES[name].after))
    assert edited(before, CASES[name].edit) == after


def test_terraform_formats_no_further() -> None:
    pairs = [(dedent(case.before), dedent(case.after)) for case in CASES.values()]
    clean = formatted([before for before, _ in pairs])
    afters = [after for (before, after), kept in zip(pairs, clean, strict=True) if before == kept]
    assert len(afters) > len(CASES) - 8
    assert formatted(afters) == afters


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ('"a"', "-${var.b}", '"a-${var.b}"'),
        ('"${a}"', "-${var.b}", '"${a}-${var.b}"'),
        ('""', "b", '"b"'),
        ('"a.fifo"', "-${var.b}", '"a-${var.b}.fifo"'),
        ('"$"', "${var.b}", '"${"$"}${var.b}"'),
        ('"a$$"', "${var.b}", '"a${"$$"}${var.b}"'),
        ('"50%"', "%{ if a }b%{ endif }", '"50${"%"}%{ if a }b%{ endif }"'),
        ('"a$"', "b", '"a$b"'),
        ("<<E\na\nE", "-b", "<<E\na-b\nE"),
        ("<<-E\n  a\n  c.fifo\n  E", "-b", "<<-E\n  a\n  c-b.fifo\n  E"),
        ("<<E\nE", "b", "<<E\nb\nE"),
    ],
)
def test_append_to_template(before: str, text: str, after: str) -> None:
    for newline in ("\n", "\r\n"):
        document = Document(PATH, f"x = {before}\n".replace("\n", newline))
        template = document.attributes[0].expression
        assert isinstance(template, Template)
        edits = append_to_template(template, document, text, before=".fifo")
        assert apply_edits(document.text, edits) == f"x = {after}\n".replace("\n", newline)


@pytest.mark.parametrize(
    ("key", "name"),
    [("a", "a"), ('"a b"', "a b"), ('"a\\n"', "a\n"), ('""', ""), ("(a)", None), ('"${a}"', None), ("1", None)],
)
def test_key_name(key: str, name: str | None) -> None:
    expression = Document(PATH, f"x = {{ {key} = 1 }}\n").attributes[0].expression
    assert isinstance(expression, Object)
    assert key_name(expression.elements[0]) == name


# --- any list and object -----------------------------------------------------------------------------------------

ON_ONE_LINE = ("a", "[1, 2]", '"${a}-b"', "f(a, b)")
ON_LINES = (*ON_ONE_LINE, "{\n  a = 1\n}", "<<E\na,\nE", "[\n  1,\n]")
COMMENTS = ("", "", " # note", " /* note */")
LEADS = ("", "", "# above\n", "\n# apart\n\n")


@st.composite
def collections(draw: st.DrawFn) -> str:
    """Lists and objects on one line or with a line for each element, with and without commas and comments."""
    keys = [f"k{number} = " for number in range(4)] if draw(st.booleans()) else [""] * 4
    opening, closing = "{}" if keys[0] else "[]"
    lines = draw(st.booleans())
    values = draw(st.lists(st.sampled_from(ON_LINES if lines else ON_ONE_LINE), max_size=4))
    elements = [key + value for key, value in zip(keys, values, strict=False)]
    if not lines:
        return opening + ", ".join(elements) + draw(st.sampled_from(("", ","))) * bool(elements) + closing
    commas = not keys[0] or draw(st.booleans())
    rows = []
    for number, element in enumerate(elements, 1):
        heredoc = element.endswith("E")
        comma = commas and (number < len(elements) or draw(st.booleans())) and not (heredoc and keys[0])
        comma_text = ("\n," if heredoc else ",") if comma else ""
        rows.append(draw(st.sampled_from(LEADS)) + element + comma_text)
        rows[-1] += "\n" if heredoc and not comma else f"{draw(st.sampled_from(COMMENTS))}\n"
    return f"{opening}\n{''.join(rows)}{draw(st.sampled_from(('', '# end' + chr(10))))}{closing}"


@settings(max_examples=6, phases=[Phase.generate])
@given(st.lists(collections(), min_size=60, max_size=60), st.data())
def test_what_was_clean_stays_clean(texts: list[str], data: st.DataObject) -> None:
    afters = []
    for text in formatted([f"x = {text}\n" for text in texts]):
        before = elements_of(text)
        key = "new = " if text[4] == "{" else ""
        if data.draw(st.booleans()):
            index = data.draw(st.integers(0, len(before)))
            after = edited(text, adding(f"{key}1", index))
            assert elements_of(after) == [*before[:index], f"{key}1", *before[index:]]
        else:
            indexes = data.draw(st.sets(st.sampled_from(range(len(before))))) if before else set()
            after = edited(text, removing(*indexes))
            assert elements_of(after) == [element for index, element in enumerate(before) if index not in indexes]
        afters.append(after)
    assert formatted(afters) == afters


def elements_of(text: str) -> list[str]:
    """The elements of the list or object that ``x`` is, without blanks that only align."""
    expression = Document(PATH, text).attributes[0].expression
    assert isinstance(expression, Tuple | Object)
    return [" ".join(element.span.of(text).split()) for element in expression.elements]
