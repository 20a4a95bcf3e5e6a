"""How the evaluator works without recursion: the work on each kind of node is a generator.

It yields requests, each a node with the names that mean something inside it, is sent their values, and returns
its own value. What it raises (``EvaluationError``, ``NotCovered``) becomes the value of its node.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from hclfix.evaluate.scope import Scope
from hclfix.evaluate.values import Value
from hclfix.syntax.nodes import Node

Names: TypeAlias = Mapping[str, Value]
Request: TypeAlias = tuple[Node, Names]
Work: TypeAlias = Generator[Request, Value, Value]


class Local(NamedTuple):
    """The value of a local, and the variables with alternatives that it comes of."""

    value: Value
    variables: frozenset[str]


@dataclass(slots=True)
class Context:
    """What all work of one evaluation shares.

    ``chosen`` are variables of which one alternative is looked at; ``variables`` collects the names of those that have
    alternatives all of which were taken. ``locals`` are the locals worked out, ``active`` those being worked out.
    """

    scope: Scope
    chosen: Names
    locals: dict[str, Local]
    active: list[str] = field(default_factory=list)
    variables: frozenset[str] = frozenset()
