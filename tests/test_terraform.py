"""Terraform's own answer to every case: what SAFE promises, and that no fix makes a valid module invalid.

SAFE means that the plan stays the same. Where the files before can't plan, the ones after can, and plan the same as
``valid_before/`` beside the case, where there is one: the module as a person would have repaired it.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from hclfix.catalogue import Catalogue
from hclfix.discover import group_into_trees, module_directories
from hclfix.engine import run
from hclfix.read import read_tree
from hclfix.testing import cases, read_case
from tests.tfcheck import Answer, assert_same_plan, assert_valid, compare, validate

pytestmark = pytest.mark.terraform

FOLDERS = Path(__file__).parent / "transforms"
CASES = [
    folder
    for transform in sorted(FOLDERS.iterdir())
    for folder in cases(transform)
    if (folder / "after").is_dir() and any((folder / "after").glob("*.tf"))
]


TOO_LONG_BEFORE = {
    "shorten_prefixes/literal_that_can_never_fit": {"aws_lb.api"},
    "shorten_prefixes/name_that_a_caller_passes": {"module.balancer.aws_lb.api"},
    "shorten_prefixes/names_row_by_setting": {"aws_api_gateway_rest_api.orders"},
    "shorten_prefixes/names_row_with_the_same_name": {"aws_lb.api"},
    "shorten_prefixes/names_that_hold_each_other": {"aws_iam_role.first", "aws_iam_role.other"},
    "shorten_prefixes/prefix_argument": {"aws_iam_role.worker"},
    "shorten_prefixes/prefix_that_can_never_fit": {"aws_lb_target_group.api"},
    "shorten_prefixes/two_names_would_become_equal": {"aws_lb.two"},
    "shorten_prefixes/two_shortened_names_would_become_equal": {"aws_lb.second"},
}
"""Resources whose name is over its limit before, which the mocks accept and AWS does not: that name may change."""


def is_safe(folder: Path) -> bool:
    return not read_case(folder).unsafe


def name(folder: Path) -> str:
    return f"{folder.parent.name}/{folder.name}"


@pytest.fixture(scope="module")
def answers() -> dict[Path, Answer]:
    """What Terraform says of each module of each case. Asked for together, which takes half the time."""
    folders = [folder / name for folder in CASES for name in ("before", "after")]
    answers = dict(zip(folders, validate(folders), strict=True))
    compare(
        (folder / "before", folder / "after")
        for folder in CASES
        if is_safe(folder) and answers[folder / "before"]["valid"]
    )
    return answers


@pytest.mark.parametrize("folder", CASES, ids=name)
def test_a_valid_module_stays_valid(folder: Path, answers: dict[Path, Answer]) -> None:
    before, after = answers[folder / "before"], answers[folder / "after"]
    if not before["valid"] and any("[display]" in line for line in read_case(folder).findings or ()):
        pytest.skip("a part of this case is for a person to repair")
    assert_valid(folder / "after")
    known = {warning["summary"] for warning in before["warnings"]}
    assert not [warning for warning in after["warnings"] if warning["summary"] not in known]


@pytest.mark.parametrize("folder", [folder for folder in CASES if is_safe(folder)], ids=name)
def test_a_safe_fix_plans_nothing(folder: Path, answers: dict[Path, Answer]) -> None:
    before = folder / ("before" if answers[folder / "before"]["valid"] else "valid_before")
    if not before.is_dir():
        pytest.skip("the files before can't plan, and no valid_before/ stands beside them")
    if name(folder) in TOO_LONG_BEFORE:
        (answer,) = compare([(before, folder / "after")])
        assert {action["address"] for action in answer["actions"]} == TOO_LONG_BEFORE[name(folder)]
        for action in answer["actions"]:
            assert action["actions"] == ["update"]
            assert {*action["attributes"]} <= {"name", "name_prefix", "description"}
        return
    assert_same_plan(before, folder / "after")


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> dict[Path, Path]:
    """Every case that Terraform can plan, by the folder before, as the SAFE fixes of all transforms leave it."""
    found: dict[Path, Path] = {}
    folders = [folder / "before" for transform in sorted(FOLDERS.iterdir()) for folder in cases(transform)]
    modules = [folder for folder in folders if any(folder.glob("*.tf"))]
    for number, (folder, answer) in enumerate(zip(modules, validate(modules), strict=True)):
        if answer["valid"]:
            found[folder] = fixed(folder, tmp_path_factory.mktemp("together") / str(number))
    compare(found.items())
    return found


def fixed(folder: Path, directory: Path) -> Path:
    """A copy of a module after all SAFE fixes."""
    shutil.copytree(folder, directory)
    transforms = list(Catalogue().values())
    for directories in group_into_trees(module_directories([str(directory)])):
        for change in run(read_tree(directories)[0], transforms).changes:
            path = Path(change.path)
            if change.after is None:
                path.unlink()
            else:
                path.write_bytes(change.after.encode())
    return directory


def test_all_safe_fixes_together_plan_nothing(together: dict[Path, Path]) -> None:
    wrong = {
        name(before.parent): [*answer["errors"], *answer["actions"]]
        for before, answer in zip(together, compare(together.items()), strict=True)
        if not answer["same"] and not answer.get("oracle_gap") and answer["stage"] != "old"
    }
    assert {case: facts for case, facts in wrong.items() if case not in TOO_LONG_BEFORE} == {}
