"""What makes a finding the same finding tomorrow, when lines have moved."""

from __future__ import annotations

import re
from collections import Counter
from hashlib import sha256

from hclfix.finding import Finding

_PLACE = re.compile(r":\d+(?::\d+)?")


class Fingerprints:
    """Gives each finding of a run a stable name: a hash of its transform, path and message.

    Line numbers, also those inside a message, do not count. Findings that say the same in the same file are numbered.
    """

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def of(self, finding: Finding, path: str) -> str:
        """The fingerprint of a finding, 32 hexadecimal digits. ``path`` is what the file is called on every machine."""
        return self._numbered(finding.transform, path, finding.message)

    def of_problem(self, message: str, path: str) -> str:
        """The same for something that went wrong."""
        return self._numbered("hclfix", path, message)

    def _numbered(self, name: str, path: str, message: str) -> str:
        said = "\0".join([name, path, _PLACE.sub("", message)])
        self._seen[said] += 1
        return sha256(f"{said}\0{self._seen[said]}".encode(errors="surrogatepass")).hexdigest()[:32]
