"""Version constraints mean what Terraform makes of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclfix.syntax.document import Document
from hclfix.versions import Constraint, Version, VersionError, locked_versions, source_address
from tests.tfcheck import validate


@pytest.mark.parametrize(
    ("constraint", "version", "admitted"),
    [
        ("5.31.0", "5.31.0", True),
        ("= 5.31", "5.31.0", True),
        ("= 5.31", "5.31.1", False),
        (">= 5.0", "5.0.0", True),
        (">= 5.0", "6.47.0", True),
        (">=5.0,<6.0", "5.100.0", True),
        (">= 5.0, < 6.0", "6.0.0", False),
        ("> 5.0", "5.0.0", False),
        ("> 5.0", "5.0.1", True),
        ("<= 5.0", "5.0.0", True),
        ("!= 5.1.0", "5.1.0", False),
        ("~> 5.31", "5.100.0", True),
        ("~> 5.31", "5.30.9", False),
        ("~> 5.31", "6.0.0", False),
        ("~> 5.31.1", "5.31.9", True),
        ("~> 5.31.1", "5.32.0", False),
        ("~> 5", "5.99.0", True),
        ("~> 5", "6.0.0", False),
        ("~> 0.9", "0.10.0", True),
        (">= 6.0.0-beta1", "6.0.0-beta1", False),
        (">= 6.0.0-beta1", "6.0.0", True),
        ("6.0.0-beta1", "6.0.0-beta1", True),
        (">= 5.0, 6.0.0-beta1", "6.0.0-beta1", True),
    ],
)
def test_admits(constraint: str, version: str, admitted: bool) -> None:
    assert Constraint.parse(constraint).admits(version) is admitted


@pytest.mark.parametrize("text", ["", ">= ", "five", "~> 5.x", ">= 5.0.0.0", "=> 5.0", "5.0 6.0", ">= 5.0,", "v"])
def test_what_is_no_constraint_is_refused_by_name(text: str) -> None:
    with pytest.raises(VersionError, match="is not a version constraint"):
        Constraint.parse(text)


def test_versions_are_ordered_as_semantic_versions() -> None:
    ordered = ["5.9.0", "5.10.0", "6.0.0-alpha", "6.0.0-beta2", "6.0.0-beta2.1", "6.0.0", "6.0.1"]

    assert sorted(map(Version.parse, reversed(ordered))) == [Version.parse(text) for text in ordered]


@pytest.mark.parametrize(
    "constraint",
    [
        ">= 5.0, ~> 5.31",
        "> 5.0.0, < 5.0.2",
        ">= 5.0, <= 5.0",
        "~> 5.0, != 5.1.0, != 5.1.1",
        "< 6.0.0, 6.0.0-beta1",
        "< 1",
    ],
)
def test_satisfiable(constraint: str) -> None:
    assert Constraint.parse(constraint).satisfiable


@pytest.mark.parametrize(
    "constraint",
    [
        "~> 4.0, ~> 5.0",
        "> 5.0.0, < 5.0.1",
        ">= 5.0, < 5.0",
        "5.0.0, 5.0.1",
        "= 5.0.0, != 5.0",
        "< 0.0.0",
        ">= 5.1, 5.0.0-rc1",
        ">= 5.1, < 5.0.3",
    ],
)
def test_not_satisfiable(constraint: str) -> None:
    assert not Constraint.parse(constraint).satisfiable


@pytest.mark.parametrize(
    ("constraint", "below", "from_on"),
    [
        (">= 6.47", False, True),
        (">= 6.0", True, True),
        ("~> 6.46", True, True),
        ("~> 5.0", True, False),
        ("6.47.0", False, True),
    ],
)
def test_admits_any_below_and_from(constraint: str, below: bool, from_on: bool) -> None:
    parsed = Constraint.parse(constraint)

    assert (parsed.admits_any_below("6.47"), parsed.admits_any_from("6.47")) == (below, from_on)


def test_joined_keeps_a_shared_term_once() -> None:
    joined = Constraint.parse(">=5.0").joined(Constraint.parse(">= 5.0, ~> 5.31"))

    assert str(joined) == ">= 5.0, ~> 5.31"


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("aws", "hashicorp/aws"),
        ("HashiCorp/aws", "hashicorp/aws"),
        ("registry.terraform.io/hashicorp/aws", "hashicorp/aws"),
        ("registry.opentofu.org/hashicorp/aws", "hashicorp/aws"),
        ("example.com/team/aws", "example.com/team/aws"),
    ],
)
def test_source_address(source: str, address: str) -> None:
    assert source_address(source) == address


def test_locked_versions() -> None:
    lock = Document(
        ".terraform.lock.hcl",
        'provider "registry.terraform.io/hashicorp/aws" {\n  version     = "5.31.0"\n  constraints = "~> 5.0"\n}\n',
    )

    assert locked_versions(lock) == {"hashicorp/aws": Version(5, 31, 0)}


def test_without_a_lock_file_nothing_is_locked() -> None:
    assert locked_versions(None) == {}


KNOWN = ("4.67.0", "5.31.0", "5.100.0", "6.0.0", "6.47.0")
"""Releases of the AWS provider that tfcheck offers, among others."""

CHOOSE_A_KNOWN_ONE = (
    "~> 5",
    "~> 5.0",
    "< 5.32",
    ">= 5.0, ~> 5.31.0",
    "= 5.31",
    "<= 6.0",
    "~> 4",
    "> 6.46",
    ">= 6.0.0-beta1",
    "< 6.0.0-beta1",
    "!= 6.47.0, > 6.46, != 6.46.0, <= 6.47, != 6.46.1",
    "5.x",
    ">= 5.0,",
    "latest",
    "v5.31.0",
)


@pytest.mark.terraform
def test_terraform_chooses_the_newest_that_is_admitted(tmp_path: Path) -> None:
    directories = [tmp_path / str(number) for number in range(len(CHOOSE_A_KNOWN_ONE))]
    for directory, constraint in zip(directories, CHOOSE_A_KNOWN_ONE, strict=True):
        directory.mkdir()
        requirement = f'{{ source = "hashicorp/aws", version = "{constraint}" }}'
        text = f"terraform {{\n  required_providers {{\n    aws = {requirement}\n  }}\n}}\n"
        (directory / "main.tf").write_text(text, encoding="utf-8")

    answers = zip(CHOOSE_A_KNOWN_ONE, validate(directories), strict=True)
    chosen = {constraint: answer.get("providers", {}).get("hashicorp/aws") for constraint, answer in answers}

    assert chosen == {constraint: newest_known(constraint) for constraint in CHOOSE_A_KNOWN_ONE}


def newest_known(constraint: str) -> str | None:
    try:
        parsed = Constraint.parse(constraint)
    except VersionError:
        return None
    return max((version for version in KNOWN if parsed.admits(version)), key=Version.parse, default=None)
