"""What the engine makes of findings: which fixes go together, how often it runs, and what it does when one goes
wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hclfix.engine import run
from hclfix.finding import Finding, Fix, Safety
from hclfix.module import Module
from hclfix.result import Result
from hclfix.text import Edit, Span
from tests.modules import transform, tree_of


def replacing(old: str, new: str, safety: Safety = Safety.SAFE) -> Callable[[Module], Iterator[Finding]]:
    """A check that finds every attribute with the value ``old`` and would write ``new``."""

    def check(module: Module) -> Iterator[Finding]:
        for document in module.documents:
            for attribute in document.attributes:
                if attribute.value_text == old:
                    fix = Fix((Edit(document.path, attribute.value_span, new),), safety)
                    yield Finding(document.path, attribute.value_span, f"{attribute.name} is {old}", fix)

    return check


def after(result: Result, name: str) -> str | None:
    """The new text of a file by its name."""
    (change,) = [change for change in result.changes if change.path.endswith(name)]
    return change.after


def test_runs_until_nothing_changes(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})
    result = run(tree, [transform("two", replacing("1", "2")), transform("three", replacing("2", "3"))])
    assert after(result, "main.tf") == "a = 3\n"
    assert [finding.message for finding in result.fixed] == ["a is 1", "a is 2"]
    assert result.remaining == ()


def test_findings_of_later_rounds_stand_where_they_are_on_disk(tmp_path: Path) -> None:
    text = "first = 1 # and a long comment\nsecond = 2\n"
    tree = tree_of(tmp_path, {"main.tf": text})

    def shorten(module: Module) -> Iterator[Finding]:
        (document,) = module.documents
        for comment in document.comments:
            span = Span(comment.span.start - 1, comment.span.end)
            yield Finding(document.path, span, "a comment", Fix((Edit(document.path, span, ""),)))

    def second(module: Module) -> Iterator[Finding]:
        (document,) = module.documents
        attribute = document.body.attribute("second")
        if attribute and not document.comments:
            yield Finding(document.path, attribute.value_span, "second")

    result = run(tree, [transform("shorten", shorten), transform("second", second)])
    assert [finding.span.of(text) for finding in result.remaining] == ["2"]


def test_places_in_messages_of_later_rounds_are_those_on_disk(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "first = 1\nsecond = 2\nthird = 3\n"})

    def say(module: Module) -> Iterator[Finding]:
        (document,) = module.documents
        first, third = document.body.attribute("first"), document.body.attribute("third")
        if first and third:
            place = document.position(third.start)
            places = f"{document.path}:{place.line}, main.tf:{place.line}:{place.column} and other.tf:9"
            fix = Fix((Edit(document.path, Span(0, 0), "new = 0\n"),)) if not document.body.attribute("new") else None
            yield Finding(document.path, first.value_span, f"like {places}", fix)

    result = run(tree, [transform("say", say)])
    path = str(tmp_path / "main.tf")
    assert [finding.message for finding in result.fixed] == [f"like {path}:3, main.tf:3:1 and other.tf:9"]
    assert [finding.message for finding in result.remaining] == [f"like {path}:3, main.tf:3:1 and other.tf:9"]
    assert [finding.message for finding in result.left] == [f"like {path}:4, main.tf:4:1 and other.tf:9"]


def test_fixes_that_touch_wait_for_the_next_round(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})
    result = run(tree, [transform("first", replacing("1", "[1]")), transform("second", replacing("1", "2"))])
    assert after(result, "main.tf") == "a = [1]\n"
    assert [finding.transform for finding in result.fixed] == ["first"]


def test_equal_edits_of_two_fixes_are_made_once(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})
    result = run(tree, [transform("first", replacing("1", "2")), transform("second", replacing("1", "2"))])
    assert after(result, "main.tf") == "a = 2\n"
    assert [finding.transform for finding in result.fixed] == ["first", "second"]


def test_fixes_of_one_round_are_aligned_together(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 10000 # one\nb = 10000 # two\n"})
    result = run(tree, [transform("shorten", replacing("10000", "1"))])
    assert after(result, "main.tf") == "a = 1 # one\nb = 1 # two\n"


def test_unsafe_fixes_are_made_only_when_asked_for(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})
    unsafe = transform("unsafe", replacing("1", "2", Safety.UNSAFE))
    assert run(tree, [unsafe]).changes == ()
    assert [finding.safety for finding in run(tree, [unsafe]).remaining] == [Safety.UNSAFE]
    assert after(run(tree, [unsafe], unsafe=True), "main.tf") == "a = 2\n"


def test_a_fix_over_two_files_is_made_whole_or_not_at_all(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"a.tf": "a = 1\n", "b.tf": "b = 1\n"})

    def both(module: Module) -> Iterator[Finding]:
        values = [attribute for document in module.documents for attribute in document.attributes]
        if [value.value_text for value in values] == ["1", "1"]:
            edits = tuple(Edit(value.body.document.path, value.value_span, "2") for value in values)
            yield Finding(edits[0].path, edits[0].span, "both", Fix(edits))

    def only_b(module: Module) -> Iterator[Finding]:
        first, second = module.documents
        (value,) = second.attributes
        if value.value_text == "1":
            yield Finding(first.path, Span(0, 0), "b", Fix((Edit(second.path, value.value_span, "3"),)))

    result = run(tree, [transform("both", both), transform("only-b", only_b)])
    # "only-b" stands first, so "both" can't be made, and its half for a.tf is not made either.
    assert [(Path(change.path).name, change.after) for change in result.changes] == [("b.tf", "b = 3\n")]


def test_a_fix_that_breaks_the_file_is_left_out_and_named(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\nb = 2\n"})
    result = run(tree, [transform("breaks", replacing("1", "[")), transform("works", replacing("2", "3"))])
    assert after(result, "main.tf") == "a = 1\nb = 3\n"
    (problem,) = result.problems
    assert "the fix of breaks would leave a file that Terraform can't read" in problem.message
    assert problem.position == (1, 5)


def test_fixes_that_undo_each_other_change_nothing(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})
    result = run(tree, [transform("up", replacing("1", "2")), transform("down", replacing("2", "1"))])
    assert result.changes == ()
    (problem,) = result.problems
    assert "undo each other" in problem.message


def test_a_transform_that_fails_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})

    def fails(module: Module) -> Iterator[Finding]:
        raise RuntimeError("no luck")
        yield

    result = run(tree, [transform("fails", fails), transform("works", replacing("1", "2"))])
    assert after(result, "main.tf") == "a = 2\n"
    (problem,) = result.problems
    assert problem.path == str(tmp_path)
    assert "fails failed here and was left out: RuntimeError: no luck" in problem.message


def test_a_transform_waits_for_those_that_it_names(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})
    seen: list[str] = []

    def watch(module: Module) -> Iterator[Finding]:
        seen.append(module.documents[0].text)
        yield from ()

    run(tree, [transform("watch", watch, after=("change",)), transform("change", replacing("1", "2"))])
    assert seen == ["a = 2\n"]


def test_a_transform_is_not_asked_about_modules_that_lack_what_it_needs(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})
    assert run(tree, [transform("needs", replacing("1", "2"), needs=("aws_",))]).changes == ()


def test_alignment_follows_a_fix(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a   = 1   # one\nbcd = 200 # two\n"})
    result = run(tree, [transform("grow", replacing("1", "10000"))])
    assert after(result, "main.tf") == "a   = 10000 # one\nbcd = 200   # two\n"


def test_json_is_only_read(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf.json": '{"locals": {"a": 1}}\n'})
    result = run(tree, [transform("change", replacing("1", "2"))])
    assert result.changes == ()
    (finding,) = result.remaining
    assert finding.safety is Safety.DISPLAY
    assert "which hclfix only reads" in finding.message


def test_a_module_outside_the_given_paths_is_only_read(tmp_path: Path) -> None:
    files = {"root/main.tf": 'module "m" {\n  source = "../child"\n}\n', "child/main.tf": "locals {\n  a = 1\n}\n"}
    tree_of(tmp_path, files)
    tree = tree_of(tmp_path / "root", {})
    child = next(module for module in tree.modules if not module.writable)
    assert child.locals["a"].value_text == "1"
    assert run(tree, [transform("change", replacing("1", "2"))]).changes == ()


def test_with_only_one_file_nothing_else_is_touched(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"a.tf": "a = 1\n", "b.tf": "b = 1\n"})
    result = run(tree, [transform("change", replacing("1", "2"))], only=str(tmp_path / "b.tf"))
    assert [Path(change.path).name for change in result.changes] == ["b.tf"]
    assert [finding.message for finding in (*result.fixed, *result.remaining)] == ["b is 1"]


def test_a_fix_can_create_and_remove_files(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"old.tf": "a = 1\n"})
    old, new = str(tmp_path / "old.tf"), str(tmp_path / "new.tf")

    def move(module: Module) -> Iterator[Finding]:
        if module.document("old.tf"):
            yield Finding(old, Span(0, 1), "old", Fix((Edit(new, Span(0, 0), "a = 1\n"),), removed=(old,)))

    result = run(tree, [transform("move", move)])
    assert sorted(result.changes) == [(new, None, "a = 1\n"), (old, "a = 1\n", None)]


def test_a_fix_of_what_two_fixes_put_in_has_no_edits_on_disk(tmp_path: Path) -> None:
    tree = tree_of(tmp_path, {"main.tf": "a = 1\n"})

    def add(module: Module) -> Iterator[Finding]:
        (document,) = module.documents
        if len(document.attributes) == 1:
            yield Finding(document.path, Span(0, 1), "alone", Fix((Edit(document.path, Span(6, 6), "b = 1\nc = 1\n"),)))

    def both(module: Module) -> Iterator[Finding]:
        (document,) = module.documents
        edits = [Edit(document.path, one.value_span, one.name) for one in document.attributes if one.name != "a"]
        if edits:
            yield Finding(document.path, edits[0].span, "unsafe", Fix(tuple(edits), Safety.UNSAFE))

    result = run(tree, [transform("add", add), transform("both", both)])
    (finding,) = result.remaining
    assert finding.fix == Fix((), Safety.UNSAFE)
    assert result.dependent == {finding}


@pytest.mark.parametrize(
    ("text", "start", "end", "new", "fixed"),
    [
        ("a = [1, /* why */ 2]\n", 4, 20, "[2, 1]", False),
        ("a = [1, /* why */ 2]\n", 4, 20, "[2, /* why */ 1]", True),
        ("a = [1, /* why */ 2]\n", 4, 6, "[3", True),
        ("a = [1, /* why */ 2]\n", 8, 18, "", True),
        ("a = 1\nb { # why\n  c = 1\n}\n", 6, 26, "", True),
        ("a = 1 # why\nb = 2\n", 4, 13, "2\nc", False),
        ('a = "# no comment"\n', 4, 18, "2", True),
    ],
)
def test_a_fix_that_would_lose_a_comment_is_for_a_person(
    tmp_path: Path, text: str, start: int, end: int, new: str, fixed: bool
) -> None:
    tree = tree_of(tmp_path, {"main.tf": text})

    def check(module: Module) -> Iterator[Finding]:
        (document,) = module.documents
        if document.text == text:
            yield Finding(document.path, Span(0, 1), "old", Fix((Edit(document.path, Span(start, end), new),)))

    result = run(tree, [transform("any", check)])
    assert [change.after for change in result.changes] == [text[:start] + new + text[end:]] * fixed
    expected = [] if fixed else ["old; not fixed, since the comment in line 1 of main.tf would be lost"]
    assert [finding.message for finding in result.remaining] == expected
