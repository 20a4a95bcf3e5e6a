"""What an expression is worth: known, unknown, a string with unknown pieces, or one of several.

Values are never changed. Each knows the addresses that it rests on (``sources``): the variables whose value it took
(``var.environment``) and the references that could not be resolved (``random_id.suffix.hex``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from hclfix.evaluate import numbers
from hclfix.evaluate.types import NUMBER, STRING, Type

ALTERNATIVES = 16
"""How many alternatives a value may have before they are put together to an unknown one."""

DEPTH = 50
"""How deep lists and objects may nest before they count as unknown."""

SIZE = 20_000
"""How many elements a collection may have, at all levels together, before it counts as unknown."""

PIECES = 100
"""How many pieces, known or not, a string may have before it counts as unknown."""

BITS = 100_000
"""How many bits the whole part or the fraction of a number may take before it counts as unknown."""

LENGTH = 100_000
"""How many characters a string may have before it counts as unknown."""

Number: TypeAlias = int | Fraction
Content: TypeAlias = "bool | Number | str | tuple[Value, ...] | dict[str, Value] | None"
Plain: TypeAlias = "bool | int | float | str | list[Plain] | dict[str, Plain] | None"

NOTHING: frozenset[str] = frozenset()


class EvaluationError(Exception):
    """Terraform would report an error here; the text is a plain sentence without a full stop."""


class NotCovered(Exception):
    """Terraform has a value here that this evaluator does not work out; the text says why."""


@dataclass(slots=True, eq=False)
class Value:
    """A value of some type; one of the classes below.

    ``sources`` are the addresses that the value itself rests on, :attr:`all_sources` those of its elements as well.
    """

    type: Type
    sources: frozenset[str] = field(default=NOTHING, kw_only=True)

    @property
    def alternatives(self) -> tuple[Value, ...]:
        """Everything that the value may be; never empty, and none of them is a union."""
        return (self,)

    @property
    def all_sources(self) -> frozenset[str]:
        """The addresses that the value or anything in it rests on."""
        return self.sources

    @property
    def known(self) -> bool:
        """Whether the value is known to the last element."""
        return False

    @property
    def text(self) -> str | None:
        """The string, where the value is one known string (a number or bool as Terraform writes it)."""
        strings = self.strings()
        return strings[0] if strings and len(strings) == 1 else None

    def strings(self) -> tuple[str, ...] | None:
        """Every string that the value may be, None where one is not known or is none. Null and errors don't count."""
        found: list[str] = []
        for value in self.effective:
            text = value.content if isinstance(value, Known) else None
            if isinstance(text, bool):
                text = "true" if text else "false"
            elif isinstance(text, (int, Fraction)):
                text = numbers.text(text)
            if not isinstance(text, str):
                return None
            found.append(text)
        return tuple(dict.fromkeys(found)) or None

    def bounds(self) -> tuple[int, int | None] | None:
        """The least and the greatest length in characters (None: no limit); None for what is no string."""
        least: list[int] = []
        greatest: list[int | None] = []
        for value in self.effective:
            parts = value.text_parts()
            if parts is None:
                return None
            low, high = parts_bounds(parts)
            least.append(low)
            greatest.append(high)
        if not least:
            return None
        return min(least), None if None in greatest else max(high for high in greatest if high is not None)

    def text_parts(self) -> tuple[str | Hole, ...] | None:
        """The known and unknown pieces of the string; None for a union and for what is no string."""
        return None

    def is_always(self, wanted: bool | int | str | None) -> bool:
        """Whether the value is ``wanted`` in every case that is no error."""
        possible = [value for value in self.alternatives if not isinstance(value, Invalid)]
        return bool(possible) and all(
            isinstance(value, Known) and type(value.content) is type(wanted) and value.content == wanted
            for value in possible
        )

    @property
    def effective(self) -> tuple[Value, ...]:
        """The alternatives that set something: neither null nor an error."""
        return tuple(
            value
            for value in self.alternatives
            if not isinstance(value, Invalid) and not (isinstance(value, Known) and value.content is None)
        )

    def plain(self) -> Plain:
        """The value in Python's types; a number is an int, or a float where it has a fraction.

        Raises:
            ValueError: the value is not known.
        """
        raise ValueError("the value is not known")


@dataclass(slots=True, eq=False)
class Known(Value):
    """A value whose shape is known; its elements need not be.

    ``content`` is None (null), a bool, an int or Fraction, a str, a tuple of values (list, set, tuple), or a dict of
    values in the order of its keys (map, object). Make one with the functions below.
    """

    content: Content
    depth: int = 0
    size: int = 1
    whole: bool = True
    inner: frozenset[str] = NOTHING

    @property
    def known(self) -> bool:
        return self.whole

    @property
    def all_sources(self) -> frozenset[str]:
        return self.sources | self.inner

    @property
    def elements(self) -> tuple[Value, ...]:
        """The elements of a collection, in Terraform's order; none for anything else."""
        if isinstance(self.content, dict):
            return tuple(self.content.values())
        return self.content if isinstance(self.content, tuple) else ()

    @property
    def items(self) -> Iterator[tuple[Value, Value]]:
        """The keys (indexes, names; a set's elements themselves) and elements of a collection."""
        if isinstance(self.content, dict):
            for name, element in self.content.items():
                yield Known(STRING, name), element
        elif self.type.kind == "set":
            for element in self.elements:
                yield element, element
        else:
            for index, element in enumerate(self.elements):
                yield Known(NUMBER, index), element

    def text_parts(self) -> tuple[str | Hole, ...] | None:
        text = self.content if isinstance(self.content, str) else self.text
        return None if text is None else (text,) if text else ()

    def plain(self) -> Plain:
        if not self.whole:
            raise ValueError("the value is not known")
        content = self.content
        if isinstance(content, tuple):
            return [element.plain() for element in content]
        if isinstance(content, dict):
            return {name: element.plain() for name, element in content.items()}
        return float(content) if isinstance(content, Fraction) else content


@dataclass(slots=True, eq=False)
class Unknown(Value):
    """A value that the files do not tell.

    ``reason`` says why, without a full stop. ``address`` is the reference whose value it is, as written
    (``aws_vpc.main.id``), None where something was made of it. ``least`` and ``greatest`` bound the length of a string
    in characters, or the value of a number. ``nullable`` is False where the value can't be null.
    """

    reason: str = ""
    address: str | None = None
    least: int | None = None
    greatest: int | None = None
    nullable: bool = True

    def text_parts(self) -> tuple[str | Hole, ...] | None:
        if self.type.kind == "string":
            return (Hole(self.least or 0, self.greatest, self.address),)
        if self.type.kind in _WRITTEN_LENGTH:
            return (Hole(*_WRITTEN_LENGTH[self.type.kind], self.address),)
        return None


@dataclass(slots=True, eq=False)
class Invalid(Unknown):
    """An error that Terraform would report; ``reason`` says which. ``try()`` and ``can()`` look for it."""


class Hole(NamedTuple):
    """An unknown piece of a string: its bounds in characters, and the reference that it is, where it is one."""

    least: int = 0
    greatest: int | None = None
    address: str | None = None


@dataclass(slots=True, eq=False)
class Partial(Value):
    """A string with at least one unknown piece and at least one other piece. It is never null."""

    parts: tuple[str | Hole, ...]

    def text_parts(self) -> tuple[str | Hole, ...] | None:
        return self.parts


@dataclass(slots=True, eq=False)
class Union(Value):
    """One of several values, none of them a union itself."""

    choices: tuple[Value, ...]

    @property
    def alternatives(self) -> tuple[Value, ...]:
        return self.choices

    @property
    def all_sources(self) -> frozenset[str]:
        return self.sources.union(*(choice.all_sources for choice in self.choices))


_WRITTEN_LENGTH: Mapping[str, tuple[int, int | None]] = {"bool": (4, 5), "number": (1, None), "dynamic": (0, None)}


def with_sources(value: Value, sources: frozenset[str]) -> Value:
    """``value``, resting on ``sources`` as well."""
    return value if sources <= value.sources else replace(value, sources=value.sources | sources)


def parts_bounds(parts: Iterable[str | Hole]) -> tuple[int, int | None]:
    """The least and greatest number of characters of the string that ``parts`` make up.

    Characters are what Terraform's ``length()`` counts; ``\\r\\n`` is one. Letters are taken to be composed.
    """
    least, greatest = 0, 0
    bounded = True
    for part in parts:
        if isinstance(part, str):
            length = len(part) - part.count("\r\n")
            least += length
            greatest += length
        else:
            least += part.least
            bounded = bounded and part.greatest is not None
            greatest += part.greatest or 0
    return least, greatest if bounded else None
