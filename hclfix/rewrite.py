"""A text that is edited again and again, and still knows which of its characters come from the file on disk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from hclfix.text import Edit, Span, sorted_edits


class _Piece(NamedTuple):
    """A run of the text: ``start`` is its offset in the original, or where an inserted run stands in it."""

    start: int
    text: str
    kept: bool


class Rewrite:
    """The edits of several rounds, put together. Immutable; :meth:`edited` makes the next one."""

    def __init__(self, original: str, pieces: tuple[_Piece, ...] | None = None) -> None:
        self.original = original
        self._pieces = (_Piece(0, original, True),) if pieces is None else pieces

    @property
    def text(self) -> str:
        """The text as it is now."""
        return "".join(piece.text for piece in self._pieces)

    def edited(self, edits: Iterable[Edit]) -> Rewrite:
        """The rewrite after more edits, whose spans lie in the text as it is now.

        Raises:
            OverlapError: two of the edits touch each other.
        """
        pieces: list[_Piece] = []
        rest = list(reversed(self._pieces))
        position = 0  # in the text as it is now, where the last of ``rest`` begins
        for edit in sorted_edits(edits):
            while rest and position + len(rest[-1].text) <= edit.span.start:
                pieces.append(rest.pop())
                position += len(pieces[-1].text)
            if rest and position < edit.span.start:
                before, after = _cut(rest.pop(), edit.span.start - position)
                pieces.append(before)
                rest.append(after)
                position = edit.span.start
            origin = rest[-1].start if rest else len(self.original)
            while rest and position < edit.span.end:
                piece = rest.pop()
                if position + len(piece.text) > edit.span.end:
                    piece, after = _cut(piece, edit.span.end - position)
                    rest.append(after)
                position += len(piece.text)
            if edit.text:
                pieces.append(_Piece(origin, edit.text, False))
        pieces.extend(reversed(rest))
        return Rewrite(self.original, tuple(pieces))

    def origin(self, offset: int) -> int:
        """Where a character of the text stands in the original; one that an edit made stands where the edit did."""
        position = 0
        for piece in self._pieces:
            if offset < position + len(piece.text):
                return piece.start + (offset - position if piece.kept else 0)
            position += len(piece.text)
        return len(self.original)

    def origin_span(self, span: Span) -> Span:
        """The same for a span; the end is that of its last character."""
        start = self.origin(span.start)
        return Span(start, max(start, self.origin(span.end - 1) + 1)) if span.end > span.start else Span(start, start)

    def keeps(self, span: Span) -> bool:
        """Whether what the span covers, or where it inserts, is as it was in the original."""
        position = 0
        for piece in self._pieces:
            if piece.kept and position <= span.start and span.end <= position + len(piece.text):
                return True
            position += len(piece.text)
        return False

    def edits(self, path: str) -> list[Edit]:
        """The edits that make the text from the original in one go."""
        found: list[Edit] = []
        position = 0
        inserted: list[str] = []
        for piece in (*self._pieces, _Piece(len(self.original), "", True)):
            if not piece.kept:
                inserted.append(piece.text)
                continue
            if inserted or piece.start > position:
                found.append(Edit(path, Span(position, piece.start), "".join(inserted)))
                inserted = []
            position = piece.start + len(piece.text)
        return found


def _cut(piece: _Piece, length: int) -> tuple[_Piece, _Piece]:
    start = piece.start + length if piece.kept else piece.start
    return piece._replace(text=piece.text[:length]), _Piece(start, piece.text[length:], piece.kept)
