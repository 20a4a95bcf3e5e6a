"""Whether a string that reads like a name is that name, another one, or something else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from hclfix import Template, plain_text

from .._names.named import Name
from .._names.pieces import Piece
from .._names.strings import Match
from .._names.table import arn_service
from .._names.texts import is_plain_word
from .namelike import is_namelike
from .renamed import Renamed

_ARN = re.compile(r"arn:[^:\s\"]*:([a-z0-9-]+):[^\s\"]*\Z")
_LOG_GROUP = re.compile(r"/aws/([a-z0-9-]+)/\Z")
_HOST = re.compile(r"\.([a-z0-9-]+)\b")
_VAGUE = frozenset(("group", "policy", "instance", "profile", "set", "pool", "rule", "configuration", "database"))
"""Nouns that many kinds of resources have in common: the word before them in the type has to be there too."""

_KINDS = ("sfn", "statemachine", "lambda", "function", "queue", "topic", "table", "bucket", "role", "stream", "repo")
_FOR_PEOPLE = frozenset(("description", "comment", "alarm_description", "tags", "title", "label"))


def noun_of(name: Name) -> str:
    """What a resource is called in short: ``queue``, ``function``."""
    return name.fact.type.rpartition("_")[2]


def is_spoken_of(name: Name, match: Match) -> bool:
    """Whether what stands around a match says that it is the name of this very resource: an ARN, a log group or a host
    of its service, or its noun as an argument, an output, a key or a segment of a path (``queue_name``, ``cluster/``).

    Only then may a reference take its place. An equal string elsewhere, such as a tag ``Name`` of a network that is
    called like a cluster, has nothing to do with the resource but its text.
    """
    before, after = match.text[: match.start], match.text[match.end :]
    service = arn_service(name.fact.type)
    for pattern, text in ((_ARN, before), (_LOG_GROUP, before)):
        found = pattern.search(text)
        if found and service:
            return found[1] == service
    host = _HOST.match(after)
    if host and service and host[1] == service:
        return True
    piece = match.piece
    path = match.text[: match.end].split()[-1].split("/")[:-1]
    outputs = piece.top.labels if piece.top and piece.top.type == "output" else ()
    beside = piece.attribute.body.attribute("name") if piece.attribute.name == "value" else None
    named = (plain_text(beside.expression) or "",) if beside else ()
    reference = () if isinstance(piece.expression, Template) else (piece.expression.span.of(piece.document.text),)
    around = (piece.attribute.name, *named, *piece.keys, *path, *(label.value for label in outputs), *reference)
    words = name.fact.type.split("_")[1:]
    noun = words[-1] if words[-1] not in _VAGUE or len(words) < 2 else "".join(words[-2:])
    return any(noun in _plain(text) for text in around)


def belongs_to_other(renamed: Renamed, match: Match, owners: Mapping[str, Set[str]]) -> bool:
    """Whether another resource has the same name, and the argument is called after that one."""
    argument = _argument(match.piece)
    nouns = owners[renamed.old]
    return noun_of(renamed.name) not in argument and any(noun in argument for noun in nouns)


def is_the_name(renamed: Renamed, match: Match) -> bool | None:
    """Whether a match is the name (True), something else (None), or may be either (False)."""
    before = match.text[: match.start]
    arn = _ARN.search(before)
    service = arn_service(renamed.name.fact.type)
    log_group = _LOG_GROUP.search(before)
    if log_group and log_group[1] == service:
        return True
    if arn:
        return None if service and arn[1] != service else True
    if _is_looked_up(match.piece) and not is_spoken_of(renamed.name, match):
        return False
    if not is_plain_word(renamed.old):
        whole = match.end - match.start == len(match.text)
        return not (whole and _is_called_after_another_kind(renamed.name, _argument(match.piece)))
    piece = match.piece
    argument = _argument(piece)
    if noun_of(renamed.name) in argument:
        return True
    around = {piece.attribute.name, *piece.keys}
    if around & _FOR_PEOPLE or argument == "name" or is_namelike(piece.attribute.name):
        return None
    return None if match.end - match.start < len(match.text) else False


def _is_looked_up(piece: Piece) -> bool:
    """Whether a data source finds something by a string, in which an equal text may mean what is not made here."""
    top = piece.top
    return top is not None and top.type == "data" and top.labels[0].value != "aws_iam_policy_document"


def _is_called_after_another_kind(name: Name, argument: str) -> bool:
    """Whether an argument speaks of a kind of resource, and not of the one that bears the name: ``queue_name``."""
    own = name.fact.type.split("_")[1:]
    return any(kind in argument for kind in _KINDS) and not any(word in argument or argument in word for word in own)


def _argument(piece: Piece) -> str:
    """The key or argument that a string stands for, as one lower-case word."""
    return _plain(piece.keys[-1] if piece.keys else piece.attribute.name)


def _plain(text: str) -> str:
    return re.sub("[_-]", "", text).lower()
