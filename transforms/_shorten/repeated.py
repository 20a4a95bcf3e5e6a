"""The strings that repeat a name which is shortened."""

from __future__ import annotations

from collections.abc import Iterable

from hclfix import Edit

from .._names.graph import reaches, will_use
from .._names.named import Name
from .._names.pieces import pieces_with
from .._names.places import describe
from .._names.strings import matches, replaced
from .._names.texts import Texts
from .._names.words import words_of


def repeated_edits(name: Name, names: Iterable[Name]) -> list[Edit]:
    """The edits that turn strings which hold the name, whatever the inputs are, into references to the resource.

    None where another of the tree's ``names`` in the module is the same: the strings may mean that one.
    """
    module = name.module
    texts = Texts()
    edits: list[Edit] = []
    others = {
        text
        for other in names
        if other.module is module and other.address != name.address
        for text in texts.of_value(module, other.any_value)
    }
    for old in texts.of_value(module, name.any_value):
        if old in others:
            continue
        for piece in pieces_with(module, words_of(name, old)):
            top = piece.top
            if (
                piece.attribute is name.attribute
                or top is None
                or top.type not in ("resource", "data", "output", "locals")
            ):
                continue
            address = f"local.{piece.attribute.name}" if top.type == "locals" else describe(top)
            if top.type != "output" and reaches(module, name.address, address):
                continue
            for match in matches(piece, old, texts, any_input=True):
                replacing = replaced(match, f"{name.address}.{name.attribute.name}")
                if replacing:
                    will_use(module, address, name.address)
                    edits += replacing
    return list(dict.fromkeys(edits))
