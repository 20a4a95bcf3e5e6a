"""String functions. Most of them keep what they can of a string that is known in part."""

from __future__ import annotations

from collections.abc import Callable

from hclfix.evaluate.convert import bool_content, text_content, whole_number
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.functions.regular import replace_pattern
from hclfix.evaluate.making import boolean, characters, list_value, string, text_of
from hclfix.evaluate.types import BOOL, NUMBER, STRING, list_of
from hclfix.evaluate.values import LENGTH, EvaluationError, Hole, Known, NotCovered, Unknown, Value, parts_bounds

_BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What Terraform takes for a blank; ``str.strip()`` alone takes four characters more."""


def _parts(value: Value) -> tuple[str | Hole, ...]:
    """The pieces of a string. That an unknown one may be null does not count: then Terraform reports an error."""
    return value.text_parts() or ()


def _unknown_bool() -> Value:
    return Unknown(BOOL, "the string is not known", nullable=False)


def _unknown_string(least: int = 0, greatest: int | None = None) -> Value:
    return Unknown(STRING, "the string is not known", None, least, greatest, nullable=False)


# --- letter case ------------------------------------------------------------------------------------------------


def _each_letter(change: Callable[[str], str]) -> Callable[[Value], Value]:
    def work(value: Value) -> Value:
        return text_of(
            _changed(part, change) if isinstance(part, str) else Hole(part.least, part.greatest)
            for part in _parts(value)
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
    for part in _parts(value):
        if isinstance(part, Hole):
            if titled:
                raise NotCovered("title() of a string that is known in part")
            titled.append(Hole(part.least, part.greatest))
            continue
        letters = []
        for letter in part:
            letters.append(letter if inside else _changed(letter, str.title))
            inside = letter == "_" or letter.isalnum() or (not letter.isascii() and letter not in _BLANKS)
        titled.append("".join(letters))
    if len(titled) > 1:
        raise NotCovered("title() of a string that is known in part")
    return text_of(titled)


# --- pieces -----------------------------------------------------------------------------------------------------


@function("substr", STRING, NUMBER, NUMBER, result=STRING, needs=Needs.NOTHING)
def substr(value: Value, offset: Value, length: Value) -> Value:
    if not isinstance(offset, Known) or not isinstance(length, Known):
        return _unknown_string(0, parts_bounds(_parts(value))[1])
    start, count = whole_number(offset), whole_number(length)
    if not isinstance(value, Known):
        return _substr_of_parts(_parts(value), start, count)
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
    return _unknown_string(0, longest)


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
            return _unknown_string()
        for element in each.elements:
            if isinstance(element, Known) and element.content is None:
                raise EvaluationError("join() does not join null")
            parts += [*_parts(separator), *_parts(element)]
    return text_of(parts[len(_parts(separator)) :])


@function("strrev", STRING, result=STRING, needs=Needs.NOTHING)
def strrev(value: Value) -> Value:
    return text_of(
        "".join(reversed(characters(part))) if isinstance(part, str) else Hole(part.least, part.greatest)
        for part in reversed(_parts(value))
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


# --- ends -------------------------------------------------------------------------------------------------------


def _trimmed(value: Value, blanks: str, left: bool, right: bool) -> Value:
    """``value`` without the characters of ``blanks`` at its ends. An unknown piece at an end may lose all it has."""
    parts = list(_parts(value))
    for at_start in [True] * left + [False] * right:
        while parts:
            end = 0 if at_start else -1
            part = parts[end]
            if isinstance(part, Hole):
                least = sum(bool(isinstance(each, str) and each.strip(blanks)) for each in parts)
                if len(parts) == 1 or any(isinstance(each, str) and each.strip(blanks) for each in parts):
                    parts[end] = Hole(0, part.greatest)
                    break
                return _unknown_string(least, parts_bounds(parts)[1])
            stripped = part.lstrip(blanks) if at_start else part.rstrip(blanks)
            if stripped:
                parts[end] = stripped
                break
            parts.pop(end)
    return text_of(parts)


@function("chomp", STRING, result=STRING, needs=Needs.NOTHING)
def chomp(value: Value) -> Value:
    return _trimmed(value, "\r\n", left=False, right=True)


@function("trimspace", STRING, result=STRING, needs=Needs.NOTHING)
def trimspace(value: Value) -> Value:
    return _trimmed(value, _BLANKS, left=True, right=True)


@function("trim", STRING, STRING, result=STRING, needs=Needs.NOTHING)
def trim(value: Value, cutset: Value) -> Value:
    if not isinstance(cutset, Known):
        return _unknown_string(0, parts_bounds(_parts(value))[1])
    if not text_content(cutset):
        return text_of(_parts(value))
    return _trimmed(value, text_content(cutset), left=True, right=True)


@function("trimprefix", STRING, STRING, result=STRING, needs=Needs.NOTHING)
def trimprefix(value: Value, prefix: Value) -> Value:
    starts = startswith(value, prefix)
    if not isinstance(starts, Known):
        return _unknown_string(0, parts_bounds(_parts(value))[1])
    parts = list(_parts(value))
    if bool_content(starts) and text_content(prefix):
        assert isinstance(parts[0], str)
        parts[0] = parts[0][len(text_content(prefix)) :]
    return text_of(parts)


@function("trimsuffix", STRING, STRING, result=STRING, needs=Needs.NOTHING)
def trimsuffix(value: Value, suffix: Value) -> Value:
    ends = endswith(value, suffix)
    if not isinstance(ends, Known):
        return _unknown_string(0, parts_bounds(_parts(value))[1])
    parts = list(_parts(value))
    if bool_content(ends) and text_content(suffix):
        assert isinstance(parts[-1], str)
        parts[-1] = parts[-1][: -len(text_content(suffix))]
    return text_of(parts)


@function("startswith", STRING, STRING, result=BOOL, needs=Needs.NOTHING)
def startswith(value: Value, prefix: Value) -> Value:
    return _has_end(value, prefix, 0)


@function("endswith", STRING, STRING, result=BOOL, needs=Needs.NOTHING)
def endswith(value: Value, suffix: Value) -> Value:
    return _has_end(value, suffix, -1)


def _has_end(value: Value, wanted: Value, end: int) -> Value:
    if not isinstance(wanted, Known):
        return _unknown_bool()
    text, parts = text_content(wanted), _parts(value)
    piece = parts[end] if parts else ""
    if isinstance(piece, Hole):
        return _unknown_bool() if text else boolean(True)
    if piece.endswith(text) if end else piece.startswith(text):
        return boolean(True)
    could = text.endswith(piece) if end else text.startswith(piece)
    return _unknown_bool() if could and not isinstance(value, Known) else boolean(False)


@function("strcontains", STRING, STRING, result=BOOL, needs=Needs.NOTHING)
def strcontains(value: Value, wanted: Value) -> Value:
    if not isinstance(wanted, Known):
        return _unknown_bool()
    if any(isinstance(part, str) and text_content(wanted) in part for part in (*_parts(value), "")):
        return boolean(True)
    return boolean(False) if isinstance(value, Known) else _unknown_bool()


# --- replacing --------------------------------------------------------------------------------------------------


@function("replace", STRING, STRING, STRING, result=STRING, needs=Needs.NOTHING)
def replace(value: Value, searched: Value, replacement: Value) -> Value:
    if not isinstance(searched, Known) or not isinstance(replacement, Known):
        return _unknown_string()
    old, new = text_content(searched), text_content(replacement)
    pattern = len(old) > 1 and old.startswith("/") and old.endswith("/")
    if isinstance(value, Known):
        text = text_content(value)
        _check_size(len(new) * (text.count(old) if old and not pattern else len(text) + 1))
        return string(replace_pattern(old[1:-1], text, new) if pattern else text.replace(old, new))
    if len(old) != 1:
        shrinks = not pattern and old and len(new) <= len(old)
        return _unknown_string(0, parts_bounds(_parts(value))[1] if shrinks else None)
    return text_of(
        part.replace(old, new) if isinstance(part, str) else _hole_with(part, len(new)) for part in _parts(value)
    )


def _hole_with(hole: Hole, length: int) -> Hole:
    """An unknown piece after each of some of its characters has become ``length`` characters."""
    greatest = None if hole.greatest is None else hole.greatest * max(length, 1)
    return Hole(hole.least if length else 0, greatest)
