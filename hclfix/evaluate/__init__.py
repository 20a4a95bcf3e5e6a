"""What expressions are worth (docs/evaluator.md).

Here are the values. The evaluator, :mod:`hclfix.evaluate.evaluator`, is loaded when a module is first asked for one.
"""

from __future__ import annotations

from hclfix.evaluate.making import union
from hclfix.evaluate.values import Hole, Invalid, Known, Partial, Union, Unknown, Value

__all__ = ["Hole", "Invalid", "Known", "Partial", "Union", "Unknown", "Value", "union"]
