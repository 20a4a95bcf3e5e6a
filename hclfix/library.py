"""hclfix in scripts: read a module, fix a text, fix modules with any executor."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from hclfix.align import complete
from hclfix.change import Change
from hclfix.config import command_line
from hclfix.decode import ReadError
from hclfix.discover import group_into_trees, module_directories
from hclfix.finding import Finding
from hclfix.module import Module
from hclfix.problem import Problem
from hclfix.read import parse, read_tree
from hclfix.result import Result
from hclfix.second_opinion import second_opinion
from hclfix.text import Edit, apply_edits
from hclfix.work import fix_alone, fix_tree
from hclfix.worker import Plan, Worker
from hclfix.write import write_changes

if TYPE_CHECKING:
    from concurrent.futures import Executor


class FixedText(NamedTuple):
    """A text after its fixes, what was fixed in it, and what is left."""

    text: str
    fixed: tuple[Finding, ...]
    remaining: tuple[Finding, ...]


def load(path: str) -> Module:
    """The module in a directory, or that a file belongs to, with the modules that it calls from the same machine.

    Raises:
        ReadError: a file can't be read, or Terraform would not read it.
        FileNotFoundError: there is no module.
    """
    (directory, *_) = list(module_directories([path])) or [path]
    if not os.path.isdir(directory):
        raise FileNotFoundError(path)
    tree, problems = read_tree([directory])
    if problems:
        raise ReadError(problems[0])
    return tree.modules[0]


def load_all(paths: Iterable[str]) -> Iterator[Module]:
    """The modules below paths, tree by tree.

    Raises:
        ReadError: a file can't be read, or Terraform would not read it.
        FileNotFoundError: a path does not exist.
    """
    for directories in group_into_trees(module_directories(paths)):
        tree, problems = read_tree(directories)
        if problems:
            raise ReadError(problems[0])
        yield from (module for module in tree.modules if module.writable)


def write_edits(module: Module, edits: Iterable[Edit]) -> list[str]:
    """Makes edits in the files of a module, keeps aligned what was aligned, and writes all of them or none.

    Returns the paths of the files that have changed.

    Raises:
        OverlapError: two edits touch each other.
        ReadError: a file would no longer be HCL; nothing is written.
        WriteError: the files could not be written; none of them is changed.
    """
    by_path: dict[str, list[Edit]] = {}
    for edit in edits:
        by_path.setdefault(edit.path, []).append(edit)
    changes = []
    for path, mine in by_path.items():
        document = module.document(path)
        before = document.text if document else ""
        after = apply_edits(before, complete(document, mine) if document else mine)
        parse(path, after)
        changes.append(Change(path, before if document else None, after))
    write_changes(changes, [module.directory])
    return [change.path for change in changes if change.before != change.after]


def fix_text(
    text: str,
    filename: str | None = None,
    *,
    select: Iterable[str] | None = None,
    unsafe: bool = False,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
) -> FixedText:
    """A text of HCL with its fixes made.

    With ``filename`` it stands for that file of its module, and only fixes within it are made; without, the
    transforms run
    that need no module. ``select`` names transforms, ``settings`` are tables by transform as in a configuration file.

    Raises:
        ReadError: the text is not HCL.
    """
    worker = Worker(_plan(select, unsafe, settings))
    path = os.path.normpath(filename) if filename else None
    if path:
        directory = os.path.dirname(path) or os.curdir
        result = fix_tree([directory], worker.config(directory), replaced={path: text}, only=path)
    else:
        result = fix_alone(text, worker.config(os.curdir))
    if result.problems:
        raise ReadError(result.problems[0])
    after = result.changes[0].after if result.changes else text
    return FixedText(after or "", result.fixed, result.remaining)


def fix_module(
    path: str,
    *,
    select: Iterable[str] | None = None,
    unsafe: bool = False,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    write: bool = False,
) -> Result:
    """Fixes one module, and nothing outside its directory; with ``write`` the files are replaced, all or none.

    Raises:
        WriteError: the files could not be written; none of them is changed.
    """
    (directory, *_) = list(module_directories([path])) or [path]
    result = Worker(_plan(select, unsafe, settings)).fix([directory])
    return _written(result, [directory]) if write else result


def fix_modules(
    paths: Iterable[str],
    *,
    executor: Executor | None = None,
    shared_storage: bool = False,
    select: Iterable[str] | None = None,
    unsafe: bool = False,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    write: bool = False,
) -> Iterator[Result]:
    """Fixes the modules below paths, tree by tree; the results come in the order of the walk, as they are ready.

    ``executor`` is any of ``concurrent.futures``' kind, such as dask's. This process reads the files and sends their
    bytes; with ``shared_storage`` the machines behind it see the same paths, and are sent these. They compute, and this
    process writes: a file that has changed since it was read is not overwritten.

    Raises:
        WriteError: the files of a tree could not be written; none of that tree is changed.
    """
    plan = _plan(select, unsafe, settings)
    given = [os.path.abspath(path) if executor else path for path in paths]
    trees = group_into_trees(module_directories(given))
    if executor:
        from hclfix.elsewhere import in_executor  # 10 ms that a transform need not wait for

        results = in_executor(plan, trees, executor, shared_storage=shared_storage)
    else:
        worker = Worker(plan)
        results = (worker.fix(directories) for directories in trees)
    for directories, result in zip(trees, results, strict=True):
        yield _written(result, directories) if write else result


def _plan(select: Iterable[str] | None, unsafe: bool, settings: Mapping[str, Mapping[str, Any]] | None) -> Plan:
    tables = {name: dict(table) for name, table in (settings or {}).items()}
    said = {
        "select": tuple(select) if select is not None else None,
        "unsafe_fixes": unsafe or None,
        "transforms": tables,
    }
    return Plan(command_line(said), date.today(), isolated=True)


def _written(result: Result, roots: list[str]) -> Result:
    """Writes the changes of a result, unless python-hcl2 has doubts; those are then its problems."""
    doubts: list[Problem] = second_opinion(result.changes, result.edits)
    if doubts:
        left = (*result.fixed, *result.remaining)
        return Result((), (), (), left, result.texts, (*result.problems, *doubts))
    write_changes(result.changes, roots)
    return result
