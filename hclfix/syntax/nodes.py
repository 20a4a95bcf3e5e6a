"""The nodes of an HCL expression, as Terraform's language reference names them.

Every node has a ``span`` in the text of the file that it was parsed from, and ``text[span]`` is the node,
without blanks or comments around it. Nodes are made by :func:`hclfix.syntax.expression.parse_expression`, and never
changed. Walk them with :func:`walk`; nothing here is recursive, since input may nest as deep as it likes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from hclfix.text import Span


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """Anything with a place in the text."""

    span: Span

    def __repr__(self) -> str:
        values = ", ".join(f"{field.name}={getattr(self, field.name)!r}" for field in fields(self))
        return f"{type(self).__name__}({values})"


@dataclass(slots=True, eq=False, repr=False)
class Expression(Node):
    """Anything that has a value."""


@dataclass(slots=True, eq=False, repr=False)
class Number(Expression):
    """``12``, ``1.5e3``. ``digits`` is the number as written."""

    digits: str


@dataclass(slots=True, eq=False, repr=False)
class Variable(Expression):
    """A name that stands alone or begins a traversal: ``var``, ``aws_instance``; also ``true``, ``false``, ``null``."""

    name: str


# --- traversals -------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False, repr=False)
class Step(Node):
    """One step of a traversal; its span includes the dot or the brackets."""


@dataclass(slots=True, eq=False, repr=False)
class AttributeStep(Step):
    """``.name``"""

    name: str
    name_span: Span


@dataclass(slots=True, eq=False, repr=False)
class LegacyIndexStep(Step):
    """``.0``"""

    index: int


@dataclass(slots=True, eq=False, repr=False)
class IndexStep(Step):
    """``[key]``"""

    key: Expression


@dataclass(slots=True, eq=False, repr=False)
class SplatStep(Step):
    """``[*]`` (full) or ``.*``; the steps after it apply to each element."""

    full: bool


@dataclass(slots=True, eq=False, repr=False)
class Traversal(Expression):
    """``root`` with at least one step behind it. With a Variable as its root it is a reference: ``aws_vpc.a[0].id``."""

    root: Expression
    steps: tuple[Step, ...]


# --- templates --------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False, repr=False)
class TemplatePart(Node):
    """A piece of a template. The parts of a template lie side by side and fill its content."""


@dataclass(slots=True, eq=False, repr=False)
class TemplateText(TemplatePart):
    """Literal text; ``text[span]`` is raw.

    ``value`` is what it adds to the string: escapes resolved; what strip markers beside it take, taken off; the indent
    of a ``<<-`` heredoc taken off. One depends on the other, line by line, so the value is final.
    """

    value: str


@dataclass(slots=True, eq=False, repr=False)
class Interpolation(TemplatePart):
    """``${ expression }``; ``strip_before`` for ``${~``, ``strip_after`` for ``~}``."""

    expression: Expression
    strip_before: bool
    strip_after: bool


@dataclass(slots=True, eq=False, repr=False)
class Marker(Node):
    """One ``%{ ... }`` of a directive: ``%{ if x }``, ``%{ else ~}``, ``%{ endif }``, ``%{ endfor }``."""

    strip_before: bool
    strip_after: bool


@dataclass(slots=True, eq=False, repr=False)
class IfDirective(TemplatePart):
    """``%{ if condition }then%{ else }otherwise%{ endif }``; ``else_marker`` is None without an else."""

    condition: Expression
    then: tuple[TemplatePart, ...]
    otherwise: tuple[TemplatePart, ...]
    if_marker: Marker
    else_marker: Marker | None
    endif_marker: Marker


@dataclass(slots=True, eq=False, repr=False)
class ForDirective(TemplatePart):
    """``%{ for key, value in collection }body%{ endfor }``; ``key`` is None when only one name is given."""

    key: str | None
    value: str
    collection: Expression
    body: tuple[TemplatePart, ...]
    for_marker: Marker
    endfor_marker: Marker


@dataclass(slots=True, eq=False, repr=False)
class Template(Expression):
    """A quoted template ``"..."`` or a heredoc. ``content`` is the span between the quotes, or of the body's lines.

    ``heredoc`` is the marker of a heredoc and None for a quoted template; ``indented`` says that it began with
    ``<<-``. A heredoc's span ends after its end marker, before the newline.
    """

    parts: tuple[TemplatePart, ...]
    content: Span
    heredoc: str | None = None
    indented: bool = False


# --- collections ------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False, repr=False)
class Tuple(Expression):
    """``[a, b]``"""

    elements: tuple[Expression, ...]


@dataclass(slots=True, eq=False, repr=False)
class ObjectElement(Node):
    """``key = value`` or ``key : value`` in an object. A key that is a bare name is a Variable, and means the name."""

    key: Expression
    value: Expression


@dataclass(slots=True, eq=False, repr=False)
class Object(Expression):
    """``{ key = value }``"""

    elements: tuple[ObjectElement, ...]


@dataclass(slots=True, eq=False, repr=False)
class ForTuple(Expression):
    """``[for key, value in collection : element if condition]``"""

    key: str | None
    value: str
    collection: Expression
    element: Expression
    condition: Expression | None


@dataclass(slots=True, eq=False, repr=False)
class ForObject(Expression):
    """``{for key, value in collection : element_key => element... if condition}``; ``grouping`` for the dots."""

    key: str | None
    value: str
    collection: Expression
    element_key: Expression
    element: Expression
    grouping: bool
    condition: Expression | None


# --- operations -------------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False, repr=False)
class FunctionCall(Expression):
    """``name(arguments)``; ``name`` may be ``provider::aws::arn_parse``. ``expand_final`` for ``f(list...)``."""

    name: str
    name_span: Span
    arguments: tuple[Expression, ...]
    expand_final: bool


@dataclass(slots=True, eq=False, repr=False)
class Parentheses(Expression):
    """``(inner)``"""

    inner: Expression


@dataclass(slots=True, eq=False, repr=False)
class Unary(Expression):
    """``-operand`` or ``!operand``"""

    operator: str
    operand: Expression


@dataclass(slots=True, eq=False, repr=False)
class Binary(Expression):
    """``left operator right``"""

    operator: str
    left: Expression
    right: Expression


@dataclass(slots=True, eq=False, repr=False)
class Conditional(Expression):
    """``condition ? then : otherwise``"""

    condition: Expression
    then: Expression
    otherwise: Expression


_PLAIN = {"Span", "str", "str | None", "int", "bool"}
_CHILD_FIELDS: dict[type[Node], tuple[str, ...]] = {}


def child_fields(kind: type[Node]) -> tuple[str, ...]:
    """The names of those fields of a class of nodes that hold a node, None or a tuple of nodes."""
    names = _CHILD_FIELDS.get(kind)
    if names is None:
        names = tuple(field.name for field in fields(kind) if field.type not in _PLAIN)
        _CHILD_FIELDS[kind] = names
    return names


def children(node: Node) -> Iterator[Node]:
    """The nodes directly inside ``node``, in the order of their fields."""
    for name in child_fields(type(node)):
        value = getattr(node, name)
        if isinstance(value, tuple):
            yield from value
        elif value is not None:
            yield value


def walk(node: Node) -> Iterator[Node]:
    """``node`` and every node inside it, parents first."""
    pending = [node]
    while pending:
        current = pending.pop()
        yield current
        pending.extend(reversed(tuple(children(current))))


def key_name(element: ObjectElement) -> str | None:
    """The key of an object's element, where it is written as a bare name or a plain string."""
    return element.key.name if isinstance(element.key, Variable) else plain_text(element.key)


def plain_text(expression: Expression) -> str | None:
    """The text of a quoted string without template sequences; None for any other expression."""
    if not isinstance(expression, Template):
        return None
    if not expression.parts:
        return ""
    part = expression.parts[0]
    return part.value if len(expression.parts) == 1 and isinstance(part, TemplateText) else None
