"""Reads Terraform's JSON syntax (``.tf.json``) as a document of the same meaning, so that transforms see what it
declares.

Source: Terraform's "JSON Configuration Syntax". The document is for reading: its text is not that of the file.
"""

from __future__ import annotations

import json
from typing import Any

from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError

# How many labels the blocks at the top of a module have. What is nested in them stays an attribute: reading needs no
# more.
_LABELS = {
    "resource": 2,
    "data": 2,
    "ephemeral": 2,
    "variable": 1,
    "output": 1,
    "module": 1,
    "provider": 1,
    "check": 1,
    "locals": 0,
    "terraform": 0,
    "moved": 0,
    "import": 0,
    "removed": 0,
}
_NESTED_BLOCKS = {"required_providers": 0, "backend": 1, "cloud": 0, "lifecycle": 0}
_REFERENCES = frozenset(("depends_on", "provider", "ignore_changes", "replace_triggered_by", "from", "to"))


def parse_json(path: str, text: str) -> Document:
    """The document of a ``.tf.json`` file.

    Raises:
        HclSyntaxError: the text is not JSON, or not an object of Terraform's blocks.
    """
    try:
        data = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise HclSyntaxError(f"this is not JSON: {error.msg[0].lower()}{error.msg[1:]}", error.pos) from None
    except RecursionError:
        raise HclSyntaxError("this JSON is nested too deeply", 0) from None
    if not isinstance(data, dict):
        raise HclSyntaxError("a Terraform file in JSON is an object", 0)
    lines: list[str] = []
    for type_name, value in data.items():
        if type_name in _LABELS:
            _blocks(type_name, _LABELS[type_name], value, lines)
    return Document(path, "".join(line + "\n" for line in lines))


def _blocks(type_name: str, labels: int, value: Any, lines: list[str]) -> None:
    header = [type_name]
    pending: list[tuple[list[str], int, Any]] = [(header, labels, value)]
    while pending:
        head, missing, inside = pending.pop()
        if isinstance(inside, list):
            pending.extend((head, missing, item) for item in reversed(inside))
        elif missing and isinstance(inside, dict):
            pending.extend(([*head, json.dumps(key)], missing - 1, item) for key, item in reversed(inside.items()))
        elif isinstance(inside, dict):
            lines.append(" ".join(head) + " {")
            for key, item in inside.items():
                if key in _NESTED_BLOCKS and type_name in ("terraform", "resource", "data"):
                    _blocks(key, _NESTED_BLOCKS[key], item, lines)
                elif key.replace("-", "_").isidentifier():
                    lines.append(f"{key} = {_value(item, key in _REFERENCES)}")
            lines.append("}")


def _value(value: Any, reference: bool = False) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_string(key)} = {_value(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(item, reference) for item in value) + "]"
    if isinstance(value, str):
        return value if reference and "${" not in value else _string(value)
    return json.dumps(value)


def _string(value: str) -> str:
    """A quoted template: JSON strings are templates in Terraform, so their sequences stay; their quotes stand inside
    none.
    """
    if value.startswith("${") and value.endswith("}") and value.count("${") == 1:
        return f"({value[2:-1]})"
    return json.dumps(value, ensure_ascii=False).replace("\\/", "/").replace("\\b", "").replace("\\f", "")
