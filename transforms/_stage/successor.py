"""The order in which a deployment and its successor come and go."""

from __future__ import annotations

from collections.abc import Iterator

from hclfix import Attribute, Block, Finding, Fix, Module, Safety, address, change_block, references_of


def create_before_destroy(module: Module, deployment: Block) -> Iterator[Finding]:
    """The finding of a deployment that is destroyed before its successor is there."""
    lifecycles = deployment.blocks("lifecycle")
    if any(lifecycle.attribute("create_before_destroy") for lifecycle in lifecycles):
        return
    spreads = _depends_on(module, deployment)
    message = (
        f"{address(deployment)}: without create_before_destroy the old deployment is destroyed first, which AWS refuses"
        f" while a stage points at it; it spreads to {', '.join(spreads) if spreads else 'nothing else'}"
    )
    if lifecycles:
        edits = change_block(lifecycles[0], {"create_before_destroy": "true"})
    else:
        edits = change_block(deployment, blocks=["lifecycle {\n  create_before_destroy = true\n}"])
    yield Finding(deployment.path, deployment.header_span, message, Fix(tuple(edits), Safety.UNSAFE))


def _depends_on(module: Module, block: Block) -> list[str]:
    """The addresses of the resources that a block depends on, through any chain in its module."""
    found: set[str] = set()
    pending: list[Block | Attribute] = [block]
    while pending:
        current = pending.pop()
        items = [current] if isinstance(current, Attribute) else current.body.walk()
        for item in items:
            if not isinstance(item, Attribute):
                continue
            for reference in references_of(item):
                kind, _, rest = reference.address.partition(".")
                next_item = module.locals.get(rest) if kind == "local" else module.block(reference.address)
                if next_item is not None and reference.address not in found and kind != "var":
                    found.add(reference.address)
                    pending.append(next_item)
    kinds = ("local", "data", "module", "ephemeral")
    return sorted(name for name in found if name.partition(".")[0] not in kinds and name != address(block))
