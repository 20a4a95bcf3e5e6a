"""hclfix repairs Terraform: it finds what costs a deployment, and fixes it without touching anything else in the file."""

from __future__ import annotations

from hclfix.change import Change
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
