"""How names that are too long are shortened: which of them together, by what, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hclfix import Edit, Finding, Fix, Module, Safety, Traversal, change_block

from .._names.declare import declarations
from .abbreviate import shorter
from .measure import Measured, TooLong
from .pieces import changes_of, length_of, lengths_in, text_of, with_texts
from .repeated import repeated_edits
from .split import Part, Split, split

_IN_NO_LOCAL = ("each.", "count.", "self.")


class Shortening(NamedTuple):
    """One name that is too long, and what it is made of."""

    found: TooLong
    parts: Split

    @property
    def literal(self) -> int:
        """The characters of the rest that are literal."""
        return sum(len(part.text or "") for part in self.parts.rest if part.literal)

    @property
    def varying(self) -> tuple[Part, ...]:
        """The rest that is not literal."""
        return tuple(part for part in self.parts.rest if not part.literal)

    @property
    def room(self) -> int:
        """The characters that are left for the prefix and the varying rest."""
        return self.found.limit - self.literal


@dataclass(eq=False)
class Group:
    """Names of one module that take one short prefix: the same prefix, and the same varying rest behind it."""

    module: Module
    members: list[Shortening] = field(default_factory=list)

    @property
    def room(self) -> int:
        """The smallest room that any of the names leaves."""
        return min(member.room for member in self.members)

    @property
    def first(self) -> Split:
        """What one of them is made of; the others are made of the same."""
        return self.members[0].parts


@dataclass(frozen=True, slots=True)
class Planner:
    """Finds what to do about the names of a tree.

    ``given`` holds the short names given out so far, by type and text, each with the text that it had.
    """

    measured: Measured
    scope: str
    budget: int
    abbreviations: Mapping[str, str]
    given: dict[tuple[str, str], str] = field(default_factory=dict)

    def findings(self, long: Sequence[TooLong]) -> Iterator[Finding]:
        """A finding for each name that is too long, in groups with one fix."""
        groups: dict[object, Group] = {}
        for found in long:
            parts = self._split(found)
            if parts is None:
                yield self._shown(found, None)
                continue
            member = Shortening(found, parts)
            key = _key(member)
            groups.setdefault(key, Group(found.name.module)).members.append(member)
        taken: set[tuple[str, str]] = set()
        for group in groups.values():
            yield from self._group(group, taken)

    def _split(self, found: TooLong) -> Split | None:
        module = found.name.module
        document = found.name.attribute.body.document
        return split(module, self.measured.module(module), document, found.name.expression)

    def _group(self, group: Group, taken: set[tuple[str, str]]) -> Iterator[Finding]:
        """Findings of one group. A name that would ask more of the prefix than it can give is left to its tail."""
        members = sorted(group.members, key=lambda member: -member.room)
        short = None
        while members and short is None:
            group.members = members
            short = self._short(group)
            if short is None:
                yield self._tail(members.pop())
        if short is None:
            return
        if self.scope == "names" and len(members) == 1 and not group.first.local:
            yield self._written_out(members[0], [*short, *members[0].parts.rest])
            return
        fix, told = self._fix(group, short, taken)
        for member in members:
            name = member.found.name
            yield Finding(
                name.attribute.body.document.path,
                name.attribute.span,
                f"{member.found.message(self.budget)}; {told}",
                fix,
            )

    def _short(self, group: Group) -> list[Part] | None:
        """The prefix of a group, written as short as it has to be; None where nothing makes it fit."""
        prefix = group.first.prefix
        varying = [part.greatest for member in group.members for part in member.varying]
        kept = [part.greatest for part in prefix if part.kept]
        if None in varying or None in kept or any(_is_bound(part) for part in (*prefix, *group.members[0].varying)):
            return None
        room = group.room - sum(part.greatest or 0 for part in group.members[0].varying)
        for short in self._shorter(prefix):
            if sum(part.greatest or 0 for part in short) <= room and self._give(group.members, short):
                return short
        return None

    def _shorter(self, prefix: Sequence[Part], rest: Sequence[Part] = ()) -> Iterator[list[Part]]:
        """The pieces of a prefix and of the rest behind it, ever shorter; the rest only as far as it is readable."""
        open_parts = [part for part in prefix if not part.kept] + [part for part in rest if part.literal]
        count = sum(not part.kept for part in prefix)
        cut = {index for index, part in enumerate(open_parts) if part.cut}
        readable = set(range(count, len(open_parts)))
        texts = [part.text or "" for part in open_parts]
        for choice in shorter(texts, self.abbreviations, readable=readable, cut=cut):
            fixed = [part for part in rest if not part.literal]
            yield with_texts([*prefix, *rest], choice, {id(part) for part in fixed})

    def _give(self, members: Sequence[Shortening], prefix: Sequence[Part]) -> bool:
        """Gives names that prefix, unless one would become equal to another of its type. ``prefix`` may be all of the
        name. Names that are equal as they are, in copies of a module, may stay so.
        """
        whole = len(prefix) > len(members[0].parts.prefix)
        new = {
            (member.found.name.fact.type, text_of(prefix) + ("" if whole else text_of(member.parts.rest))): text_of(
                (*member.parts.prefix, *member.parts.rest)
            )
            for member in members
        }
        if len(new) < len(members) or any(self.given.get(key, old) != old for key, old in new.items()):
            return False
        own = {member.found.name.attribute for member in members}
        others = {
            (name.fact.type, text)
            for name in self.measured.names
            if name.attribute not in own
            for text in self.measured.strings(name)
        }
        if not others.isdisjoint(new):
            return False
        self.given.update(new)
        return True

    def _fix(self, group: Group, short: Sequence[Part], taken: set[tuple[str, str]]) -> tuple[Fix, str]:
        """The fix of a group, and what to say of it."""
        first = group.first
        raw = "".join(part.raw for part in short)
        told = changes_of(first.prefix, short)
        if self.scope == "prefix":
            return self._rewritten(group, raw), f'the prefix itself becomes "{raw}"{told}'
        module = group.module
        local = next(
            name
            for name in (
                "short_prefix",
                f"short_{first.local or 'name'}",
                *(f"short_prefix_{number}" for number in range(2, 99)),
            )
            if name not in module.locals and (module.directory, name) not in taken
        )
        taken.add((module.directory, local))
        old = f"local.{first.local}" if first.local else f'"{first.raw}"'
        behind = "".join(part.raw for part in group.members[0].varying)
        measured = f'"{first.raw}{behind}"' if behind or not first.local else old
        value = f'"{raw}"'
        if not any(member.found.always for member in group.members if member.room == group.room):
            value = f"length({measured}) <= {group.room} ? {old} : {value}"
        edits = self._declared(group, local, value)
        for member in group.members:
            edits += self._renamed(member, local)
        return Fix(tuple(dict.fromkeys(edits))), f"it takes local.{local}{told}"

    def _declared(self, group: Group, local: str, value: str) -> list[Edit]:
        definition = group.module.locals.get(group.first.local or "")
        block = definition.body.block if definition else None
        if definition and block:
            return change_block(block, {local: value}, after=definition)
        return declarations(group.module, None, {local: value})

    def _renamed(self, member: Shortening, local: str) -> list[Edit]:
        """The edits of one name and of the strings that repeat it."""
        name = member.found.name
        path = name.attribute.body.document.path
        whole = isinstance(name.expression, Traversal)
        edits = [Edit(path, member.parts.span, f"local.{local}" if whole else f"${{local.{local}}}")]
        if not name.prefixed and not name.block.attribute("count") and not name.block.attribute("for_each"):
            edits += repeated_edits(name, self.measured.names)
        return edits

    def _rewritten(self, group: Group, raw: str) -> Fix:
        first = group.first
        definition = group.module.locals.get(first.local or "")
        if definition:
            edits = [Edit(definition.body.document.path, definition.value_span, f'"{raw}"')]
        else:
            edits = [
                Edit(member.found.name.attribute.body.document.path, member.parts.span, raw) for member in group.members
            ]
        return Fix(tuple(edits), Safety.UNSAFE)

    def _tail(self, member: Shortening) -> Finding:
        """The finding of a name that its prefix alone can't save: it is written out with a shorter end, or shown."""
        found, parts = member.found, member.parts
        bounded = all(part.greatest is not None for part in (*parts.prefix, *parts.rest))
        if bounded and self.scope == "names":
            for short in self._shorter(parts.prefix, parts.rest):
                if sum(part.greatest or 0 for part in short) <= found.limit and self._give([member], short):
                    return self._written_out(member, short)
        return self._shown(found, parts)

    def _written_out(self, member: Shortening, short: Sequence[Part]) -> Finding:
        name = member.found.name
        document = name.attribute.body.document
        expression = name.expression
        old = expression.span.of(document.text)
        value = '"' + "".join(part.raw for part in short) + '"'
        if not member.found.always:
            value = f"length({old}) <= {member.found.limit} ? {old} : {value}"
        edits = [Edit(document.path, expression.span, value), *repeated_edits(name, self.measured.names)]
        told = changes_of((*member.parts.prefix, *member.parts.rest), short)
        return Finding(
            document.path,
            name.attribute.span,
            f"{member.found.message(self.budget)}; it gets a shorter form{told}",
            Fix(tuple(edits)),
        )

    def _shown(self, found: TooLong, parts: Split | None) -> Finding:
        """The finding of a name that takes a person, with the length of each part."""
        name = found.name
        lengths = [length_of(part) for part in (*parts.prefix, *parts.rest)] if parts else []
        why = f"its parts are {', '.join(lengths)}"
        if not lengths:
            written = name.expression.span.of(name.attribute.body.document.text)
            it = f"{written} is" if isinstance(name.expression, Traversal) else "it is"
            why = f"{it} not a template that could be shortened"
            lengths = lengths_in(self.measured.value(name))
            why += f"; its parts are {', '.join(lengths)}" if lengths else ""
        return Finding(
            name.attribute.body.document.path,
            name.attribute.span,
            f"{found.message(self.budget)}; not changed, since {why}",
        )


def _key(member: Shortening) -> object:
    """What names must have in common to take one short prefix.

    A resource with ``count`` or ``for_each`` may be missing in a deployment: its room says nothing of the others.
    """
    name = member.found.name
    alone = member.room if name.block.attribute("count") or name.block.attribute("for_each") else None
    return name.module, member.parts.raw, tuple(part.raw for part in member.varying), alone


def _is_bound(part: Part) -> bool:
    return not part.literal and part.address.startswith(_IN_NO_LOCAL)
