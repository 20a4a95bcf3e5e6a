"""Changes as ``git diff`` prints them, so that ``git apply`` takes them. Bytes, since a diff quotes those of the files.

Format: https://git-scm.com/docs/diff-format and quote.c of git.
"""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator, Sequence

from click import style

from hclfix.change import Change
from hclfix.report.item import shown_path
from hclfix.report.printable import printable
from hclfix.report.regions import Region, changed_regions, edited_regions
from hclfix.text import Edit

CONTEXT = 3
"""Unchanged lines that are shown before and after a change."""

_ESCAPES = {code: f"\\{letter}" for code, letter in zip(b'\a\b\t\n\v\f\r"\\', 'abtnvfr"\\', strict=True)}


def render_diff(
    changes: Iterable[Change],
    edits: Iterable[Edit] = (),
    *,
    color: bool = False,
    terminal: bool = False,
) -> Iterator[bytes]:
    """The diff of each file in turn, in UTF-8 whatever the locale.

    Args:
        changes: what to show; where before and after are equal, nothing is shown.
        edits: what makes after from before, for all the files or some; it saves the search for what differs.
        color: with ANSI colours, those of git.
        terminal: escape what could steer a terminal; the diff is then for reading only.
    """
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    for change in changes:
        if change.before != change.after:
            lines = [*_header(change), *_hunks(change, by_path.get(change.path))]
            yield b"".join(_finished(line, hue, color, terminal) for line, hue in lines)


_Line = tuple[str, str | None]
"""A line of the diff, and its colour: "bold", the name of a hue, or None."""


def _header(change: Change) -> Iterator[_Line]:
    path = shown_path(os.path.realpath(change.path))  # git patches no link, nor what lies beyond one
    old, new = _quoted(f"a/{path}"), _quoted(f"b/{path}")
    yield f"diff --git {old} {new}\n", "bold"
    if change.before is None:
        yield "new file mode 100644\n", "bold"
        old = "/dev/null"
    if change.after is None:
        yield "deleted file mode 100644\n", "bold"
        new = "/dev/null"
    if change.before or change.after:
        yield f"--- {old}{_tab(old)}\n", "bold"
        yield f"+++ {new}{_tab(new)}\n", "bold"


def _quoted(path: str) -> str:
    """The path as git spells it: in quotes with C's escapes, octal for what is not ASCII, where it needs any."""
    spelled = "".join(
        _ESCAPES.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}") for byte in os.fsencode(path)
    )
    return spelled if spelled == path else f'"{spelled}"'


def _tab(path: str) -> str:
    """Git ends a path that holds a blank with a tab, so that one can tell where it ends."""
    return "\t" if " " in path else ""


def _lines(text: str) -> Sequence[str]:
    """The lines with their ``\\n``, and split at nothing else."""
    return list(io.StringIO(text, newline="\n"))


def _hunks(change: Change, edits: Sequence[Edit] | None) -> Iterator[_Line]:
    old, new = _lines(change.before or ""), _lines(change.after or "")
    within = None if edits is None else edited_regions(change.before or "", edits)
    for regions in _near_ones_together(changed_regions(old, new, within)):
        first, last = regions[0], regions[-1]
        start = max(0, first.old_start - CONTEXT)
        end = min(len(old), last.old_end + CONTEXT)
        new_start = start + first.new_start - first.old_start
        new_end = end + last.new_end - last.old_end
        yield f"@@ -{_range(start, end)} +{_range(new_start, new_end)} @@\n", "cyan"
        position = start
        for region in regions:
            yield from _prefixed(" ", old[position : region.old_start], None)
            yield from _prefixed("-", old[region.old_start : region.old_end], "red")
            yield from _prefixed("+", new[region.new_start : region.new_end], "green")
            position = region.old_end
        yield from _prefixed(" ", old[position:end], None)


def _near_ones_together(regions: Iterable[Region]) -> Iterator[list[Region]]:
    group: list[Region] = []
    for region in regions:
        if group and region.old_start - group[-1].old_end > 2 * CONTEXT:
            yield group
            group = []
        group.append(region)
    if group:
        yield group


def _range(start: int, end: int) -> str:
    """Lines ``[start, end)`` as a hunk counts them: from 1, the line before where there are none, no count for one."""
    if end == start + 1:
        return f"{end}"
    return f"{start + 1 if end > start else start},{end - start}"


def _prefixed(prefix: str, lines: Iterable[str], hue: str | None) -> Iterator[_Line]:
    for line in lines:
        if line.endswith("\n"):
            yield prefix + line, hue
        else:
            yield f"{prefix}{line}\n", hue
            yield "\\ No newline at end of file\n", None


def _finished(line: str, hue: str | None, color: bool, terminal: bool) -> bytes:
    text = line.removesuffix("\n")
    if terminal:
        text = printable(text.removesuffix("\r"), keep="\t")
    if color and hue:
        text = style(text, bold=True) if hue == "bold" else style(text, fg=hue)
    return f"{text}\n".encode()
