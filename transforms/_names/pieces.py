"""The strings of a module that may hold a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hclfix import (
    Attribute,
    Block,
    Document,
    Expression,
    ForObject,
    ForTuple,
    FunctionCall,
    Interpolation,
    Module,
    Node,
    Object,
    ObjectElement,
    Template,
    Traversal,
    Tree,
    Tuple,
    Variable,
    children,
    is_generated,
    key_name,
    plain_text,
)

from .places import enclosing
from .words import Search, Word

_SKIPPED_BLOCKS = frozenset(("variable", "moved", "import", "removed", "terraform", "check", "provider"))
_FILES = re.compile(r"file.*|templatefile|fileset|abspath|pathexpand|dirname|basename")
_BUILDS_STRINGS = frozenset(("format", "join", "lower", "replace", "substr", "trimprefix", "trimsuffix"))
_NOT_NAMES = re.compile(
    r"(?:.*_)?(?:filename|source|source_file|source_dir|output_path|file|path_part|key|s3_key|image|image_uri|handler|"
    r"domain|domain_name|zone_name|for_each|count|hash|source_code_hash|depends_on)"
)


class Piece(NamedTuple):
    """A string, or a reference or call that comes to one. ``keys`` are the object keys around it, or what says in a
    word which thing the string is: the word before it in a list (``"QueueName", "jobs"``), the name beside it
    (``{ name = "QUEUE", value = "jobs" }``). ``is_key`` says that it is a key itself, of which a name is only ever a
    segment (``kubernetes.io/cluster/<name>``).
    """

    module: Module
    attribute: Attribute
    expression: Expression
    keys: tuple[str, ...]
    is_key: bool = False

    @property
    def document(self) -> Document:
        """The file."""
        return self.attribute.body.document

    @property
    def top(self) -> Block | None:
        """The block at the top of the file."""
        blocks = enclosing(self.attribute)
        return blocks[0] if blocks else None


def holds_no_name(argument: str) -> bool:
    """Whether what an argument or key of that name holds is no resource's name: a file, an image, a domain, a key."""
    return bool(_NOT_NAMES.fullmatch(argument))


def pieces_with(module: Module, words: Sequence[Word], beside: str = "") -> Iterator[Piece]:
    """The strings and references in the attributes where one of ``words`` stands, and ``beside``; names of files and
    keys are left out.
    """
    for document in module.documents:
        if module.shadowed(document) or is_generated(document):
            continue
        for attribute in document.once(Search).attributes_with(words):
            if beside not in attribute.value_text:
                continue
            blocks = enclosing(attribute)
            if not blocks or blocks[0].type in _SKIPPED_BLOCKS or holds_no_name(attribute.name):
                continue
            if blocks[-1].type != "output" or attribute.name != "description":  # which Terraform takes literally
                yield from _remembered_pieces(module, attribute)


def _known(tree: Tree) -> dict[tuple[Module, str, int], list[Piece]]:
    """The pieces that were looked at."""
    return {}


def _remembered_pieces(module: Module, attribute: Attribute) -> list[Piece]:
    known = module.tree.once(_known)
    key = (module, attribute.body.document.path, attribute.start)
    if key not in known:
        known[key] = list(_pieces(module, attribute))
    return known[key]


def _pieces(module: Module, attribute: Attribute) -> Iterator[Piece]:
    nothing: tuple[str, ...] = ()
    pending: list[tuple[Node, tuple[str, ...]]] = [(attribute.expression, nothing)]
    while pending:
        node, keys = pending.pop()
        if isinstance(node, Template) or (isinstance(node, Traversal) and _root(node) in ("var", "local")):
            yield Piece(module, attribute, node, keys)
        if isinstance(node, FunctionCall):
            if _FILES.fullmatch(node.name):
                continue
            if node.name in _BUILDS_STRINGS:
                yield Piece(module, attribute, node, keys)
        inner = list(children(node))
        if isinstance(node, ObjectElement):
            key = key_name(node)
            if key and holds_no_name(key):
                continue
            if isinstance(node.key, Template):
                yield Piece(module, attribute, node.key, keys, is_key=True)
            inner = [node.value]
            keys = (*keys, key or "")
        elif isinstance(node, Object) and (named := _name_of_value(node)):
            keys = (*keys, named)
        elif isinstance(node, Tuple):
            pending += [
                (child, (*keys, word) if (word := _word(before)) else keys)
                for before, child in reversed(list(pairwise((None, *node.elements))))
                if child
            ]
            continue
        elif isinstance(node, ForTuple | ForObject):
            inner = [node.element, *([node.condition] if node.condition else [])]
        elif isinstance(node, Interpolation) and isinstance(node.expression, Traversal):
            continue  # part of the template around it
        pending += [(child, keys) for child in reversed(inner)]


def _word(expression: Expression | None) -> str | None:
    text = plain_text(expression) if expression else None
    return text if text and text.isalpha() else None


def _name_of_value(node: Object) -> str | None:
    """What an object with the elements ``name`` and ``value`` calls its value."""
    elements = {key.lower(): element.value for element in node.elements if (key := key_name(element))}
    return plain_text(elements["name"]) if elements.keys() >= {"name", "value"} else None


def _root(traversal: Traversal) -> str | None:
    return traversal.root.name if isinstance(traversal.root, Variable) else None
