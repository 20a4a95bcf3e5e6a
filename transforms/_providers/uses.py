"""Which providers a module uses, by the names that it knows them under."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hclfix import Block, Document, address, is_override

_WITH_TYPE = ("resource", "data", "ephemeral")
_NAME = re.compile(r'"?([\w-]+)')
_BUILT_IN = "terraform"


def used_providers(documents: Iterable[Document]) -> dict[str, Block]:
    """The first block that uses each provider, by local name; what is built into Terraform is left out.

    A resource uses the provider that its ``provider`` argument names, or the one that its type begins with.
    """
    found: dict[str, Block] = {}
    for block in _blocks(documents):
        name = _provider_of(block)
        if name and name != _BUILT_IN:
            found.setdefault(name, block)
    return found


def what_uses(block: Block) -> str:
    """What a message calls a block: its address, or its type and labels."""
    return address(block) or " ".join([block.type, *(f'"{label.value}"' for label in block.labels)])


def _blocks(documents: Iterable[Document]) -> Iterator[Block]:
    for document in documents:
        if is_override(document.path):
            continue
        for block in document.body.blocks():
            yield block
            if block.type == "check":
                yield from block.blocks("data")


def _provider_of(block: Block) -> str | None:
    if not block.labels:
        return None
    if block.type == "provider":
        return block.labels[0].value
    if block.type not in _WITH_TYPE:
        return None
    argument = block.attribute("provider")
    match = _NAME.match(argument.value_text) if argument else None
    return match[1] if match else block.labels[0].value.partition("_")[0]
