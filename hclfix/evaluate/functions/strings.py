"""String functions. Most of them keep what they can of a string that is known in part."""

from __future__ import annotations

from collections.abc import Callable

from hclfix.evaluate.convert import text_content, whole_number
from hclfix.evaluate.functions.pieces import BLANKS, pieces_of, unknown_bool, unknown_string
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.functions.regular import replace_pattern
from hclfix.evaluate.making import boolean, characters, list_value, string, text_of
from hclfix.evaluate.types import BOOL, NUMBER, STRING, list_of
from hclfix.evaluate.values import LENGTH, EvaluationError, Hole, Known, NotCovered, Value, parts_bounds

# --- letter case ------------------------------------------------------------------------------------------------


def _each_letter(change: Callable[[str], str]) -> Callable[[Value], Value]:
    def work(value: Value) -> Value:
        return text_of(
            _changed(part, change) if isinstance(part, str) else Hole(part.least, part.greatest)
            for part in pieces_of(value)
        )

    return work


def _changed(text: str, change: Callable[[str], str]) -> str:
    if text.isascii():
        return change(text)
    changed = [change(letter) for letter in text]
    if any(len(letter) != 1 for letter in changed):
        raise NotCovered("a letter that has no counterpart of one letter")
    return "".join(changed)


function("lower", STRING, result=STRING, needs=Needs.NOTHING)(_each_letter(str.lower))
function("upper", STRING, result=STRING, needs=Needs.NOTHING)(_each_letter(str.upper))


@function("title", STRING, result=STRING, needs=Needs.NOTHING)
def title(value: Value) -> Value:
    titled: list[str | Hole] = []
    inside = False
    for part in pieces_of(value):
        if isinstance(part, Hole):
            if titled:
                raise NotCovered("title() of a string that is known in part")
            titled.append(Hole(part.least, part.greatest))
            continue
        letters = []
        for letter in part:
            letters.append(letter if inside else _changed(letter, str.title))
            inside = letter == "_" or letter.isalnum() or (not letter.isascii() and letter not in BLANKS)
        titled.append("".join(letters))
    if len(titled) > 1:
        raise NotCovered("title() of a string that is known in part")
    return text_of(titled)


# --- pieces -----------------------------------------------------------------------------------------------------


@function("substr", STRING, NUMBER, NUMBER, result=STRING, needs=Needs.NOTHING)
def substr(value: Value, offset: Value, length: Value) -> Value:
    if not isinstance(offset, Known) or not isinstance(length, Known):
        return unknown_string(0, parts_bounds(pieces_of(value))[1])
    start, count = whole_number(offset), whole_number(length)
    if not isinstance(value, Known):
        return _substr_of_parts(pieces_of(value), start, count)
    text = characters(text_content(value))
    if start < 0:
        start = max(start + len(text), 0)
        count = -1 if count == 0 else count
    return string("".join(text[start:] if count < 0 else text[start : start + count]))


def _substr_of_parts(parts: tuple[str | Hole, ...], start: int, count: int) -> Value:
    _, greatest = parts_bounds(parts)
    if start == 0 and (count < 0 or (greatest is not None and greatest <= count)):
        return text_of(parts)
    if start == 0:
        return text_of(_first_characters(parts, count))
    longest = None if greatest is None else max(greatest - start, 0) if start > 0 else min(greatest, -start)
    if count >= 0 and (start > 0 or count > 0):
        longest = count if longest is None else min(longest, count)
    return unknown_string(0, longest)


def _first_characters(parts: tuple[str | Hole, ...], count: int) -> list[str | Hole]:
    """The first ``count`` characters: known pieces as long as it is known where they stand, then one hole."""
    kept: list[str | Hole] = []
    room = count
    for position, part in enumerate(parts):
        if isinstance(part, str):
            kept.append("".join(characters(part)[:room]))
            room -= len(part)
        elif part.least == part.greatest and part.least <= room:
            kept.append(part)
            room -= part.least
        else:
            least, greatest = parts_bounds(parts[position:])
            kept.append(Hole(min(least, room), room if greatest is None else min(greatest, room)))
            break
        if room <= 0:
            break
    return kept


@function("split", STRING, STRING, result=list_of(STRING))
def split(separator: Value, value: Value) -> Value:
    text, between = text_content(value), text_content(separator)
    return list_value(STRING, map(string, text.split(between) if between else text))


@function("join", STRING, list_of(STRING), rest=list_of(STRING), result=STRING, needs=Needs.NOTHING)
def join(separator: Value, *lists: Value) -> Value:
    parts: list[str | Hole] = []
    for each in lists:
        if not isinstance(each, Known):
            return unknown_string()
        for element in each.elements:
            if isinstance(element, Known) and element.content is None:
                raise EvaluationError("join() does not join null")
            parts += [*pieces_of(separator), *pieces_of(element)]
    return text_of(parts[len(pieces_of(separator)) :])


@function("strrev", STRING, result=STRING, needs=Needs.NOTHING)
def strrev(value: Value) -> Value:
    return text_of(
        "".join(reversed(characters(part))) if isinstance(part, str) else Hole(part.least, part.greatest)
        for part in reversed(pieces_of(value))
    )


@function("indent", NUMBER, STRING, result=STRING)
def indent(spaces: Value, value: Value) -> Value:
    count, text = whole_number(spaces), text_content(value)
    if count < 0:
        raise NotCovered("indent() by less than nothing")
    _check_size(count * text.count("\n"))
    return string(text.replace("\n", "\n" + " " * count))


def _check_size(size: int) -> None:
    if size > LENGTH:
        raise NotCovered(f"the string is longer than {LENGTH} characters")


# --- searching and replacing ------------------------------------------------------------------------------------


@function("strcontains", STRING, STRING, result=BOOL, needs=Needs.NOTHING)
def strcontains(value: Value, wanted: Value) -> Value:
    if not isinstance(wanted, Known):
        return unknown_bool()
    if any(isinstance(part, str) and text_content(wanted) in part for part in (*pieces_of(value), "")):
        return boolean(True)
    return boolean(False) if isinstance(value, Known) else unknown_bool()


@function("replace", STRING, STRING, STRING, result=STRING, needs=Needs.NOTHING)
def replace(value: Value, searched: Value, replacement: Value) -> Value:
    if not isinstance(searched, Known) or not isinstance(replacement, Known):
        return unknown_string()
    old, new = text_content(searched), text_content(replacement)
    pattern = len(old) > 1 and old.startswith("/") and old.endswith("/")
    if isinstance(value, Known):
        text = text_content(value)
        _check_size(len(new) * (text.count(old) if old and not pattern else len(text) + 1))
        return string(replace_pattern(old[1:-1], text, new) if pattern else text.replace(old, new))
    if len(old) != 1:
        shrinks = not pattern and old and len(new) <= len(old)
        return unknown_string(0, parts_bounds(pieces_of(value))[1] if shrinks else None)
    return text_of(
        part.replace(old, new) if isinstance(part, str) else _hole_with(part, len(new)) for part in pieces_of(value)
    )


def _hole_with(hole: Hole, length: int) -> Hole:
    """An unknown piece after each of some of its characters has become ``length`` characters."""
    greatest = None if hole.greatest is None else hole.greatest * max(length, 1)
    return Hole(hole.least if length else 0, greatest)
