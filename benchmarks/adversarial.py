"""Times texts that were made to be slow, at 1 to 16 times a size: the cost has to grow as the size does.

For each text two things are timed, in time of this process alone: reading it (structure, comments and every
expression), or coming to the message where it is broken, and then running all transforms over it. ``growth`` is the
time at 16 times the size over 16 times that at the size: 1 is linear, 16 would be square. Short runs are repeated
and the least time counts, since other programs take the processor's caches. The first command makes the table of
docs/reliability.md::

    python benchmarks/adversarial.py > benchmarks/adversarial.txt
    python benchmarks/adversarial.py --only "brackets|heredoc" --largest 4
"""

from __future__ import annotations

import argparse
import gc
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from platform import python_version
from time import process_time

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from hclfix.catalogue import Catalogue
from hclfix.engine import run
from hclfix.module import Module
from hclfix.problem import Problem
from hclfix.syntax.document import Document
from hclfix.syntax.errors import HclSyntaxError
from hclfix.syntax.expression import _parsed
from hclfix.syntax.nodes import walk
from hclfix.text import Lines
from hclfix.tree import Tree
from hclfix.worker import collect_less_often

TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "brackets in brackets": (6_250, lambda n: "x = " + "[" * n + "]" * n + "\n"),
    "parentheses in parentheses": (6_250, lambda n: "x = " + "(" * n + "1" + ")" * n + "\n"),
    "objects in objects": (6_250, lambda n: "x = " + "{a=" * n + "1" + "}" * n + "\n"),
    "templates in templates": (6_250, lambda n: "x = " + '"${' * n + "1" + '}"' * n + "\n"),
    "calls in calls": (6_250, lambda n: "x = " + "f(" * n + "1" + ")" * n + "\n"),
    "conditions in conditions": (6_250, lambda n: "x = " + "a ? b : " * n + "1\n"),
    "negations": (6_250, lambda n: "x = " + "!" * n + "a\n"),
    "a long sum": (6_250, lambda n: "x = 1" + " + 1" * n + "\n"),
    "a long traversal": (6_250, lambda n: "x = a" + ".b[0]" * n + "\n"),
    "blocks in blocks": (6_250, lambda n: "b {\n" * n + "}\n" * n),
    "open brackets": (62_500, lambda n: "x = " + "[" * n),
    "open braces": (62_500, lambda n: "b {\n" * n),
    "open templates": (62_500, lambda n: "x = " + '"${' * n),
    "an open string": (625_000, lambda n: 'x = "' + "a" * n),
    "many open strings": (31_250, lambda n: 'x = "a\n' * n),
    "an open heredoc": (31_250, lambda n: "x = <<END\n" + "a line of text\n" * n),
    "an open comment": (625_000, lambda n: "/*" + " *" * (n // 2)),
    "starts of heredocs": (31_250, lambda n: "x = [\n" + "<<A\n" * n),
    "many heredocs": (3_125, lambda n: "".join(f"x{i} = <<-END\n    text\n  END\n" for i in range(n))),
    "a heredoc of many lines": (31_250, lambda n: "x = <<-END\n" + "    a line of ${a.b}\n" * n + "  END\n"),
    "braces": (31_250, lambda n: "x = [" + "{}," * n + "]\n"),
    "dollars": (625_000, lambda n: 'x = "' + "$" * n + '"\n'),
    "backslashes": (312_500, lambda n: 'x = "' + "\\\\" * n + '"\n'),
    "a line of 10 MB": (625_000, lambda n: 'x = "' + "a" * n + '"\n'),
    "a line of spaces": (625_000, lambda n: "x =" + " " * n + "1\n"),
    "a long name": (625_000, lambda n: "a" * n + " = 1\n"),
    "a long number": (62_500, lambda n: "x = " + "1" * n + "\n"),
    "comments": (6_250, lambda n: "# a comment\n" * n + 'variable "x" {}\n'),
    "comments in a list": (6_250, lambda n: "x = [\n" + "1, # a comment\n" * n + "]\n"),
    "empty lines": (62_500, lambda n: "\n" * n + 'variable "x" {}\n'),
    "resources": (625, lambda n: "".join(RESOURCE.replace("<n>", str(i)) for i in range(n))),
    "locals, each of the one before": (625, lambda n: "locals {\n" + "".join(map(_local, range(n))) + "}\n"),
    "locals in a chain": (156, lambda n: PROVIDER + _chain(n) + _queue("q", f"${{local.a{n - 1}}}-q")),
    "names and strings that hold them": (156, lambda n: PROVIDER + "".join(map(_named, range(n)))),
    "one long name": (62_500, lambda n: PROVIDER + _queue("q", "a" * n)),
    "many long names": (4, lambda n: PROVIDER + "".join(_queue(f"q{i}", f"{i}-" + "ab-" * 10_000) for i in range(n))),
    "one resource, many uses": (625, lambda n: RESOURCE + "".join(map(_use, range(n)))),
    "many providers of one kind": (312, lambda n: 'provider "aws" {\n  region = "eu-west-1"\n}\n\n' * n),
}
"""For each text its size at 1, and the text of a size."""

RESOURCE = """\
resource "aws_sqs_queue" "q<n>" {
  name = "${var.name}-<n>"
}

"""

PROVIDER = 'provider "aws" {\n  region = "eu-west-1"\n}\n\n'

READ, RUN = "read", "all transforms"


def _local(number: int) -> str:
    return f'  a{number} = "${{local.a{number - 1}}}-${{local.a{number - 1}}}"\n'


def _chain(length: int) -> str:
    rest = "".join(f'  a{i} = "${{local.a{i - 1}}}"\n' for i in range(1, length))
    return f'locals {{\n  a0 = "shop"\n{rest}}}\n\n'


def _queue(label: str, name: str) -> str:
    return f'resource "aws_sqs_queue" "{label}" {{\n  name = "{name}"\n}}\n\n'


def _named(number: int) -> str:
    arn = f"arn:aws:sqs:eu-west-1:123456789012:shop-{number}-jobs"
    return _queue(f"q{number}", f"shop-{number}-jobs") + f'output "o{number}" {{\n  value = "{arn}"\n}}\n\n'


def _use(number: int) -> str:
    return f'output "o{number}" {{\n  value = aws_sqs_queue.q<n>.arn\n}}\n\n'


def read(text: str) -> Document | None:
    """Reads a text with all that is in it; where it is broken, makes the message that a person would see."""
    try:
        document = Document("main.tf", text)
    except HclSyntaxError as error:
        position = Lines(text).position(error.offset)
        str(Problem("main.tf", error.message, position, text.split("\n", position.line)[position.line - 1]))
        return None
    for attribute in document.attributes:
        for _ in walk(attribute.expression):
            pass
    len(document.comments)
    return document


def timed(work: Callable[[], object]) -> float:
    """The least seconds of processor time of up to five runs, which take a second or so; nothing is remembered."""
    seconds: list[float] = []
    while len(seconds) < 5 and sum(seconds) < 1:
        _parsed.cache_clear()
        gc.collect()
        start = process_time()
        work()
        seconds.append(process_time() - start)
    _parsed.cache_clear()
    return min(seconds)


def measure(name: str, largest: int) -> None:
    """Prints a line of the table for each part of the work."""
    size, make = TEXTS[name]
    transforms = list(Catalogue().values())
    times: dict[str, list[float]] = {}
    factor = 1
    while factor <= largest:
        text = make(size * factor)
        times.setdefault(READ, []).append(timed(lambda text=text: read(text)))  # type: ignore[misc]
        if read(text):

            def fix(text: str = text) -> object:
                return run(Tree([Module(".", [Document("main.tf", text)])]), transforms)

            times.setdefault(RUN, []).append(timed(fix))
        factor *= 2
    for part, seconds in times.items():
        growth = seconds[-1] / seconds[0] / largest if seconds[0] > 0.001 else None
        cells = "".join(f" {1000 * second:>8.0f}" for second in seconds)
        shown = f"{growth:>6.1f}" if growth is not None else "     -"
        print(f"{name:<32} {part:<15} {len(text) / 1_000_000:>5.1f}{cells} {shown}", flush=True)


def main() -> None:
    """Measures what the command line names, or everything."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="texts whose name matches this pattern")
    parser.add_argument("--largest", type=int, default=16, help="how many times the size")
    options = parser.parse_args()
    head = "".join(f" {f'{2**power}x ms':>8}" for power in range(options.largest.bit_length()))
    read(RESOURCE)  # what is loaded at first use
    collect_less_often()
    print(f"{date.today()}, Python {python_version()}")
    print(f"{'text':<32} {'part':<15} {'MB':>5}{head} growth")
    for name in TEXTS:
        if re.search(options.only, name):
            measure(name, options.largest)


if __name__ == "__main__":
    main()
