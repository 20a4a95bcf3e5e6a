"""SARIF 2.1.0, for GitHub code scanning and others.

Sources: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html;
https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning for what
GitHub reads and its limits.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from itertools import groupby, islice
from typing import Any
from urllib.parse import quote

from hclfix.finding import Finding, Fix
from hclfix.fingerprint import Fingerprints
from hclfix.problem import Problem
from hclfix.report.item import Item, Report, Rule, Source, shown_path
from hclfix.text import Edit, Span

MOST_RESULTS = 25_000
"""GitHub refuses a run with more results."""


def render(report: Report) -> Iterator[str]:
    """One log with one run."""
    items = iter(report.items)
    fingerprints = Fingerprints()
    results = [_result(item, fingerprints) for item in islice(items, MOST_RESULTS)]
    left_out = sum(1 for _ in items)
    notifications = [_notification(problem) for problem in report.problems]
    if left_out:
        text = f"{left_out} more findings are left out: GitHub takes {MOST_RESULTS} in one run"
        notifications.append({"level": "warning", "message": {"text": text}})
    names = sorted({*report.rules, *(result["ruleId"] for result in results)})
    driver = {
        "name": "hclfix",
        "semanticVersion": report.version,
        "rules": [_rule(name, report.rules.get(name, Rule(name, name))) for name in names],
    }
    for result in results:
        result["ruleIndex"] = names.index(result["ruleId"])
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": not report.problems, "toolExecutionNotifications": notifications},
        ],
        "results": results,
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    yield json.dumps(log, indent=1) + "\n"


def _rule(name: str, rule: Rule) -> dict[str, Any]:
    return {
        "id": name,
        "name": name.title().replace("-", ""),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": "warning"},
        "properties": {"tags": ["terraform"]},
    }


def _result(item: Item, fingerprints: Fingerprints) -> dict[str, Any]:
    finding = item.finding
    result: dict[str, Any] = {
        "ruleId": finding.transform,
        "level": "warning",
        "message": {"text": f"{finding.message} [{finding.safety.value}]"},
        "locations": [_location(item.source.path, _region(item.source, finding.span))],
        "partialFingerprints": {"hclfix/v1": fingerprints.of(finding, item.source.path)},
    }
    if finding.fix and finding.fix.edits and not item.fixed:
        result["fixes"] = [_fix(item, finding, finding.fix)]
    return result


def _fix(item: Item, finding: Finding, fix: Fix) -> dict[str, Any]:
    changes = []
    for path, edits in groupby(sorted(fix.edits), key=lambda edit: edit.path):
        source = item.sources[path]
        replacements = [_replacement(source, edit) for edit in edits]
        changes.append({"artifactLocation": {"uri": _uri(source.path)}, "replacements": replacements})
    return {"description": {"text": f"{fix.safety.value} fix of {finding.transform}"}, "artifactChanges": changes}


def _replacement(source: Source, edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}}


def _notification(problem: Problem) -> dict[str, Any]:
    place = problem.position
    location = _location(shown_path(problem.path), place and {"startLine": place.line, "startColumn": place.column})
    return {"level": "error", "message": {"text": problem.message}, "locations": [location]}


def _location(path: str, region: dict[str, int] | None) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}, **({"region": region} if region else {})}}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _uri(path: str) -> str:
    return quote(os.fsencode(path))
