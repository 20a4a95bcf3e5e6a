"""A JSON object on each line: a ``finding`` or a ``problem``, with the members that it has in the format ``json``."""

from __future__ import annotations

import json
from collections.abc import Iterator

from hclfix.fingerprint import Fingerprints
from hclfix.report.item import Report
from hclfix.report.json import SCHEMA_VERSION, finding_object, problem_object


def render(report: Report) -> Iterator[str]:
    """The findings, each as soon as it is known, then what went wrong."""
    fingerprints = Fingerprints()
    for item in report.items:
        yield json.dumps({"version": SCHEMA_VERSION, "finding": finding_object(item, fingerprints)}) + "\n"
    for problem in report.problems:
        yield json.dumps({"version": SCHEMA_VERSION, "problem": problem_object(problem)}) + "\n"
