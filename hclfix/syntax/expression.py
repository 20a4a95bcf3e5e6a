"""An expression of HCL as nodes with exact spans.

Reading a file does not parse its values (:mod:`hclfix.syntax.scanner`); this is for a value that somebody asks for.
Equal texts are parsed once: the nodes are remembered by text, and copied to where they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from hclfix.syntax.build import call_at, empty_at, number_at, reference_at, string_at, template_at, variable_at
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.nodes import Binary, Conditional, Expression
from hclfix.syntax.recognise import describe, expression_end, skip_in_line
from hclfix.syntax.shift import shifted
from hclfix.syntax.tokens import IDENTIFIER
from hclfix.text import Span

# What needs no grammar, since it is most of what is asked for: groups are a call with a name or reference for its one
# argument, a reference, a name, a string without escapes and sequences, a number, a template that interpolates such
# references and names, and an empty list or object.
_BLANKS = r"[ \t\n]*+"
_SIMPLE = re.compile(
    rf"""({IDENTIFIER}\({_BLANKS}{IDENTIFIER}(?>\.{IDENTIFIER})*+{_BLANKS}\))|({IDENTIFIER}(?>\.{IDENTIFIER})++)"""
    rf"""|({IDENTIFIER})|("[^"\\$%\r\n]*+")|([0-9]++(?:\.[0-9]++)?)"""
    rf"""|("(?>[^"\\$%\r\n]++|\$\{{{IDENTIFIER}(?>\.{IDENTIFIER})*+\}})++")|(\[{_BLANKS}\]|\{{{_BLANKS}\}})"""
)
_AT: tuple[Callable[[str, int], Expression], ...] = (
    call_at,
    reference_at,
    variable_at,
    string_at,
    number_at,
    template_at,
    empty_at,
)
_BETWEEN = re.compile(r"[ \t]*+(==|!=|\?|:)[ \t]*+")


class Work:
    """What parsing has been done in this process, for ``--verbose``: expressions that went through the grammar, and
    their bytes in UTF-8.
    """

    def __init__(self) -> None:
        self.parsed = 0
        self.bytes = 0


work = Work()


def parse_expression(text: str, offset: int = 0) -> Expression:
    """The expression that ``text`` is; blanks and comments around it are allowed, newlines are not.

    Spans are those of a file where ``text`` stands at ``offset``. Behind the start of a file each call makes new nodes,
    so that two places with the same text can be told apart.

    Raises:
        HclSyntaxError: Terraform would not take the text for the value of an attribute.
    """
    simple = _SIMPLE.fullmatch(text)
    if simple and simple.lastindex:
        return _AT[simple.lastindex - 1](text, offset)
    conditional = _simple_conditional(text, offset) if "?" in text else None
    if conditional:
        return conditional
    try:
        expression = _parsed(text)
    except HclSyntaxError as error:
        raise HclSyntaxError(error.message, error.offset + offset) from None
    return shifted(expression, offset) if offset else expression


def _simple_conditional(text: str, offset: int) -> Conditional | None:
    """A conditional of what needs no grammar, as most are: ``var.a == "" ? "" : "-${var.a}"``; None for any other."""
    terms: list[Expression] = []
    operators: list[str] = []
    position = 0
    while term := _SIMPLE.match(text, position):
        assert term.lastindex
        terms.append(_AT[term.lastindex - 1](term[0], offset + position))
        between = _BETWEEN.match(text, term.end())
        if not between:
            break
        operators.append(between[1])
        position = between.end()
    if not term or term.end() < len(text) or "".join(operators) not in ("?:", "==?:", "!=?:"):
        return None
    condition, then, otherwise = terms[0], *terms[-2:]
    if len(terms) == 4:
        condition = Binary(Span(condition.span.start, terms[1].span.end), operators[0], condition, terms[1])
    return Conditional(Span(offset, offset + len(text)), condition, then, otherwise)


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Expression:
    from lark.exceptions import UnexpectedToken  # lark takes 60 ms to import

    from hclfix.syntax.grammar import parser

    work.parsed += 1
    work.bytes += len(text.encode())
    try:
        expression: Expression = parser().parse(text)  # type: ignore[assignment]  # lark says it makes trees
    except (HclSyntaxError, UnexpectedToken):
        raise _explained(text) from None
    return expression


def _explained(text: str) -> HclSyntaxError:
    """Why ``text`` is no expression, in the words of the recogniser."""
    try:
        end = expression_end(text + "\n", 0)
    except HclSyntaxError as error:
        return error
    offset = skip_in_line(text, end)
    return HclSyntaxError(f"the value ends here, but {describe(text, offset)} follows", offset)
