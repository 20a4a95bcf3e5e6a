"""What a plan has to say."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from hclfix import Edit, Finding, Fix, Module, Safety

from .._names.named import Name
from .._names.texts import Texts
from .collide import Collision, collisions
from .follow import Following
from .part import declaring
from .plan import Plan
from .source import Source

_SHOWN = 3


def findings(plan: Plan, unread: Container[Module]) -> Iterator[Finding]:
    """The findings of a plan's sources; ``unread`` are the modules whose callers are not there."""
    clashes: dict[Source, list[Collision]] = {}
    for clash in collisions(plan):
        clashes.setdefault(clash.source, []).append(clash)
    names: dict[Module, list[Name]] = {}
    for source in plan.sources:
        for name in source.names:
            names.setdefault(name.module, []).append(name)
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
