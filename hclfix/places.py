"""Places in messages, ``file:line`` or ``file:line:column``, as they were before the edits of earlier rounds."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from hclfix.rewrite import Rewrite
from hclfix.text import Lines

_PLACE = re.compile(r"(?<![^\s:(])([^\s:(]++):(\d++)(?::(\d++))?")


def places_on_disk(message: str, directory: str, rewrites: Mapping[str, Rewrite]) -> str:
    """The message with its places in the files of ``rewrites`` moved to where they are on disk.

    A file is named by its path, or by its name alone if it lies in ``directory``. Names with blanks are not found.
    """

    def moved(match: re.Match[str]) -> str:
        rewrite = rewrites.get(match[1]) or rewrites.get(os.path.join(directory, match[1]))
        starts = Lines(rewrite.text).starts if rewrite else ()
        line, column = int(match[2]), int(match[3] or 1)
        if rewrite is None or not 1 <= line <= len(starts):
            return match[0]
        origin = Lines(rewrite.original).position(rewrite.origin(starts[line - 1] + column - 1))
        return f"{match[1]}:{origin.line}" + (f":{origin.column}" if match[3] else "")

    return _PLACE.sub(moved, message)
