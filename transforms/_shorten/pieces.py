"""The pieces of a name, put together and described."""

from __future__ import annotations

from collections.abc import Sequence, Set

from hclfix import Value

from .split import Part


def with_texts(parts: Sequence[Part], choice: Sequence[str], fixed: Set[int]) -> list[Part]:
    """The pieces with other texts for what is not kept or fixed; what stays as it was keeps its reference."""
    texts = iter(choice)
    found = []
    for part in parts:
        text = part.text if part.kept or id(part) in fixed else next(texts)
        if text is None or text == part.text:
            found.append(part)
        elif part.cut:
            raw = f"${{substr({part.address}, 0, {len(text)})}}"
            found.append(Part(raw, text, len(text), len(text), True))
        else:
            found.append(Part(text, text, len(text), len(text), False, literal=True))
    return found


def text_of(parts: Sequence[Part]) -> str:
    """What pieces come to, a reference where that is not known."""
    return "".join(part.raw if part.text is None else part.text for part in parts)


def changes_of(prefix: Sequence[Part], short: Sequence[Part]) -> str:
    """What is written otherwise, for a message."""
    changed = [(old, new) for old, new in zip(prefix, short, strict=True) if old.raw != new.raw]
    words = []
    for old, new in changed:
        lost = not old.literal and not old.cut
        words.append(f'"{old.text}" is "{new.text}"' + (f" whatever {old.address} says" if lost else ""))
    return f", where {' and '.join(words)}"


def length_of(part: Part) -> str:
    """A piece with its length, for a message."""
    if part.literal:
        return f'"{part.text}" ({part.least})'
    if part.text is not None:
        return f"{part.raw} ({part.least})"
    return f"{part.raw} ({_between(part.least, part.greatest)})"


def lengths_in(value: Value) -> list[str]:
    """The pieces of a value that is known in part, each with its length, for a message."""
    pieces = value.text_parts() or ()
    if len(pieces) < 2:
        return []
    return [
        f'"{piece}" ({len(piece)})'
        if isinstance(piece, str)
        else f"{piece.address or 'what is not known'} ({_between(piece.least, piece.greatest)})"
        for piece in pieces
    ]


def _between(least: int, greatest: int | None) -> str:
    if greatest is None:
        return "any length"
    return str(least) if least == greatest else f"{least} to {greatest}"
