"""What functions of strings that may be known in part have in common."""

from __future__ import annotations

from hclfix.evaluate.types import BOOL, STRING
from hclfix.evaluate.values import Hole, Unknown, Value

BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What Terraform takes for a blank; ``str.strip()`` alone takes four characters more."""


def pieces_of(value: Value) -> tuple[str | Hole, ...]:
    """The pieces of a string. That an unknown one may be null does not count: then Terraform reports an error."""
    return value.text_parts() or ()


def unknown_bool() -> Value:
    """Whether something holds of a string that is not known."""
    return Unknown(BOOL, "the string is not known", nullable=False)


def unknown_string(least: int = 0, greatest: int | None = None) -> Value:
    """A string of which no more than its length is known."""
    return Unknown(STRING, "the string is not known", None, least, greatest, nullable=False)
