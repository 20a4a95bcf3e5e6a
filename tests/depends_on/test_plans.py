"""Terraform judges the orders: modules stay valid and plan the same, also with a change pending on what is needed."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from hclfix.testing import cases, read_case
from tests import tfcheck

FOLDERS = Path(__file__).parent.parent / "transforms" / "add_depends_on"
CHANGED = [folder for folder in cases(FOLDERS) if not read_case(folder).changes_nothing]

PENDING = {
    "bucket": ("block_public_acls       = true", "block_public_acls       = false"),
    "lambda_role_policies": ("AWSXRayDaemonWriteAccess", "AWSXrayReadOnlyAccess"),
    "eip_gateway_attachment": ("internet_gateway_id = aws_internet_gateway.main.id", 'internet_gateway_id = "igw-1"'),
    "log_group_key": ('policy = "{}"', 'policy = "[]"'),
    "created_before_destroy_policies": ("AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole"),
    "ordered_only_in_one_call": ("AWSLambdaBasicExecutionRole", "AWSLambdaVPCAccessExecutionRole"),
    "read_behind_module": ('"BucketOwnerPreferred"', '"ObjectWriter"'),
    "read_behind_output": ('"BucketOwnerPreferred"', '"ObjectWriter"'),
}
"""A change to a needed resource, made in the files before and after, by the case."""

PUTS_OFF_READING = {"read_behind_output"}


@cache
def validity() -> dict[Path, tfcheck.Answer]:
    folders = [folder / name for folder in CHANGED for name in ("before", "after")]
    return dict(zip(folders, tfcheck.validate(folders), strict=True))


@cache
def plans() -> dict[Path, tfcheck.Answer]:
    answers = tfcheck.compare([(folder / "before", folder / "after") for folder in CHANGED])
    return dict(zip(CHANGED, answers, strict=True))


@pytest.mark.parametrize("folder", CHANGED, ids=lambda folder: folder.name)
def test_the_module_stays_valid_and_warns_of_nothing_new(folder: Path) -> None:
    before, after = validity()[folder / "before"], validity()[folder / "after"]
    assert before["valid"], before["errors"]
    assert after["valid"], after["errors"]
    assert {warning["summary"] for warning in after["warnings"]} == {
        warning["summary"] for warning in before["warnings"]
    }


@pytest.mark.parametrize("folder", CHANGED, ids=lambda folder: folder.name)
def test_nothing_is_planned(folder: Path) -> None:
    answer = plans()[folder]
    assert answer["same"], answer


@pytest.mark.parametrize("name", PENDING)
def test_a_pending_change_of_what_is_needed_stays_the_only_one(name: str, tmp_path: Path) -> None:
    old, new = PENDING[name]
    for version in ("before", "after"):
        shutil.copytree(FOLDERS / name / version, tmp_path / version)
        changed = 0
        for path in sorted((tmp_path / version).rglob("*.tf")):
            text = path.read_text(encoding="utf-8")
            changed += text.count(old)
            path.write_text(text.replace(old, new), encoding="utf-8")
        assert changed
    without, with_order = tfcheck.compare(
        [(FOLDERS / name / "before", tmp_path / version) for version in ("before", "after")]
    )
    assert planned(without)["actions"]
    assert (planned(with_order) == planned(without)) is (name not in PUTS_OFF_READING)


def planned(answer: tfcheck.Answer) -> dict[str, Any]:
    assert "actions" in answer, answer
    return {"actions": answer["actions"], "outputs": answer["outputs"]}
