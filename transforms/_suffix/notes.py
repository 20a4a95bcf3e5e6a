"""What is said of a module whatever its names are: resources that there is one of, and calls without the suffix."""

from __future__ import annotations

from collections.abc import Container, Iterator, Set

from hclfix import Attribute, Finding, Fix, Module, Safety, Tree, address, local_source, plain_text

from .._names.table import singletons
from .._names.trace import trace
from .namelike import names_what_is_made
from .part import Parts, declaring


def notes(tree: Tree, parts: Parts, edited: Set[tuple[Module, str]], unread: Container[Module]) -> Iterator[Finding]:
    """The findings of a tree. ``edited`` are the addresses that get the suffix, by module; ``unread`` are the modules
    whose callers are not there.
    """
    for module in tree.modules:
        yield from _singletons(module)
        if module not in unread:
            yield from _calls(parts, module, edited)


def callers_are_missing(module: Module) -> bool:
    """Whether a module, or one that calls it, is called by nobody here and yet is no root: no backend, no provider."""
    pending, seen = [module], {module}
    while pending:
        current = pending.pop()
        callers = [call.caller for call in current.callers]
        if not callers and not _is_root(current):
            return True
        pending += [caller for caller in callers if caller not in seen]
        seen.update(callers)
    return False


def _is_root(module: Module) -> bool:
    inside = [block for top in module.blocks("terraform") for block in top.blocks()]
    return bool(module.blocks("provider")) or any(block.type in ("backend", "cloud") for block in inside)


def _singletons(module: Module) -> Iterator[Finding]:
    for block in module.blocks("resource"):
        known = singletons().get(block.labels[0].value) if len(block.labels) == 2 else None
        if known:
            scope, reason = known
            yield Finding(
                block.path,
                block.header_span,
                f"{address(block)} exists once in an account"
                f"{' and region' if scope == 'region' else ''}, whatever the suffix ({reason}):"
                " a second copy of the module there would take it over or fail",
            )


def _calls(parts: Parts, module: Module, edited: Set[tuple[Module, str]]) -> Iterator[Finding]:
    """Calls that do not hand on the suffix, and names that go to modules which are not read."""
    followed = {id(call.block): call.module for call in module.calls}
    for block in module.blocks("module"):
        called = followed.get(id(block))
        if called:
            yield from _not_passed(parts, module, called, id(block))
        elif not local_source(block):
            for attribute in block.body.attributes():
                if _names_something(parts, module, attribute, edited):
                    yield Finding(
                        block.path,
                        attribute.span,
                        f"module.{block.labels[0].value}: {attribute.name} has no environment suffix, and the module is"
                        " not read, so that its names can't be followed",
                    )


def _not_passed(parts: Parts, module: Module, called: Module, block_id: int) -> Iterator[Finding]:
    name = parts.variable(called)
    if name is None or not called.block(f"var.{name}"):
        return
    for call in called.callers:
        if id(call.block) != block_id or call.block.attribute(name):
            continue
        from hclfix import change_block  # hardly any call is short of it

        part, inner = parts.of(module), parts.of(called)
        safety = Safety.SAFE if part.empty and inner.empty else Safety.UNSAFE
        edits = (*declaring([part], module, {}), *change_block(call.block, {name: part.passed}))
        yield Finding(
            call.block.path,
            call.block.header_span,
            f"module.{call.block.labels[0].value}: the module takes {name}, and is not given it",
            Fix(edits, safety),
        )


def _names_something(parts: Parts, module: Module, attribute: Attribute, edited: Set[tuple[Module, str]]) -> bool:
    if not names_what_is_made(attribute.name):
        return False
    text = plain_text(attribute.expression)
    value = module.resolve(attribute.expression)
    if text == "" or value.text_parts() is None:
        return False
    found = trace(module, attribute.expression)
    holds = any(parts.holds(address) for _, address in found.passed) or bool(found.passed & edited)
    unique = any(
        parts.holds(leaf.address)
        or leaf.address.startswith(("random_", "module."))
        or _is_resource(leaf.module, leaf.address)
        for leaf in found.leaves
    )
    return not holds and not unique


def _is_resource(module: Module, address: str) -> bool:
    block = module.block(address)
    return block is not None and block.type in ("resource", "data")
