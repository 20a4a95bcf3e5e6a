"""With an empty suffix every name is what it was; with a suffix no string holds an old name any more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hclfix.transforms._names.named import names_in
from hclfix.transforms._names.table import NameRow, facts

from hclfix import Attribute, Inputs, Module, Template, Tree, walk
from hclfix.read import read_tree
from hclfix.testing import read_case

FOLDERS = Path(__file__).parent.parent / "transforms" / "add_environment_suffix"
CASES = [
    folder
    for folder in sorted(FOLDERS.iterdir())
    if (folder / "after").is_dir() and not read_case(folder).unsafe and folder.name != "variable_used_but_not_declared"
]
LEFT = {
    "ordinary_words_in_texts": "a plain word in a text for people may be anything",
    "local_that_a_name_is_made_of": "the local is the text that the suffix is put behind",
    "local_that_another_name_is_made_of": "a variable that is empty by default leaves a mere beginning of names",
    "name_in_an_object_key": "a whole key of an object is no name",
    "child_module_given_texts": "the caller's argument is the text that the suffix is put behind",
}
"""Cases where an old name stays somewhere, and why."""
FOLLOWED = [folder for folder in CASES if folder.name not in LEFT]
SUFFIX = "x1"
NO_NAMES = ("for_each", "filename", "image_uri", "type", "hash_key")
"""Arguments whose strings are no names: keys, files and the like."""


def read(folder: Path, suffix: str = "") -> Tree:
    """The tree of a case with a value for whatever variable holds its suffix."""
    directories = sorted({str(path.parent) for path in folder.rglob("*.tf*")})
    variables = {"environment": "dev", "project": "shop", "log_bucket_name": "logs", "data_bucket_name": "shop-data"}
    names = ("environment_suffix", "environmentSuffix", "stack")
    tree, problems = read_tree(directories, Inputs(variables={**variables, **dict.fromkeys(names, suffix)}))
    assert problems == []
    return tree


def named(tree: Tree) -> dict[tuple[str, str, str], tuple[str, ...]]:
    """What every name of a tree may be, by module, address and argument, where it refers to no other resource."""
    table = facts({"aws_verifiedaccess_group": NameRow("description")})
    return {
        (Path(module.directory).name.replace("before", "after"), name.address, name.attribute.name): strings
        for module in tree.modules
        for name in names_in(module, table)
        if (strings := name.value.strings())
    }


def strings_of(module: Module) -> Iterator[tuple[Attribute, str]]:
    """Every string that stands in the values of a module; variables, ids of imports, names of files and what describes
    outputs aside, since that must be literal.
    """
    for document in module.documents:
        for block in document.body.blocks():
            attributes = [item for item in block.body.walk() if isinstance(item, Attribute)]
            if block.type == "output":
                attributes = [item for item in attributes if item.name != "description"]
            for attribute in attributes if block.type not in ("variable", "provider", "import") else ():
                for node in walk(attribute.expression) if attribute.name not in NO_NAMES else ():
                    if isinstance(node, Template):
                        yield from ((attribute, text) for text in module.resolve(node).strings() or ())


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_an_empty_suffix_changes_no_name(folder: Path) -> None:
    before, after = named(read(folder / "before")), named(read(folder / "after"))
    assert {key: after.get(key, before[key]) for key in before} == before


@pytest.mark.parametrize("folder", FOLLOWED, ids=lambda folder: folder.name)
def test_a_suffix_leaves_no_old_name_behind(folder: Path) -> None:
    old, tree = named(read(folder / "before")), read(folder / "after", SUFFIX)
    new = named(tree)
    changed = {text for key in old.keys() & new.keys() if old[key] != new[key] for text in old[key]}
    for text in changed:
        whole = re.compile(rf"(?<![\w.-]){re.escape(text)}(?![\w.-])")
        for module in tree.modules:
            for attribute, string in strings_of(module):
                assert not whole.search(string), (attribute.value_text, text)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_two_suffixes_share_no_name(folder: Path) -> None:
    one, other = (named(read(folder / "after", suffix)) for suffix in ("x1", "y2"))
    before = named(read(folder / "before"))
    changed = [key for key in one if one[key] != before.get(key)]
    for key in changed:
        assert not set(one[key]) & set(other[key]), key
