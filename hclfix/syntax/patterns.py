"""What the fast half of reading takes by one match: values that need no stack, and runs of lines with such.

The pieces are for patterns with ``re.ASCII``, in which ``\\w`` compiles five times as fast as letters and digits
spelled out. A name may not be followed by a letter that is not ASCII: whoever ends a pattern with one of these sees to
that, most by what they expect next.
"""

from __future__ import annotations

BLANKS = r"[ \t]*+"
BREAKS = r"[ \t\n]*+"
NAME = r"[A-Za-z_][\w-]*+"
PLAIN_STRING = r'"[^"\\$%\r\n]*+"'
_REFERENCE = rf"{NAME}(?>\.{NAME})*+"
STEPS = rf"(?>\.{NAME}|\[(?:\d++|{PLAIN_STRING}|\*|{_REFERENCE})\])*+"
_STRING = rf'"(?>[^"\\$%\r\n]++|\\["\\nrt]|[$%](?![{{$%])|\$\{{ ?{NAME}{STEPS} ?\}})*+"'
_NUMBER_TERM = r"\d++(?>\.\d++)?+(?![.eE\d])"
_FLAT = rf"""[-!]?+(?:"(?>[^"\\$%\r\n]++|\$\{{{_REFERENCE}\}})*+"|{_REFERENCE}|\d++(?![.eE\d]))"""
KEY_IS = rf"(?:{NAME}|{PLAIN_STRING}){BLANKS}[=:](?![=:>]){BLANKS}"
_NO_FOR = r"(?!for[^\w-])"


def _elements(term: str, closer: str) -> str:
    """The rest of a list of terms, over several lines or not, up to its end."""
    return rf"(?>{term}{BREAKS}(?:,{BREAKS}|(?={closer})))*+{closer}"


def lines(term: str, end: str = "") -> str:
    """A line of an object with a term, and what is blank behind it; ``end`` is what may stand for its newline."""
    return rf"(?>{KEY_IS}{term}{BLANKS}(?:,{BLANKS}\n?|\n{end}){BREAKS})"


_OBJECT = rf"\{{{BREAKS}{_NO_FOR}{lines(_FLAT, '|(?=})')}*+\}}"
_ELEMENT = rf"(?:{_FLAT}|{_OBJECT})"
LEAF = rf"[-!]?+(?:{_STRING}|{NAME}{STEPS}|{_NUMBER_TERM})"
"""A value without brackets: a number, a reference, or a string that interpolates references at most."""
TERM = (
    rf"[-!]?+(?:{_STRING}|{NAME}(?>\({BREAKS}{_elements(_ELEMENT, '[)]')})?+{STEPS}|{_NUMBER_TERM}"
    rf"|\[{BREAKS}{_NO_FOR}{_elements(_ELEMENT, ']')}|{_OBJECT})"
)
"""A value that needs no stack: a number, a reference, a string that interpolates references at most, an object of such,
or a call or a list of all these."""

_OPERATOR_IN_LINE = r"(?:[=!<>]=|&&|\|\||[-+*%]|/(?![/*])|<(?!<)|>)"
VALUE = rf"(?>{TERM}(?:{BLANKS}{_OPERATOR_IN_LINE}{BLANKS}(?=[\"\w\[{{!-])|(?={BLANKS}(?:[\r\n\#/]|\Z))))++"
"""Terms and operators on one line, up to its end."""
