"""What a run wants to do to one file. Made by the engine; read by the reports and by the writer."""

from __future__ import annotations

from typing import NamedTuple


class Change(NamedTuple):
    """The text of the file at ``path`` before and after; ``None`` says that there is no such file.

    A byte order mark stays in the text as U+FEFF, so that encoding as UTF-8 gives back the bytes that were read.
    """

    path: str
    before: str | None
    after: str | None
