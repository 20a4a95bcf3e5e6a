"""Terraform as the judge of values: many expressions as the outputs of one module, planned once."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from hclfix.evaluate import numbers
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, Type, list_of, map_of, object_of, set_of, tuple_of

_MARK = "the expression is an error"
_PRIMITIVES = {"string": STRING, "number": NUMBER, "bool": BOOL, "dynamic": DYNAMIC}
_COLLECTIONS = {"list": list_of, "set": set_of, "map": map_of}


@dataclass(frozen=True)
class Answer:
    """What Terraform says: an error, or a value in Python's types (numbers as ints and Fractions) with its type."""

    error: bool
    value: Any = None
    type: Type = DYNAMIC


class RejectedError(Exception):
    """Terraform refuses the whole module; the text is what it says."""


def ask(expressions: Sequence[str], variables: Mapping[str, str], directory: Path) -> list[Answer | None]:
    """Terraform's answer to each expression, with the variables at these values (expressions themselves).

    None is the answer where the value can't be in a plan, such as an infinity.

    Raises:
        RejectedError: one of the expressions is wrong in a way that ``try()`` does not catch.
    """
    try:
        return _ask(expressions, variables, directory)
    except RejectedError as error:
        infinite = re.search(r'"o(\d+)": cannot serialize infinity', " ".join(str(error).split()))
        if not infinite:
            raise
    at = int(infinite[1])
    answers = ask([*expressions[:at], '""', *expressions[at + 1 :]], variables, directory)
    return [*answers[:at], None, *answers[at + 1 :]]


def _ask(expressions: Sequence[str], variables: Mapping[str, str], directory: Path) -> list[Answer | None]:
    lines = [f'variable "{name}" {{\n  default = {value}\n}}' for name, value in variables.items()]
    # The list keeps the type of the value, and makes an error distinct from every value.
    lines += [f'output "o{n}" {{\n  value = try([{each}\n], "{_MARK}")\n}}' for n, each in enumerate(expressions)]
    (directory / "main.tf").write_text("\n".join(lines) + "\n", encoding="utf-8")
    _terraform(directory, "plan", "-input=false", "-no-color", "-refresh=false", "-lock=false", "-out=plan")
    shown = json.loads(_terraform(directory, "show", "-json", "plan"), parse_float=_number, parse_int=_number)
    outputs = shown["planned_values"]["outputs"]
    return [_answer(outputs[f"o{n}"]) for n in range(len(expressions))]


def _terraform(directory: Path, *arguments: str) -> str:
    environment = {**os.environ, "TF_CLI_CONFIG_FILE": "", "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"}
    done = subprocess.run(
        ["terraform", f"-chdir={directory}", *arguments],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    if done.returncode:
        raise RejectedError(done.stderr)
    return done.stdout


def _number(digits: str) -> int | Fraction:
    return numbers.rounded(Fraction(digits))


def _answer(output: dict[str, Any]) -> Answer | None:
    if "value" not in output:
        return None
    if output.get("value") == _MARK:
        return Answer(error=True)
    [value] = output["value"]
    [type] = output["type"][1]
    return Answer(error=False, value=value, type=_type(type))


def _type(written: Any) -> Type:
    if isinstance(written, str):
        return _PRIMITIVES[written]
    kind, inside = written
    if kind == "tuple":
        return tuple_of([_type(each) for each in inside])
    if kind == "object":
        return object_of({name: _type(each) for name, each in inside.items()})
    return _COLLECTIONS[kind](_type(inside))
