"""The tokens of HCL, as regular expressions that the scanner and the lexer build theirs from.

Source: ``hclsyntax/scan_tokens.rl`` of HashiCorp's HCL and the specification's section "Lexical Elements". All
quantifiers that could give characters back are possessive, so matching is linear.
"""

from __future__ import annotations

import re
import unicodedata

IDENTIFIER = r"[A-Za-z_][A-Za-z0-9_\-]*+(?![^\x00-\x7f])"
"""An ASCII identifier. One with other letters is matched by :data:`WIDE_IDENTIFIER` and checked by
:func:`is_identifier`.
"""

WORD = r"[^\x00-,./:-@\[-\^`{-\x7f]"
"""What may go on an identifier: ``A-Za-z0-9_-`` or non-ASCII. Put by what it is not, it compiles far faster."""

WIDE_IDENTIFIER = rf"[^\x00-@\[-\^`{{-\x7f]{WORD}*+"

NUMBER = r"[0-9](?>\.*+(?:[0-9]|[eE][+-]?[0-9]))*+"
"""What the tokeniser takes for a number; ``1.2.3`` is one such token and no number."""

VALID_NUMBER = r"[0-9]++(?:\.[0-9]*+)?(?:[eE][+-]?[0-9]++)?"

COMMENT = r"(?:\#[^\n]*+|//[^\n]*+|/\*(?s:.*?)\*/)"

GAP = rf"(?>[ \t\n]++|\r\n|{COMMENT})*+"
"""What may stand between two tokens where newlines mean nothing."""

GAP_IN_LINE = r"(?>[ \t]++|/\*(?s:.*?)\*/)*+"
"""What may stand between two tokens where a newline, or a comment up to one, means something."""

NAMES = re.compile(rf"{COMMENT}|({WIDE_IDENTIFIER})")
"""For pieces of text that hold names, blanks and comments: group 1 is a name, and not there for a comment."""

SPACE = "\\t\\v\\f \\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000"
"""The inside of a character class: what Go's ``unicode.IsSpace`` takes for a blank, but for the two of a newline."""

QUOTED_TEXT = (
    r"""(?>[^"\\$%\r\n]++|\\["\\nrt]|\\u(?![dD][89a-fA-F])[0-9a-fA-F]{4}"""
    r"""|\\U(?:0000(?![dD][89a-fA-F])|000[1-9a-fA-F]|0010)[0-9a-fA-F]{4}|\$\$\{|%%\{|[$%](?!\{))*+"""
)
"""Literal text in a quoted template, up to its end, a ``${`` or ``%{``, or something that may not stand there."""

HEREDOC_START = rf"<<(-?)({WIDE_IDENTIFIER})(\r?\n)"

# Unicode's Other_ID_Start and Other_ID_Continue, which no general category covers (PropList.txt).
_OTHER_START = frozenset("\u1885\u1886\u2118\u212e\u309b\u309c")
_OTHER_CONTINUE = frozenset(
    "\u00b7\u0387\u1369\u136a\u136b\u136c\u136d\u136e\u136f\u1370\u1371\u19da\u200c\u200d\u30fb\uff65"
)
_START = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nl"))
_CONTINUE = _START | {"Mn", "Mc", "Nd", "Pc"}
_NOT_START = frozenset("\u2e2f")  # a letter by category, Pattern_Syntax by property


def is_identifier(name: str) -> bool:
    """Whether ``name`` is an HCL identifier: Unicode's ID_Start or ``_``, then ID_Continue or ``-``."""
    if name.isascii():
        return bool(re.fullmatch(IDENTIFIER, name))
    first = name[0]
    if not (
        first == "_" or first in _OTHER_START or (unicodedata.category(first) in _START and first not in _NOT_START)
    ):
        return False
    return all(
        character in "-_"
        or character in _OTHER_START
        or character in _OTHER_CONTINUE
        or (unicodedata.category(character) in _CONTINUE and character not in _NOT_START)
        for character in name[1:]
    )


def unescape(quoted_text: str) -> str:
    """The value of literal text from a quoted template, its escapes resolved."""
    if "\\" not in quoted_text and "$${" not in quoted_text and "%%{" not in quoted_text:
        return quoted_text
    return re.sub(_ESCAPE, _unescape_one, quoted_text)


_ESCAPE = r"""\\(?:["\\nrt]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|\$\$\{|%%\{"""
_SIMPLE_ESCAPES = {"\\n": "\n", "\\r": "\r", "\\t": "\t", '\\"': '"', "\\\\": "\\", "$${": "${", "%%{": "%{"}


def _unescape_one(match: re.Match[str]) -> str:
    escape = match[0]
    return _SIMPLE_ESCAPES.get(escape) or chr(int(escape[2:], 16))


def is_number(token: str) -> bool:
    """Whether a token that begins with a digit is a number that Terraform can read."""
    if not re.fullmatch(VALID_NUMBER, token):
        return False
    mantissa, _, exponent = token.lower().partition("e")
    return abs(int(exponent or "0")) < 2**31 or not mantissa.strip("0.")
