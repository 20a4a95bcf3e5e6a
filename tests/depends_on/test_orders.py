"""What the transform takes for ordered is ordered, what it declines is a cycle, and what it adds leaves neither."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from graphlib import TopologicalSorter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hclfix.transforms._order.findings import _edits
from hclfix.transforms._order.relations import needs_of
from hypothesis import given
from hypothesis import strategies as st

from hclfix import Document, Edit, Module, Tree
from hclfix.inputs import Inputs
from hclfix.read import read_tree
from hclfix.testing import Case, run_case
from hclfix.text import apply_edits
from hclfix.transform import load_transforms, transforms_directory
from tests import tfcheck

FOLDERS = Path(__file__).parent.parent / "transforms" / "add_depends_on"
TRANSFORM = next(one for one in load_transforms(transforms_directory()) if one.name == "add-depends-on")
ORDERED = ["ordered_already", "ordered_by_old_quotes", "ordered_through_modules"]
CYCLES = ["access_block_behind_policy", "cycle", "cycle_through_modules", "provider_of_the_target"]


@pytest.mark.parametrize("name", ORDERED)
def test_terraform_finds_a_cycle_in_the_opposite_of_an_order_that_exists(name: str, tmp_path: Path) -> None:
    written = [
        write_order(FOLDERS / name, tmp_path / str(number), need.target, need.dependent)
        for number, need in enumerate(needs_of(without_lists(root_of(FOLDERS / name))))
    ]
    assert written
    for answer in tfcheck.validate(written):
        assert any(error["summary"].startswith("Cycle:") for error in answer["errors"]), answer["errors"]


@pytest.mark.parametrize("name", CYCLES)
def test_terraform_finds_the_cycle_of_an_order_that_is_declined(name: str, tmp_path: Path) -> None:
    [need] = needs_of(root_of(FOLDERS / name))
    [answer] = tfcheck.validate([write_order(FOLDERS / name, tmp_path / name, need.dependent, need.target)])
    assert any(error["summary"].startswith("Cycle:") for error in answer["errors"]), answer["errors"]


def root_of(folder: Path) -> Module:
    tree, problems = read_tree(sorted({str(path.parent) for path in (folder / "before").rglob("*.tf")}))
    assert not problems
    return tree.roots[0]


def without_lists(module: Module) -> Module:
    """The module as if no ``depends_on`` were there, so that all that its resources need is missing."""
    documents = {
        document.path: Document(document.path, document.text.replace("depends_on", "was_depends_on"))
        for document in module.documents
    }
    return next(iter(Tree([module.with_documents(documents)], module.tree.inputs).modules))


def write_order(folder: Path, directory: Path, dependent: str, target: str) -> Path:
    """A copy of a case in which ``dependent`` depends on ``target``."""
    shutil.copytree(folder / "before", directory)
    tree, _ = read_tree([str(directory)])
    block = tree.modules[0].block(dependent)
    assert block
    edits: list[Edit] = _edits(block, [target])
    Path(block.path).write_text(apply_edits(block.document.text, edits), encoding="utf-8")
    return directory


@st.composite
def modules(draw: st.DrawFn) -> str:
    """Functions and policies of a few roles that refer to each other without a cycle, through locals or not."""
    count = draw(st.integers(2, 9))
    blocks = ['resource "aws_iam_role" "role" {\n  count = 3\n}\n']
    names: list[str] = []
    for number in range(count):
        kind = draw(st.sampled_from(["aws_lambda_function", "aws_iam_role_policy"]))
        role = f"aws_iam_role.role[{draw(st.integers(0, 2))}]"
        used = draw(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names else []
        texts = []
        for name in used:
            if draw(st.booleans()):
                blocks.append(f"locals {{\n  l{number}_{len(blocks)} = {name}.id\n}}\n")
                texts.append(f"local.l{number}_{len(blocks) - 1}")
            else:
                texts.append(f"{name}.id")
        blocks.append(f'resource "{kind}" "n{number}" {{\n  role = {role}.id\n  text = [{", ".join(texts)}]\n}}\n')
        names.append(f"{kind}.n{number}")
    return "\n".join(draw(st.permutations(blocks)))


@given(modules())
def test_afterwards_every_function_is_behind_its_policies_or_could_not_be(text: str) -> None:
    case = Case(Path(), {"main.tf": text.encode()}, {}, {}, False, Inputs(), None)
    with TemporaryDirectory() as first, TemporaryDirectory() as second:
        outcome = run_case(TRANSFORM, case, Path(first))
        again = run_case(TRANSFORM, replace(case, before=outcome.files), Path(second))
    after = outcome.files["main.tf"].decode()
    assert outcome.problems == []
    assert again.files == outcome.files

    before_graph, after_graph = graph_of(text), graph_of(after)
    TopologicalSorter(after_graph).prepare()
    for function in (name for name in after_graph if name.startswith("aws_lambda_function.")):
        for policy in (name for name in after_graph if name.startswith("aws_iam_role_policy.")):
            if role_of(text, function) == role_of(text, policy):
                assert policy in below(after_graph, function) or function in below(after_graph, policy)
                added = policy in after_graph[function] and policy not in before_graph[function]
                assert not (added and policy in below(before_graph, function))


def graph_of(text: str) -> dict[str, set[str]]:
    graph: dict[str, set[str]] = {}
    for block in re.split(r"\n(?=resource|locals)", text):
        header = re.match(r'resource "(\w+)" "(\w+)"', block)
        local = re.search(r"(l\d+_\d+) =", block)
        name = f"{header[1]}.{header[2]}" if header else f"local.{local[1] if local else ''}"
        used = re.findall(r"\b(?:aws_lambda_function|aws_iam_role_policy|local)\.\w+", block)
        graph[name] = set(used)
    return graph


def role_of(text: str, name: str) -> str:
    kind, label = name.split(".")
    found = re.search(rf'"{kind}" "{label}" \{{\n  role = (\S+)', text)
    assert found
    return found[1]


def below(graph: dict[str, set[str]], name: str) -> set[str]:
    found: set[str] = set()
    pending = [name]
    while pending:
        for used in graph[pending.pop()] - found:
            found.add(used)
            pending.append(used)
    return found
