"""``for`` expressions, and what ``for`` goes over."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from hclfix.evaluate.alternatives import lift
from hclfix.evaluate.conditions import test_of
from hclfix.evaluate.convert import bool_content, convert
from hclfix.evaluate.making import object_value, tuple_value, union
from hclfix.evaluate.types import DYNAMIC, STRING
from hclfix.evaluate.values import NOTHING, EvaluationError, Invalid, Known, Union, Unknown, Value, with_sources
from hclfix.evaluate.work import Context, Names, Request, Work
from hclfix.syntax.nodes import ForObject, ForTuple


def items_of(collection: Value) -> Iterable[tuple[Value, Value]] | None:
    """The keys and elements to go over; None where they are not known, or are an error.

    Raises:
        EvaluationError: it is no collection, or null.
    """
    if isinstance(collection, Unknown):
        return None
    if not isinstance(collection, Known) or collection.content is None or collection.type.primitive:
        raise EvaluationError("a for expression needs a collection that is not null")
    return collection.items


def with_names(names: Names, key_name: str | None, key: Value, value_name: str, value: Value) -> Names:
    """The names inside one round of a ``for``."""
    inner = {**names, value_name: value}
    if key_name is not None:
        inner[key_name] = key
    return inner


def object_key(value: Value) -> Value:
    """A key of an object as a string.

    Raises:
        EvaluationError: it is null or can't be a string.
    """
    converted = convert(value, STRING)
    if isinstance(converted, Known) and converted.content is None:
        raise EvaluationError("a key of an object is null")
    return converted


def _checked_condition(node: ForTuple | ForObject, names: Names) -> Generator[Request, Value, None]:
    """Refuses a condition that fails whatever the element is, before the first one, as Terraform does.

    Raises:
        EvaluationError: it is null, no bool, or an error.
    """
    if node.condition:
        anything = Unknown(DYNAMIC, "an element")
        test = yield node.condition, with_names(names, node.key, anything, node.value, anything)
        if not isinstance(test, Union):  # several are the results of a conditional that hangs on the element
            test_of(test)


def for_tuple(node: ForTuple, names: Names, context: Context) -> Work:
    """``[for key, value in collection : element if condition]``"""
    collection = yield node.collection, names
    results: list[Value] = []
    for choice in collection.alternatives:
        results.append((yield from _for_tuple_over(node, choice, names)))
    return with_sources(union(results), collection.sources)


def _for_tuple_over(node: ForTuple, collection: Value, names: Names) -> Work:
    items = items_of(collection)
    if items is None:
        return _unknown(collection)
    yield from _checked_condition(node, names)
    elements: list[Value] = []
    sources = NOTHING
    for key, value in items:
        inner = with_names(names, node.key, key, node.value, value)
        if node.condition:
            test = test_of((yield node.condition, inner))
            sources |= test.sources
            if not isinstance(test, Known):
                return with_sources(_unknown(collection), sources)
            if not bool_content(test):
                continue
        element = yield node.element, inner
        if isinstance(element, Invalid):
            return element
        elements.append(element)
    return with_sources(tuple_value(elements), sources)


def for_object(node: ForObject, names: Names, context: Context) -> Work:
    """``{for key, value in collection : element_key => element if condition}``"""
    collection = yield node.collection, names
    results: list[Value] = []
    for choice in collection.alternatives:
        results.append((yield from _for_object_over(node, choice, names)))
    return with_sources(union(results), collection.sources)


def _for_object_over(node: ForObject, collection: Value, names: Names) -> Work:
    items = items_of(collection)
    if items is None:
        return _unknown(collection)
    yield from _checked_condition(node, names)
    groups: dict[str, list[Value]] = {}
    sources = NOTHING
    for key, value in items:
        inner = with_names(names, node.key, key, node.value, value)
        if node.condition:
            test = test_of((yield node.condition, inner))
            sources |= test.sources
            if not isinstance(test, Known):
                return with_sources(_unknown(collection), sources)
            if not bool_content(test):
                continue
        element_key = lift(object_key, (yield node.element_key, inner))
        element = yield node.element, inner
        for each in (element_key, element):
            if isinstance(each, Invalid):
                return each
        sources |= element_key.sources
        if not isinstance(element_key, Known):
            return with_sources(_unknown(collection), sources)
        group = groups.setdefault(str(element_key.content), [])
        if group and not node.grouping:
            raise EvaluationError(f'two elements have the key "{element_key.content}"')
        group.append(element)
    attributes = {name: tuple_value(group) if node.grouping else group[0] for name, group in groups.items()}
    return with_sources(object_value(attributes), sources)


def _unknown(collection: Value) -> Value:
    if isinstance(collection, Invalid):
        return collection
    return Unknown(DYNAMIC, "what a for expression goes over is not known", nullable=False)
