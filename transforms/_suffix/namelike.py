"""Which arguments hold names, by what they are called themselves.

The patterns are strings, so that each is compiled when the first argument is asked about.
"""

from __future__ import annotations

import re

_NAMELIKE = (
    r"(?:.*_)?(?:name|identifier|alias|title|label|description|comment|sid|statement_id|family|origin_id|name_prefix|"
    r"identifier_prefix|caller_reference|stream_prefix|reference)"
)
_NOT_NAMES = (
    r".*(?:domain|host|image|file|db|database|zone|server|user|certificate|record|attribute|index|column|header)"
    r"_?name|username"
)
_MADE = r"(?:.*_)?(?:name|identifier)|bucket"
_NOT_MADE = r"(?:.*_)?(?:repo|container|branch|stage|namespace)_?name"


def is_namelike(argument: str) -> bool:
    """Whether an argument of that name holds a name or a text for people."""
    return bool(re.fullmatch(_NAMELIKE, argument)) and not re.fullmatch(_NOT_NAMES, argument)


def names_what_is_made(argument: str) -> bool:
    """Whether an argument of that name, of a module that is not read, is likely to name what that module makes."""
    return bool(re.fullmatch(_MADE, argument)) and not (
        re.fullmatch(_NOT_NAMES, argument) or re.fullmatch(_NOT_MADE, argument)
    )
