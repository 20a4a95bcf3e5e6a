"""A progress bar for long runs that somebody watches."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from typing import TextIO, TypeVar

import click

from hclfix.output import Output

Item = TypeVar("Item")

DELAY = 1.0
"""Seconds that a run may take before a bar appears."""

_CLEAR_LINE = "\r\x1b[2K"


def with_progress(
    items: Iterable[Item], total: int, stream: TextIO | None, outputs: Iterable[Output], delay: float = DELAY
) -> Iterator[Item]:
    """The items as they come, with a bar on ``stream`` once ``delay`` seconds are over.

    There is none where ``stream`` is no terminal, and none in CI. Before one of the ``outputs`` writes, the bar's
    line is cleared; the next item draws it again.
    """
    if not stream or not stream.isatty() or os.environ.get("CI"):
        yield from items
        return
    started = time.monotonic()
    with click.progressbar(length=total, label="modules", file=stream, show_pos=True, hidden=True) as bar:
        try:
            for item in items:
                if bar.hidden and time.monotonic() - started >= delay:
                    bar.hidden = False
                    for output in outputs:
                        output.before_write = lambda: stream.write(_CLEAR_LINE) and stream.flush()
                bar.update(1)
                yield item
        finally:
            for output in outputs:
                output.before_write = None
            if not bar.hidden:
                stream.write(_CLEAR_LINE)
                bar.hidden = True
