"""What ``--verbose`` says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hclfix.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
SIMPLE = 'resource "aws_sqs_queue" "q" {\n  name = "q-${var.environment_suffix}"\n  tags = var.tags\n}\n'
DECLARED = 'terraform {\n  required_providers {\n    aws = {\n      source = "hashicorp/aws"\n    }\n  }\n}\n'

ASK = '''"""Asks for every value."""


def check(module, settings):
    return [] if [attribute.expression for document in module.documents for attribute in document.attributes] else []
'''
PARSED = "expressions that the grammar was needed for: "


def test_names_what_runs_on_which_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "child").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "main.tf").write_text('module "child" {\n  source = "./child"\n}\n')
    (tmp_path / "child" / "main.tf").write_text("")
    (tmp_path / "other" / "main.tf").write_text("")
    (tmp_path / "other" / ".hclfix.toml").write_text('select = ["dedupe-providers", "move-stage-name"]\n')
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        sys, "argv", ["hclfix", "--verbose", "--no-cache", "--jobs=1", "--extend-select=shorten-prefixes"]
    )
    with pytest.raises(SystemExit):
        main()
    said = capfd.readouterr()
    assert said.out == ""
    first, second, _, last = said.err.splitlines()
    assert first.startswith("., child: add-depends-on, ")
    assert first.endswith("; configuration from no file")
    assert second == (
        "other: dedupe-providers, move-stage-name, shorten-prefixes; configuration from other/.hclfix.toml"
    )
    assert last == "nothing to fix"


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_says_how_much_was_parsed(tmp_path: Path, jobs: str) -> None:
    """Whichever process it was parsed in. Expressions of one text are parsed once in each."""
    for number in range(32):
        (tmp_path / f"m{number}").mkdir()
        (tmp_path / f"m{number}" / "main.tf").write_text(f'a = -lower("Ö-{number}")\nb = var.a\n')
    (tmp_path / "transforms").mkdir()
    (tmp_path / "transforms" / "ask.py").write_text(ASK)
    command = [sys.executable, "-m", "hclfix", "--verbose", "--isolated", "--no-cache", "--jobs", jobs]
    command += ["--check", "--select", "ask", "--transforms", str(tmp_path / "transforms"), str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=True)
    (line,) = [line for line in ran.stderr.splitlines() if line.startswith(PARSED)]
    size = sum(len(f'-lower("Ö-{number}")'.encode()) for number in range(32))
    assert line == f"{PARSED}32, with {size} bytes"


def loaded(directory: Path) -> set[str]:
    """The modules that a check of a directory has loaded at its end."""
    program = "import sys, hclfix.cli\ntry:\n    hclfix.cli.main()\nfinally:\n    print(' '.join(sys.modules))"
    command = [sys.executable, "-c", program, "--check", "--exit-zero", "--isolated", "--no-cache", str(directory)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=True)
    assert not ran.stderr.startswith("error"), ran.stderr
    return set(ran.stdout.split())


def test_no_parser_is_loaded_where_no_expression_needs_one(tmp_path: Path) -> None:
    """Neither Lark nor python-hcl2, for all transforms over a module with nothing special in it."""
    (tmp_path / "main.tf").write_text(SIMPLE)
    assert loaded(tmp_path).isdisjoint({"lark", "hcl2"})


def test_what_findings_need_is_loaded_with_the_first(tmp_path: Path) -> None:
    needed = {"hclfix.edits", "hclfix.rewrite", "hclfix.transforms._providers.declare"}
    (tmp_path / "main.tf").write_text(SIMPLE)
    assert needed <= loaded(tmp_path)
    (tmp_path / "versions.tf").write_text(DECLARED)
    found = loaded(tmp_path)
    assert found.isdisjoint(needed)
    assert not [name for name in found if name.endswith((".findings", ".move", ".declaration"))]
