"""Findings to report on, made from marked text."""

from __future__ import annotations

from collections.abc import Iterator

from hclfix.finding import Finding, Fix, Safety
from hclfix.report import Item, Report, Rule, Source
from hclfix.text import Edit, Span

MAIN = 'resource "aws_lb" "größe" {\n  name = "𐐀-${var.name}"\n}\n'
RULES = {"shorten-prefixes": Rule("Shortens names", "# shorten-prefixes\n\nShortens names.\n")}


def edit(path: str, text: str, old: str, new: str) -> Edit:
    """The edit that replaces the first ``old`` of ``text``."""
    start = text.index(old)
    return Edit(path, Span(start, start + len(old)), new)


def item(
    marked: str = "${var.name}",
    message: str = "aws_lb.größe: the name is 40 of 32 characters",
    fix: Fix | None = None,
    *,
    text: str = MAIN,
    path: str = "main.tf",
    others: dict[str, str] | None = None,
    fixed: bool = False,
) -> Item:
    """A finding of shorten-prefixes on the first ``marked`` of ``text``."""
    start = text.index(marked)
    finding = Finding(path, Span(start, start + len(marked)), message, fix, "shorten-prefixes")
    texts = {path: text, **(others or {})}
    return Item(finding, {name: Source(name, content) for name, content in texts.items()}, fixed)


def safe_fix() -> Fix:
    """A fix within ``MAIN``, of two edits."""
    return Fix((edit("main.tf", MAIN, "name =", "Name ="), edit("main.tf", MAIN, "${var.name}", "x")))


def two_file_fix() -> Fix:
    """A fix that also creates ``versions.tf``."""
    return Fix(
        (edit("main.tf", MAIN, "name", "Name"), Edit("versions.tf", Span(0, 0), "terraform {}\n")), Safety.UNSAFE
    )


def report(*items: Item, **options: object) -> Report:
    """A report on these findings, each given when it is asked for, as the engine gives them."""

    def produced() -> Iterator[Item]:
        yield from items

    return Report(items=produced(), version="1.2.3", rules=RULES, **options)  # type: ignore[arg-type]
