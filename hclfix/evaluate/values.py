"""What an expression is worth: known, unknown, a string with unknown pieces, or one of several.

Values are immutable. Each knows the addresses that it rests on (``sources``): the variables whose value it took
(``var.environment``) and the references that could not be resolved (``random_id.suffix.hex``).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeAlias

from hclfix.evaluate import numbers
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, Type, list_of, map_of, object_of, tuple_of

ALTERNATIVES = 16
"""How many alternatives a value may have before they are put together to an unknown one."""

DEPTH = 50
"""How deep lists and objects may nest before they count as unknown."""

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


@dataclass(frozen=True, slots=True, eq=False)
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
        """Whether the value is ``wanted`` in every case."""
        return all(
            isinstance(value, Known) and type(value.content) is type(wanted) and value.content == wanted
            for value in self.alternatives
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


@dataclass(frozen=True, slots=True, eq=False)
class Known(Value):
    """A value whose shape is known; its elements need not be.

    ``content`` is None (null), a bool, an int or Fraction, a str, a tuple of values (list, set, tuple), or a dict of
    values in the order of its keys (map, object). Make one with the functions below.
    """

    content: Content
    depth: int = 0
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
                yield string(name), element
        elif self.type.kind == "set":
            for element in self.elements:
                yield element, element
        else:
            for index, element in enumerate(self.elements):
                yield number(index), element

    def text_parts(self) -> tuple[str | Hole, ...] | None:
        text = self.text
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


@dataclass(frozen=True, slots=True, eq=False)
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


@dataclass(frozen=True, slots=True, eq=False)
class Invalid(Unknown):
    """An error that Terraform would report; ``reason`` says which. ``try()`` and ``can()`` look for it."""


@dataclass(frozen=True, slots=True)
class Hole:
    """An unknown piece of a string: its bounds in characters, and the reference that it is, where it is one."""

    least: int = 0
    greatest: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Partial(Value):
    """A string with at least one unknown piece and at least one other piece. It is never null."""

    parts: tuple[str | Hole, ...]

    def text_parts(self) -> tuple[str | Hole, ...] | None:
        return self.parts


@dataclass(frozen=True, slots=True, eq=False)
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


# --- making values ----------------------------------------------------------------------------------------------


def null(type: Type = DYNAMIC) -> Known:
    """``null``"""
    return Known(type, None)


def boolean(content: bool) -> Known:
    """``true`` or ``false``"""
    return TRUE if content else FALSE


TRUE = Known(BOOL, True)
FALSE = Known(BOOL, False)


def number(content: Number) -> Known:
    """A number, rounded as Terraform rounds it."""
    return Known(NUMBER, numbers.rounded(content))


def string(content: str) -> Known:
    """A string, in Unicode's composed form as Terraform keeps it.

    Raises:
        NotCovered: the string is longer than :data:`LENGTH`.
    """
    if len(content) > LENGTH:
        raise NotCovered(f"the string is longer than {LENGTH} characters")
    return Known(STRING, content if content.isascii() else unicodedata.normalize("NFC", content))


def text_of(parts: Iterable[str | Hole], sources: frozenset[str] = NOTHING) -> Value:
    """The string that ``parts`` make up side by side."""
    joined: list[str | Hole] = []
    for part in parts:
        if isinstance(part, str) and joined and isinstance(joined[-1], str):
            joined[-1] += part
        elif part != "":
            joined.append(part)
    if not joined:
        return Known(STRING, "", sources=sources)
    if len(joined) > 1:
        return Partial(STRING, tuple(joined), sources=sources)
    [only] = joined
    if isinstance(only, str):
        return with_sources(string(only), sources)
    return Unknown(STRING, "", only.address, only.least, only.greatest, nullable=False, sources=sources)


def sequence(type: Type, elements: Iterable[Value]) -> Value:
    """A list, set or tuple of that type. A set gets its order, and is unknown where one of its elements is."""
    content = tuple(elements)
    if type.kind != "set":
        return _collection(type, content, content)
    if not all(element.known for element in content):
        return Unknown(type, "an element of the set is not known", nullable=False, sources=_sources(content))
    distinct = {key(element): element for element in content}
    return _collection(type, tuple(sorted(distinct.values(), key=set_order)), content)


def tuple_value(elements: Iterable[Value]) -> Value:
    """``[element, ...]``"""
    content = tuple(elements)
    return _collection(tuple_of([element.type for element in content]), content, content)


def list_value(element: Type, elements: Iterable[Value]) -> Value:
    """A list whose elements have that type already."""
    return sequence(list_of(element), elements)


def object_value(attributes: Mapping[str, Value]) -> Value:
    """``{name = value, ...}``"""
    type = object_of({name: value.type for name, value in attributes.items()})
    return _collection(type, {name: attributes[name] for name in type.names}, attributes.values())


def map_value(element: Type, elements: Mapping[str, Value]) -> Value:
    """A map whose elements have that type already."""
    return _collection(map_of(element), {name: elements[name] for name in sorted(elements)}, elements.values())


def _collection(type: Type, content: Content, elements: Iterable[Value]) -> Value:
    depth, whole, inner = 0, True, NOTHING
    for element in elements:
        if isinstance(element, Known):
            depth = max(depth, element.depth + 1)
        whole = whole and element.known
        inner |= element.all_sources
    if depth > DEPTH:
        return Unknown(DYNAMIC, f"the value nests more than {DEPTH} levels deep", nullable=False, sources=inner)
    return Known(type, content, depth, whole, inner)


def union(values: Sequence[Value]) -> Value:
    """The value that may be any of ``values`` (at least one); with too many, an unknown one with their bounds."""
    distinct = {key(choice): choice for value in values for choice in value.alternatives}
    sources = NOTHING.union(*(value.sources for value in values))
    choices = tuple(distinct.values())
    if len(choices) == 1:
        return with_sources(choices[0], sources)
    types = {choice.type for choice in choices}
    whole = Union(types.pop() if len(types) == 1 else DYNAMIC, choices, sources=sources)
    return whole if len(choices) <= ALTERNATIVES else generalised(whole)


def generalised(value: Value) -> Value:
    """``value`` itself, or for a union one unknown value that covers every alternative."""
    if not isinstance(value, Union):
        return value
    bounds = value.bounds() if value.type.kind == "string" else None
    least, greatest = bounds or (None, None)
    nullable = any(
        choice.content is None if isinstance(choice, Known) else isinstance(choice, Unknown) and choice.nullable
        for choice in value.choices
    )
    reason = f"the value is one of {len(value.choices)}"
    return Unknown(value.type, reason, None, least, greatest, nullable, sources=value.all_sources)


def with_sources(value: Value, sources: frozenset[str]) -> Value:
    """``value``, resting on ``sources`` as well."""
    return value if sources <= value.sources else replace(value, sources=value.sources | sources)


def _sources(values: Iterable[Value]) -> frozenset[str]:
    return NOTHING.union(*(value.all_sources for value in values))


# --- comparing values -------------------------------------------------------------------------------------------


def key(value: Value) -> object:
    """Something hashable that is equal for values that say the same."""
    if isinstance(value, Known):
        content = value.content
        if isinstance(content, tuple):
            return value.type, tuple(map(key, content))
        if isinstance(content, dict):
            return value.type, tuple((name, key(element)) for name, element in content.items())
        return value.type, content
    if isinstance(value, Partial):
        return value.parts
    if isinstance(value, Unknown):
        invalid = isinstance(value, Invalid)
        return value.type, value.address, value.least, value.greatest, value.nullable, invalid, "unknown"
    return tuple(map(key, value.alternatives))


def equal(left: Value, right: Value) -> bool | None:
    """Whether Terraform calls two values equal; None where that is not known. Neither may be a union."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Known) and one.content is None:
            if isinstance(other, Known):
                return other.content is None
            return None if isinstance(other, Unknown) and other.nullable else False
    if isinstance(left, Known) and isinstance(right, Known):
        return _equal_known(left, right)
    if left.type != right.type and "dynamic" not in (left.type.kind, right.type.kind) and left.type.primitive:
        maybe_null = all(isinstance(value, Unknown) and value.nullable for value in (left, right))
        return None if maybe_null else False
    first, second = left.text_parts(), right.text_parts()
    if left.type.kind == right.type.kind == "string" and first is not None and second is not None:
        return False if _differ(first, second) else None
    return None


def _equal_known(left: Known, right: Known) -> bool | None:
    if left.whole and right.whole:
        return key(left) == key(right)
    if left.type.kind != right.type.kind or len(left.elements) != len(right.elements):
        return False if left.type.kind != "dynamic" and right.type.kind != "dynamic" else None
    if isinstance(left.content, dict) and isinstance(right.content, dict) and [*left.content] != [*right.content]:
        return False
    results = [
        equal(one, other) if not isinstance(one, Union) and not isinstance(other, Union) else None
        for one, other in zip(left.elements, right.elements, strict=True)
    ]
    if False in results:
        return False
    return None


def _differ(left: tuple[str | Hole, ...], right: tuple[str | Hole, ...]) -> bool:
    """Whether no string can be made up of both."""
    (least, greatest), (other_least, other_greatest) = parts_bounds(left), parts_bounds(right)
    if (greatest is not None and greatest < other_least) or (other_greatest is not None and other_greatest < least):
        return True
    for end in (0, -1):
        one, other = left[end] if left else "", right[end] if right else ""
        if isinstance(one, str) and isinstance(other, str):
            short, long = sorted((one, other), key=len)
            if not (long.endswith(short) if end else long.startswith(short)):
                return True
    return False


def set_order(value: Value) -> tuple[bool, object]:
    """Where a known value stands in a set: nulls last, numbers by size, all else by how it is written."""
    assert isinstance(value, Known)
    if value.content is None:
        return True, 0
    return False, value.content if value.type.primitive else _written(value)


_BRACKETS = {"map": ("{", "}"), "object": ("<", ">"), "tuple": ("<", ">")}


def _written(value: Value) -> str:
    assert isinstance(value, Known)
    content = value.content
    if content is None:
        return "~"
    if isinstance(content, bool):
        return "T" if content else "F"
    if isinstance(content, str):
        return '"' + content.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(content, (int, Fraction)):
        return f"{float(content):.10g}"
    opening, closing = _BRACKETS.get(value.type.kind, ("[", "]"))
    if value.type.kind == "map":
        inside = "".join(f"{_written(name)}:{_written(element)};" for name, element in value.items)
    else:
        inside = "".join(f"{_written(element)};" for element in value.elements)
    return opening + inside + closing


# --- strings ----------------------------------------------------------------------------------------------------


def parts_bounds(parts: Iterable[str | Hole]) -> tuple[int, int | None]:
    """The least and greatest number of characters of the string that ``parts`` make up."""
    least, greatest = 0, 0
    bounded = True
    for part in parts:
        if isinstance(part, str):
            least += len(part)
            greatest += len(part)
        else:
            least += part.least
            bounded = bounded and part.greatest is not None
            greatest += part.greatest or 0
    return least, greatest if bounded else None


def characters(text: str) -> list[str]:
    """The characters of ``text`` as Terraform counts them (grapheme clusters).

    Raises:
        NotCovered: the text holds characters whose clusters Python's tables do not tell.
    """
    if text.isascii() and "\r" not in text:
        return list(text)
    if any(unicodedata.category(character)[0] not in "LNPZ" or "ᄀ" <= character <= "ᇿ" for character in text):
        raise NotCovered("the string holds characters that may combine")
    return list(text)
