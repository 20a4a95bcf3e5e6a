"""abs, ceil, floor, log, max, min, parseint, pow, signum and sum."""

from __future__ import annotations

import math
from fractions import Fraction

from hclfix.evaluate.convert import convert, number_content, text_content, whole_number
from hclfix.evaluate.functions.registry import function
from hclfix.evaluate.making import number
from hclfix.evaluate.types import DYNAMIC, NUMBER
from hclfix.evaluate.values import EvaluationError, Known, NotCovered, Value

_EXACT = 2**53
_LONGEST = 4000


@function("abs", NUMBER, result=NUMBER)
def absolute(value: Value) -> Value:
    content = number_content(value)
    return number(-content if content < 0 else content)


@function("ceil", NUMBER, result=NUMBER)
def ceil(value: Value) -> Value:
    return number(math.ceil(number_content(value)))


@function("floor", NUMBER, result=NUMBER)
def floor(value: Value) -> Value:
    return number(math.floor(number_content(value)))


@function("signum", NUMBER, result=NUMBER)
def signum(value: Value) -> Value:
    content = whole_number(value)
    return number((content > 0) - (content < 0))


@function("max", NUMBER, rest=NUMBER, result=NUMBER)
def largest(*values: Value) -> Value:
    return number(max(map(number_content, values)))


@function("min", NUMBER, rest=NUMBER, result=NUMBER)
def smallest(*values: Value) -> Value:
    return number(min(map(number_content, values)))


@function("log", NUMBER, NUMBER, result=NUMBER)
def log(value: Value, base: Value) -> Value:
    of, to = number_content(value), number_content(base)
    if of < 0 or to < 0 or (of == to and of in (0, 1)):
        raise EvaluationError("the logarithm is not a number")
    try:
        return _from_float(math.log(float(of)) / math.log(float(to)))
    except (ArithmeticError, ValueError) as error:
        raise NotCovered("the logarithm is not finite") from error


@function("pow", NUMBER, NUMBER, result=NUMBER)
def power(value: Value, exponent: Value) -> Value:
    if number_content(value) == 0 and number_content(exponent) < 0:
        raise NotCovered("the power is not finite")
    try:
        return _from_float(math.pow(number_content(value), number_content(exponent)))
    except OverflowError as error:
        raise NotCovered("the power is not finite") from error
    except ValueError as error:
        raise EvaluationError("the power is not a number") from error


def _from_float(value: float) -> Value:
    """A number that Terraform works out in 64 bits too; its last bit depends on the machine."""
    nearest = round(value)
    if abs(value) > _EXACT or (nearest != value and math.isclose(nearest, value, abs_tol=1e-9)):
        raise NotCovered("the last bit of the number is not certain")
    return number(Fraction(value))


@function("parseint", DYNAMIC, NUMBER, result=NUMBER)
def parseint(value: Value, base: Value) -> Value:
    if value.type.kind != "string":
        raise EvaluationError("parseint() needs a string")
    radix = whole_number(base)
    if not 2 <= radix <= 62:
        raise EvaluationError("the base of parseint() is from 2 to 62")
    if radix > 36:
        raise NotCovered("parseint() with upper-case digits")
    written = text_content(value)
    if len(written) > _LONGEST:
        raise NotCovered("parseint() of very many digits")
    if not written.isascii() or not written.removeprefix("-").removeprefix("+").isalnum():
        raise EvaluationError(f'"{written}" is no number')
    try:
        return number(int(written, radix))
    except ValueError as error:
        raise EvaluationError(f'"{written}" is no number in base {radix}') from error


@function("sum", DYNAMIC, result=NUMBER)
def total(values: Value) -> Value:
    if not isinstance(values, Known) or not values.type.sequence or not values.elements:
        raise EvaluationError("sum() needs a list, set or tuple that is not empty")
    result = number(0)
    for element in values.elements:
        converted = convert(element, NUMBER)
        if isinstance(converted, Known) and converted.content is None:
            raise EvaluationError("sum() does not add null")
        result = number(number_content(result) + number_content(converted))
    return result
