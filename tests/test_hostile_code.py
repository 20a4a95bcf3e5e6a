"""Nothing in a scanned tree runs: not in this process, not in one that it starts, and not by the name of a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.modules import write_files

ROOT = Path(__file__).resolve().parent.parent
MODULES = 40  # so many that processes of its own are worth while
OUTPUT = 'provider "aws" {}\n\nprovider "aws" {}\n\noutput "o" {\n  value = data.aws_region.x.name\n}\n'
THIRD = ("click", "lark", "hcl2", "platformdirs", "distributed", "dask", "yaml", "hclfix", "transforms", "tests")
AFTER_START = ("multiprocessing", "sqlite3", "tomllib", "concurrent", *THIRD[:6])
"""Modules that are imported late enough for ``python -m hclfix`` to have a say in where they come from."""


def mark(directory: Path) -> str:
    """Python that leaves a mark of having run."""
    return f"open({str(directory / 'mark')!r}, 'a').write(__name__ + ' ')\n"


def transform(directory: Path) -> str:
    """A transform that leaves a mark when it is imported and when it runs."""
    code = mark(directory)
    return f'"""Finds nothing."""\n\n{code}\n\ndef check(module, settings):\n    {code}    return ()\n'


def entry_point(package: str) -> dict[str, str]:
    """What installs a package of transforms, by path."""
    return {
        f"{package}-1.0.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n",
        f"{package}-1.0.dist-info/entry_points.txt": f"[hclfix.transforms]\nx = {package}\n",
        f"{package}.egg-info/entry_points.txt": f"[hclfix.transforms]\nx = {package}\n",
        f"{package}.egg-info/PKG-INFO": f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n",
    }


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A tree of modules with something to fix, and with all the Python that might be picked up by mistake."""
    code = mark(tmp_path)
    tree = tmp_path / "tree"
    write_files(tree, {f"m{number}/main.tf": OUTPUT for number in range(MODULES)})
    write_files(tree, {f"{name}.py": code for name in ("conftest", "setup", "usercustomize", "sitecustomize")})
    write_files(
        tree,
        {
            **entry_point("stranger"),
            "stranger/__init__.py": code,
            "stranger/own_rule.py": transform(tmp_path),
            "transforms/own_rule.py": transform(tmp_path),
            "hclfix/transforms/own_rule.py": transform(tmp_path),
            "m0/transforms/own_rule.py": transform(tmp_path),
            "pyproject.toml": '[project.entry-points."hclfix.transforms"]\nx = "stranger"\n',
            "setup.cfg": "[options.entry_points]\nhclfix.transforms =\n  x = stranger\n",
        },
    )
    return tree


def run(tree: Path, *command: str, path: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Runs a command in the tree, with ``path`` besides hclfix on PYTHONPATH."""
    python_path = os.pathsep.join(map(str, filter(None, (ROOT, path))))
    return subprocess.run(
        command,
        cwd=tree,
        env=os.environ | {"PYTHONPATH": python_path, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def script(directory: Path) -> tuple[str, str]:
    """The command as pip installs it: a script in a directory of its own."""
    write_files(directory, {"bin/hclfix": "from hclfix.cli import main\n\nif __name__ == '__main__':\n    main()\n"})
    return sys.executable, str(directory / "bin" / "hclfix")


@pytest.mark.parametrize("mode", ["--check", "--write"])
def test_the_command_runs_none_of_it(tree: Path, tmp_path: Path, mode: str) -> None:
    names = sorted({*sys.stdlib_module_names, *THIRD} - {"__main__"})
    code = mark(tmp_path)
    for name in names:
        write_files(tree, {f"{name}.py": code, f"{name}/__init__.py": code})
    done = run(tree, *script(tmp_path), mode, "--no-cache", "--jobs", "2", ".")
    assert done.returncode == (1 if mode == "--check" else 0), done.stderr
    assert f"{2 * MODULES} findings" in done.stderr
    assert not (tmp_path / "mark").exists(), (tmp_path / "mark").read_text()


def test_as_a_module_of_python_neither(tree: Path, tmp_path: Path) -> None:
    write_files(tree, {f"{name}.py": mark(tmp_path) for name in AFTER_START})
    shutil.rmtree(tree / "hclfix")  # Python itself would run that instead of ours: docs/ci.md
    done = run(tree, sys.executable, "-m", "hclfix", "--check", "--no-cache", "--jobs", "2", ".")
    assert f"{2 * MODULES} findings" in done.stderr
    assert not (tmp_path / "mark").exists(), (tmp_path / "mark").read_text()


def test_the_same_package_runs_where_it_is_installed(tree: Path, tmp_path: Path) -> None:
    installed = tmp_path / "installed"
    write_files(installed, {**entry_point("team"), "team/__init__.py": "", "team/own_rule.py": transform(tmp_path)})
    done = run(tree, *script(tmp_path), "--check", "--no-cache", "--select", "own-rule", ".", path=installed)
    assert (done.returncode, done.stderr) == (0, "nothing to fix\n")
    assert "team.own_rule" in (tmp_path / "mark").read_text()


def test_the_same_folder_runs_where_the_command_line_names_it(tree: Path, tmp_path: Path) -> None:
    done = run(tree, *script(tmp_path), "--check", "--no-cache", "--transforms", "transforms", ".")
    assert f"{2 * MODULES} findings" in done.stderr
    assert (tmp_path / "mark").exists()


@pytest.mark.parametrize("name", ["--transforms=x.tf", "--config=x.tf", "-v.tf"])
def test_the_name_of_a_file_is_no_option(tree: Path, tmp_path: Path, name: str) -> None:
    """pre-commit hands over the names of files, and a shell does for ``*``."""
    write_files(tree, {name: OUTPUT, "x.tf/own_rule.py": transform(tmp_path)})
    done = run(tree, *script(tmp_path), "--check", "--no-cache", name)
    assert done.returncode == 2
    assert f"there is a file '{name}' here; for the file write ./{name}" in done.stderr
    assert not (tmp_path / "mark").exists()
    done = run(tree, *script(tmp_path), "--check", "--no-cache", "--", name)
    assert done.returncode == 1, done.stderr
    assert done.stderr.startswith(f"{name}:")
    assert not (tmp_path / "mark").exists()
