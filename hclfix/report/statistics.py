"""How many findings there are of each transform, most first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hclfix.finding import Safety
from hclfix.report.item import Report
from hclfix.report.printable import printable


def render(report: Report) -> Iterator[str]:
    """A line for each transform: the number of findings, the name, and how many are safe, unsafe and display."""
    counts: Counter[str] = Counter()
    by_safety: Counter[tuple[str, Safety]] = Counter()
    for item in report.items:
        counts[item.finding.transform] += 1
        by_safety[item.finding.transform, item.finding.safety] += 1
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    number_width = len(str(max(counts.values(), default=0)))
    name_width = max(map(len, counts), default=0)
    for name, count in ordered:
        parts = (f"{by_safety[name, safety]} {safety.value}" for safety in Safety if by_safety[name, safety])
        yield f"{count:{number_width}}  {printable(name):{name_width}}  {', '.join(parts)}\n"
