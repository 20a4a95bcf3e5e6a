"""The facts about names, read from ``transforms/data``.

``aws_names.tsv`` has a row for each argument that names a resource:

* ``type``, ``attribute``: the resource type and the argument; ``prefix`` is its twin that the provider appends to.
* ``required``: whether the argument is required (schemas of provider 5.100.0 and 6.47.0).
* ``maximum``, ``prefix_maximum``: characters, empty where nothing sure is known. What the provider appends to a
prefix is
  26 characters long, so that a prefix is never longer than ``maximum - 26``, whatever ``terraform validate`` lets pass.
* ``characters``: what a name is made of, as inside ``[...]`` of a regular expression; empty where not known.
* ``separator``: what may stand between the words of a name. ``case``: ``lower`` where capitals are refused.
* ``scope``: where the name has to be unique: ``world``, ``account``, ``region`` (of an account), ``parent``, or ``any``
  where it need not be. ``parent`` is the argument that says what the parent is. Where a row of another scope has one,
  the name lies in the parent's scope when the argument is set (an ECS service without a cluster is in the default one).
* ``source``: where the numbers and characters come from.

``aws_singletons.tsv`` lists the types that exist once whatever their name, ``aws_fixed_names.tsv`` names that AWS
chose.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

_DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True, slots=True)
class NameFact:
    """One row of the table; the module says what the fields mean. What is empty there is None or empty here."""

    type: str
    attribute: str
    prefix: str | None = None
    required: bool = False
    maximum: int | None = None
    prefix_maximum: int | None = None
    characters: str = ""
    separator: str = "-"
    case: str = ""
    scope: str = "region"
    parent: str | None = None
    source: str = ""


Facts = Mapping[str, tuple[NameFact, ...]]
"""The rows by resource type."""


def facts(added: Mapping[str, Mapping[str, str | int | bool]]) -> Facts:
    """The table, with rows that a user gives: fields by resource type. They replace the rows of that type.

    Raises:
        ValueError: a row has an unknown field, or no attribute.
    """
    known = _table()
    if not added:
        return known
    fields = NameFact.__dataclass_fields__.keys() - {"type"}
    rows: dict[str, tuple[NameFact, ...]] = dict(known)
    for type, row in added.items():
        unknown = row.keys() - fields
        if unknown or "attribute" not in row:
            what = f"has no field {min(unknown)}" if unknown else "needs an attribute"
            raise ValueError(f"names.{type} {what}; the fields are {', '.join(sorted(fields))}")
        rows[type] = (NameFact(type, **row),)  # type: ignore[arg-type]
    return rows


@cache
def _table() -> Facts:
    rows: dict[str, tuple[NameFact, ...]] = {}
    for row in read_rows("aws_names.tsv"):
        fact = NameFact(
            row["type"],
            row["attribute"],
            row["prefix"] or None,
            row["required"] == "yes",
            int(row["maximum"]) if row["maximum"] else None,
            int(row["prefix_maximum"]) if row["prefix_maximum"] else None,
            row["characters"],
            row["separator"],
            row["case"],
            row["scope"],
            row["parent"] or None,
            row["source"],
        )
        rows[fact.type] = (*rows.get(fact.type, ()), fact)
    return rows


@cache
def singletons() -> Mapping[str, tuple[str, str]]:
    """The types that exist once: by type the scope (``account`` or ``region``) and the reason."""
    return {row["type"]: (row["scope"], row["reason"]) for row in read_rows("aws_singletons.tsv")}


def arn_service(type: str) -> str | None:
    """The service in the ARNs of a type, where it is in the table ``arn_services.tsv``."""
    return _services().get(type)


@cache
def _services() -> Mapping[str, str]:
    return {row["type"]: row["service"] for row in read_rows("arn_services.tsv")}


def is_fixed(type: str, name: str) -> bool:
    """Whether AWS chose the name, so that nobody may change it."""
    return any(fnmatchcase(name, pattern) for pattern in _fixed().get(type, ()))


@cache
def _fixed() -> Mapping[str, tuple[str, ...]]:
    patterns: dict[str, tuple[str, ...]] = {}
    for row in read_rows("aws_fixed_names.tsv"):
        patterns[row["type"]] = (*patterns.get(row["type"], ()), row["pattern"])
    return patterns


def read_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table in ``transforms/data``, by the names of its columns."""
    with (_DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
