"""Which directories are modules, which files belong to one, and which modules are joined by local calls."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

MODULE_SUFFIXES = (".tf", ".tofu", ".tf.json", ".tofu.json")
TEST_SUFFIXES = (".tftest.hcl", ".tofutest.hcl", ".tfmock.hcl", ".tfquery.hcl")
VALUE_SUFFIXES = (".tfvars", ".tfvars.json")
LOCK_FILE = ".terraform.lock.hcl"

_LOCAL_SOURCE = re.compile(rb'source[ \t]*=[ \t]*"(\.\.?/[^"\r\n]*)"|"source"\s*:\s*"(\.\.?/[^"\r\n]*)"')


class Files(NamedTuple):
    """The files of one module directory by role, as paths, each list sorted by name."""

    module: list[str]
    tests: list[str]
    values: list[str]
    lock: str | None


def is_module_file(name: str) -> bool:
    """Whether Terraform or OpenTofu reads a file of that name as part of a module; editors' own files are none."""
    return name.endswith(MODULE_SUFFIXES) and not (
        name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))
    )


def files_of(directory: str) -> Files:
    """The files of the module in ``directory``; tests may also lie in its ``tests/``.

    Raises:
        OSError: the directory can't be read.
    """
    files = Files([], [], [], None)
    for name in sorted(os.listdir(directory)):
        path = os.path.join(directory, name) if directory != "." else name
        if is_module_file(name):
            files.module.append(path)
        elif name.endswith(TEST_SUFFIXES):
            files.tests.append(path)
        elif name.endswith(VALUE_SUFFIXES):
            files.values.append(path)
        elif name == LOCK_FILE:
            files = files._replace(lock=path)
        elif name == "tests" and os.path.isdir(path):
            files.tests.extend(
                os.path.join(path, test) for test in sorted(os.listdir(path)) if test.endswith(TEST_SUFFIXES)
            )
    return files


def module_directories(paths: Iterable[str], excluded: Callable[[str], bool] = lambda path: False) -> Iterator[str]:
    """The directories that hold a module, each once, in the order of the walk.

    A directory is walked, without following links and without entering names that begin with a dot (``.terraform``,
    ``.terragrunt-cache``, ``.git``); a file stands for the directory that it lies in, or, for a test in ``tests/``,
    above.

    Raises:
        FileNotFoundError: a path does not exist.
    """
    seen: set[str] = set()
    for given in paths:
        path = os.path.normpath(given)
        if not os.path.isdir(path):
            if not os.path.exists(path):
                raise FileNotFoundError(given)
            directory, name = os.path.split(path)
            if name.endswith(TEST_SUFFIXES) and os.path.basename(directory) == "tests":
                directory = os.path.dirname(directory)
            walked = iter([directory or "."])
        else:
            walked = _walk(path, excluded)
        for directory in walked:
            key = os.path.realpath(directory)
            if key not in seen:
                seen.add(key)
                yield directory


def _walk(top: str, excluded: Callable[[str], bool]) -> Iterator[str]:
    pending = [top]
    while pending:
        directory = pending.pop()
        inner: list[str] = []
        holds_module = False
        with os.scandir(directory) as entries:
            for entry in entries:
                path = os.path.join(directory, entry.name) if directory != "." else entry.name
                if entry.is_dir(follow_symlinks=False):
                    if not entry.name.startswith(".") and not excluded(path):
                        inner.append(path)
                elif is_module_file(entry.name) and not excluded(path):
                    holds_module = True
        if holds_module:
            yield directory
        pending.extend(sorted(inner, reverse=True))


def group_into_trees(directories: Iterable[str]) -> list[list[str]]:
    """Puts the modules together that local calls join, so that each group can be read and written by itself.

    The calls are found in the bytes, before anything is parsed; one in a comment only makes a group larger.
    """
    order = list(directories)
    number_of = {os.path.realpath(directory): number for number, directory in enumerate(order)}
    leaders = list(range(len(order)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    for number, directory in enumerate(order):
        for source in _local_sources(directory):
            called = number_of.get(os.path.realpath(os.path.join(directory, source)))
            if called is not None:
                first, second = sorted((leader(number), leader(called)))
                leaders[second] = first
    trees: dict[int, list[str]] = {}
    for number, directory in enumerate(order):
        trees.setdefault(leader(number), []).append(directory)
    return list(trees.values())


def _local_sources(directory: str) -> set[str]:
    sources: set[str] = set()
    for name in os.listdir(directory):
        if is_module_file(name):
            try:
                with open(os.path.join(directory, name), "rb") as file:
                    content = file.read()
            except OSError:
                continue  # reading the module says what is wrong with it
            for native, in_json in _LOCAL_SOURCE.findall(content):
                sources.add(os.fsdecode(native or in_json))
    return sources
