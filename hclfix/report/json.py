"""One JSON object: every finding with the edits of its fix. Its schema is docs/schema/report.json."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hclfix.fingerprint import Fingerprints
from hclfix.problem import Problem
from hclfix.report.item import Item, Report, Source, shown_path
from hclfix.text import Edit, Span

SCHEMA_VERSION = 1
"""Goes up when a reader of the old form could misread the new one; new keys alone do not count."""


def render(report: Report) -> Iterator[str]:
    """The findings one by one, then what went wrong."""
    head = {"version": SCHEMA_VERSION, "tool": {"name": "hclfix", "version": report.version}}
    yield json.dumps(head)[:-1] + ', "findings": ['
    fingerprints = Fingerprints()
    separator = "\n"
    for item in report.items:
        yield separator + json.dumps(finding_object(item, fingerprints))
        separator = ",\n"
    yield '\n], "problems": ' + json.dumps([problem_object(problem) for problem in report.problems]) + "}\n"


def finding_object(item: Item, fingerprints: Fingerprints) -> dict[str, Any]:
    """A finding as JSON has it."""
    finding = item.finding
    fix = finding.fix
    return {
        "transform": finding.transform,
        "message": finding.message,
        "safety": finding.safety.value,
        "fixed": item.fixed,
        "path": item.source.path,
        "range": _range(item.source, finding.span),
        "fingerprint": fingerprints.of(finding, item.source.path),
        "fix": fix
        and {
            "edits": [_edit(item.sources[edit.path], edit) for edit in sorted(fix.edits)],
            "removed": [shown_path(path) for path in fix.removed],
        },
    }


def problem_object(problem: Problem) -> dict[str, Any]:
    """Something that went wrong, as JSON has it."""
    line, column = problem.position or (None, None)
    return {"path": shown_path(problem.path), "line": line, "column": column, "message": problem.message}


def _edit(source: Source, edit: Edit) -> dict[str, Any]:
    return {"path": source.path, "range": _range(source, edit.span), "text": edit.text}


def _range(source: Source, span: Span) -> dict[str, Any]:
    return {"start": _place(source, span.start), "end": _place(source, span.end)}


def _place(source: Source, offset: int) -> dict[str, int]:
    line, column = source.position(offset)
    return {"byte": source.byte(offset), "line": line, "column": column}
