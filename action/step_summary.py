"""Turns hclfix's JSON (the file that is named) into the Markdown of a step summary of GitHub Actions."""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

MOST_ROWS = 1000
"""GitHub refuses a summary of more than 1 MiB."""


def summary(report: dict[str, Any]) -> Iterator[str]:
    """The lines: what went wrong, then a table of the findings."""
    findings, problems = report["findings"], report["problems"]
    yield "### hclfix"
    yield ""
    for problem in problems:
        yield f"- :x: {_text(problem['path'])}: {_text(problem['message'])}"
    if problems:
        yield ""
    if not findings:
        yield "No findings."
        return
    yield "| Where | Transform | Finding | Fix |"
    yield "| --- | --- | --- | --- |"
    for finding in findings[:MOST_ROWS]:
        where = f"{finding['path']}:{finding['range']['start']['line']}"
        yield f"| {_text(where)} | {_text(finding['transform'])} | {_text(finding['message'])} | {finding['safety']} |"
    if len(findings) > MOST_ROWS:
        yield ""
        yield f"{len(findings) - MOST_ROWS} more findings are not shown."


def _text(text: str) -> str:
    """Text that Markdown takes as such: no markup, no link, no end of the cell."""
    shown = html.escape(re.sub(r"[\x00-\x1f\x7f]+", " ", text))
    return re.sub(r"([\\`*_{}\[\]()#+!|~@-])", lambda match: f"&#{ord(match[0])};", shown)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in summary(json.load(file)):
            print(line)
