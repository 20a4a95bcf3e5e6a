"""The facts about names hold together, and agree with the provider's own schemas where those are at hand."""

from __future__ import annotations

import re

import pytest
from hclfix.transforms._names.table import facts, is_fixed, read_rows, singletons

ROWS = [fact for rows in facts({}).values() for fact in rows]
APPENDED = 26
"""The characters that the provider appends to a prefix."""


def test_the_types_that_people_name_by_hand_are_there() -> None:
    assert len({fact.type for fact in ROWS}) >= 200
    for type in ("aws_iam_role", "aws_lambda_function", "aws_s3_bucket", "aws_lb", "aws_sqs_queue", "aws_ecs_service"):
        assert type in facts({})


@pytest.mark.parametrize(
    "name", ["aws_names.tsv", "aws_singletons.tsv", "aws_fixed_names.tsv", "arn_services.tsv", "abbreviations.tsv"]
)
def test_every_row_has_a_source(name: str) -> None:
    rows = list(read_rows(name))
    assert rows
    assert all(row["source"].strip() for row in rows)
    assert all(None not in row.values() and None not in row for row in rows)


def test_no_argument_stands_there_twice() -> None:
    keys = [(fact.type, fact.attribute) for fact in ROWS]
    assert len(keys) == len(set(keys))


def test_a_prefix_leaves_room_for_what_the_provider_appends() -> None:
    for fact in ROWS:
        if fact.prefix and fact.maximum:
            assert fact.prefix_maximum is not None, fact.type
            assert fact.prefix_maximum <= fact.maximum - APPENDED, fact.type


def test_fields_hold_what_they_should() -> None:
    for fact in ROWS:
        assert fact.scope in ("world", "account", "region", "parent", "any"), fact.type
        assert fact.scope != "parent" or fact.parent, fact.type
        assert fact.case in ("", "lower"), fact.type
        assert fact.separator in ("-", "_"), fact.type
        allowed = re.compile(f"[{fact.characters}]") if fact.characters else re.compile(".")
        assert allowed.fullmatch(fact.separator), fact.type
        assert allowed.fullmatch("a"), fact.type


@pytest.mark.parametrize(
    ("type", "attribute", "maximum", "prefix_maximum"),
    [
        ("aws_iam_role", "name", 64, 38),
        ("aws_lb", "name", 32, 6),
        ("aws_lb_target_group", "name", 32, 6),
        ("aws_s3_bucket", "bucket", 63, 37),
        ("aws_cloudwatch_event_rule", "name", 64, 38),
        ("aws_lambda_function", "function_name", 64, None),
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


def test_names_that_aws_chose() -> None:
    assert is_fixed("aws_kms_alias", "alias/aws/s3")
    assert is_fixed("aws_cloudwatch_event_bus", "default")
    assert not is_fixed("aws_kms_alias", "alias/orders")
    assert not is_fixed("aws_iam_role", "default")


def test_a_user_adds_rows() -> None:
    (fact,) = facts({"aws_new_thing": {"attribute": "label", "maximum": 20}})["aws_new_thing"]
    assert (fact.attribute, fact.maximum, fact.separator) == ("label", 20, "-")


@pytest.mark.parametrize("row", [{"maximum": 20}, {"attribute": "name", "size": 3}])
def test_a_row_that_means_nothing_is_an_error(row: dict[str, str | int | bool]) -> None:
    with pytest.raises(ValueError, match=r"names\.aws_new_thing"):
        facts({"aws_new_thing": row})
