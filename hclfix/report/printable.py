"""Text from files, made fit for a terminal."""

from __future__ import annotations

import re

# C0 and C1 control characters; what reorders or hides the text around it (Unicode TR 36, bidirectional spoofing), or
# can't be seen; what is no character, which XML forbids.
_UNPRINTABLE = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)
# What makes a line a command to a CI service: GitHub's at its beginning, GitHub's old ones and Azure's anywhere.
_COMMAND = r"\A *+:(?=:)|#(?=#(?:vso)?\[)"


def printable(text: str, keep: str = "") -> str:
    """``text`` on one line, with all that could steer a terminal or a CI service written as an escape: ``\\x1b``,
    ``\\u202e``, ``\\x3a:error::``.

    ``keep`` lists the control characters that stay, such as a tab.
    """
    shown = re.sub(_UNPRINTABLE, lambda match: match[0] if match[0] in keep else _escape(match[0]), text)
    return re.sub(_COMMAND, lambda match: match[0][:-1] + _escape(match[0][-1]), shown)


def _escape(character: str) -> str:
    named = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
    code = ord(character)
    spelled = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
    return named.get(character, spelled)
