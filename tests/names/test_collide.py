"""Which names could become equal is found without a look at every pair."""

from __future__ import annotations

from itertools import combinations
from typing import Any, cast

from hclfix.transforms._names.table import facts
from hclfix.transforms._suffix.collide import _equal_with, _pairs
from hclfix.transforms._suffix.renamed import Renamed
from hypothesis import given
from hypothesis import strategies as st

FACT = facts({})["aws_sqs_queue"][0]


class AnyName:
    """A name of a type; nothing else of it matters here."""

    fact = FACT


TEXTS = st.lists(st.sampled_from(("a", "b", "-", "-a", "-b")), max_size=4).map("".join)
NAMES = st.builds(
    lambda start, end: Renamed(cast(Any, AnyName()), start + end, "", len(start), False), TEXTS.filter(bool), TEXTS
)


@given(st.lists(NAMES, max_size=8))
def test_no_two_names_that_could_become_equal_are_missed(names: list[Renamed]) -> None:
    pairs = _pairs(names)
    assert pairs == sorted(set(pairs))
    for first, second in combinations(range(len(names)), 2):
        if _equal_with(names[first], names[second]):
            assert (first, second) in pairs


def test_names_that_have_nothing_in_common_are_no_pairs() -> None:
    assert _pairs([Renamed(cast(Any, AnyName()), f"app-{number:03}", "", 3, False) for number in range(500)]) == []
