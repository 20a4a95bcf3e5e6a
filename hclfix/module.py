"""A Terraform module: one directory, its blocks by address, and who refers to what."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from hclfix.beside import texts
from hclfix.discover import real_path
from hclfix.references import address as address_of_traversal
from hclfix.references import names, traversals
from hclfix.syntax.document import Document
from hclfix.syntax.nodes import Expression, Step, Traversal
from hclfix.syntax.structure import Attribute, Block
from hclfix.text import Span

if TYPE_CHECKING:
    from hclfix.evaluate.evaluator import Evaluator
    from hclfix.evaluate.values import Value
    from hclfix.inputs import Inputs
    from hclfix.tree import Call, Tree

_LABELS_IN_ADDRESS = {"resource": 2, "data": 2, "ephemeral": 2, "variable": 1, "output": 1, "module": 1}
_PREFIXES = {"data": "data.", "ephemeral": "ephemeral.", "variable": "var.", "output": "output.", "module": "module."}


def address(block: Block) -> str | None:
    """The resource address of a block, or how its value is referred to: ``aws_lb.web``, ``data.aws_region.current``,
    ``var.name``, ``output.name``, ``module.name``. None for a block without one."""
    labels = block.labels
    if _LABELS_IN_ADDRESS.get(block.type) != len(labels):
        return None
    name = f"{labels[0].value}.{labels[1].value}" if len(labels) == 2 else labels[0].value
    return _PREFIXES.get(block.type, "") + name


_SAID_BY_FILES = (
    "_documents_by_path",
    "_shadowed",
    "_blocks",
    "_blocks_by_first_label",
    "_blocks_by_address",
    "locals",
)
"""What is worked out of a module's own files alone, and kept for as long as they stay."""


class Reference(NamedTuple):
    """One use of an address in the value of an attribute.

    ``steps`` are those behind the address: for ``aws_lb.web[0].arn`` an index and ``.arn``.
    """

    document: Document
    attribute: Attribute
    traversal: Traversal
    address: str
    steps: tuple[Step, ...]

    @property
    def span(self) -> Span:
        """The span of the whole traversal."""
        return self.traversal.span

    @property
    def path(self) -> str:
        """The path of the file."""
        return self.document.path


class Module:
    """The modules' files as they are at one moment; an edited module is a new one.

    ``documents`` are the files of the configuration, override files last; ``tests`` are its test and query files, which
    belong to no transform but are edited to follow a reference; ``values`` are the texts of its ``.tfvars`` files by
    path. ``lock`` is the dependency lock file, if there is one; ``terragrunt`` says that Terragrunt sets the variables.
    ``looked_beyond`` becomes true when somebody asks the module for what other modules of its tree have a part in, so
    that the engine knows what an answer rests on. ``digest`` is that of the files as they were read from disk.
    """

    def __init__(
        self,
        directory: str,
        documents: Iterable[Document],
        tests: Iterable[Document] = (),
        lock: Document | None = None,
        values: Mapping[str, str] | None = None,
        *,
        writable: bool = True,
        terragrunt: bool = False,
    ) -> None:
        self.directory = directory
        ordered = sorted(documents, key=lambda document: (is_override(document.path), document.path))
        self.documents: tuple[Document, ...] = tuple(ordered)
        self.tests: tuple[Document, ...] = tuple(tests)
        self.lock = lock
        self.values = values or {}
        self.writable = writable
        self.terragrunt = terragrunt
        self.evaluators: dict[bool, Evaluator] = {}
        self.looked_beyond = False
        self.digest = b""
        self._tree: Tree
        self._references: dict[str, list[Reference]] = {}
        self._mentioned: dict[str, bool] = {}

    def __repr__(self) -> str:
        return f"Module({self.directory!r})"

    def with_documents(self, changed: Mapping[str, Document | None]) -> Module:
        """The module with these files instead of its own, by path; a file that it lacks is added, None takes one
        away. It belongs to no tree yet, so that what callers and inputs make of it is worked out anew.
        """
        documents = {document.path: document for document in self.documents}
        tests = {document.path: document for document in self.tests}
        for path, document in changed.items():
            files = tests if path in tests else documents
            if document is None:
                files.pop(path, None)
            else:
                files[path] = document
        module = Module(
            self.directory,
            documents.values(),
            tests.values(),
            self.lock,
            self.values,
            writable=self.writable,
            terragrunt=self.terragrunt,
        )
        module.real_directory = self.real_directory
        if not changed:
            module._references = self._references
            module._mentioned = self._mentioned
            module.__dict__.update({name: self.__dict__[name] for name in _SAID_BY_FILES if name in self.__dict__})
        return module

    # --- files ---

    @cached_property
    def real_directory(self) -> str:
        """The directory without symbolic links."""
        return real_path(self.directory)

    @cached_property
    def _documents_by_path(self) -> dict[str, Document]:
        return {document.path: document for document in (*self.documents, *self.tests)}

    def document(self, path: str) -> Document | None:
        """The file of that path, or of that name in the directory of the module."""
        return self._documents_by_path.get(path) or self._documents_by_path.get(self.path(path))

    def path(self, name: str) -> str:
        """The path of a file of that name in the directory of the module, whether it exists or not."""
        return name if self.directory == "." else os.path.join(self.directory, name)

    def mentions(self, text: str) -> bool:
        """Whether a text stands anywhere in a file of the configuration."""
        if text not in self._mentioned:
            self._mentioned[text] = any(document.mentions(text) for document in self.documents)
        return self._mentioned[text]

    def read_only(self, document: Document) -> bool:
        """Whether a fix may not touch the file: JSON, what Terragrunt generated, and what lies outside the given
        paths.
        """
        return not self.writable or document.path.endswith(".json") or is_generated(document)

    def shadowed(self, document: Document) -> bool:
        """Whether OpenTofu reads another file instead: ``x.tf`` beside ``x.tofu``."""
        return document.path in self._shadowed

    @cached_property
    def _shadowed(self) -> frozenset[str]:
        return frozenset(
            f"{path.removesuffix('.tofu')}.tf" for path in self._documents_by_path if path.endswith(".tofu")
        )

    # --- blocks ---

    @cached_property
    def _blocks(self) -> dict[str, list[Block]]:
        found: dict[str, list[Block]] = {}
        for document in self.documents:
            if not is_override(document.path):
                for block in document.body.blocks():
                    found.setdefault(block.type, []).append(block)
        return found

    @cached_property
    def _blocks_by_first_label(self) -> dict[tuple[str, str], list[Block]]:
        found: dict[tuple[str, str], list[Block]] = {}
        for type, blocks in self._blocks.items():
            for block in blocks:
                if block.labels:
                    found.setdefault((type, block.labels[0].value), []).append(block)
        return found

    def blocks(self, type: str, *labels: str) -> list[Block]:
        """The blocks at the top of files with that type, whose first labels are these; those of override files are
        left out.
        """
        if not labels:
            return list(self._blocks.get(type, ()))
        found = self._blocks_by_first_label.get((type, labels[0]), ())
        if len(labels) == 1:
            return list(found)
        return [block for block in found if tuple(label.value for label in block.labels[: len(labels)]) == labels]

    def override_blocks(self, type: str, *labels: str) -> list[Block]:
        """The same for the blocks in override files."""
        return [
            block
            for document in self.documents
            if is_override(document.path)
            for block in document.body.blocks(type)
            if tuple(label.value for label in block.labels[: len(labels)]) == labels
        ]

    @cached_property
    def _blocks_by_address(self) -> dict[str, Block]:
        found: dict[str, Block] = {}
        for type_name in _LABELS_IN_ADDRESS:
            for block in self._blocks.get(type_name, ()):
                name = address(block)
                if name:
                    found.setdefault(name, block)
        return found

    def block(self, address: str) -> Block | None:
        """The block that an address names, in this module."""
        return self._blocks_by_address.get(address)

    @property
    def addresses(self) -> Mapping[str, Block]:
        """Every block that has an address, by it."""
        return self._blocks_by_address

    @cached_property
    def locals(self) -> Mapping[str, Attribute]:
        """The local values by name; an override file's definition wins."""
        return {
            attribute.name: attribute
            for document in self.documents
            for block in document.body.blocks("locals")
            for attribute in block.body.attributes()
        }

    # --- references ---

    def references(self, address: str, where: Callable[[str], bool] | None = None) -> list[Reference]:
        """Every use of an address in the module, its test files included, in the order of files and text.

        Found by text and confirmed by grammar: only values that hold the address's last name are parsed, and with
        ``where`` only those for whose text that holds.
        """
        if where:
            return self._uses(address, where)
        if address not in self._references:
            self._references[address] = self._uses(address, None)
        return self._references[address]

    def _uses(self, address: str, where: Callable[[str], bool] | None) -> list[Reference]:
        documents = (*self.documents, *self.tests)
        return [reference for document in documents for reference in _references_in(document, address, where)]

    # --- the tree, calls and values ---

    @property
    def tree(self) -> Tree:
        """The tree that the module belongs to."""
        self.looked_beyond = True
        return self._tree

    @tree.setter
    def tree(self, tree: Tree) -> None:
        self._tree = tree

    @property
    def inputs(self) -> Inputs:
        """What the run is told about values from outside the files."""
        return self._tree.inputs

    @property
    def calls(self) -> list[Call]:
        """The calls of this module to modules of its tree."""
        found = self._tree.calls_from(self)
        self.looked_beyond |= bool(found)
        return found

    @property
    def callers(self) -> list[Call]:
        """The calls to this module from modules of its tree."""
        found = self._tree.calls_to(self)
        self.looked_beyond |= bool(found)
        return found

    def texts_at(self, path: str) -> list[tuple[str, str]]:
        """The texts of a file that is no HCL, or of the files in a directory, each with its path: source code,
        templates.

        ``path`` counts from the directory of the module. Only regular files of the module's repository are read, of
        256 KiB at most; anything else gives nothing.
        """
        found = os.path.normpath(os.path.join(self.directory, path))
        return texts(found, self.directory, self.tree.looked_at)

    def resolve(self, expression: Expression, *, any_input: bool = False) -> Value:
        """What an expression of this module is worth, as far as the files and the run's inputs tell.

        With ``any_input`` every variable is unknown: what then holds, holds for every value that a variable can take.
        """
        from hclfix.resolve import resolve  # the evaluator is loaded when it is first asked

        _ = self.callers  # what they pass has a part in it, also where the evaluator remembers it
        return resolve(self, expression, any_input)


@lru_cache(maxsize=8192)
def is_override(path: str) -> bool:
    """Whether Terraform merges a file over the others (``override.tf``, ``*_override.tf``, and the same in JSON and
    ``.tofu``).
    """
    stem = os.path.basename(path).removesuffix(".json").rpartition(".")[0]
    return stem == "override" or stem.endswith("_override")


def is_generated(document: Document) -> bool:
    """Whether Terragrunt made the file and will make it again (its signature: ``# Generated by Terragrunt. Sig:``)."""
    return document.text.startswith("# Generated by Terragrunt. Sig:")


def references_of(attribute: Attribute) -> list[Reference]:
    """Every reference in the value of an attribute to something that has an address."""
    document = attribute.body.document
    found = []
    for traversal in traversals(attribute.expression):
        name = address_of_traversal(traversal)
        if name is not None:
            length = name.count(".")
            found.append(Reference(document, attribute, traversal, name, traversal.steps[length:]))
    return found


def attributes_with(document: Document, word: str, behind: str = "") -> list[Attribute]:
    """The attributes, at any depth, in whose value ``word`` stands as a whole name; found by text alone.

    With ``behind`` it is to be a step from that name. What stands there with blanks or comments between them is not
    looked at more closely.
    """
    text = document.text
    found: list[Attribute] = []
    literal = re.escape(word)
    # What must not stand before the word comes behind it: re looks for a pattern that begins with literals seven times
    # as fast.
    for match in re.finditer(rf"{literal}(?<![\w-]{literal})(?![\w-])", text):
        start = match.start()
        if behind and not _may_be_step(text, start, behind):
            continue
        attribute = document.attribute_at(start)
        if attribute and (not found or found[-1] is not attribute):
            found.append(attribute)
    return found


def _may_be_step(text: str, start: int, behind: str) -> bool:
    """Whether the name at ``start`` may be a step from ``behind``; sure where nothing stands between them."""
    before = text[start - 1 : start]
    if before == ".":
        return text.endswith(behind, 0, start - 1) or not (text[start - 2].isalnum() or text[start - 2] in "_-")
    return before in " \t\r\n/"


def _references_in(document: Document, address: str, where: Callable[[str], bool] | None) -> list[Reference]:
    parts = tuple(address.split("."))
    if not all(part in document.text for part in parts):
        return []
    found: list[Reference] = []
    for attribute in attributes_with(document, parts[-1], parts[-2]):
        text = attribute.value_text
        if not all(part in text for part in parts) or (where and not where(text)):
            continue
        for traversal in traversals(attribute.expression):
            if names(traversal)[: len(parts)] == parts:
                found.append(Reference(document, attribute, traversal, address, traversal.steps[len(parts) - 1 :]))
    return found
