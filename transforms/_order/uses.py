"""Which addresses the parts of a module use: found by text, and confirmed by grammar where that decides something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hclfix import (
    Attribute,
    AttributeStep,
    Block,
    Document,
    Module,
    Span,
    Template,
    TemplateText,
    Tuple,
    address,
    references_of,
)

_NAME = r"[^\W\d][\w-]*"
_POSSIBLE = re.compile(rf"(?<![\w.])(?:(data|ephemeral)\s*\.\s*)?({_NAME})\s*\.\s*({_NAME})")
_QUOTED_ADDRESS = re.compile(rf"((?:data\.)?{_NAME}\.{_NAME})(?:[.\[].*)?")


class Place(NamedTuple):
    """Where a text looks like a use."""

    document: Document
    offset: int


Uses = dict[str, list[Place]]
"""The places of possible uses by address. That of a module's output is ``module.name.output``."""


class ModuleUses:
    """What the parts of one module use.

    A part goes by its address, a provider configuration by ``provider.aws.west``.
    """

    def __init__(self, module: Module) -> None:
        self.module = module
        self._parts: dict[str, Uses] = {}
        self._confirmed: set[tuple[int, str]] = set()
        self._spans = dict(_spans(module))

    @property
    def parts(self) -> Iterable[str]:
        """The addresses of everything in the module that can use something."""
        return self._spans

    def of(self, part: str) -> Uses:
        """What a part may use; empty where there is no such part."""
        if part not in self._parts:
            self._parts[part] = self.within(self._spans.get(part, ()))
        return self._parts[part]

    def within(self, spans: Iterable[tuple[Document, Span]]) -> Uses:
        """What may be used in some spans of the module's files."""
        found: Uses = {}
        for document, span in spans:
            for match in _POSSIBLE.finditer(document.text, span.start, span.end):
                prefix, first, second = match.groups()
                name = f"{prefix}.{first}.{second}" if prefix else f"{first}.{second}"
                place = Place(document, match.start())
                if first == "module" and not prefix:
                    for output in _outputs(name, place):
                        found.setdefault(output, []).append(place)
                elif name in self._spans:
                    found.setdefault(name, []).append(place)
        return found

    def confirm(self, uses: Uses, name: str) -> bool:
        """Whether an address that may be used is. If not, it is taken out of ``uses``."""
        if (id(uses), name) not in self._confirmed:
            if not any(_holds(name, place) for place in uses[name]):
                del uses[name]
                return False
            self._confirmed.add((id(uses), name))
        return True


def depends_on_addresses(attribute: Attribute) -> list[str]:
    """The addresses in a ``depends_on``, also those in quotes as Terraform 0.11 had them."""
    value = attribute.expression
    found = [reference.address for reference in references_of(attribute)]
    for element in value.elements if isinstance(value, Tuple) else ():
        match element:
            case Template(parts=(TemplateText(value=text),)) if quoted := _QUOTED_ADDRESS.fullmatch(text):
                found.append(quoted[1])
    return found


def output_of(steps: Iterable[object]) -> str | None:
    """The output that the steps behind ``module.name`` lead to, None for the module as a whole."""
    return next((step.name for step in steps if isinstance(step, AttributeStep)), None)


def _spans(module: Module) -> Iterator[tuple[str, list[tuple[Document, Span]]]]:
    """The parts of a module with where they stand, override files included."""
    by_name: dict[str, list[tuple[Document, Span]]] = {}
    for document in module.documents:
        for block in document.body.blocks():
            if block.type == "locals":
                for attribute in block.body.attributes():
                    by_name.setdefault(f"local.{attribute.name}", []).append((document, attribute.value_span))
            elif name := _part(block):
                by_name.setdefault(name, []).append((document, block.body.span))
    yield from by_name.items()


def _part(block: Block) -> str | None:
    if block.type == "provider" and block.labels:
        alias = block.attribute("alias")
        name = f"provider.{block.labels[0].value}"
        return f"{name}.{alias.value_text.strip(chr(34))}" if alias else name
    return address(block)


def _outputs(name: str, place: Place) -> list[str]:
    """The exact uses of a module at a place; they are parsed at once, since a text does not show the output well."""
    attribute = place.document.attribute_at(place.offset)
    if not attribute:
        return []
    if attribute.name == "depends_on":
        return [name] if name in depends_on_addresses(attribute) else []
    outputs = [output_of(reference.steps) for reference in references_of(attribute) if reference.address == name]
    return [f"{name}.{output}" if output else name for output in outputs]


def _holds(name: str, place: Place) -> bool:
    attribute = place.document.attribute_at(place.offset)
    if not attribute or attribute.name == "ignore_changes":
        return False
    if name.startswith("module."):
        return True  # parsed when it was found
    if attribute.name == "depends_on":
        return name in depends_on_addresses(attribute)
    return any(reference.address == name for reference in references_of(attribute))
