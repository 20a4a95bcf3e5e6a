"""The evaluator: what an expression is worth, as far as the files can tell."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod

from hclfix.evaluate import expressions, iteration, templates, traversals
from hclfix.evaluate.comparison import key
from hclfix.evaluate.making import union
from hclfix.evaluate.scope import Scope
from hclfix.evaluate.types import DYNAMIC
from hclfix.evaluate.values import (
    ALTERNATIVES,
    NOTHING,
    EvaluationError,
    Invalid,
    NotCovered,
    Unknown,
    Value,
    with_sources,
)
from hclfix.evaluate.work import Context, Local, Names, Request, Work
from hclfix.syntax import nodes
from hclfix.syntax.nodes import Expression

STEPS = 100_000
"""How many inner expressions one evaluation may work out before the value counts as unknown."""

_WORK: dict[type[Expression], Callable[..., Work]] = {
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
        self._locals: dict[tuple[object, ...], dict[str, Local]] = {}

    def evaluate(self, expression: Expression, names: Names | None = None) -> Value:
        """The value of ``expression``. Nothing is raised: an error of Terraform's is an :class:`Invalid` value.

        ``names`` are values for names that only mean something in one place, such as ``each`` and ``count``.

        Where variables have several alternatives, the expression is worked out for each by itself, so that a variable
        that occurs twice has the same value in both places. That holds for up to :data:`ALTERNATIVES` combinations.
        """
        context = self._context({})
        value = _evaluate(expression, names or {}, context)
        variables = {name: self._scope.variable(name) for name in sorted(context.variables)}
        choices = [[(name, choice) for choice in each.alternatives] for name, each in variables.items() if each]
        if not choices or prod(map(len, choices)) > ALTERNATIVES:
            return value
        worlds = [value]  # where each has one alternative, that is the one world there is
        if any(len(each) > 1 for each in choices):
            worlds = [_evaluate(expression, names or {}, self._context(dict(chosen))) for chosen in product(*choices)]
        return with_sources(union(worlds), NOTHING.union(*(each.sources for each in variables.values() if each)))

    def _context(self, chosen: Names) -> Context:
        world = tuple((name, key(value)) for name, value in chosen.items())
        return Context(self._scope, chosen, self._locals.setdefault(world, {}))


def _evaluate(expression: Expression, names: Names, context: Context) -> Value:
    stack = [_work((expression, names), context)]
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
