"""Remembers the results of runs, so that checking what has not changed costs no more than reading it.

The key of a result is a digest of all that it depends on: the code, the configuration, the inputs, the names and bytes
of every file that is read for the tree. The values are JSON in an SQLite database in the user's cache directory. The
cache is a help and no more: when it can't be opened, read or written, the run does without.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import sha256
from typing import Any

from hclfix.beside import digest
from hclfix.change import Change
from hclfix.discover import Contents, below_terragrunt, content_of, contents_of
from hclfix.finding import Finding, Fix, Safety
from hclfix.result import Result
from hclfix.text import Edit, Span
from hclfix.version import __version__

KEPT_DAYS = 30
"""A result that was not asked for in so many days is thrown away."""

LARGEST = 100_000
"""With more results than this the oldest half goes."""


class Cache:
    """The results in a directory. ``parts`` are what every result of the run depends on, each as text."""

    def __init__(self, directory: str, parts: Iterable[str]) -> None:
        self._base = sha256("\0".join([__version__, *parts]).encode("utf-8", "surrogateescape")).digest()
        self._database: sqlite3.Connection | None = None
        self._used: list[bytes] = []
        with suppress(OSError, sqlite3.Error):
            os.makedirs(directory, mode=0o700, exist_ok=True)
            path = os.path.join(directory, "results.sqlite")
            if not _our_own(directory, path):
                return
            database = sqlite3.connect(path, timeout=5, isolation_level=None)
            database.execute("PRAGMA journal_mode=WAL")
            database.execute("PRAGMA synchronous=OFF")
            database.execute(
                "CREATE TABLE IF NOT EXISTS results (key BLOB PRIMARY KEY, value TEXT, looked_at TEXT, used INTEGER)"
            )
            self._database = database

    def key(self, directories: Iterable[str], contents: dict[str, Contents], *parts: str) -> bytes:
        """The key of a tree: of its directories as they are spelled, and of all that is read for it.

        ``parts`` are what else this tree's result depends on, such as its configuration.
        """
        digest = sha256(self._base)
        for part in parts:
            digest.update(part.encode("utf-8", "surrogateescape") + b"\0")
        pending = list(directories)
        digest.update(len(pending).to_bytes(4, "big"))
        seen: set[str] = set()
        for directory in pending:  # grows by the directories outside that are called
            real = os.path.realpath(directory)
            if real in seen:
                continue
            seen.add(real)
            if directory not in contents:
                contents[directory] = contents_of(directory)
            found = contents[directory]
            digest.update(os.fsencode(directory) + b"\0" + found.digest + bytes([below_terragrunt(directory)]))
            pending += [os.path.normpath(os.path.join(directory, source)) for source in sorted(found.sources)]
        return digest.digest()

    def __contains__(self, key: bytes) -> bool:
        """Whether there is a result under a key, and the files beside the modules that it rests on are as they were."""
        if self._database:
            with suppress(*_BROKEN):
                row = self._database.execute("SELECT looked_at FROM results WHERE key = ?", (key,)).fetchone()
                return row is not None and all(digest(path) == known for path, known in json.loads(row[0]))
        return False

    def get(self, key: bytes) -> Result | None:
        """The result under a key, if it is there, whole, and the files that it speaks of are as they were."""
        if not self._database:
            return None
        try:
            row = self._database.execute("SELECT value FROM results WHERE key = ?", (key,)).fetchone()
            result = _decoded(_unsealed(key, row[0])) if row else None
        except _BROKEN:
            return None
        if result:
            self._used.append(key)
        return result

    def put(self, key: bytes, result: Result) -> None:
        """Remembers a result, unless something went wrong in it."""
        if self._database and not result.problems:
            with suppress(sqlite3.Error):
                value = json.dumps(_encoded(result), separators=(",", ":"))
                row = (key, _seal(key, value) + value, json.dumps(result.looked_at), _today())
                self._database.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", row)

    def close(self) -> None:
        """Notes what was used, and throws away what has not been for long."""
        if not self._database:
            return
        with suppress(sqlite3.Error):
            with _transaction(self._database):
                day = _today()
                self._database.executemany(
                    "UPDATE results SET used = ? WHERE key = ? AND used <> ?", [(day, key, day) for key in self._used]
                )
                self._database.execute("DELETE FROM results WHERE used < ?", (day - KEPT_DAYS,))
                (count,) = self._database.execute("SELECT COUNT(*) FROM results").fetchone()
                if count > LARGEST:
                    self._database.execute(
                        "DELETE FROM results WHERE key IN (SELECT key FROM results ORDER BY used LIMIT ?)",
                        (count // 2,),
                    )
            self._database.close()


_BROKEN = (sqlite3.Error, ValueError, TypeError, OSError, RecursionError)
"""What reading a row raises that is not as :meth:`Cache.put` made it, or of which the files are gone."""


def _our_own(directory: str, path: str) -> bool:
    """Whether nobody else can have put there what lies in the directory, or made the database a link to elsewhere."""
    held = os.stat(directory)
    if held.st_uid != os.geteuid() or held.st_mode & stat.S_IWOTH:
        return False
    try:
        database = os.lstat(path)
    except FileNotFoundError:
        return True
    return stat.S_ISREG(database.st_mode) and database.st_uid == os.geteuid()


_SEAL = 64
"""Characters of a seal."""


def _seal(key: bytes, value: str) -> str:
    """Stands before a value, so that one which has been damaged is seen."""
    return sha256(key + value.encode()).hexdigest()


def _unsealed(key: bytes, sealed: object) -> Any:
    if not isinstance(sealed, str):
        raise TypeError("the value is no text")
    value = sealed[_SEAL:]
    if sealed[:_SEAL] != _seal(key, value):
        raise ValueError("the value is damaged")
    return json.loads(value)


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        database.execute("ROLLBACK")
        raise
    database.execute("COMMIT")


def _today() -> int:
    """Days since 1970."""
    return int(time.time() // 86_400)


@cache
def code_digest(folders: tuple[str, ...]) -> str:
    """A digest of the code and data in folders, at any depth. A folder inside of another one is looked at once."""
    outer = [folder for folder in folders if not any(folder.startswith(f"{other}{os.sep}") for other in folders)]
    digest = sha256()
    for folder in outer:
        for directory, inner, names in os.walk(folder):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            for name in sorted(names):
                path = os.path.join(directory, name)
                with open(path, "rb") as file:
                    content = file.read()
                digest.update(os.fsencode(path.removeprefix(folder)) + len(content).to_bytes(8, "big"))
                digest.update(content)
    return digest.hexdigest()


def _encoded(result: Result) -> dict[str, Any]:
    findings: dict[Finding, int] = {}
    for finding in (*result.fixed, *result.remaining, *result.left):
        findings.setdefault(finding, len(findings))
    # The text of a JSON file is not that of the file; nothing changes it.
    texts = dict(result.texts) | {change.path: change.before for change in result.changes if change.before is not None}
    return {
        "findings": [_encoded_finding(finding) for finding in findings],
        "fixed": [findings[finding] for finding in result.fixed],
        "remaining": [findings[finding] for finding in result.remaining],
        "left": [findings[finding] for finding in result.left],
        "dependent": [findings[finding] for finding in result.dependent],
        "changes": [[change.path, change.before is None, change.after] for change in result.changes],
        "edits": result.edits,
        "texts": {path: "" if path.endswith(".json") else _digest(text) for path, text in texts.items()},
    }


def _encoded_finding(finding: Finding) -> list[Any]:
    fix = finding.fix
    encoded_fix = [fix.edits, fix.safety.value, fix.removed] if fix else None
    return [finding.path, finding.span, finding.message, encoded_fix, finding.transform]


def _decoded(data: dict[str, Any]) -> Result:
    findings = [_decoded_finding(*entry) for entry in data["findings"]]
    texts = {path: _text(path) if os.path.exists(path) else "" for path in data["texts"]}
    if any(known and _digest(texts[path]) != known for path, known in data["texts"].items()):
        raise ValueError("a file has changed since the directories were looked at")  # its change would undo that
    return Result(
        changes=tuple(Change(path, None if new else texts[path], after) for path, new, after in data["changes"]),
        edits=tuple(_decoded_edit(*entry) for entry in data["edits"]),
        fixed=tuple(findings[number] for number in data["fixed"]),
        remaining=tuple(findings[number] for number in data["remaining"]),
        texts=texts,
        problems=(),
        left=tuple(findings[number] for number in data["left"]),
        dependent=frozenset(findings[number] for number in data["dependent"]),
    )


def _decoded_finding(path: str, span: list[int], message: str, fix: list[Any] | None, transform: str) -> Finding:
    made = Fix(tuple(_decoded_edit(*edit) for edit in fix[0]), Safety(fix[1]), tuple(fix[2])) if fix else None
    return Finding(path, Span(*span), message, made, transform)


def _decoded_edit(path: str, span: list[int], text: str) -> Edit:
    return Edit(path, Span(*span), text)


def _text(path: str) -> str:
    return content_of(path).decode()


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
