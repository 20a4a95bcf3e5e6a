"""The facts about names hold together, each has a source, and a user adds more."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hclfix.transforms import add_environment_suffix, shorten_prefixes
from hclfix.transforms._names.table import APPENDED, NameRow, facts, is_fixed, singletons
from hclfix.transforms._tables import read_rows

from hclfix.config.convert import ConfigError, apply_settings

NAMES = list(read_rows("aws_names.tsv"))
SOURCES = ("maximum_source", "characters_source", "scope_source")
OPENED = re.compile(
    r"validate|https://\S+( \S+)?|arn [\w-]+ [\w -]+|cloudformation AWS::\w+::\w+(\.\w+| id)|"
    r"provider documentation aws_\w+(\.\w+)?|"
    r"api [\w-]+ [A-Za-z0-9]+(\.[\w.]+)?( text| pattern| error \w+| needs [\w+]+)?"
    r"( \(validate refuses more than \d+\))?|"
    r"none: .+"
)
"""What a source looks like; the docstring of ``table.py`` says what each form means."""


def test_the_types_that_people_name_by_hand_are_there() -> None:
    assert len(facts({})) >= 200
    for type in ("aws_iam_role", "aws_lambda_function", "aws_s3_bucket", "aws_lb", "aws_sqs_queue", "aws_ecs_service"):
        assert type in facts({})


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("aws_names.tsv", SOURCES),
        ("aws_singletons.tsv", ("source",)),
        ("aws_fixed_names.tsv", ("source",)),
        ("arn_services.tsv", ("source",)),
    ],
)
def test_every_fact_has_a_source_that_can_be_found_again(name: str, columns: tuple[str, ...]) -> None:
    rows = list(read_rows(name))
    assert rows
    for row in rows:
        assert None not in row.values()
        assert None not in row
        for column in columns:
            for source in row[column].split("; ") if not row[column].startswith("none") else [row[column]]:
                assert OPENED.fullmatch(source), f"{row['type']}: {source}"


def test_every_abbreviation_has_a_source() -> None:
    assert all(row["source"] for row in read_rows("abbreviations.tsv"))


def test_what_has_no_number_says_why_and_what_has_one_does_not() -> None:
    for row in NAMES:
        assert (row["maximum"] == "") == row["maximum_source"].startswith("none: "), row["type"]
        assert (row["characters"] == "") == row["characters_source"].startswith("none: "), row["type"]


def test_no_argument_stands_there_twice() -> None:
    keys = [(row["type"], row["attribute"]) for row in NAMES]
    assert len(keys) == len(set(keys))


def test_a_prefix_leaves_room_for_what_the_provider_appends() -> None:
    for row in NAMES:
        limits = [int(row["prefix_validated"])] if row["prefix_validated"] else []
        limits += [int(row["maximum"]) - APPENDED] if row["maximum"] else []
        assert row["prefix_maximum"] == (str(min(limits)) if row["prefix"] and limits else ""), row["type"]
        assert row["prefix"] or not row["prefix_validated"], row["type"]


def test_fields_hold_what_they_should() -> None:
    for row in NAMES:
        assert row["scope"] in ("world", "account", "region", "parent", "any"), row["type"]
        assert row["scope"] != "parent" or row["parent"], row["type"]
        assert row["case"] in ("", "lower"), row["type"]
        assert row["required"] in ("yes", "no"), row["type"]
        assert row["separator"] in ("-", "_", ""), row["type"]
        allowed = re.compile(f"[{row['characters']}]*") if row["characters"] else re.compile(".*")
        assert allowed.fullmatch("a" + row["separator"]), row["type"]
        if row["characters"]:
            assert row["separator"] == "-" or not allowed.fullmatch("-"), row["type"]


@pytest.mark.parametrize(
    ("type", "attribute", "maximum", "prefix_maximum"),
    [
        ("aws_iam_role", "name", 64, 38),
        ("aws_lb", "name", 32, 6),
        ("aws_lb_target_group", "name", 32, 6),
        ("aws_s3_bucket", "bucket", 63, 37),
        ("aws_cloudwatch_event_rule", "name", 64, 38),
        ("aws_cloudwatch_metric_stream", "name", 255, 229),
        ("aws_lambda_function", "function_name", 64, None),
        ("aws_codebuild_project", "name", 150, None),
        ("aws_elasticache_replication_group", "replication_group_id", 40, None),
        ("aws_xray_sampling_rule", "rule_name", 32, None),
    ],
)
def test_limits(type: str, attribute: str, maximum: int, prefix_maximum: int | None) -> None:
    (fact,) = facts({})[type]
    assert (fact.attribute, fact.maximum, fact.prefix_maximum) == (attribute, maximum, prefix_maximum)


def test_what_exists_once_has_no_name_to_change() -> None:
    assert not singletons().keys() & facts({}).keys()
    assert {scope for scope, _ in singletons().values()} == {"account", "region"}
    for type in ("aws_config_configuration_recorder", "aws_guardduty_detector", "aws_securityhub_account"):
        assert singletons()[type][0] == "region"
    for type in ("aws_iam_openid_connect_provider", "aws_iam_account_alias"):
        assert singletons()[type][0] == "account"


def test_names_that_aws_chose() -> None:
    assert is_fixed("aws_kms_alias", "alias/aws/s3")
    assert is_fixed("aws_cloudwatch_event_bus", "default")
    assert is_fixed("aws_cloudwatch_log_group", "/aws/lambda/orders")
    assert not is_fixed("aws_kms_alias", "alias/orders")
    assert not is_fixed("aws_iam_role", "default")


def test_a_user_adds_rows() -> None:
    (fact,) = facts({"aws_new_thing": NameRow("label", "label_prefix", maximum=40)})["aws_new_thing"]
    assert (fact.type, fact.attribute, fact.maximum, fact.prefix_maximum) == ("aws_new_thing", "label", 40, 14)
    (fact,) = facts({"aws_iam_role": NameRow("name", maximum=30)})["aws_iam_role"]
    assert (fact.maximum, fact.prefix) == (30, None)


@pytest.mark.parametrize("settings", [add_environment_suffix.Settings, shorten_prefixes.Settings])
@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"maximum": 20}, 'names.aws_new_thing needs the key "attribute"'),
        ({"attribute": "name", "maximun": 3}, 'unknown key "maximun"; did you mean "maximum"?'),
        ({"attribute": "name", "maximum": "40"}, 'names.aws_new_thing.maximum must be a whole number, not "40"'),
        ({"attribute": "name", "maximum": 0}, "maximum must be 1 or more, not 0"),
        ({"attribute": ""}, "the attribute is empty; give the argument that names the resource"),
        ({"attribute": "name", "scope": "global"}, 'names.aws_new_thing.scope can\'t be "global"'),
        ({"attribute": "name", "scope": "parent"}, 'the scope "parent" needs the key "parent"'),
        ({"attribute": "name", "prefix-maximum": 4}, 'prefix-maximum needs the key "prefix"'),
    ],
)
def test_a_row_that_means_nothing_is_an_error_that_says_where(
    settings: type[Any], row: dict[str, Any], message: str
) -> None:
    with pytest.raises(ConfigError) as error:
        apply_settings(settings, {"names": {"aws_new_thing": row}}, lambda keys: ".".join(map(str, keys)))
    assert str(error.value).startswith("names.aws_new_thing")
    assert message in str(error.value)


@pytest.mark.parametrize("settings", [add_environment_suffix.Settings, shorten_prefixes.Settings])
def test_a_row_of_another_provider_is_an_error(settings: type[Any]) -> None:
    with pytest.raises(ConfigError, match=r'names\.google_x: only types that begin with "aws_" are looked at'):
        apply_settings(settings, {"names": {"google_x": {"attribute": "name"}}}, lambda keys: ".hclfix.toml")
