"""The tables of facts in ``transforms/data``: a line for each row, its cells between tabs, below the column names."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

DATA = os.path.join(os.path.dirname(__file__), "data")

Row = TypeVar("Row")
Cells = Mapping[str, str]
"""The cells of a row by the names of their columns."""


def read_rows(name: str) -> Iterator[Cells]:
    """The rows of a table."""
    head, lines = _lines(name)
    return (_cells(head, line) for line in lines)


class Rows(Mapping[str, tuple[Row, ...]]):
    """The rows of a table by their keys: what the first column says, or each of several behind ``|``.

    A module asks for few of them, so ``make`` makes a row of its key and cells when that is first asked for.
    """

    def __init__(self, name: str, make: Callable[[str, Cells], Row]) -> None:
        self._head, lines = _lines(name)
        self._make = make
        self._lines: dict[str, list[str]] = {}
        for line in lines:
            for key in line.partition("\t")[0].split(" | "):
                self._lines.setdefault(key, []).append(line)
        self._made: dict[str, tuple[Row, ...]] = {}

    def __getitem__(self, key: str) -> tuple[Row, ...]:
        if key not in self._made:
            self._made[key] = tuple(self._make(key, _cells(self._head, line)) for line in self._lines[key])
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _lines(name: str) -> tuple[list[str], list[str]]:
    with open(os.path.join(DATA, name), encoding="utf-8") as file:
        head, *lines = file.read().removesuffix("\n").split("\n")
    return head.split("\t"), lines


def _cells(head: list[str], line: str) -> Cells:
    return dict(zip(head, line.split("\t"), strict=True))
