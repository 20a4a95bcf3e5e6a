"""The transforms that there are, by name; each is loaded when it is first asked for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec

from hclfix.transform import PACKAGE, Transform, TransformError, import_folder, load_transform, transforms_directory

ENTRY_POINTS = "hclfix.transforms"
"""The group in which an installed package names a package of transforms."""

UNUSED_IGNORE = "unused-ignore"
"""The findings about suppression comments, which the judge makes."""


class Catalogue(Mapping[str, Transform]):
    """The transforms of hclfix itself, of installed packages, and of the folders given.

    Raises:
        TransformError: a folder can't be read, or two of them hold a transform of one name.
    """

    def __init__(self, folders: Iterable[str] = ()) -> None:
        self.folders: dict[str, str] = {transforms_directory(): PACKAGE}
        for package in _installed_packages():
            self.folders[_folder_of(package)] = package
        for folder in folders:
            digest = sha256(os.fsencode(os.path.abspath(folder))).hexdigest()[:12]
            self.folders.setdefault(os.path.abspath(folder), f"hclfix_transforms_{digest}")
        self._files: dict[str, tuple[str, str]] = {}
        for directory, package in self.folders.items():
            for name, path in _files(directory).items():
                if name in self._files:
                    raise TransformError(f"{path}: there is a transform of that name already: {self._files[name][1]}")
                self._files[name] = (package, path)
        self._loaded: dict[str, Transform] = {}

    def __iter__(self) -> Iterator[str]:
        return iter(sorted([*self._files, UNUSED_IGNORE]))

    def __len__(self) -> int:
        return len(self._files) + 1

    def __contains__(self, name: object) -> bool:
        return name in self._files or name == UNUSED_IGNORE

    def __getitem__(self, name: str) -> Transform:
        if name not in self._loaded:
            self._loaded[name] = self._load(name)
        return self._loaded[name]

    def _load(self, name: str) -> Transform:
        if name == UNUSED_IGNORE:
            from hclfix.unused_ignore import transform

            return transform()
        package, path = self._files[name]
        import_folder(os.path.dirname(path), package)
        return load_transform(path, package)


def _installed_packages() -> Iterator[str]:
    """The packages that installed distributions name in the group of transforms."""
    if any(map(_names_transforms, dict.fromkeys(filter(os.path.isdir, sys.path)))):
        from importlib.metadata import entry_points  # 20 ms, which few have to wait for

        yield from (entry.value for entry in entry_points(group=ENTRY_POINTS))


def _names_transforms(directory: str) -> bool:
    """Whether a distribution that is installed in a directory names packages in the group of transforms."""
    group = f"[{ENTRY_POINTS}]".encode()
    names: list[str] = []
    with suppress(OSError):
        names = [name for name in os.listdir(directory) if name.endswith("-info")]
    for name in names:
        with suppress(OSError), open(os.path.join(directory, name, "entry_points.txt"), "rb") as file:
            if group in file.read():
                return True
    return False


def _files(directory: str) -> dict[str, str]:
    """The files of transforms in a folder by the transform's name."""
    try:
        stems = {file.removesuffix(".py"): file for file in sorted(os.listdir(directory)) if file.endswith(".py")}
    except OSError as error:
        raise TransformError(f"{directory}: can't be read: {error.strerror}") from None
    return {stem.replace("_", "-"): os.path.join(directory, file) for stem, file in stems.items() if stem[0] != "_"}


def _folder_of(package: str) -> str:
    spec = find_spec(package)
    if not spec or not spec.submodule_search_locations:
        raise TransformError(f"the entry point {ENTRY_POINTS} names {package}, which is no package")
    return spec.submodule_search_locations[0]
