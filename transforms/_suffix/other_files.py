"""Names in files that are not HCL: templates and source code that a module refers to, where nothing can be rewritten."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hclfix import Module

from .._names.texts import occurrences

_REFERENCE = re.compile(
    r"(?:\b(?:templatefile|file\w*)\(\s*|\b(?:source_file|source_dir|source_path|filename|template)\s*=\s*)"
    r'"(?:\$\{path\.(?:module|root|cwd)\}/)?([^"$\n]+)"'
)
_NOT_TEXT = (".zip", ".jar", ".gz", ".png", ".jpg", ".pem", ".so", ".tf", ".tofu", ".whl")
_LARGEST = 256 * 1024
_MOST = 200


@dataclass(slots=True)
class OtherFiles:
    """The files beside the modules of a tree, read when a name is first looked for in them."""

    _known: dict[Module, list[tuple[str, str]]] = field(default_factory=dict)

    def places(self, module: Module, name: str) -> list[str]:
        """Where a name stands as a whole segment in a file that the module refers to, as ``path:line``."""
        if module not in self._known:
            self._known[module] = list(_texts(module))
        return [
            f"{path}:{text.count(chr(10), 0, offset) + 1}"
            for path, text in self._known[module]
            for offset in occurrences(name, text)
        ]


def _texts(module: Module) -> Iterator[tuple[str, str]]:
    found = {
        os.path.normpath(os.path.join(module.directory, match[1]))
        for document in module.documents
        for match in _REFERENCE.finditer(document.text)
    }
    for path in sorted(each for given in found for each in _files(given))[:_MOST]:
        try:
            if os.path.getsize(path) <= _LARGEST:
                with open(path, encoding="utf-8") as file:
                    yield path, file.read()
        except (OSError, UnicodeDecodeError):
            continue  # not there yet, or no text: nothing is known of it


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield from () if path.endswith(_NOT_TEXT) else (path,)
        return
    for directory, inner, files in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith(".") and name != "node_modules")
        yield from (os.path.join(directory, name) for name in sorted(files) if not name.endswith(_NOT_TEXT))
