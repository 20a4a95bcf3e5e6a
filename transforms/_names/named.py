"""Where a module names AWS resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from hclfix import Attribute, Block, Expression, Module, Value, is_override, parse_expression, template_pieces

from .table import Facts, NameFact
from .trace import Trace, trace


@dataclass(eq=False)
class Name:
    """An argument that names a resource, or with ``prefixed`` the beginning of its name.

    ``pieces`` are what it is written of, where it is a plain template.
    """

    module: Module
    block: Block
    attribute: Attribute
    fact: NameFact
    pieces: tuple[str, ...] | None
    prefixed: bool = False

    @property
    def address(self) -> str:
        """The address of the resource in its module."""
        return f"{self.fact.type}.{self.block.labels[1].value}"

    @property
    def maximum(self) -> int | None:
        """The most characters that the argument takes, where that is known."""
        return self.fact.prefix_maximum if self.prefixed else self.fact.maximum

    @cached_property
    def expression(self) -> Expression:
        """What the argument is given."""
        return self.attribute.expression

    @cached_property
    def made_of(self) -> Trace:
        """Where that leads."""
        return trace(self.module, self.expression)

    @cached_property
    def value(self) -> Value:
        """What that is worth."""
        return self.module.resolve(self.expression)

    @cached_property
    def any_value(self) -> Value:
        """What it is worth where every variable may have any value."""
        return self.module.resolve(self.expression, any_input=True)


def names_in(module: Module, facts: Facts, *, prefixes: bool = False) -> Iterator[Name]:
    """The names that a module gives, with ``prefixes`` also the beginnings of names. A list or object is no name."""
    for document in module.documents:
        if module.shadowed(document) or is_override(document.path):
            continue
        for block in document.body.blocks("resource"):
            if len(block.labels) != 2:
                continue
            for fact in facts.get(block.labels[0].value, ()):
                attribute = block.attribute(fact.attribute)
                text = attribute.value_text if attribute else ""
                if attribute and not text.startswith(("[", "{")):
                    yield Name(module, block, attribute, fact, template_pieces(text))
                elif prefixes and fact.prefix and (attribute := block.attribute(fact.prefix)):
                    pieces = template_pieces(attribute.value_text)
                    yield Name(module, block, attribute, fact, pieces, prefixed=True)


def variable_value(module: Module, name: str) -> Value:
    """What ``var.name`` is worth in a module."""
    return module.resolve(parse_expression(f"var.{name}"))
