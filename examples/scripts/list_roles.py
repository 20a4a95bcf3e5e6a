"""Lists every IAM role below a directory with its resolved name, as CSV: file, address, name, and whether it is all
known.

    python examples/scripts/list_roles.py DIRECTORY > roles.csv
"""

from __future__ import annotations

import csv
import sys

import hclfix


def main(directory: str) -> None:
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(["file", "address", "name", "known"])
    for module in hclfix.load_all([directory]):
        for role in module.blocks("resource", "aws_iam_role"):
            name = role.attribute("name")
            value = module.resolve(name.expression) if name else None
            text = value.text if value and value.text is not None else name.value_text if name else ""
            rows.writerow([role.path, hclfix.address(role), text, "yes" if value and value.known else "no"])


if __name__ == "__main__":
    main(*sys.argv[1:])
