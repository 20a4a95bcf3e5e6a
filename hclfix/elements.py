"""Ready-made edits inside expressions: the elements of tuples and objects, and the text of templates.

They keep the style that a collection has: on one line or several, with or without a comma behind the last element.
As in :mod:`hclfix.edits`, alignment is left to the engine, and text of several lines is given as at the left margin.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hclfix.layout import BLANKS, cut_lines, indent_at, indent_unit, lay_out, lead_start, line_end, line_start
from hclfix.syntax.document import Document
from hclfix.syntax.nodes import Node, Object, Template, Tuple, key_name, walk
from hclfix.syntax.tokens import COMMENT, is_identifier
from hclfix.text import Edit, Span, apply_edits

_BETWEEN = re.compile(rf"(,)|(\n)|{COMMENT}")
_SPECIAL = re.compile(r'[\\"\n\r\t]|[$%](?=\{)')
_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "$": "$$", "%": "%%"}


def add_element(collection: Tuple | Object, document: Document, text: str, index: int | None = None) -> list[Edit]:
    """Adds an element to a tuple or object, so that it becomes the one of that index; without an index, the last.

    ``text`` is an expression for a tuple and ``key = value`` for an object. It does not end with a heredoc.
    """
    elements: Sequence[Node] = collection.elements
    if not elements:
        return [_first_element(collection, document, text)]
    index = len(elements) if index is None else index
    last = index == len(elements)
    previous = elements[index - 1] if index else None
    gap = _Gap(collection, document, index)
    if gap.newline is None:
        return _beside(collection, document, text, index, gap)

    indent = _indent(collection, document)
    rows = [indent + lay_out(document, text, indent)]
    edits: list[Edit] = []
    if gap.comma is not None or (not last and _has_commas(collection, document)):
        rows[0] += ","
    elif previous and last and _has_commas(collection, document):
        if not _ends_in_heredoc(previous):
            edits.append(Edit(document.path, Span(previous.span.end, previous.span.end), ","))
        elif isinstance(collection, Tuple):
            rows.insert(0, f"{indent},")
    offset = line_end(document.text, gap.newline)
    inserted = "".join(row + document.newline for row in rows)
    return [*edits, Edit(document.path, Span(offset, offset), inserted)]


def remove_elements(collection: Tuple | Object, document: Document, *removed: Node) -> list[Edit]:
    """Removes elements of a tuple or object, with the comments that stand behind them and on the lines right above."""
    elements: Sequence[Node] = collection.elements
    inside = Span(collection.span.start + 1, collection.span.end - 1)
    text = document.text
    gaps = [_Gap(collection, document, index) for index in range(len(elements) + 1)]
    gone = set(removed)
    kept = [index for index, element in enumerate(elements) if element not in gone]
    regions: list[Span] = []
    spans: list[Span] = []
    for index, element in enumerate(elements):
        before, after = gaps[index], gaps[index + 1]
        if element not in gone:
            continue
        if before.newline is not None and after.newline is not None:
            start = lead_start(text, line_end(text, before.newline), element.span.start)
            regions.append(Span(start, line_end(text, after.newline)))
        elif kept and kept[0] < index:
            start = before.span.start
            if before.comma is not None and "\n" in text[start : before.comma]:  # the end marker of a heredoc
                start = before.comma
            spans.append(Span(start, element.span.end))
        else:
            spans.append(Span(element.span.start, after.span.end))
    spans += cut_lines(text, regions, Span(line_end(text, inside.start), line_start(text, inside.end)))
    edits = [Edit(document.path, span, "") for span in spans]
    if kept and kept[-1] < len(elements) - 1:
        edits += _end_with(document, elements[kept[-1]], elements[-1], gaps[kept[-1] + 1], gaps[-1])
    if not kept:
        left = apply_edits(text, edits)
        if not left[inside.start : len(left) - (len(text) - inside.end)].strip():
            return [Edit(document.path, inside, "")]
    return edits


def set_element(collection: Object, document: Document, key: str, value: str) -> list[Edit]:
    """Gives the element of that name a new value, or adds it at the end, its key written as the others are."""
    elements = collection.elements
    for element in elements:
        if key_name(element) == key:
            indent = indent_at(document.text, element.span.start)
            return [Edit(document.path, element.value.span, lay_out(document, value, indent))]
    quoted = not is_identifier(key) or (elements and all(isinstance(element.key, Template) for element in elements))
    name = f'"{_SPECIAL.sub(_escape, key)}"' if quoted else key
    assigns = document.text[elements[0].key.span.end : elements[0].value.span.start] if elements else " = "
    if ":" in assigns:
        return add_element(collection, document, f"{name}{' ' if assigns[0] in BLANKS else ''}: {value}")
    return add_element(collection, document, f"{name} = {value}")


def append_to_template(template: Template, document: Document, text: str, before: str = "") -> list[Edit]:
    """Adds to the end of a template; where it ends with ``before``, in front of that.

    ``text`` is raw: it may interpolate, and what is literal in it has to be escaped. A heredoc gets it at the end of
    its last line that is not blank.
    """
    content = template.content.of(document.text)
    kept = content.rstrip("\r\n") if template.heredoc else content
    kept = kept.removesuffix(before)
    literal = kept.rstrip(text[:1]) if text.startswith(("${", "%{")) else kept
    if literal != kept:  # `$` before `${` would be an escape
        text = f'${{"{kept[len(literal) :]}"}}{text}'
    if template.heredoc and not content:
        text += document.newline
    start = template.content.start + len(literal)
    return [Edit(document.path, Span(start, template.content.start + len(kept)), text)]


class _Gap:
    """What stands between elements, or an element and a bracket: a comma, and the newline behind it or all there is."""

    def __init__(self, collection: Tuple | Object, document: Document, index: int) -> None:
        elements: Sequence[Node] = collection.elements
        start = elements[index - 1].span.end if index else collection.span.start + 1
        end = elements[index].span.start if index < len(elements) else collection.span.end - 1
        self.span = Span(start, end)
        self.comma: int | None = None
        self.newline: int | None = None
        for match in _BETWEEN.finditer(document.text, start, end):
            if match[1]:
                self.comma, self.newline = match.start(), None
            elif match[2] and self.newline is None:
                self.newline = match.start()


def _beside(collection: Tuple | Object, document: Document, text: str, index: int, gap: _Gap) -> list[Edit]:
    """Adds an element on the line where its neighbours stand."""
    elements: Sequence[Node] = collection.elements
    source = document.text
    if not index:
        offset, form = gap.span.end, "{}, "
    elif gap.comma is None:
        offset, form = gap.span.start, ", {}"
    else:
        offset, form = gap.comma + 1, " {},"
    indent = indent_at(source, elements[0].span.start)
    inserted = lay_out(document, text, indent)
    edits: list[Edit] = []
    if "\n" in inserted:
        # `}, {` stands deeper than the `}` that ends the last element.
        deeper = indent + indent_unit(document)
        if index < len(elements):
            if "\n" in elements[index].span.of(source):
                above, _, last_row = inserted.rpartition("\n")
                inserted = f"{above}\n{deeper}{last_row.lstrip(BLANKS)}"
        elif _hangs(document, elements[-1]):
            edits.append(_indent_end(document, elements[-1], deeper))
    return [*edits, Edit(document.path, Span(offset, offset), form.format(inserted))]


def _end_with(document: Document, last: Node, old_last: Node, gap: _Gap, old_gap: _Gap) -> list[Edit]:
    """What changes at an element that becomes the last: the comma behind it, or the indent of its last line."""
    if gap.newline is None:
        if _hangs(document, last) and _hangs(document, old_last):
            return [_indent_end(document, last, indent_at(document.text, old_last.span.end))]
        return []
    if gap.comma is None or "\n" in document.text[gap.span.start : gap.comma]:
        return []
    if old_gap.newline is None or old_gap.comma is not None:
        return []
    return [Edit(document.path, Span(gap.comma, gap.comma + 1), "")]


def _hangs(document: Document, node: Node) -> bool:
    """Whether the last line of a node holds brackets that close it, below the line that it begins on."""
    return "\n" in node.span.of(document.text) and not _ends_in_heredoc(node)


def _indent_end(document: Document, node: Node, indent: str) -> Edit:
    """Indents the last line of a node anew."""
    start = line_start(document.text, node.span.end)
    return Edit(document.path, Span(start, start + len(indent_at(document.text, start))), indent)


def _has_commas(collection: Tuple | Object, document: Document) -> bool:
    """Whether elements on lines of their own are separated by commas."""
    if isinstance(collection, Tuple):
        return True
    return _Gap(collection, document, 1).comma is not None


def _first_element(collection: Tuple | Object, document: Document, text: str) -> Edit:
    """Puts an element into empty brackets, behind the comments in there."""
    gap = _Gap(collection, document, 0)
    if gap.newline is None:
        pad = " " if isinstance(collection, Object) else ""
        comment = gap.span.of(document.text).strip()
        inserted = lay_out(document, text, indent_at(document.text, gap.span.start))
        return Edit(document.path, gap.span, pad + (f"{comment} " if comment else "") + inserted + pad)
    indent = _indent(collection, document)
    offset = line_start(document.text, gap.span.end)
    comma = "," if isinstance(collection, Tuple) else ""
    inserted = indent + lay_out(document, text, indent) + comma + document.newline
    return Edit(document.path, Span(offset, offset), inserted)


def _indent(collection: Tuple | Object, document: Document) -> str:
    """What elements on lines of their own are indented by."""
    for element in collection.elements:
        start = element.span.start
        if not document.text[line_start(document.text, start) : start].strip(BLANKS):
            return indent_at(document.text, start)
    return indent_at(document.text, collection.span.start) + indent_unit(document)


def _ends_in_heredoc(node: Node) -> bool:
    templates = (inner for inner in walk(node) if isinstance(inner, Template) and inner.heredoc)
    return any(template.span.end == node.span.end for template in templates)


def _escape(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[0], "\\" + match[0])
