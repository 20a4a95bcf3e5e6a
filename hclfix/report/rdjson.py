"""The Reviewdog Diagnostic Format, whose suggestions show as one-click changes on a pull request.

Source: https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto; columns count bytes of
UTF-8 from 1 and an end is exclusive.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hclfix.report.item import Item, Report, Source, shown_path
from hclfix.text import Edit, Span, apply_edits


def render(report: Report) -> Iterator[str]:
    """One DiagnosticResult."""
    diagnostics: list[dict[str, Any]] = []
    for item in report.items:
        finding = item.finding
        diagnostics.append(
            {
                "message": finding.message,
                "location": {"path": item.source.path, "range": _range(item.source, finding.span)},
                "severity": "WARNING",
                "code": {"value": finding.transform},
                "suggestions": _suggestions(item),
            }
        )
    for problem in report.problems:
        location: dict[str, Any] = {"path": shown_path(problem.path)}
        if problem.position:
            location["range"] = {"start": {"line": problem.position.line}}
        diagnostics.append({"message": problem.message, "location": location, "severity": "ERROR"})
    yield json.dumps({"source": {"name": "hclfix"}, "diagnostics": diagnostics}, indent=2) + "\n"


def _suggestions(item: Item) -> list[dict[str, Any]]:
    """The fix as one replacement. A fix over several files can't be suggested: half of it would be worse than none."""
    fix = item.finding.fix
    if not fix or item.fixed or fix.removed or {edit.path for edit in fix.edits} != {item.finding.path}:
        return []
    start = min(edit.span.start for edit in fix.edits)
    end = max(edit.span.end for edit in fix.edits)
    moved = [Edit(edit.path, Span(edit.span.start - start, edit.span.end - start), edit.text) for edit in fix.edits]
    text = apply_edits(item.source.text[start:end], moved)
    return [{"range": _range(item.source, Span(start, end)), "text": text}]


def _range(source: Source, span: Span) -> dict[str, Any]:
    return {name: source.byte_position(offset)._asdict() for name, offset in zip(("start", "end"), span, strict=True)}
