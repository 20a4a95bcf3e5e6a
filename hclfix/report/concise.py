"""One line a finding: ``path:line:column: name message [safety]``."""

from __future__ import annotations

from collections.abc import Iterator

from click import style

from hclfix.finding import Safety
from hclfix.report.item import Item, Report
from hclfix.report.printable import printable

_COLORS = {Safety.SAFE: "green", Safety.UNSAFE: "yellow", Safety.DISPLAY: "cyan"}


def render(report: Report) -> Iterator[str]:
    """A line for each finding."""
    for item in report.items:
        yield headline(item, report.color) + "\n"


def headline(item: Item, color: bool) -> str:
    """The line for one finding, without a newline."""
    finding = item.finding
    place = f"{printable(item.source.path)}:{item.start.line}:{item.start.column}:"
    name, message = printable(finding.transform), printable(finding.message)
    status = "fixed" if item.fixed else finding.safety.value
    if color:
        place, name = style(place, bold=True), style(name, fg="red", bold=True)
        status = style(status, fg=_COLORS[finding.safety])
    return f"{place} {name} {message} [{status}]"
