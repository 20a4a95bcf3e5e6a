"""What the resources of one module need, by the table of hidden dependencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from itertools import chain
from typing import NamedTuple

from hclfix import Block, Hole, Known, Module, Value

from .arguments import Argument, arguments, has_argument
from .follow import Follower, Name
from .table import Agrees, ArgumentPath, Beside, Equals, From, Has, Hop, Named, Only, Rule, To, table

Text = tuple[str | Hole, ...]
"""A string with the pieces that are not known."""

UNKNOWN_PIECE = "\0"


class Need(NamedTuple):
    """The resource ``dependent`` needs the resource ``target`` to exist; both are addresses."""

    dependent: str
    target: str
    rule: Rule


def needs_of(module: Module) -> list[Need]:
    """What the module's resources need from each other, sorted, each pair once."""
    types = {block.labels[0].value for block in module.blocks("resource") if len(block.labels) == 2}
    candidates = {
        type: rules
        for type, rules in table().rules.items()
        if type in types and any(rule.targets & types for rule in rules)
    }
    if not candidates:
        return []
    relations = Relations(module)
    found: dict[tuple[str, str], Need] = {}
    for type, rules in candidates.items():
        for block in module.blocks("resource", type):
            for need in relations.of(block, rules):
                found.setdefault(need[:2], need)
    return [found[pair] for pair in sorted(found)]


class Relations:
    """Walks the paths of the table through one module."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self.follower = Follower(module)
        self._named_by: dict[tuple[str, ArgumentPath], list[tuple[str, frozenset[Name]]]] = {}
        self._known_texts: dict[tuple[Block, ArgumentPath], set[Text]] = {}

    def of(self, dependent: Block, rules: Iterable[Rule]) -> Iterator[Need]:
        """What a resource needs by the rules of its type."""
        start = Name(_address(dependent))
        arrived = False
        for rule in sorted(rules, key=lambda rule: rule.fallback):
            if rule.fallback and arrived:
                continue
            reached = [start]
            for number, hop in enumerate(rule.path):
                arrived = arrived or (number > 0 and number == len(rule.path) - 1 and bool(reached))
                reached = list(dict.fromkeys(chain.from_iterable(self._hop(name, hop, dependent) for name in reached)))
            for address in dict.fromkeys(name.address for name in reached):
                if address != start.address:
                    yield Need(start.address, address, rule)

    def _hop(self, name: Name, hop: Hop, dependent: Block) -> Iterator[Name]:
        block = self._block(name.address)
        match hop:
            case To(arguments=paths, types=types):
                for argument in _arguments(block, paths):
                    yield from (found for found in self.follower.names(argument) if found.type in types)
            case From(arguments=paths_by_type):
                for type, path in paths_by_type:
                    for address, named in self._naming(type, path):
                        if any(one.may_be(name) for one in named):
                            yield Name(address)
            case Beside(type=type):
                for other in self.module.blocks("resource", type):
                    if _place(other) == _place(dependent):
                        yield Name(_address(other))
            case Only(types=types_in_order):
                existing = [blocks for type in types_in_order if (blocks := self.module.blocks("resource", type))]
                if existing and all(len(blocks) == 1 for blocks in existing):
                    yield Name(_address(existing[0][0]))
            case Named():
                yield from self._named(block, hop)
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

    def _naming(self, type: str, path: ArgumentPath) -> list[tuple[str, frozenset[Name]]]:
        """The resources of a type, each with what its argument names."""
        key = (type, path)
        if key not in self._named_by:
            self._named_by[key] = [
                (_address(block), frozenset(chain.from_iterable(map(self.follower.names, arguments(block, path)))))
                for block in self.module.blocks("resource", type)
            ]
        return self._named_by[key]

    def _named(self, block: Block, hop: Named) -> Iterator[Name]:
        own = self._texts(block, hop.own)
        wanted = {_joined((hop.prefix, *text, hop.suffix)) for text in own}
        if not wanted:
            return
        for other in self.module.blocks("resource", hop.type):
            if self._texts(other, hop.argument) != wanted:
                continue
            counted = any(_is_own(piece) for text in wanted for piece in text)
            if counted and _repeated(block) != _repeated(other):
                continue
            inside = chain.from_iterable(map(self.follower.names_inside, arguments(other, hop.argument)))
            if _address(block) not in {name.address for name in inside}:
                yield Name(_address(other))

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
