"""Files beside a module: which are read, and that what was looked at is noted."""

from __future__ import annotations

import os
from pathlib import Path

from hclfix.beside import LARGEST, digest
from tests.modules import module_of, write_files


def test_a_file_or_the_files_of_a_directory(tmp_path: Path) -> None:
    write_files(tmp_path, {".git/config": "", "src/a.py": "a", "src/.hidden/b": "b", "src/node_modules/c": "c"})
    module = module_of(tmp_path / "m", {"main.tf": "", "app.tpl": "ü"})
    assert [text for _, text in module.texts_at("app.tpl")] == ["ü"]
    assert [text for _, text in module.texts_at("../src")] == ["a"]
    assert module.texts_at("none") == []
    assert {path: digest(path) for path in module.tree.looked_at} == module.tree.looked_at


def test_only_regular_files_of_the_repository(tmp_path: Path) -> None:
    write_files(tmp_path, {"secret": "s", "repository/.git/config": "", "repository/m/main.tf": ""})
    folder = tmp_path / "repository" / "m"
    os.mkfifo(folder / "pipe")
    (folder / "link").symlink_to(tmp_path / "secret")
    (folder / "large").write_bytes(b"x" * (LARGEST + 1))
    (folder / "binary").write_bytes(b"\xff\xfe")
    module = module_of(folder, {})
    for path in ("../../secret", "/etc/hostname", "pipe", "link", "large", "binary", "/dev/zero"):
        assert module.texts_at(path) == [], path


def test_a_new_name_in_a_directory_is_another_digest(tmp_path: Path) -> None:
    write_files(tmp_path, {"a": ""})
    before = digest(str(tmp_path))
    write_files(tmp_path, {"b": ""})
    assert digest(str(tmp_path)) != before
    assert digest(str(tmp_path / "none")) == ""
