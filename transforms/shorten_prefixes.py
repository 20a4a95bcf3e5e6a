"""Shortens names that are longer than AWS takes, at their prefix, by as little as makes them fit.

**What it does.** It works out what every name and ``name_prefix`` comes to, with room for the environment suffix, and
compares it with the limit (``transforms/data/aws_names.tsv``). Names that are too long take a shorter prefix: the
abbreviations of the setting come first, then known ones (``production`` to ``prod``), then words without vowels, then
initials. The environment and the suffix always stay; a part that is abbreviated is no longer read from its variable,
and the message says so. Strings that repeat such a name become references to it.

**Why.** ``terraform validate`` does not resolve variables; the plan is fine, and the apply fails on the first name
that is too long, half-way.

Before::

    variable "environment" {
      default = "production"
    }

    locals {
      prefix = "webhook-processor-${var.environment}"
    }

    resource "aws_lb" "api" {
      name = "${local.prefix}-api-balancer"
    }

After::

    variable "environment" {
      default = "production"
    }

    locals {
      prefix       = "webhook-processor-${var.environment}"
      short_prefix = length(local.prefix) <= 19 ? local.prefix : "webhook-proc-${substr(var.environment, 0, 4)}"
    }

    resource "aws_lb" "api" {
      name = "${local.short_prefix}-api-balancer"
    }

A name whose prefix can't give enough, or which no other shares its prefix with, is written out with a condition of its
own, and known abbreviations in its literal end as well:
``length("<old>") <= 32 ? "<old>" : "<shorter>"``.

**When it declines.** It shows the length of each part and changes nothing where the excess lies in a long literal
end without known abbreviations, in a ``for_each`` key, in a variable of any length, or in nothing that a template
shows; and where two names of a type would become equal.

**Safety.** With ``scope = "names"`` SAFE, for this reason: a name over its limit can't have been deployed. In a
deployed environment every name is within its limit, so that the prefix is not longer than the smallest room that any
of the names leaves, and the condition chooses the old prefix: nothing changes. Only where the old prefix does not
fit, and therefore never was deployed, the short one is taken; where it can never fit, there is no condition. (What a
failed apply left behind is not a deployed environment.) A resource with ``count`` or ``for_each`` may be missing from
a deployment, so that it has a condition of its own. With ``scope = "prefix"`` the definition itself is rewritten, so
that names stay uniform: UNSAFE.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal
from weakref import WeakKeyDictionary

from hclfix import Finding, Module, Tree

from ._names.table import NameRow, facts
from ._shorten.measure import Measured

needs = ('resource "aws_', "resource aws_")
after = ("add-environment-suffix",)


@dataclass
class Settings:
    """How names are shortened.

    scope: ``names`` gives names that are too long a prefix of their own, ``prefix`` rewrites the prefix itself.
    suffix_budget: the characters to leave for a suffix that is empty or unknown, its dash included.
    abbreviations: short forms by word or words, tried first.
    variables: names of variables that hold the suffix.
    names: more rows for the table of names, by resource type, as in
        ``{ aws_x_y = { attribute = "name", maximum = 40 } }``; they replace the rows of that type.
    """

    scope: Literal["names", "prefix"] = "names"
    suffix_budget: int = 14
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    variables: tuple[str, ...] = (
        "environment_suffix",
        "environmentSuffix",
        "env_suffix",
        "resource_suffix",
        "unique_suffix",
        "name_suffix",
        "suffix",
    )
    names: Mapping[str, NameRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError where a row is none of an AWS resource."""
        if self.names:
            facts(self.names)


_found: WeakKeyDictionary[Tree, tuple[Settings, list[Finding]]] = WeakKeyDictionary()


def check(module: Module, settings: Settings) -> Iterator[Finding]:
    """Yields a finding for each name that is too long; a tree is looked at once, whichever module asks."""
    known = _found.get(module.tree)
    if known is None or known[0] != settings:
        measured = Measured(module.tree, facts(settings.names), settings.variables, settings.suffix_budget)
        known = _found[module.tree] = (settings, list(_findings(measured, settings)))
    paths = {document.path for document in module.documents}
    yield from (finding for finding in known[1] if finding.path in paths)


def _findings(measured: Measured, settings: Settings) -> Iterator[Finding]:
    too_long = list(measured.too_long())
    if too_long:
        from ._shorten.plan import Planner  # 10 ms, and few modules have something to shorten

        planner = Planner(measured, settings.scope, settings.suffix_budget, settings.abbreviations)
        yield from planner.findings(too_long)
