"""Suppressions, baselines and configuration in a run of the engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from hclfix import unused_ignore
from hclfix.baseline import Baseline, BaselineError, baseline_text
from hclfix.config import command_line, settle
from hclfix.engine import run
from hclfix.finding import Finding, Fix, Safety
from hclfix.judge import Judge
from hclfix.read import read_tree
from hclfix.module import Module
from hclfix.result import Result
from hclfix.text import Edit
from hclfix.transform import NoSettings, Transform

TODAY = date(2026, 6, 15)


def transform(name: str, old: str, new: str, safety: Safety = Safety.SAFE, after: tuple[str, ...] = ()) -> Transform:
    """A transform that renames an attribute wherever it stands."""

    def check(module: Module, settings: NoSettings) -> Iterator[Finding]:
        for document in module.documents:
            for item in document.body.walk():
                if getattr(item, "name", None) == old:
                    fix = Fix((Edit(document.path, item.name_span, new),), safety)  # type: ignore[union-attr]
                    yield Finding(document.path, item.span, f"{old} should be {new}", fix)

    return Transform(name, f"{name}.\n", check, NoSettings, NoSettings(), (), after, True, "")


RENAME = transform("rename-old", "old", "new")
CHAIN = transform("rename-new", "new", "newest", after=("rename-old",))
UNSAFE = transform("rename-risky", "risky", "brave", Safety.UNSAFE)
TRANSFORMS = (RENAME, CHAIN, UNSAFE, unused_ignore.transform())


def judged(text: str, *, baseline: Baseline | None = None, fixing: bool = True, **said: Any) -> Result:
    """The result of a run over one file in the current directory."""
    Path("main.tf").write_text(text, encoding="utf-8")
    tree, problems = read_tree(["."])
    assert not problems
    config = settle((command_line(said),), TRANSFORMS)
    judge = Judge(config, TODAY, baseline, fixing)
    return run(tree, config.transforms, unsafe=config.options.unsafe_fixes, judge=judge)


def written(text: str, **said: Any) -> str | None:
    """The text that comes out."""
    result = judged(text, **said)
    assert not result.problems
    return result.changes[0].after if result.changes else text


def left(text: str, **said: Any) -> list[str]:
    """The findings that a run leaves, by transform and message."""
    return [f"{finding.transform}: {finding.message}" for finding in judged(text, **said).remaining]


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


# --- suppression ----------------------------------------------------------------------------------------------------


def test_a_suppressed_fix_is_not_made() -> None:
    text = "old = 1 # hclfix-ignore: rename-old\nb { old = 2 }\n"
    assert written(text) == "old = 1 # hclfix-ignore: rename-old\nb { newest = 2 }\n"
    assert left(text) == []


def test_an_unused_name_goes_but_one_that_is_needed_in_the_end_stays() -> None:
    assert written("a = 1 # hclfix-ignore: rename-old\n") == "a = 1\n"
    chained = "old = 1 # hclfix-ignore: rename-new\n"
    assert written(chained) == "new = 1 # hclfix-ignore: rename-new\n"


def test_an_unsafe_finding_uses_its_suppression() -> None:
    text = "risky = 1 # hclfix-ignore: rename-risky\n"
    assert written(text) == text
    assert written(text, unsafe_fixes=True) == text


def test_names_that_did_not_run_are_not_unused() -> None:
    text = "a = 1 # hclfix-ignore: rename-old\n"
    assert written(text, ignore=("rename-old",)) == text
    assert written(text, select=("rename-new", "unused-ignore")) == text


def test_names_that_a_file_ignores_are_not_unused() -> None:
    text = "old = 1 # hclfix-ignore: rename-old\n"
    assert written(text, per_file_ignores={"main.tf": ("rename-old",)}) == text


def test_nothing_is_said_of_comments_when_that_is_not_selected() -> None:
    text = "a = 1 # hclfix-ignore: rename-old, zzz\n"
    assert written(text, ignore=("unused-ignore",)) == text
    assert written(text, select=("rename-old",)) == text


def test_comments_with_mistakes_hide_nothing_and_go() -> None:
    assert written("old = 1 # hclfix-ignore: rename-odl\n") == "newest = 1\n"
    assert written("old = 1 # hclfix-ignore: rename-old until:2026-06-14\n") == "newest = 1\n"


def test_a_transform_that_failed_makes_no_suppression_unused() -> None:
    def check(module: Module, settings: NoSettings) -> Iterator[Finding]:
        raise RuntimeError("broken")

    text = "a = 1 # hclfix-ignore: rename-old\n"
    Path("main.tf").write_text(text, encoding="utf-8")
    tree, _ = read_tree(["."])
    broken = Transform("broken", "Broken.\n", check, NoSettings, NoSettings(), (), (), True, "")
    config = settle((), (*TRANSFORMS, broken))
    result = run(tree, config.transforms, judge=Judge(config, TODAY))
    assert len(result.problems) == 1
    assert not result.changes


# --- baseline -------------------------------------------------------------------------------------------------------


def baseline_of(text: str, path: str = "baseline.json") -> Baseline:
    Path(path).write_text(baseline_text(path, judged(text, fixing=False).remaining), encoding="utf-8")
    return Baseline.read(path)


def test_what_the_baseline_holds_is_neither_reported_nor_fixed_also_when_lines_move() -> None:
    baseline = baseline_of("old = 1\nrisky = 2\n")
    result = judged("# moved\n\nold = 1\nb {}\nrisky = 2\n", baseline=baseline)
    assert (result.changes, result.remaining) == ((), ())


def test_one_more_of_the_same_is_new() -> None:
    baseline = baseline_of("b { risky = 1 }\n")
    assert left("b { risky = 1 }\nb { risky = 2 }\n", baseline=baseline) == ["rename-risky: risky should be brave"]


def test_a_baseline_is_the_same_file_wherever_it_is_written_from(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "sub").mkdir()
    baseline_of("risky = 1\n", "sub/baseline.json")
    text = (directory / "sub/baseline.json").read_text(encoding="utf-8")
    assert '"path": "../main.tf"' in text
    assert left("risky = 1\n", baseline=Baseline.read(str(directory / "sub/baseline.json"))) == []


def test_a_baseline_of_nothing_is_one_too() -> None:
    assert left("risky = 1\n", baseline=baseline_of("a = 1\n")) == ["rename-risky: risky should be brave"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{}", "bad.json: this is not a baseline; --write-baseline makes one"),
        ("[" * 100_000, "bad.json: this is not a baseline; --write-baseline makes one"),
        ('{"version": 9, "findings": []}', "bad.json: version 9 is not 1, the one that this hclfix reads"),
    ],
)
def test_a_file_that_is_no_baseline_is_an_error(content: str, message: str) -> None:
    Path("bad.json").write_text(content, encoding="utf-8")
    with pytest.raises(BaselineError) as caught:
        Baseline.read("bad.json")
    assert str(caught.value) == message


def test_a_missing_baseline_is_an_error() -> None:
    with pytest.raises(BaselineError, match=r"nowhere\.json: No such file or directory"):
        Baseline.read("nowhere.json")


# --- fixes that build on others -------------------------------------------------------------------------------------


def test_a_fix_that_edits_what_another_made_is_said_to_depend_on_it() -> None:
    result = judged("old = 1\nb { new = 2 }\n")
    assert [(finding.message, finding.span.start, finding in result.dependent) for finding in result.fixed] == [
        ("old should be new", 0, False),
        ("new should be newest", 0, True),
        ("new should be newest", 12, False),
    ]


def test_what_is_left_has_its_place_in_the_new_text_too() -> None:
    result = judged("old = 1\nrisky = 2\n# hclfix-ignore: zzz\n")
    (before,), (after,) = result.remaining, result.left
    assert before.span.of("old = 1\nrisky = 2\n") == "risky = 2"
    assert result.changes[0].after is not None
    assert after.span.of(result.changes[0].after) == "risky = 2"
