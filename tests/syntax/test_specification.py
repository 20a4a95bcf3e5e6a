"""The constructs of HashiCorp's HCL native syntax specification, section by section: which are read, and as what.

The sections are those of https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md; the cases are our own. Where the
specification leaves something open, Terraform counts. Types, interpolation unwrapping and static analysis have no
syntax of their own.
"""

from __future__ import annotations

import pytest

from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.nodes import (
    Binary,
    Conditional,
    ForDirective,
    ForObject,
    ForTuple,
    FunctionCall,
    IfDirective,
    Interpolation,
    Node,
    Number,
    Object,
    Parentheses,
    Template,
    Traversal,
    Tuple,
    Unary,
    Variable,
    walk,
)
from tests.terraform_fmt import accepted

FILES = {
    "Source Code Representation": ["", "\n", "\ufeffa = 1\n", 'a = "ß 語 😀"\n', "a = 1\r\nb = 2\r\n"],
    "Comments and Whitespace": [
        "# one\n",
        "// two\n",
        "/* three */\n",
        "/* over\n   lines */\na = 1\n",
        "a = 1 # behind\n",
        "a = /* within */ 1\n",
        "a = [ # in a list\n  1, // and\n  2 /* again */\n]\n",
        "a\t=\t1\n",
        "# at the end",
    ],
    "Identifiers": ["a-b_c1 = 1\n", "ä = 1\n", "語 = 1\n", "_a = 1\n", "a- = 1\n"],
    "Keywords": ["for = 1\n", "if = for\n", "in {}\n", "a = null\n", "true = 1\n"],
    "Configuration Files": ["a = 1\nb {}\n", "a = 1", "b {}"],
    "Bodies": ["a = 1\n\n\nb = 2\n", "b {\n\n}\n", "b {}\nb {}\n", "b {\n  c = 1\n  d {}\n}\n"],
    "Attribute Definitions": ["a = 1\n", "a=1\n", "a = [\n  1\n]\n", "a = (\n  1 +\n  2\n)\n"],
    "Blocks": [
        "b {}\n",
        "b { a = 1 }\n",
        'b "l" {}\n',
        "b l {}\n",
        'b "l" m "n" {\n}\n',
        'b "" {}\n',
        'b "a $${b}" {}\n',
        "b {\n  b {\n    b {}\n  }\n}\n",
    ],
}

NOT_FILES = {
    "Comments and Whitespace": ["/* not closed\n", "a = 1 /* not\nclosed", "a = \u00a01\n"],
    "Identifiers": ["1a = 1\n", "-a = 1\n", "a.b = 1\n", "a! = 1\n"],
    "Attribute Definitions": ["a = 1 b = 2\n", "a =\n1\n", "a = 1,\n", "a == 1\n", '"a" = 1\n', "= 1\n", "a\n= 1\n"],
    "Blocks": [
        "b\n{\n}\n",
        "b {",
        "b }\n",
        "b { a = 1, c = 2 }\n",
        "b { a = 1\n}\n",
        "b { c {} }\n",
        'b "l${1}" {}\n',
        'b "l\nm" {}\n',
        "b {} a = 1\n",
        "b 1 {}\n",
        "{}\n",
        '"b" {}\n',
    ],
}

EXPRESSIONS: dict[str, list[tuple[str, type[Node]]]] = {
    "Numeric Literals": [("0", Number), ("12.5", Number), ("1e3", Number), ("1.5E-3", Number), ("1e+3", Number)],
    "Literal Values": [("1", Number), ("true", Variable), ("false", Variable), ("null", Variable)],
    "Expression Terms": [("(1)", Parentheses), ("((a))", Parentheses), ("(\na\n)", Parentheses)],
    "Collection Values": [
        ("[]", Tuple),
        ("[1, 2]", Tuple),
        ("[1, 2,]", Tuple),
        ("[\n1,\n2,\n\n]", Tuple),
        ("{}", Object),
        ("{ a = 1 }", Object),
        ("{ a : 1 }", Object),
        ("{ a = 1, b = 2, }", Object),
        ("{\na = 1\nb = 2\n}", Object),
        ('{ "a" = 1, (b) = 2, "${c}" = 3, 4 = 5 }', Object),
        ("{ (for) = 1 }", Object),
        ("{ a.b = 1 }", Object),
    ],
    "Template Expressions": [
        ('""', Template),
        ('"text"', Template),
        (r'"\n \r \t \" \\ \u00e9 \U0001f600"', Template),
        ('"$${not} %%{not} $ % $$ %%"', Template),
        ("<<END\ntext\nEND\n", Template),
        ("<<-END\n  text\n  END\n", Template),
        ("<<END\nEND\n", Template),
        ("<<a-b\n\\n is no escape here\na-b\n", Template),
    ],
    "Variables and Variable Expressions": [("a", Variable), ("a-b", Variable), ("ä", Variable)],
    "Functions and Function Calls": [
        ("f()", FunctionCall),
        ("f(1, 2)", FunctionCall),
        ("f(1, 2,)", FunctionCall),
        ("f(a...)", FunctionCall),
        ("f(1, a...)", FunctionCall),
        ("f(\n1,\n2\n)", FunctionCall),
        ("f (1)", FunctionCall),
        ("a::f(1)", FunctionCall),
        ("provider::a::f(1)", FunctionCall),
    ],
    "For Expressions": [
        ("[for v in a : v]", ForTuple),
        ("[for k, v in a : v if k]", ForTuple),
        ("{for k, v in a : k => v}", ForObject),
        ("{for k, v in a : k => v... if v}", ForObject),
        ("[\nfor v in a :\nv\n]", ForTuple),
        ("[for v in [for w in a : w] : v]", ForTuple),
        ("[for v in a: v ]", ForTuple),
    ],
    "Index Operator": [
        ("a[0]", Traversal),
        ('a["b"]', Traversal),
        ("a[b.c]", Traversal),
        ("a[b ? 1 : 2]", Traversal),
        ("a[\n0\n]", Traversal),
        ("a.0", Traversal),
        ("a.0.b", Traversal),
        ("[1][0]", Traversal),
        ("f()[0]", Traversal),
    ],
    "Attribute Access Operator": [
        ("a.b", Traversal),
        ("a.b.c-d", Traversal),
        ("(a).b", Traversal),
        ("f().b", Traversal),
        ("{ a = 1 }.a", Traversal),
        ("(a\n.b)", Parentheses),
    ],
    "Splat Operators": [
        ("a.*", Traversal),
        ("a.*.b", Traversal),
        ("a.*.b.0", Traversal),
        ("a[*]", Traversal),
        ("a[*].b[0]", Traversal),
        ("a[*][*]", Traversal),
        ("a.*.b[*].c", Traversal),
    ],
    "Operations": [("1 + 2 * 3", Binary), ("(1 + 2) * 3", Binary), ("(1\n+ 2)", Parentheses), ("-a + !b", Binary)],
    "Comparison Operators": [(f"a {sign} b", Binary) for sign in ("==", "!=", "<", ">", "<=", ">=")],
    "Arithmetic Operators": [*((f"a {sign} b", Binary) for sign in "+-*/%"), ("-a", Unary), ("- - a", Unary)],
    "Logic Operators": [("a && b", Binary), ("a || b", Binary), ("!a", Unary), ("!!a", Unary)],
    "Conditional Operator": [
        ("a ? b : c", Conditional),
        ("a ? b : c ? d : e", Conditional),
        ("(a\n? b\n: c)", Parentheses),
        ("a == b ? 1 : 2", Conditional),
    ],
}

NOT_EXPRESSIONS = {
    "Numeric Literals": [".5", "1e", "0x10", "1_000"],
    "Collection Values": [
        "[1 2]",
        "[,]",
        "[1,,2]",
        "{ a }",
        "{ for = 1 }",
        "{ a = 1 b = 2 }",
        "{ = 1 }",
        "[1\n2]",
        "[",
        "{ a = 1",
    ],
    "Template Expressions": [
        '"open',
        '"a\nb"',
        r'"\q"',
        r'"\u12"',
        "<<END\nnot closed\n",
        "<< END\ntext\nEND\n",
        "<<END text\nEND\n",
        '"${"',
    ],
    "Functions and Function Calls": ["f(", "f(,)", "f(a... , b)", "f(1 2)", "a.f(1)", "a::f", "f(...)"],
    "For Expressions": [
        "[for v a : v]",
        "[for v in a]",
        "[for in a : v]",
        "[for v in a : v =>]",
        "[for k, v in a : k => v]",
        "{for v in a : v}",
        "[for a, b, c in d : a]",
        "[for v in a : v...]",
    ],
    "Index Operator": ["a[]", "a[0", "a[0, 1]", "a.-1"],
    "Attribute Access Operator": ["a.", "a..b", 'a."b"', "a.(b)", "a\n.b"],
    "Operations": ["1 +", "* 1", "1 + + 2", "a ++ b", "a = b", "1\n+ 2", "(1"],
    "Logic Operators": ["a & b", "a | b", "a and b"],
    "Conditional Operator": ["a ? b", "a ?: b", "a ? b :", "a\n? b : c"],
}

TEMPLATES: dict[str, list[tuple[str, type[Node]]]] = {
    "Template Interpolations": [
        ('"${a}"', Interpolation),
        ('"a${b}c"', Interpolation),
        ('"${~ a ~}"', Interpolation),
        ('"${"${a}"}"', Interpolation),
        ('"${{ a = "}" }}"', Interpolation),
        ('"${\na\n}"', Interpolation),
        ("<<END\na ${b} c\nEND\n", Interpolation),
    ],
    "Template If Directive": [
        ('"%{ if a }b%{ endif }"', IfDirective),
        ('"%{ if a }b%{ else }c%{ endif }"', IfDirective),
        ('"%{~ if a ~}b%{~ else ~}c%{~ endif ~}"', IfDirective),
        ("<<END\n%{ if a }\nb\n%{ endif }\nEND\n", IfDirective),
    ],
    "Template For Directive": [
        ('"%{ for v in a }${v}%{ endfor }"', ForDirective),
        ('"%{ for k, v in a ~}${v}%{~ endfor }"', ForDirective),
        ('"%{ for v in a }%{ if v }x%{ endif }%{ endfor }"', ForDirective),
    ],
}

NOT_TEMPLATES = {
    "Template Interpolations": ['"${}"', '"${a"', '"${a b}"', '"${a;}"'],
    "Template If Directive": ['"%{ if a }b"', '"%{ else }"', '"%{ endif }"', '"%{ if }a%{ endif }"', '"%{ nothing }"'],
    "Template For Directive": ['"%{ for v in a }"', '"%{ for a }%{ endfor }"', '"%{ for v in a }%{ endif }"'],
}


def attribute(expression: str) -> str:
    """A file whose one attribute has the value."""
    return f"x = {expression}\n" if not expression.endswith("\n") else f"x = {expression}"


def listed(table: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(section, text) for section, texts in table.items() for text in texts]


def nodes(table: dict[str, list[tuple[str, type[Node]]]]) -> list[tuple[str, str, type[Node]]]:
    return [(section, text, node) for section, cases in table.items() for text, node in cases]


READ = [
    *listed(FILES),
    *((section, attribute(text)) for section, text, _ in (*nodes(EXPRESSIONS), *nodes(TEMPLATES))),
]
REFUSED = [
    *listed(NOT_FILES),
    *((section, attribute(text)) for section, text in (*listed(NOT_EXPRESSIONS), *listed(NOT_TEMPLATES))),
]


def is_read(text: str) -> bool:
    """Whether the reader takes the file, with every expression in it."""
    try:
        for found in Document("main.tf", text).attributes:
            _ = found.expression
    except HclSyntaxError:
        return False
    return True


@pytest.mark.parametrize(("section", "text"), READ)
def test_what_the_specification_has_is_read(section: str, text: str) -> None:
    assert is_read(text)


@pytest.mark.parametrize(("section", "text"), REFUSED)
def test_what_the_specification_does_not_have_is_refused(section: str, text: str) -> None:
    assert not is_read(text)


@pytest.mark.parametrize(("section", "text", "node"), nodes(EXPRESSIONS))
def test_an_expression_is_read_as_what_it_is(section: str, text: str, node: type[Node]) -> None:
    (found,) = Document("main.tf", attribute(text)).attributes
    assert type(found.expression) is node


@pytest.mark.parametrize(("section", "text", "node"), nodes(TEMPLATES))
def test_a_template_holds_what_is_in_it(section: str, text: str, node: type[Node]) -> None:
    (found,) = Document("main.tf", attribute(text)).attributes
    assert node in map(type, walk(found.expression))


@pytest.mark.terraform
def test_terraform_agrees() -> None:
    answers = accepted([text for _, text in (*READ, *REFUSED)])
    assert [text for (_, text), answer in zip(READ, answers, strict=False) if not answer] == []
    assert [text for (_, text), answer in zip(REFUSED, answers[len(READ) :], strict=True) if answer] == []
