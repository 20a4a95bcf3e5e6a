"""Lines as ``terraform fmt`` sees them: what it aligns in a line, how wide text is, and how lines are indented and cut.

The rules of alignment are those of hashicorp/hcl, hclwrite/format.go (``linesForFormat``, ``formatCells``). A line ends
at a newline token, so a heredoc or a block comment over several lines is part of the line that it begins on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hclfix.syntax.document import Document
from hclfix.syntax.recognise import heredoc_stop
from hclfix.syntax.structure import Block
from hclfix.syntax.tokens import COMMENT, HEREDOC_START
from hclfix.text import Span

BLANKS = " \t"

_CODE = re.compile(rf"""[\n"({{\[)\]}}]|[=!<>]=|=>|=|{COMMENT}|{HEREDOC_START}""")
_QUOTED_STOP = re.compile(r'(")|\\.|\$\$\{|%%\{|[$%]\{')


class FormatLine(NamedTuple):
    """A line and the two places in it that ``terraform fmt`` aligns.

    ``equals`` is the offset of the first ``=`` and ``comment`` that of a comment behind something else; None where
    there is no such thing. ``balanced`` says that as many brackets close as open behind the ``=``: only then is it
    aligned with those of the lines around, else one blank stands before it. ``end`` lies after the newline.
    """

    start: int
    end: int
    equals: int | None
    balanced: bool
    comment: int | None


def format_lines(text: str, start: int = 0) -> Iterator[FormatLine]:
    """The lines of HCL from ``start`` on, which must not lie inside a template or a comment."""
    interrupted: list[tuple[re.Pattern[str], int]] = []  # the templates around: what ends each, depth of its open brace
    line_start = position = start
    equals = comment = None
    braces = brackets = 0  # open braces; open brackets since the `=`

    while match := _CODE.search(text, position):
        token, position = match[0], match.end()
        template: re.Pattern[str] | None = None
        if token == "\n":
            yield FormatLine(line_start, position, equals, not brackets, comment)
            line_start, equals, comment, brackets = position, None, None, 0
        elif token == "=":
            if equals is None:
                equals, brackets = match.start(), 0
        elif token in "({[":
            brackets += 1
            braces += token == "{"
        elif token in ")}]":
            brackets -= 1
            if interrupted and token == "}" and interrupted[-1][1] == braces:
                template = interrupted.pop()[0]
            braces -= token == "}"
        elif token == '"':
            template = _QUOTED_STOP
        elif token.startswith("<<"):
            template = heredoc_stop(match[2])
        elif (token[0] in "#/" and token[1:2] != "*") or position == len(text):
            comment = match.start() if text[line_start : match.start()].strip() else None
        if template:
            position, sequence = _template_stop(template, text, position)
            if sequence:
                brackets += 1
                braces += 1
                interrupted.append((template, braces))

    if line_start < len(text):
        yield FormatLine(line_start, len(text), equals, not brackets, comment)


def _template_stop(pattern: re.Pattern[str], text: str, position: int) -> tuple[int, bool]:
    """Where a template ends, or (then True) where a ``${`` or ``%{`` interrupts it."""
    for match in pattern.finditer(text, position):
        if match.lastindex:
            return match.end(), False
        if match[0] in ("${", "%{"):
            return match.end(), True
    return len(text), False


def columns(text: str) -> int:
    """How many columns ``text`` takes as ``terraform fmt`` counts: one for each grapheme cluster.

    Source: Unicode Standard Annex 29. Left out are the few characters that attach to what follows them.
    """
    if text.isascii():
        return len(text) - text.count("\r\n")
    count = 0
    first = previous = ""  # of the cluster
    for character in text:
        if _extends(first, previous, character):
            # A flag is two regional indicators; a third one begins another flag.
            previous = " " if _is_flag_half(character) else character
        else:
            count += 1
            first = previous = character
    return count


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _extends(first: str, previous: str, character: str) -> bool:
    """Whether a character belongs to the cluster of the one before it, which begins with ``first``."""
    if previous in ("", '"', "\n", "\r"):  # a quote is a token of its own
        return previous == "\r" and character == "\n"
    category = unicodedata.category(character)
    return (
        category in ("Mn", "Me", "Mc")
        or character in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags
        or (previous == "\u200d" and category == "So" and unicodedata.category(first) == "So")
        or (_is_flag_half(previous) and _is_flag_half(character))
        or ("\u1160" <= character <= "\u11ff" and _is_hangul(previous))
    )


def _is_hangul(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff" or "\uac00" <= character <= "\ud7a3"


def line_start(text: str, offset: int) -> int:
    """Where the line of ``offset`` begins, behind a byte order mark."""
    return max(text.rfind("\n", 0, offset) + 1, text_start(text))


def text_start(text: str) -> int:
    """Where the text begins, behind a byte order mark."""
    return 1 if text.startswith("\ufeff") else 0


def line_end(text: str, offset: int) -> int:
    """Where the line of ``offset`` ends, behind its newline. ``offset`` lies in no template or comment."""
    return next((line.end for line in format_lines(text, offset)), len(text))


def indent_at(text: str, offset: int) -> str:
    """The blanks that the line of ``offset`` begins with."""
    start = end = line_start(text, offset)
    while end < len(text) and text[end] in BLANKS:
        end += 1
    return text[start:end]


def indent_unit(document: Document) -> str:
    """What one level of nesting is indented by: as the first block does that has its content on lines of its own."""
    for block in document.body.items:
        if isinstance(block, Block) and block.body.items:
            outer = indent_at(document.text, block.span.start)
            inner = indent_at(document.text, block.body.items[0].span.start)
            if inner != outer and inner.startswith(outer):
                return inner[len(outer) :]
    return "  "


def lay_out(document: Document, text: str, indent: str) -> str:
    """HCL of several lines as it stands at ``indent`` in the document: indented as the document is, with its newline.

    The first line is not indented. The text of heredocs stays as it is.
    """
    text = text.strip()
    first, *following = [text[line.start : line.end] for line in format_lines(text)] or [""]
    leads = [row[: len(row) - len(row.lstrip(BLANKS))] for row in following if row.strip()]
    base = min(map(len, leads), default=0)
    step = min((len(lead) - base for lead in leads if len(lead) > base), default=0)
    unit = "" if any("\t" in lead for lead in leads) or not step else indent_unit(document)

    rows = [first]
    for row in following:
        content = row.lstrip(BLANKS)
        lead = row[base : len(row) - len(content)]
        if unit:
            lead = unit * (len(lead) // step) + " " * (len(lead) % step)
        rows.append(indent + lead + content if content.strip() else content)
    return "".join(row.rstrip("\r\n") + document.newline if row.endswith("\n") else row for row in rows)


def lead_start(text: str, floor: int, offset: int) -> int:
    """The start of the first line that belongs to what stands at ``offset``: comment lines right above, or its own.

    ``floor`` is a line start below what stands before.
    """
    start: int | None = None
    for line in format_lines(text, floor):
        if line.end > offset:
            return line.start if start is None else start
        if not text[line.start : line.end].strip():
            start = None
        elif start is None:
            start = line.start
    return offset


def cut_lines(text: str, regions: Sequence[Span], within: Span) -> list[Span]:
    """What to delete so that lines go without leaving blank lines doubled, or at the border of what is ``within``.

    ``regions`` are in order, and like ``within`` they begin and end at line starts.
    """
    merged: list[Span] = []
    for region in regions:
        if merged and not text[merged[-1].end : region.start].strip():
            region = Span(merged.pop().start, region.end)
        merged.append(region)
    spans: list[Span] = []
    for start, end in merged:
        above, below = start, end
        while above > within.start and not text[(previous := line_start(text, above - 1)) : above].strip():
            above = previous
        while below < within.end and not text[below : (following := _next_line(text, below))].strip():
            below = following
        first, last = above <= within.start, below >= within.end
        doubled = above < start and below > end
        spans.append(Span(above if last or doubled else start, below if first else end))
    return spans


def _next_line(text: str, offset: int) -> int:
    return text.find("\n", offset) + 1 or len(text)
