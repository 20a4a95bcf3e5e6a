"""Carries the comments of a block that goes over to the block that stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from hclfix import Attribute, Block, Comment, Document, Edit, Span, leading_comments

Item = Attribute | Block


def whole_span(item: Item) -> Span:
    """An item with the comment lines right above it and the comment behind it."""
    document = _document(item)
    leading = leading_comments(item)
    behind = [comment for comment in document.comments if _is_behind(document, item, comment)]
    return Span(leading[0].span.start if leading else item.span.start, behind[-1].span.end if behind else item.span.end)


def carry_comments(gone: Block, kept: Block, copied: Iterable[Span] = ()) -> list[Edit]:
    """Puts the comments of ``gone`` above ``kept``, or above the item in it that they belong to.

    Those stay behind that ``kept`` has too, that only draw a line, or that lie in what is ``copied``.
    """
    document = gone.document
    inside = whole_span(gone)
    spans = list(copied)
    comments = [
        comment
        for comment in document.comments
        if _lies_in(comment, inside) and not any(_lies_in(comment, span) for span in spans)
    ]
    around = whole_span(kept)
    known = {_words(comment) for comment in kept.document.comments if _lies_in(comment, around)}
    lines: dict[Item, list[str]] = {}
    for _, group in groupby(enumerate(comments), key=lambda pair: _run(document, comments, pair[0])):
        run = [comment for _, comment in group]
        if any(_words(comment) and _words(comment) not in known for comment in run):
            target = _counterpart(run[0], gone, kept)
            lines.setdefault(target, []).extend(comment.text for comment in run)
    return [_above(target, texts) for target, texts in lines.items()]


def joined(edits: Iterable[Edit]) -> list[Edit]:
    """The edits with those that insert at one place made one, in their order."""
    insertions: dict[tuple[str, Span], str] = {}
    others: list[Edit] = []
    for edit in edits:
        if edit.span.start == edit.span.end:
            place = (edit.path, edit.span)
            insertions[place] = insertions.get(place, "") + edit.text
        else:
            others.append(edit)
    return [*others, *(Edit(path, span, text) for (path, span), text in insertions.items())]


def _document(item: Item) -> Document:
    return item.document if isinstance(item, Block) else item.body.document


def _lies_in(comment: Comment, span: Span) -> bool:
    return span.start <= comment.span.start and comment.span.end <= span.end


def _is_behind(document: Document, item: Item, comment: Comment) -> bool:
    start = comment.span.start
    return start >= item.span.end and not document.text[item.span.end : start].strip(" \t")


def _words(comment: Comment) -> str:
    """What a comment says, without what draws it."""
    return " ".join(comment.text.strip("#/*-=~_ \t\r\n").split())


def _run(document: Document, comments: Sequence[Comment], index: int) -> int:
    """The index of the first comment of the run of comment lines that a comment belongs to."""
    while index and not document.text[comments[index - 1].span.end : comments[index].span.start].strip():
        if "\n\n" in document.text[comments[index - 1].span.end : comments[index].span.start].replace("\r", ""):
            break
        index -= 1
    return index


def _counterpart(comment: Comment, gone: Block, kept: Block) -> Item:
    """What a comment of ``gone`` belongs to in ``kept``: the item of the same name, or all of it."""
    if "\n" not in kept.body.span.of(kept.document.text):
        return kept
    for item in gone.body.items:
        if _lies_in(comment, whole_span(item)):
            same = [other for other in kept.body.items if _name(other) == _name(item)]
            return same[0] if same else kept
    return kept


def _name(item: Item) -> tuple[str, ...]:
    return (item.name,) if isinstance(item, Attribute) else (item.type, *(label.value for label in item.labels))


def _above(item: Item, lines: Sequence[str]) -> Edit:
    document = _document(item)
    start = document.text.rfind("\n", 0, item.span.start) + 1
    indent = document.text[start : item.span.start]
    if indent.strip():  # a byte order mark, or an item on the line of another
        start, indent = item.span.start, ""
    rows = [indent + line.replace("\r", "").replace("\n", document.newline) + document.newline for line in lines]
    return Edit(document.path, Span(start, start), "".join(rows))
