"""Type constraints: ``type = map(object({ name = string, size = optional(number, 1) }))`` in a variable block."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from hclfix.evaluate.convert import convert
from hclfix.evaluate.making import object_value, tuple_value, union
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, Type, list_of, map_of, object_of, set_of, tuple_of
from hclfix.evaluate.values import DEPTH, Known, Union, Value, with_sources
from hclfix.syntax.nodes import Expression, FunctionCall, Object, Parentheses, Template, TemplateText, Tuple, Variable

_KEYWORDS = {
    "string": STRING,
    "number": NUMBER,
    "bool": BOOL,
    "any": DYNAMIC,
    "list": list_of(DYNAMIC),
    "map": map_of(DYNAMIC),
    "set": set_of(DYNAMIC),
}
_COLLECTIONS = {"list": list_of, "map": map_of, "set": set_of}


class Constraint(NamedTuple):
    """A type with the defaults of its optional attributes.

    ``parts`` are the constraints of the element, the elements or the attributes, in the order of ``type.parts``.
    """

    type: Type
    parts: tuple[Constraint, ...] = ()
    defaults: Mapping[str, Value] = {}


ANY = Constraint(DYNAMIC)


def constraint(node: Expression, evaluate: Callable[[Expression], Value], depth: int = DEPTH) -> Constraint:
    """The constraint that ``node`` writes; any type, where it is none or nests deeper than ``depth``.

    ``evaluate`` gives the value of a default inside ``optional()``.
    """
    if isinstance(node, Parentheses):
        node = node.inner
    if isinstance(node, Template) and len(node.parts) == 1 and isinstance(node.parts[0], TemplateText):
        return Constraint(_KEYWORDS.get(node.parts[0].value, DYNAMIC))
    if isinstance(node, Variable):
        return Constraint(_KEYWORDS.get(node.name, DYNAMIC))
    if not isinstance(node, FunctionCall) or not node.arguments or depth == 0:
        return ANY
    argument = node.arguments[0]
    if node.name in _COLLECTIONS:
        element = constraint(argument, evaluate, depth - 1)
        return Constraint(_COLLECTIONS[node.name](element.type), (element,))
    if node.name == "tuple" and isinstance(argument, Tuple):
        parts = tuple(constraint(element, evaluate, depth - 1) for element in argument.elements)
        return Constraint(tuple_of([part.type for part in parts]), parts)
    if node.name == "object" and isinstance(argument, Object):
        return _object_constraint(argument, evaluate, depth)
    return ANY


def _object_constraint(node: Object, evaluate: Callable[[Expression], Value], depth: int) -> Constraint:
    attributes: dict[str, Constraint] = {}
    optional: set[str] = set()
    defaults: dict[str, Value] = {}
    for element in node.elements:
        name = _attribute_name(element.key)
        value = element.value
        if isinstance(value, FunctionCall) and value.name == "optional" and value.arguments:
            optional.add(name)
            if len(value.arguments) > 1:
                defaults[name] = evaluate(value.arguments[1])
            value = value.arguments[0]
        attributes[name] = constraint(value, evaluate, depth - 1)
    type = object_of({name: part.type for name, part in attributes.items()}, frozenset(optional))
    return Constraint(type, tuple(attributes[name] for name in type.names), defaults)


def _attribute_name(key: Expression) -> str:
    if isinstance(key, Variable):
        return key.name
    if isinstance(key, Template) and len(key.parts) == 1 and isinstance(key.parts[0], TemplateText):
        return key.parts[0].value
    return ""


def conformed(value: Value, wanted: Constraint) -> Value:
    """``value`` as the type wanted, with the defaults of optional attributes filled in.

    Raises:
        EvaluationError: Terraform can't convert it.
        NotCovered: it has a value that the evaluator does not work out.
    """
    return convert(_with_defaults(value, wanted), wanted.type)


def _with_defaults(value: Value, wanted: Constraint) -> Value:
    if isinstance(value, Union):
        return with_sources(union([_with_defaults(choice, wanted) for choice in value.choices]), value.sources)
    if not isinstance(value, Known) or value.content is None or not wanted.parts:
        return value
    if wanted.type.kind == "object" and isinstance(value.content, dict):
        filled = dict(value.content)
        for name, default in wanted.defaults.items():
            given = filled.get(name)
            if given is None or (isinstance(given, Known) and given.content is None):
                filled[name] = default
        for name, part in zip(wanted.type.names, wanted.parts, strict=True):
            if name in filled:
                filled[name] = _with_defaults(filled[name], part)
        return with_sources(object_value(filled), value.sources)
    if wanted.type.kind == "tuple":
        if len(value.elements) != len(wanted.parts):
            return value
        return tuple_value(map(_with_defaults, value.elements, wanted.parts))
    if wanted.type.kind not in ("list", "set", "map"):
        return value
    elements = [_with_defaults(element, wanted.parts[0]) for element in value.elements]
    if isinstance(value.content, dict):
        filled = dict(zip(value.content, elements, strict=True))
        return with_sources(object_value(filled), value.sources)
    return with_sources(tuple_value(elements), value.sources)
