"""--add-ignores: a comment for each finding, where it covers the finding and breaks nothing."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from hclfix.add_ignores import add_ignores
from hclfix.finding import Finding
from hclfix.suppress import suppressions
from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.text import Span, apply_edits
from tests.strategies import files
from tests.suppress.test_suppress import TODAY


def with_ignores(text: str, **marks: str) -> str:
    """The text after findings of the named transforms at the marked places are suppressed."""
    document = Document("main.tf", text)
    findings = [
        Finding("main.tf", Span(text.index(mark), text.index(mark) + len(mark)), "it is wrong", transform=name)
        for name, mark in marks.items()
    ]
    return apply_edits(text, add_ignores(document, findings))


CASES = [
    ("b {\n  a   = 1\n  xxx = HERE\n}\n", "b {\n  a = 1\n  # hclfix-ignore: x\n  xxx = HERE\n}\n"),
    ('HERE "a" "b" {\n}\n', 'HERE "a" "b" { # hclfix-ignore: x\n}\n'),
    ("HERE {}\n", "HERE {} # hclfix-ignore: x\n"),
    ("b { a = HERE }\n", "b { a = HERE } # hclfix-ignore: x\n"),
    ("HERE { # why\n}\n", "# hclfix-ignore: x\nHERE { # why\n}\n"),
    ("# why\nHERE = 1\n", "# why\n# hclfix-ignore: x\nHERE = 1\n"),
    ("a = <<EOT\n  ${HERE}\nEOT\n", "# hclfix-ignore: x\na = <<EOT\n  ${HERE}\nEOT\n"),
    ("a = {\n  b = {\n    c = HERE\n  }\n}\n", "a = {\n  b = {\n    # hclfix-ignore: x\n    c = HERE\n  }\n}\n"),
    ("a = [\n  1,\n  HERE,\n]\n", "a = [\n  1,\n  # hclfix-ignore: x\n  HERE,\n]\n"),
    ("a = [1, {\n  b = [HERE]\n}]\n", "a = [1, {\n  # hclfix-ignore: x\n  b = [HERE]\n}]\n"),
    (
        'a = {\n  b = "${f({\n    c = HERE\n  })}"\n}\n',
        'a = {\n  # hclfix-ignore: x\n  b = "${f({\n    c = HERE\n  })}"\n}\n',
    ),
    ("# HERE\n", "# hclfix-ignore-file: x\n# HERE\n"),
    ("a = HERE\r\nb = 1\r\n", "# hclfix-ignore: x\r\na = HERE\r\nb = 1\r\n"),
    ("HERE {\r\n}\r\n", "HERE { # hclfix-ignore: x\r\n}\r\n"),
    ("\ufeffa = HERE\n", "\ufeff# hclfix-ignore: x\na = HERE\n"),
]


@pytest.mark.parametrize(("before", "after"), CASES)
def test_the_comment_stands_where_it_covers_the_finding(before: str, after: str) -> None:
    text = with_ignores(before, x="HERE")
    assert text == after
    start = text.index("HERE")
    finding = Finding("main.tf", Span(start, start + 4), "it is wrong", transform="x")
    assert any(suppression.suppresses(finding, TODAY) for suppression in suppressions(Document("main.tf", text)))


def test_names_at_one_place_share_a_comment() -> None:
    assert with_ignores("a = [HERE, THERE]\n", y="HERE", x="THERE") == "# hclfix-ignore: x, y\na = [HERE, THERE]\n"


def test_a_comment_for_the_file_stands_above_one_for_its_first_block() -> None:
    after = "# hclfix-ignore-file: y\n# hclfix-ignore: x\nHERE {} # THERE\n"
    assert with_ignores("HERE {} # THERE\n", x="HERE", y="THERE") == after


def test_a_heredoc_in_a_block_on_one_line_is_not_cut() -> None:
    text = "a { b = [<<E\nx\nE\n] }\n"
    document = Document("main.tf", text)
    added = add_ignores(document, [Finding("main.tf", Span(0, 1), "it is wrong", transform="x")])
    assert apply_edits(text, added) == "# hclfix-ignore: x\n" + text


@given(files(), st.data())
def test_whatever_the_file_every_finding_is_suppressed_and_nothing_else_changes(text: str, data: st.DataObject) -> None:
    try:
        document = Document("main.tf", text)
    except HclSyntaxError:  # an attribute is there twice
        reject()
    items = list(document.body.walk())
    chosen = data.draw(st.sets(st.sampled_from(range(len(items))), max_size=4)) if items else set()
    findings = [Finding("main.tf", items[number].span, "it is wrong", transform="x") for number in sorted(chosen)]
    added = add_ignores(document, findings)
    changed = Document("main.tf", apply_edits(text, added))
    assert held(changed) == held(document)
    moved = list(changed.body.walk())
    said = suppressions(changed)
    for number in chosen:
        finding = Finding("main.tf", moved[number].span, "it is wrong", transform="x")
        assert any(suppression.suppresses(finding, TODAY) for suppression in said)


def held(document: Document) -> list[str]:
    """What the file holds, item by item, without the blanks and comments between."""
    return [repr(item).partition(", Span(")[0] for item in document.body.walk()]


@pytest.mark.skipif(not shutil.which("terraform"), reason="terraform is not on PATH")
@pytest.mark.parametrize("before", [before for before, _ in CASES if "\r" not in before and "\ufeff" not in before])
def test_what_terraform_fmt_liked_it_still_likes(before: str) -> None:
    clean = formatted(before)
    text = with_ignores(clean, x="HERE")
    assert formatted(text) == text


def formatted(text: str) -> str:
    done = subprocess.run(["terraform", "fmt", "-"], input=text, capture_output=True, text=True, timeout=30, check=True)
    return done.stdout
