"""The blocks that stand twice: what is said of each, and the edits that leave one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hclfix import Block, Document, Finding, Fix, Module, Safety, block_meaning, remove_items

from .comments import carry_comments, joined, whole_span
from .duplicates import CLOUD_BESIDE_BACKEND, Duplicate
from .join import join_terraform
from .merge import Merge, merge_providers
from .required import merge_required

if TYPE_CHECKING:
    from ..dedupe_providers import Settings


def findings(module: Module, duplicates: Iterable[Duplicate], settings: Settings) -> Iterator[Finding]:
    """A finding for each block that stands a second time."""
    shrinking: set[Block | Document] = set()
    for duplicate in duplicates:
        finding = _finding(module, duplicate, _merged(module, duplicate), settings)
        # Of two fixes that together empty a block or file the second waits a round, or neither would see that.
        emptied: set[Block | Document] = {duplicate.removed.parent.block or duplicate.removed}
        if settings.remove_empty_files:
            emptied.add(duplicate.removed.document)
        if finding.fix and shrinking & emptied:
            continue
        shrinking |= emptied
        yield finding


def _merged(module: Module, duplicate: Duplicate) -> Merge:
    kept, removed = duplicate.kept, duplicate.removed
    if duplicate.name == CLOUD_BESIDE_BACKEND:
        merge = Merge(kept, removed)
        merge.declined.append("only one of the two leads to the state")
        return merge
    if removed.type == "provider":
        return merge_providers(module, kept, removed)
    if removed.type == "required_providers":
        return merge_required(module, kept, removed)
    if removed.type == "terraform":
        return join_terraform(kept, removed)
    merge = Merge(kept, removed)
    if block_meaning(kept) != block_meaning(removed):
        merge.declined.append("the two differ, and only one of them leads to the state")
    return merge


def _finding(module: Module, duplicate: Duplicate, merge: Merge, settings: Settings) -> Finding:
    removed = duplicate.removed
    does = "stand" if duplicate.name == CLOUD_BESIDE_BACKEND else "stands"
    verb = "is configured" if removed.type == "provider" else does
    parts = [f"{duplicate.name} {verb} here and in {duplicate.place}"]
    if module.shadowed(removed.document):
        merge.declined.append("OpenTofu does not read this file, so Terraform and OpenTofu would not get the same")
    if merge.declined:
        return Finding(removed.path, removed.header_span, "; ".join([*parts, *merge.declined]))
    if merge.moved:
        parts.append(f"what only this one says moves there: {', '.join(merge.moved)}")
    return Finding(
        removed.path, removed.header_span, "; ".join([*parts, *merge.chosen]), _fix(duplicate, merge, settings)
    )


def _fix(duplicate: Duplicate, merge: Merge, settings: Settings) -> Fix:
    removed = duplicate.removed
    gone, kept = _with_emptied_parent(removed, duplicate.kept)
    edits = merge.edits()
    if gone is not removed:
        edits = joined([*edits, *carry_comments(gone, kept, [whole_span(removed)])])
    safety = Safety.UNSAFE if merge.chosen else Safety.SAFE
    if settings.remove_empty_files and _is_all(gone):
        return Fix(tuple(edits), safety, removed=(removed.path,))
    return Fix((*edits, *remove_items(gone)), safety)


def _with_emptied_parent(removed: Block, kept: Block) -> tuple[Block, Block]:
    """What goes with ``removed``: the block around it if that holds nothing else; and the counterpart of that."""
    outer, other = removed.parent.block, kept.parent.block
    if outer and other and outer.body.items == [removed]:
        return outer, other
    return removed, kept


def _is_all(block: Block) -> bool:
    """Whether a file holds nothing but the block."""
    text = block.document.text
    span = whole_span(block)
    return not (text[: span.start] + text[span.end :]).strip("\ufeff \t\r\n")
