"""Which resources an argument names.

``role = local.role`` names ``aws_iam_role.lambda`` where the local is ``aws_iam_role.lambda[0].name``. A name is
followed through locals, ``each.value``, dynamic blocks, ``for`` expressions, conditionals, functions that hand on what
they are given, and arguments of other resources; what comes from a variable, a data source or a module is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from hclfix import (
    Attribute,
    AttributeStep,
    Block,
    Conditional,
    Expression,
    ForObject,
    ForTuple,
    FunctionCall,
    IndexStep,
    Interpolation,
    LegacyIndexStep,
    Module,
    Number,
    Object,
    Parentheses,
    Step,
    Template,
    TemplateText,
    Traversal,
    Tuple,
    Variable,
    key_name,
    template_pieces,
    traversals,
)

from .arguments import Argument, arguments
from .table import stands_for

ANY = None
"""The step into any one element of a collection."""

Steps = tuple[str | None, ...]


class Name(NamedTuple):
    """A resource, or with ``key`` one instance of it; ``key`` is None where the files don't say which."""

    address: str
    key: str | None = None

    @property
    def type(self) -> str:
        """The type of the resource."""
        return self.address.partition(".")[0]

    def may_be(self, other: Name) -> bool:
        """Whether the two can name the same instance."""
        return self.address == other.address and (self.key is None or other.key is None or self.key == other.key)


class Scope(NamedTuple):
    """What names inside an expression mean: ``each`` belongs to ``resource``, ``bound`` ones to what is around."""

    resource: Block | None = None
    bound: Mapping[str, Binding | None] = {}


class Binding(NamedTuple):
    """A name for the elements of ``collection``; that of a dynamic block has them as its ``value``."""

    collection: Expression | Attribute
    scope: Scope
    dynamic: bool


class End(NamedTuple):
    """Where following an expression ends. ``name`` is set for a resource; with ``followed`` more ends lie behind it."""

    expression: Expression
    name: Name | None
    followed: bool


Onward = tuple[Expression | Attribute, Steps, Scope]
"""Where to follow on: an expression or that of an attribute, the steps into its value, and what its names mean."""

STEPS = 20
"""How many steps into a value are followed; more come only from names that lead round in a circle."""

HANDS_ON = frozenset(
    ("coalesce", "coalescelist", "compact", "concat", "distinct", "element", "flatten", "join", "list", "lookup", "map",
     "merge", "nonsensitive", "one", "reverse", "sensitive", "setunion", "sort", "split", "tolist", "tomap", "toset",
     "tostring", "try", "values")
)
"""Functions whose result is one of their arguments, or an element or a collection of them."""


_WORD = r"[a-zA-Z_][\w-]*+"
_REFERENCE = re.compile(rf"({_WORD})\.({_WORD})(?:\.({_WORD})(?>\.{_WORD})*+)?", re.ASCII)
_NO_RESOURCES = ("var", "local", "module", "data")
_LEADS_ON = ("local", "each")
_NO_NAMES: frozenset[Name] = frozenset()


class Follower:
    """Follows names inside one module; remembers what it found."""

    def __init__(self, module: Module) -> None:
        self.module = module
        self._names: dict[Attribute, frozenset[Name]] = {}

    def names(self, argument: Argument) -> frozenset[Name]:
        """The resources that an argument names."""
        known = self._names.get(argument.attribute)
        if known is None:
            known = self._plain(argument)
            if known is None:
                known = frozenset(end.name for end in self.ends(argument) if end.name)
            self._names[argument.attribute] = known
        return known

    def _plain(self, argument: Argument) -> frozenset[Name] | None:
        """The same, where the text alone tells, as it mostly does; None where it does not."""
        text = argument.attribute.value_text
        if _is_its_own(text):
            return _NO_NAMES
        match = _REFERENCE.fullmatch(text)
        if not match or match[1] in _LEADS_ON or match[1] in argument.iterators:
            return None
        type, label, attribute = match.groups()
        block = self.module.block(f"{type}.{label}") if type not in _NO_RESOURCES else None
        if not block:
            return _NO_NAMES
        given = block.attribute(attribute) if attribute else None
        if not _is_its_own(given.value_text) if given else type in stands_for():
            return None
        return frozenset((Name(f"{type}.{label}"),))

    def names_inside(self, argument: Argument) -> frozenset[Name]:
        """The resources that stand anywhere in an argument's text, also as a piece of it."""
        found: set[Name] = set()
        for end in self.ends(argument):
            for traversal in traversals(end.expression):
                if name := self._resource(traversal):
                    found.add(name)
        return frozenset(found)

    def ends(self, argument: Argument) -> Iterator[End]:
        """Everything that an argument can turn out to be."""
        scope = Scope(argument.resource)
        for name, for_each in argument.iterators.items():
            scope = Scope(argument.resource, {**scope.bound, name: Binding(for_each, scope, dynamic=True)})
        yield from self._follow((argument.attribute, (), scope))

    def _follow(self, start: Onward) -> Iterator[End]:
        pending = [start]
        seen: set[tuple[Attribute, Steps, Block | None]] = set()
        while pending:
            expression, steps, scope = pending.pop()
            if isinstance(expression, Attribute):
                mark = (expression, steps, scope.resource)
                if mark in seen or len(steps) > STEPS:
                    continue
                seen.add(mark)
                expression = expression.expression
            if isinstance(expression, Traversal | Variable):
                end, onward = self._reference(expression, steps, scope)
                if end:
                    yield end
            else:
                inside = self._inside(expression, steps, scope)
                if inside is None:
                    yield End(expression, None, False)
                onward = inside or []
            pending.extend(onward)

    def _inside(self, expression: Expression, steps: Steps, scope: Scope) -> list[Onward] | None:
        """What an expression hands on, None where it makes something of its own."""
        match expression:
            case Parentheses(inner=inner):
                return [(inner, steps, scope)]
            case Conditional(then=then, otherwise=otherwise):
                return [(then, steps, scope), (otherwise, steps, scope)]
            case FunctionCall(name=name, arguments=given) if name in HANDS_ON:
                if name in ("element", "lookup"):
                    return [(given[0], (ANY, *steps), scope), *((one, steps, scope) for one in given[2:])]
                if steps and steps[0] is not ANY and steps[0].isdigit():
                    steps = (ANY, *steps[1:])  # its place in the result is not its place in the argument
                return [(one, steps, scope) for one in (given[1:] if name in ("split", "join") else given)]
            case Tuple(elements=elements):
                first, rest = (steps[0], steps[1:]) if steps else (ANY, steps)
                if first is not ANY and first.isdigit() and int(first) < len(elements):
                    elements = (elements[int(first)],)
                return [(element, rest, scope) for element in elements]
            case Object(elements=pairs):
                first, rest = (steps[0], steps[1:]) if steps else (ANY, steps)
                return [(pair.value, rest, scope) for pair in pairs if first is ANY or key_name(pair) in (None, first)]
            case ForTuple() | ForObject():
                bound = {**scope.bound, expression.value: Binding(expression.collection, scope, dynamic=False)}
                if expression.key:
                    bound[expression.key] = None
                return [(expression.element, steps[1:], Scope(scope.resource, bound))]
            case Template(parts=(Interpolation(expression=inner),)):
                return [(inner, steps, scope)]
            case Template(parts=(Interpolation(expression=inner), TemplateText(value=text), *_)) if (
                text.startswith(":")  # an ARN with a qualifier behind it
            ):
                return [(inner, steps, scope)]
            case Traversal(root=root, steps=more):
                return [(root, (*map(_step, more), *steps), scope)]
        return None

    def _reference(
        self, reference: Traversal | Variable, steps: Steps, scope: Scope
    ) -> tuple[End | None, list[Onward]]:
        """Where a reference ends, and where it leads on to."""
        if isinstance(reference, Variable):
            root, own = reference.name, steps
        elif isinstance(reference.root, Variable):
            root, own = reference.root.name, (*map(_step, reference.steps), *steps)
        else:
            return None, self._inside(reference, steps, scope) or []
        if root in scope.bound:
            binding = scope.bound[root]
            if binding is None or (binding.dynamic and own[:1] != ("value",)):
                return None, []
            return None, [(binding.collection, (ANY, *(own[1:] if binding.dynamic else own)), binding.scope)]
        match root, own:
            case "local", (str(local), *rest):
                definition = self.module.locals.get(local)
                return None, [(definition, tuple(rest), Scope())] if definition else []
            case "each", (("value" | "key") as which, *rest):
                for_each = scope.resource.attribute("for_each") if scope.resource else None
                if for_each and (which == "value" or _is_set(for_each.expression)):
                    return None, [(for_each, (ANY, *rest), scope)]
                return End(reference, None, False), []
        name = self._resource(reference) if isinstance(reference, Traversal) else None
        if name is None:
            return End(reference, None, False), []
        onward = self._written(name, own[1:])
        return End(reference, name, bool(onward)), onward

    def _written(self, name: Name, steps: Steps) -> list[Onward]:
        """The argument that an attribute of the same name gives back, and what the resource stands for."""
        block = self.module.block(name.address)
        assert block is not None
        attribute_steps = [step for step in steps if step is not ANY and not step.isdigit() and step != name.key]
        onward: list[Onward] = []
        if attribute_steps and (attribute := block.attribute(attribute_steps[0])):
            rest = steps[steps.index(attribute_steps[0]) + 1 :]
            onward.append((attribute, rest, Scope(block)))
        elif path := stands_for().get(name.type):
            onward.extend((one.attribute, (), Scope(block)) for one in arguments(block, path))
        return onward

    def _resource(self, traversal: Traversal) -> Name | None:
        """The resource of this module that a reference names."""
        match traversal:
            case Traversal(root=Variable(name=type), steps=(AttributeStep(name=label), *rest)):
                address = f"{type}.{label}"
                if type not in _NO_RESOURCES and self.module.block(address):
                    return Name(address, _step(rest[0]) if rest and not isinstance(rest[0], AttributeStep) else None)
        return None


def _is_its_own(text: str) -> bool:
    """Whether the text of an expression is that of a string which is more than what a single reference gives."""
    pieces = template_pieces(text)
    if pieces is None:
        return False
    return not pieces or not pieces[0].startswith("$") or (len(pieces) > 1 and not pieces[1].startswith(":"))


def _step(step: Step) -> str | None:
    match step:
        case AttributeStep(name=name):
            return name
        case LegacyIndexStep(index=index):
            return str(index)
        case IndexStep(key=key):
            return _key(key)
    return ANY


def _is_set(collection: Expression) -> bool:
    """Whether ``each.key`` is ``each.value``."""
    return isinstance(collection, FunctionCall) and collection.name == "toset"


def _key(key: Expression) -> str | None:
    """The text of a key that is written out, else None."""
    match key:
        case Number(digits=digits):
            return digits
        case Template(parts=(TemplateText(value=value),)):
            return value
    return None
