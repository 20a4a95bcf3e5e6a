"""What an expression is made of: references followed through locals, the arguments of module calls, and outputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from hclfix import AttributeStep, Expression, Module, Step, Traversal, names, traversals


class Leaf(NamedTuple):
    """A reference that leads no further: a variable that the tree does not set, a resource, ``each.key``, ..."""

    module: Module
    address: str
    steps: tuple[Step, ...]

    @property
    def attribute(self) -> str | None:
        """The first attribute that is read behind the address."""
        return _first_attribute(self.steps)


@dataclass(slots=True, eq=False)
class Trace:
    """Where an expression leads: its ends, and the locals and variables on the way, by module and address."""

    leaves: list[Leaf] = field(default_factory=list)
    passed: set[tuple[Module, str]] = field(default_factory=set)


def address_of(traversal: Traversal) -> str:
    """What a traversal refers to; for what has no address the first two names (``each.key``,
    ``terraform.workspace``), or nothing.
    """
    parts = names(traversal)
    return ".".join(parts[: 3 if parts[:1] in (("data",), ("ephemeral",)) else 2])


def references_in(expression: Expression) -> Iterator[tuple[Traversal, str]]:
    """The references in an expression, with the address of each."""
    for traversal in traversals(expression):
        yield traversal, address_of(traversal)


def trace(module: Module, expression: Expression) -> Trace:
    """Everything that an expression is made of; what is reached twice is followed once, so cycles end where they
    close.
    """
    found = Trace()
    seen: set[tuple[Module, str, str | None]] = set()
    pending = [(module, expression)]
    while pending:
        inside, current = pending.pop()
        for traversal, address in references_in(current):
            steps = traversal.steps[address.count(".") :]
            key = (inside, address, _first_attribute(steps))
            if key in seen:
                continue
            seen.add(key)
            followed = _followed(inside, address, steps)
            if followed:
                found.passed.add((inside, address))
                pending.extend(followed)
            else:
                found.leaves.append(Leaf(inside, address, steps))
    return found


def _followed(module: Module, address: str, steps: tuple[Step, ...]) -> list[tuple[Module, Expression]]:
    """The expressions whose value a reference takes; none where it leads no further."""
    kind, _, name = address.partition(".")
    if kind == "local" and name in module.locals:
        return [(module, module.locals[name].expression)]
    if kind == "var":
        passed = [(call.caller, call.block.attribute(name)) for call in module.callers]
        given = [(caller, attribute.expression) for caller, attribute in passed if attribute]
        return given if len(given) == len(passed) else []
    if kind == "module":
        for call in module.calls:
            output = call.module.block(f"output.{_first_attribute(steps)}")
            value = output.attribute("value") if output and call.block.labels[0].value == name else None
            if value:
                return [(call.module, value.expression)]
    return []


def _first_attribute(steps: tuple[Step, ...]) -> str | None:
    return next((step.name for step in steps if isinstance(step, AttributeStep)), None)
