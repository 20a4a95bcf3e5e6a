"""The grammar's compiled table, and what is read without it."""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import suppress
from importlib.resources import files

import lark
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclfix.syntax import expression, grammar
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.expression import parse_expression
from hclfix.syntax.nodes import Expression, walk
from hclfix.syntax.shift import shifted
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
    assert described(grammar.parse(text)) == described(grammar.compiled().parse(text))


def test_with_another_lark_the_grammar_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lark, "__version__", "0.0")
    grammar.parser.cache_clear()
    assert grammar.parser().source_path != "<deserialized>"
    grammar.parser.cache_clear()


def described(tree: object) -> list[tuple[str, Span]]:
    assert isinstance(tree, Expression)
    return [(type(node).__name__, node.span) for node in walk(tree)]


SIMPLE = ["a", "if", "a-b", "var.a", "a.if.for-1.null", "0", "12.50", '""', '"a b {}"', '"é # //"', "null"]
SIMPLE_BRACKETS = [
    *("[]", "[ \n\t]", "{}", "{\n\n}", "list(string)", "if(if)", "a-b(\n var.a.b \n)", "f()"),
    *("[a]", "[a,\n]", "[\r\n a ,b.c\n, 1.5]", "f(g(), [], {})", "a[0]", "a.b[1].c[02]", '"\\n$ $${a}"'),
    *("{a=1}", '{ "a" : [b], if = {} }', "{\n a = b,\n\n c : d\r\n e = f(g)\n}", "[{ a = b ? [c] : d }, e ? f : g]"),
]
SIMPLE_CONDITIONALS = [
    "a?b:c",
    "var.a ? 1 : 2.5",
    'var.a == "" ? "" : "-${var.a}"',
    "a-b!=null?true :\tfalse",
    "f(a.b) == g(c) ? [] : {}",
    "a ? f(1) : c",
    "a ? b : c.d[0]",
    "a ? [b] : { c = d }",
    '"?" == ":" ? "a ? b : c" : "${a}${b.c}"',
]


@pytest.mark.parametrize("text", [*SIMPLE, *SIMPLE_BRACKETS, *SIMPLE_CONDITIONALS])
def test_simple_expressions_are_read_as_the_grammar_reads_them(text: str) -> None:
    parsed = expression.work.parsed
    simple = parse_expression(text)
    assert expression.work.parsed == parsed, "this went through the grammar"
    assert repr(simple) == repr(grammar.parse(text))


OTHERS = [
    *("[-a]", "[a, # c\n]", "f(a...)", "{ a.b = c }", "{ (a) = b }", '{ "${a}" = b }', "{ a = b, , }", "{ a =\nb }"),
    *("[a", "[a]]", "[a}", "f(a, , b)", "[,]", "{ for = 1 }", "[for]", "[for a in b : a]", "f (a)", "a::b()", "[a b]"),
    *("a[*]", 'a["b"]', "a.0", "1e3", "(a)", '"${a[0]}"', "<<E\nE", "{ a = 1 b = 2 }", "[é]", "a == b"),
    "a ? b::c() : d",
    "a ? b : c ? d : e",
    "a == b == c ? d : e",
    'a ? b : c.d["e"]',
    "a ?b : -1",
    "a ? b : c /* d */",
    'a ? "%{ if b }%{ endif }" : c',
    "a ? b : é",
    "a é ? b : c",
]


@pytest.mark.parametrize("text", OTHERS)
def test_others_go_through_the_grammar(text: str) -> None:
    expression._parsed.cache_clear()
    parsed = expression.work.parsed
    with suppress(HclSyntaxError):
        parse_expression(text)
    assert expression.work.parsed == parsed + 1


OPERANDS = st.sampled_from(
    ["a", "var.a", '""', '"a ${b.c}"', "1", "f(a)", "f( a.b )", "f(1)", "[]", "[a]", "-a", "a[0]", "é", "a\n"]
)
BETWEEN = st.sampled_from([" ", "", "\t", " /* c */ ", "\n"])
OPERATORS = st.sampled_from(["==", "!=", "?", ":", "&&", "::"])
COMPARISON = st.tuples(OPERANDS, BETWEEN, OPERATORS, BETWEEN, OPERANDS).map("".join)
CONDITION = st.one_of(OPERANDS, COMPARISON)


@given(st.tuples(CONDITION, BETWEEN, st.just("?"), BETWEEN, OPERANDS, BETWEEN, st.just(":"), OPERANDS).map("".join))
def test_conditionals_are_read_as_the_grammar_reads_them(text: str) -> None:
    agree(text)


def agree(text: str) -> None:
    try:
        expected = grammar.parse(text)
    except (HclSyntaxError, lark.exceptions.UnexpectedToken):
        with pytest.raises(HclSyntaxError):
            parse_expression(text)
    else:
        assert repr(parse_expression(text)) == repr(expected)
        assert repr(parse_expression(text, 7)) == repr(shifted(expected, 7))


USUAL = st.sampled_from(
    ["a", "var.a", "a[0].b", '"a ${b.c}"', '"\\n"', "1.5", "[]", "f()", "a ? b : c", "a == b ? c : d"]
)
LEAVES = st.one_of(USUAL, USUAL, USUAL, OPERANDS)
GAPS = st.sampled_from(["", "", "", " ", "\n", "\r\n  ", "\t", " # c\n"])
COMMAS = st.sampled_from([",", ", ", ",\n", " ,\n\n", ",\r\n", " ", "\n"])
ENDS = st.sampled_from(["\n", "\n\n  ", ",", ", ", ",\n", "\r\n", " "])
KEYS = st.sampled_from(["a = ", '"k" : ', "if=", "a-b  =  ", "for = ", "a.b = ", '"${a}" = ', "a =\n"])
BRACKETS = st.sampled_from([*[("[", "]"), ("f(", ")")] * 3, ("f(", "...)"), ("[", ",\n]"), ("(", ")"), ("[", "}")])


def nested(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Lists, calls and objects of ``inner``, most of them right."""
    items = st.tuples(GAPS, inner, st.lists(st.tuples(COMMAS, inner).map("".join), max_size=3).map("".join), GAPS)
    rows = st.tuples(GAPS, st.lists(st.tuples(KEYS, inner, ENDS).map("".join), max_size=3).map("".join), GAPS)
    return st.one_of(
        st.builds(lambda pair, inside: pair[0] + "".join(inside) + pair[1], BRACKETS, items),
        st.builds(lambda inside: "{" + "".join(inside) + "}", rows),
    )


@given(st.recursive(LEAVES, nested, max_leaves=8))
def test_brackets_are_read_as_the_grammar_reads_them(text: str) -> None:
    agree(text)


def test_equal_texts_are_parsed_once() -> None:
    before = expression.work.parsed, expression.work.bytes
    first, second = parse_expression("[-only, here]", 5), parse_expression("[-only, here]", 9)
    assert (expression.work.parsed, expression.work.bytes) == (before[0] + 1, before[1] + len("[-only, here]"))
    assert first is not second
    assert first.span == Span(5, 18)
    assert second.span == Span(9, 22)


@pytest.mark.parametrize(("text", "imported"), [("var.a", False), ("[-var.a]", True)])
def test_lark_is_imported_for_the_first_expression_that_needs_it(text: str, imported: bool) -> None:
    program = (
        "import sys; from hclfix.syntax.document import Document; "
        f"document = Document('a.tf', 'a = {text}'); assert 'lark' not in sys.modules; "
        "document.body.attributes()[0].expression; print('lark' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert ran.stdout.strip() == str(imported)
