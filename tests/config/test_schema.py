"""The JSON schema of the configuration file says what the reader takes."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from hclfix.catalogue import Catalogue
from hclfix.config import Options
from hclfix.config.schema import field_docs, schema

TRANSFORMS = list(Catalogue().values())
SCHEMA = schema(TRANSFORMS)


def test_it_is_a_schema_with_a_description_of_every_key() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert all("description" in key for key in SCHEMA["properties"].values())


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda transform: transform.name)
def test_every_setting_of_a_transform_is_described(transform: Any) -> None:
    described = SCHEMA["properties"]["transforms"]["properties"][transform.name]["properties"]
    assert all("description" in key for key in described.values())


def test_a_description_may_go_on_on_further_lines() -> None:
    assert field_docs(Options)["exclude"] == "patterns of files and directories to leave out."


@pytest.mark.parametrize(
    ("configuration", "valid"),
    [
        ({}, True),
        ({"select": ["add-depends-on"], "jobs": 2, "output-format": "sarif"}, True),
        ({"per-file-ignores": {"live/**": ["add-depends-on"]}}, True),
        ({"transforms": {"my-own": {"anything": 1}}}, True),
        ({"transforms": {"move-stage-name": {"emit-imports": True}}}, True),
        ({"transforms": {"move-stage-name": {"emit_imports": True}}}, False),
        ({"transforms": {"move-stage-name": {"emit-imports": "yes"}}}, False),
        ({"select": "add-depends-on"}, False),
        ({"output-format": "xml"}, False),
        ({"verify": True}, False),
    ],
)
def test_it_takes_what_the_reader_takes(configuration: dict[str, Any], valid: bool) -> None:
    assert jsonschema.Draft202012Validator(SCHEMA).is_valid(configuration) is valid
