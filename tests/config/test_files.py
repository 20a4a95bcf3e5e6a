"""Which configuration file counts for a directory, what it extends, and where its mistakes are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hclfix.config import ConfigError, ConfigFiles


@pytest.fixture(autouse=True)
def directory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def ignored(directory: str = ".", **options: str | bool) -> list[tuple[str, ...]]:
    """What each layer for a directory ignores, which tells the layers apart."""
    files = ConfigFiles("1.2.0", **options)  # type: ignore[arg-type]
    return [layer.options.ignore for layer in files.layers(directory)]


def error(text: str, path: str = ".hclfix.toml") -> str:
    write(path, text)
    with pytest.raises(ConfigError) as caught:
        ConfigFiles("1.2.0").layers(".")
    return str(caught.value)


# --- which file ---


def test_there_need_be_no_file() -> None:
    assert ignored() == []


def test_the_dotted_name_goes_before_the_plain_one_and_that_before_pyproject() -> None:
    write("pyproject.toml", '[tool.hclfix]\nignore = ["pyproject"]\n')
    assert ignored() == [("pyproject",)]
    write("hclfix.toml", 'ignore = ["plain"]\n')
    assert ignored() == [("plain",)]
    write(".hclfix.toml", 'ignore = ["dotted"]\n')
    assert ignored() == [("dotted",)]


def test_the_nearest_file_counts_by_itself() -> None:
    write(".hclfix.toml", 'ignore = ["top"]\n')
    write("modules/queue/hclfix.toml", "unsafe-fixes = true\n")
    write("modules/topic/main.tf", "")
    assert ignored("modules/topic") == [("top",)]
    assert ignored("modules/queue") == [()]


def test_a_pyproject_without_our_table_is_passed_over() -> None:
    write(".hclfix.toml", 'ignore = ["top"]\n')
    write("package/pyproject.toml", "[tool.ruff]\n")
    assert ignored("package") == [("top",)]


def test_a_file_can_be_named_and_all_can_be_left_out() -> None:
    write(".hclfix.toml", 'ignore = ["top"]\n')
    write("ci/strict.toml", 'ignore = ["strict"]\n')
    assert ignored(path="ci/strict.toml") == [("strict",)]
    assert ignored(path="ci/strict.toml", isolated=True) == []


def test_a_named_file_that_is_missing_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"nowhere\.toml: No such file or directory"):
        ignored(path="nowhere.toml")


def test_a_named_pyproject_needs_our_table() -> None:
    write("pyproject.toml", "[tool.ruff]\n")
    with pytest.raises(ConfigError, match=re.escape("pyproject.toml: there is no [tool.hclfix] in this file")):
        ignored(path="pyproject.toml")


# --- extend ---


def test_extended_files_come_first_and_paths_count_from_the_file_that_names_them() -> None:
    write("shared/base.toml", 'extend = "deeper/root.toml"\nignore = ["base"]\n')
    write("shared/deeper/root.toml", 'ignore = ["root"]\n')
    write("live/.hclfix.toml", 'extend = "../shared/base.toml"\n')
    assert ignored("live") == [("root",), ("base",), ()]


def test_files_that_extend_each_other_are_an_error() -> None:
    write("base.toml", 'extend = ".hclfix.toml"\n')
    assert error('extend = "base.toml"\n') == "base.toml:1: .hclfix.toml already extends this file"


def test_what_is_extended_is_a_file() -> None:
    assert error('extend = "/dev/zero"\n').endswith("dev/zero is not a file")


# --- mistakes ---


def test_an_unknown_key_is_named_with_its_line_and_the_nearest() -> None:
    assert error('# ours\nselect = ["a"]\n\nunsafe-fixs = true\n') == (
        '.hclfix.toml:4: unknown key "unsafe-fixs"; did you mean "unsafe-fixes"?'
    )


def test_a_wrong_type_is_named_with_its_line() -> None:
    assert error('select = [\n  "jobs",\n]\njobs = "2"\n') == '.hclfix.toml:4: jobs must be a whole number, not "2"'
    assert error('jobs = "2"\nselect = [\n  "jobs",\n]\n') == '.hclfix.toml:1: jobs must be a whole number, not "2"'


def test_lines_count_in_a_table_of_pyproject() -> None:
    text = '[tool.ruff]\nselect = ["E"]\n\n[tool.hclfix]\nselect = "E"\n'
    assert error(text, "pyproject.toml") == 'pyproject.toml:5: select must be a list, not "E"'


def test_an_unknown_format_is_an_error() -> None:
    assert error('output-format = "sarf"\n') == (
        '.hclfix.toml:1: output-format can\'t be "sarf"; did you mean "sarif"?'
    )


def test_bad_toml_is_named_with_line_and_column() -> None:
    assert error("select = [\n") == ".hclfix.toml:2:1: not TOML: Invalid value"
    assert error("jobs = 1\njobs 2\n").startswith(".hclfix.toml:2:6: not TOML: ")


def test_bytes_that_are_not_utf_8_are_an_error() -> None:
    Path(".hclfix.toml").write_bytes(b"jobs = \xff\n")
    with pytest.raises(ConfigError, match=r"\.hclfix\.toml: byte 7 is not UTF-8"):
        ConfigFiles("1.2.0").layers(".")


@pytest.mark.parametrize("key", ["verify = true", 'verify = "plan"'])
def test_what_runs_programs_cannot_be_set(key: str) -> None:
    assert error(f"{key}\n") == ".hclfix.toml:1: --verify runs programs, so the command line alone can ask for it"


def test_folders_of_transforms_cannot_be_set() -> None:
    assert error('transforms = "mine"\n') == '.hclfix.toml:1: transforms must be a table, not "mine"'


def test_a_mistake_is_found_in_no_time_however_often_its_name_is_there() -> None:
    assert error("wrong = 1\n" + "# wrong\n" * 20_000).startswith('.hclfix.toml:1: unknown key "wrong"')
    assert 'unknown key "wrong"' in error("# wrong\n" * 20_000 + "wrong = 1\n")


# --- required-version ---


def test_a_file_can_ask_for_a_version_before_its_other_keys_are_read() -> None:
    assert error('new-key = 1\nrequired-version = ">= 2.0"\n') == (
        ".hclfix.toml:2: this file asks for hclfix >= 2.0, and this is 1.2.0"
    )


def test_a_version_that_fits_is_fine() -> None:
    write(".hclfix.toml", 'required-version = ">= 1.0, < 2.0"\n')
    assert ignored() == [()]


def test_a_version_that_cannot_be_read_is_an_error() -> None:
    assert error('required-version = "newest"\n') == '.hclfix.toml:1: "newest" is not a version constraint'
