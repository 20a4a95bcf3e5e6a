"""Writes suppression comments for findings that are there now (``--add-ignores``)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hclfix.align import complete
from hclfix.finding import Finding
from hclfix.syntax.document import Document
from hclfix.syntax.nodes import Node, ObjectElement, Template, Tuple, children
from hclfix.syntax.structure import Attribute, Block
from hclfix.text import Edit, Span


def add_ignores(document: Document, findings: Iterable[Finding]) -> tuple[Edit, ...]:
    """The edits that suppress the findings of one file, each by a comment that covers as little as can be.

    That is at the end of a block's first line, else above the attribute or element, else at the top of the file.
    """
    names: dict[Edit, set[str]] = {}
    for finding in findings:
        place = _place(document, finding.span.start)
        names.setdefault(place, set()).add(finding.transform)
    texts: dict[Span, list[str]] = {}
    for place, said in names.items():
        texts.setdefault(place.span, []).append(place.text.format(", ".join(sorted(said))))
    # At the top of the file two may meet: the one for the file stands above the one for its first block.
    edits = [Edit(document.path, span, "".join(sorted(found))) for span, found in texts.items()]
    return complete(document, edits)


def _place(document: Document, offset: int) -> Edit:
    """The edit that adds a comment for a finding at ``offset``, with ``{}`` for the names."""
    text = document.text
    around = list(_around(document, offset))
    if not around:
        return _inserted(document, int(text.startswith("\ufeff")), "# hclfix-ignore-file: {}" + document.newline)
    innermost = max(around, key=lambda node: node.span.start)
    line_start = text.rfind("\n", 0, innermost.span.start) + 1
    line_end = text.find("\n", innermost.span.start)
    line_end = len(text) if line_end < 0 else line_end
    line_end -= text[line_start:line_end].endswith("\r")
    if (
        isinstance(innermost, Block)
        and offset <= line_end
        and not _ends_in_comment(document, line_end)
        and not _ends_in_value(document, line_end)
    ):
        return _inserted(document, line_end, " # hclfix-ignore: {}")
    indent = text[line_start : innermost.span.start].lstrip("\ufeff")
    return _inserted(document, innermost.span.start, "# hclfix-ignore: {}" + document.newline + indent)


def _inserted(document: Document, offset: int, text: str) -> Edit:
    return Edit(document.path, Span(offset, offset), text)


def _ends_in_comment(document: Document, offset: int) -> bool:
    return any(comment.span.start < offset <= comment.span.end for comment in document.comments)


def _ends_in_value(document: Document, offset: int) -> bool:
    """Whether a line ends inside a value: that of a block on one line may hold a heredoc."""
    attribute = document.attribute_at(offset)
    return attribute is not None and offset < attribute.end


def _around(document: Document, offset: int) -> Iterator[Block | Attribute | Node]:
    """What lies around an offset, begins a line, and may have a comment above it: blocks, attributes and elements."""
    for item in document.body.walk():
        if item.span.start <= offset <= item.span.end:
            if _begins_line(document, item.span.start):
                yield item
            if isinstance(item, Attribute) and "\n" in item.value_text:
                yield from _elements_around(document, item.expression, offset)


def _elements_around(document: Document, expression: Node, offset: int) -> Iterator[Node]:
    """Elements of objects and tuples; not those in a template, where a comment would be text."""
    pending = [expression]
    while pending:
        node = pending.pop()
        elements = [child for child in children(node) if isinstance(node, Tuple) or isinstance(child, ObjectElement)]
        yield from (
            element
            for element in elements
            if element.span.start <= offset <= element.span.end and _begins_line(document, element.span.start)
        )
        pending.extend(child for child in children(node) if not isinstance(child, Template))


def _begins_line(document: Document, offset: int) -> bool:
    line_start = document.text.rfind("\n", 0, offset) + 1
    return not document.text[line_start:offset].strip(" \t\ufeff")
