"""What a name is made of: a prefix, which can be written shorter, and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from hclfix import (
    AttributeStep,
    Document,
    Expression,
    Interpolation,
    Module,
    Parentheses,
    Span,
    Template,
    TemplatePart,
    TemplateText,
    Traversal,
)

from .._names.trace import address_of, trace

KEPT = re.compile(r"(?:var|local)\.(?:.*_)?(?:env|environment|stage|tier|workspace|suffix)(?:_.*)?", re.IGNORECASE)
"""Addresses of what always stays: the environment and the suffix."""

_ENVIRONMENT = re.compile(r"(?:var|local)\.(?:env|environment|stage|tier)(?:_name)?", re.IGNORECASE)
"""Addresses of what may be cut after its first letters, so that it still tells environments apart."""

_PREFIX = re.compile(r"prefix|name|base|stem")
_WORD = re.compile(r"[A-Za-z0-9]")
_PLAIN = re.compile(r'[^"\\$%\r\n]*')
"""What can be written between quotes as it is."""


class Part(NamedTuple):
    """A piece of a name: ``raw`` as it stands in a template, ``text`` what it comes to.

    ``text`` is None where that is not one known text; ``least`` and ``greatest`` then
    bound its length. ``kept`` says that the piece is not to be shortened, ``cut`` that it may lose its end.
    """

    raw: str
    text: str | None
    least: int
    greatest: int | None
    kept: bool
    literal: bool = False
    cut: bool = False

    @property
    def address(self) -> str:
        """What stands in ``${...}``."""
        return self.raw[2:-1].strip()


class Split(NamedTuple):
    """A name as its prefix and the rest. ``span`` is where the prefix stands, ``raw`` its text in a template.

    ``prefix`` holds the pieces of the prefix, locals opened; ``rest`` the pieces behind it. ``local`` is the local that
    is the prefix, if it is one.
    """

    span: Span
    raw: str
    prefix: tuple[Part, ...]
    rest: tuple[Part, ...]
    local: str | None


def split(module: Module, measured: Module, document: Document, expression: Expression) -> Split | None:
    """A name's prefix and rest, or None where it is no template and no reference.

    The prefix is a local that the name begins with, or else everything up to the first word behind a reference.
    ``measured`` is the module with the inputs that lengths are measured with.
    """
    while isinstance(expression, Parentheses):
        expression = expression.inner
    if isinstance(expression, Traversal):
        local = _local(module, expression)
        if not local:
            return None
        raw = f"${{{expression.span.of(document.text)}}}"
        return Split(expression.span, raw, tuple(_opened(module, measured, expression)), (), local)
    if not isinstance(expression, Template) or expression.heredoc or not expression.parts:
        return None
    if not all(isinstance(part, TemplateText | Interpolation) for part in expression.parts):
        return None
    parts = expression.parts
    first = parts[0]
    local = _local(module, first.expression) if isinstance(first, Interpolation) else None
    count = 1 if local else _prefix_length(parts)
    span = Span(expression.content.start, parts[count - 1].span.end if count else expression.content.start)
    prefix = [each for part in parts[:count] for each in _parts_of(module, measured, document, part, opened=True)]
    rest = [each for part in parts[count:] for each in _parts_of(module, measured, document, part, opened=False)]
    return Split(span, span.of(document.text), tuple(prefix), tuple(rest), local)


def _local(module: Module, expression: Expression) -> str | None:
    """The name of the local that an expression is, if that is a piece of text to shorten."""
    if not isinstance(expression, Traversal) or len(expression.steps) != 1:
        return None
    address = address_of(expression)
    name = address.removeprefix("local.")
    if not address.startswith("local.") or name not in module.locals:
        return None
    if KEPT.fullmatch(address) and not _PREFIX.search(name):
        return None
    return name


def _prefix_length(parts: Sequence[TemplatePart]) -> int:
    """How many parts make up the prefix: the leading text and references, up to the first word behind a reference."""
    last = 0
    for index, part in enumerate(parts):
        if isinstance(part, Interpolation):
            if index and _is_suffix(part):
                break
            last = index + 1
        elif last and isinstance(part, TemplateText) and _WORD.search(part.value):
            break
    return last


def _is_suffix(part: Interpolation) -> bool:
    expression = part.expression
    return isinstance(expression, Traversal) and bool(
        re.fullmatch(r"(?:var|local)\..*suffix.*", address_of(expression))
    )


def _parts_of(module: Module, measured: Module, document: Document, part: TemplatePart, *, opened: bool) -> list[Part]:
    if isinstance(part, TemplateText):
        return [Part(part.span.of(document.text), part.value, len(part.value), len(part.value), False, literal=True)]
    assert isinstance(part, Interpolation)
    if opened and _local(module, part.expression):
        return _opened(module, measured, part.expression)
    return [_measured(module, measured, part.expression, f"${{{part.expression.span.of(document.text)}}}")]


def _opened(module: Module, measured: Module, expression: Expression) -> list[Part]:
    """The pieces of a local's definition, and of the locals in it, as long as they are templates."""
    found: list[Part] = []
    pending: list[tuple[Document | None, TemplatePart | Expression]] = [(None, expression)]
    while pending:
        document, item = pending.pop()
        if isinstance(item, TemplateText) and document:
            found.append(
                Part(item.span.of(document.text), item.value, len(item.value), len(item.value), False, literal=True)
            )
            continue
        inner = item.expression if isinstance(item, Interpolation) else item
        assert isinstance(inner, Expression)
        local = _local(module, inner)
        if local:
            attribute = module.locals[local]
            definition = attribute.expression
            home = attribute.body.document
            if isinstance(definition, Template) and not definition.heredoc and _is_plain(definition):
                pending += [(home, part) for part in reversed(definition.parts)]
                continue
            if isinstance(definition, Traversal) and address_of(definition).startswith(("local.", "var.")):
                pending.append((home, definition))
                continue
            found.append(_measured(module, measured, inner, f"${{local.{local}}}"))
        else:
            raw = inner.span.of(document.text) if document else ""
            found.append(_measured(module, measured, inner, f"${{{raw}}}"))
    return found


def _is_plain(template: Template) -> bool:
    return all(isinstance(part, TemplateText | Interpolation) for part in template.parts)


def _measured(module: Module, measured: Module, expression: Expression, raw: str) -> Part:
    value = measured.resolve(expression)
    strings = value.strings()
    text = strings[0] if strings and len(strings) == 1 else None
    least, greatest = value.bounds() or (0, None)
    found = trace(module, expression)
    addresses = [leaf.address for leaf in found.leaves] + [address for _, address in found.passed]
    plain = isinstance(expression, Traversal) and all(isinstance(step, AttributeStep) for step in expression.steps)
    if plain and text and _ENVIRONMENT.fullmatch(raw[2:-1].strip()):
        return Part(raw, text, least, greatest, False, cut=True)
    outside = any(not address.startswith(("var.", "local.")) for address in addresses)
    written = text is not None and _PLAIN.fullmatch(text)
    kept = not plain or not written or outside or any(KEPT.fullmatch(address) for address in addresses)
    return Part(raw, text, least, greatest, kept)
