"""The grammar's compiled table, and what is read without it."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib.resources import files

import lark
import pytest

from hclfix.syntax import expression, grammar
from hclfix.syntax.expression import parse_expression
from hclfix.syntax.nodes import Expression, walk
from hclfix.syntax.table import dumped
from hclfix.text import Span

TABLE = (files("hclfix.syntax") / "grammar.json").read_text("utf-8")


@pytest.mark.skipif(
    json.loads(TABLE)["lark"] != lark.__version__, reason="the shipped table is of another version of Lark"
)
def test_the_shipped_table_is_that_of_the_grammar() -> None:
    assert dumped(grammar.compiled()) == TABLE, "write it anew: python -m hclfix.syntax.grammar"


def test_the_table_and_the_grammar_read_the_same() -> None:
    text = '{ for k, v in var.a[*].b : k => "${f(-v...)}%{ if v }${[1 + 2 * 3, !v]}%{ endif }"... if k != null }'
    assert described(grammar.parser().parse(text)) == described(grammar.compiled().parse(text))


def test_with_another_lark_the_grammar_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lark, "__version__", "0.0")
    grammar.parser.cache_clear()
    assert grammar.parser().source_path != "<deserialized>"
    grammar.parser.cache_clear()


def described(tree: object) -> list[tuple[str, Span]]:
    assert isinstance(tree, Expression)
    return [(type(node).__name__, node.span) for node in walk(tree)]


@pytest.mark.parametrize(
    "text", ["a", "if", "a-b", "var.a", "a.if.for-1.null", "0", "12.50", '""', '"a b {}"', '"é # //"', "null"]
)
def test_simple_expressions_are_read_as_the_grammar_reads_them(text: str) -> None:
    parsed = expression.work.parsed
    simple = parse_expression(text)
    assert expression.work.parsed == parsed, "this went through the grammar"
    assert repr(simple) == repr(grammar.parser().parse(text))


def test_equal_texts_are_parsed_once() -> None:
    before = expression.work.parsed, expression.work.bytes
    first, second = parse_expression("[only, here]", 5), parse_expression("[only, here]", 9)
    assert (expression.work.parsed, expression.work.bytes) == (before[0] + 1, before[1] + len("[only, here]"))
    assert first is not second
    assert first.span == Span(5, 17)
    assert second.span == Span(9, 21)


@pytest.mark.parametrize(("text", "imported"), [("var.a", False), ("[var.a]", True)])
def test_lark_is_imported_for_the_first_expression_that_needs_it(text: str, imported: bool) -> None:
    program = (
        "import sys; from hclfix.syntax.document import Document; "
        f"document = Document('a.tf', 'a = {text}'); assert 'lark' not in sys.modules; "
        "document.body.attributes()[0].expression; print('lark' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == str(imported)
