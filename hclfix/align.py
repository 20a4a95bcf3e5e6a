"""Keeps ``=`` signs and trailing comments aligned when a file is edited.

``terraform fmt`` aligns the ``=`` signs of consecutive lines, and the comments behind consecutive lines. When edits
change one line of such a chain, the others have to move with it. A chain that was not aligned before is left as it is.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from hclfix.layout import BLANKS, FormatLine, columns, format_lines, line_start, text_start
from hclfix.syntax.document import Document
from hclfix.syntax.structure import Attribute, Block
from hclfix.text import Edit, Span, apply_edits, sorted_edits


def complete(document: Document, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """``edits`` of ``document``, with what it takes to keep aligned what ``terraform fmt`` would call aligned.

    The edits that come back are sorted and do not overlap; one that an alignment runs into is merged with it.
    Text that the edits bring in is aligned too, unless it joins lines that were not.

    Raises:
        OverlapError: two different edits touch each other.
    """
    completed: list[Edit] = []
    for start, lines, inside in _stretches(document, sorted_edits(edits)):
        completed += _align(document, start, lines, inside)
    return tuple(completed)


# --- which lines to look at --------------------------------------------------------------------------------------


def _stretches(document: Document, edits: Sequence[Edit]) -> Iterator[tuple[int, list[FormatLine], list[Edit]]]:
    """Runs of lines that hold the edits and every chain that an edit can reach, each with its start and its edits."""
    index = 0
    while index < len(edits):
        first = looked_up = index
        next_start = start = _chain_start(document, edits[index].span.start, 0)
        lines: list[FormatLine] = []
        reach = 0
        for line in format_lines(document.text, start):
            lines.append(line)
            while index < len(edits) and edits[index].span.start < line.end:
                reach = edits[index].span.end
                index += 1
            if line.start <= reach or _has_cell(line):
                continue
            if index == len(edits):
                break
            if looked_up != index:
                looked_up = index
                next_start = _chain_start(document, edits[index].span.start, line.end)
            if next_start >= line.end:
                break
        else:
            index = len(edits)
        yield start, lines, list(edits[first:index])


def _chain_start(document: Document, offset: int, floor: int) -> int:
    """A line start before ``offset`` that no chain reaching to ``offset`` goes beyond, or else one below ``floor``."""
    below, start = offset, _item_line(document, offset + 1)
    while start > max(floor, text_start(document.text)):
        for line in format_lines(document.text, start):
            if line.end > below:
                break
            if not _has_cell(line):
                return start
        below, start = start, _item_line(document, start)
    return start


def _item_line(document: Document, offset: int) -> int:
    """The start of the nearest line that begins with an attribute or block before ``offset``; nothing runs over it."""
    while True:
        item: Attribute | Block | None = None
        items = document.body.items
        while index := bisect_left(items, offset, key=_item_start):
            item = items[index - 1]
            if not isinstance(item, Block):
                break
            items = item.body.items
        if item is None:
            return text_start(document.text)
        offset = item.span.start
        start = line_start(document.text, offset)
        if not document.text[start:offset].strip(BLANKS):
            return start


def _item_start(item: Attribute | Block) -> int:
    return item.span.start


def _has_cell(line: FormatLine) -> bool:
    return (line.equals is not None and line.balanced) or line.comment is not None


# --- chains ------------------------------------------------------------------------------------------------------


class _Gap(NamedTuple):
    """The blanks before an ``=`` or a comment, how many there ought to be, and where the line begins."""

    span: Span
    wanted: int
    line: int

    def aligned(self, text: str) -> bool:
        return self.span.of(text) == " " * self.wanted


_Run = Iterator[tuple[FormatLine, int]]
"""Consecutive lines with the offset of what is aligned in each."""


def _equals_runs(lines: Iterable[FormatLine]) -> Iterator[_Run]:
    for _, run in groupby(lines, key=lambda line: -1 if line.balanced else line.start):
        for _, chain in groupby(run, key=lambda line: line.equals is None):
            yield ((line, line.equals) for line in chain if line.equals is not None)


def _comment_runs(lines: Iterable[FormatLine]) -> Iterator[_Run]:
    for _, chain in groupby(lines, key=lambda line: line.comment is None):
        yield ((line, line.comment) for line in chain if line.comment is not None)


def _chains(text: str, runs: Iterable[_Run], grown: Mapping[int, int]) -> Iterator[list[_Gap]]:
    """The gaps of each run; ``grown`` says by how much the part of a line before its comment has got longer."""
    for run in runs:
        measured: list[tuple[Span, int, int]] = []
        for line, offset in run:
            before = text[line.start : offset].rstrip(BLANKS)
            width = columns(before) + grown.get(line.start, 0)
            measured.append((Span(line.start + len(before), offset), width, line.start))
        widest = max((width for _, width, _ in measured), default=0)
        yield [_Gap(span, widest - width + 1, start) for span, width, start in measured]


# --- carrying out ------------------------------------------------------------------------------------------------


class _Placed(NamedTuple):
    """An edit, and the span that its text has in the edited stretch."""

    old: Span
    new: Span


def _align(document: Document, start: int, lines: Sequence[FormatLine], edits: Sequence[Edit]) -> list[Edit]:
    old = document.text
    end = max(lines[-1].end if lines else start, edits[-1].span.end)
    placed: list[_Placed] = []
    shift = -start
    for edit in edits:
        new_start = edit.span.start + shift
        placed.append(_Placed(edit.span, Span(new_start, new_start + len(edit.text))))
        shift += len(edit.text) - (edit.span.end - edit.span.start)
    local = [edit._replace(span=Span(edit.span.start - start, edit.span.end - start)) for edit in edits]
    new = apply_edits(old[start:end], local)
    new_lines = list(format_lines(new))

    changes: list[tuple[Span, str]] = []
    grown: dict[int, int] = {}
    for runs in (_equals_runs, _comment_runs):
        ragged = {
            gap.span.end
            for chain in _chains(old, runs(lines), {})
            if not all(gap.aligned(old) for gap in chain)
            for gap in chain
        }
        for chain in _chains(new, runs(new_lines), dict(grown)):
            if any(_old_offset(placed, start, gap.span.end) in ragged for gap in chain):
                continue
            for gap in chain:
                if not gap.aligned(new):
                    changes.append((gap.span, " " * gap.wanted))
                    grown[gap.line] = gap.wanted - (gap.span.end - gap.span.start)
    return _merge(document.path, new, start, placed, sorted(changes))


def _old_offset(placed: Sequence[_Placed], start: int, offset: int) -> int:
    """Where an offset of the edited stretch was in the document; inside the text of an edit, where that edit begins."""
    index = bisect_right(placed, offset, key=lambda edit: edit.new.start)
    if not index:
        return offset + start
    edit = placed[index - 1]
    return edit.old.end + offset - edit.new.end if offset >= edit.new.end else edit.old.start


def _merge(
    path: str, new: str, start: int, placed: Sequence[_Placed], changes: Sequence[tuple[Span, str]]
) -> list[Edit]:
    """Edits of the document that do both: what ``placed`` did to make ``new``, and the changes to ``new``.

    A change that touches an edit becomes one with it.
    """
    parts = [(edit.new, edit.old, False) for edit in placed]
    for span, _ in changes:
        old_span = Span(_old_offset(placed, start, span.start), _old_offset(placed, start, span.end))
        parts.append((span, old_span, True))
    merged: list[tuple[Span, Span, bool]] = []
    for span, old_span, changed in sorted(parts):
        if merged and span.start <= merged[-1][0].end and (changed or merged[-1][2]):
            before, old_before, _ = merged.pop()
            span = Span(before.start, max(before.end, span.end))
            old_span = Span(min(old_before.start, old_span.start), max(old_before.end, old_span.end))
            changed = True
        merged.append((span, old_span, changed))

    edits: list[Edit] = []
    pending = deque(changes)
    for span, old_span, _ in merged:
        inside: list[Edit] = []
        while pending and pending[0][0].start <= span.end:
            change, text = pending.popleft()
            inside.append(Edit(path, Span(change.start - span.start, change.end - span.start), text))
        edits.append(Edit(path, old_span, apply_edits(span.of(new), inside)))
    return edits
