"""The pages about running hclfix: their examples are read as their readers would, and list what there is."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from dataclasses import fields
from pathlib import Path
from typing import get_args

import jsonschema
import pytest

from hclfix.catalogue import Catalogue
from hclfix.cli import hclfix
from hclfix.config import Options
from hclfix.config.schema import field_docs, schema
from hclfix.report import OutputFormat

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = [DOCS / f"{name}.md" for name in ("ci", "configuration", "output", "suppressions")]
COMMAND = re.compile(r"(?<![\w./_=])hclfix(?: [^\n`|#]+)?")


def fenced(page: str, language: str) -> list[str]:
    """The blocks of a page that are marked as being in a language."""
    return re.findall(
        rf"^```{language}\n(.*?)^```", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
    )


def test_every_key_of_the_configuration_is_listed() -> None:
    described = field_docs(Options)
    rows = [f"| `{key}` | {described[key]} |" for key in (field.name.replace("_", "-") for field in fields(Options))]
    assert "\n".join(rows) in (DOCS / "configuration.md").read_text(encoding="utf-8")


def test_every_format_is_listed() -> None:
    text = (DOCS / "output.md").read_text(encoding="utf-8")
    assert not [name for name in get_args(OutputFormat) if f"`{name}`" not in text]


def test_the_configuration_shown_is_one() -> None:
    (text,) = fenced("configuration.md", "toml")
    jsonschema.validate(tomllib.loads(text), schema(Catalogue().values()))


def test_the_json_shown_is_as_its_schema_says() -> None:
    (text,) = fenced("output.md", "json")
    jsonschema.validate(json.loads(text), json.loads((DOCS / "schema/report.json").read_text(encoding="utf-8")))


def test_the_examples_for_ci_are_yaml() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML, which comes with pre-commit, is not installed")
    examples = [yaml.safe_load(text) for text in fenced("ci.md", "yaml")]
    assert len(examples) >= 6
    assert all(isinstance(example, dict) for example in examples)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_commands_shown_have_options_that_there_are(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    commands = [found for found in COMMAND.findall(text) if " --" in found]
    assert commands
    for command in commands:
        hclfix.make_context("hclfix", shlex.split(command)[1:], allow_extra_args=False)
