"""``terraform fmt`` as the judge of syntax and layout: which texts it reads, and how it writes them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


def accepted(texts: Sequence[str]) -> list[bool]:
    """Whether Terraform can read each text as a file. One run answers for all: a thousand files take 0.2 s."""
    if not shutil.which("terraform"):
        pytest.skip("terraform is not on PATH")
    with TemporaryDirectory() as directory:
        for number, text in enumerate(texts):
            Path(directory, f"{number}.tf").write_bytes(text.encode("utf-8"))
        ran = subprocess.run(
            ["terraform", "fmt", "-write=false", "-list=false", "-no-color", "."],
            cwd=directory,
            env=os.environ | {"TF_CLI_CONFIG_FILE": ""},
            capture_output=True,
            timeout=60 + len(texts),
            check=False,
        )
    refused = {int(number) for number in re.findall(rb"^  on (\d+)\.tf line", ran.stderr, re.MULTILINE)}
    assert bool(refused) == bool(ran.returncode), ran.stderr.decode()
    return [number not in refused for number in range(len(texts))]


def formatted(texts: Sequence[str]) -> list[str]:
    """Each text as Terraform formats it; one that it can't read comes back as it is. One run does all."""
    if not shutil.which("terraform"):
        pytest.skip("terraform is not on PATH")
    with TemporaryDirectory() as directory:
        files = [Path(directory, f"{number}.tf") for number in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text.encode("utf-8"))
        subprocess.run(
            ["terraform", "fmt", "-list=false", "."],
            cwd=directory,
            env=os.environ | {"TF_CLI_CONFIG_FILE": ""},
            capture_output=True,
            timeout=60 + len(texts),
            check=False,
        )
        return [file.read_bytes().decode("utf-8") for file in files]
