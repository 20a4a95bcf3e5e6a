"""What a report is made of: the findings, and the files on disk that they speak of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from hclfix.finding import Finding
from hclfix.problem import Problem
from hclfix.text import Lines, Position


def shown_path(path: str) -> str:
    """A path as reports spell it: relative to the current directory, with forward slashes."""
    return os.path.relpath(path)


class Source:
    """The text of a file on disk. Turns offsets (code points) into what each format counts in."""

    def __init__(self, path: str, text: str) -> None:
        self.path = shown_path(path)
        self.text = text

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.text)

    @cached_property
    def _line_bytes(self) -> list[int]:
        """For each line the offset of its start in the file's UTF-8 bytes, and at last the file's length."""
        if self.text.isascii():
            return [*self._lines.starts, len(self.text)]
        bounds = [*self._lines.starts, len(self.text)]
        offsets = [0]
        for start, end in pairwise(bounds):
            offsets.append(offsets[-1] + len(self.text[start:end].encode()))
        return offsets

    def position(self, offset: int) -> Position:
        """Line and column, both from 1; the column in code points."""
        return self._lines.position(offset)

    def byte_position(self, offset: int) -> Position:
        """Line and column, both from 1; the column in bytes of UTF-8."""
        line, column = self._lines.position(offset)
        start = self._lines.starts[line - 1]
        return Position(line, len(self.text[start : start + column - 1].encode()) + 1)

    def byte(self, offset: int) -> int:
        """The offset in the bytes of the file, from 0."""
        line, column = self.byte_position(offset)
        return self._line_bytes[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its newline."""
        starts = self._lines.starts
        end = starts[number] if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].removesuffix("\n").removesuffix("\r")

    def line_start(self, number: int) -> int:
        """The offset where a line begins, counted from 1; the end of the text for a line past the last."""
        starts = self._lines.starts
        return starts[number - 1] if number <= len(starts) else len(self.text)


class Item(NamedTuple):
    """A finding with the files that it and its fix name.

    Every span counts in the files on disk, which ``sources`` holds by the path that the finding and its edits use.
    A file that a fix creates has the empty text. ``fixed`` says that the fix has been applied.
    """

    finding: Finding
    sources: Mapping[str, Source]
    fixed: bool = False

    @property
    def source(self) -> Source:
        """The file that the finding stands in."""
        return self.sources[self.finding.path]

    @property
    def start(self) -> Position:
        """Where the finding begins."""
        return self.source.position(self.finding.span.start)

    @property
    def end(self) -> Position:
        """Where the finding ends; the column is that after the last character."""
        return self.source.position(self.finding.span.end)


class Rule(NamedTuple):
    """What a report may say about a transform: its one-line summary and its page, in Markdown."""

    summary: str
    page: str


class Report(NamedTuple):
    """All that a run has to say.

    ``items`` may be a generator: each format goes through it once. ``problems`` is complete when it is through.
    ``rules`` holds every transform that ran, by name; ``version`` is hclfix's own.
    """

    items: Iterable[Item]
    version: str
    problems: Sequence[Problem] = ()
    rules: Mapping[str, Rule] = {}
    color: bool = False
