"""What each part of a module rests on, as Terraform's graph has it: whole resources, and all that lies between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hclfix import Block, Document, Module, Object, Span

from .instances import Instance, Node
from .uses import ModuleUses, Uses

CALL_ARGUMENTS = ("count", "for_each", "depends_on")
"""What everything inside a called module waits for."""


class Evidence(NamedTuple):
    """Why one node may rest on another: an address that a part uses. ``loose``: behind a module that can't be read."""

    module: Module
    uses: Uses
    name: str
    loose: bool = False


Edge = tuple[Node, Evidence | None]
"""A node that another one rests on, with the evidence where that is only likely."""


class Edges:
    """The edges of a tree, found as they are asked for."""

    def __init__(self) -> None:
        self._edges: dict[Node, tuple[Edge, ...]] = {}
        self._uses: dict[Module, ModuleUses] = {}
        self._calls: dict[tuple[Module, str, tuple[str, ...]], Uses] = {}

    def of(self, node: Node) -> Iterator[Edge]:
        """What a node rests on, or may; what was found not to hold is left out."""
        if node not in self._edges:
            self._edges[node] = tuple(self._find(node))
        for edge in self._edges[node]:
            _, evidence = edge
            if evidence is None or evidence.name in evidence.uses:
                yield edge

    def confirm(self, evidence: Evidence | None) -> bool:
        """Whether an edge holds; one that does not is not found again."""
        return evidence is None or self._uses_of(evidence.module).confirm(evidence.uses, evidence.name)

    def modules_used(self, module: Module) -> frozenset[str]:
        """The calls, and the outputs of calls, that may be used somewhere in a module."""
        return self._uses_of(module).modules

    def _uses_of(self, module: Module) -> ModuleUses:
        if module not in self._uses:
            self._uses[module] = ModuleUses(module)
        return self._uses[module]

    def _find(self, node: Node) -> Iterator[Edge]:
        instance, part = node
        module = instance.module
        kind, _, rest = part.partition(".")
        if instance.caller and instance.call:
            yield Node(instance.caller, f"call.{instance.call.block.labels[0].value}"), None
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

    def _call_uses(self, module: Module, name: str, arguments: tuple[str, ...]) -> Uses:
        """What some arguments of a call use."""
        key = (module, name, arguments)
        if key not in self._calls:
            block = module.block(f"module.{name}")
            spans: list[tuple[Document, Span]] = []
            for argument in arguments:
                attribute = block.attribute(argument) if block else None
                if attribute:
                    spans.append((attribute.body.document, attribute.value_span))
            self._calls[key] = self._uses_of(module).within(spans)
        return self._calls[key]


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
