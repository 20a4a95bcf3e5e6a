"""A transform: a module of Python with a docstring and a ``check`` function; and how a folder of them is loaded.

Nothing is registered: every file of the folder whose name does not begin with an underscore is a transform, named after
it with hyphens. A module of a transform has

* a docstring, which is its page: the first line says in one sentence what it does;
* ``check(module, settings)``, which yields what is wrong with the module as it stands;
* optionally ``Settings``, a dataclass with a default for every field;
* optionally ``needs``, texts of which at least one must occur in a module for the transform to matter to it;
* optionally ``after``, names of transforms whose fixes must have settled first;
* optionally ``alone = True``: what it says of a file is right even where the rest of the module is not known.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, is_dataclass
from types import ModuleType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from hclfix.finding import Finding
    from hclfix.module import Module

PACKAGE = "hclfix.transforms"


class TransformError(Exception):
    """A file that should be a transform is none; the text says why and names the file."""


@dataclass
class NoSettings:
    """The settings of a transform that has none."""


class Transform(NamedTuple):
    """A transform that is ready to run with the settings given."""

    name: str
    page: str
    check: Callable[[Module, Any], Iterable[Finding]]
    settings_type: type[Any]
    settings: Any
    needs: tuple[str, ...]
    after: tuple[str, ...]
    alone: bool
    source: str

    @property
    def summary(self) -> str:
        """The first line of the page."""
        return self.page.partition("\n")[0].rstrip(".")

    def matters_to(self, module: Module) -> bool:
        """Whether the module holds any of the texts that the transform needs."""
        return not self.needs or any(map(module.mentions, self.needs))


def transforms_directory() -> str:
    """The folder of the transforms that come with hclfix: installed beside it, or at the top of a checkout."""
    here = os.path.dirname(os.path.abspath(__file__))
    installed = os.path.join(here, "transforms")
    return installed if os.path.isdir(installed) else os.path.join(os.path.dirname(here), "transforms")


def load_transforms(directory: str, package: str = PACKAGE) -> list[Transform]:
    """The transforms in a folder, by name. ``package`` is what the folder is imported as.

    Raises:
        TransformError: a file can't be imported, or does not hold a transform.
    """
    import_folder(directory, package)
    found = []
    for file in sorted(os.listdir(directory)):
        stem, suffix = os.path.splitext(file)
        if suffix == ".py" and not stem.startswith("_"):
            found.append(load_transform(os.path.join(directory, file), package))
    return found


def import_folder(directory: str, package: str) -> None:
    """Makes the folder importable as ``package``, wherever it lies."""
    if package in sys.modules:
        return
    initial = os.path.join(directory, "__init__.py")
    spec = importlib.util.spec_from_file_location(
        package, initial if os.path.exists(initial) else None, submodule_search_locations=[directory]
    )
    if spec is None:
        spec = importlib.util.spec_from_loader(package, None, is_package=True)
        assert spec
        spec.submodule_search_locations = [directory]
    module = importlib.util.module_from_spec(spec)
    sys.modules[package] = module
    if spec.loader:
        spec.loader.exec_module(module)


def load_transform(path: str, package: str) -> Transform:
    """The transform in a file of a folder that is imported as ``package``.

    Raises:
        TransformError: the file can't be imported, or does not hold a transform.
    """
    name = f"{package}.{os.path.splitext(os.path.basename(path))[0]}"
    try:
        module = importlib.import_module(name)
    except Exception as error:  # a stranger's file may raise anything; the user needs its name
        raise TransformError(f"{path}: can't be imported: {error!r}") from error
    check = getattr(module, "check", None)
    if not module.__doc__ or not callable(check):
        raise TransformError(f"{path}: a transform has a docstring and a function check(module, settings)")
    settings_type = getattr(module, "Settings", NoSettings)
    if not is_dataclass(settings_type):
        raise TransformError(f"{path}: Settings must be a dataclass with a default for every field")
    try:
        settings = settings_type()
    except TypeError as error:
        raise TransformError(f"{path}: every field of Settings needs a default: {error}") from error
    return Transform(
        name=name.rpartition(".")[2].replace("_", "-"),
        page=module.__doc__.strip() + "\n",
        check=check,
        settings_type=settings_type,
        settings=settings,
        needs=_texts(module, "needs", path),
        after=_texts(module, "after", path),
        alone=bool(getattr(module, "alone", False)),
        source=path,
    )


def _texts(module: ModuleType, name: str, path: str) -> tuple[str, ...]:
    value = getattr(module, name, ())
    if not isinstance(value, tuple) or not all(isinstance(item, str) for item in value):
        raise TransformError(f"{path}: {name} is a tuple of strings")
    return value


def in_stages(transforms: Iterable[Transform]) -> list[list[Transform]]:
    """The transforms by ``after``: each stage holds those of the stages before it and those that may join now.

    Raises:
        TransformError: two transforms wait for each other.
    """
    waiting: Mapping[str, Transform] = {transform.name: transform for transform in transforms}
    stages: list[list[Transform]] = []
    ready: list[Transform] = []
    while len(ready) < len(waiting):
        names = {transform.name for transform in ready}
        joining = [
            transform
            for transform in waiting.values()
            if transform.name not in names and all(name in names or name not in waiting for name in transform.after)
        ]
        if not joining:
            raise TransformError(f"these transforms wait for each other: {', '.join(sorted(set(waiting) - names))}")
        ready = [*ready, *joining]
        stages.append(ready)
    return stages
