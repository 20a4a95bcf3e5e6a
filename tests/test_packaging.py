"""hclfix installs in every usual way, with its transforms and its data, and runs without an installation too.

The installations take their dependencies from the environment of the tests, so that most of them need no network.
"""

from __future__ import annotations

import ast
import configparser
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from hclfix.transform import load_transforms, transforms_directory
from hclfix.version import __version__

ROOT = Path(__file__).resolve().parent.parent
NOT_PACKAGED = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".hypothesis", ".benchmarks", "__pycache__", "*.egg-info", "build", "dist"
)
BUILD = "import setuptools.build_meta as backend, sys; getattr(backend, sys.argv[1])(sys.argv[2])"


def run(*command: str | Path, cwd: Path) -> str:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "CI")}
    done = subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, since builds leave files behind."""
    directory = tmp_path_factory.mktemp("packaging") / "checkout"
    shutil.copytree(ROOT, directory, ignore=NOT_PACKAGED)
    return directory


@pytest.fixture(scope="module")
def sdist(checkout: Path) -> Path:
    run(sys.executable, "-c", BUILD, "build_sdist", "dist", cwd=checkout)
    return next((checkout / "dist").glob("*.tar.gz"))


@pytest.fixture(scope="module")
def wheel(sdist: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from the sdist, as PyPI's users get it."""
    directory = tmp_path_factory.mktemp("wheel")
    run("tar", "-xf", sdist, cwd=directory)  # tarfile's own filter= is not in the first releases of Python 3.11
    unpacked = next(directory.iterdir())
    run(sys.executable, "-c", BUILD, "build_wheel", "dist", cwd=unpacked)
    return next((unpacked / "dist").glob("*.whl"))


def empty_environment(directory: Path) -> Path:
    """The Python of a new environment, which finds the dependencies of hclfix where this Python does."""
    venv.create(directory, symlinks=True)
    python = directory / "bin" / "python"
    packages = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=directory).strip()
    places = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (Path(packages) / "dependencies.pth").write_text("".join(f"{place}\n" for place in places))
    return python


def install(directory: Path, *what: str | Path) -> Path:
    """The ``hclfix`` command of a new environment."""
    python = empty_environment(directory)
    options = ["--no-deps", "--no-build-isolation", "--force-reinstall", "--disable-pip-version-check", "--no-index"]
    run(sys.executable, "-m", "pip", "--python", python, "install", *options, *what, cwd=directory)
    return python.parent / "hclfix"


def assert_works(directory: Path, *command: str | Path) -> None:
    """The command runs, and knows every transform of the checkout."""
    assert run(*command, "--version", cwd=directory) == f"hclfix, version {__version__}\n"
    listed = {line.partition(":")[0] for line in run(*command, "--list", cwd=directory).splitlines()}
    assert listed >= {transform.name for transform in load_transforms(transforms_directory())}


def test_the_wheel_holds_every_file_of_both_folders_and_nothing_else(wheel: Path, checkout: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name for name in archive.namelist() if ".dist-info/" not in name}
    there = {
        prefix + path.relative_to(checkout / folder).as_posix()
        for folder, prefix in (("hclfix", "hclfix/"), ("transforms", "hclfix/transforms/"))
        for path in (checkout / folder).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert packed == there


def test_the_sdist_holds_what_the_tests_need(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        packed = {name.partition("/")[2] for name in archive.getnames()}
    for name in ("tests/conftest.py", "examples/webhook-processor/main.tf", "README.md", "LICENSE", "setup.cfg"):
        assert name in packed


def test_a_wheel_that_was_built_from_the_sdist(wheel: Path, tmp_path: Path) -> None:
    assert_works(tmp_path, install(tmp_path / "venv", wheel))


def test_an_installation_of_the_checkout(checkout: Path, tmp_path: Path) -> None:
    assert_works(tmp_path, install(tmp_path / "venv", checkout))


def test_an_editable_installation(checkout: Path, tmp_path: Path) -> None:
    assert_works(tmp_path, install(tmp_path / "venv", "--editable", checkout))


def test_a_bare_checkout(checkout: Path, tmp_path: Path) -> None:
    python = empty_environment(tmp_path / "venv")
    assert_works(checkout, python, "-m", "hclfix")
    run(python, "-m", "pytest", "-p", "no:cacheprovider", "tests/test_architecture.py", cwd=checkout)


def test_the_first_command_of_the_readme(checkout: Path) -> None:
    [command] = re.findall(r"^python3 -m venv .*hclfix .*$", (ROOT / "README.md").read_text(), re.MULTILINE)
    done = subprocess.run(
        ["bash", "-c", command], cwd=checkout, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if "Failed to establish a new connection" in done.stderr + done.stdout:
        pytest.skip("PyPI is out of reach")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "diff --git a/examples/webhook-processor/main.tf b/examples/webhook-processor/main.tf\n" in done.stdout


def imported_by(folder: str) -> Iterator[str]:
    """The top-level names of the packages that the Python files of a folder import.

    The fuzzer is run by hand, and says itself what it needs.
    """
    for path in (ROOT / folder).rglob("*.py"):
        if path.parent == ROOT / "tests" / "fuzz":
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


def third_party(*folders: str) -> set[str]:
    names = {name for folder in folders for name in imported_by(folder)}
    return {"python-hcl2" if name == "hcl2" else name for name in names - sys.stdlib_module_names - {"hclfix", "tests"}}


def declared(text: str) -> set[str]:
    return {re.split(r"[^\w-]", line)[0].replace("_", "-") for line in text.split("\n") if line}


def test_what_is_imported_is_declared() -> None:
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    needed = declared(config["options"]["install_requires"])
    assert third_party("hclfix", "transforms") == needed | declared(config["options.extras_require"]["dask"])
    assert third_party("tests") <= needed | declared(config["options.extras_require"]["test"])


def test_everything_that_ci_installs_is_pinned() -> None:
    pinned = declared((ROOT / "constraints.txt").read_text().partition("\n")[2])
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg")
    assert declared(config["options"]["install_requires"]) <= pinned
    assert declared(config["options.extras_require"]["test"]) <= pinned
    assert {"ruff", "mypy"} <= pinned
