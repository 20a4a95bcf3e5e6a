"""Generated expressions have Terraform's values, and what is known in part leaves room for Terraform's value.

A short run is part of the tests. For a long one set ``HCLFIX_EVALUATE_EXAMPLES`` to a number of modules, such as 500;
each is planned once, with 20 to 25 expressions as its outputs.
"""

from __future__ import annotations

import math
import os
import re
import shutil
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hclfix.evaluate import Hole, Invalid, Known, Unknown, Value, union
from hclfix.evaluate.evaluator import Evaluator
from hclfix.evaluate.scope import UnknownVariables
from hclfix.evaluate.types import Type
from hclfix.syntax.expression import parse_expression
from tests.evaluate.generated import expressions, variable_values
from tests.evaluate.oracle import Answer, ask
from tests.evaluate.scopes import Scope

pytestmark = pytest.mark.skipif(shutil.which("terraform") is None, reason="needs terraform on the PATH")

EXAMPLES = int(os.environ.get("HCLFIX_EVALUATE_EXAMPLES", "10"))


def covers(value: Value, answer: Answer) -> bool:
    """Whether what the evaluator says leaves room for what Terraform says."""
    if answer.error:
        return not value.known or any(isinstance(each, Invalid) for each in value.alternatives)
    return any(_covers(each, answer.value, answer.type) for each in value.alternatives)


def _covers(value: Value, plain: Any, type: Type) -> bool:
    if isinstance(value, Invalid):
        return False
    if isinstance(value, Known):
        if value.content is None or plain is None:
            return value.content is None and plain is None
        return _shape(value.type) == _shape(type) and _covers_known(value, plain, type)
    if isinstance(value, Unknown):
        if plain is None:
            return value.nullable
        if value.type.kind != "dynamic" and _shape(value.type) != _shape(type):
            return False
        size = len(plain) if isinstance(plain, str) else plain if isinstance(plain, (int, Fraction)) else None
        if size is None:
            return True
        return (value.least is None or value.least <= size) and (value.greatest is None or size <= value.greatest)
    if not value.text_parts():
        return any(_covers(each, plain, type) for each in value.alternatives)
    pattern = "".join(_hole(part) if isinstance(part, Hole) else re.escape(part) for part in value.text_parts() or ())
    return isinstance(plain, str) and re.fullmatch(pattern, plain, re.DOTALL) is not None


def _shape(type: Type) -> str:
    """The kind of a type. List and tuple are one, and so are map and object: which it is may hang on an unknown."""
    return {"tuple": "list", "object": "map"}.get(type.kind, type.kind)


def _hole(hole: Hole) -> str:
    return f".{{{hole.least},{'' if hole.greatest is None else hole.greatest}}}"


def _covers_known(value: Known, plain: Any, type: Type) -> bool:
    if isinstance(value.content, dict):
        types = type.attributes if type.kind == "object" else dict.fromkeys(plain, type.parts[0])
        return value.content.keys() == plain.keys() and all(
            _covers(each, plain[name], types[name]) for name, each in value.content.items()
        )
    if isinstance(value.content, tuple):
        if len(plain) != len(value.content):
            return False
        types_in_order = type.parts if type.kind == "tuple" else type.parts * len(plain)
        return all(map(_covers, value.content, plain, types_in_order))
    if isinstance(plain, Fraction) and isinstance(value.content, Fraction):
        return math.isclose(value.content, plain, rel_tol=1e-15)  # functions work with fewer bits than literals have
    return bool(value.content == plain) and isinstance(value.content, bool) == isinstance(plain, bool)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example],
)
@given(st.lists(expressions(), min_size=20, max_size=25), variable_values, variable_values)
def test_generated_expressions(written: list[str], values: dict[str, str], others: dict[str, str]) -> None:
    with tempfile.TemporaryDirectory() as directory:
        answers = ask(written, values, Path(directory))
    constant = Evaluator(Scope({}))
    known = {name: constant.evaluate(parse_expression(text)) for name, text in values.items()}
    either = {name: union([known[name], constant.evaluate(parse_expression(text))]) for name, text in others.items()}
    for expression, answer in zip(written, answers, strict=True):
        if answer is None or (answer.error and " ? " in expression):
            continue  # Terraform looks at the types in the branch not taken, even of what fails there
        node = parse_expression(expression)
        value = Evaluator(Scope(known)).evaluate(node)
        assert covers(value, answer), f"{expression} with {values}: {answer}, not {value}"
        if answer.error:
            continue
        for scope in (UnknownVariables(Scope(known)), Scope(either)):
            value = Evaluator(scope).evaluate(node)
            assert covers(value, answer), f"{expression} with {scope}: {answer}, not {value}"
