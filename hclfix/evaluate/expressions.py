"""The work on literals, collections, function calls and operations."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from hclfix.evaluate.alternatives import lift
from hclfix.evaluate.conditions import at_most, choose, length_limit
from hclfix.evaluate.convert import convert
from hclfix.evaluate.functions import call
from hclfix.evaluate.iteration import object_key
from hclfix.evaluate.making import FALSE, TRUE, object_value, string, tuple_value, union
from hclfix.evaluate.operators import binary, unary
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER
from hclfix.evaluate.values import NOTHING, Invalid, Known, Unknown, Value, with_sources
from hclfix.evaluate.work import Context, Names, Work
from hclfix.syntax.nodes import Binary, Conditional, FunctionCall, Number, Object, Parentheses, Tuple, Unary, Variable


def number_literal(node: Number, names: Names, context: Context) -> Work:
    """``1.5``"""
    yield from ()
    return convert(string(node.digits), NUMBER)


def parentheses(node: Parentheses, names: Names, context: Context) -> Work:
    """``(inner)``"""
    return (yield node.inner, names)


def tuple_literal(node: Tuple, names: Names, context: Context) -> Work:
    """``[a, b]``"""
    elements: list[Value] = []
    for each in node.elements:
        element = yield each, names
        if isinstance(element, Invalid):
            return element
        elements.append(element)
    return tuple_value(elements)


def object_literal(node: Object, names: Names, context: Context) -> Work:
    """``{ key = value }``. The last of several elements with one key counts."""
    attributes: dict[str, Value] = {}
    certain = True
    sources = NOTHING
    for element in node.elements:
        key: Value
        if isinstance(element.key, Variable):
            key = string(element.key.name)
        else:
            key = lift(object_key, (yield element.key, names))
        value = yield element.value, names
        for each in (key, value):
            if isinstance(each, Invalid):
                return each
        sources |= key.sources
        certain = certain and isinstance(key, Known)
        if isinstance(key, Known):
            attributes[str(key.content)] = value
    if not certain:
        return Unknown(DYNAMIC, "a key of the object is not known", nullable=False, sources=sources)
    return with_sources(object_value(attributes), sources)


def function_call(node: FunctionCall, names: Names, context: Context) -> Work:
    """``name(arguments)``"""
    arguments: list[Value] = []
    for argument in node.arguments:
        arguments.append((yield argument, names))
    if node.name == "try":
        return _try(arguments)
    if node.name == "can" and len(arguments) == 1:
        return _can(arguments[0])
    if not node.expand_final:
        return call(node.name, arguments)
    *fixed, final = arguments
    results: list[Value] = []
    for choice in final.alternatives:
        if isinstance(choice, Known) and choice.type.sequence and choice.content is not None:
            results.append(call(node.name, [*fixed, *choice.elements]))
        elif isinstance(choice, Unknown) and not isinstance(choice, Invalid):
            results.append(Unknown(DYNAMIC, f"the arguments of {node.name}() are not known"))
        else:
            results.append(Invalid(DYNAMIC, f"only a list, set or tuple expands to arguments of {node.name}()"))
    return with_sources(union(results), final.sources)


def unary_operation(node: Unary, names: Names, context: Context) -> Work:
    """``-operand`` or ``!operand``"""
    return lift(partial(unary, node.operator), (yield node.operand, names))


def binary_operation(node: Binary, names: Names, context: Context) -> Work:
    """``left operator right``"""
    left = yield node.left, names
    right = yield node.right, names
    if node.operator in ("&&", "||") and isinstance(left, Invalid) != isinstance(right, Invalid):
        return Unknown(BOOL, "versions of Terraform differ in whether they look at the other side")
    return lift(partial(binary, node.operator), left, right)


def conditional(node: Conditional, names: Names, context: Context) -> Work:
    """``condition ? then : otherwise``"""
    test = yield node.condition, names
    then = yield node.then, names
    otherwise = yield node.otherwise, names
    limit = yield from length_limit(node, names)
    if limit is not None:
        then = union([at_most(choice, limit) for choice in then.alternatives])
    return choose(test, then, otherwise)


def _try(arguments: Sequence[Value]) -> Value:
    """The first argument without an error. What is not known may turn out to be one, so the next ones count too."""
    results: list[Value] = []
    for argument in arguments:
        results += [choice for choice in argument.alternatives if not isinstance(choice, Invalid)]
        if all(choice.known for choice in argument.alternatives):
            break
    return union(results) if results else Invalid(DYNAMIC, "no argument of try() is free of errors")


def _can(argument: Value) -> Value:
    choices = [
        FALSE if isinstance(choice, Invalid) else TRUE if choice.known else Unknown(BOOL, nullable=False)
        for choice in argument.alternatives
    ]
    return with_sources(union(choices), argument.all_sources)
