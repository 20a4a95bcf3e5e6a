"""Reports: one file a format, each with ``render(report) -> Iterator[str]``, found by the format's name.

A format yields its text in pieces, so that a long report is not held in memory. Nothing here writes anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import Literal, cast

from hclfix.report.item import Item, Report, Rule, Source, shown_path
from hclfix.report.printable import printable

OutputFormat = Literal["full", "concise", "json", "json-lines", "sarif", "github", "gitlab", "junit", "rdjson"]

__all__ = ["Item", "OutputFormat", "Report", "Rule", "Source", "printable", "render", "shown_path"]


def render(format: OutputFormat | Literal["statistics"], report: Report) -> Iterator[str]:
    """The text of a report in pieces, in a format given by name."""
    module = import_module(f"{__name__}.{format.replace('-', '_')}")
    return cast("Iterator[str]", module.render(report))
