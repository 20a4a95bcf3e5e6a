"""Where a string holds a name that changes, and how it follows."""

from __future__ import annotations

import re
from collections.abc import Set
from typing import NamedTuple
from weakref import WeakKeyDictionary

from hclfix import (
    Edit,
    FunctionCall,
    Interpolation,
    Module,
    Span,
    Template,
    TemplateText,
    Traversal,
    walk,
)

from .pieces import Piece
from .texts import Texts, occurrences, segments
from .trace import address_of, references_in

_LOOPS = ("each.", "count.")


class Run(NamedTuple):
    """A run of a text; ``span`` is where it stands in the file, if it is literal and stands there as it is."""

    start: int
    length: int
    span: Span | None


class Match(NamedTuple):
    """A name in a piece, from ``start`` to ``end`` in the text that the piece comes to; ``runs`` make up that text.

    What stands there may be filled in by a loop, and then is the name in one of its rounds.
    """

    piece: Piece
    text: str
    start: int
    end: int
    runs: tuple[Run, ...]


def matches(piece: Piece, name: str, texts: Texts, *, any_input: bool, kept: Set[str] = frozenset()) -> list[Match]:
    """Where a name stands as a whole segment in what a piece comes to.

    Not where it comes whole from what is changed elsewhere: a string inside, a local, a variable that a caller sets.
    ``kept`` are the addresses of locals and variables that stay as they are, so that their uses have to change.
    """
    found = []
    known = _readings.setdefault(texts, {})
    readings = known.get((piece, any_input))
    if readings is None:
        in_loop = any(address.startswith(_LOOPS) for _, address in references_in(piece.expression))
        readings = known[piece, any_input] = [
            Reading(text, runs, _loops(text, texts) if in_loop else []) for text, runs in _read(piece, texts, any_input)
        ]
    for text, runs, loops in readings:
        for start in occurrences(name, text):
            match = Match(piece, text, start, start + len(name), runs)
            if not _comes_from_elsewhere(match, texts, kept) and not (piece.is_key and len(name) == len(text)):
                found.append(match)
        for start, segment, loop in loops:
            if segment != name and loop.fullmatch(name) and not (piece.is_key and segment == text):
                found.append(Match(piece, text, start, start + len(segment), runs))
    return found


class Reading(NamedTuple):
    """A text that a piece may come to, its runs, and the segments that a loop fills in, each with what it can be."""

    text: str
    runs: tuple[Run, ...]
    loops: list[tuple[int, str, re.Pattern[str]]]


_readings: WeakKeyDictionary[Texts, dict[tuple[Piece, bool], list[Reading]]] = WeakKeyDictionary()


def _loops(text: str, texts: Texts) -> list[tuple[int, str, re.Pattern[str]]]:
    return [(start, segment, loop) for start, segment in segments(text) if (loop := texts.loop_pattern(segment))]


def _read(piece: Piece, texts: Texts, any_input: bool) -> list[tuple[str, tuple[Run, ...]]]:
    """Every text that a piece may come to (16 at most), with its runs."""
    expression = piece.expression
    if not isinstance(expression, Template):
        found = texts.of(piece.module, expression, any_input=any_input)
        return [(text, (Run(0, len(text), None),)) for text in found]
    rows: list[tuple[str, tuple[Run, ...]]] = [("", ())]
    for part in expression.parts:
        span: Span | None = None
        if isinstance(part, TemplateText):
            choices = [part.value]
            span = part.span if part.span.of(piece.document.text) == part.value else None
        elif isinstance(part, Interpolation):
            choices = texts.of(piece.module, part.expression, any_input=any_input) or [texts.unknown()]
        else:
            choices = [texts.unknown()]
        rows = [
            (text + choice, (*runs, Run(len(text), len(choice), span))) for text, runs in rows for choice in choices
        ][:16]
    return rows


def _comes_from_elsewhere(match: Match, texts: Texts, kept: Set[str]) -> bool:
    module, expression = match.piece.module, match.piece.expression
    if isinstance(expression, FunctionCall):
        name = match.text[match.start : match.end]
        return any(
            occurrences(name, text)
            for node in walk(expression)
            if isinstance(node, Template | Traversal)
            for any_input in (False, True)
            for text in texts.of(module, node, any_input=any_input)
        )
    if isinstance(expression, Traversal):
        return not _stays(module, expression, kept)
    if not isinstance(expression, Template):
        return False
    for run, part in zip(match.runs, expression.parts, strict=True):
        if isinstance(part, Interpolation) and run.start <= match.start and match.end <= run.start + run.length:
            inner = part.expression
            if isinstance(inner, Traversal) and _stays(module, inner, kept):
                return (match.start, match.end) != (run.start, run.start + run.length)
            return True
    return False


def _stays(module: Module, reference: Traversal, kept: Set[str]) -> bool:
    """Whether a reference is to a local or variable whose value stays what it is."""
    address = address_of(reference)
    kind, _, name = address.partition(".")
    if address in kept:
        return True
    return kind == "var" and not any(call.block.attribute(name) for call in module.callers)


def inserted(match: Match, position: int, text: str) -> list[Edit] | None:
    """The edits that insert raw template text at ``position`` of the name in a template, behind what comes to nothing
    there; None where that lies in a ``${...}``.
    """
    piece = match.piece
    template = piece.expression
    position += match.start
    if not isinstance(template, Template):
        return None
    for run, part in reversed(list(zip(match.runs, template.parts, strict=True))):
        if run.span and run.start < position <= run.start + run.length:
            offset = run.span.start + position - run.start
        elif position == run.start + run.length and not isinstance(part, TemplateText):
            offset = part.span.end
        else:
            continue
        return [Edit(piece.document.path, Span(offset, offset), text)]
    return None


def replaced(match: Match, reference: str) -> list[Edit] | None:
    """The edits that put a reference in place of the name; None where a piece of it lies inside of ``${...}``."""
    piece = match.piece
    template = piece.expression
    whole = match.start == 0 and match.end == len(match.text)
    if not isinstance(template, Template):
        return [Edit(piece.document.path, template.span, reference)] if whole else None
    if whole and not template.heredoc:
        return [Edit(piece.document.path, template.span, reference)]
    start = end = None
    for run, part in zip(match.runs, template.parts, strict=True):
        if run.start <= match.start < run.start + run.length and (run.span or run.start == match.start):
            start = run.span.start + match.start - run.start if run.span else part.span.start
        stop = run.start + run.length
        if run.start < match.end <= stop and (run.span or stop == match.end):
            end = run.span.start + match.end - run.start if run.span else part.span.end
    if start is None or end is None:
        return None
    return [Edit(piece.document.path, Span(start, end), f"${{{reference}}}")]
