"""What to look for in a file to find the places where a name may be written, and where that stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from hclfix import Attribute, Document

from .named import Name
from .texts import SHORTEST_WORD, with_gaps
from .trace import references_in

_RUN = re.compile(r"\w+")
_INTERPOLATION = re.compile(r"\$\{[^{}]*\}")
_GAP = "\0"
_WRITTEN = re.compile(r"[\w.-]{3,}")
_KNOWN = re.compile(f"[^{_GAP}]+")
_OPEN = re.compile(rf"{_GAP}\w|\w{_GAP}")


class Word(NamedTuple):
    """A text to look for. ``whole`` says that no letter, digit or underscore ever stands right beside it."""

    text: str
    whole: bool


def words_of(name: Name, text: str) -> list[Word]:
    """Words of which one stands wherever the name is written that comes to ``text``: its longest literal piece, or
    what it is made of.
    """
    known = [word for word in _pieces(_KNOWN, with_gaps(text, _GAP)) if len(word.text) >= SHORTEST_WORD]
    longest = [max(known, key=_length)] if known else []
    raw = _INTERPOLATION.sub(_GAP, name.attribute.value_text)
    written = [word for word in _pieces(_WRITTEN, raw) if word.text in text]
    if written:  # then what the name is made of is no name without it
        return list(dict.fromkeys([max(written, key=_length), *longest]))
    references = [Word(address, True) for _, address in references_in(name.expression) if address.startswith("var.")]
    made_of = [Word(address, True) for _, address in name.made_of.passed]
    return list(dict.fromkeys([*(longest or references), *made_of]))


def _pieces(pattern: re.Pattern[str], text: str) -> Iterator[Word]:
    """The literal pieces of a text with gaps. One with a letter beside a gap may stand beside a letter elsewhere."""
    for match in pattern.finditer(text):
        yield Word(match[0], not _OPEN.search(text[max(match.start() - 1, 0) : match.end() + 1]))


def _length(word: Word) -> int:
    return len(word.text)


@dataclass(slots=True)
class Search:
    """The attributes of a file by what stands in their values.

    Looking through the text is quickest for a few words. Where a file is asked for hundreds, that would cost the
    square of its size, so that its runs of letters, digits and underscores are put down once.
    """

    document: Document
    _asked: int = 0
    _runs: dict[str, list[int]] = field(default_factory=dict)

    def attributes_with(self, words: Iterable[Word]) -> list[Attribute]:
        """The attributes in whose value one of the words stands, in the order of the text."""
        found: dict[int, Attribute] = {}
        for word in words:
            self._asked += 1
            indexed = word.whole and self._asked > _FEW
            for offset in self._by_run(word.text) if indexed else self._by_text(word.text):
                attribute = self.document.attribute_at(offset)
                if attribute:
                    found[attribute.start] = attribute
        return [found[start] for start in sorted(found)]

    def _by_text(self, word: str) -> list[int]:
        text = self.document.text
        found = []
        offset = text.find(word)
        while offset >= 0:
            found.append(offset)
            offset = text.find(word, offset + 1)
        return found

    def _by_run(self, word: str) -> list[int]:
        runs = _runs_of(word)
        if not runs:
            return self._by_text(word)
        text = self.document.text
        if not self._runs:
            for match in _RUN.finditer(text):
                self._runs.setdefault(match[0], []).append(match.start())
        rarest: list[int] | None = None
        before = 0
        for run, start in runs:
            places = self._runs.get(run)
            if not places:
                return []
            if rarest is None or len(places) < len(rarest):
                rarest, before = places, start
        return [place - before for place in rarest or () if text.startswith(word, max(place - before, 0))]


@lru_cache(maxsize=1024)
def _runs_of(word: str) -> tuple[tuple[str, int], ...]:
    """The runs of a word, each with where it begins."""
    return tuple((match[0], match.start()) for match in _RUN.finditer(word))


_FEW = 100
"""Words to look for before the index pays."""
