"""When ordering two resources may touch what is already deployed.

Terraform takes ``create_before_destroy`` on to everything that such a resource depends on, and keeps that in the state
(https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle#create_before_destroy). It puts off
reading a data source while anything in its ``depends_on`` has changes pending; behind a module, a local or a variable
in it, that means all resources that those rest on (``ReferenceMap.dependsOn`` in Terraform's
internal/terraform/transform_reference.go).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from hclfix import Block, Module, Variable, address

from .graph import Graph
from .instances import Instance, Node
from .table import may_exist_twice
from .uses import addresses_in

THROUGH = ("module.", "local.", "var.")


class Hazards:
    """Knows what in a tree makes an edge unsafe."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._asked: tuple[Module, str] | None = None
        self._source: str | None = None

    def of(self, module: Module, dependent: str, target: str) -> str | None:
        """Why making ``dependent`` depend on ``target`` is not safe, as the end of a sentence; None where it is."""
        if self._asked != (module, dependent):  # what rests on it stays the same meanwhile
            self._asked, self._source = (module, dependent), self._created_first(module, dependent)
        twice = target.partition(".")[0] in may_exist_twice()
        if self._source and not twice and not self._created_first(module, target):
            return f"{self._source} is create_before_destroy, so {target} would be too, and it can't exist twice"
        waiting = self._put_off(module, dependent, target)
        if waiting:
            return f"{waiting} would be read only on apply whenever {target} has changes"
        return None

    def _created_first(self, module: Module, part: str) -> str | None:
        """The create_before_destroy resource that makes a resource one: itself, or what rests on it."""
        nodes = {Node(instance, part): instance for instance in self.graph.instances_of(module)}
        for created_first in self._first_created:
            chain = self.graph.chain_to_any(created_first, nodes.keys())
            if chain:
                return created_first.named_from(nodes[chain[-1]])
        return None

    @cached_property
    def _first_created(self) -> list[Node]:
        return [
            Node(instance, str(address(block)))
            for instance in self.graph.instances
            for block in _resources_with(instance.module, "create_before_destroy")
            if any(_is_true(lifecycle, "create_before_destroy") for lifecycle in block.blocks("lifecycle"))
        ]

    def _put_off(self, module: Module, dependent: str, target: str) -> str | None:
        """The data source or module call whose reads would wait for ``target`` through ``dependent``."""
        nodes = {Node(instance, dependent): Node(instance, target) for instance in self.graph.instances_of(module)}
        for waiting, entry in self._waiting:
            chain = self.graph.chain_to_any(entry, nodes.keys())
            if chain and not self.graph.chain(entry, nodes[chain[-1]]):
                return waiting
        return None

    @cached_property
    def _waiting(self) -> list[tuple[str, Node]]:
        """The data sources, and module calls with data sources inside, that wait for a module, local or variable."""
        return [
            (f"{instance.prefix}{address(block)}", Node(instance, entry))
            for instance in self.graph.instances
            for block in (*instance.module.blocks("data"), *instance.module.blocks("module"))
            if (attribute := block.attribute("depends_on"))
            for entry in addresses_in(attribute)
            if entry.startswith(THROUGH) and (block.type == "data" or _reads(instance, block))
        ]


def _resources_with(module: Module, word: str) -> Iterator[Block]:
    for block in module.blocks("resource"):
        if address(block) and word in block.span.of(block.document.text):
            yield block


def _is_true(block: Block, name: str) -> bool:
    attribute = block.attribute(name)
    return attribute is not None and isinstance(attribute.expression, Variable) and attribute.expression.name == "true"


def _reads(instance: Instance, call: Block) -> bool:
    """Whether a called module reads data sources, itself or in what it calls; one that can't be read may."""
    pending = [(instance, call.labels[0].value)]
    while pending:
        caller, name = pending.pop()
        if name not in caller.calls:
            return True
        called = caller.called(name)
        if called.module.blocks("data"):
            return True
        if not called.contains_itself():
            pending.extend((called, block.labels[0].value) for block in called.module.blocks("module") if block.labels)
    return False
