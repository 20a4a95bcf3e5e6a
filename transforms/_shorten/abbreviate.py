"""Shorter ways to write the words of a name, from the most readable on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from functools import cache

from .._tables import read_rows

_WORDS = re.compile(r"[A-Za-z0-9]+")
_VOWELS = re.compile(r"(?<=[A-Za-z])[aeiouAEIOU]")


def shorter(
    texts: Sequence[str],
    abbreviations: Mapping[str, str],
    *,
    readable: Set[int] = frozenset(),
    cut: Set[int] = frozenset(),
) -> Iterator[tuple[str, ...]]:
    """The texts again and again, each time with a little less: first what the abbreviations given say, then known ones,
    then words without vowels, then initials. In each of these steps the word that saves most goes first.

    The texts with an index in ``readable`` take part in the first two steps alone; those in ``cut`` as well, and only
    where the short form is how the text begins.
    """
    current = list(texts)
    for step, shorten in enumerate(
        (_replacing(abbreviations), _replacing(known_abbreviations()), _without_vowels, _initials)
    ):
        for _ in range(sum(map(len, texts))):
            choices = [
                (text, index)
                for index, old in enumerate(current)
                if step < 2 or index not in readable | cut
                for text in shorten(old)
                if len(text) < len(old) and (index not in cut or texts[index].startswith(text))
            ]
            if not choices:
                break
            text, index = min(choices, key=lambda choice: (len(choice[0]) - len(current[choice[1]]), choice[1]))
            current[index] = text
            yield tuple(current)


def _replacing(abbreviations: Mapping[str, str]) -> Callable[[str], Iterator[str]]:
    def shorten(text: str) -> Iterator[str]:
        lowered = text.lower()
        for word, short in abbreviations.items():
            if word.lower() not in lowered:
                continue
            pattern = re.compile(rf"(?<![A-Za-z0-9]){re.escape(word)}(?![A-Za-z0-9])", re.IGNORECASE)
            if len(short) < len(word) and pattern.search(text):
                yield pattern.sub(short, text, count=1)

    return shorten


def _without_vowels(text: str) -> Iterator[str]:
    for match in _WORDS.finditer(text):
        yield text[: match.start()] + _VOWELS.sub("", match[0]) + text[match.end() :]


def _initials(text: str) -> Iterator[str]:
    words = _WORDS.findall(text)
    if len(words) > 1:
        start, end = text.find(words[0]), text.rfind(words[-1]) + len(words[-1])
        yield text[:start] + "".join(word[0] for word in words) + text[end:]
    elif words and not words[0].isdigit():
        yield text.replace(words[0], words[0][0], 1)


@cache
def known_abbreviations() -> Mapping[str, str]:
    """The table ``transforms/data/abbreviations.tsv``: short forms by word."""
    return {row["word"]: row["short"] for row in read_rows("abbreviations.tsv")}
