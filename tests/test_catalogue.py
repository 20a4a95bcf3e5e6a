"""Where transforms come from: hclfix itself, folders on the command line, installed packages; and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hclfix.catalogue import Catalogue
from hclfix.transform import TransformError
from tests.modules import write_files

ROOT = Path(__file__).resolve().parent.parent
TRANSFORM = '"""Finds nothing."""\n\n\ndef check(module, settings):\n    return []\n'


def test_a_folder_adds_its_transforms(tmp_path: Path) -> None:
    write_files(tmp_path, {"my_rule.py": TRANSFORM, "_shared.py": "", "notes.txt": ""})
    catalogue = Catalogue([str(tmp_path)])
    assert set(catalogue) - set(Catalogue()) == {"my-rule"}
    assert catalogue["my-rule"].summary == "Finds nothing"


def test_a_name_stands_once(tmp_path: Path) -> None:
    write_files(tmp_path, {"dedupe_providers.py": TRANSFORM})
    with pytest.raises(TransformError, match="there is a transform of that name already"):
        Catalogue([str(tmp_path)])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has a docstring and a function check"),
        ('"""Doc."""\ncheck = 1\n', "has a docstring and a function check"),
        ('"""Doc."""\n1 / 0\n', "can't be imported: ZeroDivisionError"),
        (TRANSFORM + "needs = 'x'\n", "needs is a tuple of strings"),
        (TRANSFORM + "class Settings:\n    pass\n", "Settings must be a dataclass"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(tmp_path: Path, text: str, message: str) -> None:
    write_files(tmp_path, {"broken.py": text})
    with pytest.raises(TransformError, match=message) as raised:
        _ = Catalogue([str(tmp_path)])["broken"]
    assert str(tmp_path / "broken.py") in str(raised.value)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(TransformError, match="can't be read"):
        Catalogue([str(tmp_path / "none")])


def test_installed_packages_add_theirs(tmp_path: Path) -> None:
    write_files(
        tmp_path,
        {
            "team_rules/__init__.py": "",
            "team_rules/own_rule.py": TRANSFORM,
            "team_rules-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: team-rules\nVersion: 1.0\n",
            "team_rules-1.0.dist-info/entry_points.txt": "[hclfix.transforms]\nteam = team_rules\n",
        },
    )
    ran = subprocess.run(
        [sys.executable, "-m", "hclfix", "--list"],
        env=os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{tmp_path}"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert "own-rule: Finds nothing\n" in ran.stdout


def test_nothing_in_a_scanned_tree_is_loaded(tmp_path: Path) -> None:
    write_files(tmp_path, {"main.tf": "", "transforms/own_rule.py": "raise SystemExit('run')\n"})
    command = [sys.executable, "-m", "hclfix", "--check", str(tmp_path)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout) == (0, "")
