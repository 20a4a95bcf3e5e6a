"""Terraform's functions by group. Importing the groups fills the table that :func:`call` looks in."""

from __future__ import annotations

from hclfix.evaluate.functions import (
    collections,
    conversion,
    encoding,
    formatting,
    hashing,
    lists,
    mappings,
    network,
    numeric,
    regular,
    sets,
    strings,
)
from hclfix.evaluate.functions.registry import call, unknown
from hclfix.evaluate.types import STRING

GROUPS = (
    collections,
    conversion,
    encoding,
    formatting,
    hashing,
    lists,
    mappings,
    network,
    numeric,
    regular,
    sets,
    strings,
)

for _name, _length in {"uuid": (36, 36), "timestamp": (20, 20), "plantimestamp": (20, 20), "bcrypt": (60, 60)}.items():
    unknown(_name, STRING, _length)

__all__ = ["GROUPS", "call"]
