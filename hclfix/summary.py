"""The lines that a run ends with, for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclfix.finding import Safety
from hclfix.request import Mode

_DONE: dict[Mode, str] = {"write": "fixed", "add-ignores": "suppressed"}


def summary(mode: Mode, counts: Mapping[str, int], *, failed: bool) -> Iterator[str]:
    """What was found, and a hint at what ``--unsafe`` would do; nothing of a run that found nothing since it failed.

    ``counts`` has the findings ``fixed`` and ``remaining``, the latter also by safety, and the changed ``files``.
    """
    fixed, remaining, unsafe = counts["fixed"], counts["remaining"], counts[Safety.UNSAFE.value]
    if mode == "write-baseline" and not failed:
        yield f"{_count(remaining, 'finding')} in the baseline\n"
        return
    if fixed or remaining:
        done = f"{fixed} {_DONE.get(mode, 'fixable')} in {_count(counts['files'], 'file')}"
        yield f"{_count(fixed + remaining, 'finding')}, {done}\n"
    elif not failed:
        yield "nothing to fix\n"
    if unsafe and mode != "add-ignores":
        them = "it" if unsafe == 1 else "them"
        yield f"{_count(unsafe, 'unsafe fix', 'unsafe fixes')} not made; --unsafe makes {them} too\n"


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
