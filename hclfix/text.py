"""Text, spans and edits. Knows nothing of HCL.

Offsets are code points in the decoded text and spans are half-open, so ``text[start:end]`` is the thing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range of code points in one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The piece of ``text`` that the span covers."""
        return text[self.start : self.end]


class Edit(NamedTuple):
    """Replace ``span`` of the file at ``path`` by ``text``; an empty span inserts.

    A path that no file has yet is a file to create: its old text is empty.
    """

    path: str
    span: Span
    text: str


class OverlapError(ValueError):
    """Two edits of one text touch each other."""


def touches(first: Span, second: Span) -> bool:
    """Whether two spans share a character, or insert at one and the same offset.

    An insertion at the border of a replacement does not touch it: the order of the two is plain.
    """
    if first == second:
        return True
    return first.start < second.end and second.start < first.end


def is_free(edit: Edit, taken: Sequence[Edit]) -> bool:
    """Whether an edit is one of those ``taken`` already, or touches none of them: edits of its file, sorted, none of
    which touches another.
    """
    index = bisect_left(taken, edit)
    beside = taken[max(index - 1, 0) : index + 1]
    return edit in beside or not any(touches(edit.span, other.span) for other in beside)


def sorted_edits(edits: Iterable[Edit]) -> list[Edit]:
    """The edits of one text by position, equal ones once.

    Raises:
        OverlapError: two different edits touch each other.
    """
    ordered = sorted(set(edits), key=lambda edit: edit.span)
    for before, after in pairwise(ordered):
        if touches(before.span, after.span):
            raise OverlapError(f"edits {before.span} and {after.span} of {before.path} overlap")
    return ordered


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits carried out; every other character stays as it is.

    Raises:
        OverlapError: two different edits touch each other.
        IndexError: an edit lies outside the text.
    """
    pieces: list[str] = []
    position = 0
    for edit in sorted_edits(edits):
        if not 0 <= edit.span.start <= edit.span.end <= len(text):
            raise IndexError(f"edit {edit.span} lies outside the {len(text)} characters of {edit.path}")
        pieces.append(text[position : edit.span.start])
        pieces.append(edit.text)
        position = edit.span.end
    pieces.append(text[position:])
    return "".join(pieces)


class Position(NamedTuple):
    """A place in a file as people count it: both numbers from 1, columns in code points."""

    line: int
    column: int


class Lines:
    """Turns offsets of one text into lines and columns. Lines end at ``\\n`` alone, as Terraform counts them."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        starts = [0]
        offset = text.find("\n")
        while offset >= 0:
            starts.append(offset + 1)
            offset = text.find("\n", offset + 1)
        self.starts: Sequence[int] = starts

    def position(self, offset: int) -> Position:
        """The line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return Position(line, offset - self.starts[line - 1] + 1)
