"""What python-hcl2 says of a rewritten file before it is written.

python-hcl2 is a parser that shares nothing with ours. It reads the old and the new text, and whatever lies outside the
edits must mean the same to it. Where it can't read the old text, or the file is large, it is not asked: our own reading
of the new text stands alone then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from hclfix.change import Change
from hclfix.problem import Problem
from hclfix.syntax.document import Document
from hclfix.syntax.structure import Attribute, Block, Body
from hclfix.text import Edit, Span

LARGEST = 1_000_000
"""Characters of a text that python-hcl2 is asked about; it reads 0.2 to 0.4 MB a second."""


def second_opinion(changes: Iterable[Change], edits: Iterable[Edit]) -> list[Problem]:
    """What is wrong with the changes in python-hcl2's eyes; nothing when all is well. ``edits`` lie in the old
    texts.
    """
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    doubts = []
    for change in changes:
        if change.before is not None and change.after is not None and len(change.after) <= LARGEST:
            doubt = _doubt(change.path, change.before, change.after, by_path.get(change.path, []))
            if doubt:
                doubts.append(
                    Problem(change.path, f"python-hcl2 {doubt}, so the file was not written; please report this")
                )
    return doubts


def _doubt(path: str, before: str, after: str, edits: list[Edit]) -> str | None:
    old = _read(before)
    if old is None:
        return None
    new = _read(after)
    if new is None:
        return "can read the file as it was, but not with the fixes"
    untouched_old = _untouched(Document(path, before), old, [edit.span for edit in edits])
    untouched_new = _untouched(Document(path, after), new, _spans_after(edits))
    if untouched_old != untouched_new:
        return "finds another meaning outside the fixes"
    return None


def _read(text: str) -> dict[str, Any] | None:
    import hcl2  # an import of 80 ms, for --write alone

    try:
        return dict(hcl2.loads(text))
    except (
        Exception
    ):  # its parser, its transformer and the recursion limit each raise their own; any means "can't read"
        return None


def _spans_after(edits: list[Edit]) -> list[Span]:
    """Where the texts of the edits stand once they are made."""
    spans, shift = [], 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start = edit.span.start + shift
        spans.append(Span(start, start + len(edit.text)))
        shift += len(edit.text) - (edit.span.end - edit.span.start)
    return spans


def _untouched(document: Document, data: dict[str, Any], spans: list[Span]) -> list[Any]:
    """What python-hcl2 read at the top of the file, block by block, but for the blocks that an edit touches."""
    found: list[Any] = []
    for item, value in _paired(document.body, data):
        if not any(_meets(item.span, span) for span in spans):
            found.append(value)
    return found


def _meets(item: Span, edit: Span) -> bool:
    return edit.start <= item.end and item.start <= edit.end


def _paired(body: Body, data: dict[str, Any]) -> Iterator[tuple[Attribute | Block, Any]]:
    """Each item of a body with what python-hcl2 made of it: blocks of one type are a list, in the order of the text."""
    taken: dict[str, int] = {}
    for item in body.items:
        if isinstance(item, Attribute):
            yield item, data.get(item.name)
            continue
        blocks = data.get(item.type)
        index = taken[item.type] = taken.get(item.type, -1) + 1
        yield item, blocks[index] if isinstance(blocks, list) and index < len(blocks) else None
