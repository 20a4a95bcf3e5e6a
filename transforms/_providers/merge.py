"""What one block would take over from another that says the same thing a second time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from hclfix import (
    Attribute,
    Block,
    Constraint,
    Edit,
    Module,
    Span,
    Version,
    VersionError,
    block_meaning,
    change_block,
    expression_meaning,
    leading_comments,
    locked_version,
    plain_text,
    requirements,
    source_address,
)

from .comments import Item, carry_comments, joined, whole_span
from .facts import Arguments, arguments_of
from .values import unite

_SECRET = ("key", "secret", "token", "password", "credentials")
_LONGEST_VALUE = 60


@dataclass
class Merge:
    """How ``removed`` goes into ``kept``.

    ``moved`` are the names of what is taken over, ``chosen`` what a person should look at, and ``declined`` why there
    is no way to merge. The rest is what :func:`hclfix.change_block` asks for.
    """

    kept: Block
    removed: Block
    values: dict[str, str | None] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    blocks: list[str] = field(default_factory=list)
    inside: list[Edit] = field(default_factory=list)
    copied: list[Span] = field(default_factory=list)
    moved: list[str] = field(default_factory=list)
    chosen: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)

    def take_over(self, name: str, items: Iterable[Item]) -> None:
        """Takes attributes or blocks over as they are, comments included."""
        text = self.removed.document.text
        self.moved.append(name)
        for item in items:
            span = whole_span(item)
            self.copied.append(span)
            if isinstance(item, Block):
                self.blocks.append(span.of(text))
            else:
                self.values[name] = text[item.value_start : span.end]
                above = [comment.text.rstrip("\r") for comment in leading_comments(item)]
                if above:
                    self.comments[name] = "\n".join(above)

    def replace(self, attribute: Attribute, text: str) -> None:
        """Gives an attribute of the block that stays another value, laid out as it stands there."""
        if "\n" in self.kept.body.span.of(self.kept.document.text):
            self.inside.append(Edit(attribute.body.document.path, attribute.value_span, text))
        else:
            self.values[attribute.name] = text  # a block on one line is written anew where anything is added to it

    def edits(self) -> list[Edit]:
        """The edits of the block that stays."""
        edits = change_block(self.kept, self.values, blocks=self.blocks, comments=self.comments)
        return joined([*edits, *self.inside, *carry_comments(self.removed, self.kept, self.copied)])


def merge_providers(module: Module, kept: Block, removed: Block) -> Merge:
    """Merges two ``provider`` blocks."""
    merge = Merge(kept, removed)
    local_name = kept.labels[0].value
    source = next(
        (entry.source_address for entry in requirements(module) if entry.name == local_name), source_address(local_name)
    )
    facts = arguments_of(source)
    ours, theirs = _arguments(kept), _arguments(removed)
    for name, items in theirs.items():
        if name not in ours:
            merge.take_over(name, items)
            if name not in facts.additive and name != "version":
                merge.chosen.append(f"{name} stands only here")
        elif _meanings(items) != _meanings(ours[name]):
            there, here = ours[name][0], items[0]
            if name == "version" and isinstance(there, Attribute) and isinstance(here, Attribute):
                join_versions(merge, there, here, locked_version(module, source))
            elif not (name in facts.additive and _united(merge, name, ours[name], items)):
                merge.chosen.append(_conflict(name, _text(ours[name]), _text(items)))
    for name in ours:
        if name not in theirs and name not in facts.additive and name != "version":
            merge.chosen.append(f"{name} stands only there")
    merge.declined += _excluded(facts, ours, theirs)
    return merge


def joined_constraint(ours: str | None, theirs: str, locked: Version | None = None) -> str:
    """Two version constraints as one, in the spelling of ``ours`` as far as that goes.

    Raises:
        VersionError: one of them is none, no version meets both, or the one in the lock file does not.
    """
    added = Constraint.parse(theirs)
    both = Constraint.parse(ours).joined(added) if ours else added
    if not both.satisfiable:
        beside = f' as asked here and "{ours}" as asked there' if ours else ""
        raise VersionError(f'no version is "{theirs}"{beside}')
    if locked and not both.admits(locked):
        beside = f' beside "{ours}" there' if ours else ""
        raise VersionError(f'"{theirs}" here{beside} excludes {locked}, which the lock file pins')
    if not ours:
        return theirs
    known = set(Constraint.parse(ours).terms)
    new = [part.strip() for part in theirs.split(",") if not known.issuperset(Constraint.parse(part).terms)]
    return ", ".join([ours.strip(), *dict.fromkeys(new)]) if new else ours


def join_versions(merge: Merge, ours: Attribute, theirs: Attribute, locked: Version | None = None) -> None:
    """Lets an attribute that holds a version constraint ask for what another one asks for too."""
    own, added = (plain_text(attribute.expression) for attribute in (ours, theirs))
    if own is None or added is None:
        merge.declined.append(f"{ours.name} is no plain text")
        return
    try:
        text = joined_constraint(own, added, locked)
    except VersionError as error:
        merge.declined.append(f"{ours.name}: {error}")
        return
    if text != own:
        merge.values[ours.name] = f'"{text}"'
        merge.moved.append(f'{ours.name} "{text}"')


def _arguments(block: Block) -> dict[str, list[Item]]:
    """The attributes and blocks of a ``provider`` block by the name of the argument."""
    found: dict[str, list[Item]] = {}
    for item in block.body.items:
        if isinstance(item, Attribute):
            name = item.name
        else:
            name = item.labels[0].value if item.type == "dynamic" and item.labels else item.type
        if name != "alias":
            found.setdefault(name, []).append(item)
    return found


def _meanings(items: Iterable[Item]) -> list[bytes]:
    return [block_meaning(item) if isinstance(item, Block) else expression_meaning(item.expression) for item in items]


def _united(merge: Merge, name: str, ours: Sequence[Item], theirs: Sequence[Item]) -> bool:
    """Unites two blocks of tags, if that is what they are."""
    if len(ours) > 1 or len(theirs) > 1 or not isinstance(ours[0], Block) or not isinstance(theirs[0], Block):
        return False
    united = unite(ours[0], theirs[0])
    if not united:
        return False
    if united.edits:
        merge.moved.append(f"more {name}")
        merge.inside += united.edits
    merge.chosen += [_conflict(f"{name}.{inner}", there, here) for inner, there, here in united.conflicts]
    return True


def _excluded(facts: Arguments, ours: Collection[str], theirs: Collection[str]) -> list[str]:
    return [
        f"{here} here and {there} there exclude each other"
        for pair in facts.exclusive
        for here, there in (pair, pair[::-1])
        if here in theirs and here not in ours and there in ours and there not in theirs
    ]


def _conflict(name: str, there: str, here: str) -> str:
    """What differs, with both values where they are short, and no secrets."""
    shown = all(text and "\n" not in text and len(text) <= _LONGEST_VALUE for text in (there, here))
    if shown and not any(word in name for word in _SECRET):
        return f"{name} is {here} here and {there} there, which stays"
    return f"{name} differs, and what it is there stays"


def _text(items: Sequence[Item]) -> str:
    """The value of an attribute as it is written; nothing for blocks."""
    return items[0].value_text if isinstance(items[0], Attribute) else ""
