"""Terraform's functions, by group. A group is loaded when one of its functions is first called."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from hclfix.evaluate.functions import registry
from hclfix.evaluate.types import DYNAMIC
from hclfix.evaluate.values import NOTHING, Unknown, Value

GROUPS = {
    "collections": "alltrue anytrue coalesce coalescelist contains element index length lookup matchkeys one slice",
    "conversion": "nonsensitive sensitive tobool tolist tomap tonumber toset tostring",
    "encoding": "base64decode base64encode csvdecode jsondecode jsonencode urlencode",
    "ends": "chomp endswith startswith trim trimprefix trimspace trimsuffix",
    "formatting": "format formatlist",
    "hashing": "base64sha256 base64sha512 md5 sha1 sha256 sha512 uuidv5",
    "lists": "chunklist compact concat distinct flatten range reverse sort",
    "mappings": "keys merge transpose values zipmap",
    "network": "cidrhost cidrnetmask cidrsubnet cidrsubnets",
    "numeric": "abs ceil floor log max min parseint pow signum sum",
    "regular": "regex regexall",
    "sets": "setintersection setproduct setsubtract setunion",
    "strings": "indent join lower replace split strcontains strrev substr title upper",
    "untold": "abspath base64gzip bcrypt ephemeralasnull file filebase64 filebase64sha256 filebase64sha512 fileexists"
    " filemd5 fileset filesha1 filesha256 filesha512 formatdate issensitive pathexpand plantimestamp rsadecrypt"
    " templatefile templatestring textdecodebase64 textencodebase64 timeadd timecmp timestamp uuid yamldecode"
    " yamlencode",
}
"""The modules of this package that hold functions, and the names of those functions."""

_GROUP_OF = {name: group for group, names in GROUPS.items() for name in names.split()}


def call(name: str, arguments: Sequence[Value]) -> Value:
    """The value of ``name(arguments)``."""
    plain = name.removeprefix("core::")
    if plain not in _GROUP_OF:
        sources = NOTHING.union(*(argument.all_sources for argument in arguments))
        return Unknown(DYNAMIC, f"{name}() is not covered", sources=sources)
    import_module(f"{__name__}.{_GROUP_OF[plain]}")
    return registry.call(plain, arguments)
