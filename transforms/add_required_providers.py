"""Declares every provider that a module uses in its ``required_providers``.

**What it does.** A provider that a resource, data source, ephemeral resource, ``provider`` block or ``provider``
argument uses and that ``required_providers`` does not list is added there: its source, and for HashiCorp's utility
providers the lowest version that makes sense (``archive``: ``>= 2.0``). The entry is written as its neighbours are,
in the existing ``required_providers`` or ``terraform`` block, else in ``versions.tf``, ``terraform.tf``,
``providers.tf`` or ``provider.tf``, else in a new ``versions.tf``. Run ``terraform init`` afterwards; the lock file
is never edited.

**Why.** A provider that is not declared is guessed from its name and comes in whatever version is newest. Where it
was added after the last ``terraform init``, the next plan stops with "Missing required provider" or "Inconsistent
dependency lock file".

Before::

    terraform {
      required_providers {
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    data "archive_file" "worker" {
      type        = "zip"
      source_file = "worker.py"
      output_path = "worker.zip"
    }

After::

    terraform {
      required_providers {
        archive = {
          source  = "hashicorp/archive"
          version = ">= 2.0"
        }
        aws = {
          source  = "hashicorp/aws"
          version = "~> 5.0"
        }
      }
    }

    data "archive_file" "worker" {
      type        = "zip"
      source_file = "worker.py"
      output_path = "worker.zip"
    }

**When it declines.** Shown and left: a name that is not among the known ones (``transforms/data/providers.toml``),
or that is published elsewhere than at ``hashicorp/<name>``, which is what Terraform takes an undeclared name for; a
source that the module declares under another name; a name for which a caller passes another provider; and a module
that only Terraform before 0.13 takes, which knows no sources. ``terraform_data`` and ``terraform_remote_state`` are
built in.

**Safety.** SAFE: what is declared is what Terraform takes the name for already. The version is left out where it
would exclude the one in the lock file of the module or a caller, or contradict a constraint anywhere in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hclfix import (
    Constraint,
    Document,
    Finding,
    Fix,
    Module,
    Object,
    VersionError,
    key_name,
    locked_version,
    provider_constraint,
    required_providers_blocks,
    required_version,
    requirements,
    source_address,
)

from ._providers.declare import Declaration, declare
from ._providers.facts import provider_of
from ._providers.uses import used_providers, what_uses

needs = ("resource", "data", "ephemeral", "provider")
after = ("dedupe-providers",)


@dataclass(frozen=True)
class Settings:
    """What a declaration says and where it goes.

    floors: version constraints for new declarations by local name, before those of the table: ``{ aws = ">= 5.0" }``.
    files: names of files, the first of them that exists gets the ``terraform`` block of a module that has none.

    Raises:
        VersionError: a floor is no version constraint.
    """

    floors: dict[str, str] = field(default_factory=dict)
    files: tuple[str, ...] = ("versions.tf", "terraform.tf", "providers.tf", "provider.tf")

    def __post_init__(self) -> None:
        for floor in self.floors.values():
            Constraint.parse(floor)


def check(module: Module, settings: Settings) -> Iterator[Finding]:
    """Yields a finding for each provider that is used and not declared, at its first use."""
    findings: dict[Finding, None] = {}
    for documents in _views(module):
        declared = {
            attribute.name
            for block in required_providers_blocks(module)
            if block.document in documents
            for attribute in block.body.attributes()
        }
        for name, block in used_providers(documents).items():
            if name not in declared:
                subject = f"{what_uses(block)} needs the provider {name}, which required_providers does not declare"
                message, fix = _declaration(module, documents, settings, name)
                findings[Finding(block.path, block.header_span, f"{subject}; {message}", fix)] = None
    yield from findings


def _views(module: Module) -> list[list[Document]]:
    """The files as Terraform reads them and, where it reads others, as OpenTofu does."""
    terraform = [document for document in module.documents if not _is_tofu(document)]
    tofu = [document for document in module.documents if not module.shadowed(document)]
    return [view for view in ([terraform] if tofu == terraform else [terraform, tofu]) if view]


def _is_tofu(document: Document) -> bool:
    return document.path.removesuffix(".json").endswith(".tofu")


def _declaration(
    module: Module, documents: Sequence[Document], settings: Settings, name: str
) -> tuple[str, Fix | None]:
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
