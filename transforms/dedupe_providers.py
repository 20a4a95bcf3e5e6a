"""Leaves one configuration of each provider, one ``required_providers`` and one backend in a module.

**What it does.** A second ``provider`` block with the same name and alias, a second ``required_providers``, and a
second ``backend`` or ``cloud`` block go; what only they say moves to the block that stays: other providers,
``default_tags``, a stricter version, ``configuration_aliases``, comments. Two versions of one provider are joined
(``">= 5.0, ~> 5.31"``). Blocks are compared by what they mean, not by how they are spelled.

The block that stays is the one in ``providers.tf``, ``provider.tf``, ``versions.tf`` or ``terraform.tf``, the first
of these that there is; of ``required_providers``, ``backend`` and ``cloud`` that in ``versions.tf``,
``terraform.tf``, ``providers.tf`` or ``provider.tf``; else the first by file name. A ``terraform`` block that is
left empty goes too.

**Why.** Terraform refuses such a module: "Duplicate provider configuration", "Duplicate required providers
configuration", "Duplicate backend configuration". Deleting one of the two by hand loses what only that one said.

Before::

    provider "aws" {
      region = var.region
    }

    # From the platform team's template.
    provider "aws" {
      region = var.region

      default_tags {
        tags = { Team = "payments" }
      }
    }

After::

    # From the platform team's template.
    provider "aws" {
      region = var.region

      default_tags {
        tags = { Team = "payments" }
      }
    }

**When it declines.** Shown and left: a differing ``source``; versions that no release satisfies, or not the one in
the lock file; arguments that exclude each other; a backend or ``cloud`` block that differs at all. Several
``terraform`` blocks, several ``required_version``, override files and the two files of a ``.tofu`` pair are no
duplicates. What Terragrunt generated and what is JSON is read, never edited.

**Safety.** Terraform can't plan such a module, so SAFE means that the result follows from the files: nothing is
dropped and nothing chosen. UNSAFE: a value that differs (the one of the block that stays is kept), and arguments on
one side only that choose who Terraform is or where it works, such as ``region``, ``profile`` or ``assume_role``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hclfix import Finding, Module

from ._providers.duplicates import duplicates

needs = ("provider", "required_providers", "backend", "cloud")


@dataclass
class Settings:
    """Which block stays, and what becomes of what is left.

    provider_files: names of files, the one whose ``provider`` blocks stay first.
    terraform_files: the same for ``required_providers``, ``backend`` and ``cloud``.
    join_terraform_blocks: make one of several ``terraform`` blocks as well, which are no error.
    remove_empty_files: delete a file that is left without a word in it.
    """

    provider_files: tuple[str, ...] = ("providers.tf", "provider.tf", "versions.tf", "terraform.tf")
    terraform_files: tuple[str, ...] = ("versions.tf", "terraform.tf", "providers.tf", "provider.tf")
    join_terraform_blocks: bool = False
    remove_empty_files: bool = False


def check(module: Module, settings: Settings) -> Iterator[Finding]:
    """Yields a finding for each block that stands a second time."""
    found = duplicates(
        module,
        settings.provider_files,
        settings.terraform_files,
        join_terraform_blocks=settings.join_terraform_blocks,
    )
    if found:
        from ._providers.findings import findings  # few modules have any

        yield from findings(module, found, settings)
