"""Finds where an expression ends, and whether it is one, without making nodes.

This is the fast half of reading: a pushdown automaton over HCL's expression grammar. It accepts exactly what
Terraform's parser accepts (``hclsyntax/parser.go``; tested against ``terraform fmt``), so that a file with a broken
expression is refused even when no transform ever looks inside. Simple terms, and runs of lines with such in lists and
objects, are taken by one match each (:mod:`hclfix.syntax.patterns`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NoReturn

from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.frames import (
    CALL,
    CLOSERS,
    CONDITIONAL,
    CONDITIONAL_LINE,
    EXPECTED,
    INDEX,
    KEY,
    LEADS_ON,
    OBJECT_ELEMENT,
    OBJECT_IF,
    OBJECT_IN,
    OPENERS,
    PARENTHESES,
    SEQUENCE,
    TUPLE,
    TUPLE_IN,
    VALUE,
    WHOLE,
)
from hclfix.syntax.patterns import BLANKS, BREAKS, KEY_IS, LEAF, NAME, STEPS, TERM, lines
from hclfix.syntax.tokens import (
    GAP,
    GAP_IN_LINE,
    HEREDOC_START,
    NUMBER,
    QUOTED_TEXT,
    SPACE,
    WIDE_IDENTIFIER,
    WORD,
    is_identifier,
    is_number,
)
from hclfix.text import Span

# What comes next: a term, what may stand behind one, or the next lines of an object.
_TERM_NEXT, _BEHIND_TERM, _LINES_NEXT = range(3)

_LINE_SKIP = re.compile(GAP_IN_LINE)
_SKIP = re.compile(GAP)
_LINE_BREAK = re.compile(r"(?:(?:\#|//)[^\n]*+|\r)?\n|(?:\#|//)[^\n]*+\Z")
# What comes where a term is expected. Group 1 is a term that needs no stack, 2 a comma behind it; 3 a name with its
# steps, which may still be that of a call; 4 the beginning of any other call, 5 a bracket that no "for" follows, 6 the
# end of a list or call; from 7 on it is what is rare.
_TERM = re.compile(
    rf"{BLANKS}(?:({LEAF})(?:{BLANKS}(,){BREAKS}|(?<=[\]\"])|(?!{BLANKS}(?:[(\r\n\#/]|::)|[^\x00-\x7f]))"
    rf"|({NAME}{STEPS})(?![^\x00-\x7f(])|({NAME}\(){BREAKS}|([\[{{(])(?!{BREAKS}(?:for|[\r\#/])){BREAKS}|([)\]])"
    rf"|({WIDE_IDENTIFIER})|({NUMBER})|([(\[{{\"!-])|{HEREDOC_START})",
    re.ASCII,
)
# Group 1 is what stands behind a term: a step, an operator, or what ends the expression.
_BEHIND = r"([=!<>]=|&&|\|\||[-+*%?\[(,)\]:]|/(?![/*])|<(?!<)|=>|>|=|~?\}|\.(?:\.\.)?|if(?!" + WORD + "){newline})"
_AFTER = re.compile(BREAKS + _BEHIND.replace("{newline}", "") + BREAKS)
_AFTER_IN_LINE = re.compile(BLANKS + _BEHIND.replace("{newline}", r"|\n"))
_OPERATORS = frozenset(("==", "!=", "<=", ">=", "&&", "||", "+", "-", "*", "/", "%", "<", ">", "?"))
_END_TOKEN = re.compile(r"~?\}|if(?!" + WORD + ")")
# The simple lines that come next in an object, then group 1, which is the key of a line that is not simple, or group
# 2, the end of the object.
_LINES = re.compile(rf"{BREAKS}{lines(TERM)}*+(?>({KEY_IS})|(\}}))?+", re.ASCII)
_NAME = re.compile(WIDE_IDENTIFIER)
_NUMBER = re.compile(NUMBER)
_QUOTED_TEXT = re.compile(QUOTED_TEXT)

Step = Callable[[], Any]
"""A piece of the automaton; it returns the piece to go on with, or None at the end of the expression."""


def fail(message: str, offset: int) -> NoReturn:
    """Raises HclSyntaxError."""
    raise HclSyntaxError(message, offset)


@lru_cache(maxsize=256)
def heredoc_stop(marker: str) -> re.Pattern[str]:
    """Matches what the text of a heredoc stops at: its end marker, an escape, the start of a template sequence, or a
    carriage return without a newline, which may not be there.

    Group 1 is the end marker. Only a line that holds nothing else ends a heredoc, and only with a newline behind it.
    """
    end = rf"^[{SPACE}]*+({re.escape(marker)})[{SPACE}]*+(?=\r?\n)"
    return re.compile(rf"{end}|\$\$\{{|%%\{{|[$%]\{{|\r(?!\n)", re.MULTILINE)


def describe(text: str, position: int) -> str:
    """What stands at ``position``, in words for a message."""
    if position >= len(text):
        return "the end of the file"
    if text[position] in "\r\n":
        return "the end of the line"
    if text[position] == '"':
        return "a quote"
    found = _NAME.match(text, position) or _NUMBER.match(text, position)
    return f'"{found[0] if found else text[position]}"'


def skip(text: str, position: int) -> int:
    """The end of the blanks, newlines and comments at ``position``.

    Raises:
        HclSyntaxError: a comment has no end.
    """
    return _skip(_SKIP, text, position)


def skip_in_line(text: str, position: int) -> int:
    """The same, up to the end of the line; a comment that ends the line is not skipped."""
    return _skip(_LINE_SKIP, text, position)


def _skip(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    end = match.end() if match else position
    if text.startswith("/*", end):
        fail('the comment that begins here has no "*/"', end)
    return end


class _Template:
    """A template that is being read: its heredoc marker or None for quotes, and its directives that are still open."""

    __slots__ = ("directives", "marker", "start")

    def __init__(self, start: int, marker: str | None) -> None:
        self.start = start
        self.marker = marker
        self.directives: list[str] = []


class _Recogniser:
    """One run over one expression. Each method reads a piece and returns the method to go on with."""

    __slots__ = ("bare", "end", "frames", "may_close", "position", "skipped", "splat", "templates", "text")

    def __init__(self, text: str, position: int, skipped: list[Span] | None) -> None:
        self.text = text
        self.position = position
        self.end = position  # behind the last token of the expression so far
        self.frames: list[tuple[int, int]] = [(WHOLE, position)]
        self.templates: list[_Template] = []
        self.skipped = skipped
        self.bare = False  # the last term is a name, so that "(" makes it a call
        self.may_close = False  # behind "(", "[" or a comma, where brackets may end without another term
        self.splat = False  # behind ".*" only names and numbers may follow

    def skip(self) -> int:
        """Moves over what means nothing in the frame that is open."""
        start = self.position
        self.position = _skip(_LINE_SKIP if self.frames[-1][0] & 1 else _SKIP, self.text, start)
        if self.skipped is not None and self.position > start:
            self.skipped.append(Span(start, self.position))
        return self.position

    def done(self, position: int, bare: bool = False) -> Step:
        """A term ends at ``position``."""
        self.position = self.end = position
        self.bare = bare
        self.splat = False
        return self.after

    def open(self, frame: int, start: int, position: int) -> Step:
        """A bracket stands at ``start``; what it holds begins at ``position``."""
        self.frames.append((frame, start))
        self.position = position
        self.may_close = frame in (CALL, TUPLE)
        return self.term

    def close(self, position: int) -> Step:
        """The bracket that is open ends at ``position``."""
        self.frames.pop()
        return self.done(position)

    def term(self) -> Step | None:
        """Reads on where a term is expected."""
        return self.read(_TERM_NEXT)

    def after(self) -> Step | None:
        """Reads on behind a term."""
        return self.read(_BEHIND_TERM)

    def lines(self) -> Step | None:
        """Reads on where a key of an object may stand."""
        return self.read(_LINES_NEXT)

    def read(self, state: int) -> Step | None:
        """Reads on until something comes that has a method of its own. Most of the time goes here."""
        text, frames = self.text, self.frames
        position, end, bare, may_close = self.position, self.end, self.bare, self.may_close
        frame, start = frames[-1]
        while True:
            if state == _BEHIND_TERM:
                match = (_AFTER_IN_LINE if frame & 1 else _AFTER).match(text, position)
                token = match[1] if match else ""
                if match and token in _OPERATORS:
                    if token == "?":
                        start = match.start(1)
                        frame = CONDITIONAL_LINE if frame & 1 else CONDITIONAL
                        frames.append((frame, start))
                    position = match.end()
                    may_close = False
                    state = _TERM_NEXT
                    continue
                if match and token == CLOSERS.get(frame):
                    frames.pop()
                    frame, start = frames[-1]
                    position = end = match.end(1)
                    bare = self.splat = False
                    continue
                if (
                    match
                    and token in ".[(:"
                    and (token in ".[" or bare)
                    and (token != ":" or text.startswith("::", match.start(1)))
                ):
                    self.position = match.start(1)
                    return self.postfix("::" if token == ":" else token)
                leads_to = LEADS_ON.get((frame, token))
                if match and leads_to is not None:
                    frame = leads_to
                    frames[-1] = (frame, start)
                    position = match.end()
                    may_close = token == ","
                    state = _TERM_NEXT
                elif match and frame == VALUE and token in ",\n":
                    frame = KEY
                    frames[-1] = (frame, start)
                    position = match.end()
                    state = _LINES_NEXT
                elif match and token == ":" and (frame in (CONDITIONAL, CONDITIONAL_LINE)):
                    frames.pop()
                    frame, start = frames[-1]
                    position = match.end()
                    may_close = False
                    state = _TERM_NEXT
                elif match and frame == SEQUENCE and token in ("}", "~}"):
                    frames.pop()
                    self.position = match.end(1)
                    return self.template
                else:
                    self.position, self.end, self.bare = position, end, bare
                    if self.skip() == position or token:
                        return self.rest(token)
                    position = self.position
            elif state == _TERM_NEXT:
                match = _TERM.match(text, position)
                kind = match.lastindex if match else None
                if not match or not kind or kind > 6:
                    self.position, self.may_close = position, may_close
                    if self.skip() == position:
                        return self.rare_term(match)
                    position = self.position
                    continue
                position = match.end()
                if kind == 2:
                    if frame in (TUPLE, CALL):
                        may_close = True
                        continue
                    position = match.end(1)
                elif kind == 4 or kind == 5:
                    start = match.end(kind) - 1
                    frame = OPENERS[text[start]] if kind == 5 else CALL
                    frames.append((frame, start))
                    may_close = frame != PARENTHESES
                    if frame == KEY:
                        state = _LINES_NEXT
                    continue
                elif kind == 6:
                    if not may_close or match[6] != CLOSERS.get(frame):
                        self.position, self.may_close = position - 1, may_close
                        return self.no_term()
                    frames.pop()
                    frame, start = frames[-1]
                bare = kind == 3 and text[position - 1] != "]" and "." not in match[3]
                self.splat = False
                end = position
                state = _BEHIND_TERM
            else:
                match = _LINES.match(text, position)
                assert match
                position = match.end()
                if match.lastindex == 1:
                    frame = VALUE
                    frames[-1] = (frame, start)
                    may_close = False
                    state = _TERM_NEXT
                elif match.lastindex == 2:
                    frames.pop()
                    frame, start = frames[-1]
                    end = position
                    bare = self.splat = False
                    state = _BEHIND_TERM
                else:
                    self.position = position
                    return self.key

    def rare_term(self, match: re.Match[str] | None) -> Step:
        """Reads the beginning of a term that is none of the common ones."""
        text, position = self.text, self.position
        if not match:
            return self.no_term()
        if match[7]:
            if not is_identifier(match[7]):
                fail(f"{describe(text, position)} is not a name", position)
            return self.done(match.end(), bare=True)
        if match[8]:
            if not is_number(match[8]):
                fail(f'"{match[8]}" is not a number', position)
            return self.done(match.end())
        if match[9]:
            return self.opener(match[9])
        if not is_identifier(match[11]):
            fail(f'"{match[11]}" is not a name for a heredoc', position)
        self.templates.append(_Template(position, match[11]))
        self.position = match.end()
        return self.template

    def no_term(self) -> Step:
        """An empty list or call, or the end behind a last comma; anything else is an error."""
        text, position = self.text, self.position
        frame, start = self.frames[-1]
        closer = CLOSERS.get(frame) if self.may_close else None
        if closer and text.startswith(closer, position):
            return self.close(position + 1)
        if position >= len(text) and len(self.frames) > 1:
            fail("the bracket or template that begins here is never closed", start)
        if text.startswith("<<", position):
            fail('a heredoc begins with "<<", a name and the end of the line', position)
        if text.startswith("'", position):
            fail("a string is quoted with \", not with '", position)
        fail(f"a value is expected here, not {describe(text, position)}", position)

    def opener(self, opener: str) -> Step:
        """Reads what opens a term that has an inside."""
        text, start = self.text, self.position
        if opener in "-!":
            self.position = start + 1
            self.may_close = False
            return self.term
        if opener == "(":
            return self.open(PARENTHESES, start, start + 1)
        if opener == '"':
            self.templates.append(_Template(start, None))
            self.position = start + 1
            return self.template
        self.open(TUPLE, start, start + 1)  # newlines mean nothing before a "for", in braces either
        position = self.skip()
        name = _NAME.match(text, position)
        if name and name[0] == "for":
            self.frames[-1] = (TUPLE_IN if opener == "[" else OBJECT_IN, start)
            self.position = name.end()
            self.may_close = False
            self.for_head()
            return self.term
        if opener == "[":
            return self.term
        self.frames[-1] = (KEY, start)
        return self.lines

    def key(self) -> Step:
        """Moves over comments and the ends of lines before a key of an object, or over its end."""
        text, start = self.text, self.position
        while True:
            position = self.skip()
            line_break = _LINE_BREAK.match(text, position)
            if line_break:
                if self.skipped is not None:
                    self.skipped.append(Span(*line_break.span()))
                self.position = line_break.end()
            elif text.startswith("}", position):
                return self.close(position + 1)
            else:
                return self.lines if position > start else self.term

    def name(self, what: str) -> str:
        """Reads a name, blanks before it skipped."""
        position = self.skip()
        match = _NAME.match(self.text, position)
        if not match or not is_identifier(match[0]):
            fail(f"{what} is expected here, not {describe(self.text, position)}", position)
        self.position = match.end()
        return match[0]

    def for_head(self) -> None:
        """Reads ``key, value in`` behind ``for``."""
        self.name('a name behind "for"')
        if self.text.startswith(",", self.skip()):
            self.position += 1
            self.name('a second name for "for"')
        position = self.skip()
        if self.name('"in"') != "in":
            fail(f'"in" is expected here, not {describe(self.text, position)}', position)

    def rest(self, token: str) -> Step | None:
        """The rarer ends: of the whole, of a line in an object, and dots."""
        text, position = self.text, self.position
        frame, start = self.frames[-1]
        if frame == WHOLE:
            return None
        if frame == VALUE and _LINE_BREAK.match(text, position):
            self.frames[-1] = (KEY, start)
            return self.key
        if token == "..." and frame == CALL:
            self.position = position + 3
            if not text.startswith(")", self.skip()):
                fail(f'")" must follow "...", not {describe(text, self.position)}', self.position)
            return self.close(self.position + 1)
        if token == "..." and frame == OBJECT_ELEMENT:
            return self.group(position + 3)
        if position >= len(text):
            fail("the bracket or template that begins here is never closed", start)
        fail(f"{EXPECTED[frame]} is expected here, not {describe(text, position)}", position)

    def group(self, position: int) -> Step:
        """Reads what may stand behind the dots of ``{for ... : key => value...}``: a condition, or the end."""
        self.position = position
        end = _END_TOKEN.match(self.text, self.skip())
        if end and end[0] == "}":
            return self.close(end.end())
        if not end or end[0] != "if":
            fail(f'"}}" is expected here, not {describe(self.text, self.position)}', self.position)
        self.frames[-1] = (OBJECT_IF, self.frames[-1][1])
        self.position = end.end()
        self.may_close = False
        return self.term

    def postfix(self, token: str) -> Step:
        """Reads a step of a traversal, or what makes a name a call."""
        text, start = self.text, self.position
        if token == "(":
            return self.open(CALL, start, start + 1)
        if token == "::":
            while text.startswith("::", self.position):
                self.position += 2
                self.name("a function's name")
                self.skip()
            if not text.startswith("(", self.position):
                fail(f'"(" is expected here, not {describe(text, self.position)}', self.position)
            return self.open(CALL, self.position, self.position + 1)
        self.position = start + 1
        position = self.skip()
        if token == "[":
            if not text.startswith("*", position):
                return self.open(INDEX, start, position)
            self.position = position + 1
            if not text.startswith("]", self.skip()):
                fail(f'"]" is expected here, not {describe(text, self.position)}', self.position)
            return self.done(self.position + 1)
        splat = self.splat
        name = _NAME.match(text, position)
        number = _NUMBER.match(text, position)
        if name and is_identifier(name[0]):
            self.done(name.end())
        elif number and "." not in number[0] and is_number(number[0]):
            self.done(number.end())
        elif text.startswith("*", position) and not splat:
            self.done(position + 1)
            splat = True
        else:
            fail(f"the name of an attribute is expected here, not {describe(text, position)}", position)
        self.splat = splat
        return self.after

    def template(self) -> Step:
        """Reads literal text up to a template sequence or the end of the template."""
        text = self.text
        template = self.templates[-1]
        if template.marker is None:
            literal = _QUOTED_TEXT.match(text, self.position)
            position = literal.end() if literal else self.position
            if text.startswith('"', position):
                return self.close_template(position + 1)
            if not text.startswith(("${", "%{"), position):
                self.bad_quoted_text(position, template.start)
        else:
            stop = heredoc_stop(template.marker)
            match = stop.search(text, self.position)
            while match and match[0] in ("$${", "%%{"):
                match = stop.search(text, match.end())
            if not match:
                fail(f'the heredoc that begins here is never closed by a line with "{template.marker}"', template.start)
            if match[1]:
                self.close_template(match.end(1))
                self.position = match.end()  # the blanks behind the marker are part of its line
                return self.after
            position = match.start()
            if match[0] == "\r":
                fail("a carriage return stands here without a newline", position)
        self.frames.append((SEQUENCE, position))
        self.position = position + (3 if text.startswith("~", position + 2) else 2)
        return self.term if text[position] == "$" else self.directive()

    def close_template(self, position: int) -> Step:
        """The innermost template ends at ``position``."""
        template = self.templates.pop()
        if template.directives:
            opened = "for" if template.directives[-1] == "for" else "if"
            fail(f'a "%{{ {opened} }}" of the template that begins here has no "%{{ end{opened} }}"', template.start)
        return self.done(position)

    def bad_quoted_text(self, position: int, start: int) -> NoReturn:
        """Says what ends the literal text of a quoted template where it should not."""
        text = self.text
        if position >= len(text) or text[position] in "\r\n":
            fail("the string that begins here is not closed on its line; a heredoc may have several", start)
        fail(f'"{text[position : position + 2]}" is no escape; write "\\\\" for a backslash', position)

    def directive(self) -> Step:
        """Reads a ``%{`` with its keyword."""
        directives = self.templates[-1].directives
        start = self.skip()
        keyword = self.name("if, else, endif, for or endfor")
        if keyword in ("if", "for"):
            directives.append(keyword)
            if keyword == "for":
                self.for_head()
            return self.term
        opened = directives.pop() if directives else ""
        if keyword == "else" and opened == "if":
            directives.append("else")
        elif (keyword, opened) not in (("endif", "if"), ("endif", "else"), ("endfor", "for")):
            fail(f'"%{{ {keyword} }}" has nothing open that it belongs to', start)
        end = _END_TOKEN.match(self.text, self.skip())
        if not end or end[0] not in ("}", "~}"):
            fail(f'"}}" is expected here, not {describe(self.text, self.position)}', self.position)
        self.frames.pop()
        self.position = end.end()
        return self.template


def expression_end(text: str, position: int, skipped: list[Span] | None = None) -> int:
    """The offset behind the last token of the expression that begins at ``position``, blanks before it allowed.

    The expression ends as the value of an attribute does: before the end of its line, or before anything that can't
    go on
    with it. ``skipped``, when given, collects what lies between its tokens, but for the blanks in runs of simple lines,
    which hold no comment.

    Raises:
        HclSyntaxError: there is no expression, or it is broken.
    """
    recogniser = _Recogniser(text, position, skipped)
    step: Step | None = recogniser.term
    while step:
        step = step()
    return recogniser.end
