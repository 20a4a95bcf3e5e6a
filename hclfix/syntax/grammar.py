"""The Lark parser of expressions: ``grammar.lark`` with our lexer, and nodes made while it parses.

Compiling the grammar takes some 40 ms and loading it 3, so the compiled table is shipped beside it as JSON. It is that
of one version of Lark; with any other the grammar is compiled. After a change to ``grammar.lark`` write it anew:

    python -m hclfix.syntax.grammar
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import as_file, files
from typing import cast

import lark

from hclfix.syntax import build
from hclfix.syntax.lexer import ExpressionLexer
from hclfix.syntax.nodes import Expression
from hclfix.syntax.table import dumped, loaded

_GRAMMAR = files(__package__) / "grammar.lark"
_TABLE = files(__package__) / "grammar.json"


@cache
def parser() -> lark.Lark:
    """The parser, from the shipped table if it is of this Lark."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return loaded(table, ExpressionLexer, build) if table["lark"] == lark.__version__ else compiled()


def parse(text: str) -> Expression:
    """The expression that a text is.

    Raises:
        HclSyntaxError, lark.exceptions.UnexpectedToken: it is none.
    """
    return cast(Expression, parser().parse(text))  # its transformer makes nodes, and lark says that it makes trees


def compiled() -> lark.Lark:
    """The parser, compiled from the grammar."""
    grammar = _GRAMMAR.read_text(encoding="utf-8")
    return lark.Lark(grammar, parser="lalr", lexer=ExpressionLexer, start="expression", transformer=build)


if __name__ == "__main__":
    with as_file(_TABLE) as path:
        path.write_bytes(dumped(compiled()).encode())
