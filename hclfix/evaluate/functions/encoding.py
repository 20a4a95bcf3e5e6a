"""Base64, JSON, CSV and URLs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from hclfix.evaluate import numbers
from hclfix.evaluate.convert import convert, number_content, text_content
from hclfix.evaluate.functions.registry import Needs, function
from hclfix.evaluate.making import boolean, null, number, object_value, sequence, string, text_of, tuple_value
from hclfix.evaluate.types import DYNAMIC, NUMBER, STRING, list_of, object_of
from hclfix.evaluate.values import EvaluationError, Hole, Invalid, Known, NotCovered, Unknown, Value


@function("base64encode", STRING, result=STRING, needs=Needs.NOTHING)
def base64encode(value: Value) -> Value:
    if isinstance(value, Known):
        import base64

        return string(base64.b64encode(text_content(value).encode()).decode())
    least, _ = value.bounds() or (0, None)
    return Unknown(STRING, "the encoded string is not known", None, 4 * -(-least // 3), nullable=False)


@function("base64decode", STRING, result=STRING)
def base64decode(value: Value) -> Value:
    import base64

    try:
        return string(base64.b64decode(text_content(value), validate=True).decode())
    except ValueError as error:
        raise EvaluationError("the string is not base64 of UTF-8") from error


@function("urlencode", STRING, result=STRING)
def urlencode(value: Value) -> Value:
    from urllib.parse import quote_plus

    return string(quote_plus(text_content(value)))


@function("csvdecode", STRING)
def csvdecode(value: Value) -> Value:
    text = text_content(value)
    if '"' in text or "\r" in text:
        raise NotCovered("csvdecode() of quoted fields")
    rows = [line.split(",") for line in text.split("\n") if line]
    if not rows:
        raise EvaluationError("csvdecode() needs a line of headings")
    headings, *lines = rows
    if len(set(headings)) < len(headings):
        raise EvaluationError("two columns have one heading")
    if any(len(line) != len(headings) for line in lines):
        raise EvaluationError("a line does not have as many fields as there are headings")
    objects = [object_value(dict(zip(headings, map(string, line), strict=True))) for line in lines]
    return sequence(list_of(object_of(dict.fromkeys(headings, STRING))), objects)


# --- JSON -------------------------------------------------------------------------------------------------------

_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_text(text: str) -> str:
    """``text`` as a JSON string, as Go writes it: safe inside HTML."""
    return json.dumps(text, ensure_ascii=False).translate(_HTML)


def json_parts(value: Value) -> Iterator[str | Hole]:
    """The JSON of ``value``, which is no union, in known and unknown pieces.

    Raises:
        NotCovered: something in it can't be written for certain.
    """
    if isinstance(value, Known):
        content = value.content
        if isinstance(content, tuple):
            yield from _joined("[", [json_parts(element) for element in content], "]")
        elif isinstance(content, dict):
            named = [_named(name, element) for name, element in content.items()]
            yield from _joined("{", named, "}")
        else:
            yield _scalar(content)
        return
    if isinstance(value, Invalid):
        raise EvaluationError(value.reason)
    parts = value.text_parts() if value.type.kind == "string" else None
    if parts is None or (isinstance(value, Unknown) and value.nullable):
        yield Hole()
        return
    yield '"'
    for part in parts:
        yield json_text(part)[1:-1] if isinstance(part, str) else Hole(part.least, None)
    yield '"'


def _scalar(content: object) -> str:
    if content is None:
        return "null"
    if isinstance(content, bool):
        return "true" if content else "false"
    if isinstance(content, (int, Fraction)):
        written = numbers.text(content)
        if written is None:
            raise NotCovered("the number has too many digits")
        return written
    return json_text(str(content))


def _named(name: str, element: Value) -> Iterator[str | Hole]:
    yield json_text(name) + ":"
    yield from json_parts(element)


def _joined(opening: str, members: list[Iterator[str | Hole]], closing: str) -> Iterator[str | Hole]:
    yield opening
    for position, member in enumerate(members):
        if position:
            yield ","
        yield from member
    yield closing


@function("jsonencode", DYNAMIC, result=STRING, needs=Needs.NOTHING, nulls=0)
def jsonencode(value: Value) -> Value:
    return text_of(json_parts(value))


@function("jsondecode", STRING)
def jsondecode(value: Value) -> Value:
    return from_json(text_content(value))


def from_json(text: str) -> Value:
    """The value that a JSON text stands for.

    Raises:
        EvaluationError: the text is not JSON.
        NotCovered: it is beyond what the evaluator handles.
    """
    try:
        decoded = json.loads(text, parse_int=_decimal, parse_float=_decimal, parse_constant=_no_constant)
    except RecursionError as error:
        raise NotCovered("the JSON nests too deep") from error
    except ValueError as error:
        raise EvaluationError("the string is not JSON") from error
    return _value(decoded)


def _decimal(digits: str) -> Fraction:
    return Fraction(number_content(convert(string(digits), NUMBER)))


def _no_constant(name: str) -> Fraction:
    raise ValueError(name)


def _value(decoded: Any) -> Value:
    if decoded is None:
        return null()
    if isinstance(decoded, bool):
        return boolean(decoded)
    if isinstance(decoded, Fraction):
        return number(decoded)
    if isinstance(decoded, str):
        if any("\ud800" <= character <= "\udfff" for character in decoded):
            raise NotCovered("the JSON holds half a surrogate pair")
        return string(decoded)
    if isinstance(decoded, list):
        return tuple_value([_value(element) for element in decoded])
    return object_value({name: _value(element) for name, element in decoded.items()})
