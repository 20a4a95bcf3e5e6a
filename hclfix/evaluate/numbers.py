"""Numbers as Terraform keeps them: binary fractions of 512 bits.

A number here is an ``int`` where it is whole and a ``Fraction`` where it is not, rounded after each operation.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from fractions import Fraction

PRECISION = 512
_EXPONENT = 9999
_LONGEST = 4000
_DIGITS = 15
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE]([+-]?\d+))?\Z"


def rounded(value: int | Fraction) -> int | Fraction:
    """``value`` rounded to 512 significant bits, half to even."""
    if value.denominator == 1 and abs(value.numerator).bit_length() <= PRECISION:
        return value.numerator
    numerator, denominator = abs(value.numerator), value.denominator
    shift = PRECISION - (numerator.bit_length() - denominator.bit_length())
    scaled = Fraction(numerator << shift, denominator) if shift >= 0 else Fraction(numerator, denominator << -shift)
    while scaled >= 1 << PRECISION:
        scaled /= 2
        shift -= 1
    mantissa = round(scaled)
    result = Fraction(mantissa, 1) / (Fraction(2) ** shift)
    if value < 0:
        result = -result
    return result.numerator if result.denominator == 1 else result


def parsed(text: str) -> int | Fraction | None:
    """The number that ``text`` writes in decimal digits, or None where it writes none.

    Raises:
        OverflowError: it takes more than 4,000 digits, or an exponent of more than four.
    """
    match = re.match(_NUMBER, text)
    if not match:
        return None
    if len(text) > _LONGEST or abs(int(match[1] or 0)) > _EXPONENT:
        raise OverflowError("the number is beyond all measure")
    return rounded(Fraction(text))


def text(value: int | Fraction) -> str | None:
    """How Terraform writes the number, or None where it would take more than 15 digits after rounding.

    Beyond that the digits show the precision with which the number was worked out, which differs between functions.
    """
    if isinstance(value, int):
        return str(value) if abs(value).bit_length() <= PRECISION else None
    decimal = Context(prec=_DIGITS).divide(Decimal(value.numerator), Decimal(value.denominator))
    if rounded(Fraction(decimal)) != value:
        return None
    return f"{decimal.normalize(Context(prec=_DIGITS)):f}"
