"""Writes a tree of Terraform modules to measure with: the same bytes for the same arguments.

Each stack is a root module that calls modules below it. Files are many and small, and some are long; there are
functions with heredoc policies, dashboards in ``jsonencode``, tables of local values and ``.tfvars``. Without defects
no transform finds anything::

    python benchmarks/generate.py DIRECTORY --size 20 --defects 0.1 --seed 1
"""

from __future__ import annotations

import argparse
import random
import re
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import shapes

PLACEHOLDER = re.compile(r"<(id|name|word|number|port)>")

PIECES_OF_A_FILE = (1, 1, 2, 2, 3, 4, 6, 12)
"""One of these is chosen for each file."""

LONG = 40
"""One stack in so many has a file of some hundred kilobytes."""


def generate(directory: Path, megabytes: float, defects: float = 0.1, seed: int = 1) -> int:
    """Writes stacks until the size is reached; returns the number of files. ``defects`` are so many for each file."""
    generator = random.Random(seed)
    written = files = 0
    for number in count():
        if written >= megabytes * 1_000_000:
            break
        stack = directory / f"{generator.choice(shapes.WORDS)}-{number}"
        for path, text in _stack(generator, defects, number % LONG == LONG // 2):
            target = stack / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            written += len(text)
            files += 1
    return files


def _stack(generator: random.Random, defects: float, long: bool) -> Iterator[tuple[str, str]]:
    """The files of a root module and of the modules that it calls, by path."""
    names = _names(generator)
    name = next(names)
    called = [next(names) for _ in range(generator.randint(1, 5))]
    root = {
        "main.tf": "\n".join(_filled(generator, shapes.CALL, module) for module in called),
        "providers.tf": _filled(generator, shapes.PROVIDERS, name),
        "terraform.tfvars": _filled(generator, shapes.VALUES, name),
        "versions.tf": _filled(generator, shapes.VERSIONS.replace("<backend>", shapes.BACKEND), name),
    }
    if long:
        settings = "".join(_filled(generator, shapes.SETTINGS, next(names)) for _ in range(1_000))
        root["settings.tf"] = f"locals {{\n{settings}}}\n"
    yield from (root | _module(generator, names, name, defects, len(root))).items()
    for module in called:
        files = {"versions.tf": shapes.VERSIONS.replace("<backend>", "")} | _module(
            generator, names, module, defects, 1
        )
        yield from ((f"modules/{module}/{path}", text) for path, text in files.items())


def _module(generator: random.Random, names: Iterator[str], name: str, defects: float, others: int) -> dict[str, str]:
    """The files that each module has, with defects as for ``others`` more."""
    files: list[list[tuple[str, str]]] = []  # the pieces of each, with their names
    for _ in range(generator.randint(2, 5)):
        chosen = generator.choices(shapes.PIECES, k=generator.choice(PIECES_OF_A_FILE))
        files.append([(_with_widgets(generator, piece), next(names)) for piece in chosen])
    outputs = [_output(generator, piece, own) for pieces in files for piece, own in pieces]
    for _ in range(len(files) + 3 + others):  # as many chances as the module has files
        whole = [(pieces, place) for pieces in files for place in range(len(pieces)) if _defects_of(pieces[place][0])]
        if whole and generator.random() < defects:
            broken, place = generator.choice(whole)
            piece, own = broken[place]
            before, after = generator.choice(_defects_of(piece))
            broken[place] = (piece.replace(before, after, 1), own)
    texts = {f"{pieces[0][1]}.tf": _all_filled(generator, pieces) for pieces in files}
    variables = [_variable(variable, name) for variable in shapes.VARIABLES]
    return texts | {
        "locals.tf": shapes.LOCALS,
        "outputs.tf": "\n".join(outputs),
        "variables.tf": "\n".join(variables),
    }


def _names(generator: random.Random) -> Iterator[str]:
    """Names of two words, each once."""
    seen: set[str] = set()
    while True:
        name = "-".join(generator.sample(shapes.WORDS, 2))
        if name not in seen and len(name) <= 14:  # three of them and a suffix are still a name that AWS takes
            seen.add(name)
            yield name


def _with_widgets(generator: random.Random, piece: str) -> str:
    return piece.replace("<widgets>", shapes.WIDGET * generator.randint(2, 12))


def _defects_of(piece: str) -> list[tuple[str, str]]:
    return [defect for defect in shapes.DEFECTS if defect[0] in piece]


def _all_filled(generator: random.Random, pieces: list[tuple[str, str]]) -> str:
    return "\n".join(_filled(generator, piece, own) for piece, own in pieces)


def _output(generator: random.Random, piece: str, name: str) -> str:
    """An output for the first resource of a piece."""
    type = piece.partition('resource "')[2].partition('"')[0]
    return _filled(generator, shapes.OUTPUT.replace("<type>", type), name)


def _variable(variable: str, name: str) -> str:
    type, default, description = shapes.VARIABLES[variable]
    text = shapes.VARIABLE.replace("<variable>", variable).replace("<description>", description)
    return text.replace("<type>", type).replace("<default>", default.replace("<name>", name))


def _filled(generator: random.Random, piece: str, name: str) -> str:
    """A piece with everything in it that stands in ``<>``."""

    def value(match: re.Match[str]) -> str:
        if match[1] == "id":
            return name.replace("-", "_")
        if match[1] == "name":
            return name
        if match[1] == "word":
            return generator.choice(shapes.WORDS)
        return str(generator.randint(1024, 9999) if match[1] == "port" else generator.randint(10, 99))

    return PLACEHOLDER.sub(value, piece)


def main() -> None:
    """Generates into the directory that the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("directory", type=Path)
    parser.add_argument("--size", type=float, default=20, help="megabytes")
    parser.add_argument("--defects", type=float, default=0.1, help="for each file")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(generate(options.directory, options.size, options.defects, options.seed), "files")


if __name__ == "__main__":
    main()
