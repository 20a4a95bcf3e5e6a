"""Coverage-guided fuzzing of the reader with atheris: ``python tests/fuzz/fuzz_reader.py CORPUS_DIR [libFuzzer
options]``.

A directory that is not there is first filled with texts of the Hypothesis generator. What counts as a crash: any
exception but HclSyntaxError, a span that is not the node, or the scanner, the grammar and what does without it
disagreeing about an expression. The input is written beside the corpus. Needs ``pip install atheris``.
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parents[2])]


def make_corpus(directory: Path, count: int) -> None:
    """Writes twice as many generated files: ``count`` whole ones, and as many with one value."""
    from hypothesis import HealthCheck, Phase, given, settings

    from tests.strategies import expressions, files

    texts: set[str] = set()

    @settings(max_examples=count, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(expressions(), files())
    def collect(value: str, file: str) -> None:
        texts.update((f'a "b" {{\n  c = {value}\n}}\n', file))

    collect()
    directory.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(sorted(texts)):
        (directory / f"generated-{number}.tf").write_bytes(text.encode())


def read(data: bytes) -> None:
    """Reads a text every way there is and compares the answers."""
    from hclfix.syntax.document import Document
    from hclfix.syntax.errors import HclSyntaxError
    from hclfix.syntax.grammar import parse
    from hclfix.syntax.nodes import walk
    from hclfix.syntax.simple import simple_expression

    try:
        text = data.decode()
        document = Document("fuzz.tf", text)
    except UnicodeDecodeError:
        return
    except HclSyntaxError as error:
        if not 0 <= error.offset <= len(text):
            raise AssertionError("an error outside the text") from error
        return
    for comment in document.comments:
        assert comment.span.of(text) == comment.text
    for attribute in document.attributes:
        assert attribute.name_span.of(text) == attribute.name
        for node in walk(attribute.expression):
            assert attribute.value_start <= node.span.start <= node.span.end <= attribute.end
        simple = simple_expression(attribute.value_text, 0)
        if simple:
            assert repr(simple) == repr(parse(attribute.value_text))


def main() -> None:
    directory = Path(sys.argv[1])
    if not directory.exists():
        make_corpus(directory, 1000)
    import atheris

    with atheris.instrument_imports(include=["hclfix.syntax"]):
        import hclfix.syntax.document
        import hclfix.syntax.expression  # noqa: F401

    def test_one_input(data: bytes) -> None:
        try:
            read(data)
        except BaseException:
            (directory.parent / f"crash-{sha256(data).hexdigest()[:16]}").write_bytes(data)
            raise

    atheris.Setup(sys.argv, test_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
