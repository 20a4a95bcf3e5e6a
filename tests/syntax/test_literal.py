"""What the literal text of templates is worth."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hclfix.syntax.expression import parse_expression
from hclfix.syntax.nodes import ForDirective, IfDirective, Interpolation, Template, TemplatePart, TemplateText, walk


def values(text: str) -> list[str]:
    return [node.value for node in walk(parse_expression(text)) if isinstance(node, TemplateText)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r'"a\n\r\t\"\\b"', ['a\n\r\t"\\b']),
        (r'"\u00e9\U0001F600"', ["é😀"]),
        (r'"$${a} %%{b} $ % $$ $$${c}"', ["${a} %{b} $ % $$ $${c}"]),
        ("<<E\n\\n \\u00e9 \\\" $${a} %%{b}\nE", ["\\n \\u00e9 \\\" ${a} %{b}\n"]),
        ("<<E\na\r\nE", ["a\r\n"]),
    ],
)
def test_escapes_are_resolved(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('" a ${~ x ~} b "', [" a", "b "]),
        ('" a ${x ~} b "', [" a ", "b "]),
        ('"a \\n ${~ x ~} \\t b"', ["a", "b"]),
        ('" %{~ if x ~} a %{~ else ~} b %{~ endif ~} "', ["", "a", "b", ""]),
        # In a heredoc no more than the rest of the line goes, and the next line keeps its indent.
        ("<<E\na\n  ${~ x ~}\n  b\nE", ["a\n", "  b\n"]),
        ("<<E\na\n${~ x ~} \n\n  b\nE", ["a", "\n  b\n"]),
        # One character between a sign and the end of the line: of these blanks only the newline goes.
        ("<<E\n$ \n${~ x }\n% \r\n${~ x }\n%  \n${~ x }\nE", ["$ ", "\n% ", "\n%", "\n"]),
    ],
)
def test_strip_markers_are_applied(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<<-E\n    a\n      b\n  E", ["a\n  b\n"]),
        ("<<-E\n    a\n\n \n      b\n  E", ["a\n\n \n  b\n"]),
        ("<<-E\n    a\n\tb\nE", ["   a\nb\n"]),
        ("<<-E\n    a ${x}\n      b\n  E", ["a ", "\n  b\n"]),
        ("<<-E\n    a\n${x}\n  E", ["    a\n", "\n"]),
        ("<<-E\n    %{ if x }\n      a\n    %{ endif }\n  E", ["", "\n  a\n", "\n"]),
        # A line behind a newline that a marker took is not a line of its own.
        ("<<-E\n    %{ if x ~}\n      a\n    %{ endif ~}\n    b\n  E", ["", "      a\n", "    b\n"]),
        ("<<-E\n  a\n    ${~ x }\n  E", ["  a\n", "\n"]),
        ("<<-E\n  ${<<-F\n      a\n    F\n  }\n  E", ["", "a\n", "\n"]),
        ("<<E\n    a\n      b\n  E", ["    a\n      b\n"]),
    ],
)
def test_the_indent_is_taken_off(text: str, expected: list[str]) -> None:
    assert values(text) == expected


# --- Terraform says the same ------------------------------------------------------------------------------------

STRIP = st.sampled_from(("", "~"))
TEXTS = st.sampled_from(
    (" ", "a", "\n", "\n", "\n  ", "\n    ", "\n\t", "\r\n", "$ ", "%\n", "$${", "%%{", "\\", '"', "\u00a0\n \u2003b")
)
INTERPOLATIONS = st.tuples(STRIP, STRIP).map(lambda strip: f'${{{strip[0]}"v"{strip[1]}}}')


def marked(keyword: str) -> st.SearchStrategy[str]:
    return st.tuples(STRIP, STRIP).map(lambda strip: f"%{{{strip[0]} {keyword} {strip[1]}}}")


def directives(parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    inside = st.lists(parts, max_size=4).map("".join)
    return st.one_of(
        st.tuples(marked("if true"), inside, marked("endif")),
        st.tuples(marked("if true"), inside, marked("else"), inside, marked("endif")),
        st.tuples(marked('for x in ["1", "2"]'), inside, marked("endfor")),
    ).map("".join)


PARTS = st.one_of(TEXTS, TEXTS, st.recursive(INTERPOLATIONS, directives, max_leaves=4))


@st.composite
def templates(draw: st.DrawFn) -> str:
    body = "".join(draw(st.lists(PARTS, max_size=8)))
    indent = draw(st.sampled_from(("", "  ")))
    return f"<<{draw(st.sampled_from(('-', '-', '')))}E\n{indent}{body}\nE"


@settings(max_examples=5, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(st.lists(templates(), min_size=40, max_size=40))
def test_terraform_gives_templates_the_same_value(tmp_path_factory: pytest.TempPathFactory, texts: list[str]) -> None:
    directory = tmp_path_factory.mktemp("templates")
    expected = evaluated(directory, texts)
    for text, value in zip(texts, expected, strict=True):
        template = parse_expression(text)
        assert isinstance(template, Template)
        assert joined(template.parts) == value, text


def joined(parts: Sequence[TemplatePart]) -> str:
    """The string that a template of the strategy is."""
    pieces = []
    for part in parts:
        if isinstance(part, TemplateText):
            pieces.append(part.value)
        elif isinstance(part, IfDirective):
            pieces.append(joined(part.then))
        elif isinstance(part, ForDirective):
            pieces.append(joined(part.body) * 2)
        elif isinstance(part, Interpolation):
            pieces.append("v")
    return "".join(pieces)


def evaluated(directory: Path, texts: list[str]) -> list[str]:
    """The value that Terraform gives to each text."""
    if not shutil.which("terraform"):
        pytest.skip("terraform is not on PATH")
    local_values = "".join(f"t{number} = {text}\n" for number, text in enumerate(texts))
    (directory / "main.tf").write_bytes(f"locals {{\n{local_values}}}\n".encode())
    asked = "jsonencode([" + ", ".join(f"local.t{number}" for number in range(len(texts))) + "])\n"
    ran = subprocess.run(
        ["terraform", "console"],
        cwd=directory,
        env=os.environ | {"TF_CLI_CONFIG_FILE": ""},
        input=asked.encode(),
        capture_output=True,
        timeout=60,
        check=True,
    )
    answers: list[str] = json.loads(json.loads(ran.stdout))
    return answers
