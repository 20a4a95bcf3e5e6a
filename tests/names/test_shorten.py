"""What ``shorten-prefixes`` promises: whatever the inputs, a deployment whose names all fit keeps every one of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hclfix.transforms._names.named import names_in
from hclfix.transforms._names.table import facts
from hclfix.transforms._shorten.abbreviate import shorter
from hypothesis import given
from hypothesis import strategies as st

from hclfix import Inputs
from hclfix.engine import run
from hclfix.read import read_tree
from hclfix.testing import read_case
from hclfix.transform import load_transforms, transforms_directory
from tests.modules import write_files

FOLDERS = Path(__file__).parent.parent / "transforms" / "shorten_prefixes"
(SHORTEN,) = (each for each in load_transforms(transforms_directory()) if each.name == "shorten-prefixes")
CASES = [folder for folder in sorted(FOLDERS.iterdir()) if (folder / "after").is_dir() and not read_case(folder).unsafe]


def named(folder: Path, environment: str, suffix: str, project: str) -> dict[tuple[str, str, int], str]:
    """Every name of a case with those inputs, by module, address and limit."""
    directories = sorted({str(path.parent) for path in folder.rglob("*.tf")})
    variables = {
        "environment": environment,
        "environment_suffix": suffix,
        "project_name": project,
        "first": project,
        "team": environment,
    }
    tree, problems = read_tree(directories, Inputs(variables=variables))
    assert problems == []
    found = {}
    for module in tree.modules:
        for name in names_in(module, facts({}), prefixes=True):
            if name.maximum is not None and (text := name.value.text) is not None:
                found[Path(module.directory).name.replace("before", "after"), name.address, name.maximum] = text
    return found


def always_there(folder: Path) -> bool:
    """Whether every resource of a case is in every deployment."""
    return not any("count =" in path.read_text("utf-8") for path in (folder / "before").rglob("*.tf"))


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("suffix", ["", "x1", "synth24816359"])
def test_a_deployment_whose_names_fit_keeps_them(folder: Path, suffix: str) -> None:
    for length in range(1, 40):
        before, after = (
            named(folder / when, "e" * length, suffix, "webhook-processor") for when in ("before", "after")
        )
        fits = {key: len(text) <= key[2] for key, text in before.items()}
        for key in before:
            if all(fits.values()) or (not always_there(folder) and fits[key]):
                assert after.get(key, before[key]) == before[key], (length, key)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("suffix", ["", "synth24816359"])
def test_every_name_fits_afterwards(folder: Path, suffix: str) -> None:
    names = named(folder / "after", "production", suffix, "webhook-processor")
    assert names
    declined = [finding for finding in read_case(folder).findings or () if finding.endswith("[display]")]
    for (_, address, limit), text in names.items():
        if any(f" {address}: " in finding for finding in declined):
            continue
        assert len(text) <= limit, (address, text)
        assert suffix == "" or address == "aws_iam_policy.pass" or _has_no_suffix(folder) or suffix in text


def _has_no_suffix(folder: Path) -> bool:
    return not any("environment_suffix" in path.read_text("utf-8") for path in (folder / "before").rglob("*.tf"))


def test_at_the_boundary(tmp_path: Path) -> None:
    folder = FOLDERS / "shared_prefix"
    exactly = 40 - len("webhook-processor-")  # the room that the archive leaves: 48 less "-archive"
    for length, kept in ((exactly, True), (exactly + 1, False)):
        before, after = (named(folder / when, "e" * length, "", "webhook-processor") for when in ("before", "after"))
        archive = next(key for key in before if key[1] == "aws_cloudwatch_event_archive.events")
        assert len(before[archive]) == (48 if kept else 49)
        assert (after == before) is kept
        assert len(after[archive]) <= 48


@pytest.mark.parametrize(
    ("text", "abbreviations", "steps"),
    [
        ("webhook-processor", {"webhook-processor": "wh"}, ["wh", "w"]),
        ("application", {}, ["app", "a"]),
        ("orders", {}, ["ordrs", "o"]),
        ("-", {}, []),
    ],
)
def test_readable_forms_come_first(text: str, abbreviations: dict[str, str], steps: list[str]) -> None:
    assert [choice[0] for choice in shorter([text], abbreviations)] == steps


def test_the_word_that_saves_most_goes_first() -> None:
    assert next(shorter(["application", "validation"], {})) == ("app", "validation")


def test_the_environment_is_cut_but_never_replaced() -> None:
    assert [*shorter(["production"], {}, cut={0})] == [("prod",)]
    assert [*shorter(["staging"], {}, cut={0})] == []


WORDS = ("application", "production", "webhook", "processor", "orders", "validation", "x")
LIMITS = {"aws_lb": 32, "aws_iam_role": 64, "aws_sqs_queue": 80, "aws_cloudwatch_event_archive": 48}


@given(
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=6).map("-".join),
    st.lists(
        st.tuples(st.sampled_from(sorted(LIMITS)), st.sampled_from(("a", "queue", "balancer-of-webhooks"))),
        min_size=1,
        max_size=4,
        unique=True,
    ),
)
def test_the_prefix_is_as_long_as_the_names_allow(prefix: str, made: list[tuple[str, str]]) -> None:
    blocks = [f'resource "{type}" "{tail}" {{\n  name = "${{local.prefix}}-{tail}"\n}}\n' for type, tail in made]
    text = f'locals {{\n  prefix = "{prefix}"\n}}\n' + "\n".join(blocks)
    rooms = [LIMITS[type] - len(tail) - 1 for type, tail in made]
    too_long = [room for room in rooms if room < len(prefix)]
    choices = [choice for (choice,) in shorter([prefix], {})]
    with TemporaryDirectory() as directory:
        write_files(Path(directory), {"main.tf": text})
        for change in run(read_tree([directory])[0], [SHORTEN]).changes:
            write_files(Path(directory), {"main.tf": change.after or ""})
        (module,) = read_tree([directory])[0].modules
        names = {name.address: name.value.text for name in names_in(module, facts({}))}
    for (type, tail), room in zip(made, rooms, strict=True):
        best = next((choice for choice in choices if len(choice) <= min(too_long)), None) if too_long else prefix
        name = names[f"{type}.{tail}"]
        if room >= len(prefix):
            assert name == f"{prefix}-{tail}"
        elif best is not None:
            assert name == f"{best}-{tail}"


def test_another_process_makes_the_same_edits() -> None:
    command = [sys.executable, "-m", "hclfix", "--check", "--diff", "--unsafe", "--no-cache", "--jobs", "1", "."]
    outputs = {
        subprocess.run(
            command, cwd=FOLDERS, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(outputs) == 1
    assert b"short_prefix" in outputs.pop()
