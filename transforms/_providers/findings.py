"""The blocks that stand twice: what is said of each, and the edits that leave one of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hclfix import Block, Document, Finding, Fix, Module, Safety, block_meaning, remove_items

from .comments import carry_comments, joined, whole_span
from .duplicates import (
    Duplicate,
    cloud_beside_backend,
    provider_duplicates,
    several_terraform_blocks,
    terraform_duplicates,
)
from .join import join_terraform
from .merge import Merge, merge_providers
from .required import merge_required

if TYPE_CHECKING:
    from ..dedupe_providers import Settings


def findings(module: Module, settings: Settings) -> Iterator[Finding]:
    """A finding for each block that stands a second time."""
    shrinking: set[Block | Document] = set()
    found = list(_findings(module, settings))
    if settings.join_terraform_blocks and not found:
        found = list(_joins(module, settings))
    for finding, duplicate in found:
        # Of two fixes that together empty a block or file the second waits a round, or neither would see that.
        emptied: set[Block | Document] = {duplicate.removed.parent.block or duplicate.removed}
        if settings.remove_empty_files:
            emptied.add(duplicate.removed.document)
        if finding.fix and shrinking & emptied:
            continue
        shrinking |= emptied
        yield finding


def _findings(module: Module, settings: Settings) -> Iterator[tuple[Finding, Duplicate]]:
    for duplicate in provider_duplicates(module, settings.provider_files):
        merge = merge_providers(module, duplicate.kept, duplicate.removed)
        yield _finding(module, duplicate, merge, f"{duplicate.name} is configured", settings), duplicate
    for duplicate in terraform_duplicates(module, "required_providers", settings.terraform_files):
        merge = merge_required(module, duplicate.kept, duplicate.removed)
        yield _finding(module, duplicate, merge, "required_providers stands", settings), duplicate
    for type in ("backend", "cloud"):
        for duplicate in terraform_duplicates(module, type, settings.terraform_files):
            merge = Merge(duplicate.kept, duplicate.removed)
            if block_meaning(duplicate.kept) != block_meaning(duplicate.removed):
                merge.declined.append("the two differ, and only one of them leads to the state")
            yield _finding(module, duplicate, merge, f"{type} stands", settings), duplicate
    for duplicate in cloud_beside_backend(module, settings.terraform_files):
        merge = Merge(duplicate.kept, duplicate.removed)
        merge.declined.append("only one of the two leads to the state")
        yield _finding(module, duplicate, merge, "cloud and a backend stand", settings), duplicate


def _joins(module: Module, settings: Settings) -> Iterator[tuple[Finding, Duplicate]]:
    for duplicate in several_terraform_blocks(module, settings.terraform_files):
        merge = join_terraform(duplicate.kept, duplicate.removed)
        yield _finding(module, duplicate, merge, "terraform stands", settings), duplicate


def _finding(module: Module, duplicate: Duplicate, merge: Merge, statement: str, settings: Settings) -> Finding:
    removed = duplicate.removed
    parts = [f"{statement} here and in {duplicate.place}"]
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
