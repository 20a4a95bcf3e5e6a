"""Everything that the package root offers. ``import hclfix`` loads it when the first of these names is asked for."""

from __future__ import annotations

from hclfix.change import Change
from hclfix.decode import ReadError
from hclfix.edits import (
    append_block,
    change_block,
    create_file,
    insert_block_after,
    leading_comments,
    remove_items,
)
from hclfix.elements import add_element, append_to_template, remove_elements, set_element
from hclfix.engine import run
from hclfix.evaluate import Hole, Invalid, Known, Partial, Union, Unknown, Value, union
from hclfix.finding import Finding, Fix, Safety
from hclfix.inputs import Inputs
from hclfix.layout import lay_out
from hclfix.library import FixedText, fix_module, fix_modules, fix_text, load, load_all, write_edits
from hclfix.meaning import block_meaning, expression_meaning
from hclfix.module import Module, Reference, address, attributes_with, is_generated, is_override, references_of
from hclfix.problem import Problem
from hclfix.providers import (
    ProviderRequirement,
    locked_version,
    provider_constraint,
    required_version,
    requirements,
)
from hclfix.references import names, traversals
from hclfix.required_providers import required_providers_blocks
from hclfix.result import Result
from hclfix.syntax.document import Document
from hclfix.syntax.expression import parse_expression
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
    Node,
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
    children,
    key_name,
    plain_text,
    walk,
)
from hclfix.syntax.plain import template_pieces
from hclfix.syntax.structure import Attribute, Block, Body, Comment, Label
from hclfix.text import Edit, Position, Span, apply_edits
from hclfix.transform import Transform
from hclfix.tree import Call, Tree, local_source
from hclfix.version import __version__
from hclfix.versions import Constraint, Version, VersionError, source_address
from hclfix.write import WriteError

__all__ = [
    "Attribute",
    "AttributeStep",
    "Binary",
    "Block",
    "Body",
    "Call",
    "Change",
    "Comment",
    "Conditional",
    "Constraint",
    "Document",
    "Edit",
    "Expression",
    "Finding",
    "Fix",
    "FixedText",
    "ForDirective",
    "ForObject",
    "ForTuple",
    "FunctionCall",
    "Hole",
    "IfDirective",
    "IndexStep",
    "Inputs",
    "Interpolation",
    "Invalid",
    "Known",
    "Label",
    "LegacyIndexStep",
    "Module",
    "Node",
    "Number",
    "Object",
    "ObjectElement",
    "Parentheses",
    "Partial",
    "Position",
    "Problem",
    "ProviderRequirement",
    "ReadError",
    "Reference",
    "Result",
    "Safety",
    "Span",
    "SplatStep",
    "Step",
    "Template",
    "TemplatePart",
    "TemplateText",
    "Transform",
    "Traversal",
    "Tree",
    "Tuple",
    "Unary",
    "Union",
    "Unknown",
    "Value",
    "Variable",
    "Version",
    "VersionError",
    "WriteError",
    "__version__",
    "add_element",
    "address",
    "append_block",
    "append_to_template",
    "apply_edits",
    "attributes_with",
    "block_meaning",
    "change_block",
    "children",
    "create_file",
    "expression_meaning",
    "fix_module",
    "fix_modules",
    "fix_text",
    "insert_block_after",
    "is_generated",
    "is_override",
    "key_name",
    "lay_out",
    "leading_comments",
    "load",
    "load_all",
    "local_source",
    "locked_version",
    "names",
    "parse_expression",
    "plain_text",
    "provider_constraint",
    "references_of",
    "remove_elements",
    "remove_items",
    "required_providers_blocks",
    "required_version",
    "requirements",
    "run",
    "set_element",
    "source_address",
    "template_pieces",
    "traversals",
    "union",
    "walk",
    "write_edits",
]
