"""Functions that look at the ends of strings, or take them off."""

from __future__ import annotations

from collections.abc import Callable

from hclfix.evaluate.convert import bool_content, text_content
from hclfix.evaluate.functions.pieces import BLANKS, pieces_of, unknown_bool, unknown_string
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.making import boolean, text_of
from hclfix.evaluate.types import BOOL, STRING
from hclfix.evaluate.values import Hole, Known, Value, parts_bounds


def _trimmed(value: Value, blanks: str, left: bool, right: bool) -> Value:
    """``value`` without the characters of ``blanks`` at its ends."""
    parts = list(pieces_of(value))
    if left:
        parts = _trimmed_inwards(parts, lambda text: text.lstrip(blanks))
    if right:
        parts = _trimmed_inwards(parts[::-1], lambda text: text.rstrip(blanks))[::-1]
    return text_of(parts)


def _trimmed_inwards(parts: list[str | Hole], strip: Callable[[str], str]) -> list[str | Hole]:
    """The parts, of which the first stands at the end that is trimmed.

    An unknown piece there may lose all it has, and then the blanks behind it go too.
    """
    kept: list[str | Hole] = []
    for position, part in enumerate(parts):
        if isinstance(part, Hole):
            kept.append(Hole(0, part.greatest))
            continue
        stripped = strip(part)
        if kept and stripped != part:
            kept.append(Hole(0, len(part) - len(stripped)))
        if stripped:
            return [*kept, stripped, *parts[position + 1 :]]
    return kept


@function("chomp", STRING, result=STRING, needs=Needs.NOTHING)
def chomp(value: Value) -> Value:
    return _trimmed(value, "\r\n", left=False, right=True)


@function("trimspace", STRING, result=STRING, needs=Needs.NOTHING)
def trimspace(value: Value) -> Value:
    return _trimmed(value, BLANKS, left=True, right=True)


@function("trim", STRING, STRING, result=STRING, needs=Needs.NOTHING)
def trim(value: Value, cutset: Value) -> Value:
    if not isinstance(cutset, Known):
        return unknown_string(0, parts_bounds(pieces_of(value))[1])
    if not text_content(cutset):
        return text_of(pieces_of(value))
    return _trimmed(value, text_content(cutset), left=True, right=True)


@function("trimprefix", STRING, STRING, result=STRING, needs=Needs.NOTHING)
def trimprefix(value: Value, prefix: Value) -> Value:
    starts = startswith(value, prefix)
    if not isinstance(starts, Known):
        return unknown_string(0, parts_bounds(pieces_of(value))[1])
    parts = list(pieces_of(value))
    if bool_content(starts) and text_content(prefix):
        assert isinstance(parts[0], str)
        parts[0] = parts[0][len(text_content(prefix)) :]
    return text_of(parts)


@function("trimsuffix", STRING, STRING, result=STRING, needs=Needs.NOTHING)
def trimsuffix(value: Value, suffix: Value) -> Value:
    ends = endswith(value, suffix)
    if not isinstance(ends, Known):
        return unknown_string(0, parts_bounds(pieces_of(value))[1])
    parts = list(pieces_of(value))
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
        return unknown_bool()
    text, parts = text_content(wanted), pieces_of(value)
    piece = parts[end] if parts else ""
    if isinstance(piece, Hole):
        return unknown_bool() if text else boolean(True)
    if piece.endswith(text) if end else piece.startswith(text):
        return boolean(True)
    could = text.endswith(piece) if end else text.startswith(piece)
    return unknown_bool() if could and not isinstance(value, Known) else boolean(False)
