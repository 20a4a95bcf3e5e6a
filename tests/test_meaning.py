"""Two spellings of the same configuration mean the same; two configurations do not."""

from __future__ import annotations

import pytest

from hclfix.meaning import block_meaning, expression_meaning
from hclfix.syntax.document import Document
from hclfix.syntax.expression import parse_expression
from hclfix.syntax.structure import Block


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("var.region", '"${var.region}"'),
        ("var.region", '"${~ var.region ~}"'),
        ("var.region", "( var.region )"),
        ('var.tags["Name"]', "var.tags.Name"),
        ("aws_lb.x.0.arn", "aws_lb.x[0].arn"),
        ("f(a,b)", "f( a, # the first\n  b )"),
        ("5.0", "5"),
        ("1500", "1.5E3"),
        ('{ a = 1, "b" = 2 }', "{\n  b : 2\n  a = 1\n}"),
        ('"a\\nb\\n"', "<<EOT\na\nb\nEOT"),
        ('"a\\nb\\n"', "<<-EOT\n    a\n    b\n  EOT"),
        ("[1, 2]", "[1, 2,]"),
        ("{for k, v in m : k => v}", "{ for k, v in m: k => v }"),
    ],
)
def test_the_same(first: str, second: str) -> None:
    assert expression_meaning(parse_expression(first)) == expression_meaning(parse_expression(second))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("var.region", '"var.region"'),
        ("var.region", '"${var.region} "'),
        ("5", '"5"'),
        ("50", "5"),
        ("[1, 2]", "[2, 1]"),
        ("{ a = 1, a = 2 }", "{ a = 2, a = 1 }"),
        ("{ (a) = 1 }", "{ a = 1 }"),
        ("[for v in m : v]", "{for v in m : v => v}"),
        ("{for v in m : v => v}", "{for v in m : v => v...}"),
        ("x[*].y", "x.*.y"),
        ("a - b", "b - a"),
    ],
)
def test_not_the_same(first: str, second: str) -> None:
    assert expression_meaning(parse_expression(first)) != expression_meaning(parse_expression(second))


def test_a_deep_expression_has_a_meaning() -> None:
    assert expression_meaning(parse_expression("[" * 1000 + "]" * 1000))


def block(text: str) -> Block:
    return Document("main.tf", text).body.blocks()[0]


def test_attributes_of_a_block_have_no_order() -> None:
    first = block('provider "aws" {\n  region = "eu-west-1" # Ireland\n  profile = "x"\n}\n')
    second = block('provider aws {\n  profile = "x"\n\n  region = "${"eu-west-1"}"\n}\n')

    assert block_meaning(first) == block_meaning(second)


def test_blocks_of_one_type_keep_their_order() -> None:
    one, other = "assume_role { role_arn = var.a }\n", "assume_role { role_arn = var.b }\n"
    tags = "default_tags { tags = {} }\n"
    first = block('provider "aws" {\n' + one + tags + other + "}\n")
    moved = block('provider "aws" {\n' + tags + one + other + "}\n")
    swapped = block('provider "aws" {\n' + other + tags + one + "}\n")

    assert block_meaning(first) == block_meaning(moved)
    assert block_meaning(first) != block_meaning(swapped)
