"""Makes the nodes of an expression: Lark calls the function of a rule of ``grammar.lark`` with what the rule matched.

The tokens among the arguments are those of :mod:`hclfix.syntax.lexer`, the rest are nodes, and lists of them.
"""

from __future__ import annotations

import re
from typing import Any

from hclfix.syntax.literal import set_values
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
    Marker,
    Number,
    Object,
    ObjectElement,
    Parentheses,
    SplatStep,
    Step,
    Template,
    TemplatePart,
    TemplateText,
    Traversal,
    Tuple,
    Unary,
    Variable,
)
from hclfix.syntax.recognise import skip
from hclfix.syntax.tokens import NAMES, unescape
from hclfix.text import Span

_PRECEDENCE = {
    operator: level
    for level, operators in enumerate(("||", "&&", "== !=", "< <= > >=", "+ -", "* / %"))
    for operator in operators.split()
}


_STEP = re.compile(r"\.([^.\[]++)|\[([0-9]++)\]")
_PLAIN_PART = re.compile(r"\$\{([^}$]++)\}|[^$]++")


def _span(first: Any, last: Any) -> Span:
    """From the start of the token ``first`` to the end of the token ``last``."""
    return Span(first.start_pos, last.end_pos)


# --- terms that are one token; each takes the text and the offset, for expressions that are nothing else ----------


def variable_at(text: str, start: int) -> Variable:
    """The node of a name."""
    return Variable(Span(start, start + len(text)), text)


def number_at(text: str, start: int) -> Number:
    """The node of a number."""
    return Number(Span(start, start + len(text)), text)


def string_at(text: str, start: int) -> Template:
    """The node of a quoted template without sequences."""
    end = start + len(text)
    content = Span(start + 1, end - 1)
    parts = (TemplateText(content, unescape(text[1:-1])),) if end - start > 2 else ()
    return Template(Span(start, end), parts, content)


def reference_at(text: str, start: int) -> Traversal:
    """The node of names joined by dots, without blanks."""
    root, *names = text.split(".")
    end = start + len(root)
    steps: list[Step] = []
    variable = Variable(Span(start, end), root)
    for name in names:
        dot, end = end, end + 1 + len(name)
        steps.append(AttributeStep(Span(dot, end), name, Span(dot + 1, end)))
    return Traversal(Span(start, end), variable, tuple(steps))


def traversal_at(text: str, start: int) -> Traversal:
    """The node of names joined by dots, with numbers in brackets between them, without blanks."""
    steps: list[Step] = []
    root = text
    for match in reversed(list(_STEP.finditer(text))):
        span = Span(start + match.start(), start + match.end())
        if match[1]:
            steps.append(AttributeStep(span, match[1], Span(span[0] + 1, span[1])))
        else:
            steps.append(IndexStep(span, number_at(match[2], span[0] + 1)))
        root = text[: match.start()]
    return Traversal(Span(start, start + len(text)), variable_at(root, start), tuple(reversed(steps)))


def template_at(text: str, start: int) -> Template:
    """The node of a quoted template without escapes, whose sequences hold names joined by dots and nothing else."""
    parts: list[TemplatePart] = []
    for match in _PLAIN_PART.finditer(text, 1, len(text) - 1):
        span = Span(start + match.start(), start + match.end())
        if match[1]:
            node = (reference_at if "." in match[1] else variable_at)(match[1], start + match.start(1))
            parts.append(Interpolation(span, node, False, False))
        else:
            parts.append(TemplateText(span, match[0]))
    end = start + len(text)
    return Template(Span(start, end), tuple(parts), Span(start + 1, end - 1))


def variable(children: list[Any]) -> Variable:
    return variable_at(str(children[0]), children[0].start_pos)


def number(children: list[Any]) -> Number:
    return number_at(str(children[0]), children[0].start_pos)


def string(children: list[Any]) -> Template:
    return string_at(children[0], children[0].start_pos)


def reference(children: list[Any]) -> Traversal:
    return reference_at(children[0], children[0].start_pos)


# --- traversals -------------------------------------------------------------------------------------------------


def traversal(children: list[Any]) -> Traversal:
    root, steps = children
    if type(root) is Traversal:  # a REFERENCE goes on with other steps
        steps = [*root.steps, *steps]
        root = root.root
    return Traversal(Span(root.span[0], steps[-1].span[1]), root, tuple(steps))


def attribute(children: list[Any]) -> AttributeStep:
    token = children[0]
    start = token.start_pos + skip(token, 1)
    return AttributeStep(_span(token, token), token[start - token.start_pos :], Span(start, token.end_pos))


def legacy_index(children: list[Any]) -> LegacyIndexStep:
    token = children[0]
    index = float(token[skip(token, 1) :])  # Terraform reads any number here, as "1e3"
    return LegacyIndexStep(_span(token, token), int(min(index, 2.0**53)))


def attribute_splat(children: list[Any]) -> SplatStep:
    return SplatStep(_span(children[0], children[0]), full=False)


def full_splat(children: list[Any]) -> SplatStep:
    return SplatStep(_span(children[0], children[0]), full=True)


def index(children: list[Any]) -> IndexStep:
    bracket, key, end = children
    return IndexStep(_span(bracket, end), key)


def _collected(children: list[Any]) -> list[Any]:
    """A list rule: an item, perhaps behind the list so far and a separator."""
    if len(children) < 2:
        return children
    children[0].append(children[-1])
    collected: list[Any] = children[0]
    return collected


steps = splat_steps = parts = expressions = elements = _collected


# --- operations -------------------------------------------------------------------------------------------------


def operations(children: list[Any]) -> list[Any]:
    """Operands and the operators between them in order, as a flat list."""
    first, operator, operand = children
    if type(first) is not list:
        return children
    first += (operator, operand)
    return first


def binary(children: list[Any]) -> Expression:
    """Joins operands and operators by precedence; operators of one level join from the left."""
    operands: list[Expression] = [children[0][0]]
    operators: list[str] = []
    for position in range(1, len(children[0]), 2):
        operator = str(children[0][position])
        while operators and _PRECEDENCE[operators[-1]] >= _PRECEDENCE[operator]:
            _join(operands, operators.pop())
        operators.append(operator)
        operands.append(children[0][position + 1])
    while operators:
        _join(operands, operators.pop())
    return operands[0]


def _join(operands: list[Expression], operator: str) -> None:
    right = operands.pop()
    left = operands[-1]
    operands[-1] = Binary(Span(left.span[0], right.span[1]), operator, left, right)


def unary(children: list[Any]) -> Unary:
    operator, operand = children
    return Unary(Span(operator.start_pos, operand.span[1]), str(operator), operand)


def conditional(children: list[Any]) -> Conditional:
    condition, _, then, _, otherwise = children
    if type(condition) is list:
        condition = binary([condition])
    return Conditional(Span(condition.span[0], otherwise.span[1]), condition, then, otherwise)


def parentheses(children: list[Any]) -> Parentheses:
    return Parentheses(_span(children[0], children[2]), children[1])


def function_call(children: list[Any]) -> FunctionCall:
    token = children[0]
    words = [match for match in NAMES.finditer(token) if match[1]]
    name = "::".join(match[1] for match in words)
    name_span = Span(token.start_pos, token.start_pos + words[-1].end())
    arguments = tuple(children[1]) if len(children) > 2 else ()
    expand_final = len(children) > 3 and children[2].type == "ELLIPSIS"
    return FunctionCall(_span(token, children[-1]), name, name_span, arguments, expand_final)


# --- collections ------------------------------------------------------------------------------------------------


def tuple_(children: list[Any]) -> Tuple:
    return Tuple(_span(children[0], children[-1]), tuple(children[1]) if len(children) > 2 else ())


def object_(children: list[Any]) -> Object:
    return Object(_span(children[0], children[-1]), tuple(children[1]) if len(children) > 2 else ())


def element(children: list[Any]) -> ObjectElement:
    key, _, value = children
    return ObjectElement(Span(key.span[0], value.span[1]), key, value)


def _for_names(token: str) -> tuple[str | None, str]:
    """The names between ``for`` and ``in``."""
    _, *names, _ = [name for name in NAMES.findall(token) if name]
    return (names[0], names[1]) if len(names) > 1 else (None, names[0])


def for_tuple(children: list[Any]) -> ForTuple:
    opener, collection, _, element, *condition, end = children
    key, value = _for_names(opener)
    return ForTuple(_span(opener, end), key, value, collection, element, condition[1] if condition else None)


def for_object(children: list[Any]) -> ForObject:
    opener, collection, _, element_key, _, element, *rest, end = children
    key, value = _for_names(opener)
    grouping = bool(rest) and rest[0].type == "ELLIPSIS"
    condition = rest[-1] if len(rest) > grouping else None
    return ForObject(_span(opener, end), key, value, collection, element_key, element, grouping, condition)


# --- templates --------------------------------------------------------------------------------------------------


def text(children: list[Any]) -> TemplateText:
    """Literal text, raw until the template around it is known."""
    return TemplateText(_span(children[0], children[0]), str(children[0]))


def interpolation(children: list[Any]) -> Interpolation:
    opener, expression, closer = children
    return Interpolation(_span(opener, closer), expression, opener.endswith("~"), closer.startswith("~"))


def _marker(opener: Any, closer: Any) -> Marker:
    return Marker(_span(opener, closer), opener.startswith("%{~"), closer.endswith("~}"))


def if_directive(children: list[Any]) -> IfDirective:
    opener, condition, closer, then, *otherwise, end = children
    return IfDirective(
        _span(opener, end),
        condition,
        tuple(then),
        tuple(otherwise[1]) if otherwise else (),
        _marker(opener, closer),
        _marker(otherwise[0], otherwise[0]) if otherwise else None,
        _marker(end, end),
    )


def for_directive(children: list[Any]) -> ForDirective:
    opener, collection, closer, body, end = children
    key, value = _for_names(opener)
    return ForDirective(
        _span(opener, end), key, value, collection, tuple(body), _marker(opener, closer), _marker(end, end)
    )


def quoted(children: list[Any]) -> Template:
    opener, parts, end = children
    set_values(parts, heredoc=False, indented=False)
    return Template(_span(opener, end), tuple(parts), Span(opener.end_pos, end.start_pos))


def heredoc(children: list[Any]) -> Template:
    opener, parts, end = children
    indented = opener.startswith("<<-")
    set_values(parts, heredoc=True, indented=indented)
    content = Span(opener.end_pos, end.start_pos)
    return Template(_span(opener, end), tuple(parts), content, heredoc_marker(opener), indented)


def heredoc_marker(opener: str) -> str:
    """The marker in ``<<-EOT`` and a newline."""
    return opener[2:].removeprefix("-").rstrip("\r\n")
