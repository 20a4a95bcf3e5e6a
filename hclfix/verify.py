"""Asks the user's terraform whether the fixes of a tree are right, before anything is printed or written.

Both kinds run code that the tree names: ``terraform validate`` starts its provider binaries, ``terraform plan`` also
reads its data sources. So only the command line can ask for it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from shutil import which
from typing import Any

from hclfix.module import Module
from hclfix.problem import Problem
from hclfix.read import read_tree
from hclfix.request import Verification
from hclfix.result import Result
from hclfix.terraform_program import Answer, TerraformError, plan, validate
from hclfix.text import Position
from hclfix.tree import Tree
from hclfix.tree_copy import TreeCopy, backend_type, temporary_copy
from hclfix.work import fix_tree
from hclfix.worker import Directories, Worker

_REMOTE = ("cloud", "remote")
_PLACE = re.compile(r":\d+,\d+(-\d+)?(,\d+)?")  # in the detail of an error: it moves when lines above do

Faults = Mapping[tuple[str, ...], Problem]
"""What the fixes make worse, by what it is regardless of its place."""


def verified(kind: Verification, directories: Directories, result: Result, worker: Worker) -> Result:
    """The result as it is where Terraform has nothing against its fixes; else without them, and with what it says."""
    if not result.changes:
        return result
    tree, problems = read_tree(directories, worker.plan.inputs)
    problems += _unfit(kind, tree, result)
    if not problems:
        try:
            with temporary_copy(tree) as copy:
                problems = _Verifier(kind, directories, result, worker, tree, copy).problems()
        except OSError as error:
            problems = [Problem(directories[0], f"can't be copied to be verified: {error.strerror}: {error.filename}")]
    return result.without_fixes(problems) if problems else result


def _unfit(kind: Verification, tree: Tree, result: Result) -> list[Problem]:
    """Why Terraform can't be asked."""
    if not which("terraform"):
        return [Problem(tree.modules[0].directory, "can't be verified: there is no terraform on the PATH")]
    problems = []
    for root in _roots(tree, result):
        backend = backend_type(root.directory)
        if kind == "plan" and backend in _REMOTE:
            message = f"can't be verified: a plan would run in the {backend} backend, which can't see these fixes"
            problems.append(Problem(root.directory, f"{message}; --verify alone can be used"))
    return problems


def _roots(tree: Tree, result: Result) -> list[Module]:
    """The roots that a change reaches: themselves, or by their calls."""
    changed = {id(tree.module_of(change.path)) for change in result.changes}
    found = []
    for root in tree.roots:
        reached, pending = {id(root)}, [root]
        while pending:
            caller = pending.pop()
            for call in caller.calls:
                if id(call.module) not in reached:
                    reached.add(id(call.module))
                    pending.append(call.module)
        if reached & changed:
            found.append(root)
    return found


class _Verifier:
    """One tree, and what Terraform says of it with any part of its fixes."""

    def __init__(
        self, kind: Verification, directories: Directories, result: Result, worker: Worker, tree: Tree, copy: TreeCopy
    ) -> None:
        self.kind = kind
        self.directories = directories
        self.result = result
        self.worker = worker
        self.roots = _roots(tree, result)
        self.copy = copy
        fixed = {finding.transform for finding in result.fixed}
        config = worker.config(directories[0])
        self.transforms = [transform for transform in config.transforms if transform.name in fixed]
        self.faults_of_first = cache(self._faults_of_first)
        self.before = {root.directory: self.ask(root) for root in self.roots}

    def problems(self) -> list[Problem]:
        """What the fixes make worse, with the transform to blame."""
        unfit = [problem for problem in map(self.unfit_before, self.roots) if problem]
        if unfit:
            return unfit
        with self.copy.changed(self.result.changes):
            faults = self.faults()
        return [fault._replace(message=f"{self.cause(key)}: {fault.message}") for key, fault in faults.items()]

    def unfit_before(self, root: Module) -> Problem | None:
        """Why Terraform can't judge the fixes of this root."""
        errors = self.before[root.directory].errors
        if any(error.wants_init for error in errors):
            return Problem(root.directory, "can't be verified: run terraform init there first")
        if errors and self.kind == "plan":
            said = "; ".join(error.summary for error in errors)
            return Problem(root.directory, f"can't be verified: it can't be planned as it is ({said})")
        return None

    def ask(self, root: Module) -> Answer:
        program = which("terraform") or "terraform"
        directory = self.copy.path(root.directory)
        if self.kind == "validate":
            return validate(program, directory)
        inputs = self.worker.plan.inputs
        declared = {block.labels[0].value for block in root.blocks("variable") if block.labels}
        arguments = [f"-var-file={os.path.abspath(path)}" for path, _ in inputs.files]
        arguments += [f"-var={name}={value}" for name, value in inputs.variables.items() if name in declared]
        return plan(program, directory, arguments, os.path.join(self.copy.top, "plan"))

    def faults(self) -> Faults:
        """What Terraform says of the copy as it is now, and not of the tree without fixes."""
        found: dict[tuple[str, ...], Problem] = {}
        for root in self.roots:
            before, after = self.before[root.directory], self.ask(root)
            known = {_key(root, error) for error in before.errors}
            for error in after.errors:
                if _key(root, error) not in known:
                    found[_key(root, error)] = self.error_problem(root, error)
            if not after.errors:
                found |= _differences(root, before.changes, after.changes)
        return found

    def error_problem(self, root: Module, error: TerraformError) -> Problem:
        if error.wants_init:
            message = f"the fixes need terraform init -upgrade first ({error.summary}), so they can't be verified"
            return Problem(root.directory, message)
        message = f"Terraform refuses the fixed text: {error.summary}. {' '.join(error.detail.split())}"
        if error.path is None:
            return Problem(root.directory, message)
        with open(os.path.join(self.copy.path(root.directory), error.path), encoding="utf-8") as file:
            line = file.read().split("\n")[error.line - 1].rstrip("\r")
        path = os.path.normpath(os.path.join(root.directory, error.path))
        return Problem(path, message, Position(error.line, error.column), line)

    def cause(self, key: tuple[str, ...]) -> str:
        """The transform whose fixes bring the fault: without it, those before it do not, and with it they do."""
        without, with_it = 0, len(self.transforms)
        while with_it - without > 1:
            middle = (without + with_it) // 2
            if key in self.faults_of_first(middle):
                with_it = middle
            else:
                without = middle
        return self.transforms[with_it - 1].name

    def _faults_of_first(self, count: int) -> Faults:
        config = self.worker.config(self.directories[0])
        part = replace(config, selected=tuple(transform.name for transform in self.transforms[:count]))
        inputs, today = self.worker.plan.inputs, self.worker.plan.today
        result = fix_tree(self.directories, part, inputs, baseline=self.worker.baseline, today=today)
        with self.copy.changed(result.changes):
            return self.faults()


def _key(root: Module, error: TerraformError) -> tuple[str, ...]:
    return root.directory, error.path or "", error.summary, _PLACE.sub("", error.detail)


def _differences(root: Module, before: Mapping[str, Any], after: Mapping[str, Any]) -> Faults:
    found: dict[tuple[str, ...], Problem] = {}
    for address in sorted(before.keys() | after.keys()):
        old, new = before.get(address), after.get(address)
        if old != new:
            message = f"the plan for {address} differs: {_actions(new)} with the fixes, {_actions(old)} without"
            found[root.directory, address] = Problem(root.directory, message)
    return found


def _actions(change: Mapping[str, Sequence[str]] | None) -> str:
    return " and ".join(change["actions"]) if change else "nothing"
