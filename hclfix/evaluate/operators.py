"""Terraform's operators on values that are no unions (:func:`hclfix.evaluate.alternatives.lift` deals with those)."""

from __future__ import annotations

import operator
from collections.abc import Callable
from fractions import Fraction

from hclfix.evaluate.comparison import equal
from hclfix.evaluate.convert import bool_content, convert, number_content
from hclfix.evaluate.making import boolean, number
from hclfix.evaluate.types import BOOL, NUMBER, Type
from hclfix.evaluate.values import EvaluationError, Known, NotCovered, Number, Unknown, Value


def unary(symbol: str, operand: Value) -> Value:
    """``-operand`` or ``!operand``

    Raises:
        EvaluationError: the operand is null or of a wrong type.
    """
    converted = _operand(operand, NUMBER if symbol == "-" else BOOL)
    if not isinstance(converted, Known):
        return Unknown(converted.type, "the operand is not known", nullable=False)
    if symbol == "-":
        return number(_signed(-number_content(converted), negative=True))
    return boolean(not bool_content(converted))


def binary(symbol: str, left: Value, right: Value) -> Value:
    """``left symbol right``

    Raises:
        EvaluationError: an operand is null or of a wrong type.
        NotCovered: a division by zero, which gives an infinity, or a zero below zero, which is written ``-0``.
    """
    if symbol in ("==", "!="):
        same = equal(left, right)
        return _unknown_bool() if same is None else boolean(same == (symbol == "=="))
    if symbol in ("&&", "||"):
        return _logical(symbol, _operand(left, BOOL), _operand(right, BOOL))
    left, right = _operand(left, NUMBER), _operand(right, NUMBER)
    if symbol in _COMPARISONS:
        return _compare(symbol, left, right)
    if not isinstance(left, Known) or not isinstance(right, Known):
        return Unknown(NUMBER, "an operand is not known", nullable=False)
    return number(_ARITHMETIC[symbol](number_content(left), number_content(right)))


def _operand(value: Value, type: Type) -> Value:
    converted = convert(value, type)
    if isinstance(converted, Known) and converted.content is None:
        raise EvaluationError("an operand is null")
    return converted


def _unknown_bool() -> Value:
    return Unknown(BOOL, "an operand is not known", nullable=False)


def _logical(symbol: str, left: Value, right: Value) -> Value:
    decisive = symbol == "||"
    known = [bool_content(value) for value in (left, right) if isinstance(value, Known)]
    if decisive in known:
        return boolean(decisive)
    return boolean(not decisive) if len(known) == 2 else _unknown_bool()


def _compare(symbol: str, left: Value, right: Value) -> Value:
    (least, greatest), (other_least, other_greatest) = _range(left), _range(right)
    compare = _COMPARISONS[symbol]
    rising = symbol in ("<", "<=")
    nearest = (greatest, other_least) if rising else (least, other_greatest)
    farthest = (least, other_greatest) if rising else (greatest, other_least)
    if nearest[0] is not None and nearest[1] is not None and compare(nearest[0], nearest[1]):
        return boolean(True)
    if farthest[0] is not None and farthest[1] is not None and not compare(farthest[0], farthest[1]):
        return boolean(False)
    return _unknown_bool()


def _range(value: Value) -> tuple[Number | None, Number | None]:
    if isinstance(value, Known):
        content = number_content(value)
        return content, content
    return (value.least, value.greatest) if isinstance(value, Unknown) else (None, None)


def _multiply(left: Number, right: Number) -> Number:
    return _signed(left * right, negative=left < 0 or right < 0)


def _divide(left: Number, right: Number) -> Number:
    if right == 0:
        raise NotCovered("a division by zero")
    return _signed(Fraction(left) / Fraction(right), negative=right < 0)


def _signed(result: Number, *, negative: bool) -> Number:
    if negative and result == 0:
        raise NotCovered("a zero below zero")
    return result


def _remainder(left: Number, right: Number) -> Number:
    if right == 0 or not isinstance(left, int) or not isinstance(right, int):
        raise NotCovered("a remainder of numbers with a fraction, or of a division by zero")
    return int(Fraction(left, right)) * -right + left


_COMPARISONS: dict[str, Callable[[Number, Number], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_ARITHMETIC: dict[str, Callable[[Number, Number], Number]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": _multiply,
    "/": _divide,
    "%": _remainder,
}
