"""Which addresses the parts of a module use: found by text, and confirmed by grammar where that decides something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from hclfix import (
    Attribute,
    AttributeStep,
    Block,
    Document,
    Module,
    Span,
    Tuple,
    address,
    plain_text,
    references_of,
)

_NAME = r"[^\W\d][\w-]*+"
_DOT = r"\s*+\.\s*+"
# Behind a hyphen a name begins only where that is a minus: in front of it no name, at most a number of three digits.
_BEGINS = "(?:" + "|".join((r"(?<![\w.-].)", *(rf"(?<=[^\w.-]{'[0-9]' * digits}-.)" for digits in range(4)))) + ")"
_POSSIBLE = re.compile(
    rf"([^\W\d]{_BEGINS}[\w-]*+){_DOT}({_NAME})"  # the first letter stands in front, for that is found fast
    rf"(?>{_DOT}({_NAME})|(?=\[[^\[\]\n]*\]\.({_NAME})))?+"
)
_OF_MODULE = re.compile(r"module\s*+\.")
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
        self._used: dict[Attribute, frozenset[str]] = {}
        self._spans = dict(_spans(module))

    @property
    def parts(self) -> Iterable[str]:
        """The addresses of everything in the module that can use something."""
        return self._spans

    @cached_property
    def modules(self) -> frozenset[str]:
        """The calls, and the outputs of calls, that some part may use."""
        return frozenset(
            name
            for part, spans in self._spans.items()
            if any(_OF_MODULE.search(document.text, *span) for document, span in spans)
            for name in self.of(part)
            if name.startswith("module.")
        )

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
                first, second, third, indexed = match.groups()
                name = f"{first}.{second}.{third}" if first in ("data", "ephemeral") else f"{first}.{second}"
                if name not in self._spans:
                    continue
                place = Place(document, match.start())
                if first != "module":
                    names = [name]
                elif third or indexed:
                    names = [f"{name}.{third or indexed}"]
                else:  # the whole module, or what stands too far behind to be seen in the text
                    names = [used for used in self._used_at(place) if f"{used}.".startswith(f"{name}.")]
                for name in names:
                    found.setdefault(name, []).append(place)
        return found

    def confirm(self, uses: Uses, name: str) -> bool:
        """Whether an address that may be used is. If not, it is taken out of ``uses``."""
        holds = any(name in self._used_at(place) for place in uses[name])
        if not holds:
            del uses[name]
        return holds

    def _used_at(self, place: Place) -> frozenset[str]:
        """What the attribute at a place uses; nothing where there is none."""
        attribute = place.document.attribute_at(place.offset)
        if attribute is None:
            return frozenset()
        if attribute not in self._used:
            self._used[attribute] = frozenset(addresses_in(attribute))
        return self._used[attribute]


def addresses_in(attribute: Attribute) -> Iterator[str]:
    """The addresses that an attribute makes its block wait for, a module's with the output; also those in quotes."""
    if attribute.name == "ignore_changes":
        return
    for reference in references_of(attribute):
        output = next((step.name for step in reference.steps if isinstance(step, AttributeStep)), None)
        is_output = output and reference.address.startswith("module.")
        yield f"{reference.address}.{output}" if is_output else reference.address
    value = attribute.expression
    if attribute.name == "depends_on" and isinstance(value, Tuple):
        for element in value.elements:
            quoted = _QUOTED_ADDRESS.fullmatch(plain_text(element) or "")
            if quoted:  # as Terraform 0.11 had them
                yield quoted[1]


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
