"""Reads modules from disk into trees; what can't be read becomes a problem, never a guess."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

from hclfix.decode import ReadError, decode, read_bytes
from hclfix.discover import Files, below_terragrunt, digest_of, files_of, is_directory, real_path
from hclfix.inputs import Inputs
from hclfix.module import Module
from hclfix.problem import Problem
from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.text import Lines
from hclfix.tree import Tree, local_source


def parse(path: str, text: str) -> Document:
    """The document of a text, in JSON where the name says so.

    Raises:
        ReadError: Terraform would not read it.
    """
    try:
        if path.endswith(".json"):
            from hclfix.terraform_json import parse_json  # few modules have such files

            return parse_json(path, text)
        return Document(path, text)
    except HclSyntaxError as error:
        position = Lines(text).position(error.offset)
        line = text.split("\n", position.line)[position.line - 1].rstrip("\r")
        raise ReadError(Problem(path, error.message, position, line)) from None


def read_tree(
    directories: Iterable[str], inputs: Inputs | None = None, replaced: Mapping[str, str] | None = None
) -> tuple[Tree, list[Problem]]:
    """The tree of the modules in ``directories``, and the local modules outside that they call, for reading only.

    ``replaced`` holds texts to take instead of what is on disk, by path. A file that can't be read is left out of
    its module and becomes a problem: a tree with problems is not to be run.
    """
    problems: list[Problem] = []
    texts = replaced or {}
    modules: dict[str, Module] = {}
    pending = [(directory, True) for directory in directories]
    given = {real_path(directory) for directory, _ in pending}
    while pending:
        directory, writable = pending.pop(0)
        key = real_path(directory)
        if key in modules:
            continue
        module = _read_module(directory, writable, texts, problems)
        modules[key] = module
        for block in module.blocks("module"):
            source = local_source(block)
            if source:
                called = os.path.normpath(os.path.join(directory, source))
                if real_path(called) not in given and is_directory(called):
                    pending.append((called, False))
    return Tree(modules.values(), inputs), problems


def _read_module(directory: str, writable: bool, texts: Mapping[str, str], problems: list[Problem]) -> Module:
    try:
        files = files_of(directory)
    except OSError as error:
        problems.append(Problem(directory, f"can't be read: {error.strerror}"))
        files = Files([], [], [], None)

    read: dict[str, bytes] = {}

    def text_of(path: str) -> str:
        if path in texts:
            return texts[path]
        read[path] = read_bytes(path)
        return decode(path, read[path])

    def documents(paths: Iterable[str]) -> list[Document]:
        found = []
        for path in paths:
            try:
                found.append(parse(path, text_of(path)))
            except ReadError as error:
                problems.append(error.problem)
        return found

    extra = [path for path in texts if os.path.dirname(path) == ("" if directory == "." else directory)]
    module_paths = sorted({*files.module, *(path for path in extra if path.endswith((".tf", ".tofu")))})
    lock = documents([files.lock] if files.lock else [])
    values: dict[str, str] = {}
    for path in files.values:
        try:
            values[path] = text_of(path)
            if not path.endswith(".json"):
                parse(path, values[path])
        except ReadError as error:
            problems.append(error.problem)
    module = Module(
        directory,
        documents(module_paths),
        documents(files.tests),
        lock[0] if lock else None,
        values,
        writable=writable,
        terragrunt=below_terragrunt(directory),
    )
    module.digest = digest_of(files, read)
    return module
