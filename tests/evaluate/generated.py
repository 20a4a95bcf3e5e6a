"""Random Terraform expressions, as text. Most of them fit their places in type; some don't, to meet Terraform's errors."""

from __future__ import annotations

import json

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

VARIABLES = {"text": "string", "other": "string", "amount": "number", "flag": "bool", "names": "list", "tags": "map"}
"""The variables that the expressions use, with the kind of value that they hold."""

_LETTERS = "abcXYZ019-_/.: é"
_WORDS = st.sampled_from(["", "a", "b", "x-y", "app", "prod", "eu-west-1", "/aws/lambda/x", "a b", "Ünïcode", "true", "12"])
_TEXTS = _WORDS | st.text(_LETTERS, max_size=6) | st.sampled_from(['"', "\\", "\n", "$", "%", "<&>", "a\nb\n", "x\r\n"])
_PATTERNS = st.sampled_from(["[a-z]+", "a|b", "-", "([a-z])(.)", "^.", "[^a-zA-Z0-9]", "x*", "(?P<first>[a-z]+)", "\\d", "$"])
_FORMATS = st.sampled_from(["%s", "%v", "%q", "%d", "%5s|", "%-5s|", "%05d", "%.2f", "%x", "%t", "%3d", "%s-%s", "%[2]s%[1]s", "%%", "%.1s"])


def quoted(text: str) -> str:
    """The text as a quoted template without sequences."""
    escaped = json.dumps(text, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")
    return escaped.replace("\\/", "/")


@st.composite
def strings(draw: DrawFn, depth: int) -> str:
    """An expression whose value is a string, mostly."""
    if depth <= 0:
        return draw(_TEXTS.map(quoted) | st.sampled_from(["var.text", "var.other"]))
    inner = lambda kind=strings: draw(kind(depth - 1))  # noqa: E731
    choice = draw(st.integers(0, 27))
    if choice < 4:
        return inner()
    if choice < 7:
        text = draw(_TEXTS.filter(lambda text: not text.endswith(("$", "%"))))
        return f'"{quoted(text)[1:-1]}${{{inner(scalars)}}}-${{{inner()}}}"'
    if choice == 7:
        return f"({inner(bools)} ? {inner()} : {inner()})"
    if choice == 8:
        function = draw(st.sampled_from(["upper", "lower", "title", "trimspace", "chomp", "strrev", "md5", "sha1", "urlencode"]))
        return f"{function}({inner()})"
    if choice == 9:
        function = draw(st.sampled_from(["trim", "trimprefix", "trimsuffix"]))
        return f"{function}({inner()}, {inner()})"
    if choice == 10:
        return f"substr({inner()}, {draw(st.integers(-4, 5))}, {draw(st.integers(-1, 5))})"
    if choice == 11:
        return f"replace({inner()}, {inner()}, {inner()})"
    if choice == 12:
        return f"replace({inner()}, {quoted('/' + draw(_PATTERNS) + '/')}, {draw(st.sampled_from(['-', '$1', '${1}x', '$$', '']).map(quoted))})"
    if choice == 13:
        return f"join({inner()}, {inner(lists)})"
    if choice == 14:
        return f"format({quoted(draw(_FORMATS))}, {inner(anything)})"
    if choice == 15:
        return f"format({quoted('%s' + draw(_FORMATS))}, {inner(scalars)}, {inner(anything)})"
    if choice == 16:
        return f"jsonencode({inner(anything)})"
    if choice == 17:
        return f"{draw(st.sampled_from(['base64encode', 'sha256', 'base64sha256', 'tostring']))}({inner(scalars)})"
    if choice == 18:
        return f"try({inner(anything)}, {inner()})"
    if choice == 19:
        return f"coalesce({inner(scalars)}, {inner()})"
    if choice == 20:
        return f"lookup({inner(maps)}, {inner()}, {inner()})"
    if choice == 21:
        return f"element({inner(lists)}, {draw(st.integers(0, 5))})"
    if choice == 22:
        return f"{inner(lists)}[{draw(st.integers(0, 2))}]"
    if choice == 23:
        return f"{inner(maps)}[{inner()}]"
    if choice == 24:
        return f'"%{{ if {inner(bools)} }}{draw(st.sampled_from(["a", " b ", ""]))}%{{ else }}${{{inner()}}}%{{ endif }}"'
    if choice == 25:
        return f'"%{{ for v in {inner(lists)} }}${{v}},%{{ endfor }}"'
    if choice == 26:
        return f"indent({draw(st.integers(0, 3))}, {inner()})"
    return f"regex({quoted(draw(_PATTERNS))}, {inner()})"


@st.composite
def numbers(draw: DrawFn, depth: int) -> str:
    """An expression whose value is a number, mostly."""
    if depth <= 0:
        return draw(st.integers(-9, 300).map(str) | st.sampled_from(["0", "1.5", "0.1", "2", "1e3", "12.25", '"7"', "var.amount"]))
    inner = lambda kind=numbers: draw(kind(depth - 1))  # noqa: E731
    choice = draw(st.integers(0, 11))
    if choice < 3:
        return inner()
    if choice < 6:
        return f"({inner()} {draw(st.sampled_from(['+', '-', '*', '/', '%']))} {inner()})"
    if choice == 6:
        return f"{draw(st.sampled_from(['abs', 'ceil', 'floor', 'signum', 'tonumber', '-']))}({inner()})"
    if choice == 7:
        return f"{draw(st.sampled_from(['max', 'min']))}({inner()}, {inner()})"
    if choice == 8:
        return f"length({inner(anything)})"
    if choice == 9:
        return f"sum({inner(lists)})"
    if choice == 10:
        return f"{draw(st.sampled_from(['pow', 'log']))}({inner()}, {draw(st.integers(0, 3))})"
    return f"parseint({inner(strings)}, {draw(st.sampled_from([2, 10, 16, 36]))})"


@st.composite
def bools(draw: DrawFn, depth: int) -> str:
    """An expression whose value is a bool, mostly."""
    if depth <= 0:
        return draw(st.sampled_from(["true", "false", "var.flag", '"true"', "true"]))
    inner = lambda kind=bools: draw(kind(depth - 1))  # noqa: E731
    choice = draw(st.integers(0, 11))
    if choice < 2:
        return inner()
    if choice < 4:
        return f"({inner(anything)} {draw(st.sampled_from(['==', '!=']))} {inner(anything)})"
    if choice == 4:
        return f"({inner(strings)} == {inner(strings)})"
    if choice == 5:
        return f"({inner(numbers)} {draw(st.sampled_from(['<', '<=', '>', '>=']))} {inner(numbers)})"
    if choice == 6:
        return f"({inner()} {draw(st.sampled_from(['&&', '||']))} {inner()})"
    if choice == 7:
        return f"!{inner()}"
    if choice == 8:
        return f"contains({inner(lists)}, {inner(scalars)})"
    if choice == 9:
        return f"{draw(st.sampled_from(['startswith', 'endswith', 'strcontains']))}({inner(strings)}, {inner(strings)})"
    if choice == 10:
        return f"{draw(st.sampled_from(['alltrue', 'anytrue']))}([{inner()}, {inner()}])"
    return f"can({inner(anything)})"


@st.composite
def lists(draw: DrawFn, depth: int) -> str:
    """An expression whose value is a list, set or tuple, mostly."""
    if depth <= 0:
        return draw(st.sampled_from(["[]", '["a", "b"]', "[1, 2, 3]", '["b", "a", "b", ""]', '["x", 1, true]', "var.names", "[[1], [2, 3]]"]))
    inner = lambda kind=lists: draw(kind(depth - 1))  # noqa: E731
    choice = draw(st.integers(0, 27))
    if choice < 3:
        return inner()
    if choice < 6:
        return f"[{', '.join(inner(anything) for _ in range(draw(st.integers(0, 3))))}]"
    if choice == 6:
        return f"[{inner(strings)}, {inner(strings)}]"
    if choice == 7:
        condition = f" if {draw(st.sampled_from(['true', 'v != null', 'k != 1', inner(bools)]))}" if draw(st.booleans()) else ""
        body = draw(st.sampled_from(["v", "k", '"${k}"', "[k, v]", "{a = v}"]))
        return f"[for k, v in {inner(collections)} : {body}{condition}]"
    if choice == 8:
        return f"split({inner(strings)}, {inner(strings)})"
    if choice == 9:
        return f"range({inner(numbers)}, {inner(numbers)})" if draw(st.booleans()) else f"range({draw(st.integers(-3, 5))})"
    if choice < 14:
        function = draw(st.sampled_from(["tolist", "toset", "distinct", "flatten", "reverse", "sort", "compact", "one"]))
        return f"{function}({inner()})"
    if choice == 14:
        return f"concat({inner()}, {inner()})"
    if choice == 15:
        return f"{draw(st.sampled_from(['keys', 'values']))}({inner(maps)})"
    if choice == 16:
        return f"slice({inner()}, {draw(st.integers(0, 2))}, {draw(st.integers(0, 3))})"
    if choice == 17:
        return f"{draw(st.sampled_from(['setunion', 'setintersection', 'setsubtract', 'setproduct', 'coalescelist']))}({inner()}, {inner()})"
    if choice == 18:
        return f"{inner(anything)}[*]"
    if choice == 19:
        return f"[{inner(maps)}, {inner(maps)}][*].a"
    if choice == 20:
        return f"chunklist({inner()}, {draw(st.integers(0, 3))})"
    if choice == 21:
        return f"regexall({quoted(draw(_PATTERNS))}, {inner(strings)})"
    if choice == 22:
        return f"formatlist({quoted(draw(_FORMATS))}, {inner()})"
    if choice == 23:
        return f"({inner(bools)} ? {inner()} : {inner()})"
    if choice == 24:
        return f"jsondecode(jsonencode({inner()}))"
    if choice == 25:
        return f"matchkeys({inner()}, {inner()}, {inner()})"
    if choice == 26:
        return f"concat({inner()}...)"
    return f"cidrsubnets({draw(st.sampled_from(['10.0.0.0/16', '10.1.2.3/8', 'fd00::/8', 'x']).map(quoted))}, {draw(st.integers(0, 9))}, {draw(st.integers(1, 9))})"


@st.composite
def maps(draw: DrawFn, depth: int) -> str:
    """An expression whose value is a map or an object, mostly."""
    if depth <= 0:
        return draw(st.sampled_from(["{}", "{a = 1, b = 2}", '{a = "x"}', '{b = "y", a = null}', "var.tags", '{a = "1", c = [1]}']))
    inner = lambda kind=maps: draw(kind(depth - 1))  # noqa: E731
    choice = draw(st.integers(0, 11))
    if choice < 2:
        return inner()
    if choice < 5:
        return f"{{a = {inner(anything)}, ({inner(strings)}) = {inner(anything)}}}"
    if choice == 5:
        return f"merge({inner()}, {inner()})"
    if choice == 6:
        dots = draw(st.sampled_from(["", "..."]))
        key = draw(st.sampled_from(["k", "v", '"x${k}"', '"x"']))
        return f"{{for k, v in {inner(collections)} : {key} => v{dots}}}"
    if choice == 7:
        return f"zipmap({inner(lists)}, {inner(lists)})"
    if choice == 8:
        return f"tomap({inner()})"
    if choice == 9:
        return f"({inner(bools)} ? {inner()} : {inner()})"
    if choice == 10:
        return f"jsondecode(jsonencode({inner()}))"
    return f"transpose({{a = {inner(lists)}, b = {inner(lists)}}})"


def scalars(depth: int) -> SearchStrategy[str]:
    """An expression whose value is a string, a number or a bool, mostly."""
    return strings(depth) | strings(depth) | numbers(depth) | bools(depth)


def collections(depth: int) -> SearchStrategy[str]:
    """An expression whose value is some collection, mostly."""
    return lists(depth) | maps(depth)


def anything(depth: int) -> SearchStrategy[str]:
    """Any expression."""
    return scalars(depth) | collections(depth) | st.just("null")


@st.composite
def literals(draw: DrawFn, kind: str) -> str:
    """The expression of a value that a variable of ``kind`` may hold."""
    if kind == "string":
        return draw(_TEXTS.map(quoted))
    if kind == "number":
        return draw(st.integers(-9, 99).map(str) | st.sampled_from(["1.5", "0"]))
    if kind == "bool":
        return draw(st.sampled_from(["true", "false"]))
    if kind == "list":
        return f"[{', '.join(draw(st.lists(_TEXTS.map(quoted), max_size=3)))}]"
    members = draw(st.dictionaries(_TEXTS, _TEXTS, max_size=3))
    return "{" + ", ".join(f"{quoted(key)} = {quoted(value)}" for key, value in members.items()) + "}"
