"""The table of functions, and how a call is worked out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from functools import partial
from typing import NamedTuple, TypeAlias

from hclfix.evaluate.alternatives import lift, lift_deep
from hclfix.evaluate.convert import convert
from hclfix.evaluate.types import DYNAMIC, Type
from hclfix.evaluate.values import EvaluationError, Invalid, Known, NotCovered, Unknown, Value

Work: TypeAlias = Callable[..., Value]
Length: TypeAlias = tuple[int | None, int | None]


class Needs(Enum):
    """What a function must know of its arguments; where it does not, the result is unknown."""

    EVERYTHING = "every element"
    SHAPE = "the elements' number and keys"
    NOTHING = "the function deals with what is not known itself"


class Function(NamedTuple):
    """One function of Terraform's.

    ``parameters`` and ``rest`` are the types that arguments are converted to; ``nulls`` is the position from which on
    an argument may be null. ``result`` and ``length`` (of a string, in characters) tell an unknown result.
    """

    work: Work
    parameters: tuple[Type, ...]
    rest: Type | None
    result: Type
    needs: Needs
    nulls: int | None
    length: Length


_FUNCTIONS: dict[str, Function] = {}


def function(
    name: str,
    *parameters: Type,
    rest: Type | None = None,
    result: Type = DYNAMIC,
    needs: Needs = Needs.EVERYTHING,
    nulls: int | None = None,
    length: Length = (None, None),
) -> Callable[[Work], Work]:
    """Registers the decorated work as the function ``name``. It gets converted values, none of them a union."""

    def register(work: Work) -> Work:
        _FUNCTIONS[name] = Function(work, parameters, rest, result, needs, nulls, length)
        return work

    return register


def call(name: str, arguments: Sequence[Value]) -> Value:
    """The value of a call of a registered function."""
    found = _FUNCTIONS[name]
    if len(arguments) < len(found.parameters) or (found.rest is None and len(arguments) > len(found.parameters)):
        return Invalid(DYNAMIC, f"{name}() takes {len(found.parameters)} arguments, not {len(arguments)}")
    return (lift if found.needs is Needs.SHAPE else lift_deep)(partial(_apply, name, found), *arguments)


def _apply(name: str, found: Function, *arguments: Value) -> Value:
    converted: list[Value] = []
    for position, argument in enumerate(arguments):
        type = found.parameters[position] if position < len(found.parameters) else found.rest
        value = convert(argument, type or DYNAMIC)
        if isinstance(value, Known) and value.content is None and (found.nulls is None or position < found.nulls):
            raise EvaluationError(f"argument {position + 1} of {name}() is null")
        converted.append(value)
    enough = {
        Needs.EVERYTHING: all(value.known for value in converted),
        Needs.SHAPE: all(isinstance(value, Known) for value in converted),
        Needs.NOTHING: True,
    }
    if not enough[found.needs]:
        return _unknown(found, f"an argument of {name}() is not known")
    try:
        return found.work(*converted)
    except NotCovered as gap:
        return _unknown(found, str(gap))


def _unknown(found: Function, reason: str) -> Unknown:
    # Functions that always give one type of value never give null.
    return Unknown(found.result, reason, None, *found.length, nullable=found.result == DYNAMIC)
