"""Names that are too long, measured with the suffix that they need room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hclfix import Module, Tree, Value, parse_expression

from .._names.named import Name, names_in, variable_value
from .._names.table import Facts


class TooLong(NamedTuple):
    """A name over its limit.

    ``length`` is what it comes to with room for the suffix, ``bound`` says what that is where it is not exactly so
    ("at least " or "up to "). ``plain`` is what the name is now, where that is known. ``always`` says that it is too
    long for every value that variables can take.
    """

    name: Name
    limit: int
    length: int
    bound: str
    plain: str | None
    always: bool

    def message(self, suffix_budget: int) -> str:
        """What is wrong."""
        kind = self.name.attribute.name
        if self.plain is None:
            room = f" with a suffix of {suffix_budget}" if _greatest(self.name.module, self.name) < self.length else ""
            return (
                f"{self.name.address}: {kind} is {self.bound}{self.length} characters{room}, the limit is {self.limit}"
            )
        shown = f'{self.name.address}: {kind} "{self.plain}" is {len(self.plain)} characters'
        if len(self.plain) <= self.limit:
            shown += f", {self.length} with a suffix of {suffix_budget}"
        return f"{shown}, the limit is {self.limit}"


class Measured:
    """A tree with the inputs that lengths are measured with: a suffix that is empty or unknown has ``budget``
    characters.
    """

    def __init__(self, tree: Tree, facts: Facts, variables: Iterable[str], budget: int) -> None:
        self.original = tree
        copies = {module: module.with_documents({}) for module in tree.modules}
        given = {}
        for name in variables:
            declared = [module for module in tree.roots if module.block(f"var.{name}")]
            if declared and not any(_is_given(module, name) for module in declared):
                given[name] = "x" * (budget - 1)
        inputs = tree.inputs._replace(variables={**tree.inputs.variables, **given})
        self.tree = Tree(copies.values(), inputs)
        self._copies = copies
        self._greatest_of_references: dict[tuple[Module, str], int] = {}
        self.names = [name for module in copies for name in names_in(module, facts, prefixes=True)]

    def module(self, module: Module) -> Module:
        """The module with those inputs."""
        return self._copies[module]

    def value(self, name: Name) -> Value:
        """What a name comes to with those inputs."""
        return self.module(name.module).resolve(name.expression)

    def strings(self, name: Name) -> tuple[str, ...]:
        """What a name comes to with those inputs, as far as that is known."""
        return self.value(name).strings() or ()

    def too_long(self) -> Iterator[TooLong]:
        """The names that are too long, for at least one of the values that the files give them."""
        for name in self.names:
            limit = name.maximum
            if limit is None or self._fits(name, limit):
                continue
            value = self.value(name)
            length = _longest(value)
            if length > limit:
                bounds = value.bounds()
                bound = "at least " if bounds is None or bounds[1] is None else "" if bounds[0] == length else "up to "
                plain = name.value.strings()
                always = name.any_value.bounds()
                longest = max(plain, key=len) if plain else None
                yield TooLong(name, limit, length, bound, longest, always is not None and always[0] > limit)

    def _fits(self, name: Name, limit: int) -> bool:
        """Whether the pieces that a name is written of can't come to more than ``limit``, each as long as it gets.

        That is quick, since all names of a module are made of the same few locals and variables.
        """
        if name.pieces is None:
            return False
        length = 0
        for piece in name.pieces:
            length += self._greatest_of_reference(name.module, piece) if piece.startswith("$") else len(piece)
        return length <= limit

    def _greatest_of_reference(self, module: Module, piece: str) -> int:
        key = (module, piece)
        if key not in self._greatest_of_references:
            self._greatest_of_references[key] = _longest(self.module(module).resolve(parse_expression(piece[2:-1])))
        return self._greatest_of_references[key]


def _greatest(module: Module, name: Name) -> int:
    """The length of the longest value that the files give a name."""
    return _longest(module.resolve(name.expression))


def _longest(value: Value) -> int:
    """The length of the longest string that a value may be; of an unknown one the least that it can have."""
    lengths = [0]
    for choice in value.effective:
        bounds = choice.bounds()
        if bounds:
            least, greatest = bounds
            lengths.append(least if greatest is None else greatest)
    return max(lengths)


def _is_given(module: Module, name: str) -> bool:
    """Whether the files or the command line give a variable a value that is not empty."""
    return any(variable_value(module, name).strings() or ())
