"""Which names could become equal is found without a look at every pair."""

from __future__ import annotations

from itertools import combinations
from typing import Any, cast

from hclfix.transforms._names.table import facts
from hclfix.transforms._suffix.after import MARKER
from hclfix.transforms._suffix.collide import _equal_with, _pairs
from hclfix.transforms._suffix.renamed import Renamed
from hypothesis import given
from hypothesis import strategies as st

FACT = facts({})["aws_sqs_queue"][0]


class AnyName:
    """A name of a type; nothing else of it matters here."""

    fact = FACT


def renamed(start: str, end: str, separator: str) -> Renamed:
    """A name that gets its suffix between ``start`` and ``end``."""
    new = f"{start}{separator}{MARKER[1:]}{end}"
    return Renamed(cast(Any, AnyName()), start + end, new, len(start), False)


TEXTS = st.lists(st.sampled_from(("a", "b", "-", "-a", "-b", "_a")), max_size=4).map("".join)
NAMES = st.builds(renamed, TEXTS.filter(bool), TEXTS, st.sampled_from(("-", "-", "_", "")))
SUFFIXES = ("", "a", "b", "a-b", "b-a", "a-a", "ab", "ba")


@given(st.lists(NAMES, max_size=8))
def test_no_two_names_that_could_become_equal_are_missed(names: list[Renamed]) -> None:
    pairs = _pairs(names)
    assert pairs == sorted(set(pairs))
    for first, second in combinations(range(len(names)), 2):
        if _equal_with(names[first], names[second]):
            assert (first, second) in pairs


@given(NAMES, NAMES)
def test_names_that_two_suffixes_make_equal_are_seen(one: Renamed, other: Renamed) -> None:
    def called(name: Renamed) -> set[str]:
        suffixes = ("" if not each else name.separator + each.replace("-", name.separator) for each in SUFFIXES)
        return {name.start + suffix + name.end for suffix in suffixes}

    if one.old != other.old and called(one) & called(other):
        assert _equal_with(one, other)
        assert _pairs([one, other]) == [(0, 1)]


def test_names_that_have_nothing_in_common_are_no_pairs() -> None:
    assert _pairs([renamed("app", f"-{number:03}", "-") for number in range(500)]) == []
