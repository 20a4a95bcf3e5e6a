"""Edits that may go together."""

from __future__ import annotations

from bisect import insort

from hypothesis import given
from hypothesis import strategies as st

from hclfix.text import Edit, Span, is_free, touches


@st.composite
def edits(draw: st.DrawFn) -> Edit:
    start = draw(st.integers(0, 12))
    return Edit("main.tf", Span(start, start + draw(st.integers(0, 4))), draw(st.sampled_from("ab")))


@given(st.lists(edits(), max_size=12))
def test_an_edit_is_free_where_it_touches_no_other_that_is_taken(wanted: list[Edit]) -> None:
    taken: list[Edit] = []
    for edit in wanted:
        free = not any(edit != other and touches(edit.span, other.span) for other in taken)
        assert is_free(edit, taken) == free
        if free:
            insort(taken, edit)
