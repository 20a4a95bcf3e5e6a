"""Where something stands: the blocks around an attribute, and the nodes around a reference."""

from __future__ import annotations

from hclfix import Attribute, Block, Node, Traversal, children


def enclosing(attribute: Attribute) -> list[Block]:
    """The blocks around an attribute, from the top of the file inwards."""
    blocks: list[Block] = []
    block = attribute.body.block
    while block:
        blocks.append(block)
        block = block.parent.block
    return blocks[::-1]


def path_to(root: Node, wanted: Traversal) -> list[Node]:
    """The nodes from ``root`` down to ``wanted``, both included."""
    path: list[Node] = []
    current: Node | None = root
    while current is not None:
        path.append(current)
        if current.span == wanted.span and isinstance(current, Traversal):
            return path
        current = next(
            (
                child
                for child in children(current)
                if child.span.start <= wanted.span.start and wanted.span.end <= child.span.end
            ),
            None,
        )
    return path


def describe(block: Block) -> str:
    """The address of a block at the top of a file, or its type."""
    labels = ".".join(label.value for label in block.labels)
    if block.type == "resource":
        return labels
    return f"{block.type}.{labels}" if labels else f"the {block.type} block"
