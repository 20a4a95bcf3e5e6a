"""The lines that a fix changes, worked out from its edits alone, so that the size of the file does not matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hclfix.report.item import Source
from hclfix.text import Edit, Span, apply_edits, sorted_edits


class Hunk(NamedTuple):
    """Lines without newlines: ``removed`` begins at ``line`` (from 1) of the file on disk, ``added`` replaces it."""

    line: int
    removed: list[str]
    added: list[str]


def hunks(source: Source, edits: Iterable[Edit]) -> Iterator[Hunk]:
    """The changes that the edits of one file make, from top to bottom."""
    group: list[Edit] = []
    last = 0
    for edit in sorted_edits(edits):
        if group and source.position(edit.span.start).line > last:
            yield from _hunk(source, group)
            group = []
        group.append(edit)
        last = source.position(edit.span.end).line
    if group:
        yield from _hunk(source, group)


def _hunk(source: Source, edits: list[Edit]) -> Iterator[Hunk]:
    """The change that edits of neighbouring lines make together; nothing where they come to nothing."""
    line = source.position(edits[0].span.start).line
    start = source.line_start(line)
    end = source.line_start(source.position(edits[-1].span.end).line + 1)
    before = source.text[start:end]
    moved = [Edit(edit.path, Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in edits]
    removed, added = before.split("\n"), apply_edits(before, moved).split("\n")
    while removed and added and removed[-1] == added[-1]:
        del removed[-1], added[-1]
    same = 0
    while same < min(len(removed), len(added)) and removed[same] == added[same]:
        same += 1
    if removed != added:
        yield Hunk(line + same, removed[same:], added[same:])
