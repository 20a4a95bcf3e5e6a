"""Merges the entries of two ``required_providers`` blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from hclfix import (
    Attribute,
    Block,
    Document,
    Edit,
    Expression,
    Module,
    Object,
    Tuple,
    VersionError,
    add_element,
    expression_meaning,
    key_name,
    locked_version,
    plain_text,
    set_element,
    source_address,
)

from .merge import Merge, joined_constraint
from .values import edited


def merge_required(module: Module, kept: Block, removed: Block) -> Merge:
    """Merges two ``required_providers`` blocks."""
    merge = Merge(kept, removed)
    for theirs in removed.body.attributes():
        ours = kept.attribute(theirs.name)
        if not ours:
            merge.take_over(theirs.name, [theirs])
            _look_at_the_lock(merge, module, theirs)
        elif expression_meaning(ours.expression) != expression_meaning(theirs.expression):
            _Entry(merge, module, ours, theirs).merge()
    return merge


@dataclass
class _Entry:
    """One provider that both blocks declare, and not alike."""

    into: Merge
    module: Module
    ours: Attribute
    theirs: Attribute

    def merge(self) -> None:
        name = self.ours.name
        ours, theirs = _values(self.ours), _values(self.theirs)
        if ours is None or theirs is None:
            self.decline("is no plain declaration")
            return
        sources = [_source(name, values) for values in (ours, theirs)]
        if sources[0] != sources[1] or sources[0] is None:
            self.decline(f"is {sources[1]} here and {sources[0]} there")
            return
        other = [key for key in theirs if key not in ("source", "version", "configuration_aliases")]
        if any(key not in ours or expression_meaning(ours[key]) != expression_meaning(theirs[key]) for key in other):
            self.decline(f"has another {', '.join(other)} here")
            return
        version = self.version(sources[0], ours.get("version"), theirs.get("version"))
        if version is None:
            return
        # The shorter form `aws = ">= 5.0"` can't hold all that an object says.
        base = self.theirs if isinstance(self.theirs.expression, Object) and not _is_object(self.ours) else self.ours
        text = _set_version(base, version) if version else base.value_text
        aliases = theirs.get("configuration_aliases")
        if aliases and base is self.ours:
            text = _unite_aliases(base, text, aliases, self.theirs)
        if base is self.theirs:
            self.into.copied.append(self.theirs.value_span)
        if base is self.theirs or text != base.value_text:
            self.into.replace(self.ours, text)
            self.into.moved.append(f'{name} "{version}"' if version else name)

    def decline(self, why: str) -> None:
        self.into.declined.append(f"{self.ours.name} {why}")

    def version(self, source: str, ours: Expression | None, theirs: Expression | None) -> str | None:
        """The constraint that both come to, empty without any; None where that has been declined."""
        own, added = (plain_text(value) if value else None for value in (ours, theirs))
        if (ours and own is None) or (theirs and added is None):
            self.decline("has a version that is no plain text")
            return None
        if added is None:
            return own or ""
        try:
            return joined_constraint(own, added, locked_version(self.module, source))
        except VersionError as error:
            self.into.declined.append(f"{self.ours.name}: {error}")
            return None


def _look_at_the_lock(merge: Merge, module: Module, entry: Attribute) -> None:
    """Declines an entry that is taken over and excludes the version in the lock file."""
    values = _values(entry) or {}
    source = _source(entry.name, values)
    version = values.get("version")
    text = version and plain_text(version)
    if source and text:
        try:
            joined_constraint(None, text, locked_version(module, source))
        except VersionError as error:
            merge.declined.append(f"{entry.name}: {error}")


def _is_object(attribute: Attribute) -> bool:
    return isinstance(attribute.expression, Object)


def _values(entry: Attribute) -> dict[str, Expression] | None:
    """What an entry of ``required_providers`` says by key; None where Terraform would not take it."""
    expression = entry.expression
    if not isinstance(expression, Object):
        return {"version": expression} if plain_text(expression) is not None else None
    keys = [key_name(element) for element in expression.elements]
    values = {key: element.value for key, element in zip(keys, expression.elements, strict=True) if key is not None}
    return values if len(values) == len(keys) else None


def _source(name: str, values: dict[str, Expression]) -> str | None:
    source = values.get("source")
    text = plain_text(source) if source else name
    return source_address(text) if text else None


def _set_version(entry: Attribute, version: str) -> str:
    """The text of an entry with another version."""
    if not _is_object(entry):
        return f'"{version}"'
    return edited(
        entry, entry.value_text, lambda value, document: set_element(value, document, "version", f'"{version}"')
    )


def _unite_aliases(entry: Attribute, text: str, aliases: Expression, theirs: Attribute) -> str:
    """The text of an entry, with the configuration aliases that it lacks."""
    document = theirs.body.document
    if not isinstance(aliases, Tuple):
        return text
    values = _values(entry) or {}
    own = values.get("configuration_aliases")
    known = {expression_meaning(alias) for alias in own.elements} if isinstance(own, Tuple) else set()
    for alias in aliases.elements:
        if expression_meaning(alias) not in known:
            name = alias.span.of(document.text)
            text = edited(entry, text, partial(_add_alias, name=name))
    return text


def _add_alias(value: Object, document: Document, name: str) -> list[Edit]:
    for element in value.elements:
        if key_name(element) == "configuration_aliases" and isinstance(element.value, Tuple):
            return add_element(element.value, document, name)
    return set_element(value, document, "configuration_aliases", f"[{name}]")
