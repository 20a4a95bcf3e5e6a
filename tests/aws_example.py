"""The example as it is planned with the real AWS provider, from a filesystem mirror and without a network.

HCLFIX_AWS_MIRROR names the mirror (``terraform providers mirror`` makes one). ``archive_file`` is replaced by a zip
made beforehand, since the archive provider need not be in that mirror.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "webhook-processor"
ARCHIVE = re.compile(r'data "archive_file" "functions" \{.*?\n\}\n\n', re.DOTALL)
MIRROR = os.environ.get("HCLFIX_AWS_MIRROR")

MARKS = [
    pytest.mark.terraform,
    pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not on the PATH"),
    pytest.mark.skipif(not MIRROR, reason="HCLFIX_AWS_MIRROR names no filesystem mirror with the AWS provider"),
]


class AwsExample:
    """A copy of the example, and Terraform with that mirror; ``variables`` are more environment variables for it."""

    def __init__(self, directory: Path, **variables: str) -> None:
        self.directory = directory / "example"
        shutil.copytree(EXAMPLE, self.directory)
        with zipfile.ZipFile(self.directory / "functions.zip", "w") as archive:
            archive.write(EXAMPLE / "src" / "webhooks.py", "webhooks.py")
        functions = self.directory / "lambda.tf"
        text = ARCHIVE.sub("", functions.read_text())
        text = text.replace("data.archive_file.functions.output_path", '"functions.zip"')
        functions.write_text(
            text.replace("data.archive_file.functions.output_base64sha256", 'filebase64sha256("functions.zip")')
        )
        configuration = directory / "terraformrc"
        mirror = f"filesystem_mirror {{\n    path = {json.dumps(MIRROR)}\n  }}"
        configuration.write_text(f"provider_installation {{\n  {mirror}\n}}\n")
        self.environment = os.environ | {
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_EC2_METADATA_DISABLED": "true",
            "TF_CLI_CONFIG_FILE": str(configuration),
            "TF_INPUT": "0",
            **variables,
        }

    def terraform(self, *arguments: str, code: int = 0) -> str:
        """What Terraform prints; fails unless it exits with that code."""
        command = ["terraform", *arguments]
        ran = subprocess.run(
            command, cwd=self.directory, env=self.environment, capture_output=True, text=True, timeout=600
        )
        assert ran.returncode == code, ran.stdout + ran.stderr
        return ran.stdout + ran.stderr

    def hclfix(self, *arguments: str) -> None:
        """Makes the fixes."""
        command = [sys.executable, "-m", "hclfix", "--isolated", "--write", *arguments, str(self.directory)]
        ran = subprocess.run(command, cwd=EXAMPLE.parent.parent, capture_output=True, text=True, timeout=300)
        assert ran.returncode < 2, ran.stderr  # 1 says that an unsafe fix is left
