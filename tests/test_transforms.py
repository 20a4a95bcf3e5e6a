"""Every transform's folders of cases, as bytes: what it changes, what it leaves alone, and that it is done after one
run.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from hclfix.testing import Case, cases, read_case, run_case, with_crlf
from hclfix.transform import Transform, load_transforms, transforms_directory

FOLDERS = Path(__file__).parent / "transforms"
TRANSFORMS = {transform.name: transform for transform in load_transforms(transforms_directory())}
CASES = [
    pytest.param(transform, folder, id=f"{transform.name}/{folder.name}")
    for transform in TRANSFORMS.values()
    for folder in cases(FOLDERS / transform.name.replace("-", "_"))
]


@pytest.mark.parametrize(("transform", "folder"), CASES)
def test_case(transform: Transform, folder: Path, tmp_path: Path) -> None:
    case = read_case(folder)
    outcome = run_case(transform, case, tmp_path)
    assert outcome.problems == []
    assert outcome.files == case.after
    if case.findings is not None:
        assert outcome.findings == sorted(case.findings)


@pytest.mark.parametrize(("transform", "folder"), CASES)
def test_nothing_is_left_to_fix_after_one_run(transform: Transform, folder: Path, tmp_path: Path) -> None:
    case = _after(read_case(folder))
    assert run_case(transform, case, tmp_path).files == case.before


@pytest.mark.parametrize(("transform", "folder"), CASES)
def test_case_with_crlf(transform: Transform, folder: Path, tmp_path: Path) -> None:
    case = read_case(folder)
    case = replace(case, before=with_crlf(case.before), after=with_crlf(case.after))
    assert run_case(transform, case, tmp_path).files == case.after


@pytest.mark.parametrize("transform", TRANSFORMS.values(), ids=TRANSFORMS)
def test_every_transform_has_cases_of_both_kinds(transform: Transform) -> None:
    folders = [read_case(folder) for folder in cases(FOLDERS / transform.name.replace("-", "_"))]
    changing = [case for case in folders if not case.changes_nothing]
    assert changing
    assert len(folders) >= 2 * len(changing) or len(folders) - len(changing) >= 5


def _after(case: Case) -> Case:
    return replace(case, before=case.after)
