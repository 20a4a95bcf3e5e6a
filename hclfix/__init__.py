"""hclfix repairs Terraform: it finds what costs a deployment, and fixes it without touching anything else in the file.

The names of :mod:`hclfix.api` are here. Each is loaded from its own module when it is first asked for: a transform that
finds nothing need not wait for what only its fixes use.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hclfix.api import *  # noqa: F403

_NAMES = {
    "change": "Change",
    "decode": "ReadError",
    "edits": "append_block change_block create_file insert_block_after leading_comments remove_items",
    "elements": "add_element append_to_template remove_elements set_element",
    "engine": "run",
    "evaluate": "Hole Invalid Known Partial Union Unknown Value union",
    "finding": "Finding Fix Safety",
    "inputs": "Inputs",
    "layout": "lay_out",
    "library": "FixedText fix_module fix_modules fix_text load load_all write_edits",
    "meaning": "block_meaning expression_meaning",
    "module": "Module Reference address attributes_with is_generated is_override references_of",
    "problem": "Problem",
    "providers": "ProviderRequirement locked_version provider_constraint required_version requirements",
    "references": "names traversals",
    "required_providers": "required_providers_blocks",
    "result": "Result",
    "syntax.document": "Document",
    "syntax.expression": "parse_expression",
    "syntax.nodes": (
        "AttributeStep Binary Conditional Expression ForDirective ForObject ForTuple FunctionCall IfDirective "
        "IndexStep Interpolation LegacyIndexStep Node Number Object ObjectElement Parentheses SplatStep Step "
        "Template TemplatePart TemplateText Traversal Tuple Unary Variable children key_name plain_text walk"
    ),
    "syntax.plain": "template_pieces",
    "syntax.structure": "Attribute Block Body Comment Label",
    "text": "Edit Position Span apply_edits",
    "transform": "Transform",
    "tree": "Call Tree local_source",
    "version": "__version__",
    "versions": "Constraint Version VersionError source_address",
    "write": "WriteError",
}
"""The names of :mod:`hclfix.api` by the module that each is from."""

_MODULES = {name: module for module, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return sorted(_MODULES)
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"hclfix.{_MODULES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_MODULES})
