"""What ``--verbose`` says."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from hclfix.cli import main


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
    first, second, last = said.err.splitlines()
    assert first.startswith("., child: add-depends-on, ")
    assert first.endswith("; configuration from no file")
    assert second == (
        "other: dedupe-providers, move-stage-name, shorten-prefixes; configuration from other/.hclfix.toml"
    )
    assert last == "nothing to fix"
