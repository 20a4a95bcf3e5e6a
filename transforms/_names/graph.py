"""What depends on what in a module, by address."""

from __future__ import annotations

from weakref import WeakKeyDictionary

from hclfix import Attribute, Module, references_of

_uses: WeakKeyDictionary[Module, dict[str, set[str]]] = WeakKeyDictionary()


def reaches(module: Module, start: str, target: str) -> bool:
    """Whether what stands at one address of a module depends on another, or is it."""
    if module not in _uses:
        _uses[module] = _uses_in(module)
    uses = _uses[module]
    pending, seen = [start], {start}
    while pending:
        current = pending.pop()
        if current == target:
            return True
        for used in uses.get(current, ()):
            if used not in seen:
                seen.add(used)
                pending.append(used)
    return False


def _uses_in(module: Module) -> dict[str, set[str]]:
    uses = {
        f"local.{name}": {each.address for each in references_of(attribute)}
        for name, attribute in module.locals.items()
    }
    for name, block in module.addresses.items():
        attributes = [item for item in block.body.walk() if isinstance(item, Attribute)]
        uses[name] = {each.address for attribute in attributes for each in references_of(attribute)}
    return uses
