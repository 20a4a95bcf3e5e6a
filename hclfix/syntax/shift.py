"""Moves an expression to another place in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from hclfix.syntax.nodes import Node, child_fields
from hclfix.text import Span

_AnyNode = TypeVar("_AnyNode", bound=Node)


def shifted(node: _AnyNode, offset: int) -> _AnyNode:
    """A copy of ``node`` and all that it holds, its spans moved by ``offset``."""

    def copied(node: Any) -> Any:
        """A copy that holds the old children, to be visited."""
        kind = type(node)
        values, spans = _layout(kind)
        copy = kind(*values(node))
        for name in spans:
            span = getattr(copy, name)
            setattr(copy, name, Span(span[0] + offset, span[1] + offset))
        pending.append(copy)
        return copy

    pending: list[Any] = []
    result: _AnyNode = copied(node)
    while pending:
        parent = pending.pop()
        for name in child_fields(type(parent)):
            value = getattr(parent, name)
            if isinstance(value, tuple):
                setattr(parent, name, tuple(map(copied, value)))
            elif value is not None:
                setattr(parent, name, copied(value))
    return result


@cache
def _layout(kind: type[Node]) -> tuple[Callable[[Node], tuple[Any, ...]], tuple[str, ...]]:
    """A function that reads all fields of a node at once, and which of the fields are spans."""
    names = [field.name for field in fields(kind)]
    read = attrgetter(*names)
    spans = tuple(field.name for field in fields(kind) if field.type == "Span")
    return (read if len(names) > 1 else lambda node: (read(node),)), spans
