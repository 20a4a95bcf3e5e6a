"""Makes the fixes of a run: which may be made, which go together, and what they come to in the files on disk."""

from __future__ import annotations

import os
from bisect import insort
from collections.abc import Iterable
from dataclasses import replace

from hclfix.align import complete
from hclfix.change import Change
from hclfix.comments import lost_comment
from hclfix.finding import Finding, Fix, Safety
from hclfix.places import places_on_disk
from hclfix.problem import Problem
from hclfix.result import Result
from hclfix.rewrite import Rewrite
from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.text import Edit, OverlapError, Span, is_free
from hclfix.tree import Tree


class Repair:
    """The tree of a run with the fixes made so far. ``problems`` gets those that had to be left out."""

    def __init__(self, tree: Tree, unsafe: bool, only: str | None, problems: list[Problem]) -> None:
        self.original = tree
        self.tree = tree
        self.unsafe = unsafe
        self.only = only
        self.problems = problems
        self.rewrites: dict[str, Rewrite] = {}
        self.removed: set[str] = set()
        self.fixed: list[Finding] = []
        self.dependent: set[Finding] = set()
        self.rejected: set[tuple[str, str, str]] = set()  # transform, path and message
        self.aligned_edits: dict[tuple[str, tuple[Edit, ...]], tuple[Edit, ...]] = {}  # of the tree as it is now

    def completed(self, finding: Finding) -> Finding:
        """The finding, without the fix where a file may not be touched."""
        reason = finding.fix and self.untouchable(finding.fix)
        if reason:
            return finding._replace(fix=None, message=f"{finding.message}; not fixed, since {reason}")
        return finding

    def untouchable(self, fix: Fix) -> str | None:
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

    def apply(self, findings: list[Finding]) -> set[str]:
        """Applies the fixes together. Where that breaks a file: the first that alone does not, the others have later
        rounds. Returns the directories of the modules that have changed.
        """
        touched = self.try_to_apply(findings)
        if touched is not None:
            return touched
        for finding in findings:
            touched = self.try_to_apply([finding])
            if touched is not None:
                return touched
            self.reject(finding)
        return set()

    def try_to_apply(self, findings: list[Finding]) -> set[str] | None:
        documents: dict[str, Document | None] = {}
        try:
            edits = self.aligned(edit for finding in findings if finding.fix for edit in finding.fix.edits)
            for path, wanted in edits.items():
                document = self.document(path)
                documents[path] = (document or Document(path, "")).edited(wanted)
        except (HclSyntaxError, OverlapError, IndexError):
            return None
        self.fixed.extend([self.on_disk(finding) for finding in findings])  # before the spans move
        for path, wanted in edits.items():
            document = self.original_document(path)
            rewrite = self.rewrites.get(path) or Rewrite(document.text if document else "")
            self.rewrites[path] = rewrite.edited(wanted)
        for finding in findings:
            assert finding.fix
            self.removed.update(finding.fix.removed)
            documents.update(dict.fromkeys(finding.fix.removed))
        return self.replace_documents(documents)

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

    def replace_documents(self, changed: dict[str, Document | None]) -> set[str]:
        modules = []
        touched = set()
        for module in self.tree.modules:
            mine = {path: document for path, document in changed.items() if self.tree.module_of(path) is module}
            modules.append(module.with_documents(mine))
            if mine:
                touched.add(module.directory)
        self.aligned_edits.clear()
        self.tree = Tree(modules, self.tree.inputs, self.tree.looked_at)
        return touched

    def aligned(self, edits: Iterable[Edit]) -> dict[str, tuple[Edit, ...]]:
        """The edits by path, with what keeps aligned lines aligned. All that are made together belong in one call."""
        by_path: dict[str, list[Edit]] = {}
        for edit in edits:
            by_path.setdefault(edit.path, []).append(edit)
        return {path: self.completed_edits(path, tuple(mine)) for path, mine in by_path.items()}

    def completed_edits(self, path: str, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
        """The edits of one file, completed; where they are all of one finding, they are asked about twice."""
        key = (path, edits)
        if key not in self.aligned_edits:
            self.aligned_edits[key] = complete(self.document(path) or Document(path, ""), edits)
        return self.aligned_edits[key]

    def document(self, path: str) -> Document | None:
        module = self.tree.module_of(path)
        return module.document(path) if module else None

    # --- from the text of a round back to the disk ---

    def original_document(self, path: str) -> Document | None:
        module = self.original.module_of(path)
        return module.document(path) if module else None

    def on_disk(self, finding: Finding) -> Finding:
        """The finding with the places in its message, its spans and those of its edits as they are in the files on
        disk.
        """
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

    def result(self, findings: Iterable[Finding]) -> Result:
        """What has become of the files and the findings; ``findings`` are those that remain."""
        left = tuple(findings)
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
        remaining = tuple(map(self.on_disk, left))
        return Result(
            tuple(changes),
            tuple(edits),
            tuple(self.fixed),
            remaining,
            self.texts((*self.fixed, *remaining)),
            (),
            tuple(map(self.written, left)),
            frozenset(self.dependent),
        )

    def texts(self, findings: Iterable[Finding]) -> dict[str, str]:
        paths: set[str] = set()
        for finding in findings:
            paths.add(finding.path)
            if finding.fix:
                paths.update(finding.fix.removed, (edit.path for edit in finding.fix.edits))
        documents = {path: self.original_document(path) for path in sorted(paths)}
        return {path: document.text if document else "" for path, document in documents.items()}


def _key(finding: Finding) -> tuple[str, str, str]:
    return finding.transform, finding.path, finding.message
