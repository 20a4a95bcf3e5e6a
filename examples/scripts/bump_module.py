"""Sets the version of a registry module wherever it is called below a directory.

python examples/scripts/bump_module.py DIRECTORY terraform-aws-modules/vpc/aws "~> 6.0"
"""

from __future__ import annotations

import sys

import hclfix


def main(directory: str, source: str, version: str) -> None:
    for module in hclfix.load_all([directory]):
        calls = [
            call
            for call in module.blocks("module")
            if (attribute := call.attribute("source")) and hclfix.plain_text(attribute.expression) == source
        ]
        edits = [edit for call in calls for edit in hclfix.change_block(call, {"version": f'"{version}"'})]
        for path in hclfix.write_edits(module, edits):
            print(f"{path}: {source} {version}")


if __name__ == "__main__":
    main(*sys.argv[1:])
