"""What hclfix does not fix stays as it was: bytes, comments and data, whatever the module.

``HYPOTHESIS_PROFILE=long python -m pytest tests/test_lossless.py tests/syntax`` tries 2,000 for each property.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import hcl2
import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from hclfix.discover import group_into_trees, module_directories
from hclfix.engine import run
from hclfix.finding import Safety
from hclfix.read import parse, read_tree
from hclfix.result import Result
from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.structure import Attribute, Block
from hclfix.text import Edit, Span, apply_edits, touches
from hclfix.transform import Transform, load_transforms, transforms_directory
from tests.module_strategies import Files, modules
from tests.modules import write_files
from tests.strategies import mutated

TRANSFORMS = load_transforms(transforms_directory())
KEPT = re.compile(r"kept \d+")


@dataclass(frozen=True)
class Fixed:
    """What a run made of files. Edits are by the path of the file that they turn into its new text."""

    files: Files
    results: list[Result]
    edits: dict[str, list[Edit]]

    @property
    def problems(self) -> list[str]:
        return [str(problem) for result in self.results for problem in result.problems]


def fixed(files: Files, transforms: Sequence[Transform], *, unsafe: bool = False) -> Fixed:
    """The files after a run, which happens in a directory of its own."""
    after = dict(files)
    edits: dict[str, list[Edit]] = {}
    results = []
    with TemporaryDirectory() as directory:
        write_files(Path(directory), files)
        for directories in group_into_trees(module_directories([directory])):
            tree, problems = read_tree(directories)
            assert problems == []
            result = run(tree, transforms, unsafe=unsafe)
            results.append(result)
            for edit in result.edits:
                edits.setdefault(Path(edit.path).relative_to(directory).as_posix(), []).append(edit)
            for change in result.changes:
                path = Path(change.path).relative_to(directory).as_posix()
                after.pop(path, None)
                if change.after is not None:
                    after[path] = change.after
    return Fixed(after, results, edits)


# --- texts ------------------------------------------------------------------------------------------------------


@given(mutated())
def test_without_edits_every_byte_is_as_it_was(text: str) -> None:
    with TemporaryDirectory() as directory:
        file = Path(directory, "main.tf")
        file.write_bytes(text.encode())
        tree, problems = read_tree([directory])
        if not problems:
            (document,) = tree.modules[0].documents
            assert document.text.encode() == text.encode()
            assert apply_edits(document.text, ()).encode() == text.encode()
            result = run(tree, TRANSFORMS, unsafe=True)
            assert (result.changes, result.problems) == ((), ())
        assert file.read_bytes() == text.encode()


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text and edits of it in any order that do not touch each other."""
    text = draw(mutated())
    bounds = sorted(draw(st.lists(st.integers(0, len(text)), max_size=12)))
    spans = {Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False)}
    new = st.text(st.sampled_from('ab \t\n\r"é𐐀\ufeff#{}'), max_size=6)
    return text, draw(st.permutations([Edit("main.tf", span, draw(new)) for span in sorted(spans)]))


@given(edited())
@example(("ab", [Edit("main.tf", Span(1, 1), "x"), Edit("main.tf", Span(1, 2), "y")]))
@example(("é\r\n", [Edit("main.tf", Span(3, 3), "\n"), Edit("main.tf", Span(0, 0), "\ufeff")]))
def test_edits_change_exactly_the_bytes_that_they_name(made: tuple[str, list[Edit]]) -> None:
    text, edits = made
    content = text.encode()
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        start, end = (len(text[:offset].encode()) for offset in edit.span)
        content = content[:start] + edit.text.encode() + content[end:]
    assert apply_edits(text, edits).encode() == content


LONG = "[\n" + '  { a = ["x", y.z] },\n' * 20 + "]"
"""A value of which a document remembers where it ends."""

BLOCKS = (
    f"b {{\n  n = {LONG}\n}}\n",
    f"b {{\n  n = {LONG} /*\n*/\n}}\n",
    f'b "l" {{\n  n = f({LONG}...)\r\n}}\r\n',
    'b "l" "m" {\n  n = 1\n  c {\n    d "l" {}\n  }\n}\n',
    "b l {\r\n  n = 1\r\n} # c\r\n",
    "b { n = 1 } /*\n*/\n",
    "b {\n  n = <<-E\n" + "  text ${a.b}\n" * 30 + "  E\n}\n",
    "# c\n\n",
)
ATTRIBUTES = ("n = 1\n", f"n = {LONG}\n", f"m = {LONG} # c\n", f"m = {LONG} /*\n*/\n")
INSERTED = ("", "\n", " ", "+ 1", "m = 2\n", "m = ", "/*", "*/", '"', "]", "# c", "E\n", "\r", "{\n", "}\n", "b {\n}\n")


@st.composite
def edited_beside_others(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    """A text, mostly of blocks, and one edit or two at the borders of what it holds and elsewhere."""
    pieces = draw(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=5))
    for attribute in draw(st.sampled_from([(), (), (), *((each,) for each in ATTRIBUTES), ATTRIBUTES[1:3]])):
        pieces.insert(draw(st.integers(0, len(pieces))), attribute)
    text = "".join(pieces).rstrip(draw(st.sampled_from([" ", "\r\n"])))
    borders = [match.start() for match in re.finditer(r"(?<=[\]E}/]) ?\r?\n|(?<=[}/*]\n)|(?<=[=*]) ?|\Z", text)]
    place = st.one_of(st.sampled_from(borders), st.integers(0, len(text)), st.just(len(text)))
    starts = sorted(draw(st.sets(place, min_size=1, max_size=2)))
    spans = {Span(start, min(start + draw(st.sampled_from([0, 0, 1, 2])), len(text))) for start in starts}
    edits = [Edit("main.tf", span, draw(st.sampled_from(INSERTED))) for span in sorted(spans)]
    together = any(touches(edit.span, after.span) for edit, after in pairwise(edits))
    return text, edits[:1] if together else edits


@given(edited_beside_others())
@example((f"n = {LONG}\n", [Edit("main.tf", Span(4 + len(LONG), 4 + len(LONG)), "+ 1")]))
@example((f"n = {LONG}\r\n", [Edit("main.tf", Span(5 + len(LONG), 5 + len(LONG)), "m = 2\n")]))
@example(("b {\n}", [Edit("main.tf", Span(5, 5), "m = 2\n")]))
@example(("b {\n}\nb {\n}\n", [Edit("main.tf", Span(1, 2), "\t"), Edit("main.tf", Span(6, 7), "c")]))
@example(("b {\n}\nb {\n}\nm = 1\n", [Edit("main.tf", Span(0, 0), "m = 2\n")]))
@example((f"n = {LONG} /*\n*/\n", [Edit("main.tf", Span(8 + len(LONG), 10 + len(LONG)), "*/ + 1")]))
def test_an_edited_document_is_that_of_the_edited_text(made: tuple[str, list[Edit]]) -> None:
    text, edits = made
    document = Document("main.tf", text)
    found = structure(lambda: document.edited(edits))
    assert found == structure(lambda: Document("main.tf", apply_edits(text, edits)))
    event("is read" if len(found) > 1 else "is refused")


def structure(read: Callable[[], Document]) -> list[object]:
    """All that reading finds, or the error alone."""
    try:
        document = read()
    except HclSyntaxError as error:
        return [(error.message, error.offset)]
    found: list[object] = [document.text, document.body.span, document.long_values, document.boundaries]
    for item in document.body.walk():
        found.append(item.span)
        assert (item.body if isinstance(item, Attribute) else item.parent).document is document
        if isinstance(item, Attribute):
            assert item.body.attribute(item.name) is item
            found.append((item.name, item.value_span))
        else:
            assert item in item.parent.blocks(item.type)
            found.append((item.type, item.header_span, item.body.span))
            found += ((label.value, label.quoted, label.span) for label in item.labels)
    return found


# --- transforms -------------------------------------------------------------------------------------------------


NO_NAME = 'resource "aws_iam_role" "nodes" {\n  name = split(":", aws_eks_cluster.main.arn)[3]\n}\n'


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@given(files=modules())
@example(files={"main.tf": NO_NAME})
def test_a_second_run_changes_nothing_and_every_file_can_be_read(files: Files, unsafe: bool) -> None:
    once = fixed(files, TRANSFORMS, unsafe=unsafe)
    event("changes something" if once.edits else "changes nothing")
    assert once.problems == []
    for path, text in once.files.items():
        if path.endswith((".tf", ".tofu")):
            parse(path, text)
    twice = fixed(once.files, TRANSFORMS, unsafe=unsafe)
    assert twice.files == once.files
    assert twice.problems == []


@pytest.mark.parametrize("transform", TRANSFORMS, ids=lambda transform: str(transform.name))
@given(files=modules())
def test_a_second_run_of_one_transform_changes_nothing(transform: Transform, files: Files) -> None:
    once = fixed(files, [transform], unsafe=True)
    assert once.problems == []
    assert fixed(once.files, [transform], unsafe=True).files == once.files


@pytest.mark.parametrize("unsafe", [False, True], ids=["safe", "unsafe"])
@given(files=modules())
def test_a_comment_goes_only_with_what_it_belongs_to(files: Files, unsafe: bool) -> None:
    once = fixed(files, TRANSFORMS, unsafe=unsafe)
    lost = comments(files) - comments(once.files)
    for path, edits in once.edits.items():
        text = files.get(path, "")
        items = [item.span for item in Document(path, text).body.walk()]
        for edit in edits:
            if lost.keys() & set(KEPT.findall(edit.span.of(text))):
                assert any(edit.span.start <= item.start and item.end <= edit.span.end for item in items)
                lost -= Counter(KEPT.findall(edit.span.of(text)))
    assert not lost


def comments(files: Files) -> Counter[str]:
    """The comments that :func:`modules` put in."""
    return Counter(found for text in files.values() for found in KEPT.findall(text))


@given(files=modules())
def test_safe_fixes_keep_the_data_of_whatever_they_do_not_edit(files: Files) -> None:
    once = fixed(files, TRANSFORMS)
    assert all(finding.safety is Safety.SAFE for result in once.results for finding in result.fixed)
    for path, edits in once.edits.items():
        before, after = files.get(path, ""), once.files.get(path, "")
        old, new = data(before), data(after)
        if old is None:
            continue
        if new is None:
            assert has_commented_header(after), after  # which came with its block from another file
            continue
        kept = Counter(untouched(before, old, [edit.span for edit in edits]))
        assert not kept - Counter(untouched(after, new, []))


def data(text: str) -> dict[str, Any] | None:
    """What python-hcl2 reads; None where it can't, or takes a comment before a brace for a label."""
    try:
        read = dict(hcl2.loads(text))
        return None if re.search(r"'(?:/\*|//|#)[^']*':", repr(read)) else read
    except Exception:  # its own and Lark's, and the recursion limit
        return None


def has_commented_header(text: str) -> bool:
    """Whether a comment stands in front of the brace of a block."""
    blocks = [item for item in Document("x", text).body.walk() if not isinstance(item, Attribute)]
    return any(comment.span.start in block_header(block) for block in blocks for comment in block.document.comments)


def block_header(block: Block) -> range:
    return range(block.start, block.body.span.start)


def untouched(text: str, read: dict[str, Any], spans: Sequence[Span]) -> Iterator[str]:
    """The data of every attribute and block that no edit touches, with the address of all that is around it."""
    pending = [("", Document("x", text).body, read)]
    while pending:
        address, body, values = pending.pop()
        seen: Counter[str] = Counter()
        for item in body.items:
            touched = any(span.start <= item.span.end and item.span.start <= span.end for span in spans)
            if isinstance(item, Attribute):
                if not touched:
                    yield f"{address}{item.name} = {values[item.name]!r}"
                continue
            value = values[item.type][seen[item.type]]
            seen[item.type] += 1
            for label in item.labels:
                value = value[label.span.of(text)] if label.span.of(text) in value else value[label.value]
            inside = f"{address}{item.type} {' '.join(label.value for label in item.labels)}."
            pending.append((inside, item.body, value))
