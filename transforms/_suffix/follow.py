"""The strings that have to follow when names change: rewritten to references, or given the suffix as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass, field

from hclfix import Edit, Interpolation, Module, Span, Template

from .._names.graph import reaches, will_use
from .._names.named import Name
from .._names.pieces import Piece, pieces_with
from .._names.places import describe
from .._names.strings import Match, inserted, matches, replaced
from .._names.table import arn_service
from .._names.texts import Texts, has_unknown, is_plain_word, occurrences
from .._names.trace import references_in
from .._names.words import words_of
from .after import After
from .meaning import belongs_to_other, is_spoken_of, is_the_name, noun_of
from .other_files import OtherFiles
from .renamed import Renamed, renamed_texts
from .source import Source
from .spelling import appended

TemplateOf = Callable[[Module], str]
"""The raw text by which a module spells the suffix."""


@dataclass(slots=True)
class Following:
    """What follows a source: the names' texts, the strings' edits, patterns that still match, the places of ``import``
    blocks that name a resource as it was, and what stands in the way.
    """

    renamed: list[Renamed] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)
    modules: set[Module] = field(default_factory=set)
    patterns: list[str] = field(default_factory=list)
    imports: list[str] = field(default_factory=list)
    blockers: list[str] = field(default_factory=list)

    @property
    def example(self) -> Renamed | None:
        """The first name, as the files' inputs make it."""
        return next((renamed for renamed in self.renamed if not renamed.any_input), None)


def follow(
    sources: Sequence[Source], after: After, texts: Texts, template_of: TemplateOf, holds: Callable[[str], bool]
) -> dict[Source, Following]:
    """Finds and rewrites the strings that hold a name of a source as it was.

    ``holds`` says whether an address is one that a suffix goes by: a string with one behind the name follows already.
    """
    followings = {
        source: Following([each for name in source.names for each in renamed_texts(name, after, texts)])
        for source in sources
    }
    others = OtherFiles()
    owners: dict[str, set[str]] = {}
    for found in followings.values():
        for renamed in found.renamed:
            owners.setdefault(renamed.old, set()).add(noun_of(renamed.name))
    fed = {
        (after.module(module), address)
        for source in sources
        for name in source.names
        for module, address in name.made_of.passed
    }
    own = {_own_span(name, after) for source in sources for name in source.names}
    for found in followings.values():
        rewritten: set[tuple[str, Span, int]] = set()
        for renamed in found.renamed:
            for match in _matches(renamed, after, texts, fed, own):
                key = (match.piece.document.path, match.piece.expression.span, match.start)
                if _has_suffix(match, holds):
                    continue
                if key not in rewritten and not belongs_to_other(renamed, match, owners):
                    rewritten.add(key)
                    _rewrite(found, renamed, match, after, texts, template_of)
        _look_at_patterns(found, after, texts)
        _look_at_imports(found, after, texts)
        _look_at_other_files(found, others)
    return followings


def _has_suffix(match: Match, holds: Callable[[str], bool]) -> bool:
    """Whether a suffix stands right behind the name."""
    template = match.piece.expression
    if not isinstance(template, Template):
        return False
    return any(
        run.start == match.end
        and isinstance(part, Interpolation)
        and any(holds(address) for _, address in references_in(part.expression))
        for run, part in zip(match.runs, template.parts, strict=True)
    )


def _matches(
    renamed: Renamed, after: After, texts: Texts, fed: Set[tuple[Module, str]], own: Set[tuple[str, int] | None]
) -> Iterator[Match]:
    """The strings that hold the old name: anywhere in the tree if it is known, else where the same unknowns stand.

    The names with a suffix (``own``) and what they are made of (``fed``) are left alone: they get one suffix each.
    """
    name = renamed.name
    unknown = has_unknown(renamed.old)
    modules = [after.module(name.module)] if unknown or renamed.any_input else after.tree.modules
    made_of = {(after.module(module), address) for module, address in name.made_of.passed}
    words = words_of(name, renamed.old)
    for module in modules:
        kept = {address for inside, address in made_of if inside is module}
        for piece in pieces_with(module, words):
            if (piece.document.path, piece.attribute.start) not in own and not _feeds(piece, fed):
                yield from matches(piece, renamed.old, texts, any_input=renamed.any_input, kept=kept)


def _feeds(piece: Piece, fed: Set[tuple[Module, str]]) -> bool:
    """Whether a piece stands in a local or an argument of a module call that a name is made of."""
    top = piece.top
    name = piece.attribute.name
    if top is None or top.type == "locals":
        return (piece.module, f"local.{name}") in fed
    return any((call.module, f"var.{name}") in fed for call in piece.module.calls if call.block is top)


def _own_span(name: Name, after: After) -> tuple[str, int] | None:
    block = after.module(name.module).block(name.address)
    attribute = block.attribute(name.attribute.name) if block else None
    return (attribute.body.document.path, attribute.start) if attribute else None


def _rewrite(
    found: Following, renamed: Renamed, match: Match, after: After, texts: Texts, template_of: TemplateOf
) -> None:
    piece = match.piece
    meaning = is_the_name(renamed, match)
    if meaning is None:
        return
    place = f"{piece.document.path}:{_line(piece, after)}"
    if not meaning:
        found.blockers.append(f'{place} holds "{texts.shown(renamed.old)}", which may be this name or another thing')
        return
    module = after.original(piece.module)
    written = match.text[match.start : match.end]
    spoken_of = written == renamed.old and is_spoken_of(renamed.name, match)
    reference = _reference(renamed, piece, after) if spoken_of else None
    edits = replaced(match, reference) if reference else None
    position = renamed.position if renamed.position < len(renamed.old) else len(written)
    if edits is None and (position == len(written) or written[:position] == renamed.old[:position]):
        if isinstance(piece.expression, Template):
            edits = inserted(match, position, template_of(module))
        elif match.start + position == len(match.text):
            edits = appended(piece.module, piece.document, piece.expression, template_of(module), nullable=False)
        if edits is not None:
            found.modules.add(module)
    back = after.before(edits) if edits else None
    if back is None:
        found.blockers.append(f"{place} holds the name, inside of an expression that can't be rewritten")
    elif module.read_only(piece.document) or not module.writable:
        found.blockers.append(f"{place} holds the name, in a file that hclfix only reads")
    else:
        found.edits += back


def _reference(renamed: Renamed, piece: Piece, after: After) -> str | None:
    """A reference to the name, if it has the same value for every input and closes no cycle."""
    name = renamed.name
    if not renamed.any_input and _has_unknown_inputs(name):
        return None
    if piece.module is not after.module(name.module):
        return None
    if name.block.attribute("count") or name.block.attribute("for_each"):
        return None
    if name.fact.case == "lower" and renamed.old != renamed.old.lower():
        return None  # the provider gives it back in lower case
    top = piece.top
    if top is None or top.type not in ("resource", "data", "output", "locals", "module"):
        return None
    target = f"local.{piece.attribute.name}" if top.type == "locals" else describe(top)
    if top.type != "output":
        if reaches(piece.module, name.address, target):
            return None
        will_use(piece.module, target, name.address)
    return f"{name.address}.{name.attribute.name}"


def _has_unknown_inputs(name: Name) -> bool:
    return not name.any_value.known


def _look_at_patterns(found: Following, after: After, texts: Texts) -> None:
    """Finds the patterns in ARNs that match a name as it was, and tells which no longer do."""
    for renamed in found.renamed:
        service = arn_service(renamed.name.fact.type)
        for pattern in () if renamed.any_input else after.patterns(texts):
            if service and pattern.service and service != pattern.service:
                continue
            if not pattern.before.fullmatch(renamed.old):
                continue
            if not pattern.after.fullmatch(renamed.new):
                place = f"{pattern.piece.document.path}:{_line(pattern.piece, after)}"
                found.blockers.append(f'the pattern "{pattern.text}" in {place} would no longer match it')
            elif not pattern.has_marker:
                found.patterns.append(pattern.text)
    found.patterns = list(dict.fromkeys(found.patterns))
    found.blockers = list(dict.fromkeys(found.blockers))


def _look_at_imports(found: Following, after: After, texts: Texts) -> None:
    """Finds the ``import`` blocks that name a resource as it was: the id is that of what exists, so that it stays."""
    for renamed in found.renamed:
        module = after.module(renamed.name.module)
        for block in module.blocks("import"):
            to, id = block.attribute("to"), block.attribute("id")
            if not to or not id or all(address != renamed.name.address for _, address in references_in(to.expression)):
                continue
            ids = texts.of(module, id.expression, any_input=renamed.any_input)
            if any(occurrences(renamed.old, text) for text in ids):
                found.imports.append(f"{block.path}:{after.line(block.document, id.start)}")
    found.imports = list(dict.fromkeys(found.imports))


def _look_at_other_files(found: Following, others: OtherFiles) -> None:
    """Finds names in files that are not HCL; a plain word stands for too much else to be looked for."""
    for renamed in found.renamed:
        if renamed.any_input or is_plain_word(renamed.old) or has_unknown(renamed.old):
            continue
        places = others.places(renamed.name.module, renamed.old)
        if places:
            found.blockers.append(f'"{renamed.old}" stands in {places[0]}, which is not HCL')


def _line(piece: Piece, after: After) -> int:
    return after.line(piece.document, piece.expression.span.start)
