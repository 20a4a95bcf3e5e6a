"""What functions of collections have in common: getting at elements, and keeping the kind of a list."""

from __future__ import annotations

from collections.abc import Sequence

from hclfix.evaluate.making import sequence, tuple_value
from hclfix.evaluate.values import EvaluationError, Known, Value


def elements_of(value: Value, kinds: Sequence[str] = ("list", "set", "tuple")) -> tuple[Value, ...]:
    """The elements of a collection of one of these kinds.

    Raises:
        EvaluationError: it is of another kind.
    """
    if not isinstance(value, Known) or value.type.kind not in kinds:
        raise EvaluationError(f"a {' or '.join(kinds)} is required, not a {value.type}")
    return value.elements


def attributes_of(value: Value) -> dict[str, Value]:
    elements_of(value, ("map", "object"))
    assert isinstance(value, Known)
    assert isinstance(value.content, dict)
    return value.content


def like(value: Value, elements: Sequence[Value]) -> Value:
    """A list of the same type as ``value``, or a tuple where it is none."""
    return sequence(value.type, elements) if value.type.kind == "list" else tuple_value(elements)


def is_null(value: Value) -> bool:
    return isinstance(value, Known) and value.content is None
