"""Which blocks stand twice in a module, and which one of them stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from hclfix import Block, Module, is_generated


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


def may_have_duplicates(module: Module, *, join_terraform_blocks: bool) -> bool:
    """Whether two blocks of a module are so much alike that one could be too many."""
    inside = [block.type for terraform in module.blocks("terraform") for block in terraform.blocks()]
    once = [type for type in inside if type in ("required_providers", "backend", "cloud")]
    providers = [_name(block) for block in _providers(module)]
    return (
        len(set(providers)) < len(providers)
        or len(set(once)) < len(once)
        or {"backend", "cloud"} <= set(once)
        or (join_terraform_blocks and len(module.blocks("terraform")) > 1)
    )


def provider_duplicates(module: Module, files: Sequence[str]) -> Iterator[Duplicate]:
    """The ``provider`` blocks that configure again what another one does: the same name and the same alias."""
    return _duplicates(module, _providers(module), _name, files)


def terraform_duplicates(module: Module, type: str, files: Sequence[str]) -> Iterator[Duplicate]:
    """The blocks of one type that stand a second time in the ``terraform`` blocks of a module."""
    return _duplicates(module, _inside_terraform(module, type), lambda block: type, files)


def several_terraform_blocks(module: Module, files: Sequence[str]) -> Iterator[Duplicate]:
    """The ``terraform`` blocks of a module beside the first."""
    return _duplicates(module, module.blocks("terraform"), lambda block: block.type, files)


def cloud_beside_backend(module: Module, files: Sequence[str]) -> Iterator[Duplicate]:
    """The ``cloud`` block of a module that has a ``backend`` too."""
    for kind in (False, True):
        clouds, backends = (
            best(module, [block for block in _inside_terraform(module, type) if _is_tofu(block) is kind], files)
            for type in ("cloud", "backend")
        )
        if clouds and backends:
            yield Duplicate("cloud", backends[0], clouds[0])


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


def _providers(module: Module) -> list[Block]:
    return [block for block in module.blocks("provider") if block.labels]


def _name(provider: Block) -> str:
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
