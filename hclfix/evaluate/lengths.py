"""How long the attributes of resources and data sources are whose length is known without their value.

The facts are in ``data/lengths.tsv``, each with its source: ``least`` and ``greatest`` in characters, or so many
characters ``per`` unit of an ``argument`` of the resource, rounded up.
"""

from __future__ import annotations

import os
import re
from fractions import Fraction
from functools import cache
from math import ceil
from typing import NamedTuple

from hclfix.evaluate.values import Known, Value

_ADDRESS = r"(?a)(?P<resource>(?P<data>data\.)?(?P<type>\w+)\.[\w-]+)(?:\[[^\]]*\])?\.(?P<attribute>\w+)\Z"


class Length(NamedTuple):
    """A row of the table. With ``argument`` the length hangs on that argument, else it is ``least`` to ``greatest``."""

    least: int
    greatest: int
    per: Fraction
    argument: str


@cache
def _lengths() -> dict[tuple[str, str, str], Length]:
    with open(os.path.join(os.path.dirname(__file__), "data", "lengths.tsv"), encoding="utf-8") as file:
        rows = [line.split("\t") for line in file.read().splitlines()[1:]]
    return {
        (kind, type, attribute): Length(int(least or 0), int(greatest or 0), Fraction(per or 0), argument)
        for kind, type, attribute, least, greatest, per, argument, _source in rows
    }


def known_length(address: str) -> tuple[str, Length] | None:
    """The address of the resource and the length of its attribute, where the length of the one at ``address`` is known.

    ``data.aws_caller_identity.current.account_id`` has 12 characters.
    """
    match = re.match(_ADDRESS, address)
    if not match:
        return None
    length = _lengths().get(("data" if match["data"] else "resource", match["type"], match["attribute"]))
    return (match["resource"], length) if length else None


def bounds_by_argument(length: Length, argument: Value, prefix: Value | None) -> tuple[int, int] | None:
    """The least and greatest number of characters with that argument, None where it is not known.

    ``prefix`` is the value of the resource's argument of that name, if it has one: it stands before the rest.
    """
    before = (0, 0) if prefix is None else prefix.bounds()
    counts = [choice.content if isinstance(choice, Known) else None for choice in argument.effective]
    known = [ceil(count * length.per) for count in counts if isinstance(count, int)]
    if not known or len(known) < len(counts) or before is None or before[1] is None:
        return None
    return before[0] + min(known), before[1] + max(known)
