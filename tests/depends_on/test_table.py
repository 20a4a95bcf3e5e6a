"""The table of hidden dependencies: what a row may say, and that every row is seen at work and seen to leave alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hclfix.transforms._order.relations import needs_of
from hclfix.transforms._order.table import (
    Agrees,
    Beside,
    Equals,
    From,
    Has,
    Hop,
    Named,
    Only,
    Rule,
    To,
    parse_hop,
    rules,
)

from hclfix import Module
from hclfix.read import read_tree
from hclfix.testing import Case, cases, read_case

FOLDERS = Path(__file__).parent.parent / "transforms" / "add_depends_on"
CASES = [read_case(folder) for folder in cases(FOLDERS)]
RULES = [rule for each in rules().values() for rule in each]


@pytest.mark.parametrize(
    ("text", "hop"),
    [
        ("role -> aws_iam_role", To((("role",),), frozenset({"aws_iam_role"}))),
        ("a.b | **.c -> aws_x | aws_y", To((("a", "b"), ("**", "c")), frozenset({"aws_x", "aws_y"}))),
        ("<- aws_x.a.b | policies", From((("aws_x", ("a", "b")), ("aws_z", ("role",))))),
        ("beside aws_x", Beside("aws_x")),
        ("only aws_x | aws_y", Only(("aws_x", "aws_y"))),
        ("named aws_x.name = /a/{own}/z", Named("aws_x", ("name",), "/a/", ("own",), "/z")),
        ("[a.b | c]", Has((("a", "b"), ("c",)))),
        ("[a = x*]", Equals(("a",), "x*", negated=False)),
        ("[a.b != x]", Equals(("a", "b"), "x", negated=True)),
        ("[a is b.c]", Agrees(("a",), ("b", "c"), strict=True)),
        ("[a may be b]", Agrees(("a",), ("b",), strict=False)),
    ],
)
def test_a_hop_is_read_as_written(text: str, hop: Hop) -> None:
    assert parse_hop(text, {"policies": ["aws_z.role"]}) == hop


def test_what_is_no_hop_is_an_error() -> None:
    with pytest.raises(ValueError, match="not a hop: 'role aws_iam_role'"):
        parse_hop("role aws_iam_role", {})


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.dependent} on {' '.join(sorted(rule.targets))}")
def test_every_rule_has_a_source_and_a_case_of_both_kinds(rule: Rule) -> None:
    changed = [case for case in CASES if not case.changes_nothing]
    untouched = [case for case in CASES if case.changes_nothing]
    assert rule.source.startswith("https://")
    assert any(need.rule == rule for case in changed for module in modules(case) for need in needs_of(module))
    assert any(rule.dependent in found and rule.targets & found for found in types_in(untouched))


@cache
def modules_below(folder: Path) -> tuple[Module, ...]:
    tree, problems = read_tree(sorted({str(path.parent) for path in folder.rglob("*.tf*")}))
    assert not problems
    return tree.modules


def modules(case: Case) -> tuple[Module, ...]:
    return modules_below(case.directory / "before")


def types_in(cases: list[Case]) -> list[set[str]]:
    """The types of the resources of each module."""
    return [
        {block.labels[0].value for block in module.blocks("resource")} for case in cases for module in modules(case)
    ]
