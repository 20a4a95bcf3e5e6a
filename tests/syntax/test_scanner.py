"""The structure of files: what is read, where it stands, and what is refused as Terraform refuses it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.nodes import walk
from hclfix.syntax.structure import Attribute, Block
from tests.strategies import files, mutated
from tests.terraform_fmt import accepted


def outline(text: str) -> list[str]:
    """Every item of a file as its source text up to the value or the brace."""
    items = Document("main.tf", text).body.walk()
    return [item.name if isinstance(item, Attribute) else item.header_span.of(text) for item in items]


def test_every_span_is_its_node() -> None:
    text = 'resource "aws_lb" web { # c\n  name = "x" // n\n\n  listener {\n    port = 80\n  }\n  tags = { a = 1 }\n}\n'
    document = Document("main.tf", text)
    (block,) = document.body.blocks()
    assert block.span.of(text) == text.removesuffix("\n")
    assert block.type_span.of(text) == "resource"
    assert [label.span.of(text) for label in block.labels] == ['"aws_lb"', "web"]
    assert [label.value for label in block.labels] == ["aws_lb", "web"]
    assert block.header_span.of(text) == 'resource "aws_lb" web'
    assert block.body.span.of(text).startswith(" # c\n  name")
    name = block.attribute("name")
    assert name
    assert (name.span.of(text), name.name_span.of(text), name.value_text) == ('name = "x"', "name", '"x"')
    (listener,) = block.blocks("listener")
    assert listener.span.of(text) == "listener {\n    port = 80\n  }"
    assert [comment.text for comment in document.comments] == ["# c", "// n"]
    assert document.position(listener.span.start) == (4, 3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\ufeffa = 1", ["a"]),
        ("a = 1\r\nb = 2\n", ["a", "b"]),
        ("a {}", ["a"]),
        ("a { b = 1 }\n", ["a", "b"]),
        ('a "b" c {\n}\n', ['a "b" c']),
        ("a /* x */ b {}", ["a /* x */ b"]),
        ("if = 1\nfor = 2\nnull {}\n", ["if", "for", "null"]),
        ("é-1 = ü.ñ\n", ["é-1"]),
        ("a = <<EOT\nb = 1\n  EOT \nc = 1\n", ["a", "c"]),
        ("a = <<-É\r\n É\t\r\nb = 1\r\n", ["a", "b"]),
        ('a = "${b["}"]}" # "\nc = 1\n', ["a", "c"]),
        ("a = provider::x::f(b...)\nc = d.0.e\n", ["a", "c"]),
        ("a = [\n  1, # one\n  2,\n]\nb = {\n  c = 1\n}\n", ["a", "b"]),
        ("/* a\n = */ b = 1 /* c */\n", ["b"]),
    ],
)
def test_reads(text: str, expected: list[str]) -> None:
    assert outline(text) == expected


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("a = 1 b = 2\n", (1, 7), 'an argument ends with its line, but "b" follows'),
        ("a = 1\na = 2\n", (2, 1), '"a" is set twice in this body'),
        ("a = [1,\n", (1, 5), "the bracket or template that begins here is never closed"),
        ("a = \n", (1, 5), "a value is expected here, not the end of the line"),
        ("a = 1 +\n", (1, 8), "a value is expected here, not the end of the line"),
        ("a {\n  b = 1\n", (1, 1), "the block that begins here is never closed"),
        ("a = 1\n}\n", (2, 1), 'there is no block that this "}" could close'),
        ("a { b = 1\n}\n", (1, 10), 'a block on one line ends behind its one argument: "}" is expected, not the end'),
        ("a { b {} }\n", (1, 5), "a block on one line can hold one argument, and no block"),
        ('a "${b}" {}\n', (1, 3), "a label is a plain string on one line, without ${ or %{"),
        ("a b\n", (1, 4), 'a label or "{" is expected here, not the end of the line'),
        ('"a" = 1\n', (1, 1), "the name of an argument or block is expected here, not a quote"),
        ('a = "b\n', (1, 5), "the string that begins here is not closed on its line"),
        ('a = "\\q"\n', (1, 6), '"\\q" is no escape'),
        ("a = 'b'\n", (1, 5), "a string is quoted with \", not with '"),
        ("a = <<EOT\nb\n", (1, 5), 'the heredoc that begins here is never closed by a line with "EOT"'),
        ("a = <<EOT\nb\nEOT", (1, 5), 'the heredoc that begins here is never closed by a line with "EOT"'),
        ("/* a\n", (1, 1), 'the comment that begins here has no "*/"'),
        ("a = { b = 1 c = 2 }\n", (1, 13), 'a newline, "," or "}" is expected here, not "c"'),
        ('a = "%{ if b }"\n', (1, 5), 'a "%{ if }" of the template that begins here has no "%{ endif }"'),
        ("a = b.0.1\n", (1, 7), 'the name of an attribute is expected here, not "0.1"'),
        ("a = {for b in c : b => d... + 1}\n", (1, 29), '"}" is expected here, not "+"'),
        ("a = {for b in c : b => d....e}\n", (1, 28), '"}" is expected here, not "."'),
        ("a = f(1 +)\n", (1, 10), 'a value is expected here, not ")"'),
        ("a = <<E\nb\rc\nE\n", (2, 2), "a carriage return stands here without a newline"),
        ("a = {} {}\n", (1, 8), 'an argument ends with its line, but "{" follows'),
    ],
)
def test_refuses_with_place_and_reason(text: str, place: tuple[int, int], message: str) -> None:
    with pytest.raises(HclSyntaxError) as raised:
        Document("main.tf", text)
    line = text.count("\n", 0, raised.value.offset) + 1
    column = raised.value.offset - text.rfind("\n", 0, raised.value.offset)
    assert (line, column) == place
    assert message in raised.value.message
    assert accepted([text]) == [False]


@pytest.mark.parametrize("opener", ["(", "[", "{a=", '"${', "f("])
def test_deep_nesting_is_read_to_the_end(opener: str) -> None:
    closer = {"(": ")", "[": "]", "{": "}", '"': '}"', "f": ")"}[opener[0]]
    text = f"a = {opener * 5000}1{closer * 5000}\n"
    (attribute,) = Document("main.tf", text).attributes
    assert attribute.value_text == text[4:-1]
    with pytest.raises(HclSyntaxError):
        Document("main.tf", f"a = {opener * 5000}1\n")


def test_deep_blocks_are_read_to_the_end() -> None:
    text = "a {\n" * 3000 + "}\n" * 3000
    assert len(outline(text)) == 3000


def read_or_refuse(text: str) -> Document | None:
    """The document of a text; None where it is refused, with a place inside it."""
    place = -1
    try:
        return Document("main.tf", text)
    except HclSyntaxError as error:
        place = error.offset
    assert 0 <= place <= len(text)
    return None


@given(files())
def test_generated_files_round_trip(text: str) -> None:
    document = read_or_refuse(text)
    if not document:
        return
    assert document.text == text
    for comment in document.comments:
        assert comment.span.of(text) == comment.text
        assert comment.text.startswith(("#", "//", "/*"))
    for item in document.body.walk():
        if isinstance(item, Block):
            assert item.span.of(text).startswith(item.type)
            assert item.span.of(text).endswith("}")
            continue
        assert item.name_span.of(text) == item.name
        assert item.expression.span == item.value_span
        assert all(item.value_start <= node.span.start <= node.span.end <= item.end for node in walk(item.expression))


def read(text: str) -> bool:
    """Whether both speeds of reading take a text: the scanner, and the grammar for every value."""
    try:
        for attribute in Document("main.tf", text).attributes:
            assert attribute.expression
    except HclSyntaxError:
        return False
    return True


@settings(max_examples=max(20, settings().max_examples // 20))
@given(st.lists(mutated(), min_size=20, max_size=20))
def test_accepts_what_terraform_accepts(texts: list[str]) -> None:
    assert [read(text) for text in texts] == accepted(texts)
