"""Terraform's own word on the cases: no fix makes a valid module invalid or adds a warning, and SAFE plans nothing.

Where ``before/`` is valid, ``after/`` is too, and plans no change on its state unless the case asks for unsafe fixes.
Where ``before/`` can't plan, a case that says more brings ``valid_before/``: the module as a person would have written it.
Folders that are pieces of a module, which Terraform takes neither before nor after, are left to the other tests.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from hclfix.testing import cases, read_case
from tests.tfcheck import Answer, assert_same_plan, assert_valid, compare, validate

pytestmark = pytest.mark.terraform

FOLDERS = sorted(path for path in (Path(__file__).parent / "transforms").iterdir() if path.is_dir())
CHANGING = [case for folder in FOLDERS for case in cases(folder) if (case / "after").is_dir()]


@cache
def answers() -> dict[Path, Answer]:
    """What Terraform says of every folder, asked in one go."""
    folders = [case / part for case in CHANGING for part in ("before", "after")]
    return dict(zip(folders, validate(folders), strict=True))


@cache
def plans() -> None:
    """Asks for all the plans in one go, so that two run at a time; the answers are remembered."""
    compare([(case / "before", case / "after") for case in CHANGING if is_safe_and_valid(case)])


def is_safe_and_valid(case: Path) -> bool:
    return bool(answers()[case / "before"]["valid"]) and not read_case(case).unsafe


@pytest.mark.parametrize("case", CHANGING, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_fix_leaves_a_valid_module_valid(case: Path) -> None:
    before, after = answers()[case / "before"], answers()[case / "after"]
    if not before["valid"]:
        pytest.skip("Terraform does not take this folder before the fix")
    assert after["valid"], after["errors"]
    # One deprecated attribute may take the place of another: which is the better one is the transform's own test.
    old, new = (Counter(warning["summary"] for warning in answer["warnings"]) for answer in (before, after))
    assert new - old == Counter()


@pytest.mark.parametrize("case", CHANGING, ids=lambda case: f"{case.parent.name}/{case.name}")
def test_a_safe_fix_plans_nothing(case: Path) -> None:
    if (case / "valid_before").is_dir():
        assert_valid(case / "after")
        assert_same_plan(case / "valid_before", case / "after")
        return
    if not is_safe_and_valid(case):
        pytest.skip("the case is of unsafe fixes, or Terraform does not take the folder before them")
    plans()
    assert_same_plan(case / "before", case / "after")
