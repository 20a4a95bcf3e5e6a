"""What expressions are worth: a table. Where a value is known, Terraform gives the same (the last test asks it)."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from hclfix.evaluate import Known, Unknown, Value, union
from hclfix.evaluate.evaluator import Evaluator
from hclfix.evaluate.functions import GROUPS
from hclfix.evaluate.making import string
from hclfix.evaluate.types import STRING
from hclfix.syntax.expression import parse_expression
from tests.evaluate.oracle import ask
from tests.evaluate.scopes import Scope, shown

VARIABLES: dict[str, Value] = {
    "env": Unknown(STRING, "", "var.env", sources=frozenset({"var.env"})),
    "suffix": union([string(""), string("x1")]),
    "name": string("app"),
}
LOCALS = {
    "prefix": '"${var.name}-${var.env}"',
    "dash": 'var.suffix == "" ? "" : "-${var.suffix}"',
    "a": '"${local.b}"',
    "b": '"${local.a}"',
}

LITERALS = [
    ("12", "12"),
    ("1.50", "1.5"),
    ("1e3", "1000"),
    ('"a\\tb"', '"a\\tb"'),
    ('"é"', '"é"'),
    ("null", "null"),
    ('[1, "a", true]', '[1, "a", true]'),
    ("{b = 1, a = 2}", '{"a": 2, "b": 1}'),
    ('{(true) = 1, "x-${1}" = 2, 5 = 3}', '{"5": 3, "true": 1, "x-1": 2}'),
    ("<<EOT\n  a\n  ${1 + 1}\nEOT", '"  a\\n  2\\n"'),
    ("<<-EOT\n    a\n      b\n    EOT", '"a\\n  b\\n"'),
]

TEMPLATES = [
    ('"${1}"', "1"),
    ('"${[1]}"', "[1]"),
    ('"a-${1.5}-${true}"', '"a-1.5-true"'),
    ('"a ${~ "b" ~} c"', '"abc"'),
    ('"%{ if 1 > 2 }a%{ else }b%{ endif }"', '"b"'),
    ('"%{ if true }a%{ endif }"', '"a"'),
    ('"%{ for v in ["a", "b"] }<${v}>%{ endfor }"', '"<a><b>"'),
    ('"%{ for k, v in {x = 1} }${k}=${v}%{ endfor }"', '"x=1"'),
    ('"a${null}"', "error: null can't be written in a template"),
    ('"$${a} %%{b}"', '"${a} %{b}"'),
]

OPERATORS = [
    ("1 + 2 * 3", "7"),
    ('"5" + 1', "6"),
    ("10 / 4", "2.5"),
    ("-7 % 3", "-1"),
    ("0.1 + 0.2 == 0.3", "true"),
    ("1 / 3 * 3", "1"),
    ("!false && true || false", "true"),
    ('"a" == "a"', "true"),
    ('1 == "1"', "false"),
    ("[1] == tolist([1])", "false"),
    ("{a = 1} != {a = 1}", "false"),
    ('null == ""', "false"),
    ('"b" < "a"', "error: a number is required"),
    ("true ? 1 : 2", "1"),
    ('true ? 1 : "x"', '"1"'),
    ("true ? [1] : []", "[1]"),
    ('false ? {a = 1} : {b = "x"}', '{"b": "x"}'),
    ("true ? null : 1", "null"),
    ("true ? 1 : [1]", "error: the results of a conditional are a number and a tuple"),
    ('length([]) > 0 ? [][0] : "none"', '"none"'),
    ('false ? "${[][0]}-x" : 1', '"1"'),
    ('true ? ["b", "a"] : toset([])', '["a", "b"]'),
    ("merge(tomap({a = 1}), tomap({b = 2})) == tomap({a = 1, b = 2})", "true"),
]

FOR_EXPRESSIONS = [
    ("[for v in [1, 2, 3] : v * 2 if v != 2]", "[2, 6]"),
    ("[for i, v in [7, 8] : i]", "[0, 1]"),
    ('[for k, v in {b = 1, a = 2} : "${k}${v}"]', '["a2", "b1"]'),
    ('[for v in toset(["b", "a", "b"]) : v]', '["a", "b"]'),
    ('[for v in toset(["b", null, "a"]) : v]', '["a", "b", null]'),
    ("[for v in toset([10, 9, 1.5]) : v]", "[1.5, 9, 10]"),
    ("[for v in toset([[2], [1, 2], [1]]) : v]", "[[1, 2], [1], [2]]"),
    ("{for k, v in {a = 1} : v => k}", '{"1": "a"}'),
    ('{for v in ["x", "y", "xz"] : substr(v, 0, 1) => v...}', '{"x": ["x", "xz"], "y": ["y"]}'),
    ('{for v in ["a", "a"] : v => 1}', 'error: two elements have the key "a"'),
    ("[for v in null : v]", "error: a for expression needs a collection that is not null"),
    ("[for v in [] : v if null]", "error: a condition is null"),
    ('[for v in [] : v if "x"]', "error: a bool is required"),
    ("{for k, v in {} : k => v if []}", "error: a bool is required, not a tuple"),
    ('[for v in [] : v if tobool("x")]', "error: a bool is required"),
    ('[for v in [] : v if v.a.b || upper(v) == "${v}"]', "[]"),
    ('[for v in [] : v if can(tobool("x"))]', "[]"),
    ('[for v in [] : v if v == null ? "x" : "y"]', "[]"),
    ("[for v in [] : v if length(v)]", "error: a bool is required, not a number"),
    ('[for v in [] : v if "a${v}"]', "[]"),
    ("[for v in [] : v if 1]", "error: a bool is required, not a number"),
    ("[for v in [] : v if [1][3]]", "error: there are only 1 elements, so none at index 3"),
]

SPLATS_AND_INDEXES = [
    ("[{a = 1}, {a = 2}][*].a", "[1, 2]"),
    ("[{a = {b = 1}}].*.a.b", "[1]"),
    ("[[1, 2], [3]].*.0", "[1, 3]"),
    ("[[1, 2], [3]].*[0]", "[1, 2]"),
    ("[[1, 2], [3]][*][0]", "[1, 3]"),
    ("null[*]", "[]"),
    ('"a"[*]', '["a"]'),
    ("[1, 2].1", "2"),
    ('[1, 2]["1"]', "2"),
    ('{a = 1}["a"]', "1"),
    ("{a = 1}.a", "1"),
    ("[1][-1]", "error: an index is a whole number from 0"),
    ("[1][1]", "error: there are only 1 elements, so none at index 1"),
    ("{a = 1}.b", 'error: there is no element "b"'),
    ("1 + [2][1]", "error: there are only 1 elements, so none at index 1"),
    ("upper({a = 1}.b)", 'error: there is no element "b"'),
    ("toset([1])[0]", "error: a set of number has no elements to get at by a key"),
]

FUNCTIONS = [
    ("log(0, 0)", "error: the logarithm is not a number"),
    ("log(1, 1)", "error: the logarithm is not a number"),
    ("log(-1, 2)", "error: the logarithm is not a number"),
    ("pow(-1, 0.5)", "error: the power is not a number"),
    ("ceil(1.2) + floor(-1.2)", "0"),
    ("max(1, 3, 2)", "3"),
    ("log(8, 2)", "3"),
    ("pow(2, 10)", "1024"),
    ('parseint("-ff", 16)', "-255"),
    ("sum([1, 2.5])", "3.5"),
    ('chomp("a\\r\\n\\n")', '"a"'),
    ('format("%s %5.2f|%-4s|%04d|%q|%x", "a", 1.005, "b", -7, "<", 255)', '"a  1.00|b   |-007|\\"\\\\u003c\\"|ff"'),
    ('format("%[2]s%[1]s%%", 1, true)', '"true1%"'),
    ('format("%v", {a = [null, "x"]})', '"{\\"a\\":[null,\\"x\\"]}"'),
    ('format("%d", 1.5)', "error: %d needs a whole number"),
    ('format("a", 1)', "error: the format uses only 0 of 1 arguments"),
    ('formatlist("%s-%s", ["a", "b"], "x")', '["a-x", "b-x"]'),
    ('indent(2, "a\\nb")', '"a\\n  b"'),
    ('join("-", ["a", 1], ["b"])', '"a-1-b"'),
    ('lower("AbÉ")', '"abé"'),
    ('title("hello wORLD foo-bar a_b")', '"Hello WORLD Foo-Bar A_b"'),
    ('regex("(\\\\d+)-(\\\\w)", "a 12-b")', '["12", "b"]'),
    ('regex("(?P<year>\\\\d{4})", "in 2024")', '{"year": "2024"}'),
    ('regexall("[a-z]*", "a1b")', '["a", "b"]'),
    ('replace("a.b.c", ".", "-")', '"a-b-c"'),
    ('replace("hello world", "/(\\\\w+) (\\\\w+)/", "$2 $1")', '"world hello"'),
    ('replace("aXbX", "/[A-Z]$/", "")', '"aXb"'),
    ('replace("aXbx", "/(?i)x/", "")', '"ab"'),
    ('replace("a.b c", "/[^\\\\w\\\\s]|[[:space:]]+/", "_")', '"a_b_c"'),
    ('regexall("(?:m|n){1,2}", "mnm\\nn")', '["mn", "m", "n"]'),
    ('split(",", "a,,b")', '["a", "", "b"]'),
    ('split("", "abc")', '["a", "b", "c"]'),
    ('substr("hello", -3, 2)', '"ll"'),
    ('substr("hello", 1, -1)', '"ello"'),
    ('substr("hello", -2, 0)', '"lo"'),
    ('substr("hello", 9, 1)', '""'),
    ('trim("?!x!?", "!?")', '"x"'),
    ('trimprefix("app-x", "app-") == trimsuffix("x-app", "-app")', "true"),
    ('startswith("ab", "a") && endswith("ab", "b") && strcontains("abc", "b")', "true"),
    ('strrev("abc")', '"cba"'),
    ('chunklist(["a", "b", "c"], 2)', '[["a", "b"], ["c"]]'),
    ('coalesce(null, "", "a")', '"a"'),
    ("coalescelist([], [1])", "[1]"),
    ('compact(["a", "", null])', '["a"]'),
    ("concat([1], [2, 3])", "[1, 2, 3]"),
    ('contains(["a"], "b")', "false"),
    ("distinct([1, 2, 1])", "[1, 2]"),
    ("element([1, 2, 3], 4)", "2"),
    ("flatten([[1, [2]], 3])", "[1, 2, 3]"),
    ('index(["a", "b"], "b")', "1"),
    ("keys({b = 1, a = 2})", '["a", "b"]'),
    ('length("añb") + length([1, 2]) + length({a = 1})', "6"),
    ('lookup({a = 1}, "b", 2)', "2"),
    ("matchkeys([1, 2], [3, 4], [4])", "[2]"),
    ("merge({a = 1, b = 2}, {b = 3})", '{"a": 1, "b": 3}'),
    ("one([])", "null"),
    ("range(3)", "[0, 1, 2]"),
    ("range(3, 0, -2)", "[3, 1]"),
    ("reverse([1, 2])", "[2, 1]"),
    ("setintersection([1, 2], [2, 3])", "[2]"),
    ('setproduct(["a", "b"], [1, 2])', '[["a", 1], ["a", 2], ["b", 1], ["b", 2]]'),
    ("setsubtract([1, 2], [2])", "[1]"),
    ("setunion([3, 1], [2, 1])", "[1, 2, 3]"),
    ("slice([1, 2, 3], 1, 3)", "[2, 3]"),
    ('sort(["b", "B", "a"])', '["B", "a", "b"]'),
    ('transpose({a = ["x", "y"], b = ["y"]})', '{"x": ["a"], "y": ["a", "b"]}'),
    ("values({b = 1, a = 2})", "[2, 1]"),
    ('zipmap(["a", "b"], [1, 2])', '{"a": 1, "b": 2}'),
    ("max([1, 5, 3]...)", "5"),
    ("alltrue([true, false]) || anytrue([true, false])", "true"),
    ('base64decode(base64encode("é<"))', '"é<"'),
    ('jsonencode({b = [1.50, null], a = "<&>"})', '"{\\"a\\":\\"\\\\u003c\\\\u0026\\\\u003e\\",\\"b\\":[1.5,null]}"'),
    ('jsondecode("{\\"a\\": [1, null]}")', '{"a": [1, null]}'),
    ('csvdecode("a,b\\n1,2\\n")', '[{"a": "1", "b": "2"}]'),
    ('urlencode("a b/é~")', '"a+b%2F%C3%A9~"'),
    ('md5("x")', '"9dd4e461268c8034f5c8564e155c67a6"'),
    ('base64sha256("")', '"47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="'),
    ('uuidv5("dns", "a.b")', '"0e7af403-ee0d-594b-ab31-08b1c687f2fa"'),
    ('tonumber("1.5") + tonumber(tostring(2))', "3.5"),
    ('tobool("true") && tobool("1") && !tobool("0")', "true"),
    ('tolist(["a", 1])', '["a", "1"]'),
    ('toset(["b", "a", "b"])', '["a", "b"]'),
    ('tomap({a = 1, b = "x"})', '{"a": "1", "b": "x"}'),
    ('try({a = 1}.b, [][0], "x")', '"x"'),
    ("can([1][0]) && !can([1][1])", "true"),
    ('cidrsubnet("10.1.2.0/16", 8, 3)', '"10.1.3.0/24"'),
    ('cidrhost("10.0.0.0/8", -2)', '"10.255.255.254"'),
    ('cidrnetmask("172.16.0.0/12")', '"255.240.0.0"'),
    ('cidrsubnets("10.0.0.0/16", 4, 8, 4)', '["10.0.0.0/20", "10.0.16.0/24", "10.0.32.0/20"]'),
]

NOT_KNOWN = [
    ("aws_vpc.main.id", "unknown dynamic aws_vpc.main.id"),
    ('"${aws_vpc.main.tags["Name"]}-x"', '"${aws_vpc.main.tags[\\"Name\\"]}-x"'),
    ("aws_subnet.a[*].id", "unknown dynamic aws_subnet.a[*].id"),
    ("aws_subnet.a[count.index].id", "unknown dynamic aws_subnet.a[count.index].id"),
    (
        "data.aws_caller_identity.current.account_id",
        "unknown string 12..12 data.aws_caller_identity.current.account_id",
    ),
    ('length("a-${data.aws_caller_identity.x[0].account_id}")', "14"),
    ("random_id.x.hex", "unknown string 8..8 random_id.x.hex"),
    ("random_id.x[0].b64_url", "unknown string 6..6 random_id.x[0].b64_url"),
    ("random_id.other.hex", "unknown dynamic random_id.other.hex"),
    ("each.value.name", "unknown dynamic each.value.name"),
    ("terraform.workspace", "unknown string 1..None terraform.workspace"),
    ('file("x")', "unknown string"),
    ("sensitive(1)", "unknown number"),
    ("pow(0, -1)", "unknown number"),
    ("-0", "unknown dynamic"),
    ("0 * -1", "unknown dynamic"),
    ("range(1 / 100, 9)", "unknown list of number"),
    ("local.prefix", '"app-${var.env}"'),
    ("upper(local.prefix)", '"APP-${?}"'),
    ('"${local.prefix}-role"', '"app-${var.env}-role"'),
    ('format("%s-%03d", local.prefix, 7)', '"app-${var.env}-007"'),
    ('format("%20s", local.prefix)', "unknown string 20..None"),
    ('join("/", ["", local.prefix, "x"])', '"/app-${var.env}/x"'),
    ("substr(local.prefix, 0, 3)", '"app"'),
    ("substr(local.prefix, 0, 10)", '"app-${?:0..6}"'),
    ('replace(local.prefix, "-", "_")', '"app_${?}"'),
    ('replace(local.prefix, "/[^a-z]/", "")', "unknown string"),
    ('trimspace(" a ${var.env} x ")', '"a ${var.env} x"'),
    ('trimspace(" ${var.env} x ")', '"${?}${?:0..1}x"'),
    ('trimspace("${var.env} x${aws_vpc.main.id}")', '"${?}${?:0..1}x${?}"'),
    ('trimprefix(local.prefix, "app-")', "unknown string var.env"),
    ('trimsuffix("${var.env}-x", "-x")', "unknown string var.env"),
    ('startswith(local.prefix, "apple")', "false"),
    ('startswith(local.prefix, "app-p")', "unknown bool"),
    ('local.prefix == "web-prod"', "false"),
    ('local.prefix == "app-prod"', "unknown bool"),
    ("length(local.prefix)", "unknown number 4..None"),
    ("length(substr(local.prefix, 0, 10)) <= 10", "true"),
    ("length(substr(local.prefix, 0, 10)) <= 7", "unknown bool"),
    ("length(local.prefix) > 3 ? 1 : 2", "1"),
    ('length(local.prefix) <= 10 ? local.prefix : "app"', '"app-${var.env:0..6}" | "app"'),
    ('length("${local.prefix}-x") <= 12 ? local.prefix : "app"', '"app-${var.env:0..6}" | "app"'),
    ('length("${local.prefix}-${local.prefix}") <= 21 ? local.prefix : "app"', '"app-${var.env:0..6}" | "app"'),
    ('length("${local.prefix}${var.name}") <= 13 ? local.prefix : "app"', '"app-${var.env:0..6}" | "app"'),
    ('length("${local.prefix}-x") <= 12 ? var.env : "app"', 'unknown string var.env | "app"'),
    ('length("${local.prefix}-x") < 12 ? local.prefix : "app"', '"app-${var.env}" | "app"'),
    ('length("${local.prefix}-x") <= var.env ? local.prefix : "app"', '"app-${var.env}" | "app"'),
    ("md5(local.prefix)", "unknown string 32..32"),
    ("length(md5(local.prefix))", "32"),
    ("jsonencode({a = local.prefix, b = 1})", '"{\\"a\\":\\"app-${?}\\",\\"b\\":1}"'),
    ("[local.prefix, 1][1]", "1"),
    ("length([local.prefix, aws_vpc.main.id])", "2"),
    ("merge({a = 1}, {b = aws_vpc.main.id}).a", "1"),
    ("{a = 1, (var.env) = 2}", "unknown dynamic"),
    ('[for v in ["a", "b"] : "${v}-${var.env}"][1]', '"b-${var.env}"'),
    ("toset([var.env])", "unknown set of string"),
    ('coalesce(var.env, "dev")', 'unknown string var.env | "dev"'),
    ('coalesce(local.prefix, "dev")', '"app-${var.env}"'),
    ('try(var.env.name, "x")', '"x"'),
    ('try(aws_vpc.main.x, "y")', 'unknown dynamic aws_vpc.main.x | "y"'),
    ("false && var.env", "false"),
    ("one(aws_vpc.main.ids) == null", "unknown bool"),
    ("upper(var.env) == null", "false"),
    ('var.env == "prod" ? "a" : "b"', '"a" | "b"'),
    ('{dev = "d", prod = "p"}[var.env]', '"d" | "p" | error: there may be no element [var.env]'),
    ('lookup({dev = "d"}, var.env, "other")', '"d" | "other"'),
]

ALTERNATIVES = [
    ("var.suffix", '"" | "x1"'),
    ("local.dash", '"" | "-x1"'),
    ('"${local.prefix}${local.dash}"', '"app-${var.env}" | "app-${var.env}-x1"'),
    ("length(var.suffix)", "0 | 2"),
    ('join(",", compact(["a", var.suffix]))', '"a" | "a,x1"'),
    ("[var.suffix][0]", '"" | "x1"'),
    ('var.suffix == "never" ? 1 : 2', "2"),
]

CYCLES = [
    ("local.a", "error: local values refer to each other: local.a -> local.b -> local.a"),
    ("local.none", "unknown dynamic local.none"),
    ("var.none", "unknown dynamic var.none"),
]

KNOWN = LITERALS + TEMPLATES + OPERATORS + FOR_EXPRESSIONS + SPLATS_AND_INDEXES + FUNCTIONS


def evaluate(expression: str) -> Value:
    return Evaluator(Scope(VARIABLES, LOCALS)).evaluate(parse_expression(expression))


@pytest.mark.parametrize(("expression", "expected"), KNOWN + NOT_KNOWN + ALTERNATIVES + CYCLES)
def test_value(expression: str, expected: str) -> None:
    assert shown(evaluate(expression)) == expected


@pytest.mark.skipif(shutil.which("terraform") is None, reason="needs terraform on the PATH")
def test_terraform_says_the_same(tmp_path: Path) -> None:
    expressions = [expression for expression, _ in KNOWN]
    for expression, answer in zip(expressions, ask(expressions, {}, tmp_path), strict=True):
        assert answer is not None, expression
        value = evaluate(expression)
        assert answer.error == (not isinstance(value, Known)), expression
        if not answer.error:
            assert json.dumps(value.plain()) == json.dumps(answer.value, default=float), expression


@pytest.mark.parametrize(
    ("before", "inner", "after"),
    [
        ("[", "", "]"),
        ("{a=", "1", "}"),
        ("(", "1", ")"),
        ('"${', '"a"', '}"'),
        ('"%{ if true }${', '"a"', '}%{ endif }"'),
        ("%{ if true }", "", "%{ endif }"),
        ("%{ for x in [1] }", "${x}", "%{ endfor }"),
        ("lower(", '"A"', ")"),
        ("[for x in [1]: ", "1", "]"),
        ('var.env == "a" ? "b" : ', '"c"', ""),
        ("1 + ", "1", ""),
        ("-", "1", ""),
        ("!", "true", ""),
        ("", "var.env", ".a[0]"),
        ("", "null", "[*]"),
    ],
)
def test_depth_is_no_danger(before: str, inner: str, after: str) -> None:
    text = before * 10_000 + inner + after * 10_000
    assert evaluate(f'"{text}"' if text.startswith("%") else text).alternatives


def test_a_loop_over_loops_comes_to_an_end() -> None:
    value = evaluate("[for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a + b + c]]]")
    assert shown(value) == "unknown dynamic"


def test_a_string_that_doubles_comes_to_an_end() -> None:
    doubling = {f"s{n}": f'"${{local.s{n - 1}}}${{local.s{n - 1}}}"' for n in range(1, 60)}
    value = Evaluator(Scope({}, {"s0": '"ab"', **doubling})).evaluate(parse_expression("local.s59"))
    assert value.bounds() == (2**60, 2**60)
    assert not value.known


def test_a_list_that_doubles_comes_to_an_end() -> None:
    doubling = {f"l{n}": f"[local.l{n - 1}, local.l{n - 1}]" for n in range(1, 60)}
    value = Evaluator(Scope({}, {"l0": "[1]", **doubling})).evaluate(parse_expression("local.l59"))
    assert shown(value).startswith("[[")


def test_a_number_that_squares_comes_to_an_end() -> None:
    squares = {f"n{n}": f"local.n{n - 1} * local.n{n - 1}" for n in range(1, 60)}
    evaluator = Evaluator(Scope({}, {"n0": "1e9000", **squares}))
    assert shown(evaluator.evaluate(parse_expression("local.n1 > local.n0"))) == "true"
    assert shown(evaluator.evaluate(parse_expression("local.n59"))).startswith("unknown number")


@pytest.mark.parametrize(
    "expression",
    [
        "9" * 5000,
        f'tonumber("{"9" * 5000}")',
        f'parseint("{"9" * 5000}", 10)',
        f'jsondecode("{"9" * 5000}")',
        "log(1e9000, 2)",
        "log(0, 2)",
        "pow(1e9000, 2)",
        "toset([[1e9000], [2]])",
        'format("%9999999d", 1)',
        'format("%.9999999f", 1)',
        'indent(1e9000, "a\\n")',
        'replace(join("", [for i in range(999) : "0123456789"]), "/(a|0)*(a|1)*b/", "")',
        *(
            f'replace("{"a" * 60}", "/{pattern}b/", "")'
            for pattern in ("a?" * 40, "(a?){40}", "(a{0,99}){0,99}", "(a|a)" * 30, "((a|a){9}){9}", "a{1,9}{1,9}")
        ),
        f'replace(join("", [for i in range(999) : "{"a" * 99}"]), "/((a{{99}}){{99}}){{99}}/", "")',
    ],
    ids=lambda text: text[:12],
)
def test_size_is_no_danger(expression: str) -> None:
    value = evaluate(expression)
    assert type(value) is Unknown


def test_a_module_that_is_made_to_take_long_is_given_up_in_time() -> None:
    """One expression may take many steps; thousands of them may not, and no more may large strings."""
    evaluator = Evaluator(Scope({}, {"large": 'join("", [for i in range(1000) : "0123456789"])'}))
    for expression in ("length([for i in range(1000) : i])", '"${local.large}${local.large}"'):
        values = [evaluator.evaluate(parse_expression(f"[{expression}, {number}]")) for number in range(900)]
        assert sum(value.known for value in values) < 450
    assert Evaluator(Scope()).evaluate(parse_expression("length([for i in range(1000) : i])")).known


def test_a_value_names_what_it_rests_on() -> None:
    assert evaluate('"${local.prefix}-${random_id.x.hex}"').sources == {"var.env", "random_id.x.hex"}
    assert evaluate("{a = local.prefix, b = 1}").all_sources == {"var.env"}
    assert evaluate("{a = local.prefix, b = 1}.b").all_sources == set()
    assert evaluate('var.env == "prod" ? "a" : "b"').sources == {"var.env"}


def test_a_local_that_was_asked_for_before_keeps_its_alternatives_together() -> None:
    evaluator = Evaluator(Scope(VARIABLES, LOCALS))
    for _ in range(2):
        assert shown(evaluator.evaluate(parse_expression('"a${local.dash}"'))) == '"a" | "a-x1"'


def test_names_that_mean_something_in_one_place() -> None:
    node = parse_expression('"${each.key}-${each.value.size}"')
    each = evaluate('{key = "web", value = {size = 2}}')
    assert shown(Evaluator(Scope()).evaluate(node, {"each": each})) == '"web-2"'


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_holds_the_functions_that_it_is_listed_with(group: str) -> None:
    for name in GROUPS[group].split():
        value = Evaluator(Scope()).evaluate(parse_expression(f"{name}([], {{}}, 1, 2)"))
        assert value is not None  # a function that its group did not register would raise KeyError
