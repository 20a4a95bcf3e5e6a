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

from collections.abc import Iterator
from dataclasses import dataclass, field

from hclfix import Document, Finding, Module, required_providers_blocks

from ._providers.uses import used_providers, what_uses

needs = ("resource", "data", "ephemeral", "provider")
after = ("dedupe-providers",)


@dataclass
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
        if self.floors:
            from hclfix import Constraint  # takes time, and hardly anybody sets floors

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
                from ._providers.declaration import declaration  # most modules declare them all

                message, fix = declaration(module, documents, settings, name)
                findings[Finding(block.path, block.header_span, f"{subject}; {message}", fix)] = None
    yield from findings


def _views(module: Module) -> list[list[Document]]:
    """The files as Terraform reads them and, where it reads others, as OpenTofu does."""
    terraform = [document for document in module.documents if not _is_tofu(document)]
    tofu = [document for document in module.documents if not module.shadowed(document)]
    return [view for view in ([terraform] if tofu == terraform else [terraform, tofu]) if view]


def _is_tofu(document: Document) -> bool:
    return document.path.removesuffix(".json").endswith(".tofu")
