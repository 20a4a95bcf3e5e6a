"""A file that is searched for many words gives what a search through its text gives, as far as names are concerned."""

from __future__ import annotations

from hclfix.transforms._names.words import Search, Word
from hypothesis import given
from hypothesis import strategies as st

from hclfix.syntax.document import Document

PIECES = st.lists(st.sampled_from(("shop", "jobs", "-", "_", ".", "1", "é", "/", " ")), max_size=5).map("".join)
TEXTS = st.lists(PIECES, max_size=6)


@given(TEXTS, PIECES.filter(bool))
def test_an_index_finds_every_value_that_holds_a_whole_word(values: list[str], text: str) -> None:
    document = Document("main.tf", "".join(f'a{number} = "{value}"\n' for number, value in enumerate(values)))
    word = Word(text, whole=True)
    search = Search(document)
    searched, *_, indexed = [{attribute.name for attribute in search.attributes_with([word])} for _ in range(200)]
    assert indexed <= searched
    for number, value in enumerate(values):
        start = value.find(text)
        beside = value[start - 1 : start] + value[start + len(text) : start + len(text) + 1] if start >= 0 else "x"
        if not any(each.isalnum() or each == "_" for each in beside):
            assert f"a{number}" in indexed
