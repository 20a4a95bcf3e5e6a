"""Runs transforms over a tree: finds, chooses the fixes that can be made together, applies, reads again, until
nothing changes.
"""

from __future__ import annotations

import os
from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from hclfix.change import Change
from hclfix.finding import Finding, Fix, Safety
from hclfix.module import Module
from hclfix.problem import Problem
from hclfix.result import Result
from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.text import Edit, OverlapError, Span, is_free
from hclfix.transform import Transform, in_stages
from hclfix.tree import Tree

if TYPE_CHECKING:
    from hclfix.rewrite import Rewrite

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
        self.original = tree
        self.tree = tree
        self.unsafe = unsafe
        self.judge = judge
        self.only = only
        self.rewrites: dict[str, Rewrite] = {}
        self.removed: set[str] = set()
        self.fixed: list[Finding] = []
        self.dependent: set[Finding] = set()
        self.remaining: list[Finding] = []
        self.problems: list[Problem] = []
        self.failed: set[tuple[str, str]] = set()  # transform and directory
        self.said: dict[tuple[str, str], list[Finding]] = {}  # by the same, of the tree as it is now
        self.beyond: set[tuple[str, str]] = set()  # those of them for which other modules were asked too
        self.rejected: set[tuple[str, str, str]] = set()  # transform, path and message
        self.aligned_edits: dict[tuple[str, tuple[Edit, ...]], tuple[Edit, ...]] = {}  # of the tree as it is now

    def to_the_end(self, transforms: list[Transform]) -> Result:
        rounds = 0
        for stage in in_stages(transforms) or [[]]:
            self.remaining = self.findings(stage)
            while chosen := self.choose(self.remaining):
                rounds += 1
                if rounds > ROUNDS:
                    return self.given_up({finding.transform for finding in chosen})
                self.apply(chosen)
                self.remaining = self.findings(stage)
        return self.result()

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
                    self.completed(finding, transform) for finding in transform.check(module, transform.settings)
                ]
            except Exception as error:  # a transform may raise anything, and the others go on
                self.said[key] = []
                self.failed.add(key)
                self.problems.append(_crash(transform, module, error))
            if module.looked_beyond:
                self.beyond.add(key)
        return self.said[key]

    def completed(self, finding: Finding, transform: Transform) -> Finding:
        """The finding under its transform's name; without the fix where a file may not be touched."""
        finding = finding._replace(transform=transform.name)
        reason = finding.fix and self.untouchable(finding.fix)
        if reason:
            return finding._replace(fix=None, message=f"{finding.message}; not fixed, since {reason}")
        return finding

    def aligned(self, edits: Iterable[Edit]) -> dict[str, tuple[Edit, ...]]:
        """The edits by path, with what keeps aligned lines aligned. All that are made together belong in one call."""
        by_path: dict[str, list[Edit]] = {}
        for edit in edits:
            by_path.setdefault(edit.path, []).append(edit)
        return {path: self.completed_edits(path, tuple(mine)) for path, mine in by_path.items()}

    def completed_edits(self, path: str, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """The edits of one file, completed; where they are all of one finding, they are asked about twice."""
        from hclfix.align import complete  # for fixes alone, as the imports below

        key = (path, edits)
        if key not in self.aligned_edits:
            self.aligned_edits[key] = complete(self.document(path) or Document(path, ""), edits)
        return self.aligned_edits[key]

    def untouchable(self, fix: Fix) -> str | None:
        from hclfix.comments import lost_comment

        for path in sorted({edit.path for edit in fix.edits} | set(fix.removed)):
            module = self.tree.module_of(path)
            document = module.document(path) if module else None
            if not module or not module.writable:
                return f"{path} lies outside the given paths"
            if document and module.read_only(document):
                return f"{path} is {'JSON' if path.endswith('.json') else 'generated'}, which hclfix only reads"
            comment = document and lost_comment(document, fix.edits)
            if document and comment:
                line = document.position(comment.span.start).line
                return f"the comment in line {line} of {os.path.basename(path)} would be lost"
        return None

    def document(self, path: str) -> Document | None:
        module = self.tree.module_of(path)
        return module.document(path) if module else None

    def choose(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings whose fixes apply in this round: in order, each that touches nothing that is taken already."""
        taken: dict[str, list[Edit]] = {}
        removed: set[str] = set()
        chosen: list[Finding] = []
        for finding in findings:
            fix = finding.fix
            if not fix or (fix.safety is Safety.UNSAFE and not self.unsafe) or _key(finding) in self.rejected:
                continue
            paths = {edit.path for edit in fix.edits}
            if self.only is not None and paths | set(fix.removed) != {self.only}:
                continue
            if removed & paths or taken.keys() & set(fix.removed):
                continue
            if not all(is_free(edit, taken.get(edit.path, ())) for edit in fix.edits):
                continue
            for edit in fix.edits:
                insort(taken.setdefault(edit.path, []), edit)
            removed.update(fix.removed)
            chosen.append(finding)
        return chosen

    def apply(self, findings: list[Finding]) -> None:
        """Applies the fixes together. Where that breaks a file: the first that alone does not, the others have later
        rounds.
        """
        if self.try_to_apply(findings):
            return
        for finding in findings:
            if self.try_to_apply([finding]):
                return
            self.reject(finding)

    def try_to_apply(self, findings: list[Finding]) -> bool:
        from hclfix.rewrite import Rewrite

        documents: dict[str, Document | None] = {}
        try:
            edits = self.aligned(edit for finding in findings if finding.fix for edit in finding.fix.edits)
            for path, wanted in edits.items():
                document = self.document(path)
                documents[path] = (document or Document(path, "")).edited(wanted)
        except (HclSyntaxError, OverlapError, IndexError):
            return False
        self.fixed.extend([self.on_disk(finding) for finding in findings])  # before the spans move
        for path, wanted in edits.items():
            document = self.original_document(path)
            rewrite = self.rewrites.get(path) or Rewrite(document.text if document else "")
            self.rewrites[path] = rewrite.edited(wanted)
        for finding in findings:
            assert finding.fix
            self.removed.update(finding.fix.removed)
            documents.update(dict.fromkeys(finding.fix.removed))
        self.replace_documents(documents)
        return True

    def reject(self, finding: Finding) -> None:
        self.rejected.add(_key(finding))
        document = self.original_document(finding.path)
        self.problems.append(
            Problem(
                finding.path,
                f"the fix of {finding.transform} would leave a file that Terraform can't read, so it was not made"
                f" ({finding.message}); please report this",
                document.position(self.origin(finding.path, finding.span).start) if document else None,
            )
        )

    def replace_documents(self, changed: dict[str, Document | None]) -> None:
        modules = []
        touched = set()
        for module in self.tree.modules:
            mine = {path: document for path, document in changed.items() if self.tree.module_of(path) is module}
            modules.append(module.with_documents(mine))
            if mine:
                touched.add(module.directory)
        before = self.tree
        self.aligned_edits.clear()
        self.tree = Tree(modules, before.inputs, before.looked_at)
        self.forget(touched, all_of_them=_calls(before) != _calls(self.tree))

    def forget(self, touched: set[str], *, all_of_them: bool) -> None:
        """Forgets what was said that may be another thing now: of modules that were touched, and what other modules
        had a part in.
        """
        kept = {key: found for key, found in self.said.items() if key not in self.beyond and key[1] not in touched}
        self.said = {} if all_of_them else kept
        self.beyond.clear()

    # --- from the text of a round back to the disk ---

    def original_document(self, path: str) -> Document | None:
        module = self.original.module_of(path)
        return module.document(path) if module else None

    def on_disk(self, finding: Finding) -> Finding:
        """The finding with the places in its message, its spans and those of its edits as they are in the files on
        disk.
        """
        from hclfix.places import places_on_disk

        message = places_on_disk(finding.message, os.path.dirname(finding.path), self.rewrites)
        finding = finding._replace(message=message)
        span = self.origin(finding.path, finding.span)
        if not finding.fix:
            return finding._replace(span=span)
        edits = [edit for edits in self.aligned(finding.fix.edits).values() for edit in edits]
        moved = tuple(edit._replace(span=self.origin(edit.path, edit.span)) for edit in edits)
        stands = all(map(self.stands_on_disk, edits))
        try:
            found = finding._replace(span=span, fix=replace(finding.fix, edits=moved))
        except OverlapError:  # they lie in what other fixes put in at one place
            found, stands = finding._replace(span=span, fix=replace(finding.fix, edits=())), False
        if not stands:
            self.dependent.add(found)
        return found

    def written(self, finding: Finding) -> Finding:
        """The finding as it is in the files once they are written; of JSON there is no text with places."""
        return finding._replace(span=Span(0, 0)) if finding.path.endswith(".json") else finding

    def stands_on_disk(self, edit: Edit) -> bool:
        rewrite = self.rewrites.get(edit.path)
        return rewrite is None or rewrite.keeps(edit.span)

    def origin(self, path: str, span: Span) -> Span:
        if path.endswith(".json"):
            return Span(0, 0)  # the spans are those of the text that stands for the file
        rewrite = self.rewrites.get(path)
        return rewrite.origin_span(span) if rewrite else span

    def result(self) -> Result:
        changes: list[Change] = []
        edits: list[Edit] = []
        for path, rewrite in sorted(self.rewrites.items()):
            before = self.original_document(path)
            after = None if path in self.removed else rewrite.text
            if (before.text if before else None) != after:
                changes.append(Change(path, before.text if before else None, after))
                edits.extend(rewrite.edits(path))
        for path in sorted(self.removed - self.rewrites.keys()):
            before = self.original_document(path)
            if before:
                changes.append(Change(path, before.text, None))
        remaining = tuple(self.on_disk(finding) for finding in self.remaining)
        return Result(
            tuple(changes),
            tuple(edits),
            tuple(self.fixed),
            remaining,
            self.texts((*self.fixed, *remaining)),
            tuple(self.problems),
            tuple(self.written(finding) for finding in self.remaining),
            frozenset(self.dependent),
            tuple(sorted(self.tree.looked_at.items())),
        )

    def texts(self, findings: Iterable[Finding]) -> dict[str, str]:
        paths: set[str] = set()
        for finding in findings:
            paths.add(finding.path)
            if finding.fix:
                paths.update(finding.fix.removed, (edit.path for edit in finding.fix.edits))
        documents = {path: self.original_document(path) for path in sorted(paths)}
        return {path: document.text if document else "" for path, document in documents.items()}

    def given_up(self, names: set[str]) -> Result:
        first = next(module.directory for module in self.original.modules if module.writable)
        problem = Problem(
            first,
            f"the fixes of {' and '.join(sorted(names))} undo each other, so nothing is changed here; please report it",
        )
        return Result((), (), (), (), {}, (*self.problems, problem))


def _calls(tree: Tree) -> list[tuple[str, str]]:
    return [(call.caller.directory, call.module.directory) for call in tree.calls]


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.transform, finding.path, finding.message


def _crash(transform: Transform, module: Module, error: Exception) -> Problem:
    from traceback import extract_tb  # hardly any run needs it

    frame = extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(frame.filename)}:{frame.lineno}"
    return Problem(
        module.directory,
        f"{transform.name} failed here and was left out: {type(error).__name__}: {error} ({place}); please report this",
    )
