"""The table of hidden dependencies of AWS resources: what has to exist first although nothing refers to it.

A row of ``depends_on.tsv`` says that every resource of type ``dependent`` needs the resources that ``path`` leads to. A
path is walked from the dependent, one hop after the other, with ``;`` between; the arguments may stand in nested blocks
(``vpc_config.subnet_ids``, ``**.x`` at any depth):

``role -> aws_iam_role``
    to the aws_iam_role that the argument ``role`` names
``<- aws_iam_role_policy.role``
    to each aws_iam_role_policy whose ``role`` names the resource
``beside aws_securityhub_account``
    to each one of that type under the same provider configuration and region
``only aws_internet_gateway``
    to the only one of that type in the module, if there is exactly one; of several types the first that the module has,
    and no two of any
``named aws_x.name = /aws/lambda/{name}``
    to each aws_x whose ``name`` is that text, with the dependent's own ``name`` in it
``[block]``, ``[argument = value]``, ``[argument != value]``
    goes on only where the resource has it; values may hold * and ?
``[resource_id is resource_id]``
    goes on only where the argument here and the dependent's name the same thing
``[source_arn may be bucket]``
    goes on unless the argument here names another resource than the dependent's does

`` | `` separates alternatives, and a name from ``depends_on_sets.tsv`` stands for the alternatives listed there.
``fallback``: the row is tried where no other one of the dependent gets as far as its last hop. ``why`` completes the
sentence "A should depend on B: ...", and ``source`` is where that is documented.

``depends_on_types.tsv`` has what is known of single types. ``may_exist_twice``: the old and the new one can stand
side by side while one is replaced, because every argument that forces replacement puts the new one in another place
(the ForceNew arguments in the provider's source, internal/service/*, version 5.31); an inline or attached policy, for
one, is replaced only for another role or policy. ``stands_for``: the id, ARN or name of such a resource is given where
what that argument names is meant.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from .._tables import Cells, Rows, read_rows

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


@cache
def rules() -> Mapping[str, tuple[Rule, ...]]:
    """The rows by the type of their dependent."""
    return Rows("depends_on.tsv", _rule)


@cache
def may_exist_twice() -> frozenset[str]:
    """The types of which an old and a new one can stand side by side."""
    return frozenset(row["type"] for row in read_rows("depends_on_types.tsv") if row["may_exist_twice"] == "yes")


@cache
def stands_for() -> Mapping[str, ArgumentPath]:
    """By the types of what is named in place of something else, the argument that names it."""
    rows = read_rows("depends_on_types.tsv")
    return {row["type"]: _argument(row["stands_for"]) for row in rows if row["stands_for"]}


@cache
def _sets() -> Mapping[str, Sequence[str]]:
    return Rows("depends_on_sets.tsv", lambda set, row: row["member"])


def _rule(dependent: str, row: Cells) -> Rule:
    path = tuple(parse_hop(hop, _sets()) for hop in row["path"].split("; "))
    return Rule(dependent, path, row["why"], row["source"], row["fallback"] == "yes")


_HOPS = {
    "from": r"<- (?P<what>.+)",
    "beside": r"beside (?P<type>\w+)",
    "only": r"only (?P<what>.+)",
    "named": r"named (?P<type>\w+)\.(?P<argument>\S+) = (?P<prefix>[^{]*)\{(?P<own>\S+)\}(?P<suffix>.*)",
    "agrees": r"\[(?P<argument>\S+) (?P<how>is|may be) (?P<own>\S+)\]",
    "equals": r"\[(?P<argument>\S+) (?P<how>=|!=) (?P<pattern>.+)\]",
    "has": r"\[(?P<what>.+)\]",
    "to": r"(?P<arguments>.+) -> (?P<types>.+)",
}


def parse_hop(text: str, sets: Mapping[str, Sequence[str]]) -> Hop:
    """One hop of a path, as the head of the data file explains it.

    Raises:
        ValueError: the text is no hop.
    """
    for kind in _HOPS:
        if match := re.fullmatch(_HOPS[kind], text):
            return _hop(kind, match, sets)
    raise ValueError(f"not a hop: {text!r}")


def _hop(kind: str, match: re.Match[str], sets: Mapping[str, Sequence[str]]) -> Hop:
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


def _alternatives(text: str, sets: Mapping[str, Sequence[str]]) -> list[str]:
    return [name for part in text.split(" | ") for name in sets.get(part, [part])]


def _argument(text: str) -> ArgumentPath:
    return tuple(text.split("."))


def _typed_argument(text: str) -> tuple[str, ArgumentPath]:
    type, *argument = text.split(".")
    return type, tuple(argument)
