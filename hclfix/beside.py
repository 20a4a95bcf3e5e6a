"""Files beside modules that are not HCL: templates and source code, for a transform that looks for a name in them.

They are read and no more, and only regular files of the same repository: a module is not to make hclfix read the
machine. What was looked at is noted, since the result depends on it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256

from hclfix.discover import content_of, inside, repository
from hclfix.sent import NotSentError, asked

LARGEST = 256 * 1024
"""Bytes of a file that is read; a larger one is no source code."""

MOST = 200
"""Files that are read of one directory."""


def texts(path: str, within: str, looked_at: dict[str, str]) -> list[tuple[str, str]]:
    """The UTF-8 texts of the file at ``path``, or of the files below it, each with its own path.

    ``within`` is a directory of the module: what lies outside its repository is not read. ``looked_at`` is filled
    with the digest of everything that the answer rests on, as :func:`digest` gives it.
    """
    try:
        found, digests = look_beside(path, within)
    except NotSentError:
        return []  # for now: the run is repeated with it
    looked_at.update(digests)
    return found


@asked
def look_beside(path: str, within: str) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """The answer of :func:`texts`, and the digests that it rests on."""
    if not inside(path, repository(within)):
        return [], {}
    looked_at = {path: digest(path)}
    found = []
    for each in _files(path) if os.path.isdir(path) else [path]:
        content = _read(each)
        looked_at[each] = digest(each)
        if content is not None:
            try:
                found.append((each, content.decode()))
            except UnicodeDecodeError:
                continue  # no text
    return found, looked_at


def digest(path: str) -> str:
    """Stands for the content of a file, or for the names in a directory; empty for anything else."""
    if os.path.isdir(path):
        return sha256("\0".join(_files(path)).encode("utf-8", "surrogateescape")).hexdigest()
    content = _read(path)
    return sha256(content).hexdigest() if content is not None else ""


def _read(path: str) -> bytes | None:
    """The bytes of a regular file that is not too large."""
    try:
        return content_of(path) if os.path.getsize(path) <= LARGEST else None
    except OSError:
        return None


def _files(top: str) -> list[str]:
    """The files below a directory, links and hidden directories left out."""

    def walk() -> Iterator[str]:
        for directory, inner, names in os.walk(top):
            inner[:] = sorted(name for name in inner if not name.startswith(".") and name != "node_modules")
            yield from (os.path.join(directory, name) for name in sorted(names))

    found = []
    for path in walk():
        if not os.path.islink(path):
            found.append(path)
        if len(found) == MOST:
            break
    return found
