"""What the suffix asks of a tree: the places to edit, the strings that follow, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from hclfix import Edit, Expression, Module, Tree, references_of

from .._names.declare import declarations
from .._names.named import Name
from .._names.texts import Texts, is_plain_word, occurrences, segments
from .._names.trace import Trace
from .after import MARKER, After
from .follow import Following, follow
from .part import Parts
from .settle import Settling
from .source import Source, built_on, is_prefix, leading
from .spelling import SEPARATORS, ends_of
from .uses import Misuse, misuse


@dataclass(eq=False)
class Plan:
    """The sources of a tree's names, and by source what else changes with it.

    ``declared`` are the edits that declare what several sources have in common, by the modules and locals.
    """

    tree: Tree
    parts: Parts
    settling: Settling
    texts: Texts = field(default_factory=Texts)
    sources: list[Source] = field(default_factory=list)
    following: dict[Source, Following] = field(default_factory=dict)
    declared: dict[tuple[object, ...], list[Edit]] = field(default_factory=dict)

    @property
    def edited(self) -> set[tuple[Module, str]]:
        """The addresses of the locals that get the suffix, by module."""
        return {(source.module, f"local.{source.local}") for source in self.sources if not source.misuse}


def plan(tree: Tree, parts: Parts, settling: Settling, waiting: list[Name]) -> Plan:
    """Works out where the names of a tree that wait for the suffix get it, and what follows."""
    made = Plan(tree, parts, settling)
    made.sources = _sources(made, waiting)
    after = _after(made)
    made.following = follow(made.sources, after, made.texts, lambda module: parts.of(module).template, parts.holds)
    return made


def _sources(made: Plan, waiting: list[Name]) -> list[Source]:
    """The places to edit: shared locals first, then what they don't reach."""
    edited: dict[tuple[Module, str], Source] = {}
    seconds: dict[tuple[Module, str], Source] = {}
    carried = _carried(made)
    judged: dict[tuple[Module, str], Misuse | None] = {}
    alone: list[Name] = []
    for name in waiting:
        candidates = [
            key for key in built_on(name.module, name.expression) if is_prefix(*key) and _takes_suffix(made, *key)
        ]
        for key in candidates:
            if key not in judged and key in carried:
                settled = carried[key]
                judged[key] = Misuse(references_of(settled.attribute)[0], f"{settled.address} has the suffix already")
            elif key not in judged:
                judged[key] = misuse(*key, made.settling.facts, _HoldsName(made))
        free = [key for key in candidates if judged[key] is None]
        if free:
            source = edited.setdefault(free[-1], Source(free[-1][0], [], free[-1][1]))
            source.names.append(name)
            continue
        near = candidates[0] if candidates else None
        if near and near[0] is name.module and leading(name.expression) and not _ends_open(made, *near):
            source = seconds.setdefault(near, Source(near[0], [], near[1], judged[near]))
            source.names.append(name)
        else:
            alone.append(name)
    reached = {(module, f"local.{local}") for module, local in edited}
    for key, source in list(seconds.items()):
        if len(source.names) < 2:
            del seconds[key]
            alone += source.names
    following = _following(made, waiting)
    own = [
        Source(name.module, [name])
        for name in alone
        if name not in following and not made.settling.trace(name).passed & reached
    ]
    return [*edited.values(), *seconds.values(), *own]


def _takes_suffix(made: Plan, module: Module, local: str) -> bool:
    """Whether the suffix can be put into a local so that what its users write behind it stays apart from it."""
    attribute = module.locals[local]
    if not any(ends_of(attribute.expression)):
        return False
    return attribute.value_text.rstrip('"').endswith(SEPARATORS) or not _ends_open(made, module, local)


def _ends_open(made: Plan, module: Module, local: str) -> bool:
    """Whether a local ends in a separator, whatever the inputs that the files give."""
    texts = made.texts.of(module, module.locals[local].expression, any_input=False)
    return bool(texts) and all(text.endswith(SEPARATORS) for text in texts)


def _following(made: Plan, waiting: list[Name]) -> set[Name]:
    """The names that hold another one as a segment of a path, and so follow it."""
    texts = {name: made.texts.of_value(name.module, name.any_value) for name in waiting}
    wanted = {text for found in texts.values() for text in found if not is_plain_word(text)}
    return {
        name
        for name, found in texts.items()
        if any("/" in text and any(other != text and occurrences(other, text) for other in wanted) for text in found)
    }


def _carried(made: Plan) -> dict[tuple[Module, str], Name]:
    """The locals that names with a suffix are made of already, each with one of these names: with the suffix in such a
    local they would have two.
    """
    found: dict[tuple[Module, str], Name] = {}
    judged: set[Trace] = set()
    for module in made.tree.modules:
        for name in made.settling.names(module).values():
            made_of = made.settling.trace(name)
            if made_of in judged:
                continue
            judged.add(made_of)
            addresses = [address for _, address in made_of.passed] + [leaf.address for leaf in made_of.leaves]
            if any(map(made.parts.holds, addresses)):
                for inside, address in made_of.passed:
                    kind, _, local = address.partition(".")
                    if kind == "local":
                        found[inside, local] = name
    return found


@dataclass(slots=True)
class _HoldsName:
    """Whether a string holds a name of the tree, or a wildcard that matches one."""

    made: Plan
    _names: set[str] | None = None

    def __call__(self, module: Module, expression: Expression) -> bool:
        texts = self.made.texts
        if self._names is None:
            self._names = {
                text
                for inside in self.made.tree.modules
                for name in self.made.settling.names(inside).values()
                for any_input in (False, True)
                for text in texts.of(inside, name.expression, any_input=any_input)
                if text
            }
        found = texts.of(module, expression, any_input=False)
        return bool(found) and all(self._is_held(text) for text in found)

    def _is_held(self, text: str) -> bool:
        assert self._names is not None
        if any(occurrences(name, text) for name in self._names):
            return True
        for _, segment in segments(text):
            loop = self.made.texts.loop_pattern(segment)
            if loop and any(loop.fullmatch(name) for name in self._names):
                return True
            if "*" in segment and segment.strip("*") and any(fnmatchcase(name, segment) for name in self._names):
                return True
        return False


def _after(made: Plan) -> After:
    edits = [edit for source in made.sources for edit in source.edits(MARKER)]
    for module in made.tree.modules:
        declared: dict[str, str] = {}
        for source in made.sources:
            if source.module is module:
                declared |= source.declared(MARKER)
        edits += declarations(module, None, declared)
    return After(made.tree, edits)
