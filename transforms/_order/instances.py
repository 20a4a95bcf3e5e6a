"""The modules of a tree as Terraform makes them: each once for every chain of calls that leads to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from hclfix import Call, Module, Tree


@dataclass(eq=False)
class Instance:
    """A module as one chain of calls reaches it from the root; ``call`` and ``caller`` are None for a root."""

    module: Module
    call: Call | None = None
    caller: Instance | None = None
    _called: dict[str, Instance] = field(default_factory=dict)

    @cached_property
    def calls(self) -> dict[str, Call]:
        """The calls to modules of the tree, by name."""
        return {call.block.labels[0].value: call for call in self.module.calls if call.block.labels}

    def called(self, name: str) -> Instance:
        """The instance that a call makes."""
        if name not in self._called:
            call = self.calls[name]
            self._called[name] = Instance(call.module, call, self)
        return self._called[name]

    @property
    def prefix(self) -> str:
        """``module.name.`` for each call from the root, outermost first."""
        names: list[str] = []
        instance: Instance | None = self
        while instance and instance.call:
            names.append(f"module.{instance.call.block.labels[0].value}.")
            instance = instance.caller
        return "".join(reversed(names))

    def contains_itself(self) -> bool:
        """Whether the module is among its own callers, which Terraform refuses."""
        caller = self.caller
        while caller:
            if caller.module is self.module:
                return True
            caller = caller.caller
        return False


class Node(NamedTuple):
    """A part of a module in one instance of it. ``call.name`` is what everything inside a called module waits for."""

    instance: Instance
    part: str

    def named_from(self, instance: Instance) -> str:
        """The address as it reads in ``instance``; a part of another instance has its calls in front."""
        kind, _, name = self.part.partition(".")
        part = f"module.{name}" if kind == "call" else self.part
        return part if self.instance is instance else f"{self.instance.prefix}{part}"


def instances_of(tree: Tree) -> list[Instance]:
    """Every module of the tree in every way it is reached; those that only call each other in a circle are left out."""
    found: list[Instance] = []
    pending = [Instance(module) for module in tree.roots]
    while pending:
        instance = pending.pop()
        if not instance.contains_itself():
            found.append(instance)
            pending.extend(map(instance.called, instance.calls))
    return found
