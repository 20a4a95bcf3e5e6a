"""The evaluator: what an expression is worth, as far as the files can tell."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from math import prod

from hclfix.evaluate import expressions, iteration, templates, traversals
from hclfix.evaluate.comparison import key
from hclfix.evaluate.making import string, union
from hclfix.evaluate.scope import Scope
from hclfix.evaluate.types import DYNAMIC
from hclfix.evaluate.values import (
    ALTERNATIVES,
    LENGTH,
    NOTHING,
    EvaluationError,
    Invalid,
    Known,
    NotCovered,
    Union,
    Unknown,
    Value,
    with_sources,
)
from hclfix.evaluate.work import Context, Local, Names, Request, Work
from hclfix.syntax import nodes
from hclfix.syntax.nodes import Expression

STEPS = 100_000
"""How many inner expressions one evaluation may work out before the value counts as unknown."""

STEPS_EACH = 250
"""How many it may work out on the average over all evaluations, :data:`STEPS` at the beginning aside. A module may be
made to take long, and this holds the time to something that grows with the module."""

_WORK: dict[type[nodes.Node], Callable[..., Work]] = {
    nodes.Number: expressions.number_literal,
    nodes.Variable: traversals.variable,
    nodes.Traversal: traversals.traversal,
    nodes.Template: templates.template,
    nodes.IfDirective: templates.if_directive,
    nodes.ForDirective: templates.for_directive,
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
        self._single: dict[str, Value | None] = {}
        self._left = 2 * STEPS  # each inner expression is begun and ended

    def evaluate(self, expression: Expression, names: Names | None = None) -> Value:
        """The value of ``expression``. Nothing is raised: an error of Terraform's is an :class:`Invalid` value.

        ``names`` are values for names that only mean something in one place, such as ``each`` and ``count``.

        Where variables have several alternatives, the expression is worked out for each by itself, so that a variable
        that occurs twice has the same value in both places. That holds for up to :data:`ALTERNATIVES` combinations.
        """
        self._left += 2 * STEPS_EACH
        if not names and self._left > 0:
            plain = self._plain(expression)
            if plain:
                self._left -= _weight(plain)
                return plain
        context = self._context({})
        value = self._worked_out(expression, names or {}, context)
        variables = {name: self._scope.variable(name) for name in sorted(context.variables)}
        choices = [[(name, choice) for choice in each.alternatives] for name, each in variables.items() if each]
        if not choices or prod(map(len, choices)) > ALTERNATIVES:
            return value
        worlds = [value]  # where each has one alternative, that is the one world there is
        if any(len(each) > 1 for each in choices):
            worlds = [
                self._worked_out(expression, names or {}, self._context(dict(chosen))) for chosen in product(*choices)
            ]
        return with_sources(union(worlds), NOTHING.union(*(each.sources for each in variables.values() if each)))

    def _plain(self, expression: Expression) -> Value | None:
        """The value of a template of text, locals and variables, none of which has alternatives; else None.

        Most names are such templates, and all of them are made of the same few locals.
        """
        if type(expression) is nodes.Traversal:
            return self._reference(expression)
        if type(expression) is not nodes.Template:
            return None
        values: list[Value] = []
        for part in expression.parts:
            value = self._part(part)
            if value is None:
                return None
            values.append(value)
        return templates.whole(expression, values)

    def _part(self, part: nodes.TemplatePart) -> Value | None:
        if type(part) is nodes.TemplateText:
            return string(part.value) if len(part.value) <= LENGTH else None
        inner = part.expression if type(part) is nodes.Interpolation else None
        return self._reference(inner) if type(inner) is nodes.Traversal else None

    def _reference(self, traversal: nodes.Traversal) -> Value | None:
        """The value of ``local.x`` or ``var.x``, where it has no alternatives."""
        root, first = traversal.root, traversal.steps[0]
        if type(root) is not nodes.Variable or root.name not in ("local", "var") or len(traversal.steps) > 1:
            return None
        if type(first) is not nodes.AttributeStep:
            return None
        address = f"{root.name}.{first.name}"
        if address not in self._single:
            context = self._context({})
            value = self._worked_out(traversal, {}, context)
            self._single[address] = None if context.variables or isinstance(value, Union) else value
        return self._single[address]

    def _context(self, chosen: Names) -> Context:
        world = tuple((name, key(value)) for name, value in chosen.items())
        return Context(self._scope, chosen, self._locals.setdefault(world, {}))

    def _worked_out(self, expression: Expression, names: Names, context: Context) -> Value:
        """The value in one world, unless that takes more steps than are left."""
        stack = [_work((expression, names), context)]
        answer: Value | None = None
        last = self._left - 2 * STEPS
        while self._left > max(last, 0):
            self._left -= 1
            try:
                request = next(stack[-1]) if answer is None else stack[-1].send(answer)
            except StopIteration as stop:
                answer = stop.value
            except EvaluationError as error:
                answer = Invalid(DYNAMIC, str(error))
            except NotCovered as gap:
                answer = Unknown(DYNAMIC, str(gap))
            else:
                answer = None
                stack.append(_work(request, context))
                continue
            assert answer is not None
            self._left -= _weight(answer)
            stack.pop()
            if not stack:
                return answer
        return Unknown(DYNAMIC, "it takes too many steps to work out")


def _weight(value: Value) -> int:
    """How many steps a value stands for by its size: what it took to make, and what it takes to keep."""
    if not isinstance(value, Known):
        return 0
    return len(value.content) // 64 if isinstance(value.content, str) else value.size // 8


def _work(request: Request, context: Context) -> Work:
    node, names = request
    return _WORK[type(node)](node, names, context)
