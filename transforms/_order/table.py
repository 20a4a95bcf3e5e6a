"""The table of hidden dependencies, read from ``transforms/data/depends_on.toml``, which explains its own format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ArgumentPath = tuple[str, ...]
"""The names of nested blocks and then of an argument; ``**`` stands for any number of blocks."""


class To(NamedTuple):
    """To the resources of some types that one of some arguments names."""

    arguments: tuple[ArgumentPath, ...]
    types: frozenset[str]


class From(NamedTuple):
    """To the resources that name this one: pairs of a type and an argument of it."""

    arguments: tuple[tuple[str, ArgumentPath], ...]


class Beside(NamedTuple):
    """To every resource of a type under the same provider configuration and region."""

    type: str


class Only(NamedTuple):
    """To the module's only resource of the first of some types that it has, where it has no two of any of them."""

    types: tuple[str, ...]


class Named(NamedTuple):
    """To the resources of a type whose ``argument`` is ``prefix``, this one's ``own`` argument and ``suffix``."""

    type: str
    argument: ArgumentPath
    prefix: str
    own: ArgumentPath
    suffix: str


class Has(NamedTuple):
    """Goes on where one of some arguments or blocks is there."""

    arguments: tuple[ArgumentPath, ...]


class Equals(NamedTuple):
    """Goes on where an argument's value matches ``pattern``, or, with ``negated``, where it is known not to."""

    argument: ArgumentPath
    pattern: str
    negated: bool


class Agrees(NamedTuple):
    """Goes on where an argument names what the dependent's ``own`` argument names.

    Not ``strict``: also where either of them names no resource that could be compared.
    """

    argument: ArgumentPath
    own: ArgumentPath
    strict: bool


Hop = To | From | Beside | Only | Named | Has | Equals | Agrees


class Rule(NamedTuple):
    """One row: what resources of type ``dependent`` need, and ``why``; ``source`` documents it."""

    dependent: str
    path: tuple[Hop, ...]
    why: str
    source: str
    fallback: bool

    @property
    def targets(self) -> frozenset[str]:
        """The types that the rule can lead to."""
        found: frozenset[str] = frozenset()
        for hop in self.path:
            match hop:
                case To(types=types):
                    found = types
                case From(arguments=arguments):
                    found = frozenset(type for type, _ in arguments)
                case Only(types=names):
                    found = frozenset(names)
                case Beside(type=type) | Named(type=type):
                    found = frozenset((type,))
        return found


class Table(NamedTuple):
    """The rules by the type of their dependent, and what is known of single types.

    ``may_exist_twice``: the old and the new one can stand side by side while one is replaced.
    ``stands_for``: a resource of that type is named in place of what its argument names.
    """

    rules: Mapping[str, tuple[Rule, ...]]
    may_exist_twice: frozenset[str]
    stands_for: Mapping[str, ArgumentPath]


@cache
def table() -> Table:
    """The table, read once."""
    import tomllib  # only where a module has something to look up

    with Path(__file__).parent.parent.joinpath("data", "depends_on.toml").open("rb") as file:
        data = tomllib.load(file)
    sets: Mapping[str, list[str]] = data["sets"]
    rules: dict[str, tuple[Rule, ...]] = {}
    for row in data["rule"]:
        for rule in _rules(row, sets):
            rules[rule.dependent] = (*rules.get(rule.dependent, ()), rule)
    return Table(
        rules,
        frozenset(data["may_exist_twice"]),
        {type: _argument(name) for type, name in data["stands_for"].items()},
    )


def _rules(row: Mapping[str, Any], sets: Mapping[str, list[str]]) -> Iterable[Rule]:
    dependents = [row["dependent"]] if isinstance(row["dependent"], str) else row["dependent"]
    path = tuple(parse_hop(hop, sets) for hop in row["path"])
    for dependent in dependents:
        yield Rule(dependent, path, row["why"], row["source"], row.get("fallback", False))


_HOPS = {
    "from": re.compile(r"<- (?P<what>.+)"),
    "beside": re.compile(r"beside (?P<type>\w+)"),
    "only": re.compile(r"only (?P<what>.+)"),
    "named": re.compile(r"named (?P<type>\w+)\.(?P<argument>\S+) = (?P<prefix>[^{]*)\{(?P<own>\S+)\}(?P<suffix>.*)"),
    "agrees": re.compile(r"\[(?P<argument>\S+) (?P<how>is|may be) (?P<own>\S+)\]"),
    "equals": re.compile(r"\[(?P<argument>\S+) (?P<how>=|!=) (?P<pattern>.+)\]"),
    "has": re.compile(r"\[(?P<what>.+)\]"),
    "to": re.compile(r"(?P<arguments>.+) -> (?P<types>.+)"),
}


def parse_hop(text: str, sets: Mapping[str, list[str]]) -> Hop:
    """One hop of a path, as the head of the data file explains it.

    Raises:
        ValueError: the text is no hop.
    """
    for kind, pattern in _HOPS.items():
        if match := pattern.fullmatch(text):
            return _hop(kind, match, sets)
    raise ValueError(f"not a hop: {text!r}")


def _hop(kind: str, match: re.Match[str], sets: Mapping[str, list[str]]) -> Hop:
    match kind:
        case "from":
            return From(tuple(_typed_argument(name) for name in _alternatives(match["what"], sets)))
        case "beside":
            return Beside(match["type"])
        case "only":
            return Only(tuple(_alternatives(match["what"], sets)))
        case "named":
            argument, own = _argument(match["argument"]), _argument(match["own"])
            return Named(match["type"], argument, match["prefix"], own, match["suffix"])
        case "agrees":
            return Agrees(_argument(match["argument"]), _argument(match["own"]), match["how"] == "is")
        case "equals":
            return Equals(_argument(match["argument"]), match["pattern"], match["how"] == "!=")
        case "has":
            return Has(tuple(_argument(name) for name in _alternatives(match["what"], sets)))
    arguments = tuple(_argument(name) for name in _alternatives(match["arguments"], sets))
    return To(arguments, frozenset(_alternatives(match["types"], sets)))


def _alternatives(text: str, sets: Mapping[str, list[str]]) -> list[str]:
    return [name for part in text.split(" | ") for name in sets.get(part, [part])]


def _argument(text: str) -> ArgumentPath:
    return tuple(text.split("."))


def _typed_argument(text: str) -> tuple[str, ArgumentPath]:
    type, *argument = text.split(".")
    return type, tuple(argument)
