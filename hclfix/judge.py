"""Which findings of a round count: not those in files left out, suppressed by a comment, or held by a baseline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from hclfix.catalogue import UNUSED_IGNORE
from hclfix.config import Config
from hclfix.engine import Round
from hclfix.finding import Finding, Safety
from hclfix.syntax.document import Document

if TYPE_CHECKING:
    from hclfix.baseline import Baseline

_MARK = "hclfix"
"""What every suppression comment holds, a misspelled one too."""


class Judge:
    """What the engine asks in every round.

    ``today`` is the day that suppressions expire by. Without ``fixing`` no finding keeps its fix, so that all of them
    are about the files as they are on disk.
    """

    def __init__(self, config: Config, today: date, baseline: Baseline | None = None, fixing: bool = True) -> None:
        self.config = config
        self.today = today
        self.baseline = baseline
        self.fixing = fixing

    def __call__(self, round: Round) -> Sequence[Finding]:
        """The findings of the round that count, and those about suppression comments."""
        modules = [module for module in round.tree.modules if module.writable]
        saying = [
            (module, document)
            for module in modules
            for document in (*module.documents, *module.tests)
            if document.mentions(_MARK)
        ]
        found = [self.config.judged(finding) for finding in round.findings if self.config.keeps(finding)]
        kept = self._not_suppressed(found, [document for _, document in saying])
        if UNUSED_IGNORE in self.config.selected:
            names = set(self.config.selected)
            all_ran = all((name, module.directory) in round.ran for name in names for module in modules)
            final = all_ran and not any(map(self._applies, kept))
            kept += [
                finding
                for module, document in saying
                if not module.read_only(document)
                for finding in self._about_comments(document, found, final)
                if self.config.keeps(finding)
            ]
        if self.baseline:
            kept = self.baseline.new(kept)
        if not self.fixing:
            kept = [finding._replace(fix=None) for finding in kept]
        return sorted(kept, key=lambda finding: (finding.path, finding.span, finding.transform, finding.message))

    def _not_suppressed(self, findings: Sequence[Finding], documents: Sequence[Document]) -> list[Finding]:
        if not documents:
            return list(findings)
        from hclfix.suppress import suppressions  # most trees have no such comment

        by_path = {document.path: suppressions(document) for document in documents}
        return [
            finding
            for finding in findings
            if not any(said.suppresses(finding, self.today) for said in by_path.get(finding.path, ()))
        ]

    def _about_comments(self, document: Document, found: Sequence[Finding], final: bool) -> list[Finding]:
        """Suppressions with mistakes, and unused ones in the final round: before that, a fix may still need them."""
        from hclfix.idle_ignores import mistakes, unused  # the same

        about = list(mistakes(document, self.config.known, self.today))
        if final:
            names = set(self.config.selected) - self.config.ignored_in(document.path)
            here = [finding for finding in found if finding.path == document.path]
            about += unused(document, here, names, self.today)
        return about

    def _applies(self, finding: Finding) -> bool:
        """Whether the engine will make the fix."""
        return finding.safety is Safety.SAFE or (finding.safety is Safety.UNSAFE and self.config.options.unsafe_fixes)
