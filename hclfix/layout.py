"""Lines as ``terraform fmt`` sees them: where a line's ``=`` and its trailing comment stand, and how wide text is.

The rules are those of hashicorp/hcl, hclwrite/format.go (``linesForFormat``, ``formatCells``). A line ends at a newline
token, so a heredoc or a block comment over several lines is part of the line that it begins on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from hclfix.syntax.recognise import heredoc_stop
from hclfix.syntax.tokens import COMMENT, HEREDOC_START

BLANKS = " \t"

_CODE = re.compile(rf"""[\n"({{\[)\]}}]|[=!<>]=|=>|=|{COMMENT}|{HEREDOC_START}""")
_QUOTED_STOP = re.compile(r'(")|\\.|\$\$\{|%%\{|[$%]\{')


class FormatLine(NamedTuple):
    """A line and the two places in it that ``terraform fmt`` aligns.

    ``equals`` is the offset of the first ``=`` and ``comment`` that of a comment behind something else; None where there
    is no such thing. ``balanced`` says that as many brackets close as open behind the ``=``: only then is it aligned with
    those of the lines around, else one blank stands before it. ``end`` lies after the newline.
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
            if equals is None and text[line_start : match.start()].strip():
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
    previous = ""
    for character in text:
        if _extends(previous, character):
            # A flag is two regional indicators; a third one begins another flag.
            previous = " " if _is_flag_half(character) else character
        else:
            count += 1
            previous = character
    return count


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _extends(previous: str, character: str) -> bool:
    """Whether a character belongs to the cluster of the one before it."""
    if previous in ("", "\n", "\r"):
        return previous == "\r" and character == "\n"
    category = unicodedata.category(character)
    return (
        category in ("Mn", "Me", "Mc")
        or character in "\u200c\u200d\uff9e\uff9f"
        or "\U0001f3fb" <= character <= "\U0001f3ff"  # skin tones
        or "\U000e0020" <= character <= "\U000e007f"  # tags
        or (previous == "\u200d" and category == "So")
        or (_is_flag_half(previous) and _is_flag_half(character))
        or ("\u1160" <= character <= "\u11ff" and _is_hangul(previous))
    )


def _is_hangul(character: str) -> bool:
    return "\u1100" <= character <= "\u11ff" or "\uac00" <= character <= "\ud7a3"
