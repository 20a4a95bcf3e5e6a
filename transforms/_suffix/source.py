"""Where the suffix of a name goes: into a local that names are built on, into a second one beside it, or to the name
itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from hclfix import (
    Attribute,
    AttributeStep,
    Document,
    Edit,
    Expression,
    FunctionCall,
    Interpolation,
    Known,
    Module,
    Parentheses,
    Partial,
    Template,
    Traversal,
    Tuple,
    Unknown,
    Value,
    plain_text,
)

from .._names.named import Name
from .._names.trace import address_of
from .spelling import appended, as_expression
from .uses import Misuse

_PREFIX_LIKE = re.compile(r".*(?:prefix|name|base|stem|label|identifier|slug|^id$|_id$)")
_NOT_PREFIX = re.compile(
    r"(?:.*_)?(?:env|environment|stage|tier|region|account|account_id|workspace|zone|domain|domain_name)(?:_name)?"
)


@dataclass(eq=False)
class Source:
    """One place to edit, and the names that change with it.

    ``local`` is the shared local; with ``misuse`` it can't change itself, and a second one beside it takes the suffix.
    Without ``local`` the place is the one name itself.
    """

    module: Module
    names: list[Name]
    local: str | None = None
    misuse: Misuse | None = None
    blockers: list[str] = field(default_factory=list)

    @property
    def document(self) -> Document:
        """The file that is edited."""
        return self.attribute.body.document

    @property
    def attribute(self) -> Attribute:
        """The attribute whose value is edited, or the first of them."""
        if self.local and not self.misuse:
            return self.module.locals[self.local]
        return self.names[0].attribute

    @property
    def second(self) -> str:
        """The name of the second local."""
        return f"{self.local}_with_suffix"

    def edits(self, template: str) -> list[Edit]:
        """The edits that put ``template`` in; those that declare something are not among them."""
        if self.local is None:
            (name,) = self.names
            expression = name.expression
            return appended(name.module, self.document, expression, self._fitted(template), may_be_null(name))
        if self.misuse is None:
            return appended(
                self.module, self.document, self.attribute.expression, self._fitted(template), nullable=False
            )
        return [
            Edit(name.attribute.body.document.path, step.name_span, self.second)
            for name in self.names
            for step in [leading(name.expression)]
            if step
        ]

    def declared(self, template: str) -> dict[str, str]:
        """The locals that the edits need, by name."""
        return {self.second: f'"${{local.{self.local}}}{self._fitted(template)}"'} if self.misuse else {}

    def _fitted(self, template: str) -> str:
        """The suffix with the separator that the names take, where one of them takes no hyphen."""
        separator = next((name.fact.separator for name in self.names if name.fact.separator != "-"), "-")
        return template if separator == "-" else f'${{replace({as_expression(template)}, "-", "{separator}")}}'


def may_be_null(name: Name) -> bool:
    """Whether the argument may be left out by being null, as far as every input goes."""
    if name.fact.required:
        return False
    value = name.any_value
    return any(
        (isinstance(choice, Known) and choice.content is None)
        or (isinstance(choice, Unknown) and choice.nullable and not _is_never_null(name.module, choice.address or ""))
        for choice in value.alternatives
    )


def _is_never_null(module: Module, address: str) -> bool:
    """Whether a reference has a value always: the key of a loop, or a variable that takes no null or is given none."""
    variable = module.block(address)
    if variable is None:
        return address in ("each.key", "count.index")
    nullable = variable.attribute("nullable")
    if nullable and nullable.value_text == "false":
        return True
    given = [(call.caller, call.block.attribute(address.removeprefix("var."))) for call in module.callers]
    return bool(given) and all(
        attribute is not None and _is_text(caller.resolve(attribute.expression, any_input=True))
        for caller, attribute in given
    )


def _is_text(value: Value) -> bool:
    return all(
        choice.content is not None if isinstance(choice, Known) else isinstance(choice, Partial)
        for choice in value.alternatives
    )


def leading(expression: Expression) -> AttributeStep | None:
    """The step ``.name`` of the ``local.name`` that a string begins with."""
    current = head(expression)
    if isinstance(current, Traversal) and len(current.steps) == 1 and isinstance(current.steps[0], AttributeStep):
        return current.steps[0] if address_of(current).startswith("local.") else None
    return None


def head(expression: Expression) -> Expression | None:
    """What a string begins with, where that is an expression of its own."""
    current: Expression | None = expression
    while current is not None:
        if isinstance(current, Parentheses):
            current = current.inner
        elif isinstance(current, Template):
            first = current.parts[0] if current.parts else None
            current = first.expression if isinstance(first, Interpolation) else None
        elif isinstance(current, FunctionCall) and current.arguments:
            current = _head_of_call(current)
        else:
            return current
    return None


def _head_of_call(call: FunctionCall) -> Expression | None:
    if call.name in ("lower", "trimspace"):
        return call.arguments[0]
    if call.name == "format" and len(call.arguments) > 1 and (plain_text(call.arguments[0]) or "").startswith("%s"):
        return call.arguments[1]
    second = call.arguments[1] if call.name == "join" and len(call.arguments) == 2 else None
    return second.elements[0] if isinstance(second, Tuple) and second.elements else None


def built_on(module: Module, expression: Expression) -> Iterator[tuple[Module, str]]:
    """The locals that a string begins with, from the nearest on: ``local.a``, then what that begins with, and so on."""
    seen: set[tuple[Module, str]] = set()
    current = head(expression)
    while isinstance(current, Traversal):
        address = address_of(current)
        kind, _, name = address.partition(".")
        key = (module, address)
        if key in seen or len(current.steps) != 1:
            return
        seen.add(key)
        if kind == "local" and name in module.locals:
            yield module, name
            current = head(module.locals[name].expression)
        elif kind == "var" and len(module.callers) == 1 and module.callers[0].block.attribute(name):
            call = module.callers[0]
            passed = call.block.attribute(name)
            assert passed
            module, current = call.caller, head(passed.expression)
        else:
            return


def is_prefix(module: Module, local: str) -> bool:
    """Whether a local is a name or the beginning of names, rather than a fact such as the environment."""
    expression = module.locals[local].expression
    if _NOT_PREFIX.fullmatch(local):
        return False
    composed = isinstance(expression, Template) and len(expression.parts) > 1
    called = isinstance(expression, FunctionCall) and expression.name in (
        "join",
        "format",
        "lower",
        "substr",
        "replace",
    )
    return composed or called or bool(_PREFIX_LIKE.fullmatch(local))
