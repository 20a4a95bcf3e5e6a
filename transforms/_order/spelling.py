"""Whether two strings can be equal, by how they are spelled: most that differ show it, and need not be evaluated."""

from __future__ import annotations

from collections.abc import Sequence

_LOOPS = ("${each.", "${count.")  # the same spelling has another value in each resource


def may_be_equal(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two templates of one module, given in their pieces, may come to the same string."""
    first, second = list(filter(None, one)), list(filter(None, other))
    while first and second and _is_same(first[0], second[0]):
        del first[0], second[0]
    while first and second and _is_same(first[-1], second[-1]):
        del first[-1], second[-1]
    if not first or not second:
        return all(map(_is_reference, first or second))  # which may come to nothing
    begins, ends = (first[0], second[0]), (first[-1], second[-1])
    return (
        any(map(_is_reference, begins)) or begins[0].startswith(begins[1]) or begins[1].startswith(begins[0])
    ) and (any(map(_is_reference, ends)) or ends[0].endswith(ends[1]) or ends[1].endswith(ends[0]))


def _is_same(one: str, other: str) -> bool:
    return one == other and not one.startswith(_LOOPS)


def _is_reference(piece: str) -> bool:
    return piece.startswith("$")
