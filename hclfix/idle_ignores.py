"""The findings of ``unused-ignore``: suppression comments with mistakes, and those that cover nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from hclfix.align import complete
from hclfix.catalogue import UNUSED_IGNORE
from hclfix.config import choose
from hclfix.finding import Finding, Fix
from hclfix.suppress import IgnoredName, Suppression, removal, suppressions
from hclfix.syntax.document import Document


def mistakes(document: Document, known: Collection[str], today: date) -> Iterator[Finding]:
    """The suppression comments of a file that can't do anything: malformed, with unknown names, or expired."""
    for suppression in suppressions(document):
        if suppression.error:
            yield _finding(document, suppression, suppression.error)
        for name in suppression.names:
            if name.value not in known:
                message = f'there is no transform "{name.value}"; {choose(name.value, known)}'
                yield _finding(document, suppression, message, name)
            elif suppression.expired(today):
                message = f"this suppression of {name.value} ended on {suppression.until}"
                yield _finding(document, suppression, message, name)


def unused(document: Document, findings: Iterable[Finding], ran: Collection[str], today: date) -> Iterator[Finding]:
    """The names in suppression comments of a file whose transforms ran, and that cover none of the file's findings."""
    here = list(findings)
    for suppression in suppressions(document):
        for name in suppression.names:
            idle = not any(suppression.covers(finding, name.value) for finding in here)
            if idle and name.value in ran and not suppression.expired(today):
                yield _finding(document, suppression, f"{name.value} finds nothing that this comment covers", name)


def _finding(document: Document, suppression: Suppression, message: str, name: IgnoredName | None = None) -> Finding:
    span = name.span if name else suppression.comment.span
    edits = complete(document, [removal(document, suppression, name)])
    return Finding(document.path, span, message, Fix(edits), UNUSED_IGNORE)
