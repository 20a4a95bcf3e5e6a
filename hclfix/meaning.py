"""Whether two pieces of configuration mean the same, however they are spelled.

Comments, blanks, parentheses, the order of an object's keys, ``"${x}"`` for ``x``, ``x["k"]`` for ``x.k``, a heredoc
for a quoted string and ``5.0`` for ``5`` make no difference. A meaning is a digest: equal meanings are equal bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from hashlib import sha256

from hclfix.syntax.nodes import (
    AttributeStep,
    IndexStep,
    Interpolation,
    LegacyIndexStep,
    Marker,
    Node,
    Number,
    Object,
    ObjectElement,
    Parentheses,
    Template,
    key_name,
    plain_text,
    walk,
)
from hclfix.syntax.structure import Attribute, Block
from hclfix.text import Span

Meanings = Mapping[Node, bytes]


def expression_meaning(node: Node) -> bytes:
    """What an expression means."""
    found: dict[Node, bytes] = {}
    for current in reversed(list(walk(node))):  # what lies inside comes first
        found[current] = _meaning(current, found)
    return found[node]


def block_meaning(block: Block) -> bytes:
    """What a block means: its type and labels, its attributes in any order, its blocks in the order of each type."""
    found: dict[Block, bytes] = {}
    inner = [item for item in block.body.walk() if isinstance(item, Block)]
    for current in [*reversed(inner), block]:
        attributes = sorted(_attribute_meaning(attribute) for attribute in current.body.attributes())
        blocks = sorted(current.blocks(), key=lambda nested: nested.type)  # stable: the order of one type counts
        labels = repr([label.value for label in current.labels])
        found[current] = _digest("block", current.type, labels, *attributes, *(found[nested] for nested in blocks))
    return found[block]


def _attribute_meaning(attribute: Attribute) -> bytes:
    return _digest("attribute", attribute.name, expression_meaning(attribute.expression))


def _meaning(node: Node, inner: Meanings) -> bytes:
    match node:
        case Parentheses():
            return inner[node.inner]
        case Template():
            return _template(node, inner)
        case Number():
            return _number(node.digits)
        case AttributeStep():
            return _digest("step", _string(node.name))
        case LegacyIndexStep():
            return _digest("step", _number(str(node.index)))
        case IndexStep():
            return _digest("step", inner[node.key])
        case ObjectElement():
            return _digest("element", _key(node, inner), inner[node.value])
        case Object():
            return _object(node, inner)
    return _digest(type(node).__name__, *_parts(node, inner))


def _template(node: Template, inner: Meanings) -> bytes:
    if len(node.parts) == 1 and isinstance(node.parts[0], Interpolation):
        return inner[node.parts[0].expression]
    text = plain_text(node)
    return _string(text) if text is not None else _digest("template", *(inner[part] for part in node.parts))


def _string(value: str) -> bytes:
    return _digest("string", value)


def _number(digits: str) -> bytes:
    mantissa, _, power = digits.lower().partition("e")
    whole, _, fraction = mantissa.partition(".")
    figures = (whole + fraction).lstrip("0")
    significant = figures.rstrip("0")
    exponent = int(power or 0) - len(fraction) + len(figures) - len(significant)
    return _digest("number", significant, str(exponent if significant else 0))


def _key(element: ObjectElement, inner: Meanings) -> bytes:
    name = key_name(element)
    return inner[element.key] if name is None else _string(name)


def _object(node: Object, inner: Meanings) -> bytes:
    elements = [inner[element] for element in node.elements]
    keys = {_key(element, inner) for element in node.elements}
    in_any_order = len(keys) == len(elements) and all(key_name(element) is not None for element in node.elements)
    return _digest("object", *(sorted(elements) if in_any_order else elements))


def _parts(node: Node, inner: Meanings) -> Iterable[bytes | str]:
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Span | Marker):
            continue
        if isinstance(value, Node):
            yield inner[value]
        elif isinstance(value, tuple):
            yield _digest("tuple", *(inner[part] for part in value))
        else:
            yield repr(value)


def _digest(*parts: bytes | str) -> bytes:
    digest = sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(content).to_bytes(8, "big"))
        digest.update(content)
    return digest.digest()
