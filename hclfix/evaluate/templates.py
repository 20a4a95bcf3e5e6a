"""Templates: which blanks the strip markers take, and how parts become one string."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hclfix.evaluate.convert import convert
from hclfix.evaluate.types import STRING
from hclfix.evaluate.values import EvaluationError, Hole, Known, Value, text_of
from hclfix.syntax.nodes import ForDirective, IfDirective, Interpolation, TemplatePart, TemplateText

BLANKS = "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
"""The characters that Terraform calls space (Unicode's White_Space)."""


def texts(parts: Sequence[TemplatePart], after: bool, before: bool) -> Iterator[TemplatePart | str]:
    """The parts in order, literal text as the string that strip markers leave of it.

    ``after`` says that a strip marker stands before the first part, ``before`` that one stands after the last.
    """
    for position, part in enumerate(parts):
        if not isinstance(part, TemplateText):
            yield part
            continue
        text = part.value
        if _strips_after(parts[position - 1]) if position else after:
            text = _stripped_first_line(text)
        if _strips_before(parts[position + 1]) if position + 1 < len(parts) else before:
            text = text.rstrip(BLANKS)
        yield text


def _strips_before(part: TemplatePart) -> bool:
    if isinstance(part, Interpolation):
        return part.strip_before
    if isinstance(part, IfDirective):
        return part.if_marker.strip_before
    return isinstance(part, ForDirective) and part.for_marker.strip_before


def _strips_after(part: TemplatePart) -> bool:
    if isinstance(part, Interpolation):
        return part.strip_after
    if isinstance(part, IfDirective):
        return part.endif_marker.strip_after
    return isinstance(part, ForDirective) and part.endfor_marker.strip_after


def _stripped_first_line(text: str) -> str:
    return text.lstrip(BLANKS)


def joined(*values: Value) -> Value:
    """The string that the values make up side by side; none of them is a union.

    Raises:
        EvaluationError: one is null or can't be written in a string.
    """
    parts: list[str | Hole] = []
    for value in values:
        if isinstance(value, Known) and value.content is None:
            raise EvaluationError("null can't be written in a template")
        parts += convert(value, STRING).text_parts() or ()
    return text_of(parts)
