"""Places and edits, as reports count them, against the plain way to count them."""

from __future__ import annotations

import json
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hclfix.finding import Finding, Fix
from hclfix.report import Item, Source, render
from hclfix.report.hunks import hunks
from hclfix.text import Edit, Span, apply_edits
from tests.report.samples import report

TEXTS = st.text(st.sampled_from('ab \t\n\r"é𐐀\u2028\ufeff'), max_size=60)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, tuple[Edit, ...]]:
    """A text and edits of it that do not touch each other."""
    text = draw(TEXTS)
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in list(pairwise(bounds))[::2]]
    return text, tuple(Edit("main.tf", span, draw(TEXTS)) for span in spans)


@given(TEXTS, st.data())
def test_bytes_and_columns(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    source = Source("main.tf", text)
    before = text[:offset]
    line = before[before.rfind("\n") + 1 :]
    assert source.byte(offset) == len(before.encode())
    assert source.position(offset) == (before.count("\n") + 1, len(line) + 1)
    assert source.byte_position(offset) == (before.count("\n") + 1, len(line.encode()) + 1)


@given(edited())
def test_the_hunks_of_a_fix_are_its_change(made: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = made
    lines = text.split("\n")
    for hunk in reversed(list(hunks(Source("main.tf", text), edits))):
        assert lines[hunk.line - 1 :][: len(hunk.removed)] == hunk.removed
        lines[hunk.line - 1 : hunk.line - 1 + len(hunk.removed)] = hunk.added
    assert "\n".join(lines) == apply_edits(text, edits)


@given(edited())
def test_the_edits_of_json_made_on_bytes_are_the_fix(made: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = made
    finding = Finding("main.tf", Span(0, 0), "it is wrong", Fix(edits), "x")
    item = Item(finding, {"main.tf": Source("main.tf", text)})
    (told,) = json.loads("".join(render("json", report(item))))["findings"]
    data = text.encode()
    for edit in reversed(told["fix"]["edits"]):
        start, end = edit["range"]["start"]["byte"], edit["range"]["end"]["byte"]
        data = data[:start] + edit["text"].encode() + data[end:]
    assert data == apply_edits(text, edits).encode()


@given(edited())
def test_the_suggestion_of_rdjson_made_on_bytes_is_the_fix(made: tuple[str, tuple[Edit, ...]]) -> None:
    text, edits = made
    finding = Finding("main.tf", Span(0, 0), "it is wrong", Fix(edits), "x")
    item = Item(finding, {"main.tf": Source("main.tf", text)})
    (told,) = json.loads("".join(render("rdjson", report(item))))["diagnostics"]
    lines = text.encode().split(b"\n")

    def offset(place: dict[str, int]) -> int:
        return sum(len(line) + 1 for line in lines[: place["line"] - 1]) + place["column"] - 1

    for suggestion in told["suggestions"]:
        start, end = offset(suggestion["range"]["start"]), offset(suggestion["range"]["end"])
        changed = text.encode()[:start] + suggestion["text"].encode() + text.encode()[end:]
        assert changed == apply_edits(text, edits).encode()
