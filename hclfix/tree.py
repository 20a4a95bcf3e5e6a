"""Modules joined by local calls: the unit that is run, fixed and written together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from hclfix.discover import real_path
from hclfix.inputs import Inputs
from hclfix.module import Module
from hclfix.syntax.nodes import plain_text
from hclfix.syntax.structure import Block

T = TypeVar("T")


class Call(NamedTuple):
    """A ``module`` block of ``caller`` whose source is the directory of ``module``."""

    block: Block
    caller: Module
    module: Module


class Tree:
    """Modules, each with ``tree`` set to this one. ``inputs`` reach the modules that nobody here calls.

    ``looked_at`` are the files beside the modules that a transform has read, with the digests of what was in them.
    """

    def __init__(
        self, modules: Iterable[Module], inputs: Inputs | None = None, looked_at: dict[str, str] | None = None
    ) -> None:
        self.modules: tuple[Module, ...] = tuple(modules)
        self.inputs = inputs or Inputs()
        self.looked_at: dict[str, str] = {} if looked_at is None else looked_at
        self._made: dict[Callable[[Tree], object], object] = {}
        for module in self.modules:
            module.tree = self

    def __repr__(self) -> str:
        return f"Tree({[module.directory for module in self.modules]!r})"

    def once(self, make: Callable[[Tree], T]) -> T:
        """What ``make`` gives for this tree: made at the first call, and gone with the tree."""
        if make not in self._made:
            self._made[make] = make(self)
        return cast(T, self._made[make])

    @cached_property
    def _modules_by_directory(self) -> dict[str, Module]:
        return {module.real_directory: module for module in self.modules}

    @cached_property
    def _modules_by_spelling(self) -> dict[str, Module]:
        return {os.path.normpath(module.directory): module for module in self.modules}

    def module_in(self, directory: str) -> Module | None:
        """The module in a directory, which may be spelled in another way."""
        spelled = os.path.normpath(directory)
        return self._modules_by_spelling.get(spelled) or self._modules_by_directory.get(real_path(directory))

    @cached_property
    def calls(self) -> list[Call]:
        """Every local call between modules of the tree."""
        found = []
        for caller in self.modules:
            for block in caller.blocks("module"):
                source = local_source(block)
                module = self.module_in(os.path.join(caller.directory, source)) if source else None
                if module:
                    found.append(Call(block, caller, module))
        return found

    def calls_from(self, module: Module) -> list[Call]:
        """The calls of a module to others."""
        return self._calls_by_caller.get(module, [])

    def calls_to(self, module: Module) -> list[Call]:
        """The calls to a module from others."""
        return self._calls_by_module.get(module, [])

    @cached_property
    def _calls_by_caller(self) -> dict[Module, list[Call]]:
        found: dict[Module, list[Call]] = {}
        for call in self.calls:
            found.setdefault(call.caller, []).append(call)
        return found

    @cached_property
    def _calls_by_module(self) -> dict[Module, list[Call]]:
        found: dict[Module, list[Call]] = {}
        for call in self.calls:
            found.setdefault(call.module, []).append(call)
        return found

    @property
    def roots(self) -> list[Module]:
        """The modules that no other module of the tree calls."""
        return [module for module in self.modules if not self.calls_to(module)]

    def module_of(self, path: str) -> Module | None:
        """The module that a file belongs to, or would belong to if it were there."""
        directory = os.path.dirname(path) or "."
        for candidate in (directory, os.path.dirname(directory) or "."):
            module = self.module_in(candidate)
            if module:
                return module
        return None


def local_source(block: Block) -> str | None:
    """The directory that a ``module`` block names, relative to its own; None where the source is not local."""
    attribute = block.attribute("source")
    if not attribute:
        return None
    source = plain_text(attribute.expression)
    return source if source and (source.startswith(("./", "../")) or source in (".", "..")) else None
