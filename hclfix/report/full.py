"""For people: each finding with its source line, a caret under the place, and the fix as a small diff."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from unicodedata import east_asian_width

from click import style

from hclfix.finding import Fix
from hclfix.report.concise import headline
from hclfix.report.hunks import Hunk, hunks
from hclfix.report.item import Item, Report, Source, shown_path
from hclfix.report.printable import printable

WIDEST_LINE = 160  # characters of a source line that are shown
MOST_DIFF_LINES = 24  # lines of one fix that are shown


def render(report: Report) -> Iterator[str]:
    """A paragraph for each finding."""
    for item in report.items:
        yield f"{headline(item, report.color)}\n{_excerpt(item, report.color)}"
        if item.finding.fix and not item.fixed:
            yield _diff(item, item.finding.fix, report.color)
        yield "\n"


def _excerpt(item: Item, color: bool) -> str:
    """The source line of the finding with carets under its span, as far as it lies on that line."""
    line, column = item.start
    text = item.source.line(line)
    first = max(0, column - 1 - WIDEST_LINE // 2)
    shown = text[first : first + WIDEST_LINE]
    before = printable(shown[: column - 1 - first], keep="\t")
    last_column = item.end.column if item.end.line == line else len(text) + 1
    marked = printable(shown[column - 1 - first : last_column - 1 - first], keep="\t")
    blank = "".join("\t" if character == "\t" else " " * _width(character) for character in before)
    carets = "^" * max(1, sum(map(_width, marked)))
    number = str(line)
    gutter = " " * len(number)
    if color:
        carets = style(carets, fg="red", bold=True)
    return f"{gutter} |\n{number} | {printable(shown, keep='\t') if False else _plain(shown)}\n{gutter} | {blank}{carets}\n"


def _plain(text: str) -> str:
    return printable(text, keep="\t")
