"""Reads the structure of a file: every block, label and attribute, and where the value of each attribute lies.

Most lines are taken by one regular expression; a value that is more than a reference or a plain string goes to
:mod:`hclfix.syntax.recognise`. No expression is parsed here, and nothing recurses.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hclfix.syntax.patterns import NAME, PLAIN_STRING, VALUE
from hclfix.syntax.recognise import describe, expression_end, fail, skip, skip_in_line
from hclfix.syntax.structure import Attribute, Block, Body, Comment, Label
from hclfix.syntax.tokens import COMMENT, QUOTED_TEXT, WIDE_IDENTIFIER, is_identifier, unescape
from hclfix.text import Span

if TYPE_CHECKING:
    from hclfix.syntax.document import Document
    from hclfix.syntax.kept import Kept

_LINE_COMMENT = r"(?:\#|//)[^\n]*+"
# One item of a body with the rest of its line, where nothing about it is unusual: groups 1 and 2 are an attribute's
# name and value, and group 3 is there instead of 2 where the value needs a closer look; 4 to 6 are a block's type and
# labels, 7 stands behind its brace; 8 is a closing brace. The blank lines and comments before it go in the same match.
_ITEM = re.compile(
    rf"""(?>[ \t]*+(?:{_LINE_COMMENT})?\r?\n)*+[ \t]*+"""
    rf"""(?:({NAME})[ \t]*+=(?![=>])[ \t]*+(?:({VALUE})[ \t]*+(?:{_LINE_COMMENT})?(?:\r?\n|\Z)|())"""
    rf"""|({NAME})[ \t]*+(?>({PLAIN_STRING})[ \t]*+)?+(?>({PLAIN_STRING})[ \t]*+)?+"""
    rf"""\{{()[ \t]*+(?:{_LINE_COMMENT})?\r?\n"""
    rf"""|(\}})[ \t]*+(?:{_LINE_COMMENT})?(?:\r?\n|\Z))""",
    re.ASCII,
)
_LONG = 256
"""Characters of a value from which it pays to remember where it ends."""

_NAME = re.compile(WIDE_IDENTIFIER)
_LINE_END = re.compile(rf"(?:{_LINE_COMMENT})?(?:\r?\n|\Z)")
_COMMENT = re.compile(COMMENT)
_QUOTED_TEXT = re.compile(QUOTED_TEXT)


def scan(document: Document, kept: Kept | None) -> Body:
    """The body of a whole file. Notes its long values and boundaries; does not read again what is ``kept``.

    Raises:
        HclSyntaxError: Terraform would not read the file.
    """
    return _Scanner(document, kept).file()


class _Scanner:
    def __init__(self, document: Document, kept: Kept | None) -> None:
        self.document = document
        self.text = document.text
        self.kept = kept
        self.root = Body(document, None, 0)

    def file(self) -> Body:
        """Reads every item; the open blocks form a chain through their parents."""
        text, kept = self.text, self.kept
        size = len(text)
        root = body = self.root
        items, by_name = body.items, body.by_name
        position = kept.begin(self.document, root) if kept else 0
        if not position and text.startswith("\ufeff"):
            position = 1
        match_item = _ITEM.match
        while True:
            match = match_item(text, position)
            kind = match.lastindex if match else 0
            if match and kind and kind < 4:
                name = match[1]
                if name in by_name:
                    fail(f'"{name}" is set twice in this body', match.start(1))
                position = match.end()
                if kind == 3:
                    position = self.line_end(self.attribute(body, name, match.start(1), position), "an argument")
                    continue
                start, end = match.span(2)
                attribute = by_name[name] = Attribute(body, name, match.start(1), start, end)
                items.append(attribute)
                continue
            if match and kind == 7:
                body = self.plain_block(body, match)
                position = match.end()
            elif match and kind == 8 and body.block:
                body = self.closed(body, match.start(8))
                position = match.end()
                if body is root:
                    self.document.boundaries[position] = len(root.items)
                    if kept and kept.finish(self.document, root, position):
                        break
            else:
                position = match.start(8) if match else skip(text, position)
                if position >= size:
                    break
                if not text.startswith("}", position):
                    position, body = self.item(body, position)
                elif not body.block:
                    fail('there is no block that this "}" could close', position)
                else:
                    body = self.closed(body, position)
                    position = self.line_end(position + 1, "a block")
            items, by_name = body.items, body.by_name
        if body.block:
            fail("the block that begins here is never closed", body.block.start)
        body.end = size
        return body

    def plain_block(self, body: Body, match: re.Match[str]) -> Body:
        """Adds the block whose header is in an _ITEM; returns its body."""
        _, _, _, type, first, second, _, _ = match.groups()
        labels: tuple[Label, ...] = ()
        if second:
            labels = (
                Label(match.start(5), match.end(5), first[1:-1], True),
                Label(match.start(6), match.end(6), second[1:-1], True),
            )
        elif first:
            labels = (Label(match.start(5), match.end(5), first[1:-1], True),)
        block = Block(body, type, labels, match.start(4), match.start(7))
        body.items.append(block)
        body.inner.append(block)
        return block.body

    def closed(self, body: Body, brace: int) -> Body:
        """Ends the block that is open at its closing brace; returns the body that it stands in."""
        block = body.block
        assert block
        body.end = brace
        block.end = brace + 1
        return block.parent

    def item(self, body: Body, position: int) -> tuple[int, Body]:
        """Reads one unusual item at ``position``; returns where to go on, and in which body."""
        text = self.text
        match = _NAME.match(text, position)
        if not match or not is_identifier(match[0]):
            fail(f"the name of an argument or block is expected here, not {describe(text, position)}", position)
        name = match[0]
        after = skip_in_line(text, match.end())
        if text.startswith("=", after) and not text.startswith(("==", "=>"), after):
            if name in body.by_name:
                fail(f'"{name}" is set twice in this body', position)
            end = self.attribute(body, name, position, after + 1)
            return self.line_end(end, "an argument"), body
        block, inside = self.header(body, name, position, after)
        body.items.append(block)
        body.inner.append(block)
        following = skip_in_line(text, inside)
        if following >= len(text) or _LINE_END.match(text, following):
            return following, block.body
        if not text.startswith("}", following):
            following = self.single_attribute(block, following)
        return self.line_end(following + 1, "a block"), self.closed(block.body, following)

    def attribute(self, body: Body, name: str, start: int, behind: int) -> int:
        """Reads the value, ``behind`` its equals sign, and adds the attribute; returns its end."""
        text = self.text
        value = skip_in_line(text, behind)
        end = (self.kept and self.kept.end_of_value(value)) or expression_end(text, value)
        if end - value > _LONG:
            self.document.long_values.append(Span(value, end))
        attribute = body.by_name[name] = Attribute(body, name, start, value, end)
        body.items.append(attribute)
        return end

    def header(self, body: Body, name: str, start: int, position: int) -> tuple[Block, int]:
        """Reads labels and the opening brace; returns the block and the offset behind the brace."""
        text = self.text
        labels: list[Label] = []
        while not text.startswith("{", position):
            word = _NAME.match(text, position)
            if text.startswith('"', position):
                literal = _QUOTED_TEXT.match(text, position + 1)
                end = literal.end() if literal else position + 1
                if not text.startswith('"', end):
                    fail("a label is a plain string on one line, without ${ or %{", position)
                labels.append(Label(position, end + 1, unescape(text[position + 1 : end]), True))
                position = end + 1
            elif word and is_identifier(word[0]):
                labels.append(Label(word.start(), word.end(), word[0], False))
                position = word.end()
            elif labels:
                fail(f'a label or "{{" is expected here, not {describe(text, position)}', position)
            else:
                fail(f'"=", a label or "{{" is expected behind "{name}", not {describe(text, position)}', position)
            position = skip_in_line(text, position)
        return Block(body, name, tuple(labels), start, position + 1), position + 1

    def single_attribute(self, block: Block, position: int) -> int:
        """Reads the one argument of a block on one line; returns the offset of the closing brace."""
        text = self.text
        match = _NAME.match(text, position)
        if not match or not is_identifier(match[0]):
            fail(f"the name of an argument is expected here, not {describe(text, position)}", position)
        equals = skip_in_line(text, match.end())
        if not text.startswith("=", equals) or text.startswith(("==", "=>"), equals):
            fail("a block on one line can hold one argument, and no block", position)
        end = skip_in_line(text, self.attribute(block.body, match[0], position, equals + 1))
        if not text.startswith("}", end):
            fail(f'a block on one line ends behind its one argument: "}}" is expected, not {describe(text, end)}', end)
        return end

    def line_end(self, position: int, what: str) -> int:
        """The offset behind the newline that must follow."""
        position = skip_in_line(self.text, position)
        match = _LINE_END.match(self.text, position)
        if not match:
            fail(f"{what} ends with its line, but {describe(self.text, position)} follows", position)
        return match.end()


def scan_comments(document: Document) -> list[Comment]:
    """Every comment of a file in order, also those between the tokens of values."""
    text = document.text
    gaps: list[Span] = []
    position = 0
    for item in document.body.walk():
        if isinstance(item, Block):
            for label in item.labels:
                gaps.append(Span(position, label.span.start))
                position = label.span.end
            continue
        gaps.append(Span(position, item.value_start))
        value = item.value_text
        if "#" in value or "//" in value or "/*" in value:
            skipped: list[Span] = []
            expression_end(text, item.value_start, skipped)
            gaps.extend(span for span in skipped if span.start < item.end)
        position = item.end
    gaps.append(Span(position, len(text)))
    return [
        Comment(Span(*match.span()), match[0]) for gap in gaps for match in _COMMENT.finditer(text, gap.start, gap.end)
    ]
