"""Plain templates, told by text alone: most names are such, and need not be parsed to see what they are made of."""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN = re.compile(r"""\"(?>[^"\\$%\r\n]++|\$\{[\w.-]++\})*+\"""")
_PIECE = re.compile(r"\$\{[\w.-]++\}|[^$]++")


@lru_cache(maxsize=8192)  # several transforms ask about the same few thousand names
def template_pieces(text: str) -> tuple[str, ...] | None:
    """The pieces of a quoted template, as written: literal text, and references of names joined by dots with their
    ``${`` and ``}``. None for any other expression, and for a template with escapes or directives.
    """
    return tuple(_PIECE.findall(text, 1, len(text) - 1)) if _PLAIN.fullmatch(text) else None
