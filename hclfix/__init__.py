"""hclfix repairs Terraform: it finds what costs a deployment, and fixes it without touching anything else in the file."""

from __future__ import annotations

from hclfix.change import Change
from hclfix.edits import (
    append_block,
    change_block,
    create_file,
    insert_block_after,
    leading_comments,
    remove_items,
)
from hclfix.elements import add_element, append_to_template, key_name, remove_elements, set_element
from hclfix.engine import Result, run
from hclfix.finding import Finding, Fix, Safety
from hclfix.module import Module, Reference, address, references_of
from hclfix.providers import (
    ProviderRequirement,
    locked_version,
    provider_constraint,
    required_providers_blocks,
    requirements,
)
from hclfix.syntax.document import Document
from hclfix.syntax.nodes import *  # noqa: F403
from hclfix.text import Edit, Span
