"""A temporary copy of a tree, for Terraform to look at fixes before they are made."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hclfix.change import Change
from hclfix.module import Module
from hclfix.tree import Tree

_PATH_UPWARDS = re.compile(r"\.\./[^\"'\s$%{}()\[\],;<>|*?]*")
_LEFT_OUT = frozenset((".git", ".terragrunt-cache"))


class TreeCopy:
    """What a tree's modules, their local calls and their ``../`` paths reach, each at its own path below a new top.

    Providers are not copied but linked to: they are big, and Terraform only reads them.
    """

    def __init__(self, top: str, tree: Tree) -> None:
        self.top = top
        self._links: dict[str, str] = {}
        self._copied: set[str] = set()
        directories = {module: os.path.realpath(module.directory) for module in tree.modules}
        for directory in directories.values():
            self._copy(directory)
        roots = [directories[root] for root in tree.roots]
        for module, directory in directories.items():
            for path in _paths_upwards(module):
                for start in {directory, *roots}:  # what path.module stands before, and what not
                    reached = os.path.normpath(os.path.join(start, path))
                    if not directory.startswith(os.path.join(reached, "")) or _in_repository(reached):
                        self._copy(reached)
        self._link()

    def path(self, original: str) -> str:
        """Where the copy of a file or directory is."""
        return self.top + os.path.realpath(original)

    @contextmanager
    def changed(self, changes: Iterable[Change]) -> Iterator[None]:
        """The copy with the changes made."""
        done = list(changes)
        for change in done:
            self._put(change.path, change.after)
        try:
            yield
        finally:
            for change in done:
                self._put(change.path, change.before)

    def _put(self, path: str, text: str | None) -> None:
        copy = Path(self.path(path))
        copy.unlink(missing_ok=True)
        if text is not None:
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(text.encode())

    def _copy(self, original: str) -> None:
        """Copies a file, or a directory with all below it; nothing where there is neither."""
        pending = [original]
        while pending:
            path = pending.pop()
            if path in self._copied:
                continue
            self._copied.add(path)
            copy = self.top + path
            if os.path.islink(path):
                self._links[copy] = os.path.realpath(path)
            elif os.path.basename(path) == "providers" and path.endswith(f"{_data_directory()}/providers"):
                self._links[copy] = path
            elif os.path.isdir(path):
                os.makedirs(copy, exist_ok=True)
                pending.extend(os.path.join(path, name) for name in os.listdir(path) if name not in _LEFT_OUT)
            elif os.path.isfile(path):  # not a pipe or a socket
                os.makedirs(os.path.dirname(copy), exist_ok=True)
                shutil.copy2(path, copy)

    def _link(self) -> None:
        for copy, target in self._links.items():
            os.makedirs(os.path.dirname(copy), exist_ok=True)
            copied = self.top + target
            os.symlink(copied if os.path.exists(copied) and copied != copy else target, copy)


@contextmanager
def temporary_copy(tree: Tree) -> Iterator[TreeCopy]:
    """A copy that is gone afterwards; no other user can read it.

    Raises:
        OSError: a file can't be copied.
    """
    with TemporaryDirectory(prefix="hclfix-verify-") as top:
        yield TreeCopy(os.path.realpath(top), tree)


def backend_type(directory: str) -> str | None:
    """The backend that the directory was initialised with: ``s3``, ``remote``, ``cloud``; None is a local state."""
    try:
        pointer = Path(directory, _data_directory(), "terraform.tfstate").read_bytes()
    except OSError:
        return None
    found = re.search(rb'"backend"\s*:\s*\{\s*"type"\s*:\s*"(\w+)"', pointer)
    return found[1].decode() if found else None


def _data_directory() -> str:
    return os.environ.get("TF_DATA_DIR") or ".terraform"


def _paths_upwards(module: Module) -> set[str]:
    texts = [document.text for document in (*module.documents, *module.tests)]
    return {path for text in (*texts, *module.values.values()) for path in _PATH_UPWARDS.findall(text)}


def _in_repository(directory: str) -> bool:
    """Whether a directory belongs to a repository; of what lies above one, only what a path names is copied."""
    return any(os.path.exists(os.path.join(above, ".git")) for above in (directory, *map(str, Path(directory).parents)))
