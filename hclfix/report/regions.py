"""Which lines differ between two texts, in time that hardly grows faster than the texts do.

difflib is quadratic, so it only sees the lines between those that occur once in both texts ("patience diff",
https://bramcohen.livejournal.com/73318.html), and only where these are few.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from hclfix.text import Edit, Lines, sorted_edits

LARGEST_COMPARISON = 4_000_000
"""Old lines times new lines that difflib is asked to compare; what is larger is replaced as a whole."""


class Region(NamedTuple):
    """Old lines ``[old_start, old_end)`` become new lines ``[new_start, new_end)``. Lines count from 0."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def edited_regions(text: str, edits: Iterable[Edit]) -> list[Region]:
    """The whole lines that edits of a text touch, from top to bottom, and what becomes of them."""
    lines = Lines(text)
    regions: list[Region] = []
    grown = 0
    for edit in sorted_edits(edits):
        start, end = lines.position(edit.span.start).line - 1, lines.position(edit.span.end).line
        new_start = start + grown
        grown += edit.text.count("\n") - edit.span.of(text).count("\n")
        if regions and start <= regions[-1].old_end:
            last = regions.pop()
            start, new_start = last.old_start, last.new_start
        regions.append(Region(start, end, new_start, end + grown))
    return regions


def changed_regions(old: Sequence[str], new: Sequence[str], within: Iterable[Region] | None = None) -> Iterator[Region]:
    """The regions in which two lists of lines differ, from top to bottom; only those given are compared."""
    pending = [Region(0, len(old), 0, len(new))] if within is None else list(within)[::-1]
    while pending:
        region = _without_equal_ends(old, new, pending.pop())
        old_lines, new_lines = old[region.old_start : region.old_end], new[region.new_start : region.new_end]
        if not old_lines or not new_lines:
            if old_lines or new_lines:
                yield region
        elif anchors := _anchors(old_lines, new_lines):
            pending.extend(reversed([_moved(inner, region) for inner in _between(old_lines, new_lines, anchors)]))
        elif len(old_lines) * len(new_lines) > LARGEST_COMPARISON:
            yield region
        else:
            for tag, *bounds in SequenceMatcher(None, old_lines, new_lines, autojunk=False).get_opcodes():
                if tag != "equal":
                    yield _moved(Region(*bounds), region)


def _without_equal_ends(old: Sequence[str], new: Sequence[str], region: Region) -> Region:
    old_start, old_end, new_start, new_end = region
    old_end, new_end = min(old_end, len(old)), min(new_end, len(new))  # a text's last newline ends no further line
    while old_start < old_end and new_start < new_end and old[old_start] == new[new_start]:
        old_start, new_start = old_start + 1, new_start + 1
    while old_start < old_end and new_start < new_end and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    return Region(old_start, old_end, new_start, new_end)


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Where lines that occur once on each side stand, old and new; the most of them that keep their order."""
    old_places = _places_of_single_lines(old)
    new_places = _places_of_single_lines(new)
    pairs = [(place, new_places[line]) for line, place in old_places.items() if line in new_places]
    return _longest_rising(pairs)


def _places_of_single_lines(lines: Sequence[str]) -> dict[str, int]:
    counts = Counter(lines)
    return {line: place for place, line in enumerate(lines) if counts[line] == 1}


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """A longest selection of the pairs, sorted by their first number, in which the second rises as well."""
    lowest_end: list[int] = []  # for each length of a selection the lowest second number that it can end with
    end_pair: list[int] = []
    previous: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(lowest_end, second)
        previous.append(end_pair[length - 1] if length else -1)
        lowest_end[length : length + 1] = [second]
        end_pair[length : length + 1] = [index]
    selection: list[tuple[int, int]] = []
    index = end_pair[-1] if end_pair else -1
    while index >= 0:
        selection.append(pairs[index])
        index = previous[index]
    return selection[::-1]


def _between(old: Sequence[str], new: Sequence[str], anchors: Sequence[tuple[int, int]]) -> Iterator[Region]:
    """What lies between the anchors and the equal lines that follow each of them."""
    old_start, new_start = 0, 0
    for old_place, new_place in (*anchors, (len(old), len(new))):
        while old_start < old_place and new_start < new_place and old[old_start] == new[new_start]:
            old_start, new_start = old_start + 1, new_start + 1
        if old_start < old_place or new_start < new_place:
            yield Region(old_start, old_place, new_start, new_place)
        old_start, new_start = old_place + 1, new_place + 1


def _moved(inner: Region, outer: Region) -> Region:
    """A region that was counted from the start of another one."""
    return Region(
        inner.old_start + outer.old_start,
        inner.old_end + outer.old_start,
        inner.new_start + outer.new_start,
        inner.new_end + outer.new_start,
    )
