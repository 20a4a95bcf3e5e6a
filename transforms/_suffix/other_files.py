"""Names in files that are not HCL: templates and source code that a module refers to; nothing is rewritten there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hclfix import Document, Module

from .._names.texts import occurrences

_NAMED = r'\s*"(?:\$\{path\.(?:module|root|cwd)\}/)?([^"$\n]+)"'
# Three patterns, which all begin with literals: re looks for such quickly.
_TEMPLATE = re.compile(rf"template(?<!\wtemplate)(?:file\(|\s*=){_NAMED}")
_FILE = re.compile(rf"file(?<!\wfile)(?:\w*\(|name\s*=){_NAMED}")
_SOURCE = re.compile(rf"source_(?<!\wsource_)(?:file|dir|path)\s*={_NAMED}")
_NOT_TEXT = (".zip", ".jar", ".gz", ".png", ".jpg", ".pem", ".so", ".tf", ".tofu", ".whl")


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


def _files_named(document: Document) -> frozenset[str]:
    return frozenset(name for pattern in (_TEMPLATE, _FILE, _SOURCE) for name in pattern.findall(document.text))


def _texts(module: Module) -> Iterator[tuple[str, str]]:
    found = {name for document in module.documents for name in document.once(_files_named)}
    for path in sorted(found):
        yield from (text for text in module.texts_at(path) if not text[0].endswith(_NOT_TEXT))
