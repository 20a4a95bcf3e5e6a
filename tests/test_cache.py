"""The cache: what is remembered is what would be computed, and all that a result depends on is in its key."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from hclfix.cache import Cache
from hclfix.change import Change
from hclfix.config import command_line
from hclfix.discover import Contents, group_into_trees
from hclfix.result import Result
from hclfix.schedule import open_cache, results
from hclfix.worker import Plan, Worker
from tests.modules import write_files

TRANSFORM = (
    '"""Counts its runs."""\n\nimport os\nfrom hclfix import Edit, Finding, Fix\n\n\n'
    + '''
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """One setting. value: what to write."""

    value: str = "2"


def check(module, settings):
    with open(os.environ["RUNS"], "a") as file:
        file.write(module.directory + "\\n")
    module.texts_at("app.py")
    for document in module.documents:
        for attribute in document.attributes:
            if attribute.value_text == "1":
                fix = Fix((Edit(document.path, attribute.value_span, settings.value),))
                yield Finding(document.path, attribute.value_span, "it is 1, not ü", fix)
'''
)

FILES = {
    "main.tf": 'a = 1\nmodule "m" {\n  source = "../outside"\n}\n',
    "terraform.tfvars": "v = 1\n",
    "x.tftest.hcl": "",
    ".terraform.lock.hcl": "",
}

CONTENT = {".toml": "[transforms.count-runs]\nvalue = '3'\n", ".tfvars.json": "{}"}
"""What is added to a file, where a comment would not do."""


class Scene:
    """A module, a folder of transforms, and the command run over them with a cache of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        write_files(directory / "m", FILES)
        write_files(directory / "outside", {"main.tf": "b = 2\n"})
        write_files(directory / "transforms", {"count_runs.py": TRANSFORM, "data/facts.toml": "a = 1\n"})
        self.runs = directory / "runs"
        self.command = [sys.executable, "-m", "hclfix", "--check", "--output-format", "json", "--select", "count-runs"]
        self.command += ["--transforms", str(directory / "transforms"), "--cache-dir", str(directory / "cache")]

    def run(self, *arguments: str, **environment: str) -> str:
        """What the command prints on the standard output."""
        ran = subprocess.run(
            [*self.command, *arguments, str(self.directory / "m")],
            cwd=Path(__file__).parent.parent,
            env=os.environ | {"RUNS": str(self.runs)} | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert ran.returncode in (0, 1), ran.stderr
        return ran.stdout

    def computes(self, *arguments: str, **environment: str) -> bool:
        """Whether a run asks the transform, rather than the cache."""
        self.runs.write_text("")
        self.run(*arguments, **environment)
        return bool(self.runs.read_text())


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    return Scene(tmp_path)


def test_what_is_remembered_is_what_was_computed(scene: Scene) -> None:
    first = scene.run()
    assert scene.computes() is False
    assert json.loads(scene.run()) == json.loads(first)


def test_no_cache_neither_reads_nor_writes(scene: Scene) -> None:
    assert scene.computes("--no-cache")
    assert not (scene.directory / "cache").exists()
    scene.run()
    assert scene.computes("--no-cache")


@pytest.mark.parametrize(
    "path",
    [
        *("m/main.tf", "m/terraform.tfvars", "m/x.tftest.hcl", "m/.terraform.lock.hcl", "outside/main.tf"),
        *("m/b.auto.tfvars", "m/terraform.tfvars.json", "m/tests/t.tftest.hcl", "m/.hclfix.toml", ".hclfix.toml"),
        *(
            "m/new.tf",
            "m/terragrunt.hcl",
            "terragrunt.hcl",
            "m/app.py",
            "transforms/count_runs.py",
            "transforms/data/facts.toml",
        ),
    ],
)
def test_a_change_of_any_file_is_a_miss(scene: Scene, path: str) -> None:
    scene.run()
    assert scene.computes() is False
    file = scene.directory / path
    file.parent.mkdir(exist_ok=True)
    file.write_text((file.read_text() if file.exists() else "") + CONTENT.get("".join(file.suffixes), "\n# changed\n"))
    assert scene.computes()
    assert scene.computes() is False


def test_a_change_of_what_the_run_is_told_is_a_miss(scene: Scene) -> None:
    scene.run()
    for arguments in (["--var", "v=2"], ["--workspace", "w"], ["--set", 'count-runs.value="3"'], ["--unsafe"]):
        assert scene.computes(*arguments), arguments
        assert scene.computes(*arguments) is False, arguments
    for environment in ({"TF_VAR_v": "3"}, {"TF_WORKSPACE": "other"}):
        assert scene.computes(**environment), environment
    assert scene.computes() is False


def test_a_change_of_a_named_file_is_a_miss(scene: Scene) -> None:
    values, baseline = scene.directory / "values.tfvars", scene.directory / "baseline.json"
    for number in (1, 2):
        values.write_text(f"v = {number}\n")
        assert scene.computes("--var-file", str(values)), number
    assert scene.computes("--var-file", str(values)) is False
    for fingerprint in ("a", "b"):
        baseline.write_text(json.dumps({"version": 1, "findings": [{"fingerprint": fingerprint}]}))
        assert scene.computes("--baseline", str(baseline)), fingerprint
    assert scene.computes("--baseline", str(baseline)) is False


def test_another_version_is_a_miss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys = set()
    for version in ("1.0.0", "1.0.1"):
        monkeypatch.setattr("hclfix.cache.__version__", version)
        cache = Cache(str(tmp_path / "cache"), ())
        keys.add(cache.key([str(tmp_path)], {}))
        cache.close()
    assert len(keys) == 2


def test_which_of_two_options_comes_last_is_in_the_key(scene: Scene) -> None:
    file = scene.directory / "values.tfvars"
    file.write_text("v = 3\n")
    scene.run("--var", "v=2", "--var-file", str(file))
    assert scene.computes("--var-file", str(file), "--var", "v=2")


def test_a_renamed_file_is_a_miss(scene: Scene) -> None:
    scene.run()
    (scene.directory / "m" / "main.tf").rename(scene.directory / "m" / "other.tf")
    assert scene.computes()


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"x" * 200])
def test_a_broken_cache_is_no_cache(scene: Scene, content: bytes) -> None:
    first = scene.run()
    for path in (scene.directory / "cache").iterdir():
        path.unlink()
    (scene.directory / "cache" / "results.sqlite").write_bytes(content)
    assert json.loads(scene.run()) == json.loads(first)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE results SET looked_at = NULL",
        "UPDATE results SET looked_at = '{}'",
        "UPDATE results SET looked_at = '[[1, 2, 3]]'",
        "UPDATE results SET looked_at = '[[null, 1]]'",
        "UPDATE results SET value = NULL",
        "UPDATE results SET value = x'ff'",
        "UPDATE results SET value = '[]'",
        "UPDATE results SET value = replace(value, 'it is 1', 'it is 2')",
        f"UPDATE results SET value = '{'[' * 100_000}'",
        "UPDATE results SET key = x'00'",
        "DROP TABLE results",
        "ALTER TABLE results DROP COLUMN looked_at",
    ],
)
def test_a_damaged_row_is_no_row(scene: Scene, change: str) -> None:
    first = scene.run()
    database = sqlite3.connect(scene.directory / "cache" / "results.sqlite")
    with database:
        database.execute(change)
    database.close()
    assert json.loads(scene.run()) == json.loads(first)


def test_what_others_can_write_is_no_cache(scene: Scene) -> None:
    scene.run()
    cache = scene.directory / "cache"
    assert cache.stat().st_mode & 0o777 == 0o700
    assert not scene.computes()
    cache.chmod(0o777)
    assert scene.computes()
    cache.chmod(0o700)
    (cache / "results.sqlite").rename(scene.directory / "moved")
    (cache / "results.sqlite").symlink_to("../moved")
    assert scene.computes()
    before = (scene.directory / "empty").write_bytes(b"")
    (cache / "results.sqlite").unlink()
    (cache / "results.sqlite").symlink_to("../empty")
    assert scene.computes()
    assert (scene.directory / "empty").stat().st_size == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file to another user")
@pytest.mark.parametrize("name", [".", "results.sqlite"])
def test_what_belongs_to_another_user_is_no_cache(scene: Scene, name: str) -> None:
    scene.run()
    os.chown(scene.directory / "cache" / name, 65534, 65534)
    assert scene.computes()


def test_a_file_that_changes_after_it_was_looked_at_is_not_overwritten(tmp_path: Path) -> None:
    """The change that is remembered was made of another text, and would undo what somebody did meanwhile."""
    path = tmp_path / "main.tf"
    path.write_text("a = 1\n")
    cache = Cache(str(tmp_path / "cache"), ())
    cache.put(b"key", Result((Change(str(path), "a = 1\n", "a = 2\n"),), (), (), (), {}, ()))
    remembered = cache.get(b"key")
    assert remembered
    assert remembered.changes == (Change(str(path), "a = 1\n", "a = 2\n"),)
    path.write_text("a = 1\nb = 1\n")
    assert cache.get(b"key") is None
    cache.close()


REGION = 'data "aws_region" "r" {}\n\noutput "r" {\n  value = data.aws_region.r.name\n}\n'


@pytest.mark.parametrize("name", ["main.tf", "called/main.tf"])
def test_a_file_that_changes_after_it_was_looked_at_is_remembered_by_neither_text(name: str, tmp_path: Path) -> None:
    worker = Worker(Plan(command_line({"select": ("replace-aws-region-name",)}), date.today(), isolated=True))
    write_files(
        tmp_path, {"main.tf": 'module "called" {\n  source = "./called"\n}\n', "called/main.tf": "", name: REGION}
    )

    def found(contents: dict[str, Contents]) -> list[int]:
        cache = open_cache(worker, str(tmp_path / "cache"))
        return [
            len(result.fixed)
            for result in results(worker, [[str(tmp_path), str(tmp_path / "called")]], contents, cache)
        ]

    looked_at: dict[str, Contents] = {}
    group_into_trees([str(tmp_path), str(tmp_path / "called")], looked_at)
    write_files(tmp_path, {name: REGION.replace(".name", ".id")})
    assert found(looked_at) == [0]
    write_files(tmp_path, {name: REGION})
    assert found({}) == [1]


def test_old_results_go(scene: Scene) -> None:
    scene.run()
    with sqlite3.connect(scene.directory / "cache" / "results.sqlite") as database:
        database.execute("INSERT INTO results VALUES (x'00', '{}', '[]', 1)")
    database.close()
    scene.run()
    database = sqlite3.connect(scene.directory / "cache" / "results.sqlite")
    assert database.execute("SELECT COUNT(*) FROM results").fetchone() == (1,)
    database.close()


def test_of_too_many_results_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hclfix.cache.LARGEST", 3)
    cache = Cache(str(tmp_path), ())
    for number in range(4):
        cache.put(bytes([number]), Result((), (), (), (), {}, ()))
    cache.close()
    database = sqlite3.connect(tmp_path / "results.sqlite")
    assert database.execute("SELECT COUNT(*) FROM results").fetchone() == (2,)
    database.close()


def test_runs_at_the_same_time_share_the_cache(scene: Scene) -> None:
    first = scene.run()
    (scene.directory / "cache" / "results.sqlite").unlink()
    environment = os.environ | {"RUNS": str(scene.runs)}
    started = [
        subprocess.Popen(
            [*scene.command, str(scene.directory / "m")],
            cwd=Path(__file__).parent.parent,
            env=environment,
            stdout=-1,
            text=True,
        )
        for _ in range(4)
    ]
    assert [json.loads(process.communicate(timeout=120)[0]) for process in started] == [json.loads(first)] * 4
