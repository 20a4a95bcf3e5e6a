"""Writes what the documentation says of the transforms: a page for each in docs/transforms/, the table in README.md,
and the JSON schema of the configuration file.

``python docs/generate.py``. The pages come from the docstrings, the settings and the cases; a test keeps them in step.
"""

from __future__ import annotations

import json
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from hclfix.catalogue import Catalogue  # noqa: E402
from hclfix.config.schema import schema  # noqa: E402
from hclfix.testing import cases, read_case  # noqa: E402
from hclfix.transform import Transform  # noqa: E402

BEGIN, END = "<!-- transforms: made by docs/generate.py -->", "<!-- end of transforms -->"
CASES = "tests/transforms"


def documents() -> dict[Path, str]:
    """The text of every generated file."""
    transforms = Catalogue().values()
    pages = {ROOT / "docs" / "transforms" / f"{one.name}.md": page(one) for one in transforms}
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    before, _, rest = readme.partition(BEGIN)
    _, _, after = rest.partition(END)
    table = "\n".join(
        ["| transform | what it does |", "|---|---|"]
        + [f"| [{one.name}](docs/transforms/{one.name}.md) | {markdown(one.summary)} |" for one in transforms]
    )
    return pages | {
        ROOT / "README.md": f"{before}{BEGIN}\n{table}\n{END}{after}",
        ROOT / "docs/schema/config.json": json.dumps(schema(transforms), indent=2) + "\n",
    }


def page(transform: Transform) -> str:
    """The page of a transform in Markdown."""
    parts = [f"# {transform.name}", markdown(transform.page.strip()), *settings(transform), *case_list(transform)]
    return "\n\n".join(part.strip("\n") for part in parts) + "\n"


def markdown(text: str) -> str:
    """Text of a docstring in Markdown: literals in single backticks, and indented blocks behind ``::`` fenced as
    HCL.
    """
    pieces: list[str] = []
    for number, piece in enumerate(re.split(r"((?:^    .*\n|^\n)+)(?=^\S|\Z)", text + "\n", flags=re.MULTILINE)):
        is_block = number % 2 == 1 and piece.strip() and pieces and pieces[-1].rstrip().endswith("::")
        if is_block:
            pieces[-1] = pieces[-1].rstrip()[:-1] + "\n\n"
            pieces.append(f"```hcl\n{textwrap.dedent(piece).strip()}\n```\n\n")
        else:
            pieces.append(piece)
    return re.sub(r"``([^`\n]+)``", r"`\1`", "".join(pieces)).strip()


def settings(transform: Transform) -> Iterator[str]:
    """What can be set, as its dataclass says it."""
    if not fields(transform.settings_type):
        return
    yield "## Settings"
    yield markdown(textwrap.dedent(transform.settings_type.__doc__ or "").strip())
    rows = [
        f"| `{field.name.replace('_', '-')}` | `{value(transform, field.name)}` |"
        for field in fields(transform.settings)
    ]
    yield "\n".join(["| key | default |", "|---|---|", *rows])
    yield f"In `.hclfix.toml` they stand under `[transforms.{transform.name}]`; on the command line `--set` takes them."


def value(transform: Transform, name: str) -> str:
    default = getattr(transform.settings, name)
    return repr(list(default) if isinstance(default, tuple) else default).replace("'", '"')


def case_list(transform: Transform) -> Iterator[str]:
    """The cases that the tests run, as examples to read."""
    folder = f"{CASES}/{transform.name.replace('-', '_')}"
    read = [read_case(path) for path in cases(ROOT / folder)]
    if not read:
        return
    yield "## Cases"
    for title, wanted in (("What it changes:", False), ("What it leaves as it is:", True)):
        links = [
            f"[{case.directory.name.replace('_', ' ')}](../../{folder}/{case.directory.name})"
            for case in read
            if case.changes_nothing is wanted
        ]
        yield f"{title} {', '.join(links)}."


def main() -> None:
    for path, text in documents().items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
