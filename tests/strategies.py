"""Hypothesis strategies for texts of HCL."""

from __future__ import annotations

from functools import cache

from hypothesis import strategies as st

NAMES = (
    "a",
    "var",
    "each",
    "local",
    "if",
    "in",
    "else",
    "endif",
    "null",
    "true",
    "a-b",
    "_1",
    "é",
    "naïve",
    "日本",
    "x2",
)
NUMBERS = ("0", "7", "00", "1.5", "12e3", "1.25e-2", "9E+1")
OPERATORS = ("==", "!=", "<", "<=", ">", ">=", "&&", "||", "+", "-", "*", "/", "%")
MARKERS = ("EOT", "E", "END-1", "É", "日")
TEXTS = ("x", "é ", " ", "\\n", "$ ", "% ", "$$ ", "$${", "%%{", "{", "}", "#", "/*", "'", "~", "\t")
QUOTED_TEXTS = (*TEXTS, '\\"', "\\\\", "\\t", "\\u00e9", "\\U0001F600")
HEREDOC_TEXTS = (*TEXTS, '"', "\\", "\n", "\n", "\n  ", "\n    ", "\n\t", "\r\n", "$\n", "%\n", "E:")
BLANKS = ("", "", "", " ", "  ", "\t", "/* c */", " /* a\n # b */ ")
BLANKS_WITH_NEWLINES = (*BLANKS, "\n", "\n  ", "# c\n", "// \"'\n", "\r\n")


@cache
def names() -> st.SearchStrategy[str]:
    """Identifiers, also those that are keywords somewhere."""
    return st.sampled_from(NAMES)


@cache
def blanks(newlines: bool) -> st.SearchStrategy[str]:
    """What may stand between two tokens: blanks and comments, where ``newlines`` mean nothing those as well."""
    return st.sampled_from(BLANKS_WITH_NEWLINES if newlines else BLANKS)


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """Expressions as they may stand behind ``name =``, at most ``depth`` deep, with every construct of the language.

    One that ends with a heredoc must have a newline behind it.
    """
    if draw(st.integers(0, 5)) == 0:
        return draw(heredocs(depth))
    return draw(_expressions(depth, newlines=False))


@cache
@st.composite
def _expressions(draw: st.DrawFn, depth: int, newlines: bool) -> str:
    """``newlines``: whether they mean nothing where the expression stands."""
    kind = draw(st.sampled_from(("operand", "operand", "operand", "operation", "conditional"))) if depth else "operand"
    if kind == "operand":
        return draw(_operands(depth, newlines))
    pieces = [draw(_operands(depth - 1, newlines))]
    operators = st.lists(st.sampled_from(OPERATORS), min_size=1, max_size=4)
    for operator in ("?", ":") if kind == "conditional" else draw(operators):
        # Without a blank a name would go on with "-", "/" would begin a comment, and ":" would meet another.
        pieces += (" ", draw(blanks(newlines)), operator, " ", draw(blanks(newlines)))
        pieces.append(draw(_operands(depth - 1, newlines)))
    return "".join(pieces)


@cache
@st.composite
def _operands(draw: st.DrawFn, depth: int, newlines: bool) -> str:
    signs = draw(st.sampled_from(("", "", "", "", "-", "!", "- ", "!-", "--")))
    if draw(st.integers(0, 3)) == 0:
        return signs + draw(st.sampled_from(NUMBERS))
    return signs + draw(_terms(depth, newlines)) + draw(_steps(depth, newlines))


@cache
@st.composite
def _steps(draw: st.DrawFn, depth: int, newlines: bool) -> str:
    """Steps of a traversal; a legacy index never follows another, which would read as a fraction."""
    pieces = []
    legacy_before = splat_before = False
    for _ in range(draw(st.sampled_from((0, 0, 0, 1, 1, 2, 4)))):
        kinds = {"name", "index", "splat", "key", "legacy", "legacy splat"}
        kinds -= {"legacy"} if legacy_before else set()
        kinds -= {"legacy splat"} if splat_before else set()
        kind = draw(st.sampled_from(sorted(kinds)))
        between = draw(blanks(newlines))
        legacy_before = kind == "legacy"
        splat_before = kind == "legacy splat" or (splat_before and kind in ("name", "legacy"))
        pieces.append(draw(blanks(newlines)))
        if kind == "name":
            pieces += (".", between, draw(names()))
        elif kind == "legacy":
            pieces += (".", between, draw(st.sampled_from(("0", "12"))))
        elif kind == "legacy splat":
            pieces += (".", between, "*")
        elif kind == "splat":
            pieces += ("[", between, "*", between, "]")
        elif kind == "key" or not depth:
            pieces.append(draw(st.sampled_from(('["k"]', "[0]", "[for]", "[each.key]"))))
        else:
            pieces += ("[", draw(_padded(_expressions(depth - 1, newlines=True))), "]")
    return "".join(pieces)


@cache
@st.composite
def _padded(draw: st.DrawFn, expression: st.SearchStrategy[str]) -> str:
    """An expression in brackets or a template sequence, with blanks on both sides."""
    return draw(blanks(True)) + draw(expression) + draw(blanks(True))


@cache
def _terms(depth: int, newlines: bool) -> st.SearchStrategy[str]:
    simple = [names(), st.sampled_from(("var.a", "each.value.é", "data.a.b.c")), quoted(0)]
    if not depth:
        return st.one_of(*simple)
    inner = depth - 1
    return st.one_of(
        *simple,
        quoted(inner),
        _padded(_expressions(inner, newlines=True)).map(lambda text: f"({text})"),
        _calls(inner, newlines),
        _lists(inner).map(lambda text: f"[{text}]"),
        _objects(inner),
        _for_expressions(inner),
        *([heredocs(inner).map(lambda text: text + "\n")] if newlines else []),
    )


@cache
def _lists(depth: int, endings: tuple[str, ...] = ("", ",")) -> st.SearchStrategy[str]:
    """What stands between the brackets of a tuple."""
    elements = st.lists(_padded(_expressions(depth, newlines=True)), min_size=1, max_size=3).map(",".join)
    full = st.tuples(elements, st.sampled_from(endings), blanks(True)).map("".join)
    return st.one_of(blanks(True), full, full)


@cache
@st.composite
def _calls(draw: st.DrawFn, depth: int, newlines: bool) -> str:
    between = draw(blanks(newlines))
    name = draw(st.sampled_from(("f", "if", "é", "provider::a::f", f"a{between}::{between}b-c")))
    return f"{name}{between}({draw(_lists(depth, endings=('', ',', '...')))})"


@cache
@st.composite
def _objects(draw: st.DrawFn, depth: int) -> str:
    key = st.one_of(
        names(), quoted(0), _expressions(0, newlines=False), _expressions(depth, newlines=True).map("({})".format)
    )
    separators = (",", "\n", " # c\n", "\r\n", ",\n\n", ", /* c */\n# d\n  ")
    pieces = ["{", draw(blanks(True))]
    closed = True
    for _ in range(draw(st.integers(0, 3))):
        if not closed:
            pieces += (draw(st.sampled_from(separators)), draw(blanks(True)))
        pieces += (draw(key), draw(blanks(False)), " ", draw(st.sampled_from("=:")), " ", draw(blanks(False)))
        closed = draw(st.integers(0, 5)) == 0
        if closed:
            pieces += (draw(heredocs(depth)), "\n", draw(blanks(True)))
        else:
            pieces += (draw(_expressions(depth, newlines=False)), draw(blanks(False)))
    if not closed:
        pieces.append(draw(st.sampled_from(("", *separators))))
    return "".join(pieces) + "}"


@cache
@st.composite
def _for_heads(draw: st.DrawFn, depth: int) -> str:
    """``for key, value in collection``"""
    blank = blanks(True)
    name = st.sampled_from((*NAMES, "for"))
    key = draw(name) + draw(blank) + "," + draw(blank) if draw(st.booleans()) else ""
    collection = draw(_expressions(depth, newlines=True))
    return f"for {draw(blank)}{key}{draw(name)} {draw(blank)}in {draw(blank)}{collection}{draw(blank)}"


@cache
@st.composite
def _for_expressions(draw: st.DrawFn, depth: int) -> str:
    inner = _padded(_expressions(depth, newlines=True))
    makes_object = draw(st.booleans())
    text = draw(blanks(True)) + draw(_for_heads(depth)) + ": "
    text += f"{draw(inner)}=>{draw(inner)}{draw(st.sampled_from(('', '...')))}" if makes_object else draw(inner)
    text += f" if {draw(inner)}" if draw(st.booleans()) else ""
    return f"{{{text}}}" if makes_object else f"[{text}]"


@cache
def _sequences(depth: int, parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """``${ }`` and ``%{ }``; ``parts`` is what may stand inside a directive."""
    return st.one_of(_interpolations(depth), _interpolations(depth), _directives(depth, parts))


@cache
def _interpolations(depth: int) -> st.SearchStrategy[str]:
    strip = st.sampled_from(("", "", "~"))
    inner = _padded(_expressions(depth, newlines=True))
    return st.tuples(strip, inner, strip).map(lambda piece: f"${{{piece[0]}{piece[1]}{piece[2]}}}")


@cache
@st.composite
def _directives(draw: st.DrawFn, depth: int, parts: st.SearchStrategy[str]) -> str:
    def marker(inside: str) -> str:
        strip = st.sampled_from(("", "", "~"))
        return f"%{{{draw(strip)}{draw(blanks(True))}{inside}{draw(blanks(True))}{draw(strip)}}}"

    if draw(st.booleans()):
        return marker(draw(_for_heads(depth))) + draw(parts) + marker("endfor")
    otherwise = marker("else") + draw(parts) if draw(st.booleans()) else ""
    condition = draw(_expressions(depth, newlines=True))
    return marker(f"if {condition}") + draw(parts) + otherwise + marker("endif")


@cache
def _parts(depth: int, texts: tuple[str, ...]) -> st.SearchStrategy[str]:
    """The inside of a template."""
    plain = st.lists(st.sampled_from(texts), max_size=4).map("".join)
    if not depth:
        return st.one_of(plain, plain, st.just("${a}"))
    mixed = st.one_of(st.sampled_from(texts), _sequences(depth - 1, st.deferred(lambda: _parts(depth - 1, texts))))
    return st.one_of(plain, st.lists(mixed, max_size=4).map("".join))


@cache
def quoted(depth: int = 2) -> st.SearchStrategy[str]:
    """Quoted templates."""
    return _parts(depth, QUOTED_TEXTS).map(lambda text: f'"{text}"')


@cache
@st.composite
def heredocs(draw: st.DrawFn, depth: int = 2) -> str:
    """Heredocs up to their end marker and blanks behind it; a newline must follow."""
    marker = draw(st.sampled_from(MARKERS))
    newline = draw(st.sampled_from(("\n", "\n", "\r\n")))
    body = draw(_parts(depth, HEREDOC_TEXTS))
    body += newline if body and not body.endswith("\n") else ""
    indent, after = draw(st.sampled_from(("", "", "  ", "\t"))), draw(st.sampled_from(("", "", " ")))
    return f"<<{draw(st.sampled_from(('', '-')))}{marker}{newline}{body}{indent}{marker}{after}"


LABELS = ('"x"', '"a b"', '"$x %"', '"\\"q\\""', '"é"', "bare", "for", '"$${x}"')
LINES_BETWEEN = ("", "", "\n", "# c\n", "  // c\n", "/* a\n b */", "\t\n", "\r\n")


@st.composite
def files(draw: st.DrawFn, depth: int = 2) -> str:
    """Whole files with every construct of the language; a name may be set twice in a body, which Terraform refuses."""
    start = draw(st.sampled_from(("", "", "", "\ufeff")))
    body = draw(_bodies(depth, newline=draw(st.sampled_from(("\n", "\n", "\r\n")))))
    last = draw(st.sampled_from(("", "", "x = 1", "b {}", "# c", "/* c */ ")))
    return start + body + last


@st.composite
def _bodies(draw: st.DrawFn, depth: int, newline: str) -> str:
    pieces: list[str] = []
    for name in draw(st.lists(names(), max_size=4, unique=draw(st.integers(0, 9)) > 0)):
        pieces.append(draw(st.sampled_from(LINES_BETWEEN)) + draw(st.sampled_from(("", "  ", "\t"))))
        kind = draw(st.integers(0, 5))
        blank = blanks(newlines=False)
        if kind < 3 or depth == 0:
            value = draw(expressions(draw(st.integers(0, depth))))
            pieces.append(f"{name}{draw(blank)}={draw(blank)}{value}{draw(blank)}")
        else:
            labels = "".join(f" {label}{draw(blank)}" for label in draw(st.lists(st.sampled_from(LABELS), max_size=2)))
            pieces.append(f"{name}{draw(blank)}{labels} {{{draw(_insides(depth, newline))}}}{draw(blank)}")
        comment = draw(st.sampled_from(("", "", " # c", "// c", "/* c */")))
        pieces.append((" " if comment else "") + comment + newline)
    return "".join(pieces)


@st.composite
def _insides(draw: st.DrawFn, depth: int, newline: str) -> str:
    """What stands between the braces of a block: nothing, one argument, or lines."""
    kind = draw(st.integers(0, 4))
    if kind == 0:
        return draw(blanks(newlines=False))
    if kind == 1:
        return f" {draw(names())} = {draw(_terms(depth - 1, newlines=False))} "
    return newline + draw(_bodies(depth - 1, newline))


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """A generated file with a piece taken out, doubled or put elsewhere."""
    text = draw(files())
    start, end, to = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 3)))
    return draw(st.sampled_from((text, text[:start] + text[end:], text[:to] + text[start:end] + text[to:], text[:end])))
