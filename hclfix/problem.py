"""Something that went wrong, as a person should read it."""

from __future__ import annotations

from typing import NamedTuple

from hclfix.text import Position

WIDEST_LINE = 160
"""Characters of a line that are shown."""


class Problem(NamedTuple):
    """What is wrong with a file, a directory or a run: a plain sentence without a full stop.

    ``position`` is where in the file and ``line`` the text of that line, where they are known.
    """

    path: str
    message: str
    position: Position | None = None
    line: str | None = None

    def __str__(self) -> str:
        """The sentence with its place, and below it the line with a caret, as far as it fits.

        No line begins with what a file says: a CI service may take that for a command.
        """
        place = f"{self.path}:{self.position.line}:{self.position.column}" if self.position else self.path
        text = f"{place}: {self.message}".replace("\n", "\\n")
        if self.line is None or self.position is None:
            return text
        first = max(0, self.position.column - WIDEST_LINE // 2)
        before = self.line[first : self.position.column - 1]
        indent = "".join("\t" if character == "\t" else " " for character in before)
        return f"{text}\n  | {self.line[first : first + WIDEST_LINE]}\n  | {indent}^"
