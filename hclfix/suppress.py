"""Suppression comments: what they say, and which findings they cover.

``# hclfix-ignore: NAME[, NAME] [reason]``, also with ``//`` or ``/* */``,

* behind something: covers what begins on that line;
* on lines of its own: covers the next line, and all of the block, attribute or element that begins there;
* as ``# hclfix-ignore-file: ...`` above the first block or attribute: covers the file.

``until:YYYY-MM-DD`` among the words of the reason ends it after that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from hclfix.finding import Finding
from hclfix.syntax.document import Document
from hclfix.syntax.nodes import walk
from hclfix.syntax.structure import Attribute, Comment
from hclfix.text import Edit, Span

_START = re.compile(r"(?:#|//|/\*)[ \t]*hclfix[-_:]ignore([\w-]*)")
_NAMES = re.compile(r":[ \t]*([^\s,]+(?:[ \t]*,[ \t]*[^\s,]+)*)([ \t\r\n]+.*)?\Z", re.DOTALL)
_NAME = re.compile(r"[^\s,]+")
_UNTIL = re.compile(r"(?:^|\s)until:(\S*)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_FORM = "write # hclfix-ignore: NAME[, NAME] [reason]"


class IgnoredName(NamedTuple):
    """A name in a suppression comment, as written."""

    value: str
    span: Span


class Suppression(NamedTuple):
    """One suppression comment. ``covered`` is where findings must begin to be covered, its end included.

    ``until`` is the last day that it holds. ``error`` says why it holds nothing at all: it is malformed.
    """

    comment: Comment
    names: tuple[IgnoredName, ...]
    covered: Span
    until: date | None = None
    error: str | None = None

    def covers(self, finding: Finding, name: str) -> bool:
        """Whether a finding of the same file, of the transform ``name``, lies where the comment holds."""
        return finding.transform == name and self.covered.start <= finding.span.start <= self.covered.end

    def expired(self, today: date) -> bool:
        """Whether the last day is over."""
        return self.until is not None and self.until < today

    def suppresses(self, finding: Finding, today: date) -> bool:
        """Whether a finding of the same file is not to be reported."""
        return not self.expired(today) and any(self.covers(finding, name.value) for name in self.names)


def suppressions(document: Document) -> list[Suppression]:
    """The suppression comments of a file, those with mistakes included."""
    return document.once(_suppressions)


def _suppressions(document: Document) -> list[Suppression]:
    found = []
    for comment in document.comments:
        start = _START.match(comment.text)
        if start:
            found.append(_suppression(document, comment, start))
    return found


def _suppression(document: Document, comment: Comment, start: re.Match[str]) -> Suppression:
    nowhere = Span(comment.span.start, comment.span.start)
    text = comment.text.removesuffix("*/") if comment.text.startswith("/*") else comment.text
    said = _NAMES.match(text, start.end())
    if start[1] not in ("", "-file") or not start[0].endswith(f"hclfix-ignore{start[1]}") or not said:
        return Suppression(comment, (), nowhere, error=f"this is not a suppression comment; {_FORM}")
    until = _UNTIL.search(said[2] or "")
    last_day = _date(until[1]) if until else None
    if until and not last_day:
        return Suppression(comment, (), nowhere, error=f'"{until[1]}" is not a date; write until:YYYY-MM-DD')
    covered = _line_covered(document, comment)
    if start[1] == "-file":
        first = document.body.items[0].span.start if document.body.items else len(document.text)
        if comment.span.start > first:
            return Suppression(comment, (), nowhere, error="hclfix-ignore-file stands above the first block of a file")
        covered = Span(0, len(document.text))
    offset = comment.span.start
    names = tuple(
        IgnoredName(name[0], Span(offset + name.start(), offset + name.end()))
        for name in _NAME.finditer(text, said.start(1), said.end(1))
    )
    return Suppression(comment, names, covered, last_day)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None


def _line_covered(document: Document, comment: Comment) -> Span:
    """The line that the comment is behind; or, when it stands alone, the next line of code and what begins there."""
    text = document.text
    line_start = text.rfind("\n", 0, comment.span.start) + 1
    if not stands_alone(text, comment.span):
        return Span(line_start, _line_end(text, comment.span.end))
    target = _next_code(document, comment)
    if target is None:
        return Span(comment.span.start, comment.span.start)
    return Span(target, max((_line_end(text, target), *_ends_of_what_begins_at(document, target))))


def stands_alone(text: str, span: Span) -> bool:
    """Whether nothing else is on the lines of the span."""
    line_start = text.rfind("\n", 0, span.start) + 1
    return (
        not text[line_start : span.start].strip(" \t\ufeff") and not text[span.end : _line_end(text, span.end)].strip()
    )


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _next_code(document: Document, comment: Comment) -> int | None:
    """Where the code of the next line begins, other comments in between passed over; None after a blank line."""
    comments = {other.span.start: other.span for other in document.comments}
    offset = comment.span.end
    while True:
        end = _line_end(document.text, offset)
        following = document.text[end + 1 : _line_end(document.text, end + 1)]
        if not following.strip():
            return None
        offset = end + 1 + len(following) - len(following.lstrip())
        if offset not in comments or not stands_alone(document.text, comments[offset]):
            return offset
        offset = comments[offset].end


def _ends_of_what_begins_at(document: Document, offset: int) -> Iterator[int]:
    for item in document.body.walk():
        if item.span.start == offset:
            yield item.span.end
        elif isinstance(item, Attribute) and item.span.start < offset < item.span.end:
            yield from (node.span.end for node in walk(item.expression) if node.span.start == offset)


def removal(document: Document, suppression: Suppression, name: IgnoredName | None = None) -> Edit:
    """The edit that takes one name out of a suppression comment, or the whole comment when no other name is in it."""
    others = [other for other in suppression.names if other != name]
    if name and others:
        position = suppression.names.index(name)
        after = suppression.names[position + 1 :]
        span = Span(name.span.start, after[0].span.start) if after else Span(others[-1].span.end, name.span.end)
        return Edit(document.path, span, "")
    return Edit(document.path, _with_its_blanks(document.text, suppression.comment.span), "")


def _with_its_blanks(text: str, span: Span) -> Span:
    """A comment with what would be left over without it: its lines, or the blanks on one side."""
    line_start = text.rfind("\n", 0, span.start) + 1
    line_end = _line_end(text, span.end)
    if stands_alone(text, span):
        return Span(max(line_start, text.startswith("\ufeff")), min(line_end + 1, len(text)))
    before, after = text[line_start : span.start], text[span.end : line_end]
    if after.strip():
        return Span(span.start, span.end + len(after) - len(after.lstrip(" \t")))
    end = span.end - text[span.start : span.end].endswith("\r")  # the first half of a newline
    return Span(line_start + len(before.rstrip(" \t")), end)
