"""The tree as a plan's edits would leave it, with a marker for the suffix: what names and strings become."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from fnmatch import translate
from typing import NamedTuple

from hclfix import Document, Edit, Module, Span, Tree

from .._names.pieces import Piece, pieces_with
from .._names.texts import Texts, segments
from .._names.words import Word

MARKER = "-hclfixsuffix"
"""Stands for the suffix; a name that takes no hyphen has another separator before it, or none."""

_MARKER = re.compile(rf"[-_]?{MARKER[1:]}")


def marked(text: str) -> tuple[str, int | None]:
    """A text without the marker, and where that stood; None where it is not there exactly once."""
    found = list(_MARKER.finditer(text))
    return _MARKER.sub("", text), found[0].start() if len(found) == 1 else None


class Pattern(NamedTuple):
    """A segment of an ARN with an asterisk: what it matched ``before``, and what it matches ``after`` the edits."""

    piece: Piece
    text: str
    service: str | None
    before: re.Pattern[str]
    after: re.Pattern[str]
    has_marker: bool


class After:
    """A tree edited, and the way back."""

    def __init__(self, tree: Tree, edits: Iterable[Edit]) -> None:
        self._edits: dict[str, list[Edit]] = {}
        for edit in sorted(set(edits), key=lambda edit: edit.span):
            self._edits.setdefault(edit.path, []).append(edit)
        self._moves = {path: _moves(edits) for path, edits in self._edits.items()}
        self._modules = {module: self._edited(module) for module in tree.modules}
        self._originals = {after: module for module, after in self._modules.items()}
        self._patterns: list[Pattern] | None = None
        self.tree = Tree(self._modules.values(), tree.inputs)

    def _edited(self, module: Module) -> Module:
        documents: dict[str, Document | None] = {}
        for document in module.documents:
            edits = self._edits.get(document.path)
            if edits:
                documents[document.path] = document.edited(edits)
        return module.with_documents(documents)

    def module(self, original: Module) -> Module:
        """A module as it is afterwards."""
        return self._modules[original]

    def original(self, module: Module) -> Module:
        """A module as it was before."""
        return self._originals[module]

    def before(self, edits: Iterable[Edit]) -> list[Edit] | None:
        """Edits of the tree afterwards as edits of the tree before; None where one touches what is new."""
        found = []
        for edit in edits:
            start, end = self._offset(edit.path, edit.span.start), self._offset(edit.path, edit.span.end)
            if start is None or end is None or end - start != edit.span.end - edit.span.start:
                return None
            found.append(Edit(edit.path, Span(start, end), edit.text))
        return found

    def _offset(self, path: str, offset: int) -> int | None:
        begins, moves = self._moves.get(path, ((), ()))
        number = bisect_left(begins, offset)
        if not number:
            return offset
        begin, length, moved = moves[number - 1]
        return None if offset < begin + length else offset - moved

    def line(self, document: Document, offset: int) -> int:
        """The line, before, of an offset afterwards."""
        original = self._original_document(document.path)
        before = self._offset(document.path, offset)
        return (original or document).position(before if before is not None else offset).line

    def _original_document(self, path: str) -> Document | None:
        return next((found for module in self._modules if (found := module.document(path))), None)

    def patterns(self, texts: Texts) -> list[Pattern]:
        """The segments with an asterisk of the ARNs in the tree, each once a string."""
        if self._patterns is None:
            self._patterns = [
                pattern
                for module in self.tree.modules
                for piece in pieces_with(module, [Word("arn:", False)], beside="*")
                for text in texts.of(module, piece.expression, any_input=False)
                if "*" in text and "arn:" in text
                for pattern in _patterns_in(piece, text)
            ]
        return self._patterns


def _moves(edits: Iterable[Edit]) -> tuple[list[int], list[tuple[int, int, int]]]:
    """Where each edit begins afterwards; and that again, how long its text is, and how far all behind it has moved."""
    moves: list[tuple[int, int, int]] = []
    moved = 0
    for edit in edits:
        begin = edit.span.start + moved
        moved += len(edit.text) - (edit.span.end - edit.span.start)
        moves.append((begin, len(edit.text), moved))
    return [begin for begin, _, _ in moves], moves


def _patterns_in(piece: Piece, text: str) -> Iterator[Pattern]:
    for word in re.finditer(r"[^\s\"]+", text):
        arn = re.match(r"arn:[^:]*:([a-z0-9-]+):", word[0])
        for _, segment in segments(word[0]):
            if "*" in segment and segment.strip("*"):
                plain, position = marked(segment)
                before, after = (re.compile(translate(each)) for each in (plain, segment))
                yield Pattern(piece, segment, arn[1] if arn else None, before, after, position is not None)
