"""Names that two copies of a module could have in common although their suffixes differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .._names.table import NameFact
from .plan import Plan
from .renamed import Renamed
from .source import Source

_SUFFIX = re.compile(r"(?:-[a-z0-9]+)+")


class Collision(NamedTuple):
    """Two names that may become equal; ``text`` says how, ``source`` is where the first of them gets the suffix."""

    source: Source
    text: str


def collisions(plan: Plan) -> list[Collision]:
    """The pairs of names that could become equal, once for each of their sources."""
    renamed = [
        (source, each) for source in plan.sources for each in plan.following[source].renamed if not each.any_input
    ]
    found = []
    for first, second in _pairs([each for _, each in renamed]):
        (source, one), (other_source, other) = renamed[first], renamed[second]
        if one.name is other.name or one.name.fact.scope == "any":
            continue
        suffixes = _equal_with(one, other)
        if suffixes is None:
            continue
        text = _told(plan, one, other, *suffixes)
        found += [Collision(each, text) for each in dict.fromkeys((source, other_source))]
    return found


def _pairs(renamed: Sequence[Renamed]) -> list[tuple[int, int]]:
    """The pairs, in order, of one type, one of which begins as the other up to a dash or its suffix, and one of which
    ends as the other: no other two can become equal. Their number grows with that of the names, not its square.
    """
    by_start: dict[tuple[NameFact, str, str], list[int]] = {}
    whole: dict[tuple[NameFact, str, str], list[int]] = {}
    for number, each in enumerate(renamed):
        start, end = each.old[: each.position], each.old[each.position :]
        whole.setdefault((each.name.fact, start, end), []).append(number)
        for cut in range(len(end) + 1):
            by_start.setdefault((each.name.fact, start, end[cut:]), []).append(number)
    found: set[tuple[int, int]] = set()
    for number, each in enumerate(renamed):
        fact, start, end = each.name.fact, each.old[: each.position], each.old[each.position :]
        for beginning in {start, *(start[: dash.start()] for dash in re.finditer("-", start))}:
            others = list(by_start.get((fact, beginning, end), ()))
            for cut in range(1, len(end) + 1):
                others += whole.get((fact, beginning, end[cut:]), ())
            found.update((min(number, other), max(number, other)) for other in others if other != number)
    return sorted(found)


def _told(plan: Plan, one: Renamed, other: Renamed, suffix: str, other_suffix: str) -> str:
    def with_suffix(suffix: str) -> str:
        return f'with the suffix "{suffix[1:]}"' if suffix else "without a suffix"

    called = one.old[: one.position] + suffix + one.old[one.position :]
    return (
        f"{one.name.address} {with_suffix(suffix)} and {other.name.address} {with_suffix(other_suffix)} are both called"
        f' "{plan.texts.shown(called)}"'
    )


def _equal_with(one: Renamed, other: Renamed) -> tuple[str, str] | None:
    """Two suffixes, dash included, with which the names are equal; None where no two different ones make them so."""
    start, end = one.old[: one.position], one.old[one.position :]
    other_start, other_end = other.old[: other.position], other.old[other.position :]
    if not start.startswith(other_start):
        swapped = _equal_with(other, one) if other_start.startswith(start) else None
        return (swapped[1], swapped[0]) if swapped else None
    more = start[len(other_start) :]
    if end.endswith(other_end):
        # start + s + end == other_start + s' + other_end, with s empty: s' is what the first has more on both sides
        wanted = more + end[: len(end) - len(other_end)]
        return ("", wanted) if _SUFFIX.fullmatch(wanted) else None
    if other_end.endswith(end):
        rest = other_end[: len(other_end) - len(end)]
        if not more and _SUFFIX.fullmatch(rest):
            return (rest, "")
        if _SUFFIX.fullmatch(more) and _SUFFIX.fullmatch(rest):
            return (rest, more)
    return None
