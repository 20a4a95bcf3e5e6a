"""Moves the stage of an ``aws_api_gateway_deployment`` to an ``aws_api_gateway_stage``.

**What it does.** ``stage_name`` leaves the deployment, with ``stage_description`` (the stage's ``description``),
``variables`` and ``tags``. A stage that points at the deployment is reused; without one a stage is declared behind the
deployment, with its ``count``, ``for_each``, ``provider`` and ``region``. What reads ``invoke_url``,
``execution_arn`` or
``stage_name`` from the deployment reads it from the stage, in all files of the module; a web ACL association reads
the stage's ``arn``. A description or variable that is computed is the old way to make a new deployment when the API
changes: it also becomes ``triggers``. A deployment without ``create_before_destroy`` is a finding of its own.

**Why.** AWS provider 6.0 removes these arguments and attributes ("Use the aws_api_gateway_stage resource instead",
upgrade guide for version 6). Up to 5.100 they force a new deployment when they change, and the stage that they make
goes with it.

Before::

    resource "aws_api_gateway_deployment" "api" {
      rest_api_id = aws_api_gateway_rest_api.api.id
      stage_name  = "prod"

      lifecycle {
        create_before_destroy = true
      }
    }

    resource "aws_api_gateway_stage" "prod" {
      rest_api_id   = aws_api_gateway_rest_api.api.id
      deployment_id = aws_api_gateway_deployment.api.id
      stage_name    = "prod"
    }

    output "url" {
      value = aws_api_gateway_deployment.api.invoke_url
    }

After::

    resource "aws_api_gateway_deployment" "api" {
      rest_api_id = aws_api_gateway_rest_api.api.id

      lifecycle {
        create_before_destroy = true
      }
    }

    resource "aws_api_gateway_stage" "prod" {
      rest_api_id   = aws_api_gateway_rest_api.api.id
      deployment_id = aws_api_gateway_deployment.api.id
      stage_name    = "prod"
    }

    output "url" {
      value = aws_api_gateway_stage.prod.invoke_url
    }

**When it declines.** ``canary_settings`` need a deployment of their own on the stage. A stage with another value for an
argument, several stages, or one whose instances are not plainly those of the deployment, an override file that changes
either, and computed values beside ``triggers``: which one counts, the files do not say.

**Safety.** SAFE where a stage is declared and AWS provider 6 or later would be chosen: the files can't plan today.
UNSAFE
where a version before 6 is locked or all that is admitted, since the deployment is replaced; where triggers are added
or the stage gets an argument; and whenever a stage is declared, since AWS already has it: the message names the import.
``create_before_destroy`` is UNSAFE, since Terraform spreads it to everything that the deployment depends on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hclfix import (
    Attribute,
    AttributeStep,
    Block,
    Edit,
    Finding,
    Fix,
    FunctionCall,
    Module,
    Parentheses,
    Reference,
    Safety,
    Span,
    Step,
    Traversal,
    address,
    change_block,
    insert_block_after,
    lay_out,
    references_of,
    required_version,
    walk,
)

from ._stage.redeploy import redeployment
from ._stage.stages import instance_index, is_equal, is_parallel, safety, stages_of

needs = ("aws_api_gateway_deployment",)

_MOVED = {"stage_name": "stage_name", "stage_description": "description", "variables": "variables", "tags": "tags"}
_ADDRESSES = frozenset(("depends_on", "replace_triggered_by"))
_STATE_BLOCKS = frozenset(("moved", "import", "removed"))
_READ = frozenset(("invoke_url", "execution_arn", "stage_name"))
_MOST_IMPORTS = 10  # a module may be called in thousands of ways
_FROM_AROUND = frozenset(f"around {name}" for name in _READ)
_WEB_ACL_ASSOCIATIONS = frozenset(("aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"))


@dataclass(frozen=True)
class Settings:
    """What is written beside the stage.

    emit_imports: write an ``import`` block for a stage that is declared, in a root module that asks for Terraform 1.6.
    """

    emit_imports: bool = False


def check(module: Module, settings: Settings) -> Iterator[Finding]:
    """Yields a finding for each deployment with a stage, and for each that is destroyed before its successor is
    there.
    """
    for deployment in module.blocks("resource", "aws_api_gateway_deployment"):
        if len(deployment.labels) != 2:
            continue
        name = deployment.attribute("stage_name")
        if name:
            yield _move(module, deployment, name, settings)
        if name or stages_of(module, deployment):
            yield from _create_before_destroy(module, deployment)


def _move(module: Module, deployment: Block, name: Attribute, settings: Settings) -> Finding:
    title = f"{address(deployment)}: stage_name is gone from AWS provider 6.0"
    moved = [argument for argument in map(deployment.attribute, _MOVED) if argument]
    stages = stages_of(module, deployment)
    same = [
        stage
        for stage in stages
        if (theirs := stage.attribute("stage_name")) and _agrees(module, name, theirs, deployment)
    ]
    stage = same[0] if len(same) == 1 else stages[0] if len(stages) == 1 else None
    reason = _reason_to_decline(module, deployment, stage, stages, moved)
    if reason:
        return Finding(deployment.path, name.span, f"{title}; {reason}")

    triggers = redeployment(
        module, [argument for argument in moved if argument.name in ("stage_description", "variables")]
    )
    values: dict[str, str | None] = {argument.name: None for argument in moved}
    if triggers:
        values["triggers"] = f"{{\n  redeployment = {triggers}\n}}"
    edits = change_block(deployment, values)
    if stage:
        added = _stage_arguments(module, deployment, stage, moved)
        edits += change_block(stage, added) if added else []
        judged = safety(module, is_new_stage=False, changes_stage=bool(added.keys() - {"stage_name"}) or bool(triggers))
        message = f"{title}; {address(stage)} has it"
    else:
        text, message = _new_stage(module, deployment, name, moved, settings)
        edits += insert_block_after(deployment, text)
        judged = Safety.UNSAFE
    target = stage.labels[1].value if stage else _new_label(module, deployment)
    edits += _follow(module, deployment, target, stage)
    return Finding(deployment.path, name.span, message if stage else f"{title}; {message}", Fix(tuple(edits), judged))


def _used_whole(module: Module, deployment: Block) -> Reference | None:
    """A use of the deployment in which it is not plain which of its attributes are read, if there is one."""
    for reference in module.references(str(address(deployment))):
        inside = reference.attribute.body.block
        orders = reference.attribute.name in _ADDRESSES or (inside is not None and inside.type in _STATE_BLOCKS)
        if not orders and (_first_read(reference.steps) or _read_around(reference)) in (None, *_FROM_AROUND):
            return reference
    return None


def _read_around(reference: Reference) -> str | None:
    """The attribute that is read from what a reference stands in: ``id`` of ``values(deployment)[*].id``."""
    for node in walk(reference.attribute.expression):
        if not isinstance(node, Traversal) or not isinstance(node.root, FunctionCall | Parentheses):
            continue
        if node.root.span.start <= reference.span.start and reference.span.end <= node.root.span.end:
            read = _first_read(node.steps)
            return f"around {read}" if read in _READ else read
    return None


def _first_read(steps: Sequence[Step]) -> str | None:
    return next((step.name for step in steps if isinstance(step, AttributeStep)), None)


def _agrees(module: Module, ours: Attribute, theirs: Attribute, deployment: Block) -> bool:
    """Whether an argument of a stage is the deployment's: of the same value, or read from it."""
    read = [reference for reference in references_of(theirs) if reference.address == address(deployment)]
    return bool(read) or is_equal(module, ours, theirs)


def _reason_to_decline(
    module: Module, deployment: Block, stage: Block | None, stages: list[Block], moved: list[Attribute]
) -> str | None:
    if deployment.blocks("canary_settings"):
        return "canary_settings on a stage name a deployment of their own, which the files do not have"
    for block in (deployment, stage) if stage else (deployment,):
        for override in module.override_blocks("resource", *(label.value for label in block.labels)):
            if any(override.attribute(key) for key in (*_MOVED, "description", "count", "for_each", "deployment_id")):
                return f"{override.path} overrides {address(block)}"
    if stages and not stage:
        return f"{' and '.join(str(address(one)) for one in stages)} all point at the deployment"
    computed = [argument for argument in moved if argument.name in ("stage_description", "variables")]
    if deployment.attribute("triggers") and redeployment(module, computed):
        return f"{computed[0].name} makes new deployments and so do the triggers; put them together"
    if stage and not is_parallel(module, stage, deployment):
        return f"the instances of {address(stage)} are not plainly those of the deployment"
    whole = _used_whole(module, deployment)
    if whole:
        line = whole.document.position(whole.span.start).line
        return f"{whole.path}:{line} uses the deployment as a whole, and may read from it what the stage has"
    if not stage:
        return None
    for argument in moved:
        theirs = stage.attribute(_MOVED[argument.name])
        if theirs and not _agrees(module, argument, theirs, deployment):
            ours = f"{argument.name} is {_short(argument)} here"
            return f"{ours}, and {theirs.name} is {_short(theirs)} in {address(stage)}"
    return None


def _short(argument: Attribute) -> str:
    text = " ".join(argument.value_text.split())
    return text if len(text) <= 60 else text[:57] + "..."


def _stage_arguments(module: Module, deployment: Block, stage: Block, moved: list[Attribute]) -> dict[str, str | None]:
    """What the stage that is there has to be given: what it lacks, and a name of its own where it read the
    deployment's.
    """
    added: dict[str, str | None] = {}
    for argument in moved:
        theirs = stage.attribute(_MOVED[argument.name])
        reads = theirs and any(reference.address == address(deployment) for reference in references_of(theirs))
        if not theirs or reads:
            added[_MOVED[argument.name]] = argument.value_text
    return added


def _new_label(module: Module, deployment: Block) -> str:
    label = deployment.labels[1].value
    return f"{label}_stage" if module.block(f"aws_api_gateway_stage.{label}") else label


def _new_stage(
    module: Module, deployment: Block, name: Attribute, moved: list[Attribute], settings: Settings
) -> tuple[str, str]:
    """The text of the stage to declare, with its import where that is asked for, and what the message says of it."""
    label = _new_label(module, deployment)
    index = instance_index(deployment)
    groups: list[list[tuple[str, str]]] = [[], []]
    for argument in (deployment.attribute(key) for key in ("count", "for_each", "provider")):
        if argument:
            groups[0].append((argument.name, argument.value_text))
    for argument in (deployment.attribute(key) for key in ("region", "rest_api_id")):
        if argument:
            groups[1].append((argument.name, argument.value_text))
    groups[1].append(("deployment_id", f"{address(deployment)}{index}.id"))
    groups[1] += [(_MOVED[argument.name], argument.value_text) for argument in moved]
    rows = [
        "\n".join(f"  {key} = {lay_out(deployment.document, value, '  ')}" for key, value in group)
        for group in groups
        if group
    ]
    text = f'resource "aws_api_gateway_stage" "{label}" {{\n' + "\n\n".join(rows) + "\n}"

    rest_api = deployment.attribute("rest_api_id")
    identity = f"{_text(module, rest_api) or 'REST_API_ID'}/{_text(module, name) or 'STAGE_NAME'}"
    imports = [
        f"terraform import '{prefix}aws_api_gateway_stage.{label}{_instance(deployment)}' '{identity}'"
        for prefix in islice(_prefixes(module), _MOST_IMPORTS + 1)
    ]
    if len(imports) > _MOST_IMPORTS:
        imports[-1] = "the others"
    message = (
        f"the stage is declared as aws_api_gateway_stage.{label}; AWS has it already, so import it: "
        + " and ".join(imports)
    )
    if settings.emit_imports and rest_api and not index and not module.callers and _takes_imports(module):
        stage_name = name.value_text.strip('"') if name.value_text.startswith('"') else f"${{{name.value_text}}}"
        text = (
            f"import {{\n  to = aws_api_gateway_stage.{label}\n"
            f'  id = "${{{rest_api.value_text}}}/{stage_name}"\n}}\n\n' + text
        )
    return text, message


def _text(module: Module, argument: Attribute | None) -> str | None:
    return module.resolve(argument.expression).text if argument else None


def _instance(block: Block) -> str:
    """The index of an instance in an address on the command line, its key left open."""
    return "[INDEX]" if block.attribute("count") else '["KEY"]' if block.attribute("for_each") else ""


def _prefixes(module: Module) -> Iterator[str]:
    """What comes before an address in a module, one for each way that calls lead to it; nothing in a root module."""
    pending = [(module, "", frozenset({module}))]
    while pending:
        current, prefix, below = pending.pop()
        calls = [call for call in current.callers if call.caller not in below]
        if not calls:
            yield prefix
        for call in reversed(calls):
            outer = f"{address(call.block)}{_instance(call.block)}.{prefix}"
            pending.append((call.caller, outer, below | {call.caller}))


def _takes_imports(module: Module) -> bool:
    """Whether Terraform takes an import block whose id is an expression: a root module's, from 1.6 on."""
    constraint = required_version(module)
    return constraint is not None and not constraint.admits_any_below("1.6.0")


def _follow(module: Module, deployment: Block, label: str, stage: Block | None) -> Iterator[Edit]:
    """What read the stage's attributes from the deployment reads them from the stage."""
    own = str(address(deployment))
    for reference in module.references(own):
        step = next((step for step in reference.steps if isinstance(step, AttributeStep)), None)
        inside = reference.attribute.body.block
        if not step or step.name not in _READ or inside is deployment:
            continue
        if stage and inside is stage and reference.attribute.name == "stage_name":
            continue  # it gets the deployment's value
        start = reference.span.start
        yield Edit(reference.path, Span(start, start + len(own)), f"aws_api_gateway_stage.{label}")
        if _wants_arn(reference):
            yield Edit(reference.path, step.name_span, "arn")


def _wants_arn(reference: Reference) -> bool:
    block = reference.attribute.body.block
    return (
        block is not None
        and bool(block.labels)
        and block.labels[0].value in _WEB_ACL_ASSOCIATIONS
        and reference.attribute.name == "resource_arn"
    )


def _create_before_destroy(module: Module, deployment: Block) -> Iterator[Finding]:
    lifecycles = deployment.blocks("lifecycle")
    if any(lifecycle.attribute("create_before_destroy") for lifecycle in lifecycles):
        return
    spreads = _depends_on(module, deployment)
    message = (
        f"{address(deployment)}: without create_before_destroy the old deployment is destroyed first, which AWS refuses"
        f" while a stage points at it; it spreads to {', '.join(spreads) if spreads else 'nothing else'}"
    )
    if lifecycles:
        edits = change_block(lifecycles[0], {"create_before_destroy": "true"})
    else:
        edits = change_block(deployment, blocks=["lifecycle {\n  create_before_destroy = true\n}"])
    yield Finding(deployment.path, deployment.header_span, message, Fix(tuple(edits), Safety.UNSAFE))


def _depends_on(module: Module, block: Block) -> list[str]:
    """The addresses of the resources that a block depends on, through any chain in its module."""
    found: set[str] = set()
    pending: list[Block | Attribute] = [block]
    while pending:
        current = pending.pop()
        items = [current] if isinstance(current, Attribute) else current.body.walk()
        for item in items:
            if not isinstance(item, Attribute):
                continue
            for reference in references_of(item):
                kind, _, rest = reference.address.partition(".")
                next_item = module.locals.get(rest) if kind == "local" else module.block(reference.address)
                if next_item is not None and reference.address not in found and kind != "var":
                    found.add(reference.address)
                    pending.append(next_item)
    kinds = ("local", "data", "module", "ephemeral")
    return sorted(name for name in found if name.partition(".")[0] not in kinds and name != address(block))
