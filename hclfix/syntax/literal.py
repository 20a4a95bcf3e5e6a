"""What the literal text of a template is worth: escapes, strip markers, and the indent of a ``<<-`` heredoc.

Terraform works these out over the pieces that its scanner makes of the text (``hclsyntax/parser_template.go``). In a
heredoc a piece ends with its line. So a strip marker takes the rest of a line at most, never the indent of the next,
and a line behind a newline that a marker took keeps its indent.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hclfix.syntax.nodes import ForDirective, IfDirective, Interpolation, Marker, Node, TemplatePart, TemplateText
from hclfix.syntax.tokens import unescape

_BLANKS = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""What Go's ``unicode.IsSpace`` takes for a blank; ``str.strip()`` alone takes four characters more."""

_NEWLINE_ALONE = re.compile(r"[$%][^{\n](\r?\n)\Z")
"""Terraform's scanner makes a piece of this newline alone, so that nothing before it is taken."""


def set_values(parts: Sequence[TemplatePart], heredoc: bool, indented: bool) -> None:
    """Sets ``value`` of all literal text in one template; up to now it is the raw text."""
    items = _items(parts)
    pieces_of_items: list[list[str]] = []
    for item in items:
        pieces_of_items.append(_pieces(item.value, heredoc) if type(item) is TemplateText else [])
    for place, pieces in enumerate(pieces_of_items):
        if pieces and place and _strips_after(items[place - 1]):
            pieces[0] = pieces[0].lstrip(_BLANKS)
        if pieces and place + 1 < len(items) and _strips_before(items[place + 1]):
            pieces[-1] = _without_end(pieces[-1])
    if indented:
        _take_indent_off(pieces_of_items)
    for item, pieces in zip(items, pieces_of_items, strict=True):
        if type(item) is TemplateText:
            item.value = "".join(pieces)


def _items(parts: Sequence[TemplatePart]) -> list[Node]:
    """The literal text, interpolations and markers of a template in order, also those inside directives."""
    items: list[Node] = []
    pending: list[Node] = list(reversed(parts))
    while pending:
        part = pending.pop()
        if type(part) is IfDirective:
            pending.append(part.endif_marker)
            pending += reversed(part.otherwise)
            pending += [part.else_marker] if part.else_marker else []
            pending += reversed(part.then)
            pending.append(part.if_marker)
        elif type(part) is ForDirective:
            pending.append(part.endfor_marker)
            pending += reversed(part.body)
            pending.append(part.for_marker)
        else:
            items.append(part)
    return items


def _strips_before(item: Node) -> bool:
    return isinstance(item, (Interpolation, Marker)) and item.strip_before


def _strips_after(item: Node) -> bool:
    return isinstance(item, (Interpolation, Marker)) and item.strip_after


def _without_end(piece: str) -> str:
    """``piece`` without the blanks at its end."""
    newline = _NEWLINE_ALONE.search(piece)
    return piece[: newline.start(1)] if newline else piece.rstrip(_BLANKS)


def _pieces(raw: str, heredoc: bool) -> list[str]:
    """The pieces of literal text, escapes resolved."""
    if not heredoc:
        return [unescape(raw)]
    text = raw.replace("$${", "${").replace("%%{", "%{")
    *lines, rest = text.split("\n")
    pieces = [line + "\n" for line in lines]
    return [*pieces, rest] if rest else pieces


def _take_indent_off(pieces_of_items: list[list[str]]) -> None:
    """Takes off the shortest indent of the lines. What is no literal text has no pieces, and no indent before it."""
    indents: list[int] = []
    indented: list[tuple[list[str], int]] = []
    line_begins = True
    for pieces in pieces_of_items:
        if line_begins and not pieces:
            indents.append(0)
            line_begins = False
        for place, piece in enumerate(pieces):
            unindented = piece.lstrip(_BLANKS)
            if line_begins and (unindented or not piece.endswith("\n")):  # an empty line does not count
                indents.append(len(piece) - len(unindented))
                indented.append((pieces, place))
            line_begins = piece.endswith("\n")
    shortest = min(indents, default=0)
    for pieces, place in indented:
        pieces[place] = pieces[place][shortest:]
