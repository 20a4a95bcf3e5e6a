"""The AWS provider's own length checks: with a long suffix they refuse names of the example, and none after the fix.

Plans with the real provider, from a mirror (``tests/aws_example.py``). What asks AWS something is answered in a test
file of Terraform's, so that no network is needed.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.aws_example import MARKS, AwsExample

SUFFIX = "synth24816359"
PLAN = f"""
provider "aws" {{
  region                      = "us-east-1"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
}}

variables {{
  environment_suffix = "{SUFFIX}"
}}

run "plan" {{
  command = plan

  override_data {{
    target = data.aws_caller_identity.current
    values = {{ account_id = "123456789012" }}
  }}
}}
"""
TOO_LONG = re.compile(r"expected length of \w+ to be in the range|cannot be longer than|must be between")

pytestmark = MARKS


def test_the_provider_takes_every_name(tmp_path: Path) -> None:
    example = AwsExample(tmp_path)
    (example.directory / "plan.tftest.hcl").write_text(PLAN)
    variable = ("--var", f"environment_suffix={SUFFIX}")
    example.hclfix("--ignore", "shorten-prefixes", *variable)
    example.terraform("init")
    assert TOO_LONG.search(example.terraform("test", "-no-color", code=1))
    example.hclfix(*variable)
    assert "1 passed, 0 failed" in example.terraform("test", "-no-color")
