"""What a plan has to say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hclfix import Attribute, Edit, Finding, Fix, Module, Safety, address, change_block, local_source, plain_text

from .._names.named import Name
from .._names.table import singletons
from .._names.texts import Texts
from .._names.trace import trace
from .collide import Collision, collisions
from .follow import Following
from .part import declaring
from .plan import Plan
from .source import Source
from .uses import names_what_is_made

_SHOWN = 3


def findings(plan: Plan) -> Iterator[Finding]:
    """The findings of a tree."""
    clashes: dict[Source, list[Collision]] = {}
    for clash in collisions(plan):
        clashes.setdefault(clash.source, []).append(clash)
    names: dict[Module, list[Name]] = {}
    for source in plan.sources:
        for name in source.names:
            names.setdefault(name.module, []).append(name)
    unread = {module for module in plan.tree.modules if _callers_are_missing(module)}
    for source in plan.sources:
        if source.module not in unread:
            yield _finding(plan, source, clashes.get(source, ()))
    for module in plan.tree.modules:
        own = names.get(module, ())
        if module in unread and own:
            yield Finding(
                own[0].attribute.body.document.path,
                own[0].attribute.span,
                f"{_list(own)}: no environment suffix; this module has no backend and no provider block, so it is"
                " made to be called, and its callers are not among what was read",
            )
        yield from _singletons(module)
        if module not in unread:
            yield from _calls(plan, module)


def _finding(plan: Plan, source: Source, clashes: Sequence[Collision]) -> Finding:
    following = plan.following[source]
    attribute = source.attribute
    path = attribute.body.document.path
    message = _message(source, following, plan.texts)
    blockers = [*following.blockers, *(clash.text for clash in clashes)]
    if blockers:
        return Finding(path, attribute.span, f"{message}; not changed, since {blockers[0]}{_more(blockers[1:])}")
    if following.patterns:
        message += f"; still matched by {', '.join(following.patterns[:_SHOWN])}{_more(following.patterns[_SHOWN:])}"
    if following.imports:
        place = f"{following.imports[0]}{_more(following.imports[1:])}"
        message += f"; {place} imports what exists by its name: a second copy must not"
    modules = tuple({source.module: None, **dict.fromkeys(following.modules)})
    parts = [plan.parts.of(module) for module in modules]
    own = parts[0]
    locals = source.declared(own.template)
    key = (modules, *locals)
    if key not in plan.declared:
        plan.declared[key] = declaring(parts, source.module, locals)
    edits: list[Edit] = [*source.edits(own.template), *plan.declared[key], *following.edits]
    if all(part.empty for part in parts):
        return Finding(path, attribute.span, message, Fix(tuple(dict.fromkeys(edits))))
    return Finding(
        path,
        attribute.span,
        message + _becomes(following, plan.texts.of_value(source.module, own.value) if own.value else (), plan.texts),
        Fix(tuple(dict.fromkeys(edits)), Safety.UNSAFE),
    )


def _message(source: Source, following: Following, texts: Texts) -> str:
    if source.local is None:
        (name,) = source.names
        old = f' "{texts.shown(renamed.old)}"' if (renamed := following.example) else ""
        text = f"{name.address}: {name.attribute.name}{old} has no environment suffix"
    else:
        text = f"local.{source.local}: the names built on it have no environment suffix ({_list(source.names)})"
    if source.misuse:
        reference = source.misuse.reference
        position = reference.document.position(reference.span.start)
        place = f"{reference.path}:{position.line}:{position.column}"
        text += f"; a second local takes it, since {source.misuse.what} ({place})"
    count = len(following.edits)
    return text + (f"; {count} string{'s follow' if count > 1 else ' follows'}" if count else "")


def _becomes(following: Following, suffixes: Sequence[str], texts: Texts) -> str:
    """What the first name is called then."""
    renamed = following.example
    suffix = next(iter(suffixes), "")
    if renamed is None or not suffix:
        return "; what it is called then depends on the suffix"
    separator = renamed.separator
    new = renamed.start + separator + suffix.removeprefix("-").replace("-", separator) + renamed.end
    return f'; {renamed.name.address} is "{texts.shown(renamed.old)}" now and would be "{texts.shown(new)}"'


def _list(names: Sequence[Name]) -> str:
    shown = ", ".join(name.address for name in names[:_SHOWN])
    return shown + _more(names[_SHOWN:])


def _more(rest: Sequence[object]) -> str:
    return f" and {len(rest)} more" if rest else ""


def _callers_are_missing(module: Module) -> bool:
    """Whether a module, or one that calls it, is called by nobody here and yet is no root: no backend, no provider."""
    pending, seen = [module], {module}
    while pending:
        current = pending.pop()
        callers = [call.caller for call in current.callers]
        if not callers and not _is_root(current):
            return True
        pending += [caller for caller in callers if caller not in seen]
        seen.update(callers)
    return False


def _is_root(module: Module) -> bool:
    inside = [block for top in module.blocks("terraform") for block in top.blocks()]
    return bool(module.blocks("provider")) or any(block.type in ("backend", "cloud") for block in inside)


def _singletons(module: Module) -> Iterator[Finding]:
    for block in module.blocks("resource"):
        known = singletons().get(block.labels[0].value) if len(block.labels) == 2 else None
        if known:
            scope, reason = known
            yield Finding(
                block.path,
                block.header_span,
                f"{address(block)} exists once in an account"
                f"{' and region' if scope == 'region' else ''}, whatever the suffix ({reason}):"
                " a second copy of the module there would take it over or fail",
            )


def _calls(plan: Plan, module: Module) -> Iterator[Finding]:
    """Calls that do not hand on the suffix, and names that go to modules which are not read."""
    followed = {id(call.block): call.module for call in module.calls}
    for block in module.blocks("module"):
        called = followed.get(id(block))
        if called:
            yield from _not_passed(plan, module, called, id(block))
        elif not local_source(block):
            for attribute in block.body.attributes():
                if _names_something(plan, module, attribute):
                    yield Finding(
                        block.path,
                        attribute.span,
                        f"module.{block.labels[0].value}: {attribute.name} has no environment suffix, and the module is"
                        " not read, so that its names can't be followed",
                    )


def _not_passed(plan: Plan, module: Module, called: Module, block_id: int) -> Iterator[Finding]:
    name = plan.parts.variable(called)
    if name is None or not called.block(f"var.{name}"):
        return
    for call in called.callers:
        if id(call.block) != block_id or call.block.attribute(name):
            continue
        part, inner = plan.parts.of(module), plan.parts.of(called)
        safety = Safety.SAFE if part.empty and inner.empty else Safety.UNSAFE
        edits = (*declaring([part], module, {}), *change_block(call.block, {name: part.passed}))
        yield Finding(
            call.block.path,
            call.block.header_span,
            f"module.{call.block.labels[0].value}: the module takes {name}, and is not given it",
            Fix(edits, safety),
        )


def _names_something(plan: Plan, module: Module, attribute: Attribute) -> bool:
    if not names_what_is_made(attribute.name):
        return False
    text = plain_text(attribute.expression)
    value = module.resolve(attribute.expression)
    if text == "" or value.text_parts() is None:
        return False
    found = trace(module, attribute.expression)
    edited = {(source.module, f"local.{source.local}") for source in plan.sources if not source.misuse}
    holds = any(plan.parts.holds(address) for _, address in found.passed) or bool(found.passed & edited)
    unique = any(
        plan.parts.holds(leaf.address)
        or leaf.address.startswith(("random_", "module."))
        or _is_resource(leaf.module, leaf.address)
        for leaf in found.leaves
    )
    return not holds and not unique


def _is_resource(module: Module, address: str) -> bool:
    block = module.block(address)
    return block is not None and block.type in ("resource", "data")
