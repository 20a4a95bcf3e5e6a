"""The progress bar: on a terminal, after a while, out of the way of what is printed, and gone in the end."""

from __future__ import annotations

import io
import os
import pty

import pytest

from hclfix.output import Output
from hclfix.progress import with_progress


def shown(delay: float, lines: list[str]) -> str:
    """What a terminal receives of a bar over as many items as there are lines, each line printed behind its item."""
    controller, terminal = pty.openpty()
    with os.fdopen(terminal, "w") as stream:
        output = Output(io.BytesIO(), color=False)
        for line in with_progress(lines, len(lines), stream, [output], delay):
            output.write(line)
        stream.flush()
        assert output.before_write is None
        stream.write("end")
        stream.flush()
        received = b""
        while not received.endswith(b"end"):
            received += os.read(controller, 100_000)
        return received.decode()


def test_a_bar_is_drawn_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    text = shown(0.0, ["a", "b", "c"])
    assert "modules" in text
    assert "3/3" in text
    assert text.rpartition("3/3")[2].endswith("\r\x1b[2Kend")


def test_a_short_run_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert shown(60.0, ["a", "b"]).strip("\x1b[?25lh\r") == "end"


def test_none_in_ci_and_none_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "1")
    assert shown(0.0, ["a"]) == "end"
    stream = io.StringIO()
    assert list(with_progress([1, 2], 2, stream, [], 0.0)) == [1, 2]
    assert stream.getvalue() == ""
