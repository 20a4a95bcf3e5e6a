"""Patterns for paths, as a configuration file writes them."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from typing import NamedTuple


class Pattern(NamedTuple):
    """A glob that holds below the directory ``base``, an absolute path.

    ``*``, ``?`` and ``[...]`` match within a name, ``**`` any number of names. A glob without a slash matches a file or
    directory of that name at any depth, one with a slash the way from ``base``. What lies in a directory that matches,
    matches too.
    """

    base: str
    glob: str

    def matches(self, path: str) -> bool:
        """Whether a path is meant; both it and ``base`` are absolute."""
        base = self.base.rstrip(os.sep) + os.sep
        if not path.startswith(base):
            return False
        parts = path[len(base) :].split(os.sep)
        glob = self.glob.rstrip("/")
        if "/" not in glob:
            return any(fnmatchcase(part, glob) for part in parts)
        return _matches(parts, glob.removeprefix("./").lstrip("/").split("/"))


def _matches(parts: list[str], globs: list[str]) -> bool:
    """Whether the globs match the first parts. On a mismatch the last ``**`` takes one part more."""
    part = glob = 0
    stars, taken = -1, 0
    while glob < len(globs):
        if globs[glob] == "**":
            stars, taken = glob, part
            glob += 1
        elif part < len(parts) and fnmatchcase(parts[part], globs[glob]):
            part += 1
            glob += 1
        elif stars >= 0 and taken < len(parts):
            taken += 1
            part, glob = taken, stars + 1
        else:
            return False
    return True
