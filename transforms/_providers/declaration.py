"""What an undeclared provider becomes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hclfix import (
    Constraint,
    Document,
    Fix,
    Module,
    Object,
    VersionError,
    key_name,
    locked_version,
    provider_constraint,
    required_version,
    requirements,
    source_address,
)

from .declare import Declaration, declare
from .facts import provider_of

if TYPE_CHECKING:
    from ..add_required_providers import Settings


def declaration(module: Module, documents: Sequence[Document], settings: Settings, name: str) -> tuple[str, Fix | None]:
    """What becomes of an undeclared provider: the rest of the message, and the fix if there is one."""
    provider = provider_of(name)
    if not provider:
        return "where it comes from is not known here", None
    if not provider.source:
        return (
            f"Terraform takes it for hashicorp/{name}, but it is published as {provider.published_as}: declare that,"
            ' and run "terraform state replace-provider" where there is state',
            None,
        )
    declared = [entry for entry in requirements(module) if entry.attribute.body.document in documents]
    other = next((entry.name for entry in declared if entry.source_address == provider.source), None)
    if other:
        return (
            f"{provider.source} is declared as {other}, and Terraform warns of a provider that is declared twice",
            None,
        )
    passed = _passed_by_a_caller(module, name, provider.source)
    if passed:
        return f"{passed}, and not {provider.source}", None
    if _before_sources(module):
        return "but Terraform before 0.13, which required_version asks for, takes no source", None
    version, why_not = _version(module, name, provider.source, settings.floors.get(name, provider.floor))
    entry = Declaration(name, provider.source, version)
    edits = declare(module, documents, settings.files, entry)
    wanted = f'{provider.source} "{version}"' if version else f"{provider.source}{why_not}"
    return f'it becomes {wanted}; run "terraform init" afterwards', Fix(tuple(edits))


def _before_sources(module: Module) -> bool:
    """Whether the module runs only where ``required_providers`` can't name a source: before Terraform 0.13."""
    parts = [module]
    for part in parts:  # grows while it is walked
        parts.extend(call.caller for call in part.callers if call.caller not in parts)
    asked = [constraint for part in parts if (constraint := required_version(part))]
    return not all(constraint.admits_any_from("0.13") for constraint in asked)


def _version(module: Module, name: str, source: str, floor: str | None) -> tuple[str | None, str]:
    """The version constraint to declare, and why it is left out where it is."""
    if not floor:
        return None, ""
    constraint = Constraint.parse(floor)
    locked = locked_version(module, source)
    if locked and not constraint.admits(locked):
        return None, f" without a version, since {locked} is locked"
    asked = [part for part in (provider_constraint(module, source), *_legacy_constraints(module, name)) if part]
    for other in asked:
        if not constraint.overlaps(other):
            return None, f' without a version, since "{other}" is asked for'
    return floor, ""


def _legacy_constraints(module: Module, name: str) -> Iterator[Constraint]:
    """The versions that ``provider`` blocks of the tree ask for."""
    for other in module.tree.modules:
        for block in other.blocks("provider", name):
            version = block.attribute("version")
            try:
                if version:
                    yield Constraint.parse(version.value_text.strip('"'))
            except VersionError:
                continue  # Terraform refuses it whatever is declared


def _passed_by_a_caller(module: Module, name: str, source: str) -> str | None:
    """What a caller passes under the name, if that is another provider."""
    for call in module.callers:
        passed = call.block.attribute("providers")
        value = passed.expression if passed else None
        for element in value.elements if isinstance(value, Object) else ():
            if key_name(element) == name:
                theirs = element.value.span.of(call.block.document.text).strip('"').partition(".")[0]
                known = {entry.name: entry.source_address for entry in requirements(call.caller)}
                address = known.get(theirs, source_address(theirs))
                if address != source:
                    return f"module.{call.block.labels[0].value} is given {address} under this name"
    return None
