"""Spreads the trees of a run over an executor that somebody else made, and gives the results back in order.

Its workers need not see the files: this process reads them, sends names and bytes, and gets results back.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import Any

from hclfix.discover import LOCAL_SOURCE
from hclfix.problem import Problem
from hclfix.result import Result
from hclfix.sent import Answers, Question, answer
from hclfix.worker import Directories, Plan, Worker, work_elsewhere, work_on_sent

AHEAD = 100
"""Trees that are under way at a time, so that memory is bounded however many there are."""

MOST_QUESTIONS = 10
"""Times that a tree is sent again with what it asked for. Each time is one more look at other files."""


def in_executor(
    plan: Plan, trees: Iterable[Directories], executor: Executor, *, shared_storage: bool = False
) -> Iterator[Result]:
    """The result of each tree, in order, from an executor that its owner looks after.

    With ``shared_storage`` its workers see the same paths, and are sent these alone. A tree whose work is lost there is
    given to the executor once more: dask's own loses a result that is handed over as the worker with it is killed. If
    that is lost too, it is reported, and the others go on.
    """
    worker = Worker(_absolute(plan))
    waiting = deque(trees)
    running: deque[_Task] = deque()
    while waiting or running:
        while waiting and len(running) < AHEAD:
            running.append(_Task(worker, waiting.popleft(), executor, shared_storage))
        under_way: list[Future[Any]] = [task.future for task in running if not task.result]
        wait(under_way, return_when=FIRST_COMPLETED)
        for task in running:
            task.look()
        while running and (result := running[0].result):
            running.popleft()
            yield result


class _Task:
    """One tree that is being done elsewhere. ``result`` is None until it is there."""

    def __init__(self, worker: Worker, directories: Directories, executor: Executor, shared_storage: bool) -> None:
        self.worker = worker
        self.directories = directories
        self.executor = executor
        self.result: Result | None = None
        self.sent = 0
        self.failures = 0
        self.answers = None if shared_storage else _foreseen(directories)
        worker.config(directories[0])  # what is wrong with a configuration is said here, once
        self.future = self._submitted()

    def look(self) -> None:
        """Takes the result if it is there, and answers what was asked instead."""
        if self.result or not self.future.done():
            return
        try:
            found = self.future.result()
        except Exception as error:  # each executor has its own for a worker that is gone
            self.failures += 1
            if self.failures == 1:
                self.future = self._submitted()
                return
            found = self._lost(error)
        if isinstance(found, Result):
            self.result = found
        elif self.sent > MOST_QUESTIONS or self.answers is None:
            self.result = _failed(self.directories, "there is no end to the files that are looked at beside this")
        else:
            answer(found, self.answers)
            self.future = self._submitted()

    def _submitted(self) -> Future[Result] | Future[Result | set[Question]]:
        self.sent += 1
        plan = self.worker.plan
        try:
            if self.answers is None:
                return self.executor.submit(work_elsewhere, plan, self.directories)
            told = self.worker.told(self.directories[0])
            return self.executor.submit(work_on_sent, plan, self.directories, told, self.answers)
        except Exception as error:  # it is broken, or was shut down
            lost: Future[Result] = Future()
            lost.set_result(self._lost(error))
            return lost

    def _lost(self, error: Exception) -> Result:
        return _failed(self.directories, f"the executor lost this tree: {type(error).__name__}: {error}")


def _absolute(plan: Plan) -> Plan:
    """The plan for processes that stand in another directory."""
    return plan._replace(
        config_file=plan.config_file and os.path.abspath(plan.config_file),
        baseline_file=plan.baseline_file and os.path.abspath(plan.baseline_file),
        folders=tuple(map(os.path.abspath, plan.folders)),
    )


def _failed(directories: Directories, message: str) -> Result:
    return Result((), (), (), (), {}, (Problem(directories[0], message),))


def _foreseen(directories: Directories) -> Answers:
    """What is asked of the disk to read a tree: its files, and those of the directories outside that it calls."""
    answers: Answers = {}
    pending = list(directories)
    seen = set()
    for directory in pending:  # grows by the directories that are called
        if directory in seen:
            continue
        seen.add(directory)
        tests, above = os.path.join(directory, "tests"), os.path.dirname(directory)
        answer([("real_path", (path,)) for path in (directory, tests, above)], answers)
        answer([("is_directory", (directory,)), ("below_terragrunt", (directory,))], answers)
        answer([("files_of", (directory,))], answers)
        files = answers["files_of", (directory,)]
        if isinstance(files, OSError):
            continue
        for path in files.paths:
            answer([("content_of", (path,))], answers)
            content = answers["content_of", (path,)]
            for source in [] if isinstance(content, OSError) else LOCAL_SOURCE.findall(content):
                called = os.path.join(directory, os.fsdecode(source))
                answer([("real_path", (called,))], answers)
                pending.append(os.path.normpath(called))
    return answers
