"""Finds where an expression ends, and whether it is one, without making nodes.

This is the fast half of reading: a pushdown automaton over HCL's expression grammar. It accepts exactly what
Terraform's
parser accepts (``hclsyntax/parser.go``; tested against ``terraform fmt``), so that a file with a broken expression is
refused even when no transform ever looks inside. Runs of simple lines in lists and objects are taken by one match each.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, NoReturn

from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.tokens import (
    GAP,
    GAP_IN_LINE,
    HEREDOC_START,
    IDENTIFIER,
    NUMBER,
    QUOTED_TEXT,
    SPACE,
    WIDE_IDENTIFIER,
    WORD,
    is_identifier,
    is_number,
)
from hclfix.text import Span

# What the expression that is being read stands in. An odd frame ends at a newline, an even one skips newlines.
_WHOLE, _KEY, _VALUE, _CONDITIONAL_LINE = 1, 3, 5, 7
_PARENTHESES, _CALL, _TUPLE, _INDEX, _CONDITIONAL, _SEQUENCE = 0, 2, 4, 6, 8, 10
_TUPLE_IN, _TUPLE_ELEMENT, _TUPLE_IF = 12, 14, 16
_OBJECT_IN, _OBJECT_KEY, _OBJECT_ELEMENT, _OBJECT_IF = 18, 20, 22, 24

_CLOSERS = {
    _PARENTHESES: ")",
    _CALL: ")",
    _TUPLE: "]",
    _INDEX: "]",
    _TUPLE_ELEMENT: "]",
    _TUPLE_IF: "]",
    _VALUE: "}",
    _OBJECT_ELEMENT: "}",
    _OBJECT_IF: "}",
}
# What goes on in the same brackets with another expression: the token behind a term, and the frame that it leads to.
_LEADS_ON = {
    (_CALL, ","): _CALL,
    (_TUPLE, ","): _TUPLE,
    (_KEY, "="): _VALUE,
    (_KEY, ":"): _VALUE,
    (_TUPLE_IN, ":"): _TUPLE_ELEMENT,
    (_TUPLE_ELEMENT, "if"): _TUPLE_IF,
    (_OBJECT_IN, ":"): _OBJECT_KEY,
    (_OBJECT_KEY, "=>"): _OBJECT_ELEMENT,
    (_OBJECT_ELEMENT, "if"): _OBJECT_IF,
}
_EXPECTED = {
    _PARENTHESES: '")"',
    _CALL: '"," or ")"',
    _TUPLE: '"," or "]"',
    _INDEX: '"]"',
    _CONDITIONAL: '":" and the other result of the conditional',
    _CONDITIONAL_LINE: '":" and the other result of the conditional',
    _SEQUENCE: '"}"',
    _KEY: '"=" or ":" and a value',
    _VALUE: 'a newline, "," or "}"',
    _TUPLE_IN: '":"',
    _TUPLE_ELEMENT: '"]"',
    _TUPLE_IF: '"]"',
    _OBJECT_IN: '":"',
    _OBJECT_KEY: '"=>" and a value',
    _OBJECT_ELEMENT: '"}"',
    _OBJECT_IF: '"}"',
}

_TRAVERSAL = rf"""{IDENTIFIER}(?:\.{IDENTIFIER}|\[(?:[0-9]++|"[^"\\$%\r\n]*+"|\*)\])*+"""
_STRING = r'"(?:[^"\\$%\r\n]++|\\["\\nrt]|[$%](?![{$%])|\$\{[ ]?' + _TRAVERSAL + r'[ ]?\})*+"'
SIMPLE = rf"(?:{_STRING}|{_TRAVERSAL}|[0-9]++(?:\.[0-9]++)?(?![.eE0-9]))"
"""A value that needs no stack: a number, a reference, a string that interpolates references at most."""

_LINE_SKIP = re.compile(GAP_IN_LINE)
_SKIP = re.compile(GAP)
_LINE_BREAK = re.compile(r"(?:(?:\#|//)[^\n]*+|\r)?\n|(?:\#|//)[^\n]*+\Z")
_TERM = re.compile(
    rf"({_STRING}|{IDENTIFIER}(?:\.{IDENTIFIER})++)|({WIDE_IDENTIFIER})|({NUMBER})|"
    rf"""([(\[{{"!-])|{HEREDOC_START}"""
)
_POSTFIX = re.compile(r"\.(?!\.\.)|\[|\(|::")
_OPERATOR = re.compile(r"==|!=|<=|>=|&&|\|\||[-+*%]|/(?!/)|<(?!<)|>|\?")
_END_TOKEN = re.compile(r"\.\.\.|=>|~?\}|[=:,)\]]|if(?!" + WORD + ")")
_NAME = re.compile(WIDE_IDENTIFIER)
_NUMBER = re.compile(NUMBER)
_QUOTED_TEXT = re.compile(QUOTED_TEXT)
_TUPLE_RUN = re.compile(rf"(?:{SIMPLE}[ \t]*+,[ \t\n]*+)++")
_OBJECT_RUN = re.compile(
    rf"""(?:(?:{IDENTIFIER}|"[^"\\$%\r\n]*+")[ \t]*+[=:](?![=:>])[ \t]*+{SIMPLE}[ \t]*+(?:,[ \t]*+\n?|\n)[ \t\n]*+)++"""
)

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
        self.frames: list[tuple[int, int]] = [(_WHOLE, position)]
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
        self.may_close = frame in (_CALL, _TUPLE)
        return self.term

    def close(self, position: int) -> Step:
        """The bracket that is open ends at ``position``."""
        self.frames.pop()
        return self.done(position)

    def term(self) -> Step:
        """Reads the beginning of a term, or all of it where it has no inside."""
        text = self.text
        position = self.skip()
        match = _TERM.match(text, position)
        if not match:
            return self.no_term()
        if match[1]:
            return self.done(match.end())
        if match[2]:
            if not is_identifier(match[2]):
                fail(f"{describe(text, position)} is not a name", position)
            return self.done(match.end(), bare=True)
        if match[3]:
            if not is_number(match[3]):
                fail(f'"{match[3]}" is not a number', position)
            return self.done(match.end())
        if match[4]:
            return self.opener(match[4])
        if not is_identifier(match[6]):
            fail(f'"{match[6]}" is not a name for a heredoc', position)
        self.templates.append(_Template(position, match[6]))
        self.position = match.end()
        return self.template

    def no_term(self) -> Step:
        """An empty list or call, or the end behind a last comma; anything else is an error."""
        text, position = self.text, self.position
        frame, start = self.frames[-1]
        closer = _CLOSERS.get(frame) if self.may_close else None
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
            return self.open(_PARENTHESES, start, start + 1)
        if opener == '"':
            self.templates.append(_Template(start, None))
            self.position = start + 1
            return self.template
        self.open(_TUPLE, start, start + 1)  # newlines mean nothing before a "for", in braces either
        position = self.skip()
        name = _NAME.match(text, position)
        if name and name[0] == "for":
            self.frames[-1] = (_TUPLE_IN if opener == "[" else _OBJECT_IN, start)
            self.position = name.end()
            self.may_close = False
            self.for_head()
            return self.term
        if opener == "[":
            self.run(_TUPLE_RUN)
            return self.term
        self.frames[-1] = (_KEY, start)
        return self.key()

    def run(self, pattern: re.Pattern[str]) -> bool:
        """Moves over the simple elements that come next, if any do."""
        match = pattern.match(self.text, self.position)
        if match:
            self.position = match.end()
        return match is not None

    def key(self) -> Step:
        """Reads up to the next key of an object that is not simple, or over its end."""
        text = self.text
        while True:
            position = self.skip()
            line_break = _LINE_BREAK.match(text, position)
            if line_break:
                if self.skipped is not None:
                    self.skipped.append(Span(*line_break.span()))
                self.position = line_break.end()
            elif text.startswith("}", position):
                return self.close(position + 1)
            elif not self.run(_OBJECT_RUN):
                return self.term

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

    def after(self) -> Step | None:
        """Reads what follows a term: a step, an operator, or what ends the expression."""
        text = self.text
        position = self.skip()
        postfix = _POSTFIX.match(text, position)
        if postfix and (postfix[0] in ".[" or self.bare):
            return self.postfix(postfix[0])
        frame, start = self.frames[-1]
        operator = _OPERATOR.match(text, position)
        if operator:
            self.position = operator.end()
            self.may_close = False
            if operator[0] == "?":
                self.frames.append((_CONDITIONAL_LINE if frame & 1 else _CONDITIONAL, position))
            return self.term
        end = _END_TOKEN.match(text, position)
        token = end[0] if end else ""
        if _CLOSERS.get(frame) == token:
            return self.close(position + 1)
        leads_to = _LEADS_ON.get((frame, token))
        if leads_to is not None:
            self.frames[-1] = (leads_to, start)
            self.position = position + len(token)
            self.may_close = token == ","
            if frame == _TUPLE:
                self.skip()
                self.run(_TUPLE_RUN)
            return self.term
        if token == ":" and frame in (_CONDITIONAL, _CONDITIONAL_LINE):
            self.frames.pop()
            self.position = position + 1
            self.may_close = False
            return self.term
        if token in ("}", "~}") and frame == _SEQUENCE:
            self.frames.pop()
            self.position = position + len(token)
            return self.template
        return self.rest(token)

    def rest(self, token: str) -> Step | None:
        """The rarer ends: of the whole, of a line in an object, and dots."""
        text, position = self.text, self.position
        frame, start = self.frames[-1]
        if frame == _WHOLE:
            return None
        if frame == _VALUE and (token == "," or _LINE_BREAK.match(text, position)):
            self.frames[-1] = (_KEY, start)
            self.position = position + len(token)
            return self.key()
        if token == "..." and frame == _CALL:
            self.position = position + 3
            if not text.startswith(")", self.skip()):
                fail(f'")" must follow "...", not {describe(text, self.position)}', self.position)
            return self.close(self.position + 1)
        if token == "..." and frame == _OBJECT_ELEMENT:
            return self.group(position + 3)
        if position >= len(text):
            fail("the bracket or template that begins here is never closed", start)
        fail(f"{_EXPECTED[frame]} is expected here, not {describe(text, position)}", position)

    def group(self, position: int) -> Step:
        """Reads what may stand behind the dots of ``{for ... : key => value...}``: a condition, or the end."""
        self.position = position
        end = _END_TOKEN.match(self.text, self.skip())
        if end and end[0] == "}":
            return self.close(end.end())
        if not end or end[0] != "if":
            fail(f'"}}" is expected here, not {describe(self.text, self.position)}', self.position)
        self.frames[-1] = (_OBJECT_IF, self.frames[-1][1])
        self.position = end.end()
        self.may_close = False
        return self.term

    def postfix(self, token: str) -> Step:
        """Reads a step of a traversal, or what makes a name a call."""
        text, start = self.text, self.position
        if token == "(":
            return self.open(_CALL, start, start + 1)
        if token == "::":
            while text.startswith("::", self.position):
                self.position += 2
                self.name("a function's name")
                self.skip()
            if not text.startswith("(", self.position):
                fail(f'"(" is expected here, not {describe(text, self.position)}', self.position)
            return self.open(_CALL, self.position, self.position + 1)
        self.position = start + 1
        position = self.skip()
        if token == "[":
            if not text.startswith("*", position):
                return self.open(_INDEX, start, position)
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
        self.frames.append((_SEQUENCE, position))
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
