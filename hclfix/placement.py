"""Where in a block an attribute or a nested block belongs.

Source of the order: Terraform's style guide, "Resource order": ``count`` or ``for_each`` first, then arguments, then
blocks, ``lifecycle``, and ``depends_on`` last, with blank lines between.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hclfix.syntax.structure import Attribute, Block, Body

Item = Attribute | Block

FIRST = ("count", "for_each", "provider")
LAST = ("lifecycle", "depends_on")
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n")


def body_of(item: Item) -> Body:
    """The body that holds an item."""
    return item.body if isinstance(item, Attribute) else item.parent


def index_of(items: Sequence[Item], item: Item) -> int:
    """The index of an item among those of a body, or some of them."""
    return bisect_left(items, item.span.start, key=lambda other: other.span.start)


class Paragraph(NamedTuple):
    """Rows that belong between the item of index ``place`` and the one before it.

    They stand right behind the one before, or, if ``tight``, right before the other and its comments.
    ``above`` and ``below`` ask for a blank line between them and those items.
    """

    rows: Sequence[str]
    place: int
    above: bool = False
    below: bool = False
    tight: bool = False

    def order(self) -> tuple[int, bool]:
        """What paragraphs at one place have in common."""
        return self.place, self.tight


def paragraphs_for(
    items: Sequence[Item], added: Mapping[str, str], blocks: Sequence[str], after: Item | None
) -> Iterator[Paragraph]:
    """Where what is added to a block belongs, given the items that stay in it. Equal places are in the right order."""
    rows = dict(added)
    if after and rows:
        index = index_of(items, after) + 1
        below = index < len(items) and isinstance(items[index], Block)
        yield Paragraph(list(rows.values()), index, isinstance(after, Block), below)
        rows.clear()
    head = next((index for index, item in enumerate(items) if _name(item) not in FIRST), len(items))
    first = [rows.pop(name) for name in FIRST if name in rows]
    last = [rows.pop(name) for name in LAST if name in rows]
    if first:
        yield Paragraph(first, head, below=True)
    yield from _plain_paragraphs(items, rows, head)
    for text in blocks:
        index = next((index for index in range(len(items), 0, -1) if _name(items[index - 1]) not in LAST), 0)
        yield Paragraph([text], index, above=True, below=True)
    if last:
        yield Paragraph(last, len(items), above=True)


def _plain_paragraphs(items: Sequence[Item], rows: Mapping[str, str], head: int) -> Iterator[Paragraph]:
    """Where attributes belong that are no meta-arguments."""
    plain = [index for index, item in enumerate(items) if _is_plain(item)]
    stop = next((index for index, item in enumerate(items) if isinstance(item, Block)), len(items))
    candidates = [index for index in plain if index < stop] or plain
    last = ([index for index in candidates if _on_one_line(items[index])] or candidates or [head - 1])[-1]
    first = last
    while plain and first and _adjoin(items[first - 1], items[first]):
        first -= 1
    names = [_name(item) for item in items[first : last + 1]]
    behind = dict(rows)
    if len(names) >= 3 and names == sorted(names):
        for index, following in enumerate(names, first):
            sorted_in = [behind.pop(name) for name in sorted(behind) if name < following]
            if sorted_in:
                yield Paragraph(sorted_in, index, tight=True)
        behind = dict(sorted(behind.items()))
    if behind:
        index = last + 1
        below = index < len(items) and not _is_plain(items[index])
        yield Paragraph(list(behind.values()), index, above=not plain, below=below)


def _is_plain(item: Item) -> bool:
    return isinstance(item, Attribute) and item.name not in FIRST + LAST


def _on_one_line(item: Item) -> bool:
    return "\n" not in item.span.of(body_of(item).document.text)


def _adjoin(upper: Item, lower: Item) -> bool:
    """Whether two items are plain attributes on one line each, without a blank line between them."""
    between = body_of(lower).document.text[upper.span.end : lower.span.start]
    return all(_is_plain(item) and _on_one_line(item) for item in (upper, lower)) and not _BLANK_LINE.search(between)


def _name(item: Item) -> str:
    return item.name if isinstance(item, Attribute) else item.type
