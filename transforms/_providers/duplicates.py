"""Which blocks stand twice in a module, and which one of them stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from hclfix import Block, Module, is_generated

CLOUD_BESIDE_BACKEND = "cloud and a backend"


class Duplicate(NamedTuple):
    """``removed`` says a second time what ``kept`` says. ``name`` is what they are called."""

    name: str
    kept: Block
    removed: Block

    @property
    def place(self) -> str:
        """Where the block that stays is."""
        document = self.kept.document
        return f"{os.path.basename(document.path)}:{document.position(self.kept.span.start).line}"


def duplicates(
    module: Module, provider_files: Sequence[str], terraform_files: Sequence[str], *, join_terraform_blocks: bool
) -> list[Duplicate]:
    """The blocks of which a module has one too many.

    They are called as Terraform's messages do: ``provider "aws"`` with its alias, ``required_providers``, ``backend``,
    ``cloud``, :data:`CLOUD_BESIDE_BACKEND`; or where there is none of these, and they are to be joined, ``terraform``.
    """
    providers = [block for block in module.blocks("provider") if block.labels]
    found = list(_duplicates(module, providers, _provider_name, provider_files))
    for type in ("required_providers", "backend", "cloud"):
        found += _duplicates(module, _inside_terraform(module, type), _type, terraform_files)
    found += _cloud_beside_backend(module, terraform_files)
    if join_terraform_blocks and not found:
        found += _duplicates(module, module.blocks("terraform"), _type, terraform_files)
    return found


def _cloud_beside_backend(module: Module, files: Sequence[str]) -> Iterator[Duplicate]:
    """The ``cloud`` block of a module that has a ``backend`` too."""
    for kind in (False, True):
        clouds, backends = (
            best(module, [block for block in _inside_terraform(module, type) if _is_tofu(block) is kind], files)
            for type in ("cloud", "backend")
        )
        if clouds and backends:
            yield Duplicate(CLOUD_BESIDE_BACKEND, backends[0], clouds[0])


def best(module: Module, blocks: Iterable[Block], files: Sequence[str]) -> list[Block]:
    """The blocks in the order in which they are kept: by the names of ``files``, then by file name.

    What Terragrunt generates is never kept before anything else; what is JSON always is, since it can't be edited.
    """

    def order(block: Block) -> tuple[bool, bool, bool, int, str, int]:
        document = block.document
        name = os.path.basename(document.path).removesuffix(".json").replace(".tofu", ".tf")
        return (
            is_generated(document),
            not document.path.endswith(".json"),
            module.shadowed(document),
            files.index(name) if name in files else len(files),
            document.path,
            block.span.start,
        )

    return sorted(blocks, key=order)


def _type(block: Block) -> str:
    return block.type


def _provider_name(provider: Block) -> str:
    """What a provider configuration is called; two of one name can't stand side by side."""
    alias = provider.attribute("alias")
    text = alias.value_text.strip('"') if alias else None
    return f'provider "{provider.labels[0].value}"' + (f' with alias "{text}"' if text else "")


def _duplicates(
    module: Module, blocks: Iterable[Block], name: Callable[[Block], str], files: Sequence[str]
) -> Iterator[Duplicate]:
    groups: dict[Hashable, list[Block]] = {}
    for block in blocks:
        groups.setdefault((name(block), _is_tofu(block)), []).append(block)
    for group in groups.values():
        if len(group) == 1:
            continue
        kept, *others = best(module, group, files)
        for removed in others:
            yield Duplicate(name(kept), kept, removed)


def _inside_terraform(module: Module, type: str) -> list[Block]:
    return [block for terraform in module.blocks("terraform") for block in terraform.blocks(type)]


def _is_tofu(block: Block) -> bool:
    """Terraform reads no ``.tofu`` file, and OpenTofu reads ``x.tofu`` for ``x.tf``: across the two, nothing stands
    twice.
    """
    return block.path.removesuffix(".json").endswith(".tofu")
