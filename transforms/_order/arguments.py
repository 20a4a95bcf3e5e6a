"""The arguments of a resource by the names of the blocks around them, also where a ``dynamic`` block makes those."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hclfix import Attribute, Block

from .table import ArgumentPath

ANY_DEPTH = "**"


class Argument(NamedTuple):
    """An attribute of a resource.

    ``iterators`` are the ``for_each`` of the dynamic blocks around it, by the name that each gives its elements.
    """

    attribute: Attribute
    resource: Block
    iterators: Mapping[str, Attribute] = {}


def arguments(resource: Block, path: ArgumentPath) -> Iterator[Argument]:
    """The attributes that stand at ``path`` in a resource."""
    if len(path) == 1:
        attribute = resource.attribute(path[0])
        if attribute:
            yield Argument(attribute, resource)
        return
    for found in _walk(resource, path):
        if isinstance(found, Argument):
            yield found


def has_argument(resource: Block, path: ArgumentPath) -> bool:
    """Whether an attribute or a block stands at ``path`` in a resource."""
    return any(True for _ in _walk(resource, path))


def _walk(resource: Block, path: ArgumentPath) -> Iterator[Argument | Block]:
    nothing: Mapping[str, Attribute] = {}
    pending = [(resource, path, nothing)]
    while pending:
        block, rest, iterators = pending.pop()
        wanted = rest[1] if rest[0] == ANY_DEPTH else rest[0]
        last = len(rest) == (2 if rest[0] == ANY_DEPTH else 1)
        if last and (attribute := block.attribute(wanted)):
            yield Argument(attribute, resource, iterators)
        for inner in block.blocks():
            content, name, bound = _content(inner, iterators)
            if content is None:
                continue
            if last and name == wanted:
                yield content
            if rest[0] == ANY_DEPTH:
                pending.append((content, rest, bound))
            elif not last and name == wanted:
                pending.append((content, rest[1:], bound))


def _content(block: Block, iterators: Mapping[str, Attribute]) -> tuple[Block | None, str, Mapping[str, Attribute]]:
    """The block that holds the arguments, the name they go by, and the iterators that they see."""
    if block.type != "dynamic" or not block.labels:
        return block, block.type, iterators
    name = block.labels[0].value
    contents = block.blocks("content")
    for_each = block.attribute("for_each")
    if not contents or for_each is None:
        return None, name, iterators
    iterator = block.attribute("iterator")
    return contents[0], name, {**iterators, iterator.value_text if iterator else name: for_each}
