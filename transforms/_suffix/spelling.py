"""Puts the suffix at the end of a name, in the spelling that the name has."""

from __future__ import annotations

from collections.abc import Iterator

from hclfix import (
    Conditional,
    Document,
    Edit,
    Expression,
    FunctionCall,
    IfDirective,
    Interpolation,
    Module,
    Parentheses,
    Span,
    Template,
    TemplatePart,
    Traversal,
    Variable,
    append_to_template,
    plain_text,
    walk,
)

ENDINGS = (".fifo", ".zip")
"""What has to stay at the end of a name."""

SEPARATORS = ("-", "_", ".", "/")
"""What a local may end in, for its users to write on behind it: the suffix stands before, ``shop-x1-``."""

_KEEPS_END = frozenset(("lower", "trimspace", "nonsensitive", "tostring"))
"""Functions that leave the end of their one argument as it is, a suffix of lower-case letters at least."""


def appended(module: Module, document: Document, expression: Expression, suffix: str, nullable: bool) -> list[Edit]:
    """The edits that put ``suffix``, the raw text of a template, behind the value of an expression.

    ``null`` and the empty string stay what they are. ``nullable`` says that a reference may be null, so that a template
    around it has to ask first.
    """
    return [edit for end in ends_of(expression) for edit in _appended(module, document, end, suffix, nullable)]


def ends_of(expression: Expression) -> Iterator[Expression]:
    """What the value of an expression may be, of which each takes the suffix; nothing that is always empty does."""
    pending = [expression]
    while pending:
        current = pending.pop()
        if isinstance(current, Parentheses):
            pending.append(current.inner)
        elif isinstance(current, Conditional):
            pending += [current.then, current.otherwise]
        elif isinstance(current, FunctionCall) and current.name in _KEEPS_END and len(current.arguments) == 1:
            pending.append(current.arguments[0])
        elif not _is_nothing(current):
            yield current


def _is_nothing(expression: Expression) -> bool:
    return (isinstance(expression, Variable) and expression.name == "null") or plain_text(expression) == ""


def _appended(module: Module, document: Document, expression: Expression, suffix: str, nullable: bool) -> list[Edit]:
    path = document.path
    raw = expression.span.of(document.text)
    if isinstance(expression, Template) and not (nullable and _only_reference(expression)):
        end = _ending_part(module, expression.parts)
        if end is not None:
            return [Edit(path, Span(end, end), suffix)]
        literal = raw.rstrip().strip('"')
        stays = (ending for ending in (*ENDINGS, *SEPARATORS) if literal.endswith(ending) and literal != ending)
        return _before(document, expression, suffix, next(stays, ""))
    if isinstance(expression, FunctionCall) and expression.name == "format":
        edits = _format_edits(document, expression, suffix)
        if edits:
            return edits
    if isinstance(expression, Template):
        (part,) = expression.parts
        assert isinstance(part, Interpolation)
        raw = part.expression.span.of(document.text)
    inside = _with_ending(module, expression, raw, suffix)
    if nullable:
        inside = f"{raw} == null ? null : {inside}"
    return [Edit(path, expression.span, inside)]


def _before(document: Document, template: Template, suffix: str, ending: str) -> list[Edit]:
    if not ending:
        return append_to_template(template, document, suffix)
    end = template.content.start + len(template.content.of(document.text).rstrip()) - len(ending)
    return [Edit(document.path, Span(end, end), suffix)]


def _only_reference(template: Template) -> bool:
    """Whether a template is nothing but one reference, which Terraform takes as it is, null or not."""
    part = template.parts[0] if len(template.parts) == 1 else None
    return isinstance(part, Interpolation) and isinstance(part.expression, Traversal)


def _ending_part(module: Module, parts: tuple[TemplatePart, ...]) -> int | None:
    """Where the last part begins, if all that it adds is one of the endings or nothing."""
    last = parts[-1] if len(parts) > 1 else None
    if isinstance(last, Interpolation):
        strings = module.resolve(last.expression, any_input=True).strings()
        if strings and set(strings) <= {"", *ENDINGS} and set(strings) != {""}:
            return last.span.start
    if isinstance(last, IfDirective):
        texts = {part.value for part in walk(last) if hasattr(part, "value") and isinstance(part.value, str)}
        if texts & set(ENDINGS):
            return last.span.start
    return None


def _with_ending(module: Module, expression: Expression, raw: str, suffix: str) -> str:
    """A template of the expression and the suffix, an ending that the value has put behind both."""
    always = module.resolve(expression, any_input=True).strings() or ()
    now = module.resolve(expression).strings() or ()
    for ending in ENDINGS:
        if always and all(string.endswith(ending) for string in always):
            return f'"${{trimsuffix({raw}, "{ending}")}}{suffix}{ending}"'
        if any(string.endswith(ending) for string in now):
            return f'replace({raw}, "/([.]{ending[1:]})?$/", "{suffix}$1")'
    return f'"${{{raw}}}{suffix}"'


def _format_edits(document: Document, call: FunctionCall, suffix: str) -> list[Edit]:
    """``format("%s-x", a)`` becomes ``format("%s-x%s", a, suffix)``; none where the verbs are not literal."""
    text = call.arguments[0]
    plain = plain_text(text)
    if not isinstance(text, Template) or text.heredoc or plain is None or call.expand_final or "%[" in plain:
        return []
    ending = next((ending for ending in ENDINGS if plain.endswith(ending)), "")
    end = text.content.end - len(ending)
    argument = as_expression(suffix)
    last = call.arguments[-1].span.end
    return [Edit(document.path, Span(end, end), "%s"), Edit(document.path, Span(last, last), f", {argument}")]


def as_expression(suffix: str) -> str:
    """The raw text of a template as an expression: the inside of a lone ``${...}``, else a quoted string."""
    inner = suffix.removeprefix("${").removesuffix("}")
    return inner if suffix == f"${{{inner}}}" and "${" not in inner else f'"{suffix}"'
