"""Making values."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from hclfix.evaluate import numbers
from hclfix.evaluate.comparison import key, set_order
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, Type, list_of, map_of, object_of, tuple_of
from hclfix.evaluate.values import (
    ALTERNATIVES,
    BITS,
    DEPTH,
    LENGTH,
    NOTHING,
    PIECES,
    SIZE,
    Content,
    Hole,
    Known,
    NotCovered,
    Number,
    Partial,
    Union,
    Unknown,
    Value,
    parts_bounds,
    with_sources,
)


def null(type: Type = DYNAMIC) -> Known:
    """``null``"""
    return Known(type, None)


def boolean(content: bool) -> Known:
    """``true`` or ``false``"""
    return TRUE if content else FALSE


TRUE = Known(BOOL, True)
FALSE = Known(BOOL, False)


def number(content: Number) -> Known:
    """A number, rounded as Terraform rounds it.

    Raises:
        NotCovered: it takes more than :data:`BITS` to write out.
    """
    if max(content.numerator.bit_length(), content.denominator.bit_length()) > BITS:
        raise NotCovered("the number is beyond all measure")
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
    if len(joined) > PIECES or sum(len(part) for part in joined if isinstance(part, str)) > LENGTH:
        return Unknown(STRING, "the string is too long", None, *parts_bounds(joined), nullable=False, sources=sources)
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
    depth, size, whole, inner = 0, 1, True, NOTHING
    for element in elements:
        if isinstance(element, Known):
            depth = max(depth, element.depth + 1)
        size += element.size if isinstance(element, Known) else 1
        whole = whole and element.known
        inner |= element.all_sources
    if depth > DEPTH or size > SIZE:
        reason = f"the value is deeper than {DEPTH} levels or has more than {SIZE} elements"
        return Unknown(DYNAMIC, reason, nullable=False, sources=inner)
    return Known(type, content, depth, size, whole, inner)


def union(values: Sequence[Value]) -> Value:
    """The value that may be any of ``values`` (at least one); with too many, an unknown one with their bounds."""
    if len(values) == 1:
        return values[0]
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


def _sources(values: Iterable[Value]) -> frozenset[str]:
    return NOTHING.union(*(value.all_sources for value in values))


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
