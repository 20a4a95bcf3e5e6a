"""The evaluator: what an expression is worth, as far as the files can tell."""

from __future__ import annotations

from collections.abc import Callable

from hclfix.evaluate import expressions, iteration, templates, traversals
from hclfix.evaluate.scope import Scope
from hclfix.evaluate.types import DYNAMIC
from hclfix.evaluate.values import EvaluationError, Invalid, NotCovered, Unknown, Value
from hclfix.evaluate.work import Context, Names, Request, Work
from hclfix.syntax import nodes

STEPS = 100_000
"""How many inner expressions one evaluation may work out before the value counts as unknown."""

_WORK: dict[type[nodes.Expression], Callable[..., Work]] = {
    nodes.Number: expressions.number_literal,
    nodes.Variable: traversals.variable,
    nodes.Traversal: traversals.traversal,
    nodes.Template: templates.template,
    nodes.Tuple: expressions.tuple_literal,
    nodes.Object: expressions.object_literal,
    nodes.ForTuple: iteration.for_tuple,
    nodes.ForObject: iteration.for_object,
    nodes.FunctionCall: expressions.function_call,
    nodes.Parentheses: expressions.parentheses,
    nodes.Unary: expressions.unary_operation,
    nodes.Binary: expressions.binary_operation,
    nodes.Conditional: expressions.conditional,
}


class Evaluator:
    """Evaluates the expressions of one module. It remembers the values of locals, so keep it while the scope stays."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._locals: dict[str, Value] = {}

    def evaluate(self, expression: nodes.Expression, names: Names | None = None) -> Value:
        """The value of ``expression``. Nothing is raised: an error of Terraform's is an :class:`Invalid` value.

        ``names`` are values for names that only mean something in one place, such as ``each`` and ``count``.
        """
        context = Context(self._scope, self._locals)
        stack = [_work((expression, names or {}), context)]
        answer: Value | None = None
        for _ in range(2 * STEPS):
            try:
                request = next(stack[-1]) if answer is None else stack[-1].send(answer)
            except StopIteration as stop:
                answer = stop.value
            except EvaluationError as error:
                answer = Invalid(DYNAMIC, str(error))
            except NotCovered as gap:
                answer = Unknown(DYNAMIC, str(gap))
            except RecursionError:  # directives inside directives, types inside types
                answer = Unknown(DYNAMIC, "the expression nests too deep")
            else:
                answer = None
                stack.append(_work(request, context))
                continue
            stack.pop()
            if not stack:
                assert answer is not None
                return answer
        return Unknown(DYNAMIC, f"it takes more than {STEPS} steps to work out")


def _work(request: Request, context: Context) -> Work:
    node, names = request
    return _WORK[type(node)](node, names, context)
