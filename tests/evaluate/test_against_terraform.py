"""Generated expressions have Terraform's values, and what is known in part leaves room for Terraform's value.

A short run is part of the tests, always with the same expressions. For a long one with others set
``HCLFIX_EVALUATE_EXAMPLES`` to a number of modules, such as 500; each is planned once, with 20 to 25 expressions as its
outputs.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hclfix.evaluate import Hole, Invalid, Known, Union, Unknown, Value, union
from hclfix.evaluate.convert import convert
from hclfix.evaluate.evaluator import Evaluator
from hclfix.evaluate.making import boolean, number, string
from hclfix.evaluate.scope import UnknownVariables
from hclfix.evaluate.types import STRING
from hclfix.syntax.expression import parse_expression
from tests.evaluate.generated import expressions, variable_values
from tests.evaluate.oracle import Answer, ask
from tests.evaluate.scopes import Scope

pytestmark = pytest.mark.skipif(shutil.which("terraform") is None, reason="needs terraform on the PATH")

EXAMPLES = os.environ.get("HCLFIX_EVALUATE_EXAMPLES")
COUNTS: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def counts() -> Iterator[None]:
    """Says what was compared, for who looks (``pytest -s``)."""
    yield
    print("\nexpressions:", ", ".join(f"{number} {what}" for what, number in sorted(COUNTS.items())))


def agrees(value: Value, answer: Answer) -> bool:
    """Whether the evaluator says what Terraform says, or that it can't tell."""
    if answer.error or not value.known:
        return leaves_room(value, answer)
    same_kind = value.type.kind == answer.type.kind or answer.value is None
    return same_kind and same(content_of(value), answer.value)


def content_of(value: Value) -> Any:
    """The content of a known value, numbers as ints and Fractions."""
    assert isinstance(value, Known)
    if isinstance(value.content, dict):
        return {name: content_of(element) for name, element in value.content.items()}
    return [content_of(element) for element in value.elements] if isinstance(value.content, tuple) else value.content


def same(ours: Any, theirs: Any) -> bool:
    """Whether two contents are the same. Functions work with fewer bits than literals have: that much may differ."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        return ours.keys() == theirs.keys() and all(same(ours[name], theirs[name]) for name in ours)
    if isinstance(ours, list) and isinstance(theirs, list):
        return len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, Fraction) and isinstance(theirs, Fraction):
        return math.isclose(ours, theirs, rel_tol=1e-15)
    return bool(ours == theirs) and isinstance(ours, bool) == isinstance(theirs, bool)


def leaves_room(value: Value, answer: Answer) -> bool:
    """Whether Terraform's answer is among those that the evaluator sees."""
    if answer.error:
        return not value.known or any(isinstance(each, Invalid) for each in value.alternatives)
    return any(_leaves_room(each, answer.value) for each in value.alternatives)


def _leaves_room(value: Value, theirs: Any) -> bool:
    if isinstance(value, Invalid):
        return False
    if isinstance(value, Union):
        return any(_leaves_room(each, theirs) for each in value.alternatives)
    if isinstance(value, Known):
        return _known_leaves_room(value, theirs)
    if isinstance(value, Unknown) and theirs is None:
        return value.nullable
    if isinstance(value, Unknown) and value.type.kind not in ("string", "bool"):
        in_range = not isinstance(theirs, (int, Fraction)) or (
            (value.least is None or value.least <= theirs) and (value.greatest is None or theirs <= value.greatest)
        )
        return value.type.kind == "dynamic" or (in_range and value.type.primitive == _is_primitive(theirs))
    # The type that a number or bool has may hang on the type of something unknown; its text does not.
    pattern = "".join(_hole(part) if isinstance(part, Hole) else re.escape(part) for part in value.text_parts() or ())
    return _is_primitive(theirs) and re.fullmatch(pattern, _text(theirs), re.DOTALL) is not None


def _known_leaves_room(value: Known, theirs: Any) -> bool:
    if isinstance(value.content, dict):
        return (
            isinstance(theirs, dict)
            and value.content.keys() == theirs.keys()
            and all(_leaves_room(each, theirs[name]) for name, each in value.content.items())
        )
    if isinstance(value.content, tuple):
        return (
            isinstance(theirs, list)
            and len(theirs) == len(value.content)
            and all(map(_leaves_room, value.content, theirs))
        )
    return same(value.content, theirs) or (_is_primitive(theirs) and _text(value.content) == _text(theirs))


def _is_primitive(content: Any) -> bool:
    return isinstance(content, (str, bool, int, Fraction))


def _text(content: Any) -> str:
    return convert(constant(content), STRING).text or "" if content is not None else ""


def constant(content: bool | int | Fraction | str) -> Value:
    """A primitive value."""
    if isinstance(content, str):
        return string(content)
    return boolean(content) if isinstance(content, bool) else number(content)


def _hole(hole: Hole) -> str:
    return f"(?:\r\n|.){{{hole.least},{'' if hole.greatest is None else hole.greatest}}}"


@settings(
    max_examples=int(EXAMPLES or 10),
    derandomize=EXAMPLES is None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.lists(expressions(), min_size=20, max_size=25), variable_values, variable_values)
def test_generated_expressions(written: list[str], values: dict[str, str], others: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        answers = ask(written, values, Path(directory))
    evaluator = Evaluator(Scope({}))
    known = {name: evaluator.evaluate(parse_expression(text)) for name, text in values.items()}
    either = {name: union([known[name], evaluator.evaluate(parse_expression(text))]) for name, text in others.items()}
    for expression, answer in zip(written, answers, strict=True):
        if answer is None or (answer.error and " ? " in expression):
            COUNTS["left out"] += 1
            continue  # Terraform looks at the types in the branch not taken, even of what fails there
        node = parse_expression(expression)
        value = Evaluator(Scope(known)).evaluate(node)
        COUNTS["compared, known" if value.known else "compared, not known"] += 1
        assert agrees(value, answer), f"{expression} with {values}: {answer}, not {value}"
        if answer.error:
            continue
        for scope in (UnknownVariables(Scope(known)), Scope(either)):
            value = Evaluator(scope).evaluate(node)
            assert leaves_room(value, answer), f"{expression} with {scope}: {answer}, not {value}"
