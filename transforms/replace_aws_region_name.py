"""Replaces the deprecated attribute ``name`` of ``aws_region`` data sources.

**What it does.** ``data.aws_region.X.name`` becomes ``data.aws_region.X.id``, wherever it stands: in templates and
heredocs, behind ``[0]`` or ``[*]``, in a ``for`` expression over the data source, and behind a local value that is the
data source itself. Where the constraints admit only AWS provider 6.47 and later, it becomes ``.region``.

**Why.** AWS provider 6.0 deprecates ``name`` ("Use region instead", upgrade guide for version 6), and every plan prints
the warning. ``id`` has the same value in every version; it is deprecated from 6.47.0 on. ``region`` does not exist
before 6.0.0.

Before::

    data "aws_region" "current" {}

    output "topics" {
      value = "arn:aws:sns:${data.aws_region.current.name}:*:*"
    }

After::

    data "aws_region" "current" {}

    output "topics" {
      value = "arn:aws:sns:${data.aws_region.current.id}:*:*"
    }

**When it declines.** A local value that is the data source is shown and left when anything but ``.name`` is read from
it. The argument ``name`` inside the data block and other data sources are not its business.

**Safety.** SAFE: the attributes have the same value in every version that has both.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from hclfix import (
    AttributeStep,
    Edit,
    Expression,
    Finding,
    Fix,
    ForDirective,
    ForObject,
    ForTuple,
    FunctionCall,
    IndexStep,
    LegacyIndexStep,
    Module,
    Node,
    Parentheses,
    Reference,
    SplatStep,
    Step,
    Traversal,
    Variable,
    address,
    traversals,
    walk,
)

needs = ("aws_region",)
alone = True

_NAME = re.compile(r"\.\s*+(?:name(?![\w-])|#|/[/*])")
"""The step ``.name``, or a dot before a comment that may lie in such a step."""

_OPENER = re.compile(r"[\"{(]")
_OTHER_ATTRIBUTE = re.compile(r"data\.aws_region\.[\w-]++\.(?!name$)[\w-]++")

_CHOOSES_ONE = frozenset(("one", "element", "values"))


@dataclass
class Settings:
    """How to write the region.

    attribute: what takes the place of ``name``; ``auto`` goes by the AWS provider versions that the constraints admit.
    """

    attribute: Literal["auto", "id", "region"] = "auto"


def check(module: Module, settings: Settings) -> Iterator[Finding]:
    """Yields a finding for each ``name`` that is read, and for each local value that can't be followed."""
    addresses = dict.fromkeys(filter(None, map(address, module.blocks("data", "aws_region"))))
    references = [reference for name in addresses for reference in module.references(name, _may_matter)]
    target = settings.attribute if settings.attribute != "auto" or not references else _target(module)
    for reference in references:
        yield from _use(module, reference, target)


def _may_matter(text: str) -> bool:
    """Whether a value has the step in it, or is a traversal and no more, which may be a local value for the region.

    The others that hold a region can be large, and need not be parsed; most are ``data.aws_region.current.id`` and no
    more.
    """
    return bool(_NAME.search(text)) or not (_OPENER.search(text) or _OTHER_ATTRIBUTE.fullmatch(text))


def _target(module: Module) -> str:
    from hclfix import provider_constraint  # takes time, and most modules have nothing to replace

    constraint = provider_constraint(module, "hashicorp/aws")
    return "region" if constraint and not constraint.admits_any_below("6.47.0") else "id"


def _use(module: Module, reference: Reference, target: str) -> Iterator[Finding]:
    value = reference.attribute.expression
    for step in _name_steps(reference, value):
        yield _finding(reference, step, target, reference.address)
    if (
        value.span == reference.span
        and not reference.steps
        and reference.attribute.body.block in module.blocks("locals")
    ):
        yield from _alias(module, reference, target)


def _alias(module: Module, definition: Reference, target: str) -> Iterator[Finding]:
    """The uses of a local value that is the data source itself."""
    alias = f"local.{definition.attribute.name}"
    uses = [(use, _name_steps(use, use.attribute.expression)) for use in module.references(alias)]
    named = [step for _, steps in uses for step in steps]
    if not any(step.name == "name" for step in named):
        return
    if not all(steps for _, steps in uses):
        yield Finding(
            definition.path,
            definition.span,
            f"{alias} is {definition.address}, and more than its deprecated name is read from it; "
            f"read .{target} where it says .name",
        )
        return
    for use, steps in uses:
        for step in steps:
            yield _finding(use, step, target, alias)


def _finding(reference: Reference, step: AttributeStep, target: str, source: str) -> Finding:
    return Finding(
        reference.path,
        step.name_span,
        f"{source}: the attribute name is deprecated since AWS provider 6.0; {target} has the same value",
        Fix((Edit(reference.path, step.name_span, target),)),
    )


def _name_steps(reference: Reference, value: Expression) -> list[AttributeStep]:
    """The steps ``.name`` that a reference reads from the data source, directly or through what the value does with
    it.
    """
    direct = _first_attribute(reference.steps)
    if direct:
        return [direct] if direct.name == "name" else []
    found: list[AttributeStep] = []
    for node in walk(value):
        if isinstance(node, Traversal) and _is_one_of(node.root, reference.traversal):
            step = _first_attribute(node.steps)
            found += [step] if step and step.name == "name" else []
        elif isinstance(node, ForTuple | ForObject | ForDirective) and _is_one_of(node.collection, reference.traversal):
            found += _loop_steps(node)
    return found


def _is_one_of(expression: Expression, traversal: Traversal) -> bool:
    """Whether an expression is the traversal itself, or chooses from what it gives: ``one(x[*])``, ``values(x)``,
    ``(x)``.
    """
    while True:
        if isinstance(expression, Parentheses):
            expression = expression.inner
        elif isinstance(expression, FunctionCall) and expression.name in _CHOOSES_ONE and expression.arguments:
            expression = expression.arguments[0]
        else:
            return expression is traversal


def _loop_steps(loop: ForTuple | ForObject | ForDirective) -> list[AttributeStep]:
    """The ``.name`` that the body of a loop reads from its value variable."""
    parts: list[Node | None]
    if isinstance(loop, ForTuple):
        parts = [loop.element, loop.condition]
    elif isinstance(loop, ForObject):
        parts = [loop.element_key, loop.element, loop.condition]
    else:
        parts = list(loop.body)
    found: list[AttributeStep] = []
    for part in parts:
        for traversal in traversals(part) if part else ():
            if isinstance(traversal.root, Variable) and traversal.root.name == loop.value:
                step = _first_attribute(traversal.steps)
                found += [step] if step and step.name == "name" else []
    return found


def _first_attribute(steps: tuple[Step, ...]) -> AttributeStep | None:
    """The first step that reads an attribute, behind any index or splat."""
    for step in steps:
        if isinstance(step, AttributeStep):
            return step
        if not isinstance(step, IndexStep | LegacyIndexStep | SplatStep):
            return None
    return None
