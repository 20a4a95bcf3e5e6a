"""Makes one ``terraform`` block of two."""

from __future__ import annotations

from hclfix import Attribute, Block, block_meaning, expression_meaning

from .comments import Item
from .merge import Merge, join_versions

_ONCE = ("required_providers", "backend", "cloud")


def join_terraform(kept: Block, removed: Block) -> Merge:
    """Moves what ``removed`` says into ``kept``, where that does not say it already."""
    merge = Merge(kept, removed)
    for item in removed.body.items:
        other = _counterpart(item, kept)
        if other is None:
            merge.take_over(item.name if isinstance(item, Attribute) else item.type, [item])
        elif isinstance(item, Block) or isinstance(other, Block):
            if (
                not isinstance(item, Block)
                or not isinstance(other, Block)
                or block_meaning(item) != block_meaning(other)
            ):
                merge.declined.append(f"{item.type if isinstance(item, Block) else item.name} stands in both")
        elif expression_meaning(item.expression) != expression_meaning(other.expression):
            if item.name == "required_version":
                join_versions(merge, other, item)
            else:
                merge.declined.append(f"{item.name} differs")
    return merge


def _counterpart(item: Item, kept: Block) -> Item | None:
    """What says this in ``kept``: the attribute of that name, or the block that may stand there once."""
    if isinstance(item, Attribute):
        return kept.attribute(item.name)
    for block in kept.blocks(item.type):
        if item.type in _ONCE or [label.value for label in block.labels] == [label.value for label in item.labels]:
            return block
    return None
