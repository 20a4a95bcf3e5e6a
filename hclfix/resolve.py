"""Gives the evaluator what it asks of a module: locals, variables from every place that can set them, paths, the
workspace.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache

from hclfix.evaluate.evaluator import Evaluator
from hclfix.evaluate.making import string, union
from hclfix.evaluate.scope import UnknownVariables
from hclfix.evaluate.types import STRING, Type
from hclfix.evaluate.values import EvaluationError, NotCovered, Unknown, Value
from hclfix.evaluate.variables import (
    Given,
    automatic_files,
    declared_type,
    from_document,
    from_environment,
    from_json_text,
    variable_value,
)
from hclfix.module import Module
from hclfix.syntax.document import Document
from hclfix.syntax.nodes import Expression
from hclfix.syntax.structure import Block
from hclfix.tree import Call


class ModuleScope:
    """The names of a module as its files and the run's inputs give them.

    A module that is called takes its variables from its callers alone; another one is a root, and takes them from
    ``.tfvars`` files, the environment and the command line, as Terraform does.
    """

    def __init__(self, module: Module) -> None:
        self.module = module
        self._variables: dict[str, Value] = {}

    def local(self, name: str) -> Expression | None:
        """The expression of ``local.name``."""
        attribute = self.module.locals.get(name)
        return attribute.expression if attribute else None

    def variable(self, name: str) -> Value | None:
        """The value of ``var.name``: of a root what it is given, of a called module the union of what callers pass."""
        if name not in self._variables:
            block = self.module.block(f"var.{name}")
            if block is None:
                return None
            address = f"var.{name}"
            # A module that calls itself through others is no valid Terraform; it finds this while it asks.
            self._variables[name] = Unknown(self.variable_type(name), "its value is not known", address)
            if self.module.terragrunt:
                reason = "terragrunt gives the variables their values"
                value: Value = Unknown(self.variable_type(name), reason, address, sources=frozenset({address}))
            elif self.module.callers:
                value = union([self._passed(call, block) for call in self.module.callers])
            else:
                value = variable_value(block, self._given.get(name))
            self._variables[name] = value
        return self._variables[name]

    def _passed(self, call: Call, variable: Block) -> Value:
        """What one call passes for a variable; its default where the call leaves it out."""
        attribute = call.block.attribute(variable.labels[0].value)
        given = evaluator(call.caller).evaluate(attribute.expression) if attribute else None
        return variable_value(variable, given, fixed=True)

    def variable_type(self, name: str) -> Type:
        """The declared type of ``var.name``."""
        block = self.module.block(f"var.{name}")
        return declared_type(block) if block else STRING

    def path(self, name: str) -> Value | None:
        """``path.root`` of any module and ``path.module`` of a root are ``"."``; ``path.cwd`` is not known."""
        if name == "root" or (name == "module" and not self.module.callers):
            return string(".")
        directories = {os.path.relpath(self.module.directory, call.caller.directory) for call in self.module.callers}
        called_by_roots = all(not call.caller.callers for call in self.module.callers)
        return string(directories.pop()) if name == "module" and called_by_roots and len(directories) == 1 else None

    def workspace(self) -> Value | None:
        """The value of ``terraform.workspace``."""
        workspace = self.module.inputs.workspace
        return string(workspace) if workspace is not None else None

    def argument(self, resource: str, name: str) -> Expression | None:
        """The argument ``name`` in the block of a resource."""
        block = self.module.block(resource)
        attribute = block.attribute(name) if block else None
        return attribute.expression if attribute else None

    @cached_property
    def _given(self) -> dict[str, Given]:
        """What is given to a root module from outside, the stronger over the weaker."""
        inputs = self.module.inputs
        given = from_environment(inputs.environment)
        texts = {os.path.basename(path): text for path, text in self.module.values.items()}
        for name in automatic_files(texts):
            given.update(values_in(name, texts[name]))
        for path, text in inputs.files:
            given.update(values_in(path, text))
        return given | dict(inputs.variables)


@lru_cache(maxsize=32)
def values_in(path: str, text: str) -> Mapping[str, Given]:
    """The values in a ``.tfvars`` or ``.tfvars.json`` file with that path and text.

    A tree is evaluated as it is and as it would be, several times, with the same few files.
    """
    if not path.endswith(".json"):
        return from_document(Document(path, text))
    try:
        return from_json_text(text)
    except (EvaluationError, NotCovered):
        return {}  # Terraform would not run with it; what it sets is not known to us


def evaluator(module: Module, any_input: bool = False) -> Evaluator:
    """The evaluator of a module, made once; with ``any_input`` its variables and those of its callers are unknown."""
    found = module.evaluators.get(any_input)
    if found is None:
        scope = ModuleScope(module)
        found = module.evaluators[any_input] = Evaluator(UnknownVariables(scope) if any_input else scope)
    return found


def resolve(module: Module, expression: Expression, any_input: bool) -> Value:
    """What an expression of a module is worth."""
    return evaluator(module, any_input).evaluate(expression)
