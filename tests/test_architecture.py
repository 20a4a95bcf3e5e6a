"""Data flows one way: a part of hclfix imports parts of its own line below, or of a line above it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PARTS = """
text version change sent discover beside inputs
finding problem rewrite syntax result terraform_program
 decode references meaning terraform_json versions layout evaluate fingerprint
 align placement places edits elements comments
module resolve tree read required_providers providers
tree_copy
transform
repair
engine
report
config
write second_opinion baseline suppress unused_ignore catalogue add_ignores output idle_ignores
progress
cache judge work
worker
pool elsewhere
schedule
library
api
accept request testing
verify
summary
command flags
cli
start
__main__
"""
LINE = {part: number for number, line in enumerate(PARTS.split("\n")) for part in line.split()}
FILES = sorted((ROOT / "hclfix").rglob("*.py"))
WRITERS = {
    "hclfix/write.py": "the files of a module",
    "hclfix/command.py": "the report, to a file that the user named",
    "hclfix/discover.py": "nothing: os.open is there so that a pipe is not waited for",
    "hclfix/output.py": "/dev/null, when the reader of a pipe is gone",
    "hclfix/cache.py": "results, in the user's cache directory",
    "hclfix/tree_copy.py": "a temporary copy, for --verify",
    "hclfix/testing.py": "copies of test cases",
    "hclfix/syntax/grammar.py": "its own table, when a developer changed the grammar",
}
WRITES = re.compile(
    r"\bos\.(open|rename|replace|remove|unlink|link|symlink|mkdir|makedirs|rmdir|truncate|chmod)\("
    r"|\.(write_text|write_bytes|touch|mkdir|unlink|rmdir|hardlink_to|symlink_to)\("
    r"|\bopen\([^)\n]*[\"'][rb]*[wax+]|\bshutil\.|\bsqlite3\b|\btempfile\b"
)


def part(path: Path) -> str:
    """The file of hclfix, or its folder, that a file belongs to."""
    return path.relative_to(ROOT / "hclfix").parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module == "hclfix":
            yield from (f"hclfix.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: say hclfix.x, not .x"
            yield node.module or ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_of_hclfix(path: Path) -> None:
    own = part(path)
    imported = set(imports(path))
    if own != "__init__":
        used = {name.split(".")[1] for name in imported if name.startswith("hclfix.")}
        assert not [other for other in used if LINE[other] > LINE[own]]
    assert own == "syntax" or not any(name.partition(".")[0] == "lark" for name in imported)
    assert path.relative_to(ROOT).as_posix() in WRITERS or not WRITES.search(path.read_text())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_of_hclfix_names_a_transform(path: Path) -> None:
    names = {transform.stem for transform in (ROOT / "transforms").glob("[a-z]*.py")}
    assert not re.findall("|".join(names | {name.replace("_", "-") for name in names}), path.read_text())


@pytest.mark.parametrize("path", sorted((ROOT / "transforms").rglob("*.py")), ids=lambda path: path.name)
def test_a_transform_imports_hclfix_alone(path: Path) -> None:
    text = path.read_text()
    modules = {node.module for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom) and not node.level}
    assert not [name for name in modules if name and re.match(r"hclfix\.(?!transforms\._)", name)]
