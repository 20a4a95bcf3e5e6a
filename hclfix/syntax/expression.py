"""An expression of HCL as nodes with exact spans.

Reading a file does not parse its values (:mod:`hclfix.syntax.scanner`); this is for a value that somebody asks for.
Where that takes the grammar, equal texts are parsed once: the nodes are remembered by text, and copied to where they
are asked for.
"""

from __future__ import annotations

from functools import lru_cache

from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.nodes import Expression
from hclfix.syntax.recognise import describe, expression_end, skip_in_line
from hclfix.syntax.shift import shifted
from hclfix.syntax.simple import simple_expression


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
    simple = simple_expression(text, offset)
    if simple:
        return simple
    try:
        expression = _parsed(text)
    except HclSyntaxError as error:
        raise HclSyntaxError(error.message, error.offset + offset) from None
    return shifted(expression, offset) if offset else expression


@lru_cache(maxsize=8192)
def _parsed(text: str) -> Expression:
    from lark.exceptions import UnexpectedToken  # lark takes 60 ms to import

    from hclfix.syntax.grammar import parse

    work.parsed += 1
    work.bytes += len(text.encode())
    try:
        return parse(text)
    except (HclSyntaxError, UnexpectedToken):
        raise _explained(text) from None


def _explained(text: str) -> HclSyntaxError:
    """Why ``text`` is no expression, in the words of the recogniser."""
    try:
        end = expression_end(text + "\n", 0)
    except HclSyntaxError as error:
        return error
    offset = skip_in_line(text, end)
    return HclSyntaxError(f"the value ends here, but {describe(text, offset)} follows", offset)
