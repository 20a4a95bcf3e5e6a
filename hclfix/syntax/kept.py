"""What an edited text has in common with the text before: that is copied, and not read again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from hclfix.syntax.structure import Attribute, Block, Body, Label
from hclfix.text import Edit, Span

if TYPE_CHECKING:
    from hclfix.syntax.document import Document


class Kept:
    """The blocks at the top of a file that stand in front of some edits and behind them, and long values between.

    What a reader finds from a place on depends on what comes there and on the blocks that are open. So the blocks in
    front of the first edit stay, and those behind the last one from where the reader comes to the end of a block at
    the top that had its end there before.
    """

    def __init__(self, before: Document, edits: Sequence[Edit]) -> None:
        self._before = before
        self._first = edits[0].span.start
        self._last = edits[-1].span.end
        self._shift = sum(map(_growth, edits))
        self._ends = _ends_after(before, edits)

    def end_of_value(self, start: int) -> int | None:
        """Where the value ends that begins at ``start``, if no edit can have changed that."""
        return self._ends.get(start)

    def begin(self, after: Document, root: Body) -> int:
        """Adds what stands in front of the edits to the body of the edited text; returns where to read on."""
        before = self._before
        reached = 0
        for boundary in before.boundaries:
            if boundary > self._first:
                break
            if before.text[boundary - 1] == "\n":  # and not the end of the file, where more may come
                reached = boundary
        _copy(before.body.items[: before.boundaries.get(reached, 0)], root, 0)
        after.long_values.extend(span for span in before.long_values if span.end < reached)
        after.boundaries.update((each, count) for each, count in before.boundaries.items() if each <= reached)
        return reached

    def finish(self, after: Document, root: Body, position: int) -> bool:
        """Adds the rest of the text where nothing of it is new; ``position`` is behind a block at the top."""
        before, shift = self._before, self._shift
        reached = position - shift
        if reached < self._last or reached not in before.boundaries:
            return False
        if before.body.by_name:  # one of them may be set twice now
            return False
        done = before.boundaries[reached]
        more = len(root.items) - done
        _copy(before.body.items[done:], root, shift)
        values = [Span(start + shift, end + shift) for start, end in before.long_values if start >= reached]
        after.long_values.extend(values)
        after.boundaries.update(
            (each + shift, count + more) for each, count in before.boundaries.items() if each >= reached
        )
        return True


def _growth(edit: Edit) -> int:
    return len(edit.text) - (edit.span.end - edit.span.start)


def _copy(items: Iterable[Attribute | Block], body: Body, shift: int) -> None:
    """Adds copies of items to a body of another text, in which they stand ``shift`` further on."""
    pending = [(items, body)]
    while pending:
        items, body = pending.pop()
        for item in items:
            if isinstance(item, Attribute):
                start, value_start, end = item.start + shift, item.value_start + shift, item.end + shift
                attribute = body.by_name[item.name] = Attribute(body, item.name, start, value_start, end)
                body.items.append(attribute)
                continue
            labels = [Label(label.start + shift, label.end + shift, label.value, label.quoted) for label in item.labels]
            block = Block(body, item.type, tuple(labels), item.start + shift, item.body.start + shift)
            block.end = item.end + shift
            block.body.end = item.body.end + shift
            body.items.append(block)
            body.inner.append(block)
            pending.append((item.body.items, block.body))


def _ends_after(before: Document, edits: Sequence[Edit]) -> dict[int, int]:
    """The ends, by start, that the long values of a document have after the edits: of those between whose start and
    the newline right behind them no edit comes. Where such a value ends, nothing else decides.
    """
    text = before.text
    ends: dict[int, int] = {}
    number = moved = 0
    for start, end in before.long_values:
        while number < len(edits) and edits[number].span.end <= start:
            moved += _growth(edits[number])
            number += 1
        behind = text.find("\n", end) + 1
        if text[end:behind] in ("\n", "\r\n") and (number == len(edits) or behind <= edits[number].span.start):
            ends[start + moved] = end + moved
    return ends
