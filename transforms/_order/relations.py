"""What the resources of one module need, by the table of hidden dependencies, and do not list already."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from fnmatch import fnmatchcase
from itertools import chain
from typing import NamedTuple

from hclfix import Block, Hole, Known, Module, Value, template_pieces

from .arguments import Argument, arguments, has_argument
from .follow import Follower, Name
from .spelling import may_be_equal
from .table import Agrees, ArgumentPath, Beside, Equals, From, Has, Hop, Named, Only, Rule, To, rules

Text = tuple[str | Hole, ...]
"""A string with the pieces that are not known."""

Spelling = tuple[str, ...]
"""The pieces of a plain template, as written."""

UNKNOWN_PIECE = "\0"

_LISTED = re.compile(r"#.*|//.*|/\*(?s:.*?)\*/|[\w.-]+")
"""Comments, and the addresses in a list of them."""

_NOTHING: frozenset[str] = frozenset()


class Need(NamedTuple):
    """The resource ``dependent`` needs the resource ``target`` to exist; both are addresses."""

    dependent: str
    target: str
    rule: Rule


def needs_of(module: Module) -> list[Need]:
    """What the module's resources need from each other and do not list in ``depends_on``, sorted, each pair once."""
    types = {block.labels[0].value for block in module.blocks("resource") if len(block.labels) == 2}
    table = rules()
    candidates = {
        type: leading for type in table if type in types and (leading := _that_may_lead_on(table[type], types))
    }
    if not candidates:
        return []
    relations = Relations(module)
    found: dict[tuple[str, str], Need] = {}
    for type, leading in candidates.items():
        for block in module.blocks("resource", type):
            for need in relations.of(block, leading):
                found.setdefault(need[:2], need)
    return [found[pair] for pair in sorted(found)]


def _that_may_lead_on(rules: Sequence[Rule], types: Set[str]) -> list[Rule]:
    """The rules by which a resource may need one of these types, fallbacks last.

    Where a fallback is among them, the others are there as well: it counts only where none of them arrives.
    """
    leading = [rule for rule in rules if rule.targets & types]
    if any(rule.fallback for rule in leading):
        return sorted(rules, key=lambda rule: rule.fallback)
    return leading


class Relations:
    """Walks the paths of the table through one module."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.follower = Follower(module)
        self._naming_by: dict[tuple[str, ArgumentPath], dict[str, list[tuple[str, Name]]]] = {}
        self._spelled_by: dict[tuple[str, ArgumentPath], list[tuple[Block, Spelling | None]]] = {}
        self._known_texts: dict[tuple[Block, ArgumentPath], set[Text]] = {}

    def of(self, dependent: Block, rules: Iterable[Rule]) -> Iterator[Need]:
        """What a resource needs by rules of its type, fallbacks last, but for what its ``depends_on`` lists."""
        start = Name(_address(dependent))
        depends_on = dependent.attribute("depends_on")
        listed = {start.address, *_LISTED.findall(depends_on.value_text if depends_on else "")}
        arrived = False
        for rule in rules:
            if rule.fallback and arrived:
                continue
            reached = [start]
            for number, hop in enumerate(rule.path):
                last = number == len(rule.path) - 1
                arrived = arrived or (number > 0 and last and bool(reached))
                passed = listed if last else _NOTHING
                found = (self._hop(name, hop, dependent, passed) for name in reached)
                reached = list(dict.fromkeys(chain.from_iterable(found)))
                if not reached:
                    break
            for address in dict.fromkeys(name.address for name in reached):
                if address not in listed:
                    yield Need(start.address, address, rule)

    def _hop(self, name: Name, hop: Hop, dependent: Block, passed: Set[str]) -> Iterator[Name]:
        """Where a hop leads from a resource. Those in ``passed`` need not be found: nothing is made of them."""
        block = self._block(name.address)
        match hop:
            case To(arguments=paths, types=types):
                for argument in _arguments(block, paths):
                    yield from (found for found in self.follower.names(argument) if found.type in types)
            case From(arguments=paths_by_type):
                for type, path in paths_by_type:
                    naming = self._naming(type, path).get(name.address, ())
                    found = (address for address, one in naming if address not in passed and one.may_be(name))
                    yield from map(Name, dict.fromkeys(found))
            case Beside(type=type):
                for other in self.module.blocks("resource", type):
                    if _place(other) == _place(dependent):
                        yield Name(_address(other))
            case Only(types=types_in_order):
                existing = [blocks for type in types_in_order if (blocks := self.module.blocks("resource", type))]
                if existing and all(len(blocks) == 1 for blocks in existing):
                    yield Name(_address(existing[0][0]))
            case Named():
                yield from self._named(block, hop, passed)
            case Has(arguments=paths):
                if any(has_argument(block, path) for path in paths):
                    yield name
            case Equals():
                if self._equals(block, hop):
                    yield name
            case Agrees():
                if self._agrees(block, dependent, hop):
                    yield name

    def _block(self, address: str) -> Block:
        block = self.module.block(address)
        assert block is not None
        return block

    def _naming(self, type: str, path: ArgumentPath) -> dict[str, list[tuple[str, Name]]]:
        """By address, the resources of a type that name it in an argument, each with what it names there."""
        key = (type, path)
        if key not in self._naming_by:
            naming = self._naming_by[key] = {}
            for block in self.module.blocks("resource", type):
                for name in dict.fromkeys(chain.from_iterable(map(self.follower.names, arguments(block, path)))):
                    naming.setdefault(name.address, []).append((_address(block), name))
        return self._naming_by[key]

    def _named(self, block: Block, hop: Named, passed: Set[str]) -> Iterator[Name]:
        own = _spelling(block, hop.own)
        others = [
            other
            for other, given in self._spelled(hop.type, hop.argument)
            if _may_be_named(own, hop, given) and _address(other) not in passed
        ]
        wanted = {_joined((hop.prefix, *text, hop.suffix)) for text in self._texts(block, hop.own)} if others else set()
        for other in others:
            if not wanted or self._texts(other, hop.argument) != wanted:
                continue
            counted = any(_is_own(piece) for text in wanted for piece in text)
            if counted and _repeated(block) != _repeated(other):
                continue
            inside = chain.from_iterable(map(self.follower.names_inside, arguments(other, hop.argument)))
            if _address(block) not in {name.address for name in inside}:
                yield Name(_address(other))

    def _spelled(self, type: str, path: ArgumentPath) -> list[tuple[Block, Spelling | None]]:
        """The resources of a type, each with how an argument of it is spelled."""
        key = (type, path)
        if key not in self._spelled_by:
            self._spelled_by[key] = [(block, _spelling(block, path)) for block in self.module.blocks("resource", type)]
        return self._spelled_by[key]

    def _equals(self, block: Block, hop: Equals) -> bool:
        given = list(arguments(block, hop.argument))
        if not given:
            return hop.negated
        texts = [
            "".join(piece if isinstance(piece, str) else UNKNOWN_PIECE for piece in text)
            for text in self._texts(block, hop.argument)
        ]
        matching = [fnmatchcase(text, hop.pattern) for text in texts]
        if hop.negated:
            return bool(texts) and not any(matching) and not any(UNKNOWN_PIECE in text for text in texts)
        return any(matching)

    def _agrees(self, block: Block, dependent: Block, hop: Agrees) -> bool:
        here, there = list(arguments(block, hop.argument)), list(arguments(dependent, hop.own))
        if hop.strict:
            named = [name for argument in here for name in self.follower.names(argument)]
            own = [name for argument in there for name in self.follower.names(argument)]
            if any(one.may_be(other) for one in named for other in own):
                return True
            return bool(self._followed_texts(block, hop.argument) & self._followed_texts(dependent, hop.own))
        inside = {name for argument in here for name in self.follower.names_inside(argument)}
        own = [name for argument in there for name in self.follower.names_inside(argument)]
        comparable = [name for name in inside if name.type in {other.type for other in own}]
        return not comparable or any(one.may_be(other) for one in comparable for other in own)

    def _texts(self, block: Block, path: ArgumentPath) -> set[Text]:
        """The strings that an argument, or an element of it, may be; empty where one of them is not known at all."""
        key = (block, path)  # each resource of a type is compared with each that could be named after it
        if key not in self._known_texts:
            values = (self.module.resolve(one.attribute.expression) for one in arguments(block, path))
            self._known_texts[key] = _texts_of(values)
        return self._known_texts[key]

    def _followed_texts(self, block: Block, path: ArgumentPath) -> set[Text]:
        """The same, with arguments of other resources followed."""
        ends = chain.from_iterable(map(self.follower.ends, arguments(block, path)))
        return _texts_of(self.module.resolve(end.expression) for end in ends if not end.followed)


def _may_be_named(own: Spelling | None, hop: Named, given: Spelling | None) -> bool:
    """Whether the name ``given`` may be made of the name ``own``, as far as their spelling tells."""
    return own is None or given is None or may_be_equal([hop.prefix, *own, hop.suffix], given)


def _spelling(block: Block, path: ArgumentPath) -> Spelling | None:
    found = list(arguments(block, path))
    return template_pieces(found[0].attribute.value_text) if len(found) == 1 else None


def _texts_of(values: Iterable[Value]) -> set[Text]:
    found: set[Text] = set()
    for value in chain.from_iterable(value.effective for value in values):
        for one in value.elements if isinstance(value, Known) and value.elements else (value,):
            parts = one.text_parts()
            if parts is None or any(isinstance(part, Hole) and part.address is None for part in parts):
                return set()
            found.add(parts)
    return found


def _arguments(block: Block, paths: Iterable[ArgumentPath]) -> Iterator[Argument]:
    return chain.from_iterable(arguments(block, path) for path in paths)


def _address(block: Block) -> str:
    return f"{block.labels[0].value}.{block.labels[1].value}"


def _place(block: Block) -> tuple[str, str]:
    """The provider configuration and the region that a resource lives in, as written."""
    provider, region = block.attribute("provider"), block.attribute("region")
    return provider.value_text.strip('"') if provider else "", region.value_text if region else ""


def _repeated(block: Block) -> tuple[str, str]:
    """What makes the instances of a resource, as written."""
    count, for_each = block.attribute("count"), block.attribute("for_each")
    return count.value_text if count else "", for_each.value_text if for_each else ""


def _is_own(piece: str | Hole) -> bool:
    """Whether the piece means another thing in each resource."""
    return isinstance(piece, Hole) and piece.address is not None and piece.address.startswith(("each.", "count."))


def _joined(pieces: Iterable[str | Hole]) -> Text:
    """The pieces with neighbouring strings put together, as :meth:`hclfix.Value.text_parts` gives them."""
    joined: list[str | Hole] = []
    for piece in pieces:
        if isinstance(piece, str) and joined and isinstance(joined[-1], str):
            joined[-1] += piece
        elif piece != "":
            joined.append(piece)
    return tuple(joined)
