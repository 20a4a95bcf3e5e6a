"""Whether everything that is made of a local may change with it: names, descriptions, tags, strings that hold such
names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from hclfix import (
    Attribute,
    Binary,
    Block,
    Conditional,
    Expression,
    ForDirective,
    ForObject,
    ForTuple,
    FunctionCall,
    IfDirective,
    IndexStep,
    Module,
    Node,
    ObjectElement,
    Reference,
    Template,
    key_name,
)

from .._names.pieces import holds_no_name
from .._names.places import describe, enclosing, path_to
from .._names.table import Facts
from .namelike import is_namelike

HoldsName = Callable[[Module, Expression], bool]
"""Whether a string holds a name, or a pattern of names, that changes in the same way."""

_TAGS = frozenset(("tags", "tags_all", "tag", "tag_specifications", "default_tags", "labels", "propagate_tags"))
_FILE_FUNCTIONS = re.compile(r"file.*|templatefile|abspath|pathexpand|dirname|basename|fileset")
_TESTS = frozenset(("length", "contains", "startswith", "endswith", "regex", "regexall", "can", "strcontains", "index"))


class Misuse(NamedTuple):
    """A use that must not change, and what it is."""

    reference: Reference
    what: str


def misuse(module: Module, local: str, facts: Facts, holds_name: HoldsName) -> Misuse | None:
    """The first use of a local, through other locals, module calls and outputs, that must not change with it."""
    pending = [(module, f"local.{local}")]
    seen = set(pending)
    while pending:
        inside, address = pending.pop()
        for reference in inside.references(address):
            if reference.document in inside.tests:
                continue
            ends = list(_ends(inside, reference, facts, holds_name))
            for end in ends:
                if isinstance(end, str):
                    return Misuse(reference, end)
                if end not in seen:
                    seen.add(end)
                    pending.append(end)
    return None


def _ends(
    module: Module, reference: Reference, facts: Facts, holds_name: HoldsName
) -> Iterator[tuple[Module, str] | str]:
    """Where a use leads: to other addresses, or to what it is if it must not change. Nothing where it may."""
    attribute = reference.attribute
    blocks = enclosing(attribute)
    top = blocks[0] if blocks else None
    if top is None or top.type in ("check", "removed", "terraform"):
        return
    if any(block.type in ("precondition", "postcondition", "validation") for block in blocks):
        return
    path = path_to(attribute.expression, reference.traversal)
    wrong = _wrong_place(path)
    if wrong:
        yield wrong
    elif top.type == "locals":
        yield (module, f"local.{attribute.name}")
    elif top.type == "output":
        for call in module.callers:
            yield (call.caller, f"module.{call.block.labels[0].value}")
    elif top.type == "module" and len(blocks) == 1 and attribute.name not in ("source", "version", "providers"):
        yield from _passed_on(module, top, attribute, path, holds_name)
    elif top.type in ("moved", "import"):
        yield f"the {top.type} block needs the name as it is"
    elif not _may_change(module, top, blocks, attribute, path, facts, holds_name):
        yield f"{describe(top)} takes it as {attribute.name}"


def _passed_on(
    module: Module, top: Block, attribute: Attribute, path: list[Node], holds_name: HoldsName
) -> Iterator[tuple[Module, str] | str]:
    calls = [call for call in module.calls if call.block is top]
    for call in calls:
        yield (call.module, f"var.{attribute.name}")
    if attribute.name in ("for_each", "count"):
        yield f"{describe(top)} takes it as {attribute.name}"
    elif not calls and not _harmless(attribute.name, path) and not holds_name(module, _string_around(path)):
        yield f"{describe(top)} takes it as {attribute.name}, and that module is not read"


def _may_change(
    module: Module,
    top: Block,
    blocks: list[Block],
    attribute: Attribute,
    path: list[Node],
    facts: Facts,
    holds_name: HoldsName,
) -> bool:
    keys = [key for node in path if isinstance(node, ObjectElement) and (key := key_name(node))]
    if holds_no_name(attribute.name) or any(map(holds_no_name, keys)):
        return False
    kinds = {block.type for block in blocks} | {block.labels[0].value for block in blocks if block.type == "dynamic"}
    if kinds & _TAGS:
        return True
    if top.type == "resource" and len(blocks) == 1:
        own = facts.get(top.labels[0].value, ())
        if any(attribute.name in (fact.attribute, fact.prefix) for fact in own):
            return True
    if top.type in ("resource", "provider") and _harmless(attribute.name, path):
        return True
    if top.type == "data" and attribute.name in ("sid", "policy_id", "description"):
        return True
    return holds_name(module, _string_around(path))


def _harmless(argument: str, path: list[Node]) -> bool:
    """Whether a value is a name, a tag or a text for people, by the argument and the keys of objects around it."""
    keys = [key for node in path if isinstance(node, ObjectElement) and (key := key_name(node))]
    if argument in _TAGS or _TAGS & set(keys):
        return True
    last = keys[-1].lower() if keys else argument
    return is_namelike(last)


def _wrong_place(path: list[Node]) -> str | None:
    """What forbids a change by the place inside the expression: a test, a key, a file."""
    for outer, inner in pairwise(path):
        if isinstance(outer, Conditional | IfDirective) and inner is outer.condition:
            return "a condition asks for it"
        if isinstance(outer, Binary):
            return "it is compared"
        if isinstance(outer, IndexStep):
            return "it is the key of an index"
        if isinstance(outer, ObjectElement) and inner is outer.key:
            return "it is the key of an object"
        if isinstance(outer, ForTuple | ForObject | ForDirective) and inner is outer.collection:
            return "a for expression runs over it"
        if isinstance(outer, FunctionCall) and _FILE_FUNCTIONS.fullmatch(outer.name):
            return f"{outer.name}() reads a file by it"
        if isinstance(outer, FunctionCall) and outer.name in _TESTS:
            return f"{outer.name}() looks at it"
    return None


def _string_around(path: list[Node]) -> Expression:
    """The outermost string that a reference is a piece of, or the reference itself."""
    for node in path:
        if isinstance(node, Template):
            return node
    last = path[-1]
    assert isinstance(last, Expression)
    return last
