"""How long each reader of HCL takes for the files of a tree; run as a process of its own by ``compare.py``.

It prints the seconds of processor time that reading took, without start-up and without reading from the disk.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

Read = Callable[[Any], Any]


def _scan() -> Read:
    from hclfix.syntax.document import Document

    return lambda text: Document("", text)


def _python_hcl2() -> Read:
    import hcl2

    hcl2.parses('a = "b"\n')  # the first call compiles the grammar
    return lambda text: hcl2.parses(text)


def _pygohcl() -> Read:
    pygohcl = import_module("pygohcl")  # mypy would ask for its types
    return lambda text: pygohcl.loads(text)


def _tree_sitter() -> Read:
    import tree_sitter
    import tree_sitter_hcl

    parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_hcl.language()))
    return lambda text: parser.parse(text)


READERS: dict[str, tuple[str, Callable[[], Read]]] = {
    "hclfix, scan alone": ("hclfix", _scan),
    "tree-sitter-hcl": ("tree_sitter_hcl", _tree_sitter),
    "pygohcl": ("pygohcl", _pygohcl),
    "python-hcl2": ("hcl2", _python_hcl2),
}
"""By name: the package that must be installed, and what makes a function that reads one text."""


def installed() -> list[str]:
    """The readers that can run here."""
    return [name for name, (package, _) in READERS.items() if find_spec(package)]


def files_of(directory: Path) -> list[Path]:
    """The files that count: .tf and .tfvars, hidden directories left out."""
    found = (path for path in directory.rglob("*") if path.suffix in (".tf", ".tfvars") and path.is_file())
    return sorted(path for path in found if not any(part.startswith(".") for part in path.relative_to(directory).parts))


def sample(directory: Path, megabytes: float) -> list[Path]:
    """The first files up to a size."""
    chosen, size = [], 0
    for path in files_of(directory):
        if size >= megabytes * 1_000_000:
            break
        chosen.append(path)
        size += path.stat().st_size
    return chosen


def main() -> None:
    """``readers.py NAME DIRECTORY MEGABYTES``"""
    name, directory, megabytes = sys.argv[1:]
    texts = [path.read_text(encoding="utf-8") for path in sample(Path(directory), float(megabytes))]
    read = READERS[name][1]()
    given = [text.encode() for text in texts] if name == "tree-sitter-hcl" else texts  # each gets what it reads
    gc.collect()
    gc.freeze()
    start = time.process_time()
    for text in given:
        try:
            read(text)
        except Exception as error:  # each reader has its own
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
    print(time.process_time() - start)


if __name__ == "__main__":
    main()
