"""The strings that repeat a name which is shortened."""

from __future__ import annotations

from hclfix import Edit

from .._names.graph import reaches
from .._names.named import Name, names_in
from .._names.places import describe
from .._names.strings import matches, pieces_with, replaced
from .._names.table import facts
from .._names.texts import SHORTEST_WORD, Texts, literal_runs


def repeated_edits(name: Name) -> list[Edit]:
    """The edits that turn strings which hold the name, whatever the inputs are, into references to the resource.

    None where another resource has the same name: the strings may mean that one.
    """
    module = name.module
    texts = Texts()
    edits: list[Edit] = []
    others = {
        text
        for other in names_in(module, facts({}))
        if other.address != name.address
        for text in texts.of_value(module, other.any_value)
    }
    for old in texts.of_value(module, name.any_value):
        if old in others:
            continue
        words = [run for run in literal_runs(old) if len(run) >= SHORTEST_WORD][:1]
        for piece in pieces_with(module, words):
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
                edits += replaced(match, f"{name.address}.{name.attribute.name}") or []
    return list(dict.fromkeys(edits))
