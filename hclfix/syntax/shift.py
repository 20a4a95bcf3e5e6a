"""Moves an expression to another place in a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

from hclfix.syntax.nodes import Node, child_fields
from hclfix.text import Span

_AnyNode = TypeVar("_AnyNode", bound=Node)
_Layout = tuple[Callable[[Node], tuple[Any, ...]], tuple[str, ...]]
"""What reads all fields of a node of one class at once, and which of the fields are spans."""
_LAYOUTS: dict[type[Node], _Layout] = {}


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


def _layout(kind: type[Node]) -> _Layout:
    layout = _LAYOUTS.get(kind)
    if layout is None:
        names = [field.name for field in fields(kind)]
        spans = tuple(field.name for field in fields(kind) if field.type == "Span")
        layout = _LAYOUTS[kind] = (attrgetter(*names) if len(names) > 1 else lambda node: (node.span,), spans)
    return layout
