"""What expressions are worth: the evaluator and its values (docs/evaluator.md)."""

from __future__ import annotations

from hclfix.evaluate.evaluator import Evaluator
from hclfix.evaluate.making import union
from hclfix.evaluate.scope import Scope, UnknownVariables
from hclfix.evaluate.values import Hole, Invalid, Known, Partial, Union, Unknown, Value

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
