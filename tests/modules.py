"""Modules made from texts, and transforms made from functions, for tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from hclfix.discover import module_directories
from hclfix.finding import Finding
from hclfix.inputs import Inputs
from hclfix.module import Module
from hclfix.read import read_tree
from hclfix.transform import NoSettings, Transform
from hclfix.tree import Tree


def write_files(directory: Path, files: Mapping[str, str]) -> None:
    """Writes texts below a directory, by path."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def tree_of(directory: Path, files: Mapping[str, str], inputs: Inputs | None = None) -> Tree:
    """The tree of all modules that the files make below a directory, which are to have no mistake."""
    write_files(directory, files)
    tree, problems = read_tree(module_directories([str(directory)]), inputs)
    assert problems == []
    return tree


def module_of(directory: Path, files: Mapping[str, str], inputs: Inputs | None = None) -> Module:
    """The module in the directory itself, with the others that it is joined to."""
    tree = tree_of(directory, files, inputs)
    return next(module for module in tree.modules if module.directory == str(directory))


def transform(
    name: str, check: Callable[[Module], Iterable[Finding]], *, after: tuple[str, ...] = (), needs: tuple[str, ...] = ()
) -> Transform:
    """A transform without settings."""
    return Transform(
        name=name,
        page=f"{name}.\n",
        check=lambda module, settings: check(module),
        settings_type=NoSettings,
        settings=NoSettings(),
        needs=needs,
        after=after,
        alone=False,
        source="tests",
    )
