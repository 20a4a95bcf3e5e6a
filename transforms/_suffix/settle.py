"""Which names have to get the suffix, and why others need none."""

from __future__ import annotations

from dataclasses import dataclass, field

from hclfix import Module, Tree

from .._names.named import Name, names_in
from .._names.table import Facts, is_fixed
from .._names.trace import Leaf, Trace, trace
from .part import Parts

_RANDOM = ("random_", "time_")
_GENERATED = frozenset(
    ("id", "arn", "unique_id", "name", "hex", "result", "dec", "b64_url", "stable_id", "identity_id")
)
_DOMAIN_TYPES = frozenset(("aws_s3_bucket", "aws_cognito_user_pool_domain"))


@dataclass(eq=False, repr=False)
class Settling:
    """Judges the names of a tree, each once."""

    parts: Parts
    facts: Facts
    inside_parents: bool
    workspace_is_unique: bool
    _traces: dict[Name, Trace] = field(default_factory=dict)
    _traces_of_references: dict[tuple[Module, frozenset[str]], Trace] = field(default_factory=dict)
    _names: dict[Module, dict[tuple[str, str], Name]] = field(default_factory=dict)

    def names(self, module: Module) -> dict[tuple[str, str], Name]:
        """The names that a module gives, by address and argument."""
        if module not in self._names:
            found = {(name.address, name.attribute.name): name for name in names_in(module, self.facts)}
            self._names[module] = found
        return self._names[module]

    def trace(self, name: Name) -> Trace:
        """What a name is made of. Templates with the same references share it; most names have one of a few sets."""
        if name not in self._traces:
            if name.pieces is not None:
                key = (name.module, frozenset(piece for piece in name.pieces if piece.startswith("$")))
                if key not in self._traces_of_references:
                    self._traces_of_references[key] = name.made_of
                self._traces[name] = self._traces_of_references[key]
            else:
                self._traces[name] = name.made_of
        return self._traces[name]

    def waiting(self, tree: Tree) -> list[Name]:
        """The names of a tree that have to get the suffix."""
        names = (name for module in tree.modules for name in self.names(module).values())
        return [name for name in names if not self.is_settled(name)]

    def is_settled(self, name: Name) -> bool:
        """Whether a name tells two copies apart already, follows one that will, or must stay as it is."""
        if self._is_spelled_with_suffix(name) or self.must_stay(name) or self.lies_in_parent(name):
            return True
        seen = {name}
        pending = [name]
        while pending:
            current = pending.pop()
            found = self.trace(current)
            if any(self.parts.holds(address) for _, address in found.passed):
                return True
            for leaf in found.leaves:
                if self._is_unique(leaf):
                    return True
                other = self._named_by(leaf)
                if other and other not in seen:
                    seen.add(other)
                    if not self.must_stay(other):
                        return True
        return False

    def _is_spelled_with_suffix(self, name: Name) -> bool:
        """Whether a name is a plain template that shows the suffix; then nothing needs to be parsed to know."""
        return name.pieces is not None and not self.parts.spelled.isdisjoint(name.pieces)

    def must_stay(self, name: Name) -> bool:
        """Whether AWS chose the name, or it is a domain, or there is none."""
        if not name.value.effective:
            return True
        strings = name.value.strings()
        if strings is None:
            texts = [part for each in name.value.effective for part in each.text_parts() or ()]
            known = "".join(part if isinstance(part, str) else "x" for part in texts)
            return is_fixed(name.fact.type, known) or (
                name.fact.type in _DOMAIN_TYPES and _says_domain(self.trace(name))
            )
        if all(is_fixed(name.fact.type, string) or not string for string in strings):
            return True
        return name.fact.type in _DOMAIN_TYPES and all("." in string for string in strings)

    def lies_in_parent(self, name: Name) -> bool:
        """Whether a name is unique in a parent that every copy of the module has of its own."""
        fact = name.fact
        attribute = name.block.attribute(fact.parent) if fact.parent else None
        if self.inside_parents and fact.scope == "parent":
            return False
        if attribute is None:
            return fact.scope == "parent"
        found = trace(name.module, attribute.expression)
        return any(_is_resource(leaf) for leaf in found.leaves)

    def _is_unique(self, leaf: Leaf) -> bool:
        """Whether what a name refers to differs in every copy, whatever the copy's suffix."""
        if self.parts.holds(leaf.address) or leaf.address.startswith(_RANDOM):
            return True
        if leaf.address == "terraform.workspace":
            return self.workspace_is_unique
        if not _is_resource(leaf) or self._named_by(leaf):
            return False
        block = leaf.module.block(leaf.address)
        given = block.attribute(leaf.attribute) if block and leaf.attribute else None
        return given is None and leaf.attribute in _GENERATED

    def _named_by(self, leaf: Leaf) -> Name | None:
        """The name that a reference to a resource gives, as the argument itself or an id or ARN that holds it."""
        if not _is_resource(leaf):
            return None
        type = leaf.address.partition(".")[0]
        for fact in self.facts.get(type, ()):
            if leaf.attribute in (fact.attribute, "id", "arn", "name", "unique_id"):
                return self.names(leaf.module).get((leaf.address, fact.attribute))
        return None


def _is_resource(leaf: Leaf) -> bool:
    block = leaf.module.block(leaf.address)
    return block is not None and block.type == "resource"


def _says_domain(found: Trace) -> bool:
    return any("domain" in address or "fqdn" in address for address in _addresses(found))


def _addresses(found: Trace) -> list[str]:
    return [leaf.address for leaf in found.leaves] + [address for _, address in found.passed]
