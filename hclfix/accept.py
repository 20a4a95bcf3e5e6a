"""Accepts what is there now: by a suppression comment for each finding, or by a baseline of them all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from itertools import groupby

from hclfix.add_ignores import add_ignores
from hclfix.baseline import baseline_text
from hclfix.change import Change
from hclfix.decode import read_text
from hclfix.finding import Finding
from hclfix.module import is_generated
from hclfix.read import parse
from hclfix.result import Result
from hclfix.text import Edit, apply_edits


def with_ignores(result: Result) -> Result:
    """A result whose changes are suppression comments for its findings. Those in files that are only read remain."""
    changes: list[Change] = []
    edits: list[Edit] = []
    covered: list[Finding] = []
    remaining: list[Finding] = []
    for path, found in groupby(
        sorted(result.remaining, key=lambda finding: finding.path), lambda finding: finding.path
    ):
        findings = list(found)
        text = result.texts[path]
        document = None if path.endswith(".json") else parse(path, text)
        if document is None or is_generated(document):
            remaining += findings
            continue
        added = add_ignores(document, findings)
        changes.append(Change(path, text, apply_edits(text, added)))
        edits += added
        covered += findings
    return Result(
        tuple(changes), tuple(edits), tuple(covered), tuple(remaining), result.texts, result.problems, tuple(remaining)
    )


def baseline_change(path: str, findings: Iterable[Finding]) -> Change:
    """The change that makes a baseline of the findings.

    Raises:
        ReadError: there is such a file already, and it can't be read.
    """
    before = read_text(path) if os.path.exists(path) else None
    return Change(path, before, baseline_text(path, findings))
