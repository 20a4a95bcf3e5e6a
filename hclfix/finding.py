"""What a transform says: a finding, the fix that goes with it, and how safe that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from hclfix.text import Edit, Span, sorted_edits


class Safety(Enum):
    """What applying a fix can do to infrastructure that exists.

    SAFE: on any state that the files could have produced, ``terraform plan`` shows the same after as before.
    UNSAFE: may rename, replace or import something real, or chooses between two meanings; asked for, never assumed.
    DISPLAY: there is nothing to apply; it takes knowledge that the files do not hold.
    """

    SAFE = "safe"
    UNSAFE = "unsafe"
    DISPLAY = "display"


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that are made together or not at all, over any number of files.

    ``removed`` names files that go altogether. A fix is SAFE or UNSAFE; a finding without a fix is DISPLAY.

    Raises:
        OverlapError: two of the edits touch each other.
    """

    edits: tuple[Edit, ...]
    safety: Safety = Safety.SAFE
    removed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        by_path: dict[str, list[Edit]] = {}
        for edit in self.edits:
            by_path.setdefault(edit.path, []).append(edit)
        for edits in by_path.values():
            sorted_edits(edits)


class Finding(NamedTuple):
    """One thing that is wrong at ``span`` of ``path``.

    ``message`` is one sentence without a full stop; it names the address, what is wrong and, where there is no fix,
    why not. ``transform`` is the name of the transform that said it; the engine fills it in.
    """

    path: str
    span: Span
    message: str
    fix: Fix | None = None
    transform: str = ""

    @property
    def safety(self) -> Safety:
        """The safety of the fix, DISPLAY where there is none."""
        return self.fix.safety if self.fix else Safety.DISPLAY
