"""Random Terraform expressions, as text. Most fit their places in type; some don't, to meet Terraform's errors."""

from __future__ import annotations

import json
import re

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

VARIABLES = {"text": "texts", "other": "texts", "amount": "amounts", "flag": "flags", "names": "rows", "tags": "tables"}
"""The variables that the expressions use, with the kind of value that they hold."""

# @name stands for an expression of that kind, or for one of LEAVES. Two blanks stand between patterns.
PATTERNS = {
    "string": """
        @quoted  var.text  var.other  "@piece${@scalar}-${@string}"  "${@string}@piece${@scalar}"
        "%{ if @bool }@piece%{ else }${@string}%{ endif }"  "%{ for v in @list }${v},%{ endfor }"
        (@bool ? @string : @string)  try(@any, @string)  coalesce(@scalar, @string)  tostring(@scalar)
        upper(@string)  lower(@string)  title(@string)  trimspace(@string)  chomp(@string)  strrev(@string)
        trim(@string, @string)  trimprefix(@string, @string)  trimsuffix(@string, @string)  indent(@small, @string)
        substr(@string, @integer, @integer)  substr(@string, @small, @small)
        replace(@string, @string, @string)  replace(@string, @slashed, @replacement)  regex(@pattern, @string)
        join(@string, @list)  format(@format, @any)  format(@two, @scalar, @any)
        jsonencode(@any)  base64encode(@scalar)  md5(@string)  sha256(@scalar)  base64sha256(@string)
        urlencode(@string)  lookup(@map, @string, @string)  element(@list, @small)  @list[@small]  @map[@string]
    """,
    "number": """
        @integer  @decimal  var.amount  (@number + @number)  (@number - @number)  (@number * @number)
        (@number / @number)  (@number % @number)  -@number  abs(@number)  ceil(@number)  floor(@number)
        signum(@number)  tonumber(@scalar)  max(@number, @number)  min(@number, @number)  length(@any)
        sum(@list)  pow(@number, @small)  log(@number, @small)  parseint(@string, 16)  index(@list, @scalar)
    """,
    "bool": """
        true  false  var.flag  "true"  (@any == @any)  (@any != @any)  (@string == @string)  (@number < @number)
        (@number >= @number)  (@bool && @bool)  (@bool || @bool)  !@bool  contains(@list, @scalar)  can(@any)
        startswith(@string, @string)  endswith(@string, @string)  strcontains(@string, @string)
        alltrue([@bool, @bool])  anytrue([@bool, @bool])
    """,
    "list": """
        []  ["a", "b"]  [1, 2, 3]  ["b", "a", "b", ""]  ["x", 1, true]  [[1], [2, 3]]  var.names
        [@any, @any]  [@any]  [@string, @string]  [for k, v in @collection : v if @bool]  [for k, v in @collection : k]
        [for v in @collection : "${v}"]  [for k, v in @collection : [k, v] if v != null]
        split(@string, @string)  range(@small)  range(@number, @number)  tolist(@list)  toset(@list)  distinct(@list)
        flatten(@list)  reverse(@list)  sort(@list)  compact(@list)  concat(@list, @list)  concat(@list...)
        keys(@map)  values(@map)  slice(@list, @small, @small)  chunklist(@list, @small)  one(@list)
        setunion(@list, @list)  setintersection(@list, @list)  setsubtract(@list, @list)  setproduct(@list, @list)
        coalescelist(@list, @list)  matchkeys(@list, @list, @list)  @any[*]  [@map, @map][*].a
        regexall(@pattern, @string)  formatlist(@format, @list)  (@bool ? @list : @list)
        jsondecode(jsonencode(@list))  cidrsubnets(@network, @small, @small)
    """,
    "map": """
        {}  {a = 1, b = 2}  {a = "x"}  {b = "y", a = null}  {a = "1", c = [1]}  var.tags
        {a = @any, (@string) = @any}  merge(@map, @map)  {for k, v in @collection : k => v}
        {for k, v in @collection : v => k...}  {for k, v in @collection : "x${k}" => v}
        zipmap(@list, @list)  tomap(@map)  (@bool ? @map : @map)  jsondecode(jsonencode(@map))
        transpose({a = @list, b = @list})
    """,
    "scalar": "@string  @string  @number  @bool",
    "collection": "@list  @map",
    "any": "@string  @string  @number  @bool  @list  @map  null",
}
KINDS = {kind: re.split(r"\s{2,}", patterns.strip()) for kind, patterns in PATTERNS.items()}
_INNER = re.compile(r"@(\w+)")

_WORDS = ["", "a", "b", "x-y", "app", "prod", "eu-west-1", "/aws/lambda/x", "a b", "Ünïcode", "true", "12", "1.50"]
_MARKS = ['"', "\\", "\n", "$", "%", "<&>", "a\nb\n", "x\r\n", "  a "]
_TEXTS = st.sampled_from(_WORDS) | st.text("abcXYZ019-_/.: é", max_size=6) | st.sampled_from(_MARKS)
_RE = ["[a-z]+", "a|b", "-", "([a-z])(.)", "^.", "[^a-zA-Z0-9]", "x*", "(?P<first>[a-z]+)", "\\d", "$", "[[:upper:]]"]
_VERBS = ["%s", "%v", "%q", "%d", "%5s|", "%-5s|", "%05d", "%.2f", "%x", "%t", "%3d", "%%", "%.1s", "%+d", "%03s"]


def quoted(text: str) -> str:
    """The text as a quoted template without sequences."""
    return json.dumps(text, ensure_ascii=False).replace("${", "$${").replace("%{", "%%{")


LEAVES = {
    "quoted": _TEXTS.map(quoted),
    "piece": _TEXTS.filter(lambda text: not text.endswith(("$", "%"))).map(lambda text: quoted(text)[1:-1]),
    "integer": st.integers(-9, 300).map(str),
    "small": st.integers(0, 4).map(str),
    "decimal": st.sampled_from(["1.5", "0.1", "1e3", "12.25", '"7"', "0"]),
    "pattern": st.sampled_from(_RE).map(quoted),
    "slashed": st.sampled_from(_RE).map(lambda pattern: quoted(f"/{pattern}/")),
    "replacement": st.sampled_from(["-", "$1", "${1}x", "$$", ""]).map(quoted),
    "format": st.sampled_from(_VERBS).map(quoted),
    "two": st.sampled_from([*(f"%s{verb}" for verb in _VERBS), "%s-%s", "%[2]s%[1]s"]).map(quoted),
    "network": st.sampled_from(["10.0.0.0/16", "10.1.2.3/8", "fd00::/8", "x"]).map(quoted),
}


@st.composite
def expressions(draw: DrawFn, kind: str = "any", depth: int = 4) -> str:
    """An expression whose value is of ``kind``, mostly, with about ``depth`` levels."""
    if kind in LEAVES:
        return draw(LEAVES[kind])
    leaves = [pattern for pattern in KINDS[kind] if not set(_INNER.findall(pattern)) & set(KINDS)]
    pattern = draw(st.sampled_from(leaves if depth <= 0 and leaves else KINDS[kind]))
    return _INNER.sub(lambda inner: draw(expressions(inner[1], depth - 1)), pattern)


def _literal_list(texts: list[str]) -> str:
    return f"[{', '.join(map(quoted, texts))}]"


def _literal_map(texts: dict[str, str]) -> str:
    return "{" + ", ".join(f"{quoted(key)} = {quoted(value)}" for key, value in texts.items()) + "}"


LITERALS = {
    "texts": _TEXTS.map(quoted),
    "amounts": st.integers(-9, 99).map(str) | st.just("1.5"),
    "flags": st.sampled_from(["true", "false"]),
    "rows": st.lists(_TEXTS, max_size=3).map(_literal_list),
    "tables": st.dictionaries(_TEXTS, _TEXTS, max_size=3).map(_literal_map),
}

variable_values = st.fixed_dictionaries({name: LITERALS[kind] for name, kind in VARIABLES.items()})
"""A value for each variable, as an expression."""
