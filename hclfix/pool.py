"""Spreads the trees of a run over processes of our own, and gives the results back in order."""

from __future__ import annotations

import atexit
import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from types import ModuleType
from typing import ParamSpec, TypeVar

from hclfix.problem import Problem
from hclfix.result import Result
from hclfix.worker import Directories, Plan, work

BATCH = 4
"""Trees that are sent together: the cost of sending is shared, and no process is left alone with many at the end."""

WORTH_A_PROCESS = 16
"""Trees from which another process saves more time than it takes to start."""

AHEAD = 3
"""Batches for each process that wait or run at a time, so that memory is bounded however many trees there are."""

MOST_PROCESSES = 128
"""More than that nobody means; a configuration file may be a stranger's."""

Parameters = ParamSpec("Parameters")
Returned = TypeVar("Returned")


def processes(jobs: int | None, trees: int) -> int:
    """How many processes are worth while: not more than asked for, or processors there are; one for few trees."""
    available = jobs or len(os.sched_getaffinity(0))
    return min(available, MOST_PROCESSES, max(1, trees // WORTH_A_PROCESS))


def in_processes(plan: Plan, trees: Iterable[Directories], count: int) -> Iterator[Result]:
    """The result of each tree, in order, from ``count`` processes of our own.

    When a process dies, new ones are made and the trees that it may have had are done one at a time; the one that kills
    another process is reported, and the others go on.
    """
    waiting = deque(_batches(trees))
    while waiting:
        pool = _Processes(count)
        try:
            yield from _through(pool, plan, waiting, count * AHEAD)
            pool.shutdown()
        except BrokenExecutor:
            suspects = [waiting.popleft() for _ in range(min(len(waiting), count * AHEAD))]
            for directories in (directories for batch in suspects for directories in batch):
                yield _alone(plan, directories)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class _Processes(ProcessPoolExecutor):
    """Processes of our own, which load what they need and no more, and end without taking apart what they made.

    None of them takes a module of Python from the current directory: that may be a stranger's tree, and without
    PYTHONSAFEPATH a new interpreter looks there first.
    """

    def __init__(self, count: int) -> None:
        with _bare_interpreters():
            context = get_context("spawn")
            super().__init__(count, mp_context=context, initializer=atexit.register, initargs=(os._exit, 0))

    def submit(
        self, task: Callable[Parameters, Returned], /, *args: Parameters.args, **kwargs: Parameters.kwargs
    ) -> Future[Returned]:
        """The same as of any executor; a process is started here where one is missing."""
        with _bare_interpreters():
            return super().submit(task, *args, **kwargs)


@contextmanager
def _bare_interpreters() -> Iterator[None]:
    """The surroundings for new interpreters; only meanwhile, since a user's programs are not to inherit them.

    They would load this process's program too: the command, or a user's script.
    """
    before, program = os.environ.get("PYTHONSAFEPATH"), sys.modules["__main__"]
    os.environ["PYTHONSAFEPATH"] = "1"
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = program
        if before is None:
            del os.environ["PYTHONSAFEPATH"]
        else:
            os.environ["PYTHONSAFEPATH"] = before


def _through(pool: Executor, plan: Plan, waiting: deque[list[Directories]], ahead: int) -> Iterator[Result]:
    """Results from a pool. A batch leaves ``waiting`` when its results are given back, and not before."""
    running: deque[Future[list[Result]]] = deque()
    while waiting:
        while len(running) < min(ahead, len(waiting)):
            running.append(pool.submit(work, plan, waiting[len(running)]))
        results = running.popleft().result()
        waiting.popleft()
        yield from results


def _alone(plan: Plan, directories: Directories) -> Result:
    """The result of one tree in a process of its own."""
    with _Processes(1) as pool:
        try:
            return pool.submit(work, plan, [directories]).result()[0]
        except BrokenExecutor:
            message = "a process died twice while it worked on this; the other modules are done"
            return Result((), (), (), (), {}, (Problem(directories[0], message),))


def _batches(trees: Iterable[Directories]) -> Iterator[list[Directories]]:
    batch: list[Directories] = []
    for directories in trees:
        batch.append(directories)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
