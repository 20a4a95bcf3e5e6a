"""tostring and its like, and sensitivity. ``try`` and ``can`` are the evaluator's own."""

from __future__ import annotations

from functools import partial

from hclfix.evaluate.convert import convert
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, Type, list_of, map_of, set_of
from hclfix.evaluate.values import Unknown, Value


def _to(type: Type, value: Value) -> Value:
    return convert(value, type)


for _name, _type in {
    "tobool": BOOL,
    "tolist": list_of(DYNAMIC),
    "tomap": map_of(DYNAMIC),
    "tonumber": NUMBER,
    "toset": set_of(DYNAMIC),
    "tostring": STRING,
}.items():
    function(_name, DYNAMIC, needs=Needs.NOTHING, nulls=0)(partial(_to, _type))


@function("nonsensitive", DYNAMIC, needs=Needs.NOTHING, nulls=0)
def nonsensitive(value: Value) -> Value:
    return value


@function("sensitive", DYNAMIC, needs=Needs.NOTHING, nulls=0)
def sensitive(value: Value) -> Value:
    return Unknown(value.type, "the value is sensitive")
