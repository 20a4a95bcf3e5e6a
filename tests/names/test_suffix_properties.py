"""What holds of the suffix for any module: cases taken apart and put together, two of them in one module."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from hclfix.transforms._names.named import names_in
from hclfix.transforms._names.pieces import holds_no_name
from hclfix.transforms._names.places import describe
from hclfix.transforms._names.table import arn_service, facts
from hypothesis import assume, given

from hclfix import Inputs, Module, Tree
from hclfix.discover import group_into_trees, module_directories
from hclfix.engine import run
from hclfix.read import read_tree
from hclfix.testing import cases
from hclfix.transform import load_transforms, transforms_directory
from tests.module_strategies import Files, modules
from tests.modules import write_files
from tests.names.test_suffix import FOLDERS, LEFT, strings_of

(ADD_SUFFIX,) = (each for each in load_transforms(transforms_directory()) if each.name == "add-environment-suffix")
FOLLOWED = sorted(case for case in cases(FOLDERS) if case.name not in LEFT)
Names = dict[tuple[str, str, str], tuple[str, ...]]


def trees(directory: Path, suffix: str) -> Iterator[Tree]:
    variables = dict.fromkeys(("environment_suffix", "environmentSuffix"), suffix)
    for directories in group_into_trees(module_directories([str(directory)])):
        tree, _ = read_tree(directories, Inputs(variables=variables))
        yield tree


def named_in(tree: Tree, directory: Path) -> Names:
    return {
        (str(Path(module.directory).relative_to(directory)), name.address, name.attribute.name): strings
        for module in tree.modules
        for name in names_in(module, facts({}))
        if (strings := name.value.strings())
    }


def named(directory: Path, suffix: str) -> Names:
    return {key: strings for tree in trees(directory, suffix) for key, strings in named_in(tree, directory).items()}


def has_an_address_twice(directory: Path) -> bool:
    """Whether Terraform would refuse a module because two of its blocks, or two local values, have one address."""
    modules = [module for tree in trees(directory, "") for module in tree.modules]
    return any(len(blocks) != len(set(blocks)) for blocks in map(addresses, modules))


def addresses(module: Module) -> list[str]:
    blocks = [block for document in module.documents for block in document.body.blocks()]
    values = [attribute.name for block in blocks if block.type == "locals" for attribute in block.body.attributes()]
    return [describe(block) for block in blocks if block.labels] + [f"local.{name}" for name in values]


def fix(directory: Path) -> None:
    for directories in group_into_trees(module_directories([str(directory)])):
        tree, _ = read_tree(directories)
        for change in run(tree, [ADD_SUFFIX]).changes:
            path = Path(change.path)
            if change.after is None:
                path.unlink()
            else:
                path.write_text(change.after, "utf-8", newline="")


@given(modules(FOLLOWED))
def test_an_empty_suffix_changes_no_name_and_two_suffixes_share_none(files: Files) -> None:
    with TemporaryDirectory() as directory:
        root = Path(directory)
        write_files(root, files)
        assume(not has_an_address_twice(root))
        before = named(root, "")
        fix(root)
        after, one, other = named(root, ""), named(root, "x1"), named(root, "y2")
        assert {key: after.get(key, strings) for key, strings in before.items()} == before
        for key in one.keys() & before.keys():
            if one[key] != before[key]:
                assert not set(one[key]) & set(other[key]), key


@given(modules(FOLLOWED))
def test_a_suffix_leaves_no_old_name_behind(files: Files) -> None:
    with TemporaryDirectory() as directory:
        root = Path(directory)
        write_files(root, files)
        assume(not has_an_address_twice(root))
        before, varied = named(root, ""), named(root, "x1")
        fix(root)
        for tree in trees(root, "x1"):
            after = named_in(tree, root)
            changed = {
                (key[1], text)
                for key in before.keys() & varied.keys() & after.keys()
                if before[key] == varied[key] != after[key]
                for text in before[key]
                if re.search(r"[\W_]", text)  # a plain word may be anything
            }
            for module in tree.modules:
                for attribute, string in strings_of(module):
                    if holds_no_name(attribute.name) or attribute.name == "name" or string.endswith("-x1"):
                        continue  # a file, a key; the name of a type that a change made up; what has the suffix itself
                    for address, text in changed:
                        if not is_arn_of_another_service(string, address):
                            whole = rf"(?<![\w.-]){re.escape(text)}(?![\w.-])"
                            assert not re.search(whole, string), (attribute.value_text, text)


def is_arn_of_another_service(string: str, address: str) -> bool:
    services = re.findall(r"\barn:[^:]*:([a-z0-9-]+):", string)
    return bool(services) and arn_service(address.partition(".")[0]) not in services
