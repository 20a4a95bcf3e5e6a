"""Tables of TOML become typed settings, or an error that says where and what."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pytest

from hclfix.config import ConfigError, apply_settings


@dataclass(frozen=True)
class Row:
    """One row of a table."""

    type: str
    limit: int = 64


@dataclass(frozen=True)
class Settings:
    """One field of every type that a transform may use."""

    emit_imports: bool = False
    max_length: int = 64
    ratio: float = 0.5
    attribute: Literal["auto", "id", "region"] = "auto"
    floor: str | None = None
    names: tuple[str, ...] = ()
    words: dict[str, str] = field(default_factory=dict)
    rows: tuple[Row, ...] = ()
    limits: Mapping[str, Mapping[str, str | int | bool]] = field(default_factory=dict)
    anything: Any = None


def applied(**table: Any) -> Settings:
    return apply_settings(Settings, {key.replace("_", "-"): value for key, value in table.items()}, lambda keys: "file")


def test_nothing_said_leaves_the_defaults() -> None:
    assert applied() == Settings()


def test_values_keep_their_types() -> None:
    assert applied(
        emit_imports=True,
        max_length=32,
        ratio=1,
        attribute="id",
        floor=">= 2.0",
        names=["a", "b"],
        words={"processing": "proc"},
        rows=[{"type": "aws_lb", "limit": 32}, {"type": "aws_iam_role"}],
        limits={"aws_lb": {"name": "name", "length": 32, "exact": True}},
        anything=[1, "x"],
    ) == Settings(
        emit_imports=True,
        max_length=32,
        ratio=1.0,
        attribute="id",
        floor=">= 2.0",
        names=("a", "b"),
        words={"processing": "proc"},
        rows=(Row("aws_lb", 32), Row("aws_iam_role")),
        limits={"aws_lb": {"name": "name", "length": 32, "exact": True}},
        anything=[1, "x"],
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ({"max_lenght": 3}, 'file: unknown key "max-lenght"; did you mean "max-length"?'),
        (
            {"zzz": 3},
            'file: unknown key "zzz"; possible: anything, attribute, emit-imports, floor, limits, max-length, names,',
        ),
        ({"emit_imports": 1}, "file: emit-imports must be true or false, not 1"),
        ({"max_length": True}, "file: max-length must be a whole number, not true"),
        ({"max_length": 1.5}, "file: max-length must be a whole number, not 1.5"),
        ({"floor": ["x"]}, "file: floor must be a string, not a list"),
        ({"attribute": "regoin"}, 'file: attribute can\'t be "regoin"; did you mean "region"?'),
        ({"attribute": 3}, "file: attribute can't be 3; possible: auto, id, region"),
        ({"attribute": ["id"]}, "file: attribute can't be a list; possible: auto, id, region"),
        ({"names": "a"}, 'file: names must be a list, not "a"'),
        ({"names": ["a", 2]}, "file: names.1 must be a string, not 2"),
        ({"words": {"a": 1}}, "file: words.a must be a string, not 1"),
        (
            {"limits": {"a": {"b": 1.5}}},
            "file: limits.a.b must be a string or a whole number or true or false, not 1.5",
        ),
        ({"rows": [{"type": "x", "limt": 1}]}, 'file: unknown key "limt"; did you mean "limit"?'),
        ({"rows": [{"limit": 1}]}, 'file: rows.0 needs the key "type"'),
        ({"rows": ["x"]}, 'file: rows.0 must be a table, not "x"'),
    ],
)
def test_what_does_not_fit_is_an_error(table: dict[str, Any], message: str) -> None:
    with pytest.raises(ConfigError, match=re.escape(message)):
        applied(**table)
