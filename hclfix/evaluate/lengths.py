"""How long the attributes of resources and data sources are whose length is known without their value.

The facts are in ``data/lengths.tsv``, each with its source.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

_ADDRESS = re.compile(r"(?P<data>data\.)?(?P<type>\w+)\.[\w-]+(?:\[[^\]]*\])?\.(?P<attribute>\w+)\Z", re.ASCII)


@cache
def _lengths() -> dict[tuple[str, str, str], tuple[int, int]]:
    table = (resources.files("hclfix.evaluate") / "data" / "lengths.tsv").read_text(encoding="utf-8")
    return {
        (row["kind"], row["type"], row["attribute"]): (int(row["least"]), int(row["greatest"]))
        for row in csv.DictReader(table.splitlines(), delimiter="\t")
    }


def known_length(address: str) -> tuple[int, int] | None:
    """The least and greatest number of characters of the attribute at ``address``, where they are known.

    ``known_length("data.aws_caller_identity.current.account_id")`` is ``(12, 12)``.
    """
    match = _ADDRESS.match(address)
    if not match:
        return None
    return _lengths().get(("data" if match["data"] else "resource", match["type"], match["attribute"]))
