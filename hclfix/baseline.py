"""A baseline: the findings that a repository had when it began to use hclfix, and that are not to be reported."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from hashlib import sha256

from hclfix.config import ConfigError
from hclfix.finding import Finding
from hclfix.fingerprint import Fingerprints

VERSION = 1


class BaselineError(ConfigError):
    """A baseline file can't be read; the text says which and why."""


class Baseline:
    """The findings that a baseline file holds. Paths in it count from its own directory."""

    def __init__(self, path: str, fingerprints: frozenset[str]) -> None:
        self.path = path
        self._fingerprints = fingerprints

    @classmethod
    def read(cls, path: str) -> Baseline:
        """Reads a baseline file.

        Raises:
            BaselineError: there is none, or it is not one.
        """
        try:
            with open(path, encoding="utf-8") as file:
                data = json.load(file)
            if data["version"] != VERSION:
                raise BaselineError(
                    f"{path}: version {data['version']} is not {VERSION}, the one that this hclfix reads"
                )
            return cls(path, frozenset(entry["fingerprint"] for entry in data["findings"]))
        except OSError as error:
            raise BaselineError(f"{path}: {error.strerror}") from None
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            if isinstance(error, BaselineError):
                raise
            raise BaselineError(f"{path}: this is not a baseline; --write-baseline makes one") from None

    @property
    def digest(self) -> str:
        """Stands for what the baseline holds, and for where it lies."""
        text = "\0".join([os.path.abspath(self.path), *sorted(self._fingerprints)])
        return sha256(text.encode("utf-8", "surrogateescape")).hexdigest()

    def new(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings of one run over whole files that the baseline does not hold."""
        fingerprints = Fingerprints()
        return [
            finding
            for finding in findings
            if fingerprints.of(finding, _path_from(self.path, finding.path)) not in self._fingerprints
        ]


def baseline_text(path: str, findings: Iterable[Finding]) -> str:
    """What a baseline file at ``path`` holds for these findings: one on a line, sorted, so that diffs stay small."""
    fingerprints = Fingerprints()
    entries = []
    for finding in findings:
        place = _path_from(path, finding.path)
        fingerprint = fingerprints.of(finding, place)
        entries.append(
            {"path": place, "transform": finding.transform, "message": finding.message, "fingerprint": fingerprint}
        )
    lines = sorted(json.dumps(entry) for entry in entries)
    return f'{{"version": {VERSION}, "findings": [\n' + ",\n".join(lines) + "\n]}\n"


def _path_from(baseline: str, path: str) -> str:
    return os.path.relpath(path, os.path.dirname(baseline) or os.curdir)
