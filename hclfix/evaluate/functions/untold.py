"""Functions whose value only Terraform can tell: of files, the clock and chance, and some that are not worked out."""

from __future__ import annotations

from functools import partial

from hclfix.evaluate.functions.registry import Length, Needs, function
from hclfix.evaluate.types import BOOL, DYNAMIC, NUMBER, STRING, Type, set_of
from hclfix.evaluate.values import Unknown, Value

_ANY: Length = (None, None)
_RESULTS: dict[str, tuple[Type, Length]] = {
    "bcrypt": (STRING, (60, 60)),
    "ephemeralasnull": (DYNAMIC, _ANY),
    "filebase64sha256": (STRING, (44, 44)),
    "filebase64sha512": (STRING, (88, 88)),
    "fileexists": (BOOL, _ANY),
    "filemd5": (STRING, (32, 32)),
    "fileset": (set_of(STRING), _ANY),
    "filesha1": (STRING, (40, 40)),
    "filesha256": (STRING, (64, 64)),
    "filesha512": (STRING, (128, 128)),
    "issensitive": (BOOL, _ANY),
    "plantimestamp": (STRING, (20, 20)),
    "timecmp": (NUMBER, _ANY),
    "timestamp": (STRING, (20, 20)),
    "uuid": (STRING, (36, 36)),
    "yamldecode": (DYNAMIC, _ANY),
}
_STRINGS = """
    abspath base64gzip file filebase64 formatdate pathexpand rsadecrypt templatefile templatestring textdecodebase64
    textencodebase64 timeadd yamlencode
"""


def _unknown(name: str, result: Type, length: Length, *arguments: Value) -> Value:
    return Unknown(result, f"only Terraform can tell what {name}() gives", None, *length, nullable=result == DYNAMIC)


for _name, (_result, _length) in {**_RESULTS, **dict.fromkeys(_STRINGS.split(), (STRING, _ANY))}.items():
    function(_name, rest=DYNAMIC, needs=Needs.NOTHING, nulls=0)(partial(_unknown, _name, _result, _length))
