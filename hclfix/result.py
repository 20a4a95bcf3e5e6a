"""What a run over one tree came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from hclfix.change import Change
from hclfix.finding import Finding
from hclfix.problem import Problem
from hclfix.text import Edit


@dataclass(frozen=True, slots=True)
class Result:
    """What a run over one tree came to. Spans of findings lie in the files as they are on disk.

    ``changes`` are the files that differ in the end, by path. ``edits`` turn each of them into its new text.
    ``texts`` are the files on disk that findings and edits name, by path; a file that a fix creates has the empty text.
    ``problems`` are what went wrong; with one, ``changes`` may still hold the fixes of the transforms that did not
    fail. ``left`` are the remaining findings again, with the spans that they have once the changes are written.
    ``dependent`` are those whose fix edits what another fix made first: it can't be made on the files as they are.
    ``looked_at`` are the files beside the modules that were read, with a digest of what was in each.
    ``read`` are the directories whose modules were read, with a digest of their files.
    ``parsed`` counts the expressions that the grammar was needed for, and their bytes; what a process has seen before
    is not parsed again.
    It is data alone, so that it can come from another process.
    """

    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    fixed: tuple[Finding, ...]
    remaining: tuple[Finding, ...]
    texts: Mapping[str, str]
    problems: tuple[Problem, ...]
    left: tuple[Finding, ...] = ()
    dependent: frozenset[Finding] = frozenset()
    looked_at: tuple[tuple[str, str], ...] = ()
    read: tuple[tuple[str, bytes], ...] = field(default=(), compare=False)
    parsed: tuple[int, int] = field(default=(0, 0), compare=False)

    def without_fixes(self, problems: Iterable[Problem] = ()) -> Result:
        """The result when its fixes are not made after all; ``problems`` say why."""
        left = (*self.fixed, *self.remaining)
        found = (*self.problems, *problems)
        return replace(self, changes=(), edits=(), fixed=(), remaining=left, left=left, problems=found)
