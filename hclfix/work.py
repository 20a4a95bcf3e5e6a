"""One tree from its directories to its result: the piece of work that can be done anywhere."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from hclfix.config import Config
from hclfix.decode import ReadError
from hclfix.engine import run
from hclfix.inputs import Inputs
from hclfix.judge import Judge
from hclfix.module import Module
from hclfix.read import parse, read_tree
from hclfix.result import Result
from hclfix.tree import Tree

if TYPE_CHECKING:
    from hclfix.baseline import Baseline


def fix_tree(
    directories: Iterable[str],
    config: Config,
    inputs: Inputs | None = None,
    *,
    baseline: Baseline | None = None,
    fixing: bool = True,
    today: date | None = None,
    replaced: Mapping[str, str] | None = None,
    only: str | None = None,
) -> Result:
    """Reads the modules in ``directories`` as one tree and runs the configured transforms over it. Writes nothing.

    A tree that can't be read whole is not run: its result holds the problems alone. ``replaced`` are texts that
    stand for files on disk, and ``only`` the one file that fixes may touch. What the ``baseline`` holds does not count.
    Without ``fixing`` the findings are those of the files as they are, and nothing is changed.
    """
    tree, problems = read_tree(directories, inputs, replaced)
    if problems:
        return Result((), (), (), (), {}, tuple(problems))

    judge = Judge(config, today or date.today(), baseline, fixing)
    result = run(tree, config.transforms, unsafe=config.options.unsafe_fixes, judge=judge, only=only)
    return replace(result, read=tuple((module.directory, module.digest) for module in tree.modules))


ALONE = "<stdin>"
"""The path of a text that belongs to no file."""


def fix_alone(text: str, config: Config) -> Result:
    """The same for a text of which nothing else is known: with the transforms alone that need to know no more."""
    try:
        tree = Tree([Module(os.curdir, [parse(ALONE, text)])])
    except ReadError as error:
        return Result((), (), (), (), {}, (error.problem,))
    transforms = [transform for transform in config.transforms if transform.alone]
    return run(tree, transforms, unsafe=config.options.unsafe_fixes, judge=Judge(config, date.today()), only=ALONE)
