"""What files and the command line come to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from hclfix.config import Config, ConfigError, ConfigFiles, command_line, settle
from hclfix.finding import Finding, Fix, Safety
from hclfix.module import Module
from hclfix.text import Edit, Span
from hclfix.transform import Transform


@dataclass(frozen=True)
class Settings:
    """Settings of a transform."""

    max_length: int = 64
    words: tuple[str, ...] = ()


def nothing(module: Module, settings: Settings) -> Iterator[Finding]:
    yield from ()


SHORTEN = Transform("shorten-prefixes", "Shortens.\n", nothing, Settings, Settings(), (), (), False, "")
TRANSFORMS = (SHORTEN, SHORTEN._replace(name="add-suffix"), SHORTEN._replace(name="dedupe-providers"))


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def settled(*files: str, directory: str = ".", **said: Any) -> Config:
    """The configuration from a chain of files, the first extended by the next, and options of the command line."""
    for number, text in enumerate(files):
        extend = f'extend = "{number - 1}.toml"\n' if number else ""
        name = f"{directory}/.hclfix.toml" if number == len(files) - 1 else f"{directory}/{number}.toml"
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(extend + text, encoding="utf-8")
    return settle((*ConfigFiles("1.0.0").layers(directory), command_line(said)), {one.name: one for one in TRANSFORMS})


def selected(*files: str, **said: Any) -> list[str]:
    return [transform.name for transform in settled(*files, **said).transforms]


def finding(path: str, safety: Safety = Safety.SAFE) -> Finding:
    fix = Fix((Edit(path, Span(0, 0), "x"),), safety)
    return Finding(path, Span(0, 0), "it is wrong", fix, "add-suffix")


# --- selection ---


def test_all_transforms_run_when_nothing_is_said() -> None:
    assert selected() == ["shorten-prefixes", "add-suffix", "dedupe-providers"]


def test_select_ignore_and_extend_select() -> None:
    assert selected('select = ["add-suffix"]') == ["add-suffix"]
    assert selected('ignore = ["add-suffix"]') == ["shorten-prefixes", "dedupe-providers"]
    assert selected('select = ["add-suffix"]\nextend-select = ["shorten-prefixes"]') == [
        "shorten-prefixes",
        "add-suffix",
    ]


def test_to_ignore_goes_before_to_select() -> None:
    assert selected('extend-select = ["add-suffix"]\nignore = ["add-suffix"]') == [
        "shorten-prefixes",
        "dedupe-providers",
    ]


def test_the_extending_file_goes_on_from_the_extended() -> None:
    assert selected('ignore = ["add-suffix"]', 'extend-select = ["add-suffix"]\nignore = ["dedupe-providers"]') == [
        "shorten-prefixes",
        "add-suffix",
    ]


def test_the_command_line_beats_the_file() -> None:
    assert selected('select = ["add-suffix"]', select=("shorten-prefixes",)) == ["shorten-prefixes"]
    assert selected('ignore = ["add-suffix"]', select=("add-suffix",)) == ["add-suffix"]
    assert selected('select = ["add-suffix"]', ignore=("add-suffix",)) == []
    assert settled("unsafe-fixes = true\njobs = 2", unsafe_fixes=False).options.unsafe_fixes is False
    assert settled("jobs = 2", jobs=None).options.jobs == 2


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('\nselect = ["add-sufix"]', '.hclfix.toml:2: there is no transform "add-sufix"; did you mean "add-suffix"?'),
        ('[per-file-ignores]\n"a.tf" = ["zzz"]', '.hclfix.toml:2: there is no transform "zzz"; possible: add-suffix,'),
        ("[transforms.add-sufix]\nx = 1", '.hclfix.toml:1: there is no transform "add-sufix"; did you mean'),
        (
            "[transforms.add-suffix]\n\nmax-lenght = 1",
            '.hclfix.toml:3: unknown key "max-lenght"; did you mean "max-length"?',
        ),
        ('[transforms.add-suffix]\nmax-length = "1"', '.hclfix.toml:2: max-length must be a whole number, not "1"'),
        ("transforms.add-suffix.words = [\n1]", ".hclfix.toml:1: words.0 must be a string, not 1"),
    ],
)
def test_mistakes_are_named_with_their_line(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settled(text)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"select": ("add-sufix",)}, '--select: there is no transform "add-sufix"; did you mean "add-suffix"?'),
        (
            {"transforms": {"add-suffix": {"max-lenght": 1}}},
            '--set add-suffix.max-lenght: unknown key "max-lenght"; did',
        ),
        (
            {"transforms": {"add-suffix": {"max-length": "x"}}},
            "--set add-suffix.max-length: max-length must be a whole",
        ),
    ],
)
def test_mistakes_on_the_command_line_name_the_option(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        settled(**said)
    assert str(caught.value).startswith(message)


# --- settings ---


def test_settings_are_put_together_key_by_key() -> None:
    config = settled(
        "[transforms.add-suffix]\nmax-length = 1\nwords = ['a']",
        "[transforms.add-suffix]\nmax-length = 2",
        transforms={"add-suffix": {"words": ["b"]}},
    )
    assert [transform.settings for transform in config.transforms] == [Settings(), Settings(2, ("b",)), Settings()]


# --- paths ---


def test_excluded_paths_and_what_is_in_them() -> None:
    config = settled('extend-exclude = ["legacy", "live/*/tmp", "gen/**/*.tf"]')
    assert [path for path in EXCLUDE_CASES if config.excludes(path)] == [
        "legacy/main.tf", "a/legacy/b/main.tf", "live/eu/tmp", "live/eu/tmp/x.tf", "gen/a.tf", "gen/b/c/d.tf",
        "a/.terraform/x",
    ]  # fmt: skip


EXCLUDE_CASES = [
    "main.tf", "legacy/main.tf", "a/legacy/b/main.tf", "legacy.tf", "live/eu/tmp", "live/eu/tmp/x.tf", "live/tmp",
    "live/eu/us/tmp", "gen/a.tf", "gen/b/c/d.tf", "gen", "a/.terraform/x",
]  # fmt: skip


def test_patterns_count_from_the_file_that_says_them() -> None:
    config = settled('exclude = ["sub/x.tf", "y.tf"]', directory="live")
    assert config.excludes("live/sub/x.tf")
    assert config.excludes("live/deep/y.tf")
    assert not config.excludes("sub/x.tf")
    assert not config.excludes("y.tf")


def test_a_directory_above_that_bears_an_excluded_name_does_not_count(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (directory / "build/repository").mkdir(parents=True)
    monkeypatch.chdir(directory / "build/repository")
    assert not settled('exclude = ["build"]').excludes("main.tf")


def test_exclude_is_replaced_and_extend_exclude_adds_up() -> None:
    config = settled('exclude = ["a"]\nextend-exclude = ["b"]', 'exclude = ["c"]\nextend-exclude = ["d"]')
    assert [name for name in "abcd" if config.excludes(name)] == ["b", "c", "d"]


def test_a_hostile_pattern_is_matched_in_no_time() -> None:
    config = settled(f'exclude = ["{"*a" * 30}b", "{"**/" * 30}b"]')
    assert not config.excludes("/".join(["a" * 60] * 60))


def test_findings_in_files_that_ignore_their_transform_do_not_count() -> None:
    config = settled('[per-file-ignores]\n"live/**" = ["add-suffix"]\n"*.tofu" = ["dedupe-providers"]')
    assert config.keeps(finding("main.tf"))
    assert config.keeps(finding("main.tofu"))
    assert not config.keeps(finding("live/eu/main.tf"))


# --- safety ---


def test_safety_can_be_judged_otherwise() -> None:
    config = settled('extend-safe-fixes = ["add-suffix"]')
    assert config.judged(finding("main.tf", Safety.UNSAFE)).safety is Safety.SAFE
    config = settled('extend-safe-fixes = ["add-suffix"]', 'extend-safe-fixes = ["shorten-prefixes"]')
    assert config.judged(finding("main.tf", Safety.UNSAFE)).safety is Safety.SAFE
    config = settled('extend-unsafe-fixes = ["add-suffix"]')
    assert config.judged(finding("main.tf")).safety is Safety.UNSAFE
    assert config.judged(Finding("main.tf", Span(0, 0), "x", None, "add-suffix")).safety is Safety.DISPLAY


def test_a_fix_that_would_edit_an_excluded_file_is_only_shown() -> None:
    config = settled('exclude = ["versions.tf"]')
    fix = Fix((Edit("main.tf", Span(0, 0), "x"), Edit("versions.tf", Span(0, 0), "x")))
    judged = config.judged(Finding("main.tf", Span(0, 0), "it is wrong", fix, "add-suffix"))
    assert judged.fix is None
    assert judged.message == "it is wrong; not fixed, since versions.tf is excluded"
