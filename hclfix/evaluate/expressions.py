"""The evaluator: what an expression is worth, as far as the files can tell.

No recursion over the expression: each kind of node has a generator that asks for the values of its inner expressions,
and :meth:`Evaluator.evaluate` keeps the generators on a stack.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from hclfix.evaluate import numbers, templates
from hclfix.evaluate.access import attribute, index, step_into
from hclfix.evaluate.alternatives import attempt, lift
from hclfix.evaluate.convert import bool_content, convert
from hclfix.evaluate.functions import call
from hclfix.evaluate.operators import binary, unary
from hclfix.evaluate.scope import Scope
from hclfix.evaluate.types import BOOL, DYNAMIC, STRING, list_of, unify
from hclfix.evaluate.values import (
    FALSE,
    NOTHING,
    TRUE,
    EvaluationError,
    Invalid,
    Known,
    NotCovered,
    Unknown,
    Value,
    null,
    number,
    object_value,
    sequence,
    string,
    tuple_value,
    union,
    with_sources,
)
from hclfix.syntax.nodes import (
    AttributeStep,
    Binary,
    Conditional,
    Expression,
    ForDirective,
    ForObject,
    ForTuple,
    FunctionCall,
    IfDirective,
    IndexStep,
    Interpolation,
    LegacyIndexStep,
    Number,
    Object,
    Parentheses,
    SplatStep,
    Step,
    Template,
    TemplatePart,
    Traversal,
    Tuple,
    Unary,
    Variable,
)

Names: TypeAlias = Mapping[str, Value]
Request: TypeAlias = tuple[Expression, Names]
Work: TypeAlias = Generator[Request, Value, Value]

STEPS = 100_000
"""How many inner expressions one evaluation may work out before the value counts as unknown."""

_KEYWORDS = {"true": TRUE, "false": FALSE, "null": null()}


class Evaluator:
    """Evaluates the expressions of one module. It remembers the values of locals, so keep it while the scope stays."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._locals: dict[str, Value] = {}
        self._active: list[str] = []

    def evaluate(self, expression: Expression, names: Names | None = None) -> Value:
        """The value of ``expression``. Nothing is raised: an error of Terraform's is an :class:`Invalid` value.

        ``names`` are values for names that only mean something in one place, such as ``each`` and ``count``.
        """
        self._active = []
        stack: list[Work] = [self._work(expression, names or {})]
        answer: Value | None = None
        steps = 0
        while stack:
            try:
                request = next(stack[-1]) if answer is None else stack[-1].send(answer)
            except StopIteration as stop:
                answer = stop.value
                stack.pop()
            except EvaluationError as error:
                answer = Invalid(DYNAMIC, str(error))
                stack.pop()
            except NotCovered as gap:
                answer = Unknown(DYNAMIC, str(gap))
                stack.pop()
            else:
                answer = None
                steps += 1
                if steps > STEPS:
                    return Unknown(DYNAMIC, f"it takes more than {STEPS} steps to work out")
                stack.append(self._work(*request))
        assert answer is not None
        return answer

    def _work(self, node: Expression, names: Names) -> Work:
        return _HANDLERS[type(node)](self, node, names)

    # --- literals and names -------------------------------------------------------------------------------------

    def _number(self, node: Number, names: Names) -> Work:
        yield from ()
        value = numbers.parsed(node.digits)
        return Unknown(DYNAMIC, "the number is beyond all measure") if value is None else number(value)

    def _variable(self, node: Variable, names: Names) -> Work:
        yield from ()
        if node.name in names:
            return names[node.name]
        return _KEYWORDS.get(node.name) or _reference(node.name)

    def _parentheses(self, node: Parentheses, names: Names) -> Work:
        return (yield node.inner, names)

    # --- traversals ---------------------------------------------------------------------------------------------

    def _traversal(self, node: Traversal, names: Names) -> Work:
        steps = node.steps
        root, first = node.root, steps[0]
        if isinstance(root, Variable) and root.name not in names and isinstance(first, AttributeStep):
            value = yield from self._named(root.name, first.name)
            steps = steps[1:]
        else:
            value = yield root, names
        return _resting_on_itself((yield from self._steps(value, steps, names)))

    def _named(self, root: str, name: str) -> Work:
        address = f"{root}.{name}"
        if root == "local":
            return (yield from self._local(name))
        if root == "var":
            return self._scope.variable(name) or _reference(address, f'no variable "{name}" is declared')
        if root == "path":
            return self._scope.path(name) or _reference(address)
        if address == "terraform.workspace":
            return self._scope.workspace() or Unknown(
                STRING, "nothing says which workspace", address, 1, nullable=False, sources=frozenset({address})
            )
        return step_into(_reference(root), DYNAMIC, f".{name}")

    def _local(self, name: str) -> Work:
        if name in self._locals:
            return self._locals[name]
        if name in self._active:
            cycle = " -> ".join(f"local.{each}" for each in [*self._active[self._active.index(name) :], name])
            return Invalid(DYNAMIC, f"local values refer to each other: {cycle}")
        expression = self._scope.local(name)
        if expression is None:
            return _reference(f"local.{name}", f'no local value "{name}" is declared')
        self._active.append(name)
        value = yield expression, {}
        self._active.pop()
        self._locals[name] = value
        return value

    def _steps(self, value: Value, steps: Sequence[Step], names: Names) -> Work:
        for position, step in enumerate(steps):
            if isinstance(step, AttributeStep):
                value = attribute(value, step.name)
            elif isinstance(step, LegacyIndexStep):
                value = index(value, number(step.index))
            elif isinstance(step, IndexStep):
                value = index(value, (yield step.key, names))
            elif isinstance(step, SplatStep):
                end = len(steps) if step.full else _end_of_attributes(steps, position + 1)
                value = yield from self._splat(value, steps[position + 1 : end], step.full, names)
                return (yield from self._steps(value, steps[end:], names))
        return value

    def _splat(self, value: Value, steps: Sequence[Step], full: bool, names: Names) -> Work:
        results: list[Value] = []
        for choice in value.alternatives:
            if isinstance(choice, Invalid):
                results.append(choice)
            elif isinstance(choice, Known):
                results.append((yield from self._splat_known(choice, steps, names)))
            elif isinstance(choice, Unknown) and (choice.type.sequence or choice.type.kind == "dynamic"):
                star = step_into(choice, DYNAMIC, "[*]" if full else ".*")
                inner = yield from self._steps(star, steps, names)
                reason, address = (inner.reason, inner.address) if isinstance(inner, Unknown) else ("", None)
                results.append(Unknown(DYNAMIC, reason, address, nullable=False))
            else:
                results.append(Unknown(DYNAMIC, "the value of a splat is not known"))
        return with_sources(union(results), value.sources)

    def _splat_known(self, value: Known, steps: Sequence[Step], names: Names) -> Work:
        if not value.type.sequence:
            source: tuple[Value, ...] = () if value.content is None else (value,)
        elif value.content is None:
            raise EvaluationError("null has no elements")
        else:
            source = value.elements
        elements: list[Value] = []
        for element in source:
            result = yield from self._steps(element, steps, names)
            if isinstance(result, Invalid):
                return result
            elements.append(result)
        if value.type.kind not in ("list", "set"):
            return tuple_value(elements)
        types = {element.type for element in elements if element.type.kind != "dynamic"}
        if len(types) > 1:
            raise EvaluationError("the elements of the splat have different types")
        return sequence(list_of(types.pop() if types else DYNAMIC), elements)

    # --- templates ----------------------------------------------------------------------------------------------

    def _template(self, node: Template, names: Names) -> Work:
        if len(node.parts) == 1 and isinstance(node.parts[0], Interpolation):
            return (yield node.parts[0].expression, names)
        return (yield from self._rendered(node.parts, False, False, names))

    def _rendered(self, parts: Sequence[TemplatePart], after: bool, before: bool, names: Names) -> Work:
        values: list[Value] = []
        for part in templates.texts(parts, after, before):
            if isinstance(part, str):
                values.append(string(part))
            elif isinstance(part, Interpolation):
                values.append((yield part.expression, names))
            elif isinstance(part, IfDirective):
                values.append((yield from self._if_directive(part, names)))
            elif isinstance(part, ForDirective):
                values.append((yield from self._for_directive(part, names)))
        return lift(templates.joined, *values)

    def _if_directive(self, part: IfDirective, names: Names) -> Work:
        test = yield part.condition, names
        end_of_then = part.else_marker or part.endif_marker
        then = yield from self._rendered(part.then, part.if_marker.strip_after, end_of_then.strip_before, names)
        strip = part.else_marker.strip_after if part.else_marker else False
        otherwise = yield from self._rendered(part.otherwise, strip, part.endif_marker.strip_before, names)
        return _choose(test, then, otherwise)

    def _for_directive(self, part: ForDirective, names: Names) -> Work:
        collection = yield part.collection, names
        after, before = part.for_marker.strip_after, part.endfor_marker.strip_before
        results: list[Value] = []
        for choice in collection.alternatives:
            if (items := _items(choice)) is None:
                results.append(choice if isinstance(choice, Invalid) else Unknown(STRING, nullable=False))
                continue
            rounds: list[Value] = []
            for key, value in items:
                inner = _with_names(names, part.key, key, part.value, value)
                rounds.append((yield from self._rendered(part.body, after, before, inner)))
            results.append(lift(templates.joined, *rounds))
        return with_sources(union(results), collection.sources)

    # --- collections --------------------------------------------------------------------------------------------

    def _tuple(self, node: Tuple, names: Names) -> Work:
        elements: list[Value] = []
        for element in node.elements:
            elements.append((yield element, names))
        return _first_error(elements) or tuple_value(elements)

    def _object(self, node: Object, names: Names) -> Work:
        attributes: dict[str, Value] = {}
        unknown: Value | None = None
        sources = NOTHING
        for element in node.elements:
            if isinstance(element.key, Variable):
                key: Value = string(element.key.name)
            else:
                key = lift(_key, (yield element.key, names))
            value = yield element.value, names
            if error := _first_error([key, value]):
                return error
            sources |= key.sources
            if isinstance(key, Known) and isinstance(key.content, str):
                attributes[key.content] = value
            else:
                unknown = key
        if unknown is not None:
            return Unknown(DYNAMIC, "a key of the object is not known", nullable=False, sources=sources)
        return with_sources(object_value(attributes), sources)

    def _for_tuple(self, node: ForTuple, names: Names) -> Work:
        collection = yield node.collection, names
        results: list[Value] = []
        for choice in collection.alternatives:
            results.append((yield from self._for_tuple_over(node, choice, names)))
        return with_sources(union(results), collection.sources)

    def _for_tuple_over(self, node: ForTuple, collection: Value, names: Names) -> Work:
        if (items := _items(collection)) is None:
            return collection if isinstance(collection, Invalid) else _unknown_loop()
        elements: list[Value] = []
        sources = NOTHING
        for key, value in items:
            inner = _with_names(names, node.key, key, node.value, value)
            if node.condition:
                test = _test((yield node.condition, inner))
                sources |= test.sources
                if not isinstance(test, Known):
                    return with_sources(_unknown_loop(), sources)
                if not bool_content(test):
                    continue
            element = yield node.element, inner
            if isinstance(element, Invalid):
                return element
            elements.append(element)
        return with_sources(tuple_value(elements), sources)

    def _for_object(self, node: ForObject, names: Names) -> Work:
        collection = yield node.collection, names
        results: list[Value] = []
        for choice in collection.alternatives:
            results.append((yield from self._for_object_over(node, choice, names)))
        return with_sources(union(results), collection.sources)

    def _for_object_over(self, node: ForObject, collection: Value, names: Names) -> Work:
        if (items := _items(collection)) is None:
            return collection if isinstance(collection, Invalid) else _unknown_loop()
        groups: dict[str, list[Value]] = {}
        sources = NOTHING
        for index_, value in items:
            inner = _with_names(names, node.key, index_, node.value, value)
            if node.condition:
                test = _test((yield node.condition, inner))
                sources |= test.sources
                if not isinstance(test, Known):
                    return with_sources(_unknown_loop(), sources)
                if not bool_content(test):
                    continue
            key = lift(_key, (yield node.element_key, inner))
            element = yield node.element, inner
            if error := _first_error([key, element]):
                return error
            sources |= key.sources
            if not isinstance(key, Known) or not isinstance(key.content, str):
                return with_sources(_unknown_loop(), sources)
            group = groups.setdefault(key.content, [])
            if group and not node.grouping:
                raise EvaluationError(f'two elements have the key "{key.content}"')
            group.append(element)
        attributes = {name: tuple_value(group) if node.grouping else group[0] for name, group in groups.items()}
        return with_sources(object_value(attributes), sources)

    # --- operations ---------------------------------------------------------------------------------------------

    def _function(self, node: FunctionCall, names: Names) -> Work:
        arguments: list[Value] = []
        for argument in node.arguments:
            arguments.append((yield argument, names))
        if node.name == "try":
            return _try(arguments)
        if node.name == "can":
            return _can(arguments)
        if not node.expand_final:
            return call(node.name, arguments)
        *fixed, final = arguments
        results: list[Value] = []
        for choice in final.alternatives:
            if isinstance(choice, Known) and choice.type.sequence and choice.content is not None:
                results.append(call(node.name, [*fixed, *choice.elements]))
            elif isinstance(choice, Invalid) or not isinstance(choice, Unknown):
                results.append(Invalid(DYNAMIC, "only a list, set or tuple expands to arguments"))
            else:
                results.append(Unknown(DYNAMIC, "the arguments are not known"))
        return with_sources(union(results), final.sources)

    def _unary(self, node: Unary, names: Names) -> Work:
        operand = yield node.operand, names
        return lift(partial(unary, node.operator), operand)

    def _binary(self, node: Binary, names: Names) -> Work:
        left = yield node.left, names
        right = yield node.right, names
        if node.operator in ("&&", "||") and isinstance(left, Invalid) != isinstance(right, Invalid):
            return Unknown(BOOL, "versions of Terraform differ in whether they look at the other side")
        return lift(partial(binary, node.operator), left, right)

    def _conditional(self, node: Conditional, names: Names) -> Work:
        test = yield node.condition, names
        then = yield node.then, names
        otherwise = yield node.otherwise, names
        return _choose(test, then, otherwise)


_HANDLERS: dict[type[Expression], Callable[..., Work]] = {
    Number: Evaluator._number,
    Variable: Evaluator._variable,
    Parentheses: Evaluator._parentheses,
    Traversal: Evaluator._traversal,
    Template: Evaluator._template,
    Tuple: Evaluator._tuple,
    Object: Evaluator._object,
    ForTuple: Evaluator._for_tuple,
    ForObject: Evaluator._for_object,
    FunctionCall: Evaluator._function,
    Unary: Evaluator._unary,
    Binary: Evaluator._binary,
    Conditional: Evaluator._conditional,
}


def _reference(address: str, reason: str = "the files don't tell its value") -> Unknown:
    return Unknown(DYNAMIC, reason, address)


def _resting_on_itself(value: Value) -> Value:
    """An unknown value that is a reference rests on that reference; one that comes of a variable says so already."""
    if isinstance(value, Unknown) and value.address and not value.address.startswith("var."):
        return with_sources(value, frozenset({value.address}))
    return value


def _end_of_attributes(steps: Sequence[Step], start: int) -> int:
    end = start
    while end < len(steps) and isinstance(steps[end], (AttributeStep, LegacyIndexStep)):
        end += 1
    return end


def _first_error(values: Iterable[Value]) -> Invalid | None:
    return next((value for value in values if isinstance(value, Invalid)), None)


def _items(collection: Value) -> Iterable[tuple[Value, Value]] | None:
    """The keys and elements to loop over, None where they are not known (or are an error)."""
    if isinstance(collection, Unknown):
        return None
    if not isinstance(collection, Known) or collection.content is None or collection.type.primitive:
        raise EvaluationError("a for expression needs a collection that is not null")
    return collection.items


def _with_names(names: Names, key_name: str | None, key: Value, value_name: str, value: Value) -> Names:
    inner = {**names, value_name: value}
    if key_name is not None:
        inner[key_name] = key
    return inner


def _unknown_loop() -> Unknown:
    return Unknown(DYNAMIC, "what the for expression goes over is not known", nullable=False)


def _test(value: Value) -> Value:
    """The condition as a bool, known or not.

    Raises:
        EvaluationError: it is null or no bool.
    """
    if isinstance(value, Invalid):
        raise EvaluationError(value.reason)
    converted = convert(value, BOOL)
    if isinstance(converted, Known) and converted.content is None:
        raise EvaluationError("a condition is null")
    return converted


def _key(value: Value) -> Value:
    """A key of an object."""
    converted = convert(value, STRING)
    if isinstance(converted, Known) and converted.content is None:
        raise EvaluationError("a key of an object is null")
    return converted


def _choose(test: Value, then: Value, otherwise: Value) -> Value:
    """``test ? then : otherwise``: both, where the test is not known."""
    results: list[Value] = []
    for each in test.alternatives:
        answer = attempt(_test, each)
        if isinstance(answer, Invalid):
            results.append(answer)
            continue
        decided = bool_content(answer) if isinstance(answer, Known) else None
        if decided is not False:
            results.append(lift(partial(_as_common, other=otherwise), then))
        if decided is not True:
            results.append(lift(partial(_as_common, other=then), otherwise))
    return with_sources(union(results), test.sources)


def _as_common(value: Value, other: Value) -> Value:
    """``value`` as the type that both results of a conditional have in common."""
    if isinstance(other, Invalid):
        return value
    if isinstance(value, Known) and value.content is None and value.type == DYNAMIC:
        return convert(value, other.type)
    if isinstance(other, Known) and other.content is None and other.type == DYNAMIC:
        return value
    common = unify([value.type, other.type])
    if common is None:
        raise EvaluationError(f"the results of a conditional are a {value.type} and a {other.type}")
    return convert(value, common)


def _try(arguments: Sequence[Value]) -> Value:
    """The first argument without an error. What is not known may turn out to be one, so the next ones count too."""
    results: list[Value] = []
    for argument in arguments:
        certain = True
        for choice in argument.alternatives:
            if not isinstance(choice, Invalid):
                results.append(choice)
            certain = certain and choice.known
        if certain:
            break
    if not results:
        return Invalid(DYNAMIC, "no argument of try() is free of errors")
    return union(results)


def _can(arguments: Sequence[Value]) -> Value:
    choices = [
        FALSE if isinstance(choice, Invalid) else TRUE if choice.known else Unknown(BOOL, nullable=False)
        for choice in arguments[0].alternatives
    ]
    return with_sources(union(choices), arguments[0].all_sources)


