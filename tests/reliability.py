"""Writes docs/reliability.md: ``python -m tests.reliability [NUMBER] [--real DIRECTORY]``.

What can be counted is counted, and NUMBER generated files (2,000 when nothing is said) are read here and by Terraform.
With a directory of repositories, one in each folder of it, the same is done with every file of theirs that Terraform
would read, and the figures go to tests/reliability.toml. What takes too long is taken from there, where each run is
written down with its command, and from benchmarks/adversarial.txt.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tomllib
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hclfix.testing import cases, read_case
from tests.bad_input import BAD_INPUT
from tests.strategies import mutated
from tests.syntax.test_scanner import read
from tests.terraform_fmt import accepted

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "reliability.md"
RUNS = Path(__file__).with_suffix(".toml")
ADVERSARIAL = ROOT / "benchmarks" / "adversarial.txt"

PARTS = {
    "Reading": ("tests/syntax", "every node has its exact span, and what Terraform refuses is refused"),
    "Losslessness": ("tests/test_lossless.py", "bytes, comments and data that no fix names stay, whatever the module"),
    "Edits": ("tests/test_edits.py", "exactly the bytes of the edits change"),
    "Writing": ("tests/test_write.py", "all files or none, with their modes and owners"),
    "Writing by the command": ("tests/command/test_write.py", "what a person sees of it, and the exit code"),
    "Faults": ("tests/test_write_faults.py", "a kill, a full disk or another program at every step of a write"),
    "Hostile and bad input": ("tests/test_hostile.py", "no code runs, no escape gets through, nothing hangs"),
    "Code in a scanned tree": ("tests/test_hostile_code.py", "nothing that lies in a tree is imported or run"),
    "Regular expressions": ("tests/test_regular_expressions.py", "linear time, and read alike by every Python 3.11"),
    "Elsewhere": ("tests/test_elsewhere.py", "workers that see no disk find what this process finds"),
    "Transforms": ("tests/test_transforms.py", "each case, byte by byte, and that a second run finds nothing"),
    "Terraform's word": ("tests/test_terraform.py", "fixes leave modules valid, and safe ones plan nothing"),
    "Evaluation": ("tests/evaluate", "a value is what Terraform's console says, or unknown"),
    "`--verify`": ("tests/test_verify.py", "what the user's Terraform has something against is not written"),
}


class Agreement(NamedTuple):
    """How reading generated files compares with Terraform's."""

    accepted: int
    refused: int
    disagreements: tuple[str, ...]


def agreement(number: int) -> Agreement:
    """Reads so many generated files, half of them mutated, here and with ``terraform fmt``."""
    texts: list[str] = []

    @settings(
        max_examples=number,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(mutated(), min_size=10, max_size=10))
    def collect(found: list[str]) -> None:
        if len(texts) < number:
            texts.extend(found)

    collect()
    ours, theirs = [read(text) for text in texts], accepted(texts)
    disagreements = [text for text, our, their in zip(texts, ours, theirs, strict=True) if our != their]
    return Agreement(sum(theirs), len(texts) - sum(theirs), tuple(disagreements))


def real_agreement(directory: Path) -> dict[str, dict[str, Any]]:
    """The same for the files of real repositories, by the name of each one's folder; disagreements by path."""
    found: dict[str, dict[str, Any]] = {}
    for repository in sorted(path for path in directory.iterdir() if path.is_dir()):
        files = sorted(path for ending in ("*.tf", "*.tfvars") for path in repository.rglob(ending) if path.is_file())
        texts = []
        for file in files:
            with suppress(UnicodeDecodeError):  # both refuse it
                texts.append((file.relative_to(directory).as_posix(), file.read_bytes().decode()))
        ours, theirs = [read(text) for _, text in texts], accepted([text for _, text in texts])
        differing = [path for (path, _), our, their in zip(texts, ours, theirs, strict=True) if our != their]
        found[repository.name] = {"files": len(texts), "refused": theirs.count(False), "differing": differing}
    return found


def record_real(directory: Path) -> None:
    """Writes the figures of real files down, below the other long runs."""
    text = RUNS.read_text(encoding="utf-8").partition("\n[real")[0].rstrip("\n")
    lines = [text, "", "[real]", f'date = "{date.today()}"']
    for name, counts in real_agreement(directory).items():
        lines += ["", f'[real.repositories."{name.replace("+", "/")}"]']
        lines += [f"{key} = {json.dumps(value)}" for key, value in counts.items()]
    RUNS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def tests_by_file() -> Counter[str]:
    """How many tests each file has, as pytest counts them."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    paths = [path for path, _ in PARTS.values()]
    said = subprocess.run([*command, *paths], cwd=ROOT, capture_output=True, text=True, check=True, timeout=600).stdout
    return Counter(line.partition("::")[0] for line in said.splitlines() if "::" in line)


def page(number: int) -> str:
    """The text of the page."""
    runs = tomllib.loads(RUNS.read_text(encoding="utf-8"))
    return "\n".join(
        [
            "# How far hclfix can be trusted",
            "",
            f"Made by `python -m tests.reliability {number}` on {date.today()}. Every figure has the command that gives"
            " it again.",
            "",
            *_tests(),
            *_cases(),
            *_agreement(number),
            *_real(runs["real"]),
            *_long_runs(runs),
            *_adversarial(),
            *_bad_input(),
        ]
    )


def _tests() -> list[str]:
    by_file = tests_by_file()
    rows = []
    for name, (path, what) in PARTS.items():
        number = sum(count for file, count in by_file.items() if file.startswith(path))
        rows.append(f"| {name} | {number} | `python -m pytest {path}` | {what} |")
    return ["## Tests", "", "| of | tests | command | what they show |", "|---|---:|---|---|", *rows, ""]


def _cases() -> list[str]:
    """The case folders of each transform: those that change something, those that must not, and the unsafe ones."""
    counts: dict[str, Counter[str]] = {}
    for folder in sorted((ROOT / "tests" / "transforms").iterdir()):
        if folder.is_dir():
            count = counts.setdefault(folder.name.replace("_", "-"), Counter())
            for case in cases(folder):
                count["changing" if (case / "after").is_dir() else "nothing"] += 1
                count["unsafe"] += read_case(case).unsafe
    rows = [
        f"| {name} | {count['changing']} | {count['nothing']} | {count['unsafe']} |" for name, count in counts.items()
    ]
    total: Counter[str] = sum(counts.values(), Counter())
    return [
        "## Cases of the transforms",
        "",
        "Each is a whole module before and after. Real Terraform judges those that change something: a valid module",
        "stays valid, and a safe fix plans nothing on the state of the module before.",
        "",
        "| transform | change something | must change nothing | with unsafe fixes |",
        "|---|---:|---:|---:|",
        *rows,
        f"| all | {total['changing']} | {total['nothing']} | {total['unsafe']} |",
        "",
    ]


def _agreement(number: int) -> list[str]:
    found = agreement(number)
    return [
        "## Agreement with Terraform on what can be read",
        "",
        f"Of {found.accepted + found.refused} generated files, most with a piece taken out, doubled or moved,"
        f" `terraform fmt` reads {found.accepted} and refuses {found.refused}."
        f" hclfix decides otherwise in **{len(found.disagreements)}** cases.",
        "",
        *(f"    {text!r}" for text in found.disagreements),
        *([""] if found.disagreements else []),
    ]


def _real(run: dict[str, Any]) -> list[str]:
    """The files of repositories that were fetched for this and are no part of ours."""
    rows = [
        f"| {name} | {counts['files']} | {counts['refused']} | {len(counts['differing'])} |"
        for name, counts in run["repositories"].items()
    ]
    differing = [path for counts in run["repositories"].values() for path in counts["differing"]]
    return [
        f"Real files, all `.tf` and `.tfvars` of these repositories as they were on {run['date']}"
        " (`python -m tests.reliability --real DIRECTORY`, with a folder for each repository in DIRECTORY):",
        "",
        "| repository | files | refused by Terraform | decided otherwise by hclfix |",
        "|---|---:|---:|---:|",
        *rows,
        "",
        *(f"    {path}" for path in differing),
        *([""] if differing else []),
    ]


def _long_runs(runs: dict[str, Any]) -> list[str]:
    fuzzing, deployed, floor, long = runs["fuzzing"], runs["end-to-end"], runs["floor"], runs["properties"]
    return [
        "## Long runs",
        "",
        f"- Coverage-guided fuzzing of the reader (`{fuzzing['command']}`), begun {fuzzing['started']}:"
        f" {fuzzing['minutes']} minutes, {fuzzing['crashes']} crashes.",
        f"- The properties on many more texts than in CI (`{long['command']}`), {long['date']}: {long['result']}",
        f"- A real deployment (`{deployed['command']}`), {deployed['date']}, {deployed['with']}: {deployed['result']}",
        f"- Dependencies at their floor and newest (`{floor['command']}`), {floor['date']}: {floor['result']}",
        "",
    ]


def _adversarial() -> list[str]:
    made, _, table = ADVERSARIAL.read_text(encoding="utf-8").partition("\n")
    return [
        "## Texts made to be slow",
        "",
        f"`python benchmarks/adversarial.py`, {made}. Growth 1 is linear, 16 would be square.",
        "",
        "```text",
        table.strip(),
        "```",
        "",
    ]


def _bad_input() -> list[str]:
    rows = [f"| {bad.kind} | `{_cell(bad.says)}` | {bad.code} |" for bad in BAD_INPUT]
    return [
        "## Bad input",
        "",
        "What a person sees begins like this; `python -m pytest tests/test_hostile.py` tries each.",
        "",
        "| kind | what is said | exit code |",
        "|---|---|---:|",
        *rows,
        "",
    ]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").strip()


if __name__ == "__main__":
    os.environ.setdefault("TF_CLI_CONFIG_FILE", "")
    parser = argparse.ArgumentParser(prog="python -m tests.reliability")
    parser.add_argument("number", type=int, nargs="?", default=2000, help="how many generated files")
    parser.add_argument("--real", type=Path, metavar="DIRECTORY", help="read real repositories, too")
    options = parser.parse_args()
    if options.real:
        record_real(options.real)
    PAGE.write_text(page(options.number), encoding="utf-8")
