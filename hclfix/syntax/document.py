"""One file of HCL: its text, its structure, and its expressions when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from hclfix.syntax.nodes import Expression
from hclfix.syntax.scanner import scan, scan_comments
from hclfix.syntax.structure import Attribute, Body, Comment
from hclfix.text import Lines, Position, Span


class Document:
    """An immutable text with the tree of blocks and attributes that it holds. An edited document is a new one.

    ``path`` is where the file is, spelled as the caller spells it; a text from elsewhere has any name.

    Raises:
        HclSyntaxError: the text is not HCL as Terraform reads it.
    """

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.text = text
        self.body: Body = scan(self)
        self._expressions: dict[Span, Expression] = {}

    def __repr__(self) -> str:
        return f"Document({self.path!r})"

    @cached_property
    def lines(self) -> Lines:
        """The table of line starts."""
        return Lines(self.text)

    @cached_property
    def comments(self) -> list[Comment]:
        """Every comment, in order, also those inside expressions."""
        return scan_comments(self)

    @cached_property
    def attributes(self) -> list[Attribute]:
        """Every attribute at any depth, in the order of the text."""
        return [item for item in self.body.walk() if isinstance(item, Attribute)]

    @cached_property
    def _value_starts(self) -> list[int]:
        return [attribute.value_start for attribute in self.attributes]

    def attribute_at(self, offset: int) -> Attribute | None:
        """The attribute whose value holds the character at ``offset``."""
        index = bisect_right(self._value_starts, offset) - 1
        return self.attributes[index] if index >= 0 and offset < self.attributes[index].end else None

    @cached_property
    def newline(self) -> str:
        """The newline that inserted text should use: that of the file's first line, or ``\\n``."""
        first = self.text.find("\n")
        return "\r\n" if first > 0 and self.text[first - 1] == "\r" else "\n"

    def position(self, offset: int) -> Position:
        """The line and column of an offset, both from 1."""
        return self.lines.position(offset)

    def expression(self, span: Span) -> Expression:
        """The expression that stands at ``span``, parsed: the same object each time, with the spans of this
        document.
        """
        known = self._expressions.get(span)
        if known is None:
            from hclfix.syntax.expression import parse_expression  # lark takes 60 ms to import

            known = self._expressions[span] = parse_expression(span.of(self.text), span.start)
        return known
