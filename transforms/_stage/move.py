"""The move of a deployment's stage into a resource of its own: what is said of it, and the edits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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

from .redeploy import redeployment
from .stages import instance_index, is_equal, is_parallel, safety

_MOVED = {"stage_name": "stage_name", "stage_description": "description", "variables": "variables", "tags": "tags"}
_ADDRESSES = frozenset(("depends_on", "replace_triggered_by"))
_STATE_BLOCKS = frozenset(("moved", "import", "removed"))
_READ = frozenset(("invoke_url", "execution_arn", "stage_name"))
_MOST_IMPORTS = 10  # a module may be called in thousands of ways
_FROM_AROUND = frozenset(f"around {name}" for name in _READ)
_WEB_ACL_ASSOCIATIONS = frozenset(("aws_wafv2_web_acl_association", "aws_wafregional_web_acl_association"))


def move(module: Module, deployment: Block, name: Attribute, stages: Sequence[Block], *, emit_imports: bool) -> Finding:
    """The finding of a deployment with a ``stage_name``; ``stages`` are those that point at it."""
    title = f"{address(deployment)}: stage_name is gone from AWS provider 6.0"
    moved = [argument for argument in map(deployment.attribute, _MOVED) if argument]
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
        text, message = _new_stage(module, deployment, name, moved, emit_imports=emit_imports)
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
    module: Module, deployment: Block, stage: Block | None, stages: Sequence[Block], moved: list[Attribute]
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
    module: Module, deployment: Block, name: Attribute, moved: list[Attribute], *, emit_imports: bool
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
    if emit_imports and rest_api and not index and not module.callers and _takes_imports(module):
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
