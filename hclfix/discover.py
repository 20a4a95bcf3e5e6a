"""Which directories are modules, which files belong to one, and which modules are joined by local calls."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple

from hclfix.sent import asked

MODULE_SUFFIXES = (".tf", ".tofu", ".tf.json", ".tofu.json")
TEST_SUFFIXES = (".tftest.hcl", ".tofutest.hcl", ".tfmock.hcl", ".tfquery.hcl")
VALUE_SUFFIXES = (".tfvars", ".tfvars.json")
LOCK_FILE = ".terraform.lock.hcl"

LOCAL_SOURCE = re.compile(rb'source"?[ \t]*[=:][ \t]*"(\.\.?/[^"\r\n]*)"')


class Files(NamedTuple):
    """The files of one module directory by role, as paths, each list sorted by name."""

    module: list[str]
    tests: list[str]
    values: list[str]
    lock: str | None

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them, in this order."""
        return (*self.module, *self.tests, *self.values, *([self.lock] if self.lock else []))


def is_module_file(name: str) -> bool:
    """Whether Terraform or OpenTofu reads a file of that name as part of a module; editors' own files are none."""
    return name.endswith(MODULE_SUFFIXES) and not (
        name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))
    )


@asked
def files_of(directory: str) -> Files:
    """The files of the module in ``directory``; tests may also lie in its ``tests/``.

    Raises:
        OSError: the directory can't be read.
    """
    files = Files([], [], [], None)
    with os.scandir(directory) as entries:  # Terraform passes over a directory, whatever its name
        names = sorted(entry.name for entry in entries if entry.name == "tests" or not _is_directory(entry))
    for name in names:
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


def _is_directory(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads nowhere
        return False


@asked
def content_of(path: str) -> bytes:
    """The bytes of a file of a module.

    Raises:
        OSError: it can't be read, or it is a pipe or a device, of which the end may never come, or a link that leads
            out of the repository: what a report quotes of it may be a secret of the machine.
    """
    flags = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC
    try:
        number = os.open(path, flags | os.O_NOFOLLOW)
    except OSError:
        if not os.path.islink(path):
            raise
        if not inside(path, repository(os.path.dirname(path))):
            raise OSError(errno.EPERM, "It is a link to a file outside its repository") from None
        number = os.open(path, flags)
    try:
        about = os.fstat(number)
        if not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, "Not a regular file")
        pieces = []
        while piece := os.read(number, about.st_size + 1):
            pieces.append(piece)
        return b"".join(pieces)
    finally:
        os.close(number)


@asked
def real_path(path: str) -> str:
    """A path with its links followed: two spellings of one directory have the same."""
    return os.path.realpath(path)


@asked
def is_directory(path: str) -> bool:
    """Whether there is a directory, links followed."""
    return os.path.isdir(path)


def inside(path: str, directory: str) -> bool:
    """Whether a path, links followed, lies in a directory, given without links."""
    return os.path.commonpath([os.path.realpath(path), directory]) == directory


def repository(directory: str) -> str:
    """The top of the repository that a directory lies in.

    Where there is none it is the current directory, if that lies above, or else the directory right above.
    """
    top = current = os.path.realpath(directory)
    while not os.path.exists(os.path.join(current, ".git")):
        above = os.path.dirname(current)
        if above == current:
            working, parent = os.getcwd(), os.path.dirname(top)
            return working if working != current and inside(parent, working) else parent
        current = above
    return current


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
                name = entry.name
                below = entry.is_dir(follow_symlinks=False)
                if name.startswith(".") or not (below or (not holds_module and is_module_file(name))):
                    continue
                path = os.path.join(directory, name) if directory != "." else name
                if excluded(path):
                    continue
                if below:
                    inner.append(path)
                else:
                    holds_module = True
        if holds_module:
            yield directory
        pending.extend(sorted(inner, reverse=True))


class Contents(NamedTuple):
    """What the files of a module directory come to: a digest of their names and bytes, and the local calls in them."""

    digest: bytes
    sources: frozenset[str]


def contents_of(directory: str) -> Contents:
    """Reads the bytes of a module's files once. The calls are found by text: one in a comment counts as well.

    A file that can't be read counts as empty here; reading the module says what is wrong with it.
    """
    sources: set[str] = set()
    contents: dict[str, bytes] = {}
    try:
        files = files_of(directory)
    except OSError:
        return Contents(b"", frozenset())
    for path in files.paths:
        with suppress(OSError):
            contents[path] = content_of(path)
            sources.update(map(os.fsdecode, LOCAL_SOURCE.findall(contents[path])))
    return Contents(digest_of(files, contents), frozenset(sources))


def digest_of(files: Files, contents: Mapping[str, bytes]) -> bytes:
    """A digest of the names and bytes of the files of a module; one that has no content here counts as empty."""
    digest = sha256()
    for path in files.paths:
        content = contents.get(path, b"")
        digest.update(f"{os.path.basename(path)}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return digest.digest()


def group_into_trees(directories: Iterable[str], contents: dict[str, Contents] | None = None) -> list[list[str]]:
    """Puts the modules together that local calls join, so that each group can be read and written by itself.

    ``contents`` is filled with those of every directory, and of the directories outside that they call.
    """
    order = list(directories)
    found = contents if contents is not None else {}
    number_of = {os.path.realpath(directory): number for number, directory in enumerate(order)}
    leaders = list(range(len(order)))

    def leader(number: int) -> int:
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    for number, directory in enumerate(order):
        found[directory] = contents_of(directory)
        for source in found[directory].sources:
            called = number_of.get(os.path.realpath(os.path.join(directory, source)))
            if called is not None:
                first, second = sorted((leader(number), leader(called)))
                leaders[second] = first
    trees: dict[int, list[str]] = {}
    for number, directory in enumerate(order):
        trees.setdefault(leader(number), []).append(directory)
    return list(trees.values())


@asked
def below_terragrunt(directory: str) -> bool:
    """Whether a ``terragrunt.hcl`` lies in the directory or above it, up to the top of the repository."""
    current = os.path.abspath(directory)
    while not os.path.exists(os.path.join(current, "terragrunt.hcl")):
        above = os.path.dirname(current)
        if above == current or os.path.exists(os.path.join(current, ".git")):
            return False
        current = above
    return True
