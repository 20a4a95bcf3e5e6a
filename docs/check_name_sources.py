"""Checks the numbers in ``transforms/data/aws_names.tsv`` against their sources, and ends with 1 where one disagrees.

``python docs/check_name_sources.py [MIRROR]``, with botocore 1.44.8 installed (``pip install botocore==1.44.8``). It
looks up every source ``api SERVICE Operation.Member``: the number has to be the member's ``max``, with ``text`` to
stand in the documentation, with ``pattern`` to be the longest text that matches. Where a ``text`` or ``pattern`` says
another number than ``max``, ``docs/name_sources_explained.tsv`` has to say why ours is taken.

With MIRROR, a directory with provider 5.100.0 (``terraform providers mirror``), every ``validate`` is checked too: the
provider takes a name and a prefix of the longest length, and refuses one that is longer by a character.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from botocore.session import Session

ROOT = Path(__file__).resolve().parent.parent
AWS = "registry.terraform.io/hashicorp/aws"
MAIN = """terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "5.100.0"
    }
  }
}
"""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


NAMES = rows(ROOT / "transforms" / "data" / "aws_names.tsv")
EXPLAINED = {row["type"]: row["model"] for row in rows(ROOT / "docs" / "name_sources_explained.tsv")}


def main(mirror: str | None) -> int:
    looked_up = [line for row in NAMES for line in checked(row)]
    disagree = [line for line in looked_up if line]
    print(f"{len(looked_up)} numbers looked up in botocore's models, {len(disagree)} disagree", *disagree, sep="\n")
    if mirror:
        found = validated(Path(mirror))
        disagree += found
        print(f"provider: {len(found)} disagree", *found, sep="\n")
    return 1 if disagree else 0


def checked(row: dict[str, str]) -> Iterator[str]:
    """What is wrong with each API source of a row, or nothing."""
    for source in row["maximum_source"].split("; "):
        match = re.fullmatch(r"api (\S+) (\w+)(?:\.(\S+))?(?: (text|pattern))?.*", source)
        if not match:
            continue
        service, operation, member, how = match.groups()
        model = service_model(service).operation_model(operation)
        shape = model.input_shape
        for part in member.split(".") if member else ():
            shape = shape.members[part]
        greatest, ours = str(shape.metadata.get("max", "")), row["maximum"]
        if how == "text":
            right = ours in re.sub(r"<[^>]+>|,", "", (shape.documentation or "") + model.documentation)
        elif how == "pattern":
            right = longest_match(shape.metadata["pattern"], int(ours))
        else:
            right = greatest == ours
        if right and greatest not in ("", ours):
            right = EXPLAINED.get(row["type"]) == greatest
        yield "" if right else f"{row['type']}: {ours} by {source}, where the model says {greatest or 'nothing'}"


def longest_match(pattern: str, length: int) -> bool:
    """Whether texts of that length match a pattern, and longer ones do not."""

    def matches(size: int) -> bool:
        return any(re.fullmatch(pattern, (text * size)[:size]) for text in ("a", "a_", "a."))

    return matches(length) and not matches(length + 1)


@cache
def service_model(service: str) -> Any:
    return Session().get_service_model(service)


def validated(mirror: Path) -> list[str]:
    """The numbers that the provider does not hold to."""
    with TemporaryDirectory() as directory:
        configuration = Path(directory, "terraform.rc")
        configuration.write_text(f'provider_installation {{\n  filesystem_mirror {{ path = "{mirror}" }}\n}}\n')
        Path(directory, "main.tf").write_text(MAIN)
        environment = {**os.environ, "TF_CLI_CONFIG_FILE": str(configuration)}

        def terraform(*arguments: str) -> Any:
            ran = subprocess.run(("terraform", *arguments), cwd=directory, env=environment, capture_output=True)
            return json.loads(ran.stdout) if "-json" in arguments else None

        terraform("init", "-input=false")
        schemas = terraform("providers", "schema", "-json")["provider_schemas"][AWS]["resource_schemas"]
        asked = [
            (row["type"], argument, int(number))
            for row in NAMES
            for argument, number, said in (
                (row["attribute"], row["maximum"], "validate" in row["maximum_source"].split("; ")),
                (row["prefix"], row["prefix_validated"], row["prefix_validated"] != ""),
            )
            if said
        ]
        for type, argument, number in asked:
            for what, length in (("fits", number), ("long", number + 1)):
                name = ("alias/" if type == "aws_kms_alias" else "").ljust(length, "a")
                text = body(schemas[type]["block"], {argument: name})
                file = Path(directory, f"{type}.{argument}.{what}.tf")
                file.write_text(f'resource "{type}" "{argument}_{what}" {{\n{text}}}\n')
        refused = {
            place["filename"]
            for diagnostic in terraform("validate", "-json")["diagnostics"]
            if (place := diagnostic.get("range")) and is_about(diagnostic, place, Path(directory))
        }
    print(f"{len(asked)} numbers asked of the provider")
    return [
        f"{type}.{argument}: {'refuses' if what == 'fits' else 'takes more than'} {number}"
        for type, argument, number in asked
        for what in ("fits", "long")
        if (f"{type}.{argument}.{what}.tf" in refused) == (what == "fits")
    ]


def is_about(diagnostic: dict[str, Any], place: dict[str, Any], directory: Path) -> bool:
    """Whether the provider's complaint is about the argument that its file is named after."""
    argument = place["filename"].split(".")[1]
    line = (directory / place["filename"]).read_text().splitlines()[place["start"]["line"] - 1]
    return line.startswith(f"{argument} =") or f'"{argument}"' in diagnostic["summary"] + diagnostic["detail"]


def body(block: dict[str, Any], given: dict[str, str]) -> str:
    """The arguments given and something for each other that the schema requires."""
    text = ""
    for name, attribute in block.get("attributes", {}).items():
        if name in given:
            text += f'{name} = "{given[name]}"\n'
        elif attribute.get("required"):
            nested = attribute.get("nested_type", {}).get("nesting_mode")
            empty = "{}" if nested in ("single", "map") else "[]"
            text += f"{name} = {empty if nested else anything(attribute['type'])}\n"
    for name, inner in block.get("block_types", {}).items():
        if inner.get("min_items"):
            text += f"{name} {{\n{body(inner['block'], {})}}}\n"
    return text


def anything(type: Any) -> str:
    """A value of a type of the schema."""
    if isinstance(type, str):
        return {"string": '"x"', "number": "1", "bool": "true"}[type]
    kind, inner = type
    if kind == "object":
        return "{" + ", ".join(f"{name} = {anything(each)}" for name, each in inner.items()) + "}"
    return f"{{ x = {anything(inner)} }}" if kind == "map" else f"[{anything(inner)}]"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else None))
