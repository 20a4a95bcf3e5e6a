"""GitLab's Code Quality report.

Source: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. Paths count from the
project's root, so hclfix runs there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from hclfix.fingerprint import Fingerprints
from hclfix.report.item import Report, shown_path


def render(report: Report) -> Iterator[str]:
    """A JSON array with an object for each finding, and one for each thing that went wrong."""
    fingerprints = Fingerprints()
    entries: list[dict[str, object]] = []
    for item in report.items:
        finding = item.finding
        entries.append(
            {
                "check_name": finding.transform,
                "description": f"{finding.transform}: {finding.message}",
                "severity": "major",
                "fingerprint": fingerprints.of(finding, item.source.path),
                "location": {
                    "path": item.source.path,
                    "positions": {"begin": item.start._asdict(), "end": item.end._asdict()},
                },
            }
        )
    for problem in report.problems:
        path = shown_path(problem.path)
        entries.append(
            {
                "check_name": "hclfix",
                "description": problem.message,
                "severity": "critical",
                "fingerprint": fingerprints.of_problem(problem.message, path),
                "location": {"path": path, "lines": {"begin": problem.position.line if problem.position else 1}},
            }
        )
    yield json.dumps(entries, indent=2) + "\n"
