"""What suppression comments cover, and what is wrong with those that cover nothing."""

from __future__ import annotations

from datetime import date

import pytest

from hclfix.finding import Finding
from hclfix.idle_ignores import mistakes, unused
from hclfix.suppress import suppressions
from hclfix.syntax.document import Document
from hclfix.text import Span, apply_edits

TODAY = date(2026, 6, 15)
KNOWN = frozenset(("shorten-prefixes", "add-depends-on"))


def suppressed(text: str, transform: str = "shorten-prefixes", mark: str = "HERE") -> bool:
    """Whether a finding that begins at ``HERE`` is suppressed."""
    document = Document("main.tf", text)
    start = text.index(mark)
    finding = Finding("main.tf", Span(start, start + len(mark)), "it is wrong", transform=transform)
    return any(suppression.suppresses(finding, TODAY) for suppression in suppressions(document))


# --- where ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "HERE = 1 # hclfix-ignore: shorten-prefixes\n",
        "HERE = 1 // hclfix-ignore: shorten-prefixes\n",
        "HERE = 1 /* hclfix-ignore: shorten-prefixes */\n",
        "/* hclfix-ignore: shorten-prefixes */ HERE = 1\n",
        "HERE = 1 #hclfix-ignore:shorten-prefixes",
        "HERE = 1 # hclfix-ignore: shorten-prefixes\r\n",
        "# hclfix-ignore: shorten-prefixes\nHERE = 1\n",
        "# hclfix-ignore: shorten-prefixes\r\nHERE = 1\r\n",
        "\ufeff# hclfix-ignore: shorten-prefixes\nHERE = 1\n",
        "# hclfix-ignore: shorten-prefixes\n# tflint-ignore: x\n/* y\n*/\n// z\nHERE = 1\n",
        '# hclfix-ignore: shorten-prefixes\nresource "a" "b" {\n  c {\n    HERE = 1\n  }\n}\n',
        "b {\n  # hclfix-ignore: shorten-prefixes\n  c {\n    HERE = 1\n  }\n}\n",
        "# hclfix-ignore: shorten-prefixes\na = <<EOT\n  ${HERE}\nEOT\n",
        "a = {\n  # hclfix-ignore: shorten-prefixes\n  HERE = 1\n}\n",
        "a = {\n  HERE = 1 # hclfix-ignore: shorten-prefixes\n}\n",
        "a = {\n  # hclfix-ignore: shorten-prefixes\n  b = {\n    HERE = 1\n  }\n}\n",
        "a = [\n  # hclfix-ignore: shorten-prefixes\n  HERE,\n]\n",
        "a = [\n  # hclfix-ignore: shorten-prefixes\n  {\n    b = HERE\n  },\n]\n",
        "a = merge(x, {\n  # hclfix-ignore: shorten-prefixes\n  b = HERE\n})\n",
        'a = "${\n  # hclfix-ignore: shorten-prefixes\n  HERE}"\n',
        "# hclfix-ignore-file: shorten-prefixes\n\na = 1\nHERE = 1\n",
        "/* licence */\n\n# hclfix-ignore-file: add-depends-on, shorten-prefixes\na { HERE = 1 }\n",
    ],
)
def test_covered(text: str) -> None:
    assert suppressed(text)


@pytest.mark.parametrize(
    "text",
    [
        "HERE = 1\n",
        "HERE = 1 # shorten-prefixes\n",
        "HERE = 1 # hclfix-ignore: add-depends-on\n",
        "HERE = 1 # see hclfix-ignore: shorten-prefixes\n",
        "HERE = 1 # hclfix-ignore: other shorten-prefixes\n",
        "HERE = 1\n# hclfix-ignore: shorten-prefixes\n",
        "a = 1 # hclfix-ignore: shorten-prefixes\nHERE = 1\n",
        "# hclfix-ignore: shorten-prefixes\n\nHERE = 1\n",
        "# hclfix-ignore: shorten-prefixes\na = 1\nHERE = 1\n",
        "b { # hclfix-ignore: shorten-prefixes\n  HERE = 1\n}\n",
        "# hclfix-ignore: shorten-prefixes\nb {\n}\nHERE = 1\n",
        "a = [\n  # hclfix-ignore: shorten-prefixes\n  1,\n  HERE,\n]\n",
        'a = "# hclfix-ignore: shorten-prefixes"\nHERE = 1\n',
        "a = <<EOT\n# hclfix-ignore: shorten-prefixes\n${HERE}\nEOT\n",
        "a = 1\n# hclfix-ignore-file: shorten-prefixes\nHERE = 1\n",
    ],
)
def test_not_covered(text: str) -> None:
    assert not suppressed(text)


# --- until when -----------------------------------------------------------------------------------------------------


def test_a_suppression_holds_until_the_end_of_its_day() -> None:
    assert suppressed("HERE = 1 # hclfix-ignore: shorten-prefixes legacy name until:2026-06-15 see #12\n")
    assert not suppressed("HERE = 1 # hclfix-ignore: shorten-prefixes until:2026-06-14\n")


# --- what is wrong with them ----------------------------------------------------------------------------------------


def repaired(text: str, *findings: Finding) -> tuple[list[str], str]:
    """What is said about the comments of a text, and the text after one round of fixes."""
    document = Document("main.tf", text)
    about = [*mistakes(document, KNOWN, TODAY), *unused(document, findings, KNOWN, TODAY)]
    edits = [edit for finding in about[:1] if finding.fix for edit in finding.fix.edits]
    said = [f"{document.position(finding.span.start)[1]}: {finding.message}" for finding in about]
    return said, apply_edits(text, edits)


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("# hclfix-ignore shorten-prefixes", "this is not a suppression comment; write # hclfix-ignore: NAME[, NAME]"),
        ("# hclfix-ignore:", "this is not a suppression comment"),
        ("# hclfix-ignore: shorten-prefixes,", "this is not a suppression comment"),
        ("# hclfix:ignore: shorten-prefixes", "this is not a suppression comment"),
        ("# hclfix_ignore: shorten-prefixes", "this is not a suppression comment"),
        ("# hclfix-ignore-next-line: shorten-prefixes", "this is not a suppression comment"),
        ("# hclfix-ignore-file: shorten-prefixes", "hclfix-ignore-file stands above the first block of a file"),
        ("# hclfix-ignore: shorten-prefixes until:tomorrow", '"tomorrow" is not a date; write until:YYYY-MM-DD'),
        ("# hclfix-ignore: shorten-prefixes until:2026-02-30", '"2026-02-30" is not a date'),
    ],
)
def test_malformed(comment: str, message: str) -> None:
    said, text = repaired(f"a = 1\n{comment}\nb = 2\n")
    assert len(said) == 1
    assert said[0].startswith(f"1: {message}")
    assert text == "a = 1\nb = 2\n"


def test_unknown_names_are_taken_out_one_by_one() -> None:
    said, text = repaired("a = 1 # hclfix-ignore: shorten-prefix, zzz reason\n")
    assert said == [
        '24: there is no transform "shorten-prefix"; did you mean "shorten-prefixes"?',
        '40: there is no transform "zzz"; possible: add-depends-on, shorten-prefixes',
    ]
    assert text == "a = 1 # hclfix-ignore: zzz reason\n"
    assert repaired(text)[1] == "a = 1\n"


def test_the_last_of_several_names_goes_with_its_comma() -> None:
    finding = Finding("main.tf", Span(0, 1), "it is wrong", transform="shorten-prefixes")
    said, text = repaired("a = 1 # hclfix-ignore: shorten-prefixes, add-depends-on reason\n", finding)
    assert said == ["42: add-depends-on finds nothing that this comment covers"]
    assert text == "a = 1 # hclfix-ignore: shorten-prefixes reason\n"


def test_expired_ones_are_said_to_be_so_and_not_to_be_unused() -> None:
    said, text = repaired("a = 1 # hclfix-ignore: shorten-prefixes until:2026-06-14\n")
    assert said == ["24: this suppression of shorten-prefixes ended on 2026-06-14"]
    assert text == "a = 1\n"


def test_used_ones_are_left() -> None:
    finding = Finding("main.tf", Span(0, 1), "it is wrong", transform="shorten-prefixes")
    assert repaired("a = 1 # hclfix-ignore: shorten-prefixes\n", finding)[0] == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a = 1 # hclfix-ignore: zzz\nbb = 2\n", "a = 1\nbb = 2\n"),
        ("a   = 1 # hclfix-ignore: zzz\nbbb = 22 # kept\n", "a   = 1\nbbb = 22 # kept\n"),
        ("a = 1111 # hclfix-ignore: zzz\nb = 2    # kept\n", "a = 1111\nb = 2 # kept\n"),
        ("a = 1 # hclfix-ignore: zzz\r\nb = 2\r\n", "a = 1\r\nb = 2\r\n"),
        ("# hclfix-ignore: zzz\r\nb = 2\r\n", "b = 2\r\n"),
        ("\ufeff# hclfix-ignore: zzz\nb = 2\n", "\ufeffb = 2\n"),
        ("b {\n  # hclfix-ignore: zzz\n  a = 1\n}\n", "b {\n  a = 1\n}\n"),
        ("b {\n  /* hclfix-ignore: zzz\n     for reasons */\n  a = 1\n}\n", "b {\n  a = 1\n}\n"),
        ("/* hclfix-ignore: zzz */ a = 1\n", "a = 1\n"),
        ("a = [1, /* hclfix-ignore: zzz */ 2]\n", "a = [1, 2]\n"),
        ("a = 1\n# hclfix-ignore: zzz", "a = 1\n"),
        (
            "# tflint-ignore: x\n# hclfix-ignore: zzz\n# checkov:skip=y\nb {}\n",
            "# tflint-ignore: x\n# checkov:skip=y\nb {}\n",
        ),
    ],
)
def test_a_comment_goes_with_its_line_or_blanks_and_leaves_the_rest(before: str, after: str) -> None:
    assert repaired(before)[1] == after
