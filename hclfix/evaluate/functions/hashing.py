"""Hashes, and identifiers made from them."""

from __future__ import annotations

from hclfix.evaluate.convert import text_content
from hclfix.evaluate.functions.registry import function
from hclfix.evaluate.making import string
from hclfix.evaluate.types import STRING
from hclfix.evaluate.values import EvaluationError, Value

# hashlib and uuid take time to import, and hardly any module hashes.


def _register(algorithm: str, size: int) -> None:
    """``md5(string)`` and its like; ``size`` is the digest's size in bytes."""

    @function(algorithm, STRING, result=STRING, length=(2 * size, 2 * size))
    def hexadecimal(value: Value) -> Value:
        import hashlib

        return string(hashlib.new(algorithm, text_content(value).encode(), usedforsecurity=False).hexdigest())


def _register_base64(algorithm: str, size: int) -> None:
    """``base64sha256(string)`` and its like."""
    length = 4 * ((size + 2) // 3)

    @function(f"base64{algorithm}", STRING, result=STRING, length=(length, length))
    def base_64(value: Value) -> Value:
        import base64
        import hashlib

        return string(base64.b64encode(hashlib.new(algorithm, text_content(value).encode()).digest()).decode())


for _algorithm, _size in {"md5": 16, "sha1": 20, "sha256": 32, "sha512": 64}.items():
    _register(_algorithm, _size)
for _algorithm, _size in {"sha256": 32, "sha512": 64}.items():
    _register_base64(_algorithm, _size)


@function("uuidv5", STRING, STRING, result=STRING, length=(36, 36))
def uuidv5(namespace: Value, name: Value) -> Value:
    import uuid

    given = text_content(namespace)
    try:
        if given in ("dns", "url", "oid", "x500"):
            space = getattr(uuid, f"NAMESPACE_{given.upper()}")
        else:
            space = uuid.UUID(given)
    except ValueError as error:
        raise EvaluationError(f'"{given}" is no namespace of uuidv5()') from error
    return string(str(uuid.uuid5(space, text_content(name))))
