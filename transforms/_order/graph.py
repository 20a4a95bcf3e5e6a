"""What rests on what in a tree of modules, as Terraform's graph has it: whole resources, and all that is between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import NamedTuple

from hclfix import Block, Call, Document, Module, Object, Span, Tree

from .uses import ModuleUses, Uses

CALL_ARGUMENTS = ("count", "for_each", "depends_on")
"""What everything inside a called module waits for."""


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


class Evidence(NamedTuple):
    """Why one node may rest on another: an address that a part uses. ``loose``: behind a module that can't be read."""

    module: Module
    uses: Uses
    name: str
    loose: bool = False


Edge = tuple[Node, Evidence | None]
"""A node that another one rests on, with the evidence where that is only likely."""


class Graph:
    """The graph of a tree, built as it is asked for, with the edges that were added to it."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.added: dict[tuple[Module, str], list[str]] = {}
        self._uses: dict[Module, ModuleUses] = {}
        self._calls: dict[tuple[Module, str, str], Uses] = {}

    @cached_property
    def instances(self) -> list[Instance]:
        """Every module of the tree in every way it is reached."""
        found: list[Instance] = []
        pending = [Instance(module) for module in self.tree.roots]
        while pending:
            instance = pending.pop()
            if not instance.contains_itself():
                found.append(instance)
                pending.extend(map(instance.called, instance.calls))
        return found

    def instances_of(self, module: Module) -> list[Instance]:
        """The instances of one module; a lone one for a module that only modules in a circle call."""
        return [instance for instance in self.instances if instance.module is module] or [Instance(module)]

    def add(self, module: Module, dependent: str, target: str) -> None:
        """Adds the edge to every instance of the module."""
        self.added.setdefault((module, dependent), []).append(target)

    def chain(self, start: Node, goal: Node, *, loose: bool = False) -> list[Node] | None:
        """The nodes from ``start`` to ``goal``, each of which rests on the next; None if there is no such chain.

        With ``loose`` an output of a module that can't be read counts as resting on all that the module is given.
        """
        ignored: set[tuple[Node, Node]] = set()
        while True:
            below = self._below(start, loose, ignored)
            if goal not in below:
                return None
            below[goal] = {start: None}  # so that the way from start to goal is a cycle, which graphlib finds
            cycle = _cycle(below)
            edges = [edge for edge in pairwise(cycle) if edge != (goal, start)]
            if not all(self._confirm(below[node][next_node]) for node, next_node in edges):
                continue  # what did not hold is gone now
            if len(edges) < len(cycle) - 1:
                at = cycle.index(start)
                return [*cycle[at:-1], *cycle[:at]]
            # A cycle that was there before can't be one of Terraform's: only loose edges make it look so.
            evidence = (below[node][next_node] for node, next_node in edges)
            ignored.add(next((edge for edge, why in zip(edges, evidence, strict=True) if why and why.loose), edges[0]))

    def _below(
        self, start: Node, loose: bool, ignored: set[tuple[Node, Node]]
    ) -> dict[Node, dict[Node, Evidence | None]]:
        """``start`` and everything that it may rest on, each with what it may rest on itself."""
        below: dict[Node, dict[Node, Evidence | None]] = {}
        pending = [start]
        while pending:
            node = pending.pop()
            if node not in below:
                below[node] = {
                    to: why
                    for to, why in self._edges(node)
                    if (loose or not why or not why.loose) and (node, to) not in ignored and to != node
                }
                pending.extend(below[node])
        return below

    def _confirm(self, evidence: Evidence | None) -> bool:
        return evidence is None or self._uses_of(evidence.module).confirm(evidence.uses, evidence.name)

    def _uses_of(self, module: Module) -> ModuleUses:
        if module not in self._uses:
            self._uses[module] = ModuleUses(module)
        return self._uses[module]

    # --- the edges of Terraform's graph ---

    def _edges(self, node: Node) -> Iterator[Edge]:
        instance, part = node
        module = instance.module
        kind, _, rest = part.partition(".")
        if instance.caller and instance.call:
            yield Node(instance.caller, f"call.{instance.call.block.labels[0].value}"), None
        for target in self.added.get((module, part), ()):
            yield Node(instance, target), None
        match kind:
            case "var":
                if instance.caller and instance.call:
                    uses = self._call_uses(instance.caller.module, instance.call.block.labels[0].value, (rest,))
                    yield from self._evident(instance.caller, uses)
            case "module":
                yield from self._called(instance, *rest.split("."))
            case "call":
                yield from self._evident(instance, self._call_uses(module, rest, CALL_ARGUMENTS))
            case "provider":
                yield from self._provider(instance, part)
            case _:
                yield from self._evident(instance, self._uses_of(module).of(part))
                block = module.block(part)
                if block and block.type in ("resource", "data", "ephemeral"):
                    provider = block.attribute("provider")
                    name = provider.value_text.strip('"') if provider else block.labels[0].value.partition("_")[0]
                    yield Node(instance, f"provider.{name}"), None

    def _evident(self, instance: Instance, uses: Uses, loose: bool = False) -> Iterator[tuple[Node, Evidence]]:
        for name in uses:
            yield Node(instance, name), Evidence(instance.module, uses, name, loose)

    def _called(self, instance: Instance, name: str, output: str | None = None) -> Iterator[Edge]:
        """What a module as a whole, or one of its outputs, rests on."""
        if name not in instance.calls:
            uses = self._uses_of(instance.module).of(f"module.{name}")
            yield from self._evident(instance, uses, loose=output is not None)
            return
        called = instance.called(name)
        if called.contains_itself():
            return
        if output:
            yield Node(called, f"output.{output}"), None
        else:
            for part in self._uses_of(called.module).parts:
                yield Node(called, part), None

    def _provider(self, instance: Instance, part: str) -> Iterator[Edge]:
        """What a provider configuration rests on: its arguments, or the caller's configuration that is handed down."""
        uses = self._uses_of(instance.module)
        if part in uses.parts or not instance.caller or not instance.call:
            yield from self._evident(instance, uses.of(part))
            return
        name = part.removeprefix("provider.")
        given = _handed_down(instance.call.block).get(name, None if "." in name else name)
        if given:
            yield Node(instance.caller, f"provider.{given}"), None

    def _call_uses(self, module: Module, name: str, arguments: Iterable[str]) -> Uses:
        """What some arguments of a call use."""
        key = (module, name, " ".join(arguments))
        if key not in self._calls:
            block = module.block(f"module.{name}")
            spans: list[tuple[Document, Span]] = []
            for argument in arguments:
                attribute = block.attribute(argument) if block else None
                if attribute:
                    spans.append((attribute.body.document, attribute.value_span))
            self._calls[key] = self._uses_of(module).within(spans)
        return self._calls[key]


def _cycle(graph: dict[Node, dict[Node, Evidence | None]]) -> list[Node]:
    """A cycle of the graph, which has one; each node rests on the next, and the last is the first."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    raise AssertionError("the graph has a cycle")


def _handed_down(call: Block) -> dict[str, str]:
    """The provider configurations in a call's ``providers``: the caller's name of each by the called module's."""
    attribute = call.attribute("providers")
    if not attribute or not isinstance(attribute.expression, Object):
        return {}
    text = call.document.text
    return {
        element.key.span.of(text).strip('"'): element.value.span.of(text).strip('"')
        for element in attribute.expression.elements
    }
