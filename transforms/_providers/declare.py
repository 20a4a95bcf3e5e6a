"""Writes one more entry of ``required_providers`` where the module has them, as its neighbours are written."""

from __future__ import annotations

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hclfix import (
    Attribute,
    Block,
    Document,
    Edit,
    Module,
    Object,
    Span,
    append_block,
    change_block,
    create_file,
    is_override,
    key_name,
)

from .comments import whole_span
from .duplicates import best

_UNIT = "  "


class Declaration(NamedTuple):
    """An entry of ``required_providers``; without ``version`` any will do."""

    name: str
    source: str
    version: str | None

    def text(self, *, legacy: bool = False, one_line: bool = False, version_first: bool = False) -> str:
        """The value of the entry."""
        if legacy and self.version:
            return f'"{self.version}"'
        rows = [f'source = "{self.source}"', *([f'version = "{self.version}"'] if self.version else [])]
        if version_first:
            rows.reverse()
        if one_line:
            return f"{{ {', '.join(rows)} }}"
        if len(rows) == 2:
            rows = [row.replace("source =", "source  =") for row in rows]
        return "\n".join(["{", *(_UNIT + row for row in rows), "}"])


def declare(module: Module, documents: Sequence[Document], files: Sequence[str], entry: Declaration) -> list[Edit]:
    """The edits that declare a provider.

    They go into the ``required_providers`` block; else a ``terraform`` block; else the first of ``files`` that exists;
    else a new file of the first of these names.
    """
    blocks = [block for document in documents for block in _terraform_blocks(document)]
    terraform = sorted(best(module, blocks, files), key=lambda block: module.read_only(block.document))
    required = [block for outer in terraform for block in outer.blocks("required_providers")]
    if required:
        return _add_entry(required[0], entry)
    block = f"required_providers {{\n{_indented(f'{entry.name} = {entry.text()}')}\n}}"
    if terraform and not module.read_only(terraform[0].document):
        return change_block(terraform[0], blocks=[block])
    block = f"terraform {{\n{_indented(block)}\n}}"
    editable = [document for document in documents if not module.read_only(document)]
    by_name = {os.path.basename(document.path).replace(".tofu", ".tf"): document for document in reversed(editable)}
    existing = [by_name[name] for name in files if name in by_name]
    if existing:
        return append_block(existing[0], block)
    only_tofu = all(document.path.endswith((".tofu", ".tofu.json")) for document in documents)
    name = files[0].replace(".tf", ".tofu") if only_tofu else files[0]
    return create_file(module.path(name), block, documents[0].newline)


def _terraform_blocks(document: Document) -> list[Block]:
    return [] if is_override(document.path) else document.body.blocks("terraform")


def _add_entry(block: Block, entry: Declaration) -> list[Edit]:
    entries = block.body.attributes()
    if not entries or "\n" not in block.body.span.of(block.document.text):
        return change_block(block, {entry.name: _in_style_of(entries, entry)})
    names = [attribute.name for attribute in entries]
    value = _in_style_of(entries, entry)
    if names != sorted(names):
        return _insert(entries, len(entries), f"{entry.name} = {value}")
    index = sum(name < entry.name for name in names)
    return _insert(entries, index, f"{entry.name} = {value}")


def _in_style_of(entries: Sequence[Attribute], entry: Declaration) -> str:
    if not entries:
        return entry.text()
    last = entries[-1]
    value = last.expression
    if not isinstance(value, Object):
        return entry.text(legacy=all(not isinstance(other.expression, Object) for other in entries))
    keys = [key_name(element) for element in value.elements]
    return entry.text(one_line="\n" not in last.value_text, version_first=keys[:2] == ["version", "source"])


def _insert(entries: Sequence[Attribute], index: int, text: str) -> list[Edit]:
    """Inserts a row so that it becomes the entry of that index, set off by a blank line if the others are."""
    document = entries[0].body.document
    source = document.text
    spaced = any("\n\n" in _between(source, *pair) for pair in pairwise(entries))
    neighbour = entries[max(index - 1, 0)]
    whole = whole_span(neighbour)
    line = source.rfind("\n", 0, whole.start) + 1
    indent = source[line : whole.start]
    inner = indent + _unit(neighbour, indent)
    rows = [row.replace(_UNIT, inner, 1) if row.startswith(_UNIT) else indent + row for row in text.split("\n")]
    blank = [""] if spaced else []
    rows = [*blank, *rows] if index else [*rows, *blank]
    offset = source.find("\n", whole.end) + 1 if index else line
    return [Edit(document.path, Span(offset, offset), "".join(row + document.newline for row in rows))]


def _between(text: str, upper: Attribute, lower: Attribute) -> str:
    return text[upper.end : lower.start].replace("\r", "").replace(" ", "").replace("\t", "")


def _unit(attribute: Attribute, indent: str) -> str:
    """What the keys of an entry are indented by."""
    lines = attribute.value_text.split("\n")
    lead = lines[1][: len(lines[1]) - len(lines[1].lstrip())] if len(lines) > 2 else ""
    return lead[len(indent) :] if lead.startswith(indent) and lead != indent else _UNIT


def _indented(text: str) -> str:
    return "\n".join(_UNIT + row for row in text.split("\n"))
