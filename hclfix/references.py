"""Which names an expression refers to.

A reference is a traversal whose root is a name that nothing inside the expression binds: not a key of an object, not a
variable of a ``for``, not the name of a function.
"""

from __future__ import annotations

from functools import lru_cache

from hclfix.syntax.nodes import (
    AttributeStep,
    ForDirective,
    ForObject,
    ForTuple,
    IndexStep,
    Node,
    ObjectElement,
    Traversal,
    Variable,
    children,
)


@lru_cache(maxsize=8192)  # the same few thousand values are asked about again and again while a tree is run
def traversals(node: Node) -> tuple[Traversal, ...]:
    """Every reference with at least one step inside ``node``, in the order of the text: ``var.x``,
    ``aws_lb.web[0].arn``.
    """
    found: list[Traversal] = []
    pending: list[tuple[Node, frozenset[str]]] = [(node, frozenset())]
    while pending:
        current, bound = pending.pop()
        if isinstance(current, Traversal) and isinstance(current.root, Variable):
            if current.root.name not in bound:
                found.append(current)
            keys = [step.key for step in current.steps if isinstance(step, IndexStep)]
            pending.extend((key, bound) for key in reversed(keys))
            continue
        inner = list(children(current))
        if isinstance(current, ObjectElement) and isinstance(current.key, Variable | Traversal):
            inner.remove(current.key)  # a bare name is the key itself, and a bare traversal is no valid key
        if isinstance(current, ForTuple | ForObject | ForDirective):
            names_inside = bound | {current.value, *([current.key] if current.key else [])}
            collection = current.collection
            pending.extend((child, bound if child is collection else names_inside) for child in reversed(inner))
        else:
            pending.extend((child, bound) for child in reversed(inner))
    return tuple(found)


def names(traversal: Traversal) -> tuple[str, ...]:
    """The root and the plain attribute steps behind it: ``("data", "aws_region", "current")`` and on, up to an index
    or splat. Nothing for a traversal of something without a name, such as ``split(",", x)[0]``.
    """
    if not isinstance(traversal.root, Variable):
        return ()
    found = [traversal.root.name]
    for step in traversal.steps:
        if not isinstance(step, AttributeStep):
            break
        found.append(step.name)
    return tuple(found)


_ROOTS_OF_ONE_STEP = frozenset(("var", "local", "module", "output", "run"))
_NOT_ADDRESSES = frozenset(("each", "count", "self", "path", "terraform"))


def address(traversal: Traversal) -> str | None:
    """The address that a reference names, without the steps into its value; None for ``each``, ``count``, ``self``,
    ``path``.

    ``var.x``, ``local.x``, ``module.x``, ``data.type.name``, ``ephemeral.type.name`` or ``type.name``.
    """
    found = names(traversal)
    if not found or found[0] in _NOT_ADDRESSES:
        return None
    length = 2 if found[0] in _ROOTS_OF_ONE_STEP else 3 if found[0] in ("data", "ephemeral") else 2
    return ".".join(found[:length]) if len(found) >= length else None
