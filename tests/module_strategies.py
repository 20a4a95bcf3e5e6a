"""Hypothesis strategies for whole modules on which transforms have something to do: their cases, taken apart."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.structure import Attribute, Block
from hclfix.testing import cases, read_files

CASES = sorted(case for folder in (Path(__file__).parent / "transforms").iterdir() for case in cases(folder))

Files = dict[str, str]
"""The texts of a tree by path."""


@st.composite
def modules(draw: st.DrawFn, cases: Sequence[Path] = CASES) -> Files:
    """The files of a case, often with those of a second one beside them, changed in up to four places, and with
    comments named ``kept 0``, ``kept 1`` and so on anywhere in them. Terraform may refuse the module, never a file.
    """
    files = dict(_texts_of(draw(st.sampled_from(cases))))
    if draw(st.booleans()):
        other = _texts_of(draw(st.sampled_from(cases)))
        files |= {f"other_{path}": text for path, text in other.items() if "/" not in path and path.endswith(".tf")}
    paths = sorted(path for path in files if path.endswith((".tf", ".tofu")))
    for _ in range(draw(st.integers(0, 4)) if paths else 0):
        path = draw(st.sampled_from(paths))
        change = draw(st.sampled_from(CHANGES))
        files[path] = _if_readable(draw(change(files[path])), files[path])
    for number in range(draw(st.integers(0, 6)) if paths else 0):
        path = draw(st.sampled_from(paths))
        files[path] = draw(_with_comment(files[path], number))
    if draw(st.integers(0, 4)) == 0:
        files = {path: text.replace("\r\n", "\n").replace("\n", "\r\n") for path, text in files.items()}
    return files


@cache
def _texts_of(folder: Path) -> Files:
    return {path: content.decode() for path, content in read_files(folder / "before").items()}


def _if_readable(text: str, otherwise: str) -> str:
    try:
        Document("main.tf", text)
    except HclSyntaxError:
        return otherwise
    return text


def _items(text: str) -> list[Attribute | Block]:
    return list(Document("main.tf", text).body.walk())


@st.composite
def _without_an_item(draw: st.DrawFn, text: str) -> str:
    items = _items(text)
    if not items:
        return text
    span = draw(st.sampled_from(items)).span
    return text[: span.start] + text[span.end :]


@st.composite
def _with_an_item_twice(draw: st.DrawFn, text: str) -> str:
    blocks = [item for item in _items(text) if isinstance(item, Block)]
    if not blocks:
        return text
    span = draw(st.sampled_from(blocks)).span
    return f"{text[: span.end]}\n\n{span.of(text)}{text[span.end :]}"


@st.composite
def _with_values_exchanged(draw: st.DrawFn, text: str) -> str:
    spans = [item.value_span for item in _items(text) if isinstance(item, Attribute)]
    if len(spans) < 2:
        return text
    first, second = sorted(draw(st.lists(st.sampled_from(spans), min_size=2, max_size=2, unique=True)))
    between = text[first.end : second.start]
    return text[: first.start] + second.of(text) + between + first.of(text) + text[second.end :]


@st.composite
def _with_a_word_for_another(draw: st.DrawFn, text: str) -> str:
    words = sorted({word for word in text.replace('"', " ").replace(".", " ").split() if word.isidentifier()})
    if len(words) < 2:
        return text
    return text.replace(draw(st.sampled_from(words)), draw(st.sampled_from(words)), draw(st.integers(1, 3)))


CHANGES: tuple[Callable[[str], st.SearchStrategy[str]], ...] = (
    _without_an_item,
    _with_an_item_twice,
    _with_values_exchanged,
    _with_a_word_for_another,
)


@st.composite
def _with_comment(draw: st.DrawFn, text: str, number: int) -> str:
    """The text with a comment somewhere, or as it is where the place turns out to be within a string."""
    offset = draw(st.integers(0, len(text)))
    if draw(st.booleans()):
        offset = text.rfind("\n", 0, offset) + 1
    comment = draw(st.sampled_from(("/* kept {} */", "# kept {}\n", "  // kept {}\n"))).format(number)
    changed = text[:offset] + comment + text[offset:]
    if changed.startswith((comment + "\ufeff",)) or _if_readable(changed, "") != changed:
        return text
    comments = [found.text for found in Document("main.tf", changed).comments]
    return changed if comment.strip() in comments else text
