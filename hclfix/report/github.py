"""Workflow commands of GitHub Actions, which show as annotations.

Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands; the escapes are those of
``@actions/core``. GitHub drops an annotation that has columns on different lines.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclfix.report.item import Report, shown_path
from hclfix.report.printable import printable


def render(report: Report) -> Iterator[str]:
    """A warning for each finding, an error for what went wrong."""
    place: dict[str, str | int]
    for item in report.items:
        finding = item.finding
        (line, column), (end_line, end_column) = item.start, item.end
        place = {"file": item.source.path, "line": line, "endLine": end_line}
        if line == end_line:
            place |= {"col": column, "endColumn": end_column}
        text = f"{item.source.path}:{line}:{column}: {finding.transform} {finding.message} [{finding.safety.value}]"
        yield _command("warning", {"title": f"hclfix ({finding.transform})", **place}, text)
    for problem in report.problems:
        place = {"file": shown_path(problem.path)}
        if problem.position:
            place |= {"line": problem.position.line, "col": problem.position.column}
        text = ":".join(str(part) for part in place.values())
        yield _command("error", {"title": "hclfix", **place}, f"{text}: {problem.message}")


def _command(level: str, properties: dict[str, str | int], text: str) -> str:
    joined = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    return f"::{level} {joined}::{_data(text)}\n"


def _data(text: str) -> str:
    return printable(text, keep="\r\n").replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
