"""The structure of a file: bodies that hold attributes and blocks, with exact spans.

The scanner (:mod:`hclfix.syntax.scanner`) makes these for every file; what stands inside a value is parsed only when
:attr:`Attribute.expression` is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hclfix.syntax.nodes import Expression
from hclfix.text import Span

if TYPE_CHECKING:
    from hclfix.syntax.document import Document


# Offsets, not spans: a scan makes hundreds of thousands of these, and few are ever looked at.


class Label:
    """A label of a block; ``value`` is what its quotes hold with escapes resolved."""

    __slots__ = ("end", "quoted", "start", "value")

    def __init__(self, start: int, end: int, value: str, quoted: bool) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.quoted = quoted

    def __repr__(self) -> str:
        return f"Label({self.value!r})"

    @property
    def span(self) -> Span:
        """The label with its quotes."""
        return Span(self.start, self.end)


class Attribute:
    """``name = value`` in a body."""

    __slots__ = ("body", "end", "name", "start", "value_start")

    def __init__(self, body: Body, name: str, start: int, value_start: int, end: int) -> None:
        self.body = body
        self.name = name
        self.start = start
        self.value_start = value_start
        self.end = end

    def __repr__(self) -> str:
        return f"Attribute({self.name!r}, {self.span})"

    @property
    def span(self) -> Span:
        """From the name to the end of the value, without a comment behind it."""
        return Span(self.start, self.end)

    @property
    def name_span(self) -> Span:
        """The span of the name."""
        return Span(self.start, self.start + len(self.name))

    @property
    def value_span(self) -> Span:
        """The span of the value."""
        return Span(self.value_start, self.end)

    @property
    def value_text(self) -> str:
        """The value as it is written."""
        return self.body.document.text[self.value_start : self.end]

    @property
    def expression(self) -> Expression:
        """The value, parsed; the same object each time."""
        return self.body.document.expression(self.value_span)


class Block:
    """``type label... { body }``."""

    __slots__ = ("body", "end", "labels", "parent", "start", "type")

    def __init__(self, parent: Body, type: str, labels: tuple[Label, ...], start: int, inside: int) -> None:
        self.parent = parent
        self.type = type
        self.labels = labels
        self.start = start
        self.end = inside  # until the closing brace is found
        self.body = Body(parent.document, self, inside)

    def __repr__(self) -> str:
        return f"Block({self.type!r}, {', '.join(repr(label.value) for label in self.labels)})"

    @property
    def span(self) -> Span:
        """From the type to the closing brace."""
        return Span(self.start, self.end)

    @property
    def document(self) -> Document:
        """The file that the block stands in."""
        return self.parent.document

    @property
    def path(self) -> str:
        """The path of that file."""
        return self.parent.document.path

    @property
    def type_span(self) -> Span:
        """The span of the type."""
        return Span(self.start, self.start + len(self.type))

    @property
    def header_span(self) -> Span:
        """The type and the labels, without the brace."""
        return Span(self.start, self.labels[-1].end if self.labels else self.type_span.end)

    @property
    def one_line(self) -> bool:
        """Whether the block stands on a single line."""
        return self.document.text.find("\n", self.start, self.end) < 0

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name directly inside, if there is one."""
        return self.body.by_name.get(name)

    def blocks(self, type: str | None = None) -> list[Block]:
        """The blocks directly inside, of one type or all."""
        return self.body.blocks(type)


class Body:
    """What a file or a block holds: ``items`` in order, attributes ``by_name`` and ``inner`` blocks among them."""

    __slots__ = ("block", "by_name", "document", "end", "inner", "items", "start")

    def __init__(self, document: Document, block: Block | None, start: int) -> None:
        self.document = document
        self.block = block
        self.items: list[Attribute | Block] = []
        self.by_name: dict[str, Attribute] = {}
        self.inner: list[Block] = []
        self.start = start
        self.end = start  # until the end is found

    def __repr__(self) -> str:
        return f"Body({self.items!r})"

    @property
    def span(self) -> Span:
        """The whole file, or what lies between the braces."""
        return Span(self.start, self.end)

    def attributes(self) -> list[Attribute]:
        """The attributes, in order."""
        return list(self.by_name.values())

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, if there is one."""
        return self.by_name.get(name)

    def blocks(self, type: str | None = None) -> list[Block]:
        """The blocks directly inside, of one type or all."""
        return [block for block in self.inner if type is None or block.type == type]

    def walk(self) -> Iterator[Attribute | Block]:
        """Every attribute and block at any depth, in the order of the text."""
        pending = list(reversed(self.items))
        while pending:
            item = pending.pop()
            yield item
            if isinstance(item, Block):
                pending.extend(reversed(item.body.items))


class Comment:
    """A comment; ``span`` runs from its ``#``, ``//`` or ``/*`` to before the newline or after its ``*/``."""

    __slots__ = ("span", "text")

    def __init__(self, span: Span, text: str) -> None:
        self.span = span
        self.text = text

    def __repr__(self) -> str:
        return f"Comment({self.text!r})"
