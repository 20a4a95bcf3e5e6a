"""One file of HCL: its text, its structure, and its expressions when they are asked for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, TypeVar, cast

from hclfix.syntax.kept import Kept
from hclfix.syntax.nodes import Expression
from hclfix.syntax.scanner import scan, scan_comments
from hclfix.syntax.structure import Attribute, Body, Comment
from hclfix.text import Edit, Lines, Position, Span, apply_edits, sorted_edits

Made = TypeVar("Made")


class Document:
    """An immutable text with the tree of blocks and attributes that it holds. An edited document is a new one.

    ``path`` is where the file is, spelled as the caller spells it; a text from elsewhere has any name. ``kept`` is what
    the text has in common with another one. ``long_values`` are spans of values for :class:`hclfix.syntax.kept.Kept`,
    and ``boundaries`` places behind blocks at the top, each with the number of items before it.

    Raises:
        HclSyntaxError: the text is not HCL as Terraform reads it.
    """

    def __init__(self, path: str, text: str, kept: Kept | None = None) -> None:
        self.path = path
        self.text = text
        self.long_values: list[Span] = []
        self.boundaries: dict[int, int] = {}
        self.body: Body = scan(self, kept)
        self._expressions: dict[Span, Expression] = {}
        self._made: dict[Callable[[Document], Any], Any] = {}
        self._mentioned: dict[str, bool] = {}

    def __repr__(self) -> str:
        return f"Document({self.path!r})"

    def edited(self, edits: Iterable[Edit]) -> Document:
        """The document of the text with the edits carried out; most of what no edit touches is not read again.

        Raises:
            HclSyntaxError: Terraform would not read the new text.
            OverlapError: two different edits touch each other.
            IndexError: an edit lies outside the text.
        """
        ordered = sorted_edits(edits)
        return Document(self.path, apply_edits(self.text, ordered), Kept(self, ordered) if ordered else None)

    def once(self, make: Callable[[Document], Made]) -> Made:
        """What ``make`` makes of the file, made when it is first asked for."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(Made, self._made[make])

    def mentions(self, text: str) -> bool:
        """Whether a text stands anywhere in the file, looked for when it is first asked for."""
        if text not in self._mentioned:
            self._mentioned[text] = text in self.text
        return self._mentioned[text]

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
