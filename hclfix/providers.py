"""Which provider versions a module admits: its ``required_providers``, those of its callers, and the lock file."""

from __future__ import annotations

from typing import NamedTuple

from hclfix.module import Module
from hclfix.required_providers import required_providers_blocks
from hclfix.syntax.nodes import Object, key_name, plain_text
from hclfix.syntax.structure import Attribute
from hclfix.versions import Constraint, Version, VersionError, locked_versions, source_address


class ProviderRequirement(NamedTuple):
    """One entry of a ``required_providers`` block: ``aws = { source = "hashicorp/aws", version = ">= 5.0" }``.

    ``source`` and ``version`` are None where the entry lacks them or they are no plain text; ``legacy`` says that it is
    written as ``aws = ">= 5.0"``.
    """

    name: str
    attribute: Attribute
    source: str | None
    version: str | None
    legacy: bool

    @property
    def source_address(self) -> str:
        """The provider that the entry means; without a source, HashiCorp's of that name."""
        return source_address(self.source or self.name)

    @property
    def constraint(self) -> Constraint | None:
        """The version constraint; None without one, or where Terraform could not read it."""
        try:
            return Constraint.parse(self.version) if self.version is not None else None
        except VersionError:
            return None


def requirements(module: Module) -> list[ProviderRequirement]:
    """The entries of the ``required_providers`` blocks of a module."""
    return [
        _requirement(attribute) for block in required_providers_blocks(module) for attribute in block.body.attributes()
    ]


def provider_constraint(module: Module, provider: str) -> Constraint | None:
    """What the tree asks of a provider's version where this module runs: its own constraint, its callers' and its
    calls'.

    ``provider`` is a source address (``hashicorp/aws``). None where nothing is asked.
    """
    joined: Constraint | None = None
    for part in _run_together(module):
        for requirement in requirements(part):
            if requirement.source_address == provider and requirement.constraint:
                joined = joined.joined(requirement.constraint) if joined else requirement.constraint
    return joined


def required_version(module: Module) -> Constraint | None:
    """What a module asks of Terraform's own version; None where it asks nothing that can be read."""
    joined: Constraint | None = None
    for block in (*module.blocks("terraform"), *module.override_blocks("terraform")):
        attribute = block.attribute("required_version")
        text = plain_text(attribute.expression) if attribute else None
        try:
            constraint = Constraint.parse(text) if text is not None else None
        except VersionError:
            continue
        if constraint:
            joined = joined.joined(constraint) if joined else constraint
    return joined


def locked_version(module: Module, provider: str) -> Version | None:
    """The version of a provider that a lock file pins: the module's own, or that of a module that calls it."""
    for part in _with_callers(module):
        version = locked_versions(part.lock).get(provider)
        if version:
            return version
    return None


def _with_callers(module: Module) -> list[Module]:
    """The module, then its callers up to the roots."""
    found = [module]
    for current in found:  # grows while it is walked
        found.extend(call.caller for call in current.callers if call.caller not in found)
    return found


def _run_together(module: Module) -> list[Module]:
    """The module, its callers, and all that these call: one ``terraform init`` chooses the versions for them all."""
    found = _with_callers(module)
    for current in found:
        found.extend(call.module for call in current.calls if call.module not in found)
    return found


def _requirement(attribute: Attribute) -> ProviderRequirement:
    expression = attribute.expression
    if not isinstance(expression, Object):
        return ProviderRequirement(attribute.name, attribute, None, plain_text(expression), legacy=True)
    texts = {key_name(element): plain_text(element.value) for element in expression.elements}
    return ProviderRequirement(attribute.name, attribute, texts.get("source"), texts.get("version"), legacy=False)
