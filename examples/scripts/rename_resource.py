"""Renames a resource with every reference to it, and adds the ``moved`` block that lets Terraform follow.

    python examples/scripts/rename_resource.py DIRECTORY aws_sqs_queue.jobs aws_sqs_queue.work

The module's files are changed in place, all or none.
"""

from __future__ import annotations

import sys

import hclfix
from hclfix import Edit, Span


def rename(module: hclfix.Module, old: str, new: str) -> list[Edit]:
    """The edits that rename ``old`` to ``new``, both addresses of one type."""
    block = module.block(old)
    if not block or module.block(new):
        raise SystemExit(f"{old} is not there, or {new} is there already")
    (kind, label), (new_kind, new_label) = old.split("."), new.split(".")
    if kind != new_kind:
        raise SystemExit("a resource keeps its type")
    label_span = block.labels[1].span
    edits = [Edit(block.path, label_span, f'"{new_label}"')]
    for reference in module.references(old):
        start = reference.span.start + len(f"{kind}.")
        edits.append(Edit(reference.path, Span(start, start + len(label)), new_label))
    return edits + hclfix.insert_block_after(block, f"moved {{\n  from = {old}\n  to   = {new}\n}}")


def main(directory: str, old: str, new: str) -> None:
    module = hclfix.load(directory)
    for path in hclfix.write_edits(module, rename(module, old, new)):
        print(path)


if __name__ == "__main__":
    main(*sys.argv[1:])
