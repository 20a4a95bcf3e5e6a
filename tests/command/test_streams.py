"""What becomes of a run whose streams are closed, full or no longer read: the exit code stays its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def module(tmp_path: Path) -> Path:
    (tmp_path / "main.tf").write_text('data "aws_region" "a" {}\n\noutput "a" {\n  value = data.aws_region.a.name\n}\n')
    return tmp_path


def run(module: Path, command: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a command; ``hclfix`` is the one of this checkout."""
    return subprocess.run(
        ["bash", "-c", f'hclfix() {{ "{sys.executable}" -m hclfix "$@"; }}\n{command}'],
        cwd=module,
        env=os.environ | {"PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(module / "cache")},
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize(
    ("arguments", "code"), [("", 0), ("--check", 1), ("missing", 2), ("--help", 0), ("--version", 0), ("--nothing", 2)]
)
def test_reader_has_gone(module: Path, arguments: str, code: int) -> None:
    done = run(module, f"hclfix {arguments} 2>&1 | head -0; exit ${{PIPESTATUS[0]}}")
    assert (done.returncode, done.stderr) == (code, "")


@pytest.mark.parametrize(("arguments", "code"), [("", 0), ("--check", 1), ("--write", 0), ("missing", 2)])
def test_standard_output_is_closed(module: Path, arguments: str, code: int) -> None:
    done = run(module, f"hclfix {arguments} >&-")
    assert done.returncode == code
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("streams", ["2>&-", ">&- 2>&-"])
def test_standard_error_is_closed(module: Path, streams: str) -> None:
    done = run(module, f"hclfix --check {streams}")
    assert (done.returncode, done.stdout) == (1, "")


def test_standard_input_is_closed(module: Path) -> None:
    done = run(module, "hclfix - <&-")
    assert done.returncode == 2
    assert done.stderr.endswith("Error: the standard input is closed\n")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_disk_under_the_standard_output_is_full(module: Path) -> None:
    done = run(module, "hclfix >/dev/full")
    assert (done.returncode, done.stderr) == (2, "error: No space left on device\n")
