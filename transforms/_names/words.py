"""What to look for in a file to find the places where a name may be written."""

from __future__ import annotations

import re

from .named import Name
from .texts import SHORTEST_WORD, literal_runs
from .trace import references_in, trace


def words_of(name: Name, text: str) -> list[str]:
    """Words of which one stands wherever the name is written that comes to ``text``: its longest literal piece, or
    what it is made of.
    """
    runs = [run for run in literal_runs(text) if len(run) >= SHORTEST_WORD]
    raw = name.attribute.value_text
    written = [run for run in re.findall(r"[\w.-]{3,}", re.sub(r"\$\{[^{}]*\}", " ", raw)) if run in text]
    if written:  # then what the name is made of is no name without it
        return list(dict.fromkeys([max(written, key=len), *runs[:1]]))
    references = [address for _, address in references_in(name.expression) if address.startswith("var.")]
    made_of = [address for _, address in trace(name.module, name.expression).passed]
    return list(dict.fromkeys([*(runs[:1] or references), *made_of]))
