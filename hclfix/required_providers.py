"""Where a module says which providers it needs."""

from __future__ import annotations

from hclfix.module import Module
from hclfix.syntax.structure import Block


def required_providers_blocks(module: Module) -> list[Block]:
    """The ``required_providers`` blocks of a module, those of override files behind the others."""
    terraform = (*module.blocks("terraform"), *module.override_blocks("terraform"))
    return [block for outer in terraform for block in outer.blocks("required_providers")]
