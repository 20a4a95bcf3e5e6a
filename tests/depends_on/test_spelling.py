"""Strings that can be equal are never told apart by how they are spelled."""

from __future__ import annotations

import pytest
from hclfix.transforms._order.spelling import may_be_equal
from hypothesis import given
from hypothesis import strategies as st

from hclfix import template_pieces

VALUES = {"${local.a}": ["", "x", "xy"], "${var.b}": ["", "y", "-x"]}
PIECES = st.lists(st.sampled_from(["x", "y", "-x", "xy", *VALUES]), max_size=4)


@given(PIECES, PIECES, st.sampled_from(VALUES["${local.a}"]), st.sampled_from(VALUES["${var.b}"]))
def test_strings_that_are_equal_may_be(one: list[str], other: list[str], a: str, b: str) -> None:
    def text(written: list[str]) -> str:
        return "".join(written).replace("${local.a}", a).replace("${var.b}", b)

    spelled = template_pieces(f'"{"".join(other)}"')
    assert spelled is not None
    assert may_be_equal(one, spelled) or text(one) != text(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ('"/aws/lambda/${local.p}-a${local.s}"', '"/aws/lambda/${local.p}-b${local.s}"'),
        ('"${local.p}-a"', '"${local.p}-b"'),
        ('"a-${local.p}"', '"b-${local.p}"'),
        ('"a"', '"b"'),
        ('"${local.p}-a"', '"${local.p}"'),
    ],
)
def test_strings_that_differ_at_their_ends_are_told_apart(one: str, other: str) -> None:
    assert not may_be_equal(template_pieces(one) or [], template_pieces(other) or [])


def test_a_loop_has_another_value_in_each_resource() -> None:
    spelled = template_pieces('"${each.key}-a"')
    assert spelled
    assert may_be_equal(spelled, template_pieces('"x${each.key}-a"') or [])


@pytest.mark.parametrize("text", ["local.a", '"${local.a[0]}"', '"a\\nb"', "<<EOT\nx\nEOT", '"%{ if a }b%{ endif }"'])
def test_other_expressions_are_not_compared(text: str) -> None:
    assert template_pieces(text) is None
