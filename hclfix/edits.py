"""Ready-made edits of blocks and files that transforms share.

Every function returns edits and changes nothing itself. What is inserted is ``terraform fmt``-clean, stands where its
neighbours suggest, is indented as they are and uses the file's newline. Aligning ``=`` signs and comments is not done
here: the engine does it for every fix (:mod:`hclfix.align`).

Text of several lines is given as it would stand at the left margin; what stands in its heredocs is not touched.
Two insertions at one place of a file conflict, so everything that a fix does to one block goes into one call of
:func:`change_block`, and blocks that go to one place are given as one text, with a blank line between them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby

from hclfix.layout import (
    BLANKS,
    cut_lines,
    format_lines,
    indent_at,
    indent_unit,
    lay_out,
    lead_start,
    line_end,
    line_start,
    text_start,
)
from hclfix.placement import FIRST, LAST, Item, Paragraph, body_of, index_of, paragraphs_for
from hclfix.syntax.document import Document
from hclfix.syntax.structure import Attribute, Block, Body, Comment
from hclfix.text import Edit, Span


def change_block(
    block: Block,
    values: Mapping[str, str | None] | None = None,
    *,
    blocks: Sequence[str] = (),
    removed: Iterable[Item] = (),
    after: Item | None = None,
    comments: Mapping[str, str] | None = None,
) -> list[Edit]:
    """Everything that a fix does inside one block: attributes set, added and removed, nested blocks added and removed.

    ``values`` are texts of expressions by the name of the attribute; None removes it. ``blocks`` are texts of nested
    blocks to add, ``removed`` items of the block to remove as :func:`remove_items` does. ``comments`` are lines of
    comment to put above attributes that are added, by name.

    New attributes go behind ``after``, an item of the block that stays. Without that, ``count``, ``for_each`` and
    ``provider`` come first and ``depends_on`` last, set off by a blank line; others follow the last attribute on one
    line that stands before the nested blocks. If that and the lines right above it (three at least) are sorted by name,
    the new ones are sorted in. New blocks stand at the end, before ``lifecycle`` and ``depends_on``.
    A block on one line is opened where it has to be.
    """
    values = values or {}
    gone = {*removed, *(item for name in values if values[name] is None and (item := block.attribute(name)))}
    changed = {item: value for name, value in values.items() if value is not None and (item := block.attribute(name))}
    document = block.document
    above = {name: f"{text}\n" for name, text in (comments or {}).items()}
    added = {
        name: above.get(name, "") + lay_out(document, f"{name} = {value}", "")
        for name, value in values.items()
        if value is not None and not block.attribute(name)
    }
    if _is_inline(block):
        return _change_inline(block, changed, added, blocks, gone)

    removals = remove_items(*gone)
    edits = removals.copy()
    for attribute, value in changed.items():
        if value != attribute.value_text:
            indent = indent_at(document.text, attribute.start)
            edits.append(Edit(document.path, attribute.value_span, lay_out(document, value, indent)))
    items = [item for item in block.body.items if item not in gone]
    paragraphs = paragraphs_for(items, added, blocks, after)
    for _, together in groupby(sorted(paragraphs, key=Paragraph.order), key=Paragraph.order):
        edits.append(_insertion(block.body, items, list(together), removals))
    return edits


def remove_items(*items: Item) -> list[Edit]:
    """Removes attributes and blocks, of any bodies.

    With an item go the comment lines right above it, the comment behind it, and blank lines that would be left doubled
    or at the border of its body.
    """
    by_body: dict[Body, list[Item]] = {}
    for item in items:
        by_body.setdefault(body_of(item), []).append(item)
    edits: list[Edit] = []
    for body, removed in by_body.items():
        document = body.document
        if body.block and _is_inline(body.block):
            edits.append(Edit(document.path, body.span, ""))
            continue
        regions = [
            Span(_lead_start(item), line_end(document.text, item.span.end))
            for item in sorted(removed, key=lambda item: item.span)
        ]
        edits += [Edit(document.path, span, "") for span in cut_lines(document.text, regions, _lines_of(body))]
    return edits


def leading_comments(item: Item) -> list[Comment]:
    """The comments on the lines right above an item, with no blank line between: those that belong to it."""
    text = body_of(item).document.text
    comments: list[Comment] = []
    for line in format_lines(text, _lead_start(item)):
        if line.end > item.span.start:
            break
        content = text[line.start : line.end].strip()
        start = text.index(content, line.start)
        comments.append(Comment(Span(start, start + len(content)), content))
    return comments


def insert_block_after(block: Block, text: str) -> list[Edit]:
    """Inserts a block, or several, behind a block of the same body, with blank lines around."""
    items = block.parent.items
    paragraph = Paragraph([text], index_of(items, block) + 1, above=True, below=True)
    return [_insertion(block.parent, items, [paragraph], [])]


def append_block(document: Document, text: str) -> list[Edit]:
    """Adds a block, or several, at the end of a file, behind a blank line unless the file is empty."""
    newline = document.newline
    source = document.text
    rows = lay_out(document, text, "") + newline
    start = line_start(source, len(source))
    if source[start:].strip(BLANKS):
        start = len(source)
        rows = newline + newline + rows
    elif source[text_start(source) : start].strip() and not _starts_blank(source, line_start(source, start - 1)):
        rows = newline + rows
    return [Edit(document.path, Span(start, len(source)), rows)]


def create_file(path: str, text: str, newline: str = "\n") -> list[Edit]:
    """Makes a file that does not exist; ``text`` is all of it and gets a final newline, like the others ``newline``."""
    return [Edit(path, Span(0, 0), (text.rstrip("\n") + "\n").replace("\n", newline))]


# --- where things stand ------------------------------------------------------------------------------------------


def _is_inline(block: Block) -> bool:
    """Whether the body begins on the line of the opening brace: then it holds one attribute at most."""
    end = block.body.items[0].span.start if block.body.items else block.body.span.end
    return "\n" not in block.document.text[block.body.span.start : end]


def _lines_of(body: Body) -> Span:
    """The whole lines that lie in a body."""
    text = body.document.text
    if not body.block:
        return Span(text_start(text), len(text))
    return Span(line_end(text, body.span.start), line_start(text, body.span.end))


def _lead_start(item: Item) -> int:
    """The start of the first line that belongs to an item: that of the comments right above it, or its own."""
    body = body_of(item)
    text = body.document.text
    index = index_of(body.items, item)
    floor = line_end(text, body.items[index - 1].span.end) if index else _lines_of(body).start
    return lead_start(text, floor, item.span.start)


# --- making the edits --------------------------------------------------------------------------------------------


def _insertion(
    body: Body, items: Sequence[Item], paragraphs: Sequence[Paragraph], removals: Iterable[Edit]
) -> Edit:
    """Inserts paragraphs that belong to one place; ``items`` are those that the removals leave in the body."""
    document = body.document
    text = document.text
    newline = document.newline
    index, tight = paragraphs[0].order()
    lines = _lines_of(body)
    if tight:
        offset = _lead_start(items[index])
    elif index:
        offset = line_end(text, items[index - 1].span.end)
    else:
        offset = lines.start
    following = offset
    for removal in removals:
        if removal.span.start == following:
            following = removal.span.end
    inserted = _join(document, [paragraph.rows for paragraph in paragraphs], _indent(body)) + newline
    if paragraphs[0].above and index:
        inserted = newline + inserted
    if paragraphs[-1].below and following < lines.end and not _starts_blank(text, following):
        inserted += newline
    if offset == len(text) and not text.endswith("\n"):
        inserted = newline + inserted
    return Edit(document.path, Span(offset, offset), inserted)


def _change_inline(
    block: Block,
    changed: Mapping[Attribute, str],
    added: Mapping[str, str],
    blocks: Sequence[str],
    gone: Collection[Item],
) -> list[Edit]:
    """The same as :func:`change_block` for a block on one line."""
    document = block.document
    body = block.body
    indent = indent_at(document.text, block.span.start)
    if not added and not blocks and not any("\n" in value for value in changed.values()):
        edits = [
            Edit(document.path, attribute.value_span, value)
            for attribute, value in changed.items()
            if value != attribute.value_text
        ]
        return edits or remove_items(*gone)

    content = body.span.of(document.text)
    for attribute, value in changed.items():
        start, end = (offset - body.span.start for offset in attribute.value_span)
        content = content[:start] + value + content[end:]
    kept = [] if gone else [content.strip()]
    rows = dict(added)
    first = [rows.pop(name) for name in FIRST if name in rows]
    last = [rows.pop(name) for name in LAST if name in rows]
    plain = [*kept, *rows.values()]
    paragraphs = [first, plain, *([text] for text in blocks), last]
    inside = _join(document, [list(filter(None, rows)) for rows in paragraphs if any(rows)], _indent(body))
    newline = document.newline
    return [Edit(document.path, body.span, newline + inside + newline + indent)]


def _join(document: Document, paragraphs: Iterable[Sequence[str]], indent: str) -> str:
    newline = document.newline
    return (newline * 2).join(
        newline.join(indent + lay_out(document, row, indent) for row in rows) for rows in paragraphs
    )


def _indent(body: Body) -> str:
    """What the items of a body are indented by."""
    if not body.block:
        return ""
    document = body.document
    if body.items and not _is_inline(body.block):
        return indent_at(document.text, body.items[0].span.start)
    return indent_at(document.text, body.block.span.start) + indent_unit(document)


def _starts_blank(text: str, offset: int) -> bool:
    end = text.find("\n", offset)
    return not text[offset : end if end >= 0 else len(text)].strip()
