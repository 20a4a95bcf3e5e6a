"""Adds variables and locals to a module, where it keeps such things."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Mapping

from hclfix import (
    Block,
    Document,
    Edit,
    Module,
    append_block,
    change_block,
    create_file,
    insert_block_after,
    is_override,
)


def declarations(module: Module, variable: str | None, locals: Mapping[str, str]) -> list[Edit]:
    """The edits that add a ``variable`` block and locals to a module, where it keeps such things."""
    if not locals and not variable:
        return []
    edits: list[Edit] = []
    blocks = [variable] if variable else []
    homes = [block for block in module.blocks("locals") if _may_edit(module, block.document)]
    if homes and locals:
        edits += change_block(max(homes, key=_fitness), locals)
    elif locals:
        blocks.append("locals {\n" + "".join(f"  {name} = {value}\n" for name, value in locals.items()) + "}")
    if blocks:
        edits += _at_variables(module, "\n\n".join(blocks))
    return edits


def _at_variables(module: Module, text: str) -> list[Edit]:
    """The edits that put blocks behind the last variable of ``variables.tf`` or else of the file with most of them."""
    variables = [block for block in module.blocks("variable") if _may_edit(module, block.document)]
    if variables:
        counts = Counter(block.path for block in variables)
        path = max(counts, key=lambda path: (os.path.basename(path) == "variables.tf", counts[path]))
        return insert_block_after([block for block in variables if block.path == path][-1], text)
    document = module.document("variables.tf")
    if document:
        return append_block(document, text)
    newline = module.documents[0].newline
    return create_file(module.path("variables.tf"), (text + "\n").replace("\n", newline))


def _fitness(block: Block) -> tuple[bool, int]:
    """How good a home for a local a ``locals`` block is; the first of the best is taken."""
    return os.path.basename(block.path) in ("locals.tf", "main.tf"), len(block.body.items)


def _may_edit(module: Module, document: Document) -> bool:
    return not module.read_only(document) and not module.shadowed(document) and not is_override(document.path)
