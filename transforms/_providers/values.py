"""The values of attributes: edited more than once, and two objects made one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from hclfix import Attribute, Block, Document, Edit, Object, add_element, expression_meaning, key_name


class United(NamedTuple):
    """Edits by which a block says what another one says too. ``conflicts``: names with both values, its own first."""

    edits: list[Edit]
    conflicts: list[tuple[str, str, str]]


def edited(attribute: Attribute, text: str, edits: Callable[[Object, Document], list[Edit]]) -> str:
    """``text``, a later text of the attribute's value, with edits made to it. The value is an object."""
    original = attribute.body.document
    document = original.edited([Edit(original.path, attribute.value_span, text)])
    value = _at(document, attribute).expression
    assert isinstance(value, Object)
    return _at(document.edited(edits(value, document)), attribute).value_text


def unite(ours: Block, theirs: Block) -> United | None:
    """Unites two blocks that hold nothing but objects: ``default_tags { tags = { ... } }``; None for any others."""
    united = United([], [])
    if len(ours.body.items) != len(theirs.body.items):
        return None
    for attribute in theirs.body.items:
        other = ours.attribute(attribute.name) if isinstance(attribute, Attribute) else None
        if not isinstance(attribute, Attribute) or not other or not _unite_objects(united, other, attribute):
            return None
    return united


def _unite_objects(united: United, ours: Attribute, theirs: Attribute) -> bool:
    own, added = ours.expression, theirs.expression
    if not isinstance(own, Object) or not isinstance(added, Object):
        return False
    values = {key_name(element): element.value for element in own.elements}
    text, source = ours.value_text, theirs.body.document.text
    for element in added.elements:
        name = key_name(element)
        if name is None or None in values:
            return False
        if name not in values:
            text = edited(ours, text, partial(add_element, text=element.span.of(source)))
        elif expression_meaning(values[name]) != expression_meaning(element.value):
            there = values[name].span.of(ours.body.document.text)
            united.conflicts.append((f"{ours.name}.{name}", there, element.value.span.of(source)))
    if text != ours.value_text:
        united.edits.append(Edit(ours.body.document.path, ours.value_span, text))
    return True


def _at(document: Document, attribute: Attribute) -> Attribute:
    """The attribute that stands in an edited document where ``attribute`` stood."""
    found = document.attribute_at(attribute.value_start)
    assert found
    return found
