"""Text from files, made fit for a terminal."""

from __future__ import annotations

import re

# C0 and C1 control characters, and what reorders or hides the text around it (Unicode TR 36, bidirectional spoofing).
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def printable(text: str, keep: str = "") -> str:
    """``text`` on one line, with everything that could steer a terminal written as an escape: ``\\x1b``, ``\\u202e``.

    ``keep`` lists the control characters that stay, such as a tab.
    """
    return _UNPRINTABLE.sub(lambda match: match[0] if match[0] in keep else _escape(match[0]), text)


def _escape(character: str) -> str:
    named = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
    code = ord(character)
    return named.get(character) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
