"""How a module spells its suffix, and the edits that declare one where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from hclfix import Edit, Hole, Module, Value

from .._names.named import variable_value


class Part(NamedTuple):
    """The suffix as a module spells it.

    ``template`` is what goes into a template, dash included; ``passed`` is the expression that a module call hands on.
    ``empty`` says that it comes to nothing, whatever the files can give it; ``value`` is what it comes to, where the
    module has it already. ``variable`` and ``locals`` are what there is to declare: the text of a block, expressions by
    name. ``passing`` are the edits by which the callers hand on their suffixes, ``callers``.
    """

    module: Module
    template: str
    passed: str
    empty: bool
    value: Value | None = None
    variable: str | None = None
    locals: Mapping[str, str] = {}
    passing: tuple[Edit, ...] = ()
    callers: tuple[Part, ...] = ()


def declaring(parts: Iterable[Part], module: Module, locals: Mapping[str, str]) -> list[Edit]:
    """The edits that declare what parts and their callers lack, each module once, and ``locals`` of ``module`` with
    it.
    """
    from .._names.declare import declarations  # for edits alone, as below

    edits: list[Edit] = []
    needed = {part.module: part for part in parts}
    pending = list(needed.values())
    while pending:
        callers = [part for part in pending.pop().callers if part.module not in needed]
        needed |= {part.module: part for part in callers}
        pending += callers
    for part in needed.values():
        added = {**part.locals, **(locals if part.module is module else {})}
        edits += [*declarations(part.module, part.variable, added), *part.passing]
    return edits


@dataclass(eq=False, repr=False)
class Parts:
    """The suffixes of the modules of a tree, each worked out when it is first asked for.

    ``variables`` and ``locals`` are the names that they go by; the first variable is the one to declare.
    """

    variables: Sequence[str]
    locals: Sequence[str]
    _known: dict[Module, Part] = field(default_factory=dict)

    def of(self, module: Module) -> Part:
        """The suffix of a module. One that it lacks is declared, and handed on by all who call the module."""
        pending = [module]
        while module not in self._known:
            current = pending[-1]
            waiting = [
                call.caller for call in current.callers if call.caller not in self._known and call.caller not in pending
            ]
            if waiting:
                pending += waiting
            else:
                self._known[pending.pop()] = self._made(current)
        return self._known[module]

    def variable(self, module: Module) -> str | None:
        """The name of the variable that plays the part in a module, declared or just used."""
        for name in self.variables:
            if module.block(f"var.{name}") or module.references(f"var.{name}"):
                return name
        return None

    @cached_property
    def spelled(self) -> frozenset[str]:
        """How a template names those that a suffix goes by."""
        addresses = (*(f"var.{name}" for name in self.variables), *(f"local.{name}" for name in self.locals))
        return frozenset(f"${{{address}}}" for address in addresses)

    def holds(self, address: str) -> bool:
        """Whether an address is one of those that a suffix goes by."""
        kind, _, name = address.partition(".")
        return name in (self.variables if kind == "var" else self.locals if kind == "local" else ())

    def _made(self, module: Module) -> Part:
        name = self.variable(module)
        if name is None:
            return self._local(module) or self._declared(module, self.variables[0])
        if not module.block(f"var.{name}"):
            return self._declared(module, name)
        value = variable_value(module, name)
        empty = _is_empty(value)
        joined = _joined_local(module, name)
        if joined:
            worth = module.resolve(module.locals[joined].expression)
            return Part(module, f"${{local.{joined}}}", f"var.{name}", empty or _is_empty(worth), worth)
        dashes = _dashes_before(module, f"var.{name}")
        if all(string.startswith("-") for string in value.strings() or (" ",)) or dashes == {False}:
            return Part(module, f"${{var.{name}}}", f"var.{name}", empty, value)
        if dashes and not empty:
            return Part(module, f"-${{var.{name}}}", f"var.{name}", False, value)
        local, joining = self._joining(module, name)
        return Part(module, f"${{local.{local}}}", f"var.{name}", empty, value, locals=joining)

    def _local(self, module: Module) -> Part | None:
        """The suffix of a module that has one as a local alone, made of random characters mostly."""
        for name in self.locals:
            if name not in module.locals:
                continue
            value = module.resolve(module.locals[name].expression)
            if _begins_with_dash(value) or _dashes_before(module, f"local.{name}") == {False}:
                return Part(module, f"${{local.{name}}}", f'trimprefix(local.{name}, "-")', _is_empty(value), value)
            return Part(module, f"-${{local.{name}}}", f"local.{name}", False, value)
        return None

    def _declared(self, module: Module, name: str) -> Part:
        """The suffix of a module that lacks the variable; its callers hand theirs on."""
        from hclfix import change_block

        local, joining = self._joining(module, name)
        callers = [self._known[call.caller] for call in module.callers if call.caller in self._known]
        passing: list[Edit] = []
        for call in module.callers:
            part = self._known.get(call.caller)
            if part and not call.block.attribute(name):
                passing += change_block(call.block, {name: part.passed})
        return Part(
            module,
            f"${{local.{local}}}",
            f"var.{name}",
            all(part.empty for part in callers),
            variable=_variable_text(name),
            locals=joining,
            passing=tuple(passing),
            callers=tuple(callers),
        )

    def _joining(self, module: Module, name: str) -> tuple[str, Mapping[str, str]]:
        """The name of a local that is free, and its value: the variable with a dash before it, unless it is empty."""
        local = next(
            free
            for free in (self.variables[0], "name_suffix", "joined_suffix", f"{name}_joined")
            if free not in module.locals
        )
        return local, {local: f'var.{name} == "" ? "" : "-${{var.{name}}}"'}


def _variable_text(name: str) -> str:
    return f'''variable "{name}" {{
  description = "Tells copies of this module apart; it ends the names of what the module makes."
  type        = string
  default     = ""
  nullable    = false

  validation {{
    condition     = can(regex("^([a-z0-9]+(-[a-z0-9]+)*)?$", var.{name}))
    error_message = "The suffix must be empty, or lower-case letters, digits and single hyphens between them."
  }}
}}'''


def _is_empty(value: Value) -> bool:
    return value.is_always("")


def _joined_local(module: Module, variable: str) -> str | None:
    """The local that is the variable's value with a dash before it, or nothing where the variable is empty."""
    wanted: set[tuple[str | Hole, ...] | None] = {(), ("-", Hole(address=f"var.{variable}"))}
    for reference in module.references(f"var.{variable}"):
        name = reference.attribute.name
        if module.locals.get(name) is not reference.attribute:
            continue
        value = module.resolve(reference.attribute.expression, any_input=True)
        parts = {each.text_parts() for each in value.alternatives}
        plain = {
            tuple(Hole(address=part.address) if isinstance(part, Hole) else part for part in each or ())
            for each in parts
        }
        if plain <= wanted and len(plain) > 1:
            return name
    return None


def _begins_with_dash(value: Value) -> bool:
    return any(parts and isinstance(parts[0], str) and parts[0][:1] == "-" for parts in _parts(value))


def _parts(value: Value) -> list[tuple[str | Hole, ...]]:
    return [parts for each in value.effective if (parts := each.text_parts()) is not None]


def _dashes_before(module: Module, address: str) -> set[bool]:
    """Whether the uses of an address in templates have a separator before them; empty where it is not used in any."""
    pattern = re.compile(rf"(.)\$\{{\s*{re.escape(address)}\s*\}}", re.DOTALL)
    found: set[bool] = set()
    for reference in module.references(address):
        text = reference.document.text
        start = text.rfind("${", 0, reference.span.start)
        match = pattern.match(text, max(start - 1, 0)) if start > 0 else None
        if match and match[1] != '"':
            found.add(match[1] in "-_")
    return found
