"""Adds an environment suffix to names, so that a module can be deployed more than once.

**What it does.** Every name of an AWS resource gets a suffix, ``-${var.environment_suffix}``, which comes to nothing
while the variable is empty. The variable and a local with the joined form are added where the module keeps such
things; a variable or local that plays this part already is used instead. Names that are built on a shared local get
the suffix there, if everything else that is made of the local may change with it; otherwise a second local beside it
takes the suffix. Other names get it at their end, before ``.fifo``. A called module gets the variable from every
caller.

Strings that repeat a name (ARNs in policies, ``/aws/lambda/<name>``, dimensions of alarms, environment variables)
follow in the same fix: they become a reference to the resource, or get the suffix too where a reference would close a
cycle. Patterns such as ``proj-*`` that match the new name as well are listed.

**Why.** Two copies of a module in one account, or two branches under test, fail on the first name that is taken.
``terraform validate`` can't see it.

Before::

    provider "aws" {
      region = "us-east-1"
    }

    variable "project" {
      type = string
    }

    locals {
      prefix = "${var.project}-worker"
    }

    resource "aws_sqs_queue" "jobs" {
      name = "${local.prefix}-jobs"
    }

After::

    provider "aws" {
      region = "us-east-1"
    }

    variable "project" {
      type = string
    }

    variable "environment_suffix" {
      description = "Tells copies of this module apart; it ends the names of what the module makes."
      type        = string
      default     = ""
      nullable    = false

      validation {
        condition     = can(regex("^([a-z0-9]+(-[a-z0-9]+)*)?$", var.environment_suffix))
        error_message = "The suffix must be empty, or lower-case letters, digits and single hyphens between them."
      }
    }

    locals {
      prefix             = "${var.project}-worker${local.environment_suffix}"
      environment_suffix = var.environment_suffix == "" ? "" : "-${var.environment_suffix}"
    }

    resource "aws_sqs_queue" "jobs" {
      name = "${local.prefix}-jobs"
    }

**When it declines.** It leaves alone: names that contain the suffix or random characters, or refer to the name of a
resource that gets the suffix; ``name_prefix`` and its like; names that AWS chose (``default``, ``alias/aws/*``, the
log groups of services); domain names; names that are unique inside a parent which the module makes itself (setting
``inside-parents``). An account id or region in a name does not tell two copies apart; ``terraform.workspace`` does
only with the setting ``workspace-is-unique``.

It shows, and changes nothing: types that exist once in an account or region whatever their name; a name whose uses
can't be followed, with the place (a string that may be the name or another thing, a pattern that would no longer
match, a file that is not HCL, a module that is not read); two names of a type that different suffixes could make
equal (``app`` with the suffix ``b``, and ``app-b``), and with them every name that is built on the same local; every
name of a module without backend and provider blocks that nobody here calls, since it is made to be called.

**Safety.** SAFE where the suffix is empty for every value that the files give it: an added variable, or one whose
default, tfvars and callers are all empty. Then every name is what it was. Otherwise UNSAFE, and the message shows the
new name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from hclfix import Finding, Module, Tree

from ._names.table import NameRow, facts
from ._suffix.notes import callers_are_missing, notes
from ._suffix.part import Parts
from ._suffix.settle import Settling

needs = ('resource "aws_', "resource aws_", 'module "')
after = ("add-depends-on",)  # which goes by names as they are; references to names come behind the order that it finds


@dataclass
class Settings:
    """What counts as a suffix, and which names are left alone.

    variables: names of variables that play the part of the suffix; the first is the one to add.
    locals: names of locals that play the part where no variable does.
    inside-parents: also names that are unique inside a parent which the module makes itself.
    workspace-is-unique: ``terraform.workspace`` in a name tells copies apart.
    names: more rows for the table of names, by resource type, as in
        ``{ aws_x_y = { attribute = "name", maximum = 40 } }``; they replace the rows of that type.
    """

    variables: tuple[str, ...] = (
        "environment_suffix",
        "environmentSuffix",
        "env_suffix",
        "resource_suffix",
        "unique_suffix",
        "name_suffix",
        "suffix",
    )
    locals: tuple[str, ...] = (
        "environment_suffix",
        "env_suffix",
        "name_suffix",
        "resource_suffix",
        "random_suffix",
        "unique_suffix",
        "suffix",
    )
    inside_parents: bool = False
    workspace_is_unique: bool = False
    names: Mapping[str, NameRow] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Raises ValueError where a row is none of an AWS resource."""
        if self.names:
            facts(self.names)


_found: WeakKeyDictionary[Tree, tuple[Settings, list[Finding]]] = WeakKeyDictionary()


def check(module: Module, settings: Settings) -> Iterator[Finding]:
    """Yields a finding for each place where names lack the suffix; a tree is looked at once, whichever module asks."""
    known = _found.get(module.tree)
    if known is None or known[0] != settings:
        parts = Parts(settings.variables, settings.locals)
        settling = Settling(parts, facts(settings.names), settings.inside_parents, settings.workspace_is_unique)
        known = _found[module.tree] = (settings, list(_findings(module.tree, parts, settling)))
    paths = {document.path for document in module.documents}
    for finding in known[1]:
        if finding.path in paths:
            yield finding


def _findings(tree: Tree, parts: Parts, settling: Settling) -> Iterator[Finding]:
    waiting = settling.waiting(tree)
    unread = {module for module in tree.modules if callers_are_missing(module)}
    edited: set[tuple[Module, str]] = set()
    if waiting:
        from ._suffix.findings import findings  # most of this package, for trees with names that lack the suffix
        from ._suffix.plan import plan

        made = plan(tree, parts, settling, waiting)
        yield from findings(made, unread)
        edited = made.edited
    yield from notes(tree, parts, edited, unread)
