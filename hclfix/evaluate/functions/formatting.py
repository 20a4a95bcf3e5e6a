"""format and formatlist."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import partial

from hclfix.evaluate import numbers
from hclfix.evaluate.convert import bool_content, convert, number_content, text_content
from hclfix.evaluate.functions.encoding import json_parts, json_text
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.making import characters, list_value, text_of
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, list_of
from hclfix.evaluate.values import EvaluationError, Hole, Known, NotCovered, Number, Unknown, Value, parts_bounds

_VERB = re.compile(
    r"%(?:%|(?P<flags>[0#+ -]*)(?P<width>[1-9]\d*)?(?:\.(?P<precision>\d*))?(?:\[(?P<index>[1-9]\d*)\])?"
    r"(?P<mode>[A-Za-z]))",
    re.ASCII,
)
_WIDEST = 4096


@function("format", STRING, rest=DYNAMIC, result=STRING, needs=Needs.NOTHING, nulls=1)
def format_string(template: Value, *arguments: Value) -> Value:
    if not isinstance(template, Known):
        return Unknown(STRING, "the format is not known", nullable=False)
    return text_of(_formatted(text_content(template), arguments))


@function("formatlist", STRING, rest=DYNAMIC, result=list_of(STRING), needs=Needs.NOTHING, nulls=1)
def format_list(template: Value, *arguments: Value) -> Value:
    if not isinstance(template, Known) or any(
        isinstance(argument, Unknown) and not argument.type.primitive for argument in arguments
    ):
        return Unknown(list_of(STRING), "how many strings there are is not known", nullable=False)
    rows = [
        argument.elements
        if isinstance(argument, Known) and argument.type.sequence and argument.content is not None
        else None
        for argument in arguments
    ]
    lengths = {len(row) for row in rows if row is not None}
    if len(lengths) > 1:
        raise EvaluationError("the lists that formatlist() formats differ in length")
    results: list[Value] = []
    for position in range(lengths.pop() if lengths else 1):
        chosen = [row[position] if row is not None else each for row, each in zip(rows, arguments, strict=True)]
        results.append(text_of(_formatted(text_content(template), chosen)))
    return list_value(STRING, results)


def _formatted(template: str, arguments: tuple[Value, ...] | list[Value]) -> list[str | Hole]:
    """The pieces of the string that the format and its arguments make.

    Raises:
        EvaluationError: the format does not fit the arguments.
        NotCovered: a verb that the evaluator does not work out.
    """
    if any(isinstance(each, Known) and each.content is None and each.type == DYNAMIC for each in arguments):
        raise NotCovered("null of no type in a format")
    parts: list[str | Hole] = []
    position, following, highest = 0, 1, 0
    while (start := template.find("%", position)) >= 0:
        match = _VERB.match(template, start)
        if not match:
            raise EvaluationError(f"the format has no verb at {template[start : start + 5]!r}")
        parts.append(template[position:start])
        position = match.end()
        if not match["mode"]:
            parts.append("%")
            continue
        chosen = int(match["index"] or following)
        following, highest = chosen + 1, max(highest, chosen)
        if chosen > len(arguments):
            raise EvaluationError(f"the format has no argument {chosen}")
        parts += _verb(match, arguments[chosen - 1])
    if highest < len(arguments):
        raise EvaluationError(f"the format uses only {highest} of {len(arguments)} arguments")
    return [*parts, template[position:]]


def _verb(match: re.Match[str], argument: Value) -> list[str | Hole]:
    mode, width = match["mode"], int(match["width"] or 0)
    precision = None if match["precision"] is None else int(match["precision"] or 0)
    if width > _WIDEST or (precision or 0) > _WIDEST:
        raise NotCovered("a very wide format")
    if mode not in _MODES:
        raise EvaluationError(f"the format has the unknown verb %{mode}")
    if mode != "v" and isinstance(argument, Known) and argument.content is None:
        raise EvaluationError("null can't be formatted")
    return list(_MODES[mode](match["flags"], width, precision, argument))


def _padded(flags: str, width: int, parts: list[str | Hole]) -> list[str | Hole]:
    if not width:
        return parts
    if not all(isinstance(part, str) for part in parts):
        least, greatest = parts_bounds(parts)
        return [Hole(max(least, width), None if greatest is None else max(greatest, width))]
    text = "".join(map(str, parts))
    padding = ("0" if "0" in flags else " ") * (width - len(characters(text)))
    return [text + padding if "-" in flags else padding + text]


def _as_is(flags: str, width: int, precision: int | None, argument: Value) -> list[str | Hole]:
    plain = "#" not in flags
    if plain and isinstance(argument, Known) and argument.type == NUMBER and argument.content is not None:
        return _padded(flags, width, [_shortest(number_content(argument))])
    parts = argument.text_parts() if argument.type.kind == "string" and plain else None
    if parts is None and not (isinstance(argument, Unknown) and argument.type.kind == "dynamic"):
        parts = tuple(json_parts(argument))
    return _padded(flags, width, list(parts if parts is not None else argument.text_parts() or ()))


def _shortest(content: Number) -> str:
    """A number as Go's ``%g`` writes it with as many digits as it takes."""
    written = numbers.text(content)
    size = abs(Fraction(content))
    if written is None or size >= 10**21 or 0 < size < Fraction(1, 10_000):
        raise NotCovered("a number that %v writes with an exponent")
    return written


def _quoted_or_plain(quoted: bool, flags: str, width: int, precision: int | None, argument: Value) -> list[str | Hole]:
    parts = list(convert(argument, STRING).text_parts() or ())
    if precision and parts:
        if not all(isinstance(part, str) for part in parts):
            return _padded(flags, width, [Hole(0, precision)])
        parts = ["".join(characters("".join(map(str, parts)))[:precision])]
    if quoted:
        inner = [json_text(part)[1:-1] if isinstance(part, str) else Hole(part.least) for part in parts]
        parts = ['"', *inner, '"']
    return _padded(flags, width, parts)


def _bool(flags: str, width: int, precision: int | None, argument: Value) -> list[str | Hole]:
    converted = convert(argument, BOOL)
    if not isinstance(converted, Known):
        return [Hole(4, 5)]
    return ["true" if bool_content(converted) else "false"]


def _integer(mode: str, flags: str, width: int, precision: int | None, argument: Value) -> list[str | Hole]:
    converted = convert(argument, NUMBER)
    if not isinstance(converted, Known):
        return [Hole(max(width, 1))]
    content = number_content(converted)
    if not isinstance(content, int):
        raise EvaluationError(f"%{mode} needs a whole number")
    if "#" in flags or precision is not None:
        raise NotCovered("a whole number with # or a precision")
    return [_with_sign(flags, width, content < 0, f"{abs(content):{mode}}")]


def _fixed(flags: str, width: int, precision: int | None, argument: Value) -> list[str | Hole]:
    converted = convert(argument, NUMBER)
    if not isinstance(converted, Known):
        return [Hole(max(width, 1))]
    if "#" in flags:
        raise NotCovered("%f with #")
    content, places = number_content(converted), 6 if precision is None else precision
    scaled = round(abs(Fraction(content)) * 10**places)
    digits = f"{scaled:0{places + 1}d}"
    text = f"{digits[:-places]}.{digits[-places:]}" if places else digits
    return [_with_sign(flags, width, content < 0, text)]


def _with_sign(flags: str, width: int, negative: bool, digits: str) -> str:
    sign = "-" if negative else "+" if "+" in flags else " " if " " in flags else ""
    if "-" in flags:
        return (sign + digits).ljust(width)
    if "0" in flags:
        return sign + digits.rjust(width - len(sign), "0")
    return (sign + digits).rjust(width)


def _not_covered(flags: str, width: int, precision: int | None, argument: Value) -> list[str | Hole]:
    raise NotCovered("a number with an exponent")


_MODES: dict[str, Callable[[str, int, int | None, Value], list[str | Hole]]] = {
    "v": _as_is,
    "s": partial(_quoted_or_plain, False),
    "q": partial(_quoted_or_plain, True),
    "t": _bool,
    "f": _fixed,
    **{mode: partial(_integer, mode) for mode in "bdoxX"},
    **dict.fromkeys("eEgG", _not_covered),
}
