"""The Lark parser of expressions: ``grammar.lark`` with our lexer, and nodes made while it parses.

Compiling the grammar takes some 40 ms and loading it 3, so the compiled table is shipped beside it as JSON. It is that
of one version of Lark; with any other the grammar is compiled. After a change to ``grammar.lark`` write it anew:

    python -m hclfix.syntax.grammar
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

import lark
from lark.grammar import Rule
from lark.lexer import TerminalDef

from hclfix.syntax import build
from hclfix.syntax.lexer import ExpressionLexer

_GRAMMAR = files(__package__) / "grammar.lark"
_TABLE = files(__package__) / "grammar.json"


@cache
def parser() -> lark.Lark:
    """The parser, from the shipped table if it is of this Lark."""
    table = json.loads(_TABLE.read_text(encoding="utf-8"))
    return _loaded(table) if table["lark"] == lark.__version__ else compiled()


def compiled() -> lark.Lark:
    """The parser, compiled from the grammar."""
    grammar = _GRAMMAR.read_text(encoding="utf-8")
    return lark.Lark(grammar, parser="lalr", lexer=ExpressionLexer, start="expression", transformer=build)


def table() -> str:
    """The text of the table for this Lark."""
    data, memo = compiled().memo_serialize([TerminalDef, Rule])
    kept = ("parser", "start", "keep_all_tokens", "maybe_placeholders")
    data["options"] = {name: data["options"][name] for name in kept}
    data["parser"]["lexer_conf"]["lexer_type"] = None  # our class; put back when loaded
    return json.dumps({"lark": lark.__version__, "data": data, "memo": memo}, separators=(",", ":")) + "\n"


def _loaded(table: dict[str, Any]) -> lark.Lark:
    data = table["data"]
    data["options"]["lexer"] = data["parser"]["lexer_conf"]["lexer_type"] = ExpressionLexer
    actions = data["parser"]["parser"]
    actions["tokens"] = _numbered(actions["tokens"])
    actions["states"] = {int(state): _numbered(row) for state, row in actions["states"].items()}
    memo = _numbered(table["memo"])
    loaded: lark.Lark = lark.Lark._load_from_dict(data, memo, transformer=build)  # type: ignore[no-untyped-call]
    return loaded


def _numbered(by_text: dict[str, Any]) -> dict[int, Any]:
    """JSON has texts for keys where Lark has numbers."""
    return {int(key): value for key, value in by_text.items()}


if __name__ == "__main__":
    from pathlib import Path

    with Path(str(_TABLE)).open("w", encoding="utf-8", newline="\n") as file:
        file.write(table())
