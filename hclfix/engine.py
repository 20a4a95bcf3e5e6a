"""Runs transforms over a tree: finds, chooses the fixes that can be made together, applies, reads again, until
nothing changes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hclfix.finding import Finding
from hclfix.module import Module
from hclfix.problem import Problem
from hclfix.result import Result
from hclfix.transform import Transform, in_stages
from hclfix.tree import Tree

if TYPE_CHECKING:
    from hclfix.repair import Repair

ROUNDS = 100
"""After so many rounds a tree is given up: two fixes undo each other (ruff's cap)."""


class Round(NamedTuple):
    """What the transforms say of the tree as it is now. ``ran`` pairs each that ran with the module's directory."""

    tree: Tree
    findings: Sequence[Finding]
    ran: frozenset[tuple[str, str]]


Judge = Callable[[Round], Sequence[Finding]]
"""What the configuration and the suppression comments make of the findings of one round: fewer, or of another
safety.
"""


def run(
    tree: Tree,
    transforms: Iterable[Transform],
    *,
    unsafe: bool = False,
    judge: Judge = lambda round: round.findings,
    only: str | None = None,
) -> Result:
    """Runs the transforms to their fixpoint, with the UNSAFE fixes as well when ``unsafe``. Writes nothing.

    With ``only``, fixes that touch another file than that are left, and the findings are those of that file.
    """
    return _Run(tree, unsafe, judge, only).to_the_end(list(transforms))


class _Run:
    def __init__(self, tree: Tree, unsafe: bool, judge: Judge, only: str | None) -> None:
        self.tree = tree
        self.unsafe = unsafe
        self.judge = judge
        self.only = only
        self.problems: list[Problem] = []
        self.failed: set[tuple[str, str]] = set()  # transform and directory
        self.said: dict[tuple[str, str], list[Finding]] = {}  # by the same, of the tree as it is now
        self.beyond: set[tuple[str, str]] = set()  # those of them for which other modules were asked too
        self._repair: Repair | None = None

    @property
    def repair(self) -> Repair:
        """What makes the fixes; there is none before the first finding."""
        if self._repair is None:
            from hclfix.repair import Repair  # 3 ms that a tree without findings need not wait for

            self._repair = Repair(self.tree, self.unsafe, self.only, self.problems)
        return self._repair

    def to_the_end(self, transforms: list[Transform]) -> Result:
        rounds = 0
        remaining: list[Finding] = []
        for stage in in_stages(transforms) or [[]]:
            remaining = self.findings(stage)
            while remaining and (chosen := self.repair.choose(remaining)):
                rounds += 1
                if rounds > ROUNDS:
                    return self.given_up({finding.transform for finding in chosen})
                touched = self.repair.apply(chosen)
                if touched:
                    before, self.tree = self.tree, self.repair.tree
                    self.forget(touched, all_of_them=_calls(before) != _calls(self.tree))
                remaining = self.findings(stage)
        result = self._repair.result(remaining) if self._repair else Result((), (), (), (), {}, ())
        looked_at = tuple(sorted(self.tree.looked_at.items()))
        return replace(result, problems=tuple(self.problems), looked_at=looked_at)

    def findings(self, transforms: list[Transform]) -> list[Finding]:
        """What the transforms say of the tree as it is now, in the order of paths and text."""
        found: list[Finding] = []
        ran: set[tuple[str, str]] = set()
        for module in self.tree.modules:
            if not module.writable:
                continue
            for transform in transforms:
                if (transform.name, module.directory) in self.failed:
                    continue
                ran.add((transform.name, module.directory))
                if not transform.matters_to(module):
                    continue
                found.extend(self.checked(module, transform))
        found.sort(key=lambda finding: (finding.path, finding.span, finding.transform, finding.message))
        if self.only is not None:
            found = [finding for finding in found if finding.path == self.only]
        return list(self.judge(Round(self.tree, found, frozenset(ran - self.failed))))

    def checked(self, module: Module, transform: Transform) -> list[Finding]:
        """What one transform says of one module, asked once for the tree as it is now."""
        key = (transform.name, module.directory)
        if key not in self.said:
            module.looked_beyond = False
            try:
                self.said[key] = [
                    self.repair.completed(finding._replace(transform=transform.name))
                    for finding in transform.check(module, transform.settings)
                ]
            except Exception as error:  # a transform may raise anything, and the others go on
                self.said[key] = []
                self.failed.add(key)
                self.problems.append(_crash(transform, module, error))
            if module.looked_beyond:
                self.beyond.add(key)
        return self.said[key]

    def forget(self, touched: set[str], *, all_of_them: bool) -> None:
        """Forgets what was said that may be another thing now: of modules that were touched, and what other modules
        had a part in.
        """
        kept = {key: found for key, found in self.said.items() if key not in self.beyond and key[1] not in touched}
        self.said = {} if all_of_them else kept
        self.beyond.clear()

    def given_up(self, names: set[str]) -> Result:
        first = next(module.directory for module in self.tree.modules if module.writable)
        problem = Problem(
            first,
            f"the fixes of {' and '.join(sorted(names))} undo each other, so nothing is changed here; please report it",
        )
        return Result((), (), (), (), {}, (*self.problems, problem))


def _calls(tree: Tree) -> list[tuple[str, str]]:
    return [(call.caller.directory, call.module.directory) for call in tree.calls]


def _crash(transform: Transform, module: Module, error: Exception) -> Problem:
    from traceback import extract_tb  # hardly any run needs it

    frame = extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    return Problem(
        module.directory,
        f"{transform.name} failed here and was left out: {type(error).__name__}: {error} ({place}); please report this",
    )
