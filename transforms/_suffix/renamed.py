"""What the names of a source were, and what they become."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from .._names.named import Name
from .._names.texts import Texts, is_unknown
from .after import MARKER, After, marked


class Renamed(NamedTuple):
    """What a name was, and what it becomes with the marker for the suffix; ``position`` is where the suffix stands."""

    name: Name
    old: str
    new: str
    position: int
    any_input: bool

    @property
    def start(self) -> str:
        return self.old[: self.position]

    @property
    def end(self) -> str:
        return self.old[self.position :]

    @property
    def separator(self) -> str:
        """What stands before the suffix: a hyphen, or what the name takes in its place, which may be nothing."""
        return self.new[self.position : self.new.index(MARKER[1:], self.position)]


def renamed_texts(name: Name, after: After, texts: Texts) -> Iterator[Renamed]:
    """What a name was and becomes: for every input first, then for those that the files give."""
    module = after.module(name.module)
    block = module.block(name.address)
    attribute = block.attribute(name.attribute.name) if block else None
    if attribute is None:
        return
    seen: set[tuple[str, bool]] = set()
    for any_input in (True, False):
        for new in texts.of(module, attribute.expression, any_input=any_input):
            old, position = marked(new)
            known = any(each.isalnum() or (is_unknown(each) and ord(each) < 0xF0000) for each in old)
            if position is not None and known and (old, any_input) not in seen:
                seen.add((old, any_input))
                yield Renamed(name, old, new, position, any_input)
