"""dask's executor: a real cluster of two workers, one of which is killed while the run goes on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import hclfix
from tests.modules import write_files

distributed = pytest.importorskip("distributed", reason="dask is an extra: pip install 'hclfix[dask]'")
dask = pytest.importorskip("dask")
pytestmark = pytest.mark.filterwarnings("ignore")  # dask's own, of a worker that is gone

ROOT = Path(__file__).resolve().parent.parent
TEXT = 'data "aws_region" "r" {}\n\noutput "r" {\n  value = data.aws_region.r.name\n}\n'
COUNT = 150


BLIND = """\
import sys


def hide(event, arguments):
    if event in ("open", "os.scandir", "os.listdir") and str(arguments[0]).startswith({tree!r}):
        raise PermissionError(1, "workers see nothing of the tree")


sys.addaudithook(hide)
"""
"""What each worker runs as it starts, also the one that comes after one that was killed."""


@pytest.fixture
def client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """A cluster whose workers can't open a file of the tree, and stand in another directory."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    write_files(tmp_path, {"blind.py": BLIND.format(tree=str(tmp_path / "tree"))})
    workers = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    preload = {"distributed.worker.preload": [str(tmp_path / "blind.py")]}
    with (
        dask.config.set(preload),
        distributed.LocalCluster(**workers) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client


def test_each_tree_is_reported_and_written_once_when_a_worker_dies(client: Any, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    write_files(tree, {f"m{number:03}/main.tf": TEXT for number in range(COUNT)})
    client.run(os.chdir, "/")
    with pytest.raises(PermissionError):
        client.run(os.listdir, str(tree))
    process_ids = list(client.run(os.getpid).values())
    results = hclfix.fix_modules(
        [str(tree)], executor=client.get_executor(retries=3), select=["replace-aws-region-name"], write=True
    )
    seen = [change.path for change in next(results).changes]
    os.kill(process_ids[0], signal.SIGKILL)
    for result in results:
        assert result.problems == ()
        seen += [change.path for change in result.changes]
    assert seen == [str(tree / f"m{number:03}" / "main.tf") for number in range(COUNT)]
    assert {path.read_text() for path in tree.rglob("main.tf")} == {TEXT.replace(".name", ".id")}


@pytest.mark.parametrize(("options", "code"), [([], 0), (["--shared-storage"], 2)])
def test_the_command_spreads_its_work(options: list[str], code: int, client: Any, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    write_files(tree, {f"m{number}/main.tf": TEXT for number in range(5)})
    command = [sys.executable, "-m", "hclfix", "--write", "--no-cache", "--select", "replace-aws-region-name"]
    ran = subprocess.run(
        [*command, *options, "--scheduler", client.scheduler.address, str(tree)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == code, ran.stderr
    if code:  # sent paths alone, they look at the disk, and see nothing
        assert ran.stderr.count("can't be read: workers see nothing of the tree") == 5
    assert {path.read_text() for path in tree.rglob("main.tf")} == {TEXT if code else TEXT.replace(".name", ".id")}
