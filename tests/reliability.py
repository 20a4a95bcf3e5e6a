"""Writes docs/reliability.md: ``python -m tests.reliability [NUMBER]``.

What can be counted is counted, and NUMBER generated files (2,000 when nothing is said) are read here and by Terraform.
What takes too long for that is taken from tests/reliability.toml, where each run is written down with its command.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections import Counter
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

PARTS = {
    "Reading": ("tests/syntax", "every node has its exact span, and what Terraform refuses is refused"),
    "Edits": ("tests/test_edits.py", "exactly the bytes of the edits change"),
    "Writing": ("tests/test_write.py", "all files or none, with their modes and owners"),
    "Faults": ("tests/test_write_faults.py", "a kill, a full disk or another program at every step of a write"),
    "Hostile and bad input": ("tests/test_hostile.py", "no code runs, no escape gets through, nothing hangs"),
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
            *_long_runs(runs),
            *_adversarial(runs["adversarial"]),
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


def _long_runs(runs: dict[str, Any]) -> list[str]:
    fuzzing, deployed, floor = runs["fuzzing"], runs["end-to-end"], runs["floor"]
    return [
        "## Long runs",
        "",
        f"- Coverage-guided fuzzing of the reader (`{fuzzing['command']}`), begun {fuzzing['started']}:"
        f" {fuzzing['minutes']} minutes, {fuzzing['crashes']} crashes.",
        f"- A real deployment (`{deployed['command']}`), {deployed['date']}, {deployed['with']}: {deployed['result']}",
        f"- Dependencies at their floor and newest (`{floor['command']}`), {floor['date']}: {floor['result']}",
        "",
    ]


def _adversarial(run: dict[str, str]) -> list[str]:
    return [
        "## Texts made to be slow",
        "",
        f"`{run['command']}` on {run['date']}. Growth 1 is linear, 16 would be square.",
        "",
        "```text",
        run["table"].strip(),
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
    PAGE.write_text(page(int(sys.argv[1]) if sys.argv[1:] else 2000), encoding="utf-8")
