"""regex, regexall and replace with a pattern, for the patterns that Go and Python read alike.

A pattern is translated piece by piece; what the two languages see differently, and what could take long on a long
string, is not covered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from hclfix.evaluate.convert import text_content
from hclfix.evaluate.functions.registry import function
from hclfix.evaluate.making import list_value, null, object_value, string, tuple_value
from hclfix.evaluate.types import STRING, object_of, tuple_of
from hclfix.evaluate.values import EvaluationError, NotCovered, Value

_WORK = 10_000_000
_MOST_LOOPS = 20
_CLASSES = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "digit": "0-9",
    "lower": "a-z",
    "upper": "A-Z",
    "word": "0-9A-Za-z_",
    "xdigit": "0-9A-Fa-f",
    "space": r"\t\n\v\f\r ",
    "blank": r"\t ",
}
_TOKEN = re.compile(
    r"""
    (?P<escape>\\[^\W_])|(?P<quoted>\\[^\w\s])
    |(?P<set>\[\^?\]?(?:[^\]\\\[]|\\.|\[:\^?\w+:\]|\[(?!:))*\])
    |(?P<group>\((?:\?(?::|P?<[A-Za-z_]\w*>))?)|(?P<flags>\(\?[imsU]+\))|(?P<close>\))
    |(?P<repeat>(?:[*+?]|\{\d+(?:,\d*)?\})\??)|(?P<either>\|)|(?P<edge>[\^$.])|(?P<plain>[^\\\[\](){}*+?|^$.]|[\]{}])
    """,
    re.VERBOSE | re.DOTALL,
)
_SET_TOKEN = re.compile(r"\[:(?P<class>\^?\w+):\]|\\(?P<escape>.)|(?P<plain>.)", re.DOTALL)
_SAME_ESCAPES = frozenset("dDwWbBtnrfvA")
_MANY = re.compile(r"[*+]|\{\d+,\}|\{\d{3,}")


@dataclass(slots=True)
class _Group:
    """What has been read of a group, or of the whole pattern: how hard Python may have to try.

    ``loops`` pieces repeat without limit; the others go in so many ``ways`` over at most so many characters.
    """

    loops: int = 0
    ways: int = 1
    length: int = 0

    def add(self, piece: _Group) -> None:
        """Takes a piece in.

        Raises:
            NotCovered: there would be too many ways.
        """
        self.loops += piece.loops
        self.ways *= piece.ways
        self.length += piece.length
        if max(self.ways, self.length) > _WORK:
            raise NotCovered("a pattern with too many ways to match")

    def work(self, size: int) -> int:
        """The most steps that it may take to look for the pattern in so many characters."""
        starts_and_loops: int = size ** min(self.loops + 1, _MOST_LOOPS)
        return starts_and_loops * self.ways * max(1, min(self.length, size))


def _translated(pattern: str) -> tuple[str, _Group]:
    """The pattern in Python's spelling, and what it takes to match it."""
    pieces: list[str] = []
    position = 0
    groups = [_Group()]
    piece = _Group()  # the one that a repetition would repeat, in the group already
    previous: str | None = None
    while position < len(pattern):
        match = _TOKEN.match(pattern, position)
        if not match:
            raise NotCovered(f"the pattern at {pattern[position : position + 10]!r}")
        kind, text = match.lastgroup, match[0]
        position = match.end()
        if kind == previous == "repeat":
            raise NotCovered("a repetition of a repetition")
        previous = kind
        if kind == "repeat":
            groups[-1].add(_repeated(piece, text))
            pieces.append(text)
            continue
        if kind == "close":
            if len(groups) == 1:
                raise EvaluationError("the pattern closes a group that it has not opened")
            piece = groups.pop()
            groups[-1].add(piece)
            pieces.append(text)
            continue
        piece = _Group(length=1)
        if kind == "group":
            groups.append(_Group())
            text = text.replace("(?<", "(?P<")
        elif kind == "either":
            piece.ways = 2
        elif kind == "set":
            text = _translated_set(text)
        elif kind == "flags":
            if pieces or set(text) & {"U", "m"}:
                raise NotCovered("the flags of the pattern")
        elif kind == "escape":
            text = _translated_escape(text[1])
        elif text == "$":
            text = r"\Z"
        groups[-1].add(piece)
        pieces.append(re.escape(text) if text in ("]", "{", "}") else text)
    return "".join(pieces), groups[0]


def _repeated(piece: _Group, repetition: str) -> _Group:
    """What a piece is more when it is repeated.

    Raises:
        NotCovered: it goes in several ways, and there is no limit to the repetition.
    """
    if _MANY.match(repetition):
        if piece.loops or piece.ways > 1:
            raise NotCovered("a pattern with a repetition inside a repetition")
        return _Group(loops=1)
    if repetition[0] == "?":
        return _Group(ways=2)
    least, comma, most = repetition.rstrip("?").strip("{}").partition(",")
    times = int(most if comma else least)
    more = max(times - 1, 0)
    return _Group(piece.loops * more, piece.ways**more * max(times - int(least) + 1, 1), piece.length * more)


def _translated_escape(letter: str) -> str:
    if letter in _SAME_ESCAPES:
        return f"\\{letter}"
    if letter in "sS":
        return r"[\t\n\f\r ]" if letter == "s" else r"[^\t\n\f\r ]"
    if letter == "z":
        return r"\Z"
    raise NotCovered(f"\\{letter} in a pattern")


def _translated_set(text: str) -> str:
    opening = "[^" if text.startswith("[^") else "["
    pieces = [opening]
    for match in _SET_TOKEN.finditer(text, len(opening), len(text) - 1):
        if match["class"]:
            if match["class"] not in _CLASSES:
                raise NotCovered(f"[:{match['class']}:] in a pattern")
            pieces.append(_CLASSES[match["class"]])
        elif (escape := match["escape"]) is not None:
            if escape.isalnum() and escape not in "dwtnrfvs":
                raise NotCovered(f"\\{escape} in a pattern")
            pieces.append(r"\t\n\f\r " if escape == "s" else f"\\{escape}")
        else:
            pieces.append(f"\\{match[0]}" if match[0] in "[]&~|" else match[0])
    return "".join(pieces) + "]"


def _compiled(pattern: str, text: str) -> re.Pattern[str]:
    translated, whole = _translated(pattern)
    if whole.work(len(text)) > _WORK:
        raise NotCovered("the string is too long for the pattern")
    try:
        compiled = re.compile(translated, re.ASCII)
    except (re.error, OverflowError, RecursionError) as error:
        raise NotCovered(f"the pattern {pattern!r}") from error
    if compiled.flags & re.IGNORECASE and not text.isascii():
        raise NotCovered("letter case beyond ASCII")
    return compiled


def _matches(compiled: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """All matches from left to right, as Go takes them: no empty one right after another."""
    position, previous_end = 0, -1
    while position <= len(text) and (match := compiled.search(text, position)):
        empty = match.end() == position
        position = position + 1 if empty else match.end()
        if not (empty and match.start() == previous_end):
            yield match
        previous_end = match.end()


def replace_pattern(pattern: str, text: str, replacement: str) -> str:
    """``text`` with every match of ``pattern`` replaced; ``$1`` and ``${name}`` stand for groups.

    Raises:
        NotCovered: the pattern is not covered.
        EvaluationError: the pattern is wrong.
    """
    compiled = _compiled(pattern, text)
    pieces: list[str] = []
    last_end = 0
    for match in _matches(compiled, text):
        pieces += [text[last_end : match.start()], _expanded(replacement, match)]
        last_end = match.end()
    return "".join(pieces) + text[last_end:]


_REFERENCE = re.compile(r"\$(?:(?P<dollar>\$)|\{(?P<braced>\w+)\}|(?P<name>\w+))", re.ASCII)


def _expanded(replacement: str, match: re.Match[str]) -> str:
    def group(reference: re.Match[str]) -> str:
        if reference["dollar"]:
            return "$"
        name = reference["braced"] or reference["name"]
        groups = match.re.groups
        if name.isdecimal():
            return (match[int(name)] or "") if int(name) <= groups else ""
        return match.groupdict().get(name) or ""

    return _REFERENCE.sub(group, replacement)


def _result(match: re.Match[str]) -> Value:
    """What one match is worth: the whole, or its groups."""
    names = match.re.groupindex
    if not match.re.groups:
        return string(match[0])
    if len(names) not in (0, match.re.groups):
        raise EvaluationError("the pattern mixes groups with and without names")
    if names:
        return object_value({name: _group(match[name]) for name in names})
    return tuple_value(map(_group, match.groups()))


def _group(text: str | None) -> Value:
    return null(STRING) if text is None else string(text)


@function("regex", STRING, STRING)
def regex(pattern: Value, value: Value) -> Value:
    text = text_content(value)
    match = _compiled(text_content(pattern), text).search(text)
    if not match:
        raise EvaluationError(f"the pattern {text_content(pattern)!r} does not match")
    return _result(match)


@function("regexall", STRING, STRING)
def regexall(pattern: Value, value: Value) -> Value:
    text = text_content(value)
    compiled = _compiled(text_content(pattern), text)
    results = [_result(match) for match in _matches(compiled, text)]
    element = STRING
    if compiled.groupindex:
        element = object_of(dict.fromkeys(compiled.groupindex, STRING))
    elif compiled.groups:
        element = tuple_of([STRING] * compiled.groups)
    return list_value(element, results)
