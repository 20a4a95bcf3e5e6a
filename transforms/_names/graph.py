"""What depends on what in a module, by address."""

from __future__ import annotations

import re
from collections.abc import Set
from weakref import WeakKeyDictionary

from hclfix import Module

_DOTTED = re.compile(r"(?<![\w.-])[^\W\d][\w-]*(?:\.[\w-]+)+")

_uses: WeakKeyDictionary[Module, dict[str, set[str]]] = WeakKeyDictionary()


def reaches(module: Module, start: str, target: str) -> bool:
    """Whether what stands at one address of a module depends on another, or is it."""
    uses = _uses_of(module)
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


def will_use(module: Module, address: str, used: str) -> None:
    """Notes a reference that a fix makes, so that no other fix closes a cycle with it."""
    _uses_of(module).setdefault(address, set()).add(used)


def _uses_of(module: Module) -> dict[str, set[str]]:
    if module not in _uses:
        _uses[module] = _uses_in(module)
    return _uses[module]


def _uses_in(module: Module) -> dict[str, set[str]]:
    """By address, the addresses that stand anywhere in its text: never too few, and quicker than parsing it all."""
    known = {*module.addresses, *(f"local.{name}" for name in module.locals)}
    uses = {f"local.{name}": _addresses(attribute.value_text, known) for name, attribute in module.locals.items()}
    for name, block in module.addresses.items():
        uses[name] = _addresses(block.span.of(block.document.text), known) - {name}
    return uses


def _addresses(text: str, known: Set[str]) -> set[str]:
    found: set[str] = set()
    for match in _DOTTED.finditer(text):
        parts = match[0].split(".")
        found |= {".".join(parts[:2]), ".".join(parts[:3])} & known
    return found
