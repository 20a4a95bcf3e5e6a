"""What variables are worth: declarations, defaults, tfvars, the environment, the command line."""

from __future__ import annotations

import pytest

from hclfix.evaluate.evaluator import Evaluator
from hclfix.evaluate.scope import UnknownVariables
from hclfix.evaluate.values import EvaluationError
from hclfix.evaluate.variables import (
    automatic_files,
    declared_type,
    from_document,
    from_environment,
    from_json_text,
    variable_value,
)
from hclfix.syntax.document import Document
from hclfix.syntax.expression import parse_expression
from hclfix.syntax.structure import Block
from tests.evaluate.scopes import Scope, shown


def variable(body: str) -> Block:
    return Document("variables.tf", f'variable "x" {{\n{body}\n}}\n').body.blocks()[0]


@pytest.mark.parametrize(
    ("body", "given", "expected"),
    [
        ('default = "dev"', None, '"dev"'),
        ("type = string", None, "unknown string var.x"),
        ("", None, "unknown dynamic var.x"),
        ("type = string\ndefault = 1", None, '"1"'),
        ("type = number", "12", "12"),
        ("type = bool", "true", "true"),
        ("type = number", "many", 'error: the value of variable "x" does not fit its type: a number is required'),
        ("type = string", "[1]", '"[1]"'),
        ("type = list(string)", "[1, 2]", '["1", "2"]'),
        ("type = list(string)", "[1, 2", "error: the value is no expression: "),
        ("type = map(number)", '{a = "1"}', '{"a": 1}'),
        ("type = any", "[1]", "[1]"),
        ("", "[1]", '"[1]"'),
        ("type = set(string)\ndefault = []", '["b", "a", "b"]', '["a", "b"]'),
        ('type = tuple([string, number])\ndefault = [1, "2"]', None, '["1", 2]'),
        ('type = "string"\ndefault = true', None, '"true"'),
        ('type = string\nsensitive = true\ndefault = "a"', None, "unknown string var.x"),
        ('default = "dev"', "null", '"null"'),
        ('type = list(string)\ndefault = ["a"]\nnullable = false', "null", '["a"]'),
        ('type = list(string)\ndefault = ["a"]', "null", "null"),
    ],
)
def test_value_of_a_variable(body: str, given: str | None, expected: str) -> None:
    assert shown(variable_value(variable(body), given)).startswith(expected)


def test_optional_attributes_have_their_defaults() -> None:
    block = variable(
        """
        type = list(object({
          name = string
          size = optional(number, 2)
          more = optional(object({ a = optional(string, "b") }), {})
        }))
        default = [{ name = "web" }, { name = "db", size = "5", more = null, extra = 1 }]
        """
    )
    assert shown(variable_value(block, None)) == (
        '[{"more": {"a": "b"}, "name": "web", "size": 2}, {"more": {"a": "b"}, "name": "db", "size": 5}]'
    )


def test_a_variable_says_that_others_may_set_it() -> None:
    block = variable('default = "dev"')
    assert variable_value(block, None).sources == {"var.x"}
    assert variable_value(block, None, fixed=True).sources == set()
    passed = variable_value(variable('default = "dev"'), "prod")
    assert variable_value(block, passed, fixed=True).sources == {"var.x"}


def test_what_holds_for_every_value_of_a_variable() -> None:
    scope = Scope({"x": variable_value(variable('type = string\ndefault = ""'), None)})
    node = parse_expression('var.x == "" ? "" : "-${var.x}"')
    assert shown(Evaluator(scope).evaluate(node)) == '""'
    assert shown(Evaluator(UnknownVariables(scope)).evaluate(node)) == '"" | "-${var.x}"'


@pytest.mark.parametrize(
    ("written", "bounds"),
    [
        ('length(var.x) <= 9 ? var.x : "short"', (0, 9)),
        ('length(var.x) <= 9 ? (var.x) : "short"', (0, 9)),
        ('length(var.x) <= 9 ? var.x : "longer than that"', (0, 16)),
        ('length("${var.x}-lb") <= 9 ? "${var.x}-lb" : "short"', (3, 9)),
        ('"${length(var.x) <= 9 ? var.x : "short"}-lb"', (3, 12)),
        ('length(var.x) <= 9 ? "${var.x}-lb" : "short"', (3, None)),
        ('length(var.x) < 9 ? "short" : var.x', (0, None)),
        ('length(var.x) >= 9 ? var.x : "short"', (0, None)),
        ('length("${var.x}-balancer") <= 5 ? "${var.x}-balancer" : "short"', (5, 5)),
        ("length(var.x) <= var.n ? var.x : var.x", (0, None)),
    ],
)
def test_a_string_is_no_longer_than_its_condition_says(written: str, bounds: tuple[int, int | None]) -> None:
    inputs = {
        name: variable_value(variable(f"type = {type}"), None) for name, type in (("x", "string"), ("n", "number"))
    }
    assert Evaluator(UnknownVariables(Scope(inputs))).evaluate(parse_expression(written)).bounds() == bounds


def test_inputs_come_from_many_places() -> None:
    assert from_environment({"TF_VAR_env": "dev", "HOME": "/"}) == {"env": "dev"}
    document = from_document(Document("terraform.tfvars", 'env = "dev"\nsizes = [1, 2]\n'))
    assert {name: shown(variable_value(variable(""), given)) for name, given in document.items()} == {
        "env": '"dev"',
        "sizes": "[1, 2]",
    }
    json = from_json_text('{"env": "${not a template}", "n": 1.5}')
    assert {name: shown(variable_value(variable(""), given)) for name, given in json.items()} == {
        "env": '"${not a template}"',
        "n": "1.5",
    }
    with pytest.raises(EvaluationError, match="no JSON object"):
        from_json_text("[]")


def test_the_files_that_terraform_reads_by_itself() -> None:
    names = ["b.auto.tfvars", "x.tfvars", "a.auto.tfvars.json", "terraform.tfvars.json", "terraform.tfvars", "main.tf"]
    assert automatic_files(names) == [
        "terraform.tfvars",
        "terraform.tfvars.json",
        "a.auto.tfvars.json",
        "b.auto.tfvars",
    ]


def test_a_type_that_nests_without_end_is_any_type() -> None:
    assert str(declared_type(variable(f"type = {'list(' * 10_000}string{')' * 10_000}"))).startswith("list of list")
