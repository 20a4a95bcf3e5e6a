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


class Label:
    """A label of a block. ``span`` includes the quotes, ``value`` is what they hold with escapes resolved."""

    __slots__ = ("quoted", "span", "value")

    def __init__(self, span: Span, value: str, quoted: bool) -> None:
        self.span = span
        self.value = value
        self.quoted = quoted

    def __repr__(self) -> str:
        return f"Label({self.value!r})"


class Attribute:
    """``name = value`` in a body."""

    __slots__ = ("body", "end", "name", "start", "value_start")

    def __init__(self, body: Body, name: str, start: int, value_start: int, end: int) -> None:
        # Offsets, not spans: a scan makes hundreds of thousands of these, and few are ever looked at.
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
    """``type label... { body }``. ``span`` runs from the type to the closing brace."""

    __slots__ = ("body", "labels", "parent", "span", "type")

    def __init__(self, parent: Body, type: str, labels: tuple[Label, ...], start: int) -> None:
        self.parent = parent
        self.type = type
        self.labels = labels
        self.span = Span(start, start)
        self.body = Body(parent.document, self)

    def __repr__(self) -> str:
        return f"Block({self.type!r}, {', '.join(repr(label.value) for label in self.labels)})"

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
        return Span(self.span.start, self.span.start + len(self.type))

    @property
    def header_span(self) -> Span:
        """The type and the labels, without the brace."""
        return Span(self.span.start, self.labels[-1].span.end if self.labels else self.type_span.end)

    @property
    def one_line(self) -> bool:
        """Whether the block stands on a single line."""
        return "\n" not in self.span.of(self.document.text)

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name directly inside, if there is one."""
        return self.body.attribute(name)

    def blocks(self, type: str | None = None) -> list[Block]:
        """The blocks directly inside, of one type or all."""
        return self.body.blocks(type)


class Body:
    """What a file or a block holds, in order. ``span`` is the whole file, or what lies between the braces."""

    __slots__ = ("block", "document", "items", "span")

    def __init__(self, document: Document, block: Block | None) -> None:
        self.document = document
        self.block = block
        self.items: list[Attribute | Block] = []
        self.span = Span(0, 0)

    def __repr__(self) -> str:
        return f"Body({self.items!r})"

    def attributes(self) -> list[Attribute]:
        """The attributes, in order."""
        return [item for item in self.items if isinstance(item, Attribute)]

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, if there is one."""
        for item in self.items:
            if isinstance(item, Attribute) and item.name == name:
                return item
        return None

    def blocks(self, type: str | None = None) -> list[Block]:
        """The blocks directly inside, of one type or all."""
        return [item for item in self.items if isinstance(item, Block) and (type is None or item.type == type)]

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
