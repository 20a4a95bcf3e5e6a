"""What expressions are worth: the evaluator and its values (docs/evaluator.md)."""

from __future__ import annotations

from hclfix.evaluate.expressions import Evaluator
from hclfix.evaluate.scope import Scope, UnknownVariables
from hclfix.evaluate.values import Hole, Invalid, Known, Partial, Union, Unknown, Value, union

__all__ = [
    "Evaluator",
    "Hole",
    "Invalid",
    "Known",
    "Partial",
    "Scope",
    "Union",
    "Unknown",
    "UnknownVariables",
    "Value",
    "union",
]
