"""Does the trees of a run, in this process or in another one that is sent nothing but names and paths."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from hclfix.baseline import Baseline
from hclfix.catalogue import Catalogue
from hclfix.config import Config, ConfigError, ConfigFiles, Layer, settle
from hclfix.inputs import Inputs
from hclfix.problem import Problem
from hclfix.result import Result
from hclfix.transform import TransformError
from hclfix.version import __version__

Directories = list[str]
"""The directories of the modules of one tree."""


@dataclass(frozen=True)
class Plan:
    """What a run does with each tree; data alone. Without ``fixing`` findings are reported as they are on disk."""

    said: Layer
    config_file: str | None = None
    isolated: bool = False
    folders: tuple[str, ...] = ()
    inputs: Inputs = field(default_factory=Inputs)
    baseline_file: str | None = None
    fixing: bool = True
    today: date = field(default_factory=date.today)


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
        return Baseline.read(self.plan.baseline_file) if self.plan.baseline_file else None

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

    def fix(self, directories: Directories) -> Result:
        """The result of one tree. Nothing that goes wrong in it stops the others."""
        from hclfix.work import fix_tree  # parsing and all transforms: not needed where the cache knows the answer

        plan = self.plan
        try:
            config = self.config(directories[0])
            return fix_tree(
                directories, config, plan.inputs, baseline=self.baseline, fixing=plan.fixing, today=plan.today
            )
        except (ConfigError, TransformError):
            raise  # it is wrong for every tree, and said once
        except Exception as error:  # whatever it is, the other trees go on
            message = f"hclfix failed here: {type(error).__name__}: {error}; please report this"
            return Result((), (), (), (), {}, (Problem(directories[0], message),))


def collect_less_often() -> None:
    """Sets the garbage collector of a process of our own, which takes a fifth of the time otherwise.

    What is loaded by now stays. Trees come and go with hundreds of thousands of nodes, which live as long as they do.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(300_000, 10, 10)


_workers: list[Worker] = []


def work(plan: Plan, batch: list[Directories]) -> list[Result]:
    """The results of several trees; what another process is asked to run."""
    if not _workers or _workers[0].plan != plan:
        _workers[:] = [Worker(plan)]
        collect_less_often()
    return [_workers[0].fix(directories) for directories in batch]
