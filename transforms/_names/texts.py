"""Strings with unknown pieces as plain text, so that one can be looked for in another.

An unknown piece becomes a character of a private use area: the same one for the same reference of the same module,
since that has one value wherever it stands; one of its own for anything else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hclfix import Expression, Hole, Module, Value

_FIRST = 0xE000
_LAST = 0xF8FF
_NEVER_EQUAL = 0xF0000
_UNKNOWN = re.compile(f"[{chr(_FIRST)}-{chr(_LAST)}{chr(_NEVER_EQUAL)}-\U0010ffff]")

SHORTEST_WORD = 3
"""Texts with fewer known characters are not looked for: they stand everywhere."""

_PLAIN_WORD = re.compile(r"[A-Za-z]+\d*")
_BOUNDARY = r"[:/,\"'\s\[\](){}<>=?&;|\\]"
_BEFORE = re.compile(_BOUNDARY)
_AFTER = re.compile(rf"\Z|{_BOUNDARY}|\.(?:s3|execute-api|sqs|lambda|amazonaws)\b|\.fifo\b")


@dataclass(slots=True, eq=False, weakref_slot=True)
class Texts:
    """Turns values of the modules of one tree into texts."""

    _characters: dict[tuple[str, str], str] = field(default_factory=dict)
    _loops: set[str] = field(default_factory=set)
    _unequal: int = _NEVER_EQUAL

    def of(self, module: Module, expression: Expression, *, any_input: bool) -> list[str]:
        """The texts that an expression may come to; none where it is no string. ``any_input``: every variable is
        unknown.
        """
        return self.of_value(module, module.resolve(expression, any_input=any_input))

    def of_value(self, module: Module, value: Value) -> list[str]:
        """The texts that a value may be."""
        found = []
        for choice in value.effective:
            parts = choice.text_parts()
            if parts is not None:
                found.append(
                    "".join(part if isinstance(part, str) else self._character(module, part) for part in parts)
                )
        return list(dict.fromkeys(found))

    def unknown(self) -> str:
        """A text of which nothing is known, not even whether it is equal to another."""
        self._unequal += 1
        return chr(self._unequal)

    def _character(self, module: Module, hole: Hole) -> str:
        if hole.address is None:
            return self.unknown()
        key = (module.directory, hole.address)
        if key not in self._characters and _FIRST + len(self._characters) <= _LAST:
            self._characters[key] = chr(_FIRST + len(self._characters))
            if hole.address.startswith(("each.", "count.")):
                self._loops.add(self._characters[key])
        return self._characters.get(key, chr(_NEVER_EQUAL))

    def loop_pattern(self, segment: str) -> re.Pattern[str] | None:
        """What a segment can be, where a loop (``each.key``, ``count.index``) fills it in; None where no loop does."""
        if self._loops.isdisjoint(segment) or sum(not is_unknown(character) for character in segment) < SHORTEST_WORD:
            return None
        return re.compile("".join(".+" if character in self._loops else re.escape(character) for character in segment))

    def shown(self, text: str) -> str:
        """A text for people, its unknown pieces as ``${reference}``."""
        for (_, address), character in self._characters.items():
            text = text.replace(character, f"${{{address}}}")
        return re.sub(f"[{chr(_NEVER_EQUAL)}-\U0010ffff]", "${...}", text)


def has_unknown(text: str) -> bool:
    """Whether a piece of a text is unknown."""
    return bool(_UNKNOWN.search(text))


def is_unknown(character: str) -> bool:
    """Whether a character of a text stands for an unknown piece."""
    return _FIRST <= ord(character) <= _LAST or ord(character) >= _NEVER_EQUAL


def is_plain_word(text: str) -> bool:
    """Whether a name is a word that may well stand for other things: one word, or all of it unknown."""
    return bool(_PLAIN_WORD.fullmatch(text)) or (len(text) == 1 and is_unknown(text))


def occurrences(name: str, text: str) -> list[int]:
    """Where a name stands in a text as a whole segment of an ARN, a path, an address or a list."""
    found = []
    start = text.find(name) if name else -1
    while start >= 0:
        end = start + len(name)
        whole = (start == 0 or _BEFORE.match(text, start - 1)) and _AFTER.match(text, end)
        if whole:
            found.append(start)
        start = text.find(name, end if whole else start + 1)
    return found


def segments(text: str) -> list[tuple[int, str]]:
    """The segments of a text, each with where it begins."""
    return [(match.start(), match[0]) for match in re.finditer(rf"(?:(?!{_BOUNDARY}).)+", text)]


def with_gaps(text: str, gap: str) -> str:
    """A text with ``gap`` in place of each unknown piece."""
    return _UNKNOWN.sub(gap, text)
