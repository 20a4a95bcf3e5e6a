"""The tree of an expression: what its nodes are, where they stand, and which texts are none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.expression import parse_expression
from hclfix.syntax.nodes import (
    AttributeStep,
    Binary,
    Expression,
    ForDirective,
    ForObject,
    ForTuple,
    FunctionCall,
    IfDirective,
    LegacyIndexStep,
    Node,
    Number,
    SplatStep,
    Step,
    Template,
    TemplateText,
    Traversal,
    Variable,
    children,
    walk,
)
from hclfix.text import Span
from tests.strategies import expressions


def outline(text: str) -> str:
    """The tree of an expression: each node that holds others as ``Class(inside)``, each other as its text."""
    return _outline(parse_expression(text), text)


def _outline(node: Node, text: str) -> str:
    inside = ", ".join(_outline(child, text) for child in children(node))
    return f"{type(node).__name__}({inside})" if inside else node.span.of(text)


OUTLINES = [
    ("a", "a"),
    ("null", "null"),
    ("1.5e3", "1.5e3"),
    ("a.b.c", "Traversal(a, .b, .c)"),
    ("a . b /* c */ . d", "Traversal(a, . b, . d)"),
    ('a["k"][0].b', 'Traversal(a, IndexStep(Template(k)), IndexStep(0), .b)'),
    ("a.0.b", "Traversal(a, .0, .b)"),
    ("a.*.b.0[1].*", "Traversal(a, .*, .b, .0, IndexStep(1), .*)"),
    ("a[*].b[ * ]", "Traversal(a, [*], .b, [ * ])"),
    ("f(a).b", "Traversal(FunctionCall(a), .b)"),
    ("(a).b", "Traversal(Parentheses(a), .b)"),
    ("a[b.c].d", "Traversal(a, IndexStep(Traversal(b, .c)), .d)"),
    ("-a.b", "Unary(Traversal(a, .b))"),
    ("!-a", "Unary(Unary(a))"),
    ("a + b * c - d", "Binary(Binary(a, Binary(b, c)), d)"),
    ("a || b && c == d < e + f * g", "Binary(a, Binary(b, Binary(c, Binary(d, Binary(e, Binary(f, g))))))"),
    ("a * b + c < d == e && f || g", "Binary(Binary(Binary(Binary(Binary(Binary(a, b), c), d), e), f), g)"),
    ("a == b == c", "Binary(Binary(a, b), c)"),
    ("a - -b", "Binary(a, Unary(b))"),
    ("a-b", "a-b"),
    ("a ? b : c ? d : e", "Conditional(a, b, Conditional(c, d, e))"),
    ("a ? b ? c : d : e", "Conditional(a, Conditional(b, c, d), e)"),
    ("a || b ? c : d", "Conditional(Binary(a, b), c, d)"),
    ("[]", "[]"),
    ("[a, [b],]", "Tuple(a, Tuple(b))"),
    ("{}", "{}"),
    ('{ a = 1, "b" : 2 }', "Object(ObjectElement(a, 1), ObjectElement(Template(b), 2))"),
    ("{ a ? b : c : d }", "Object(ObjectElement(Conditional(a, b, c), d))"),
    ("{\n (a) = b\n\n c.d = e # f\n}", "Object(ObjectElement(Parentheses(a), b), ObjectElement(Traversal(c, .d), e))"),
    ("[for x in y : x if z]", "ForTuple(y, x, z)"),
    ("[for if in in : if if if]", "ForTuple(in, if, if)"),
    ("{for k, v in y : k => v... if z}", "ForObject(y, k, v, z)"),
    ("f()", "f()"),
    ("f(a, b...)", "FunctionCall(a, b)"),
    ('""', '""'),
    ('"a${b}c"', "Template(a, Interpolation(b), c)"),
    ('"${"${a}"}"', "Template(Interpolation(Template(Interpolation(a))))"),
    ('"%{ if a }b%{ else }c%{ endif }"', "Template(IfDirective(a, b, c, %{ if a }, %{ else }, %{ endif }))"),
    ('"%{ for a in b }%{ endfor }"', "Template(ForDirective(b, %{ for a in b }, %{ endfor }))"),
    ("<<E\na ${b}\nE", "Template(a , Interpolation(b), \n)"),
]


@pytest.mark.parametrize(("text", "expected"), OUTLINES)
def test_the_tree_of(text: str, expected: str) -> None:
    assert outline(text) == expected


def test_operators_keep_their_text_and_their_side() -> None:
    expression = parse_expression("a <= b")
    assert isinstance(expression, Binary)
    assert expression.operator == "<="
    assert isinstance(expression.left, Variable)
    assert expression.left.name == "a"


@pytest.mark.parametrize(
    ("text", "name", "name_text", "expand_final"),
    [
        ("f()", "f", "f", False),
        ("f (a,)", "f", "f", False),
        ("f(a...)", "f", "f", True),
        ("provider::aws::arn_parse(a)", "provider::aws::arn_parse", "provider::aws::arn_parse", False),
        ("a :: /* b */ c ()", "a::c", "a :: /* b */ c", False),
    ],
)
def test_a_function_has_the_name(text: str, name: str, name_text: str, expand_final: bool) -> None:
    call = parse_expression(text)
    assert isinstance(call, FunctionCall)
    assert (call.name, call.name_span.of(text), call.expand_final) == (name, name_text, expand_final)


@pytest.mark.parametrize(
    ("text", "key", "value", "grouping"),
    [
        ("[for x in y : x]", None, "x", False),
        ("[ # for a\n for k, v in y : x]", "k", "v", False),
        ("{for k /* for z in */ , in in y : k => x...}", "k", "in", True),
        ("{\n for é in y : x => x}", None, "é", False),
    ],
)
def test_a_for_expression_has_the_names(text: str, key: str | None, value: str, grouping: bool) -> None:
    expression = parse_expression(text)
    assert isinstance(expression, (ForTuple, ForObject))
    assert (expression.key, expression.value) == (key, value)
    assert isinstance(expression, ForTuple) or expression.grouping == grouping


def test_a_for_directive_has_its_names() -> None:
    template = parse_expression('"%{~ for k, v in y ~}x%{ endfor }"')
    assert isinstance(template, Template)
    (directive,) = template.parts
    assert isinstance(directive, ForDirective)
    assert (directive.key, directive.value) == ("k", "v")
    assert (directive.for_marker.strip_before, directive.for_marker.strip_after) == (True, True)
    assert (directive.endfor_marker.strip_before, directive.endfor_marker.strip_after) == (False, False)


def test_an_else_is_told_from_no_else() -> None:
    with_else, without = (parse_expression(f'"%{{ if a }}{text}%{{ endif }}"') for text in ("%{ else }", ""))
    assert isinstance(with_else, Template)
    assert isinstance(without, Template)
    assert isinstance(with_else.parts[0], IfDirective)
    assert isinstance(without.parts[0], IfDirective)
    assert with_else.parts[0].else_marker
    assert not without.parts[0].else_marker


@pytest.mark.parametrize(
    ("text", "marker", "indented", "content", "end"),
    [
        ("<<EOT\na\nEOT", "EOT", False, "a\n", "EOT"),
        ("<<-É\r\n  a\r\n  É ", "É", True, "  a\r\n", "  É"),
        ("<<E\nE", "E", False, "", "E"),
        ("<<E\n EE\nE E\n\tE\t", "E", False, " EE\nE E\n", "\tE"),
    ],
)
def test_a_heredoc_ends_with_its_marker(text: str, marker: str, indented: bool, content: str, end: str) -> None:
    template = parse_expression(text)
    assert isinstance(template, Template)
    assert (template.heredoc, template.indented, template.content.of(text)) == (marker, indented, content)
    assert text[template.content.end : template.span.end] == end


def test_a_legacy_index_is_a_whole_number() -> None:
    assert [_index(text) for text in ("a.0", "a.007", "a.1e3", "a." + "9" * 5000)] == [0, 7, 1000, 2**53]


def _index(text: str) -> int:
    traversal = parse_expression(text)
    assert isinstance(traversal, Traversal)
    (step,) = traversal.steps
    assert isinstance(step, LegacyIndexStep)
    return step.index


def test_splats_are_told_apart() -> None:
    traversal = parse_expression("a[*].b.*.c")
    assert isinstance(traversal, Traversal)
    assert [step.full for step in traversal.steps if isinstance(step, SplatStep)] == [True, False]


# --- spans ------------------------------------------------------------------------------------------------------


@given(expressions(), st.sampled_from((0, 7)))
def test_children_lie_in_their_parent_in_order(text: str, offset: int) -> None:
    for node in walk(parse_expression(text, offset)):
        assert offset <= node.span.start <= node.span.end <= offset + len(text)
        inside = sorted(child.span for child in children(node))
        assert not inside or node.span.start <= inside[0].start
        assert not inside or inside[-1].end <= node.span.end
        if not isinstance(node, (IfDirective, ForDirective)):  # whose markers hold the condition or collection
            assert inside == [child.span for child in children(node)]
            assert all(one.end <= other.start for one, other in pairwise(inside))


@given(expressions())
def test_the_text_of_each_expression_is_that_expression(text: str) -> None:
    for node in walk(parse_expression(text)):
        if isinstance(node, Expression):
            alone = f"({node.span.of(text)}\n)"
            (inner,) = children(parse_expression(alone))
            assert inner.span.of(alone) == node.span.of(text)
            assert _outline(inner, alone) == _outline(node, text)


@given(expressions())
def test_the_text_of_each_other_node_is_that_node(text: str) -> None:
    for node in walk(parse_expression(text)):
        own = node.span.of(text)
        assert own == own.strip() or isinstance(node, (TemplateText, Template))
        if isinstance(node, AttributeStep):
            assert own.startswith(".")
            assert own.endswith(node.name)
            assert node.name_span.of(text) == node.name
        elif isinstance(node, Step):
            assert own[0] in ".["
        elif isinstance(node, Variable):
            assert own == node.name
        elif isinstance(node, Number):
            assert own == node.digits
        elif isinstance(node, FunctionCall):
            assert own.startswith(node.name_span.of(text))
        elif isinstance(node, Template):
            assert_parts_fill(node.content, [part.span for part in node.parts])
        elif isinstance(node, ForDirective):
            parts = [node.for_marker, *node.body, node.endfor_marker]
            assert_parts_fill(node.span, [part.span for part in parts])
        elif isinstance(node, IfDirective):
            markers = [node.else_marker] if node.else_marker else []
            parts = [node.if_marker, *node.then, *markers, *node.otherwise, node.endif_marker]
            assert_parts_fill(node.span, [part.span for part in parts])


def assert_parts_fill(whole: Span, parts: list[Span]) -> None:
    """The parts lie side by side from the start of ``whole`` to its end."""
    position = whole.start
    for part in parts:
        assert part.start == position
        position = part.end
    assert position == whole.end


@given(expressions(), st.integers(1, 10**6))
def test_an_offset_moves_every_span_and_nothing_else(text: str, offset: int) -> None:
    plain, moved = parse_expression(text), parse_expression(text, offset)
    assert plain is not moved
    assert _fields(plain, 0) == _fields(moved, offset)


def _fields(expression: Expression, offset: int) -> list[object]:
    """All that the nodes hold besides nodes, spans taken back by ``offset``."""
    values: list[object] = []
    for node in walk(expression):
        values.append(type(node))
        for name in node.__match_args__:
            value = getattr(node, name)
            if isinstance(value, Span):
                values.append(Span(value.start - offset, value.end - offset))
            elif isinstance(value, (str, int)):
                values.append(value)
    return values


# --- what is no expression --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("", 0, "a value is expected here, not the end of the line"),
        ("a b", 2, 'the value ends here, but "b" follows'),
        ("a\nb", 1, "the value ends here, but the end of the line follows"),
        ("[a, (b]", 6, '")" is expected here, not "]"'),
        ("{ a = 1 b = 2 }", 8, 'a newline, "," or "}" is expected here, not "b"'),
        ('"a', 0, "the string that begins here is not closed on its line; a heredoc may have several"),
        ('"\\q"', 1, '"\\q" is no escape; write "\\\\" for a backslash'),
        ("<<E\na", 0, 'the heredoc that begins here is never closed by a line with "E"'),
        ("1.2.3", 0, '"1.2.3" is not a number'),
    ],
)
def test_an_error_has_a_plain_sentence_and_the_place(text: str, offset: int, message: str) -> None:
    with pytest.raises(HclSyntaxError) as caught:
        parse_expression(text, 100)
    assert (caught.value.message, caught.value.offset) == (message, 100 + offset)


# --- big inputs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("opener", ["(", "[", "{a=", "f(", "a[", "-", '"${', "[for a in b:", "a?b:", "a+", "a.b[0]."])
def test_deep_nesting_needs_no_stack(opener: str) -> None:
    closers = {"(": ")", "[": "]", "{": "}", "f": ")", '"': '}"'}
    closer = "]" if opener == "a[" else "" if opener[-1] in "?:+-." and opener[0] != "[" else closers.get(opener[0], "")
    depth = 10_000
    text = opener * depth + "a" + closer * depth
    expression = parse_expression(text, 1)
    assert expression.span == Span(1, 1 + len(text))
    assert sum(1 for _ in walk(expression)) >= depth


def test_broken_deep_nesting_needs_no_stack() -> None:
    with pytest.raises(HclSyntaxError, match="never closed"):
        parse_expression("[" * 10_000)
