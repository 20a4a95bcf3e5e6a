"""Lines as ``terraform fmt`` sees them: where a line's ``=`` and its trailing comment stand, and how wide text is.

The rules are those of hashicorp/hcl, hclwrite/format.go (``linesForFormat``, ``formatCells``). A line ends at a newline
token, so a heredoc or a block comment over several lines is part of the line that it begins on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

BLANKS = " \t"

_CODE = re.compile(
    r'[\n"({\[)\]}]|#[^\n]*\n?|//[^\n]*\n?|/\*(?:.*?\*/|.*)|<<-?(?P<marker>[^\W\d][\w-]*)\r?\n|[=!<>]=|=>|=', re.DOTALL
)
_QUOTED = re.compile(r'\\.|\$\$\{|%%\{|[$%]\{|"', re.DOTALL)
_HEREDOC = re.compile(r"\$\$\{|%%\{|[$%]\{|\n")


class FormatLine(NamedTuple):
    """A line and the two places in it that ``terraform fmt`` aligns.

    ``equals`` is the offset of the ``=`` of an assignment that ends on this line, ``comment`` that of a comment behind
    something else; None where there is no such thing. ``end`` lies after the newline.
    """

    start: int
    end: int
    equals: int | None
    comment: int | None


def format_lines(text: str, start: int = 0) -> Iterator[FormatLine]:
    """The lines of HCL from ``start`` on, which must not lie inside a template or a comment."""
    templates: list[tuple[str | None, int]] = []  # those that an interpolation interrupts, with the depth of its brace
    braces = 0
    line_start = position = start
    equals = comment = block_comment = None
    brackets = 0  # open brackets since the `=`

    while match := _CODE.search(text, position):
        token, position = match.group(), match.end()
        first = token[0]
        template: tuple[str | None] | None = None
        if token == "=":
            if equals is None and text[line_start : match.start()].strip():
                equals, brackets = match.start(), 0
        elif first in "({[":
            brackets += 1
            braces += first == "{"
        elif first in ")}]":
            brackets -= 1
            if first == "}":
                if templates and templates[-1][1] == braces:
                    template = (templates.pop()[0],)
                braces -= 1
        elif first == '"':
            template = (None,)
        elif token.startswith("<<"):
            template = (match["marker"],)
        elif first == "\n" or first == "#" or token.startswith("//"):
            if first != "\n" and text[line_start : match.start()].strip():
                comment = match.start()
            if token[-1] == "\n":
                yield FormatLine(line_start, position, None if brackets else equals, comment)
                line_start, equals, comment, brackets = position, None, None, 0
        elif token.startswith("/*"):
            block_comment = match
        if template:
            position, interrupted = _template_end(text, position, template[0])
            if interrupted:
                brackets += 1
                braces += 1
                templates.append((template[0], braces))

    if line_start < len(text):
        if block_comment and not text[block_comment.end() :].strip() and text[line_start : block_comment.start()].strip():
            comment = block_comment.start()
        yield FormatLine(line_start, len(text), None if brackets else equals, comment)


def _template_end(text: str, position: int, marker: str | None) -> tuple[int, bool]:
    """Where the template that goes on at ``position`` ends, or where an interpolation interrupts it (then True)."""
    pattern = _QUOTED if marker is None else _HEREDOC
    line_start = position if marker and text[position - 1] == "\n" else None
    while match := pattern.search(text, position):
        token, position = match.group(), match.end()
        if token in ("${", "%{"):
            return position, True
        if token == '"':
            return position, False
        if token == "\n":
            if line_start is not None and text[line_start : match.start()].strip() == marker:
                return match.start(), False
            line_start = position
    return len(text), False


def columns(text: str) -> int:
    """How many columns ``text`` takes as ``terraform fmt`` counts: one for each grapheme cluster.

    Source: Unicode Standard Annex 29. Left out are the few characters that attach to what follows them.
    """
    if text.isascii():
        return len(text) - text.count("\r\n")
    count = 0
    previous = ""
    flags = 0  # regional indicators in a row: they pair up
    for character in text:
        flags = flags + 1 if "\U0001f1e6" <= character <= "\U0001f1ff" else 0
        count += not (_extends(previous, character) or flags and flags % 2 == 0)
        previous = character
    return count


def _extends(previous: str, character: str) -> bool:
    if previous in ("", "\n", "\r"):
        return previous == "\r" and character == "\n"
    return (
        unicodedata.category(character) in ("Mn", "Me", "Mc")
        or character in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags
        or (previous == "\u200d" and unicodedata.category(character) == "So")
        or ("\u1160" <= character <= "\u11ff" and ("\u1100" <= previous <= "\u11ff" or "\uac00" <= previous <= "\ud7a3"))
    )
