"""The provider's schemas have every type and argument of the tables, and require what they say: Terraform is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hclfix.transforms._tables import read_rows

from tests.modules import write_files
from tests.tfcheck import Answer, validate

pytestmark = pytest.mark.terraform

LACKING = {
    "5.100.0": {
        "aws_appsync_api.name",
        "aws_batch_compute_environment.name",
        "aws_batch_compute_environment.name_prefix",
        "aws_bedrockagent_flow.name",
        "aws_s3vectors_vector_bucket.vector_bucket_name",
    },
    "6.47.0": {
        "aws_batch_compute_environment.compute_environment_name",
        "aws_batch_compute_environment.compute_environment_name_prefix",
    },
}
"""The arguments that one of the two versions of the provider does not have, or whose type it does not have."""

PROVIDER = """terraform {{
  required_providers {{
    aws = {{
      source  = "hashicorp/aws"
      version = "{version}"
    }}
  }}
}}
"""


def arguments() -> Iterator[tuple[str, str]]:
    """The type and name of every argument of the tables, and the types that have no name, with ``""``."""
    for row in read_rows("aws_names.tsv"):
        yield from ((row["type"], argument) for argument in (row["attribute"], row["prefix"]) if argument)
    for row in read_rows("aws_singletons.tsv"):
        yield row["type"], ""


def module(version: str) -> dict[str, str]:
    """A file for each argument, with nothing else in a block, and one for each type, with nothing in it at all."""
    files = {"versions.tf": PROVIDER.format(version=version)}
    for number, (type, argument) in enumerate(arguments()):
        if argument:
            files[f"{type}.{argument}.tf"] = f'resource "{type}" "named_{number}" {{\n  {argument} = "x"\n}}\n'
        files[f"{type}..tf"] = f'resource "{type}" "empty" {{\n}}\n'
    return files


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Answer]:
    """What Terraform says of the module, by the version of the provider."""
    directory = tmp_path_factory.mktemp("schemas")
    for version in LACKING:
        write_files(directory / version, module(version))
    return dict(zip(LACKING, validate(directory / version for version in LACKING), strict=True))


@pytest.mark.parametrize("version", LACKING)
def test_every_argument_is_there_and_takes_a_string(version: str, answers: dict[str, Answer]) -> None:
    errors = [error for error in answers[version]["errors"] if not is_about_what_is_left_out(error["summary"])]
    refused = {error["file"].removesuffix(".tf") for error in errors}
    assert refused - {f"{name.partition('.')[0]}." for name in LACKING[version]} == LACKING[version], errors


def test_what_is_required_is_required_by_both_versions(answers: dict[str, Answer]) -> None:
    left_out = {version: missing(answer) for version, answer in answers.items()}
    for row in read_rows("aws_names.tsv"):
        versions = [each for each in LACKING if f"{row['type']}.{row['attribute']}" not in LACKING[each]]
        required = all((row["type"], row["attribute"]) in left_out[version] for version in versions)
        assert (row["required"] == "yes") == required, row["type"]


def missing(answer: Answer) -> set[tuple[str, str]]:
    """The types and arguments that Terraform misses in the blocks with nothing in them."""
    return {
        (error["file"].removesuffix("..tf"), error["detail"].split('"')[1])
        for error in answer["errors"]
        if error["summary"] == "Missing required argument" and error["file"].endswith("..tf")
    }


def is_about_what_is_left_out(summary: str) -> bool:
    """Whether an error is about an argument or block that is required, and not there."""
    return summary == "Missing required argument" or summary.startswith("Insufficient ")
