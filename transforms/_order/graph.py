"""Whether one resource of a tree rests on another, with the orders that were added."""

from __future__ import annotations

from collections.abc import Set
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

from hclfix import Module, Tree

from .edges import Edges, Evidence
from .instances import Instance, Node, instances_of

Below = dict[Node, dict[Node, Evidence | None]]
"""Nodes, each with what it rests on and the evidence for that."""


class Graph:
    """The graph of a tree, read as far as it is asked for."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._edges = Edges()
        self._added: dict[Module, dict[str, list[str]]] = {}
        self._roots: dict[Module, Instance] = {}
        self._possible: dict[tuple[Node, bool], set[Node]] = {}

    @cached_property
    def instances(self) -> list[Instance]:
        """Every module of the tree in every way it is reached."""
        return instances_of(self.tree)

    @cached_property
    def _instances_by_module(self) -> dict[Module, list[Instance]]:
        found: dict[Module, list[Instance]] = {}
        for instance in self.instances:
            found.setdefault(instance.module, []).append(instance)
        return found

    def instances_of(self, module: Module) -> list[Instance]:
        """The instances of one module."""
        return self._instances_by_module.get(module, [])

    def add(self, module: Module, dependent: str, target: str) -> None:
        """Adds an order to every instance of the module."""
        self._added.setdefault(module, {}).setdefault(dependent, []).append(target)
        instances = (self._alone(module), *self.instances_of(module))
        added = {Node(instance, dependent): Node(instance, target) for instance in instances}
        for (_, loose), below in list(self._possible.items()):
            for node in added.keys() & below:
                below |= self._may_rest_on(added[node], loose)

    def forget(self, module: Module) -> None:
        """Takes the orders that were added to a module away."""
        if self._added.pop(module, None):
            self._possible.clear()

    def chain_within(
        self, module: Module, start: str, goal: str, *, everywhere: bool = False, loose: bool = False
    ) -> list[Node] | None:
        """A chain between two parts of a module in one of its instances; with ``everywhere`` only if all have one."""
        alone = self._alone(module)
        chain = self.chain(Node(alone, start), Node(alone, goal), loose=loose)
        if chain:
            return chain
        for instance in self.instances_of(module):
            chain = None
            if self._comes_back(instance, goal):
                chain = self.chain(Node(instance, start), Node(instance, goal), loose=loose)
            if bool(chain) is not everywhere:
                break
        return chain

    def _alone(self, module: Module) -> Instance:
        """The module as if nobody called it: what holds in it holds in every instance."""
        if module not in self._roots:
            self._roots[module] = Instance(module)
        return self._roots[module]

    def _comes_back(self, instance: Instance, goal: str) -> bool:
        """Whether the caller uses anything of the instance that may rest on ``goal``; else no chain goes out and in."""
        if not instance.caller or not instance.call:
            return False
        used = self._edges.modules_used(instance.caller.module)
        name = f"module.{instance.call.block.labels[0].value}"
        alone = self._alone(instance.module)
        return name in used or any(
            f"{name}.{block.labels[0].value}" in used
            and Node(alone, goal) in self._may_rest_on(Node(alone, f"output.{block.labels[0].value}"), loose=True)
            for block in instance.module.blocks("output")
        )

    def chain(self, start: Node, goal: Node, *, loose: bool = False) -> list[Node] | None:
        """The nodes from ``start`` to ``goal``, each of which rests on the next; None if there is no such chain.

        With ``loose`` an output of a module that can't be read counts as resting on all that the module is given.
        """
        if goal not in self._may_rest_on(start, loose):
            return None
        ignored: set[tuple[Node, Node]] = set()
        while True:
            below = self._below(start, loose, ignored)
            if goal not in below:
                return None
            below[goal] = {start: None}  # so that the way from start to goal is a cycle, which graphlib finds
            cycle = _cycle(below)
            edges = [edge for edge in pairwise(cycle) if edge != (goal, start)]
            if not all(self._edges.confirm(below[node][rests_on]) for node, rests_on in edges):
                continue  # what did not hold is gone now
            if len(edges) < len(cycle) - 1:
                at = cycle.index(start)
                return [*cycle[at:-1], *cycle[:at]]
            # A cycle that was there before can't be one of Terraform's: only loose edges make it look so.
            evidence = (below[node][rests_on] for node, rests_on in edges)
            ignored.add(next((edge for edge, why in zip(edges, evidence, strict=True) if why and why.loose), edges[0]))

    def chain_to_any(self, start: Node, goals: Set[Node]) -> list[Node] | None:
        """A chain from ``start`` to one of some nodes."""
        chains = (self.chain(start, goal) for goal in goals & self._may_rest_on(start, loose=False))
        return next(filter(None, chains), None)

    def _may_rest_on(self, start: Node, loose: bool) -> set[Node]:
        """``start`` and all that it rests on, and maybe more."""
        known = self._possible.get((start, loose))
        if known is None:
            known = self._possible[start, loose] = set(self._below(start, loose))
        return known

    def _below(self, start: Node, loose: bool, ignored: set[tuple[Node, Node]] | None = None) -> Below:
        """``start`` and everything that it may rest on, each with what it may rest on itself."""
        below: Below = {}
        pending = [start]
        while pending:
            node = pending.pop()
            if node not in below:
                below[node] = {
                    to: evidence
                    for to, evidence in self._edges.of(node)
                    if (loose or not evidence or not evidence.loose) and to != node
                }
                for target in self._added.get(node.instance.module, {}).get(node.part, ()):
                    below[node][Node(node.instance, target)] = None
                for edge in ignored or ():
                    if edge[0] == node:
                        below[node].pop(edge[1], None)
                pending.extend(below[node])
        return below


def _cycle(graph: Below) -> list[Node]:
    """A cycle of the graph, which has one; each node rests on the next, and the last is the first."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    raise AssertionError("the graph has a cycle")
