"""Names that two copies of a module could have in common although their suffixes differ."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from .._names.table import NameFact
from .plan import Plan
from .renamed import Renamed
from .source import Source

_LONGEST = 2048
"""Characters; no longer name is one that AWS takes (the longest limit in data/aws_names.tsv)."""


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
        if one.name is other.name or one.old == other.old or one.name.fact.scope == "any":
            continue
        suffixes = _equal_with(one, other)
        if suffixes is None:
            continue
        text = _told(plan, one, other, *suffixes)
        found += [Collision(each, text) for each in dict.fromkeys((source, other_source))]
    return found


def _pairs(renamed: Sequence[Renamed]) -> list[tuple[int, int]]:
    """The pairs, in order, of names of one type that could become equal: one begins as the other, up to a separator or
    to its suffix, and ends as the other does. Their number grows with that of the names, not its square.
    """
    by_end: dict[tuple[NameFact, str, str], list[int]] = {}
    whole: dict[tuple[NameFact, str, str], list[int]] = {}
    separators: dict[NameFact, set[str]] = {}
    end_lengths: dict[NameFact, set[int]] = {}
    names = [(number, each.name.fact, each) for number, each in enumerate(renamed) if len(each.old) <= _LONGEST]
    for number, fact, each in names:
        separators.setdefault(fact, set()).add(each.separator)
        end_lengths.setdefault(fact, set()).add(len(each.end))
        whole.setdefault((fact, each.start, each.end), []).append(number)
        for cut in range(len(each.end) + 1):
            by_end.setdefault((fact, each.start, each.end[cut:]), []).append(number)
    found: set[tuple[int, int]] = set()
    for number, fact, each in names:
        before_separator = re.compile(f"(?={'|'.join(sorted(separators[fact], reverse=True))})")
        others: list[int] = []
        for start in {each.start, *_beginnings(before_separator, each.start)}:
            others += by_end.get((fact, start, each.end), ())
            for cut in range(1, len(each.end) + 1):
                others += whole.get((fact, start, each.end[cut:]), ())
        for start in _beginnings(before_separator, each.old):  # what another becomes may be what this one is called
            for length in end_lengths[fact]:
                others += whole.get((fact, start, each.old[len(each.old) - length :]), ())
        found.update((min(number, other), max(number, other)) for other in others if other != number)
    return sorted(found)


def _beginnings(before_separator: re.Pattern[str], text: str) -> list[str]:
    return [text[: cut.start()] for cut in before_separator.finditer(text)]


def _told(plan: Plan, one: Renamed, other: Renamed, suffix: str, other_suffix: str) -> str:
    def with_suffix(suffix: str, renamed: Renamed) -> str:
        return f'with the suffix "{_value(suffix, renamed)}"' if suffix else "without a suffix"

    called = one.start + suffix + one.end
    return (
        f"{one.name.address} {with_suffix(suffix, one)} and"
        f" {other.name.address} {with_suffix(other_suffix, other)} are both called"
        f' "{plan.texts.shown(called)}"'
    )


def _equal_with(one: Renamed, other: Renamed) -> tuple[str, str] | None:
    """Two suffixes, each with its separators, that make two different names equal; None where there are none.

    What stands in the middle of a suffix may be any letter, so that one letter tries them all.
    """
    if not one.start.startswith(other.start):
        swapped = _equal_with(other, one) if other.start.startswith(one.start) else None
        return (swapped[1], swapped[0]) if swapped else None
    more = one.start[len(other.start) :]
    letter = f"{one.separator}a"
    tried: list[tuple[str, str]] = []
    if one.end.endswith(other.end):  # the other's suffix spans all that the first has more
        rest = one.end[: len(one.end) - len(other.end)]
        tried = [("", more + rest), (letter, more + letter + rest)]
    elif other.end.endswith(one.end):
        rest = other.end[: len(other.end) - len(one.end)]
        tried = [(rest, more), (letter + rest, more + letter)]  # the two suffixes meet, or overlap
        tried += [  # or something that both have stands between them
            (rest[len(more) - cut :], more[:cut]) for cut in range(len(more)) if rest.startswith(more[cut:])
        ]
    return next((pair for pair in tried if _is_suffix(pair[0], one) and _is_suffix(pair[1], other)), None)


def _is_suffix(text: str, renamed: Renamed) -> bool:
    """Whether a text is what a name can get, with the separator before it: nothing, or one of the suffixes."""
    return bool(re.fullmatch(rf"(?>{renamed.separator}[a-z0-9]++)*+", text))


def _value(suffix: str, renamed: Renamed) -> str:
    """The value of the variable for a suffix with its separators."""
    return suffix.removeprefix(renamed.separator).replace("_", "-")
