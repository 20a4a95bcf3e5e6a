"""What the evaluator asks of the module that an expression stands in."""

from __future__ import annotations

from typing import Protocol

from hclfix.evaluate.types import Type
from hclfix.evaluate.values import Unknown, Value
from hclfix.syntax.nodes import Expression


class Scope(Protocol):
    """The names of one module. What resources, data sources and modules give is unknown."""

    def local(self, name: str) -> Expression | None:
        """The expression of ``local.name``, or None where the module declares none."""

    def variable(self, name: str) -> Value | None:
        """The value of ``var.name``, or None where the module declares none. It names ``var.name`` among its sources
        unless every deployment has that value."""

    def variable_type(self, name: str) -> Type:
        """The declared type of ``var.name``; dynamic where none is declared."""

    def path(self, name: str) -> Value | None:
        """The value of ``path.module``, ``path.root`` or ``path.cwd``."""

    def workspace(self) -> Value | None:
        """The value of ``terraform.workspace``, or None where nothing says."""

    def argument(self, resource: str, name: str) -> Expression | None:
        """The argument ``name`` in the block of the resource (``random_id.suffix``), None where there is none."""


class UnknownVariables:
    """The same scope with every variable unknown: what holds in it holds for every value that a variable can take."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    def local(self, name: str) -> Expression | None:
        """The expression of ``local.name``."""
        return self._scope.local(name)

    def variable(self, name: str) -> Value | None:
        """An unknown value of the declared type."""
        address = f"var.{name}"
        return Unknown(self.variable_type(name), "a variable may have any value", address, sources=frozenset({address}))

    def variable_type(self, name: str) -> Type:
        """The declared type of ``var.name``."""
        return self._scope.variable_type(name)

    def path(self, name: str) -> Value | None:
        """The value of ``path.name``."""
        return self._scope.path(name)

    def workspace(self) -> Value | None:
        """The value of ``terraform.workspace``."""
        return self._scope.workspace()

    def argument(self, resource: str, name: str) -> Expression | None:
        """The argument ``name`` in the block of the resource."""
        return self._scope.argument(resource, name)
