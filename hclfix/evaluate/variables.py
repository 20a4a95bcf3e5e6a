"""What a module's variables are worth: declarations, defaults, and what is given from outside.

This part reads no file and no environment: it is handed what was read. Inputs given from outside are a mapping of
variable names; put several together with ``|``, the stronger on the right. Terraform's order for a root module, weakest
first: the environment, ``terraform.tfvars``, ``terraform.tfvars.json``, ``*.auto.tfvars`` and ``*.auto.tfvars.json`` by
name, then ``-var`` and ``-var-file`` in the order of the command line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TypeAlias

from hclfix.evaluate.evaluator import Evaluator
from hclfix.evaluate.making import string
from hclfix.evaluate.type_expressions import ANY, Constraint, conformed, constraint
from hclfix.evaluate.types import DYNAMIC, Type
from hclfix.evaluate.values import NOTHING, EvaluationError, Invalid, Known, NotCovered, Unknown, Value
from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.expression import parse_expression
from hclfix.syntax.nodes import Expression
from hclfix.syntax.structure import Attribute, Block

Given: TypeAlias = Attribute | Value | str
"""An argument of a ``.tfvars`` file, a value from JSON, or a text from the environment or the command line: what that
means depends on the type.
"""

_ENVIRONMENT = "TF_VAR_"


class _NoScope:
    """The scope of a default or a tfvars file: no names at all."""

    def local(self, name: str) -> Expression | None:
        return None

    def variable(self, name: str) -> Value | None:
        return None

    def variable_type(self, name: str) -> Type:
        return DYNAMIC

    def path(self, name: str) -> Value | None:
        return None

    def workspace(self) -> Value | None:
        return None

    def argument(self, resource: str, name: str) -> Expression | None:
        return None


def _constant(expression: Expression) -> Value:
    """What a default or a tfvars file says; each by itself, so that none takes the steps of another."""
    return Evaluator(_NoScope()).evaluate(expression)


@lru_cache(maxsize=4096)
def _constant_of(text: str) -> Value:
    return _constant(parse_expression(text))


# --- inputs -----------------------------------------------------------------------------------------------------


def automatic_files(names: Iterable[str]) -> list[str]:
    """Those of the file ``names`` of a root module that Terraform reads as inputs by itself, weakest first."""
    present = set(names)
    automatic = sorted(name for name in present if name.endswith((".auto.tfvars", ".auto.tfvars.json")))
    return [name for name in ("terraform.tfvars", "terraform.tfvars.json") if name in present] + automatic


def from_environment(environment: Mapping[str, str]) -> dict[str, Given]:
    """The inputs in ``TF_VAR_name`` environment variables."""
    return {
        name.removeprefix(_ENVIRONMENT): text for name, text in environment.items() if name.startswith(_ENVIRONMENT)
    }


def from_document(document: Document) -> dict[str, Given]:
    """The inputs in a ``.tfvars`` file."""
    return {attribute.name: attribute for attribute in document.body.attributes()}


def from_json_text(text: str) -> dict[str, Given]:
    """The inputs in a ``.tfvars.json`` file.

    Raises:
        EvaluationError: the text is no JSON object.
        NotCovered: it nests too deep.
    """
    from hclfix.evaluate.functions.encoding import from_json  # hardly any module has one

    value = from_json(text)
    if not isinstance(value, Known) or not isinstance(value.content, dict):
        raise EvaluationError("the file holds no JSON object")
    return dict(value.content)


# --- variables --------------------------------------------------------------------------------------------------


def declared_constraint(variable: Block) -> Constraint:
    """The type that a ``variable`` block declares, with the defaults of optional attributes; any type without one."""
    attribute = variable.attribute("type")
    return _constraint_of(attribute.value_text) if attribute else ANY


@lru_cache(maxsize=4096)  # the same few types are declared all over a tree
def _constraint_of(text: str) -> Constraint:
    return constraint(parse_expression(text), _constant)


def declared_type(variable: Block) -> Type:
    """The type that a ``variable`` block declares; dynamic without one."""
    return declared_constraint(variable).type


def variable_value(variable: Block, given: Given | None, *, fixed: bool = False) -> Value:
    """What the variable of a ``variable`` block is worth, when it is given ``given`` or (None) nothing.

    The value rests on ``var.name``, since another deployment may give another. With ``fixed`` it does not, unless
    ``given`` rests on something itself: for a called module, whose callers say once and for all what it is given.
    A sensitive or ephemeral variable and one without a value are unknown; a value that does not fit is an error.
    """
    name = variable.labels[0].value
    wanted = declared_constraint(variable)
    address = f"var.{name}"
    if _flag(variable, "sensitive") or _flag(variable, "ephemeral"):
        return Unknown(wanted.type, "the variable is sensitive", address, sources=frozenset({address}))
    value = _interpreted(variable, wanted, given) if given is not None else None
    if value is None or (_is_null(value) and _flag(variable, "nullable", otherwise=True) is False):
        default = variable.attribute("default")
        if default is None:
            return Unknown(wanted.type, "the variable is given no value", address, sources=frozenset({address}))
        value = _constant_of(default.value_text)
    rests = not fixed or bool(value.all_sources)
    return _resting(_fitted(value, wanted, name), frozenset({address}) if rests else NOTHING)


def _interpreted(variable: Block, wanted: Constraint, given: Given) -> Value:
    """What ``given`` means: a text stands for itself where the variable is of a primitive type, or declares none."""
    if isinstance(given, Attribute):
        return _constant_of(given.value_text)
    if isinstance(given, Value):
        return given
    if wanted.type.primitive or not variable.attribute("type"):
        return string(given)
    try:
        return _constant_of(given.strip())
    except HclSyntaxError as error:
        return Invalid(DYNAMIC, f"the value is no expression: {error.message}")


def _fitted(value: Value, wanted: Constraint, name: str) -> Value:
    try:
        return conformed(value, wanted)
    except EvaluationError as error:
        return Invalid(DYNAMIC, f'the value of variable "{name}" does not fit its type: {error}')
    except NotCovered as gap:
        return Unknown(wanted.type, str(gap), f"var.{name}")


def _resting(value: Value, sources: frozenset[str]) -> Value:
    return replace(value, sources=sources) if value.sources != sources else value


def _is_null(value: Value) -> bool:
    return isinstance(value, Known) and value.content is None


def _flag(variable: Block, name: str, otherwise: bool = False) -> bool:
    attribute = variable.attribute(name)
    return _constant_of(attribute.value_text).is_always(True) if attribute else otherwise
