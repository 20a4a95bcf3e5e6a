"""Every regular expression of hclfix takes time that grows like the text, whatever the text is.

Python's own matcher tells no steps, so each pattern is matched here by one that backtracks the same way and counts.
The texts are the pattern's own characters, over and over: what makes a pattern slow is a text that nearly matches.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from hclfix.transform import PACKAGE, import_folder, transforms_directory

op: Any = importlib.import_module("re._constants")
parser: Any = importlib.import_module("re._parser")

ROOT = Path(__file__).resolve().parent.parent
SMALL, LARGE = 20, 40
MOST_STEPS = 20_000
BY_TEXT = re.compile(r"\bre\.(\w+)\(\s*(_?[A-Z]\w*)")
"""A pattern that is compiled when it is first used: the function, and the name of the text."""


@pytest.fixture(autouse=True)
def _deep() -> Iterator[None]:
    """The matcher here calls itself for every piece."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(50_000)
    yield
    sys.setrecursionlimit(before)


def patterns() -> dict[str, re.Pattern[Any]]:
    """The patterns that modules of hclfix and its transforms hold, by module and name."""
    import hclfix

    import_folder(transforms_directory(), PACKAGE)
    found: dict[str, re.Pattern[Any]] = {}
    for package in (hclfix, sys.modules[PACKAGE]):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if info.name.endswith("__main__"):
                continue
            module = importlib.import_module(info.name)
            by_text = {name for _, name in BY_TEXT.findall(Path(str(module.__file__)).read_text())}
            for name, value in vars(module).items():
                values = value if isinstance(value, dict) else {name: value}
                for key, each in values.items():
                    each = getattr(each, "__self__", each)  # pattern.match
                    if isinstance(each, str) and name in by_text:
                        each = re.compile(each)
                    if isinstance(each, re.Pattern):
                        found[f"{info.name}.{name}" + (f"[{key}]" if values is value else "")] = each
    return found


class Counter:
    """Matches like Python does, and counts."""

    def __init__(self, pattern: re.Pattern[Any], text: str, limit: int) -> None:
        self.flags, self.text, self.steps, self.limit = pattern.flags, text, 0, limit

    def match(self, items: Any, at: int, position: int, rest: Callable[[int], int | None]) -> int | None:
        self.steps += 1
        if self.steps > self.limit or at == len(items):
            return None if self.steps > self.limit else rest(position)
        code, value = items[at]

        def go(end: int) -> int | None:
            return self.match(items, at + 1, end, rest)

        if code in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            return (
                go(position + 1)
                if position < len(self.text) and accepts(code, value, self.text[position], self.flags)
                else None
            )
        if code is op.SUBPATTERN:
            return self.match(value[3], 0, position, go)
        if code is op.BRANCH:
            return next((end for branch in value[1] if (end := self.match(branch, 0, position, go)) is not None), None)
        if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = value
            if code is op.POSSESSIVE_REPEAT:
                end = self.repeat(body, least, most, position, 0, True, lambda end: end)
                return None if end is None else go(end)
            return self.repeat(body, least, most, position, 0, code is op.MAX_REPEAT, go)
        if code is op.ATOMIC_GROUP:
            end = self.match(value, 0, position, lambda end: end)
            return None if end is None else go(end)
        if code in (op.ASSERT, op.ASSERT_NOT):
            direction, body = value
            start = position if direction > 0 else position - parser.SubPattern.getwidth(body)[0]
            holds = start >= 0 and self.match(body, 0, start, lambda end: end) is not None
            return go(position) if holds == (code is op.ASSERT) else None
        return go(position) if code is not op.AT or self.holds(value, position) else None

    def holds(self, edge: Any, position: int) -> bool:
        several = bool(self.flags & re.MULTILINE)
        if edge in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            return position == 0 or (several and edge is op.AT_BEGINNING and self.text[position - 1] == "\n")
        if edge in (op.AT_END, op.AT_END_STRING):
            return position == len(self.text) or (several and edge is op.AT_END and self.text[position] == "\n")
        return True

    def repeat(
        self,
        body: Any,
        least: int,
        most: int,
        position: int,
        done: int,
        greedy: bool,
        rest: Callable[[int], int | None],
    ) -> int | None:
        def once_more() -> int | None:
            if done >= most:
                return None
            return self.match(
                body,
                0,
                position,
                lambda end: (
                    self.repeat(body, least, most, end, done + 1, greedy, rest)
                    if end > position or done < least
                    else None
                ),
            )

        def otherwise() -> int | None:
            return rest(position)

        if done < least:
            return once_more()
        first, second = (once_more, otherwise) if greedy else (otherwise, once_more)
        end = first()
        return second() if end is None else end


CATEGORIES = {
    op.CATEGORY_DIGIT: r"\d",
    op.CATEGORY_NOT_DIGIT: r"\D",
    op.CATEGORY_SPACE: r"\s",
    op.CATEGORY_NOT_SPACE: r"\S",
    op.CATEGORY_WORD: r"\w",
    op.CATEGORY_NOT_WORD: r"\W",
}


def accepts(code: Any, value: Any, character: str, flags: int) -> bool:
    """Whether a piece that stands for one character stands for this one."""
    number = ord(character)
    if code is op.LITERAL:
        return bool(number == value)
    if code is op.NOT_LITERAL:
        return bool(number != value)
    if code is op.ANY:
        return character != "\n" or bool(flags & re.DOTALL)
    if code is op.RANGE:
        return bool(value[0] <= number <= value[1])
    if code is op.CATEGORY:
        return bool(re.match(CATEGORIES[value], character))
    negated = value[0][0] is op.NEGATE
    return any(accepts(kind, inner, character, flags) for kind, inner in value[negated:]) != negated


def characters(parsed: Any) -> str:
    """Some of the characters that a pattern speaks of."""
    numbers = [int(number) for number in re.findall(r"(?:LITERAL, |RANGE, \()(\d+)", repr(parsed))]
    return "".join(dict.fromkeys([*map(chr, numbers[:7]), "a", " "]))


def steps(pattern: re.Pattern[Any], text: str, uses: set[str]) -> int:
    """How many steps it takes to look for the pattern in a text, as the code does."""
    parsed = parser.parse(
        pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode(), pattern.flags
    )
    counter = Counter(pattern, text, MOST_STEPS)
    whole = "fullmatch" in uses
    anywhere = uses & {"search", "finditer", "findall", "sub", "split"}
    position = 0
    while position <= len(text):
        end = counter.match(parsed, 0, position, lambda end: end if not whole or end == len(text) else None)
        if not anywhere:
            break
        position = end if end is not None and end > position else position + 1
    return counter.steps


def uses_of(place: str) -> set[str]:
    """The methods by which the code matches with the pattern that a module holds."""
    module, _, name = place.partition("[")[0].rpartition(".")
    value = vars(sys.modules[module])[name]
    if callable(value):
        return {value.__name__}
    files = [path for folder in ("hclfix", "transforms") for path in (ROOT / folder).rglob("*.py")]
    texts = [path.read_text() for path in files if name[0] != "_" or str(path) == sys.modules[module].__file__]
    return {method for text in texts for method in re.findall(rf"\b{name}(?:\[[^]]*\])?\.(\w+)\b", text)} | {
        method for text in texts for method, used in BY_TEXT.findall(text) if used == name
    }


PATTERNS = patterns()
def test_there_are_patterns() -> None:
    assert len(PATTERNS) > 60


@pytest.mark.parametrize("name", PATTERNS)
def test_steps_grow_like_the_text(name: str) -> None:
    pattern = PATTERNS[name]
    assert superlinear(pattern, uses_of(name)) == []


@pytest.mark.parametrize("pattern", ["(a+)+b", "a*a*b", "(a|a)*b", r"\s+$", ".*-.*x"])
def test_those_that_are_not_linear_are_seen(pattern: str) -> None:
    assert superlinear(re.compile(pattern), {"search"})


@pytest.mark.parametrize("name", PATTERNS)
def test_what_is_repeated_possessively_is_atomic(name: str) -> None:
    """Python 3.11.0 to 3.11.4 go wrong where such a group is matched by going back (CPython's gh-106052)."""
    pattern = PATTERNS[name].pattern
    assert torn(parser.parse(pattern if isinstance(pattern, str) else pattern.decode(), PATTERNS[name].flags)) == []


@pytest.mark.parametrize("pattern", ["(?:ab?c)*+", "x(?:(?:a|bc)++d)?", "(?:ab){2}+", "(?=(?:a*b)*+)"])
def test_those_that_are_not_atomic_are_seen(pattern: str) -> None:
    assert torn(parser.parse(pattern))


@pytest.mark.parametrize("pattern", ["(?>ab?c)*+", "[ab]*+", r"(?:\d++)?", "a++(?>b|cd)?+"])
def test_those_that_are_atomic_are_not(pattern: str) -> None:
    assert not torn(parser.parse(pattern))


def torn(parsed: Any) -> list[Any]:
    """The bodies of possessive repeats that are neither one character nor an atomic group."""
    found = []
    for code, value in parsed:
        if code is op.POSSESSIVE_REPEAT:
            (kind, _), *more = value[2]
            if more or kind not in (op.ATOMIC_GROUP, op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
                found.append(value[2])
        for inner in inside(code, value):
            found.extend(torn(inner))
    return found


def inside(code: Any, value: Any) -> list[Any]:
    """The patterns that a piece of a pattern holds."""
    if code is op.BRANCH:
        return list(value[1])
    if code is op.GROUPREF_EXISTS:
        return [each for each in value[1:] if each is not None]
    if code is op.ATOMIC_GROUP:
        return [value]
    return [value[-1]] if isinstance(value, tuple) and isinstance(value[-1], parser.SubPattern) else []


def superlinear(pattern: re.Pattern[Any], uses: set[str]) -> list[str]:
    """What the texts that take more than their share are made of."""
    alphabet = characters(
        parser.parse(pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode())
    )
    found = []
    for unit in dict.fromkeys([*alphabet, *map("".join, product(alphabet, repeat=2))]):
        small, large = (steps(pattern, unit * size + "\0", uses) for size in (SMALL, LARGE))
        if large > min(3 * small, MOST_STEPS):
            found.append(unit)
    return found
