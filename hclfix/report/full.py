"""For people: each finding with its source line, a caret under the place, and the fix as a small diff."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from unicodedata import east_asian_width

from click import style

from hclfix.finding import Fix
from hclfix.report.concise import headline
from hclfix.report.hunks import hunks
from hclfix.report.item import Item, Report, shown_path
from hclfix.report.printable import printable

WIDEST_LINE = 160
"""Characters of a line that are shown."""
LONGEST_DIFF = 24
"""Lines of a fix that are shown."""


def render(report: Report) -> Iterator[str]:
    """A paragraph for each finding."""
    for item in report.items:
        yield f"{headline(item, report.color)}\n{_excerpt(item, report.color)}"
        if item.finding.fix and not item.fixed:
            yield _diff(item, item.finding.fix, report.color)
        yield "\n"


def _excerpt(item: Item, color: bool) -> str:
    """The line where the finding begins, with carets under it as far as it lies on that line."""
    line, column = item.start
    if not item.source.text or item.source.path.endswith(".json"):
        return ""  # a file that is still to be made, or JSON, whose places are not known
    text = item.source.line(line)
    until = item.end.column if item.end.line == line else len(text) + 1
    first = max(0, column - WIDEST_LINE // 2)
    before = _plain(text[first : column - 1])
    marked = _plain(text[column - 1 : min(until - 1, first + WIDEST_LINE)])
    after = _plain(text[until - 1 : first + WIDEST_LINE])
    blank = "".join("\t" if character == "\t" else " " * _width(character) for character in before)
    carets = "^" * max(1, _width(marked))
    gutter = " " * len(str(line))
    if color:
        carets = style(carets, fg="red", bold=True)
    return f"{gutter} |\n{line} | {before}{marked}{after}\n{gutter} | {blank}{carets}\n"


def _diff(item: Item, fix: Fix, color: bool) -> str:
    """The lines that the fix takes away and those that it brings, with the file and line of each change."""
    lines: list[tuple[str, str | None]] = []
    for path, edits in groupby(sorted(fix.edits), key=lambda edit: edit.path):
        source = item.sources[path]
        for hunk in hunks(source, edits):
            lines.append((f"@@ {printable(source.path)}:{hunk.line}", "cyan"))
            lines.extend((f"- {_short(text)}".rstrip(" "), "red") for text in hunk.removed)
            lines.extend((f"+ {_short(text)}".rstrip(" "), "green") for text in hunk.added)
    lines.extend((f"remove {printable(shown_path(path))}", "red") for path in fix.removed)
    shown = [f"  {style(text, fg=hue) if color else text}" for text, hue in lines[:LONGEST_DIFF]]
    if len(lines) > LONGEST_DIFF:
        shown.append(f"  ... and {len(lines) - LONGEST_DIFF} more lines")
    return "\n".join([f"  {fix.safety.value} fix:", *shown, ""])


def _plain(text: str) -> str:
    return printable(text, keep="\t")


def _short(text: str) -> str:
    text = text.removesuffix("\r")
    return _plain(text if len(text) <= WIDEST_LINE else text[: WIDEST_LINE - 3] + "...")


def _width(text: str) -> int:
    """The cells that a text takes in a terminal."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
