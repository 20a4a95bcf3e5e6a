"""``--var`` and ``--var-file``: the last one on the command line wins, as with Terraform."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.modules import write_files

FILES = {
    "m/main.tf": 'variable "stage" {\n  default = "prod"\n}\n\n'
    'resource "aws_lb" "api" {\n  name = "${var.stage}-balancer"\n}\n',
    "a.tfvars": f'stage = "{"a" * 31}"\n',
    "b.tfvars.json": f'{{"stage": "{"b" * 32}"}}\n',
    "other.tfvars": 'region = "eu-west-1"\n',
}
FILE_A, FILE_B, OTHER = ("--var-file", "a.tfvars"), ("--var-file=b.tfvars.json",), ("--var-file", "other.tfvars")
VARIABLE, ANOTHER = ("--var", f"stage={'v' * 33}"), (f"--var=stage={'w' * 34}",)


@pytest.mark.parametrize(
    ("arguments", "winner"),
    [
        (VARIABLE, "v" * 33),
        (FILE_A, "a" * 31),
        ((*VARIABLE, *ANOTHER), "w" * 34),
        ((*FILE_A, *FILE_B), "b" * 32),
        ((*FILE_B, *FILE_A), "a" * 31),
        ((*FILE_A, *VARIABLE), "v" * 33),
        ((*VARIABLE, *FILE_A), "a" * 31),
        ((*VARIABLE, *FILE_B), "b" * 32),
        ((*VARIABLE, *FILE_A, *ANOTHER), "w" * 34),
        ((*VARIABLE, *OTHER), "v" * 33),
        ((*FILE_A, *VARIABLE, *FILE_B), "b" * 32),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_the_last_one_wins(tmp_path: Path, arguments: tuple[str, ...], winner: str) -> None:
    write_files(tmp_path, FILES)
    command = [sys.executable, "-m", "hclfix", "--isolated", "--no-cache", "--check", "--select", "shorten-prefixes"]
    ran = subprocess.run(
        [*command, *arguments, "m"], cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.returncode == 1, ran.stderr
    assert f'aws_lb.api: name "{winner}-balancer" is {len(winner) + 9} characters' in ran.stderr
