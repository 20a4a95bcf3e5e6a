"""The grammar takes for an expression exactly what Terraform does."""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.expression import parse_expression
from tests.strategies import expressions
from tests.terraform_fmt import accepted

ACCEPTED = [
    # numbers
    *("0", "00012", "1.5", "1e5", "1E-2", "1e999999999", "-1.5", "1.x"),
    # names, also those that are keywords somewhere
    *("a", "_a", "a-", "a-1", "é.ü", "aé", "a\u0301", "for", "in", "if", "null", "for.x", "each.value"),
    # traversals
    *("a.0", "a.00", "a.1e5", "a.15e-1", "a.0 .1", "a.0[1].2", "a. b", "a .b", "a /* x */ . /* y */ b", "(a.\nb)"),
    *('a["x"].y', "a[for]", "a[ * ]", "(a[\n*\n])", "a[*][*]", "a[*].*", "a.*.0.b", "a.*[0]", "a.*.b[0].*", "true.x"),
    *('"a".b', "f().b", "[1][0]", '{}["a"]', "(a).b", "(a\n[0])"),
    # operations
    *("- - a", "!-a", "a - -b", "a--b", "a / b % c", "a == b == c", "a<b<c", "a<=b", "a ? b : c ? d : e"),
    *("(a ==\nb)", "[a\n?\nb\n:\nc]", "a ? b ::c() : d"),
    # calls
    *("f(a...)", "f(\na\n...\n)", "f(1,)", "a::b()", "provider :: x :: f (1)", "if(a)"),
    # tuples and objects
    *("[]", "[1,]", "[1 /* c */]", "[ # c\n]", "[(for)]", "{}", "{\n\n}", "{a=1,b=2,}", "{a=1\nb=2\n}"),
    *("{a=1,\n\nb=2}",),
    *("{ a = 1, for = 2}", "{(for) = 1}", "{if=1}", '{"${1}" = 2}', "{1 = 2}", "{a.b = 1}", "{ a ? b : c : d }"),
    *("{a:b?c:d}",),
    *("{a = (1\n)\n}", "{a = b\n[0]=1}", "{a = <<E\nx\nE\n}", "[{\na = 1\n}]", "{ # c\na = 1 // d\n/* e */}"),
    # for expressions
    *("[for x in y : x]", "[for if in in : if if if]", "[for x in y ? a : b : c]", "[ /* c */ for x in y : x]"),
    *("{for x in y : x => x... if z}", "{for\nx\n,\ny\nin\ny\n:\nx\n=>\nx\nif\nz\n}", "{\n\n# c\nfor x in y : x => x}"),
    # quoted templates
    *('""', '"$"', '"$$"', '"%"', '"%%{"', '"$${~a"', '"$$${a}"', '"$$$${a}"', '"a\x00b"', '"a\u2028b"', '"\tb"'),
    *('"\\\\"',),
    *('"\\U0001F600"', '"\\ud7ff"', '"${\n1\n}"', '"${~a~}"', '"${ {a=1} }"', '"${"${"a"}"}"', '"${<<E\nx\nE\n}"'),
    *('"%{if a}b%{else}c%{endif}"', '"%{\nif a\n}b%{ /* c */ endif ~}"', '"%{ for a,b in c ~}%{~ endfor }"'),
    '"%{ for if in in }%{ endfor }"',
    # heredocs
    *("<<E\nE", "<<E\nfoo$\nE", "<<E\n$\r\nE", "<<E\n$${\nE", "<<E\n$E\nE", "<<E\n\\q\"\nE", "<<É\nx\nÉ"),
    *("<<E-\nx\nE-",),
    *("<<E\nx\n\u00a0E\u2003", "<<E\r\nx\r\nE", "<<E\nE # c\nE", "[<<E\nx\nE\n,1]", "<<-E\n  ${<<E\n  x\nE\n}\nE"),
    "<<E\n${a}E\nE",
    # comments
    *("1 # c", "1 // c", "1 /* c */", "1 /* c\nd */", "/* c */ 1"),
]

REJECTED = [
    # numbers
    *("1.", "1e", "1..2", "1.5.2", "0x1", "1_000", ".5", "1e99999999999"),
    # characters
    *("'x'", "`x`", "“x”", "a ; b", "a\u00a0", "\u0301a", "a & b", "a ** b", "a ^ b", "~a", "a \x00 b", "\ufeffa"),
    *("$a",),
    # traversals
    *("a.", "a.0.1", "a.*.*", "a.*.b.*", "a[]", "a[*", "a[\n*]", "a\n.b", "a.\nb", "a.-1", "a..b", "a[0", "a[1, 2]"),
    # operations
    *("a b", "1 2", "a ? b", "a ? b : ", "a = b", "a => b", "a ! b", "!", "a ==\nb", "a ? b :\nc", "a &&& b"),
    *("a <<E\nx\nE",),
    # calls
    *("f(,)", "f(1,,2)", "f(1 2)", "f(...)", "f(a...,)", "f(a,...)", "f(a..., b)", "a ::b", "a::b", "a.f()", "f()()"),
    *("f(a",),
    # tuples and objects
    *("[,]", "[1,,2]", "[1 2]", "[for]", "[for.x]", "[for(x)]", "[a", "(a]", "()", "(a, b)", "{a}", "{,}", "{a=1 b=2}"),
    *("{a=1;b=2}", "{a=1,,b=2}", "{a = 1\n,b=2}", "{a =\n1}", "{a\n= 1}", "{a = }", "{for = 1}", "{ // c\n for = 1}"),
    *("{a=1",),
    *("{a = <<E\nx\nE\n,b=1}", "{<<E\nx\nE\n = 1}", "{a => 1}", "{a == 1}"),
    # for expressions
    *("[for x in y]", "[for x in y : x => x]", "[for x in y : x...]", "{for x in y : x}", "[for x, y, z in w : x]"),
    *("[for x.y in z : x]", '[for "x" in y : x]', "[for x in y : x if]", "[for x y : x]", "[for x iny : x]"),
    *("[a for x in y]",),
    # quoted templates
    *('"a', '"a\nb"', '"a\rb"', '"\\q"', '"\\$"', '"\\\'"', '"\\x41"', '"\\u00e"', '"\\u+123"', '"\\ud800"'),
    *('"\\U00110000"',),
    *('"${}"', '"${a"', '"${a b}"', '"${ {a=1~} }"', '"%{ foo }"', '"%{ if }"', '"%{ if a }"', '"%{else}"'),
    *('"%{endif}"',),
    *('"%{if a}%{else}%{else}%{endif}"', '"%{if a}%{for x in y}%{endif}%{endfor}"', '"%{ if a }%{ endfor }"'),
    *('"%{ else x }"', '"%{ for a }%{ endfor }"', '"%{ for a in b }%{ else }%{ endfor }"', '"%{ endif-x }"'),
    # heredocs
    *("<<E\nx", "<<E \nx\nE", "<< E\nx\nE", '<<"E"\nx\nE', "<<--E\nx\n-E", "<<E x\nE", "<<1\nx\n1", "<<E\nE)\n"),
    *("(<<E\nE)",),
    *("<<E\n${\nE", "<<E\na\rb\nE", "<<E\n\r\r\nE", "<<E\n\rE\n\nE", "<<E\nE\r \n"),
    # comments
    *("# c", "a //* b\n */ c", "1 /* c", "a /* b */ */", "{a = 1~}"),
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_is_an_expression(text: str) -> None:
    parse_expression(text)


@pytest.mark.parametrize("text", REJECTED)
def test_is_no_expression(text: str) -> None:
    with pytest.raises(HclSyntaxError):
        parse_expression(text)


def test_terraform_says_the_same_of_the_lists_above() -> None:
    answers = accepted([f"a = {text}\n" for text in [*ACCEPTED, *REJECTED]])
    assert [text for text, answer in zip(ACCEPTED, answers[: len(ACCEPTED)], strict=True) if not answer] == []
    assert [text for text, answer in zip(REJECTED, answers[len(ACCEPTED) :], strict=True) if answer] == []


def test_what_the_strategy_makes_is_accepted_by_both() -> None:
    texts = generated(200)
    for text in texts:
        parse_expression(text)
    assert [text for text, answer in zip(texts, answers_of_terraform(texts), strict=True) if not answer] == []


def test_of_broken_expressions_both_accept_the_same() -> None:
    texts = [broken(text, random.Random(f"{turn} {text}")) for text in generated(200) for turn in range(4)]
    for text, answer in zip(texts, answers_of_terraform(texts), strict=True):
        assert our_answer(text) in (answer, None), text


def answers_of_terraform(texts: list[str]) -> list[bool]:
    return accepted([f"a = {text}\n" for text in texts])


def our_answer(text: str) -> bool | None:
    """Whether ``text`` is an expression; None if it is one with other lines behind it, which belong to the file."""
    try:
        parse_expression(text)
    except HclSyntaxError as error:
        first, rest = text[: error.offset], text[error.offset :]
        return None if rest.startswith(("\r", "\n", "#", "//")) and our_answer(first) else False
    return True


def generated(count: int) -> list[str]:
    texts: list[str] = []

    @settings(max_examples=count, phases=[Phase.generate], suppress_health_check=list(HealthCheck), database=None)
    @given(expressions())
    def collect(text: str) -> None:
        texts.append(text)

    collect()
    return texts


PIECES = (
    *("\n", " ", "(", ")", "[", "]", "{", "}", '"', "${", "%{", "~", "}", "~}", ",", "=", ":", "?", ".", "*", ".*"),
    *("[*]",),
    *("...", "::", "=>", "==", "for", "in", "if", "a", "1", ".5", "-", "!", "&&", "|", "#", "//", "/*", "*/", "\\"),
    *("\\u12",),
    *("\\ud800", "$", "%", "$$", "<<E\n", "\nE\n", "E", "\r", "\r\n", "\t", "\u00a0", "“", "\x00", "e5", "else"),
    *("endif",),
    *("%{if a}", "%{endif}", "%{else}", "%{for a in b}", "%{endfor}", "'", "`", ";", "/", "<", "&", "^", "\u2028"),
    *("\ufeff",),
    *("for x in y : ", "_", "0.1", "1e", "0x1", ".0"),
)


def broken(text: str, chance: random.Random) -> str:
    """``text`` with a few pieces taken out, put in or doubled; with some luck it is still an expression."""
    for _ in range(chance.choice((1, 1, 2, 3))):
        start = chance.randint(0, len(text))
        end = start + chance.choice((0, 0, 1, 1, 2, 5))
        middle = chance.choice(("", chance.choice(PIECES), chance.choice(PIECES), text[start:end] * 2))
        text = text[:start] + middle + text[end:]
    return text
