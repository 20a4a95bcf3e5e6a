"""Whether edits would lose a comment: none goes but by an edit of its own, or with the attribute or block around it."""

from __future__ import annotations

from collections.abc import Sequence

from hclfix.syntax.document import Document
from hclfix.syntax.structure import Comment
from hclfix.text import Edit, Span

_MARKS = ("#", "//", "/*")


def lost_comment(document: Document, edits: Sequence[Edit]) -> Comment | None:
    """The first comment that the edits of a fix take out of a document together with a part of something else.

    One that stands in the text of an edit, in any file, is moved and not lost. The edits may be of several files.
    """
    for edit in edits:
        old = edit.span.of(document.text) if edit.path == document.path else ""
        if not any(mark in old for mark in _MARKS):
            continue
        gone = [comment for comment in document.comments if _lies_in(comment.span, edit.span)]
        lost = [comment for comment in gone if not any(comment.text in other.text for other in edits)]
        if lost and not _is_blank(document, edit.span, gone) and not _holds_an_item(document, edit.span):
            return lost[0]
    return None


def _lies_in(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_blank(document: Document, span: Span, comments: Sequence[Comment]) -> bool:
    """Whether there is nothing but the comments and blanks."""
    return len("".join(span.of(document.text).split())) == sum(len("".join(one.text.split())) for one in comments)


def _holds_an_item(document: Document, span: Span) -> bool:
    return any(_lies_in(item.span, span) for item in document.body.walk())
