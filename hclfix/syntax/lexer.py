"""Cuts an expression into the tokens of ``grammar.lark``.

What a character means depends on where it stands, so every kind of place has two regular expressions: one for where a
term is expected, one for what may follow a term. A stack remembers the places around. Newlines mean nothing in brackets
and template sequences; in an object they are a COMMA. A token is as large as it can be: ``a.b.c`` is one REFERENCE, a
string without sequences one STRING, ``{ for key, value in`` one FOR_OBJECT.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from lark.lexer import Lexer, Token

from hclfix.syntax.build import heredoc_marker
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.tokens import (
    GAP,
    GAP_IN_LINE,
    HEREDOC_START,
    NAMES,
    NUMBER,
    QUOTED_TEXT,
    SPACE,
    WIDE_IDENTIFIER,
    WORD,
    is_identifier,
    is_number,
)

_NEWLINE = r"(?:(?:\#|//)[^\n]*+|\r)?\n"
_WORD_END = rf"(?!{WORD})"
_FOR = rf"{GAP}for{_WORD_END}"
_FOR_HEAD = rf"{GAP}{WIDE_IDENTIFIER}(?:{GAP},{GAP}{WIDE_IDENTIFIER})?{GAP}in{_WORD_END}"
_DIRECTIVE = "|".join(
    (
        rf"(?P<IF_DIRECTIVE>if{_WORD_END})",
        rf"(?P<FOR_DIRECTIVE>for{_WORD_END}{_FOR_HEAD})",
        *(rf"(?P<{word.upper()}_DIRECTIVE>{word}{_WORD_END}{GAP}~?\}})" for word in ("else", "endif", "endfor")),
    )
)
_SEQUENCE = rf"(?P<INTERPOLATION>\$\{{~?)|%\{{~?{GAP}(?:{_DIRECTIVE})"
_HEREDOC_TEXT = r"[^$%\r\n]++|\r?\n|\$\$\{|%%\{|[$%](?!\{)"

_Match = Callable[[str, int], "re.Match[str] | None"]
"""Matches a gap (in a template, text) and a token: group 1 marks its start, the last group gives its type and end."""


def _term(gap: str) -> _Match:
    """Matches what begins a term, or closes brackets that are empty or end with a comma."""
    return re.compile(
        rf"{gap}()(?:"
        rf"(?P<NAME>{WIDE_IDENTIFIER})"
        rf"(?:(?P<REFERENCE>(?>\.{WIDE_IDENTIFIER})++)|(?P<CALL>(?>{gap}::{gap}{WIDE_IDENTIFIER})*+{gap}\())?"
        rf'|(?P<QUOTE>")(?P<STRING>{QUOTED_TEXT}")?'
        rf"|(?P<NUMBER>{NUMBER})|(?P<UNARY>[-!])|(?P<LEFT_PARENTHESIS>\()"
        rf"|\[(?:(?P<FOR_TUPLE>{_FOR}{_FOR_HEAD})|(?P<LEFT_BRACKET>)(?!{_FOR}))"
        rf"|\{{(?:(?P<FOR_OBJECT>{_FOR}{_FOR_HEAD})|(?P<LEFT_BRACE>)(?!{_FOR}){GAP})"
        rf"|(?P<HEREDOC>{HEREDOC_START})"
        r"|(?P<RIGHT_BRACE>\})|(?P<RIGHT_BRACKET>\])|(?P<RIGHT_PARENTHESIS>\)))"
    ).match


def _follower(gap: str, *endings: str) -> _Match:
    """Matches what may follow a term; ``endings`` are the tokens that only this place knows."""
    return re.compile(
        rf"{gap}()(?:"
        rf"\.{gap}(?:(?P<ATTRIBUTE>{WIDE_IDENTIFIER})|(?P<LEGACY_INDEX>{NUMBER})|(?P<ATTRIBUTE_SPLAT>\*))"
        rf"|\[(?:(?P<FULL_SPLAT>{gap}\*{gap}\])|(?P<INDEX>))"
        rf"|{'|'.join(endings)}|(?P<RIGHT_BRACKET>\])|(?P<RIGHT_PARENTHESIS>\))"
        r"|(?P<EQUAL>=(?![=>]))|(?P<COLON>:(?!:))|(?P<OPERATOR>[=!<>]=|&&|\|\||/(?![/*])|[-+*%<>])|(?P<QUESTION>\?)"
        rf"|(?P<FAT_ARROW>=>)|(?P<ELLIPSIS>\.\.\.)|(?P<IF>if{_WORD_END}))"
    ).match


class _Place(NamedTuple):
    term: _Match
    follower: _Match
    template: bool = False
    """Whether what comes before a token is literal text, not a gap."""


_RIGHT_BRACE = r"(?P<RIGHT_BRACE>\})"
_TERM_IN_LINE = _term(GAP_IN_LINE)
_TERM_AMONG_LINES = _term(GAP)
_WHOLE = _Place(_TERM_IN_LINE, _follower(GAP_IN_LINE, r"(?P<END>(?:(?:\#|//)[^\n]*+)?\Z)"))
_OBJECT = _Place(_TERM_IN_LINE, _follower(GAP_IN_LINE, rf"(?P<COMMA>,|{_NEWLINE}){GAP}", _RIGHT_BRACE))
_BRACKETS = _Place(_TERM_AMONG_LINES, _follower(GAP, r"(?P<COMMA>,)", _RIGHT_BRACE))
_IN_SEQUENCE = _Place(_TERM_AMONG_LINES, _follower(GAP, r"(?P<SEQUENCE_END>~?\})"))
_QUOTED_PART = re.compile(rf'{QUOTED_TEXT}()(?:(?P<QUOTE_END>")|{_SEQUENCE})').match
_QUOTED = _Place(_QUOTED_PART, _QUOTED_PART, template=True)


@lru_cache(maxsize=256)
def _heredoc(marker: str) -> _Place:
    """The place between the first line of a heredoc and the line that holds only ``marker``."""
    blanks = f"[{SPACE}]*+"
    line, rest = blanks + re.escape(marker), rf"{blanks}(?=\r?\n|\Z)"
    text = rf"(?>(?!^{line}{rest})(?:{_HEREDOC_TEXT}))*+"
    part = re.compile(rf"{text}()(?:^(?P<HEREDOC_END>{line}){rest}|{_SEQUENCE})", re.MULTILINE).match
    return _Place(part, part, template=True)


_INSIDE = {
    "LEFT_PARENTHESIS": _BRACKETS,
    "CALL": _BRACKETS,
    "LEFT_BRACKET": _BRACKETS,
    "INDEX": _BRACKETS,
    "FOR_TUPLE": _BRACKETS,
    "FOR_OBJECT": _BRACKETS,
    "LEFT_BRACE": _OBJECT,
    "QUOTE": _QUOTED,
    "INTERPOLATION": _IN_SEQUENCE,
    "IF_DIRECTIVE": _IN_SEQUENCE,
    "FOR_DIRECTIVE": _IN_SEQUENCE,
}
"""The place that a token opens; that of a HEREDOC depends on its marker."""
_CLOSERS = {"RIGHT_PARENTHESIS", "RIGHT_BRACKET", "RIGHT_BRACE", "QUOTE_END", "HEREDOC_END", "SEQUENCE_END"}
_STEPS = {"ATTRIBUTE", "LEGACY_INDEX", "ATTRIBUTE_SPLAT", "FULL_SPLAT"}
_BEFORE_FOLLOWERS = _CLOSERS | _STEPS | {"NAME", "REFERENCE", "NUMBER", "STRING", "ELLIPSIS"}
"""What ends a term; and dots, which "if" may follow."""
_WITH_NAMES = {"NAME", "REFERENCE", "CALL", "ATTRIBUTE", "FOR_TUPLE", "FOR_OBJECT", "FOR_DIRECTIVE", "HEREDOC"}


class ExpressionToken(Token):
    """A lark token that is cheap to make: only its type and its place are set."""

    __slots__ = ()
    line = column = end_line = end_column = None


def _token(kind: str, text: str, start: int, end: int) -> ExpressionToken:
    token = str.__new__(ExpressionToken, text[start:end])
    token.type = kind
    token.start_pos = start
    token.end_pos = end
    return token


class ExpressionLexer(Lexer):
    """The lexer that Lark is given."""

    def __init__(self, configuration: Any) -> None:
        """Lark passes its configuration; nothing in it is of use here."""

    def lex(self, text: str) -> Iterator[Token]:  # type: ignore[override]  # what lark calls a lexer of interface 0
        """The tokens of one expression.

        Raises:
            HclSyntaxError: what stands at some place is no token, or none that can stand there. Whether the tokens
                make an expression is for the parser to say.
        """
        position = 0
        place = _WHOLE
        around: list[_Place] = []
        behind_term = False
        only_ascii = text.isascii()
        while True:
            match = (place.follower if behind_term else place.term)(text, position)
            if match is None:
                raise HclSyntaxError("this is not expected here", position)
            kind = match.lastgroup or ""
            start = match.start(1)
            if start > position and place.template:
                yield _token("TEXT", text, position, start)
            position = match.end()
            token = _token(kind, text, start, match.end(kind))
            if not (only_ascii or token.isascii()) and kind in _WITH_NAMES:
                _check_names(token)
            elif kind in ("NUMBER", "LEGACY_INDEX"):
                _check_number(match[kind], kind, start)
            elif kind == "END":
                return
            yield token
            behind_term = kind in _BEFORE_FOLLOWERS
            if kind in _CLOSERS:
                place = around.pop()
            elif kind in _INSIDE:
                around.append(place)
                place = _INSIDE[kind]
            elif kind == "HEREDOC":
                around.append(place)
                place = _heredoc(heredoc_marker(token))


def _check_names(token: ExpressionToken) -> None:
    """The regular expressions let every non-ASCII character pass for a letter."""
    for name in NAMES.findall(token):
        if name and not is_identifier(name):
            raise HclSyntaxError(f'"{name}" is not a name', token.start_pos or 0)


def _check_number(number: str, kind: str, start: int) -> None:
    if not is_number(number) or (kind == "LEGACY_INDEX" and "." in number):
        raise HclSyntaxError(f'"{number}" is not a number', start)
