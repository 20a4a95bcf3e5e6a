"""Where a run writes: bytes for programs, lines for people, and no end of the run when nobody reads any more."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import BinaryIO, TextIO


class Output:
    """A stream that is written to in UTF-8. When its reader goes away, what follows is thrown away and the run goes
    on.
    """

    def __init__(self, stream: BinaryIO, color: bool) -> None:
        self._stream = stream
        self.color = color
        self.terminal = stream.isatty()
        self.before_write: Callable[[], object] | None = None  # takes away what stands in the way on a terminal
        self._open = True

    def write(self, content: bytes | str) -> None:
        """Writes at once."""
        if not self._open:
            return
        if self.before_write:
            self.before_write()
        try:
            self._stream.write(content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content)
            self._stream.flush()
        except BrokenPipeError:
            self._open = False
            # Python flushes its streams at exit, and would complain then.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


def wants_color(choice: str, stream: BinaryIO) -> bool:
    """What ``--color`` comes to for a stream: ``auto`` goes by the terminal and NO_COLOR (https://no-color.org)."""
    if choice == "auto":
        return stream.isatty() and not os.environ.get("NO_COLOR")
    return choice == "always"


def _bytes_of(stream: TextIO | None) -> BinaryIO:
    """The bytes beneath a stream; it is None where the run was started with the stream closed (``>&-``)."""
    return stream.buffer if stream else os.fdopen(os.open(os.devnull, os.O_WRONLY), "wb")


def outputs(color: str) -> tuple[Output, Output]:
    """The standard output and the standard error."""
    streams = (_bytes_of(sys.stdout), _bytes_of(sys.stderr))
    first, second = (Output(stream, wants_color(color, stream)) for stream in streams)
    return first, second
