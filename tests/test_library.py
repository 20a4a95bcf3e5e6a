"""hclfix as a library: the names at its root, the functions for scripts, and the scripts in examples/."""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import hclfix
import hclfix.api
from tests.modules import write_files

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = ROOT / "examples" / "webhook-processor"
REGION = 'data "aws_region" "r" {}\n\noutput "r" {\n  value = data.aws_region.r.name\n}\n'


def test_every_name_at_the_root_is_there_and_documented() -> None:
    for name in hclfix.__all__:
        thing = getattr(hclfix, name)
        assert name == "__version__" or thing.__doc__, name
    assert set(hclfix.__all__) <= set(dir(hclfix))
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = hclfix.nothing


def test_the_names_at_the_root_are_those_of_the_api() -> None:
    assert {name: getattr(hclfix, name) for name in hclfix.__all__} == {
        name: getattr(hclfix.api, name) for name in hclfix.api.__all__
    }


def test_no_name_at_the_root_hides_a_module() -> None:
    files = {path.stem for path in (ROOT / "hclfix").glob("*.py")}
    assert files.isdisjoint(hclfix.__all__)


def test_load() -> None:
    module = hclfix.load(str(EXAMPLE))
    role = module.block("aws_iam_role.validation")
    assert role
    name = role.attribute("name")
    assert name
    assert module.resolve(name.expression).text == "webhook-processor-production-validation-lambda-role"
    assert hclfix.load(str(EXAMPLE / "iam.tf")).directory == str(EXAMPLE)


def test_load_says_what_can_not_be_read(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        hclfix.load(str(tmp_path / "none"))
    write_files(tmp_path, {"main.tf": "a = [\n"})
    with pytest.raises(hclfix.ReadError, match=r"main\.tf:1:5: the bracket"):
        hclfix.load(str(tmp_path))


def test_fix_text_alone() -> None:
    fixed = hclfix.fix_text(REGION)
    assert fixed.text == REGION.replace(".name", ".id")
    assert [finding.transform for finding in fixed.fixed] == ["replace-aws-region-name"]
    with pytest.raises(hclfix.ReadError):
        hclfix.fix_text("a = \n")


def test_fix_text_as_a_file_of_its_module(tmp_path: Path) -> None:
    data, output = REGION.split("\n\n")
    write_files(tmp_path, {"data.tf": data + "\n", "outputs.tf": "# as it was\n"})
    fixed = hclfix.fix_text(output, str(tmp_path / "outputs.tf"), select=["replace-aws-region-name"])
    assert fixed.text == output.replace(".name", ".id")
    assert (tmp_path / "outputs.tf").read_text() == "# as it was\n"


def test_fix_text_with_settings() -> None:
    settings = {"replace-aws-region-name": {"attribute": "region"}}
    assert ".region\n" in hclfix.fix_text(REGION, settings=settings).text


def test_fix_module_writes_when_asked(tmp_path: Path) -> None:
    write_files(tmp_path, {"main.tf": REGION})
    result = hclfix.fix_module(str(tmp_path), select=["replace-aws-region-name"])
    assert [change.after for change in result.changes] == [REGION.replace(".name", ".id")]
    assert (tmp_path / "main.tf").read_text() == REGION
    hclfix.fix_module(str(tmp_path), select=["replace-aws-region-name"], write=True)
    assert (tmp_path / "main.tf").read_text() == REGION.replace(".name", ".id")


def test_fix_modules_with_an_executor(tmp_path: Path) -> None:
    write_files(tmp_path, {f"m{number}/main.tf": REGION for number in range(5)})
    with ThreadPoolExecutor(1) as executor:
        results = hclfix.fix_modules([str(tmp_path)], executor=executor, select=["replace-aws-region-name"], write=True)
        assert [len(result.fixed) for result in results] == [1] * 5
    assert all(path.read_text() == REGION.replace(".name", ".id") for path in tmp_path.rglob("main.tf"))


def run_script(name: str, *arguments: str) -> str:
    """What a script in examples/ prints."""
    command = [sys.executable, str(ROOT / "examples" / "scripts" / name), *arguments]
    ran = subprocess.run(command, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=120)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_script_rename_resource(tmp_path: Path) -> None:
    module = shutil.copytree(EXAMPLE, tmp_path / "m")
    run_script("rename_resource.py", str(module), "aws_sqs_queue.webhooks", "aws_sqs_queue.incoming")
    text = "".join(path.read_text() for path in module.glob("*.tf"))
    assert "aws_sqs_queue.webhooks" not in text.replace("from = aws_sqs_queue.webhooks", "")
    assert 'resource "aws_sqs_queue" "incoming"' in text
    assert "moved {\n  from = aws_sqs_queue.webhooks\n  to   = aws_sqs_queue.incoming\n}" in text


def test_script_bump_module(tmp_path: Path) -> None:
    call = 'module "vpc" {\n  source  = "terraform-aws-modules/vpc/aws"\n  version = "5.0"\n}\n'
    write_files(
        tmp_path, {"a/main.tf": call, "b/main.tf": call.replace('\n  version = "5.0"', "").replace("  =", " =")}
    )
    run_script("bump_module.py", str(tmp_path), "terraform-aws-modules/vpc/aws", "~> 6.0")
    assert (tmp_path / "a/main.tf").read_text() == call.replace("5.0", "~> 6.0")
    assert (tmp_path / "b/main.tf").read_text() == call.replace("5.0", "~> 6.0")


def test_script_list_roles() -> None:
    lines = run_script("list_roles.py", str(EXAMPLE)).splitlines()
    assert lines[0] == "file,address,name,known"
    assert lines[1].endswith("aws_iam_role.validation,webhook-processor-production-validation-lambda-role,yes")
