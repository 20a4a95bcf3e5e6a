"""Does the trees of a run, in this process or in another one that is sent nothing but names and paths."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from hclfix.catalogue import Catalogue
from hclfix.config import Config, ConfigError, ConfigFiles, Layer, settle
from hclfix.inputs import Inputs
from hclfix.problem import Problem
from hclfix.result import Result
from hclfix.sent import Answers, Question, instead_of_the_disk
from hclfix.transform import TransformError
from hclfix.version import __version__

if TYPE_CHECKING:
    from hclfix.baseline import Baseline

Directories = list[str]
"""The directories of the modules of one tree."""


class Plan(NamedTuple):
    """What a run does with each tree; data alone. Without ``fixing`` findings are reported as they are on disk."""

    said: Layer
    today: date
    config_file: str | None = None
    isolated: bool = False
    folders: tuple[str, ...] = ()
    inputs: Inputs = Inputs()
    baseline_file: str | None = None
    fixing: bool = True


class Told(NamedTuple):
    """What configuration files and the baseline say; data alone."""

    layers: tuple[Layer, ...]
    baseline: Baseline | None


class Worker:
    """Carries out a plan.

    Raises:
        TransformError: a folder of transforms can't be read.
        BaselineError: the baseline can't be read.
    """

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.catalogue = Catalogue(plan.folders)
        self.files = ConfigFiles(__version__, plan.config_file, isolated=plan.isolated)
        self._configs: dict[tuple[int, ...], Config] = {}

    @cached_property
    def baseline(self) -> Baseline | None:
        """The findings that do not count."""
        if not self.plan.baseline_file:
            return None
        from hclfix.baseline import Baseline  # few runs have one

        return Baseline.read(self.plan.baseline_file)

    def config(self, directory: str) -> Config:
        """The configuration that holds for a directory.

        Raises:
            ConfigError: a file says what can't be.
        """
        layers = self.files.layers(directory)
        key = tuple(id(layer) for layer in layers)
        if key not in self._configs:
            self._configs[key] = settle((*layers, self.plan.said), self.catalogue)
        return self._configs[key]

    def told(self, directory: str) -> Told:
        """What the disk says of how a tree is to be done, besides its own files."""
        return Told(self.files.layers(directory), self.baseline)

    def fix(self, directories: Directories, told: Told | None = None) -> Result:
        """The result of one tree. Nothing that goes wrong in it stops the others.

        ``told`` is taken instead of what configuration files and a baseline on the disk say.
        """
        from hclfix.syntax.expression import work as parsing
        from hclfix.work import fix_tree  # parsing and all transforms: not needed where the cache knows the answer

        plan = self.plan
        try:
            config = settle((*told.layers, plan.said), self.catalogue) if told else self.config(directories[0])
            baseline = told.baseline if told else self.baseline
            before = parsing.parsed, parsing.bytes
            result = fix_tree(directories, config, plan.inputs, baseline=baseline, fixing=plan.fixing, today=plan.today)
            return replace(result, parsed=(parsing.parsed - before[0], parsing.bytes - before[1]))
        except (ConfigError, TransformError):
            raise  # it is wrong for every tree, and said once
        except Exception as error:  # whatever it is, the other trees go on
            message = f"hclfix failed here: {type(error).__name__}: {error}; please report this"
            return Result((), (), (), (), {}, (Problem(directories[0], message),))


def collect_less_often() -> None:
    """Sets the garbage collector of a process of our own, which takes a fifth of the time otherwise.

    What is loaded by now stays. Trees come and go with hundreds of thousands of nodes, which live as long as they do.
    """
    gc.freeze()
    gc.set_threshold(3_000_000, 10, 10)


def results_of(worker: Worker, trees: Iterable[Directories]) -> Iterator[Result]:
    """The results of trees in a process whose garbage is collected less often: each tree goes when the next begins."""
    for directories in trees:
        gc.collect(0)
        yield worker.fix(directories)


_workers: list[Worker] = []


def work(plan: Plan, batch: list[Directories]) -> list[Result]:
    """The results of several trees; what another process is asked to run."""
    if not _workers or _workers[0].plan != plan:
        collect_less_often()
    worker = _worker(plan)
    return list(results_of(worker, batch))


def work_elsewhere(plan: Plan, directories: Directories) -> Result:
    """The result of one tree; what somebody else's executor is asked to run where it sees the same files."""
    return _worker(plan).fix(directories)


def work_on_sent(plan: Plan, directories: Directories, told: Told, answers: Answers) -> Result | set[Question]:
    """The same where it sees none of them: ``answers`` stand for the disk. What they leave open comes back instead."""
    with instead_of_the_disk(answers) as missing:
        result = _worker(plan).fix(directories, told)
    return missing or result


def _worker(plan: Plan) -> Worker:
    """The worker for a plan, kept for the next tree. An executor's threads may be asked by several runs at a time."""
    for worker in _workers[-1:]:
        if worker.plan == plan:
            return worker
    worker = Worker(plan)
    _workers[:] = [worker]
    return worker
