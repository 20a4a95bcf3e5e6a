"""Expressions that need no grammar, as most do not: names, references, numbers, strings, templates that interpolate
references, conditionals of these, and calls, lists and objects of all that, at any depth.

They are read as :mod:`hclfix.syntax.grammar` reads them. Anything unusual, such as a comment, is left to that.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hclfix.syntax.build import number_at, reference_at, string_at, template_at, traversal_at, variable_at
from hclfix.syntax.nodes import Binary, Conditional, Expression, FunctionCall, Object, ObjectElement, Tuple
from hclfix.syntax.patterns import BLANKS, PLAIN_STRING
from hclfix.syntax.tokens import IDENTIFIER, QUOTED_TEXT
from hclfix.text import Span

_BREAKS = r"(?>[ \t\n]++|\r\n)*+"
# The groups are a reference, one with indexes, a name, a string without sequences, a number, and a template that
# interpolates references and names.
_LEAF = re.compile(
    rf"""({IDENTIFIER}(?>\.{IDENTIFIER})++(?!\[))|({IDENTIFIER}(?>\.{IDENTIFIER}|\[[0-9]++\])++)|({IDENTIFIER})"""
    rf"""|("{QUOTED_TEXT}")|([0-9]++(?:\.[0-9]++)?)"""
    rf"""|("(?>[^"\\$%\r\n]++|\$\{{{IDENTIFIER}(?>\.{IDENTIFIER})*+\}})++")"""
)
_AT: tuple[Callable[[str, int], Expression], ...] = (
    reference_at,
    traversal_at,
    variable_at,
    string_at,
    number_at,
    template_at,
)
# Group 1 is the name of a call, 2 another bracket. No "for" comes behind it, which would make it another thing.
_OPENER = re.compile(rf"(?:({IDENTIFIER})\(|([\[{{])){_BREAKS}(?!for(?![\w-]))")
_KEY = re.compile(rf"""(?:({IDENTIFIER})|({PLAIN_STRING})){BLANKS}[=:]{BLANKS}""")
# What stands behind an element, with the separator in group 1.
_BEHIND_ELEMENT = re.compile(rf"{_BREAKS}(?>(,){_BREAKS})?+")
_BEHIND_LINE = re.compile(rf"{BLANKS}(?>(,|\r?\n){_BREAKS})?+")
_OPERATOR = re.compile(rf"{BLANKS}(==|!=|\?|:){BLANKS}")
_CLOSERS = {"(": ")", "[": "]", "{": "}"}
_CONDITIONS = frozenset(("==", "!=", "?", "==?", "!=?", "?:", "==?:", "!=?:"))
"""The operators of a conditional, as far as they have come."""


class _Open:
    """What is not at its end yet: a bracket with what it holds, or a conditional (``?``) with its operands.

    ``said`` is the name of a call, or the operators of a conditional.
    """

    __slots__ = ("elements", "items", "key", "kind", "said", "start")

    def __init__(self, kind: str, start: int, said: str) -> None:
        self.kind = kind
        self.start = start
        self.said = said
        self.items: list[Expression] = []
        self.elements: list[ObjectElement] = []
        self.key: Expression | None = None

    def add(self, node: Expression) -> None:
        """Takes in an operand, an argument, an element, or the value of a key."""
        if self.key:
            self.elements.append(ObjectElement(Span(self.key.span[0], node.span[1]), self.key, node))
        else:
            self.items.append(node)

    def closed(self, end: int) -> Expression:
        """The node of all, which ends there."""
        span = Span(self.start, end)
        if self.kind == "{":
            return Object(span, tuple(self.elements))
        if self.kind == "[":
            return Tuple(span, tuple(self.items))
        if self.kind == "(":
            name_span = Span(self.start, self.start + len(self.said))
            return FunctionCall(span, self.said, name_span, tuple(self.items), False)
        condition, then, otherwise = self.items[0], *self.items[-2:]
        if len(self.items) == 4:
            right = self.items[1]
            condition = Binary(Span(self.start, right.span[1]), self.said[:2], condition, right)
        return Conditional(span, condition, then, otherwise)


def simple_expression(text: str, offset: int) -> Expression | None:
    """The expression that a text is, with the spans of a file where it stands at ``offset``; None where it is broken,
    or needs the grammar.
    """
    around: list[_Open] = []
    position = 0
    while True:
        node: Expression | None = None
        opener = _OPENER.match(text, position)
        if opener:
            around.append(_Open(opener[2] or "(", offset + position, opener[1] or ""))
            position = opener.end()
        else:
            leaf = _LEAF.match(text, position)
            if not leaf or not leaf.lastindex:
                return None
            node = _AT[leaf.lastindex - 1](leaf[0], offset + position)
            position = leaf.end()
        while True:  # as long as something ends here
            inner = around[-1] if around else None
            separator: str | None = ","  # behind what opens a bracket anything may come that it holds
            if node:
                operator = _OPERATOR.match(text, position)
                if operator and (not inner or inner.kind != "?") and operator[1] != ":":
                    inner = _Open("?", node.span[0], "")
                    around.append(inner)
                if not inner:
                    return node if position == len(text) else None
                inner.add(node)
                if inner.kind == "?":
                    if not operator and inner.said.endswith(":"):
                        node = around.pop().closed(node.span[1])
                        continue
                    inner.said += operator[1] if operator else " "
                    if inner.said not in _CONDITIONS or not operator:
                        return None
                    position = operator.end()
                    break
                behind = (_BEHIND_LINE if inner.kind == "{" else _BEHIND_ELEMENT).match(text, position)
                assert behind
                separator = behind[1]
                position = behind.end()
            assert inner
            if text.startswith(_CLOSERS[inner.kind], position):
                position += 1
                node = around.pop().closed(offset + position)
                continue
            if not separator:
                return None
            if inner.kind == "{":
                key = _KEY.match(text, position)
                if not key:
                    return None
                inner.key = (variable_at if key[1] else string_at)(key[1] or key[2], offset + position)
                position = key.end()
            break
