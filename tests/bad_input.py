"""Each kind of bad input that was tried: what a person sees, and the exit code. The table in docs/reliability.md."""

from __future__ import annotations

import os
from collections.abc import Mapping
from enum import Enum
from pathlib import Path
from typing import NamedTuple


class Odd(Enum):
    """What may lie where a file is looked for."""

    FOLDER = "a folder"
    PIPE = "a pipe"
    LINK_TO_ITSELF = "a link to itself"
    LINK_TO_FOLDER_ABOVE = "a link to the folder above"
    LINK_TO_ENVIRONMENT = "a link to the environment of the process, where secrets are"
    UNREADABLE = "a file without permissions"


class BadInput(NamedTuple):
    """One kind, tried in a directory that holds ``files`` beside ``main.tf``. ``says`` begins what is printed."""

    kind: str
    says: str
    code: int = 2
    files: Mapping[str, bytes | Odd] = {}
    arguments: tuple[str, ...] = ()
    stdin: bytes = b""


GOOD = b'variable "name" {}\n'
DEEP = b"x = " + b"[" * 100_000 + b"]" * 100_000 + b"\n"
OPEN_BLOCK = b'resource "aws_sqs_queue" "jobs" {\n'
NOT_CLOSED = "the block that begins here is never closed"
NOTHING = "nothing to fix"

BAD_INPUT = (
    # files
    BadInput("bytes that are not UTF-8", "error: x.tf: byte 6 (0xff) is not UTF-8", files={"x.tf": b'a = "\xff"\n'}),
    BadInput("a block that is not closed", f"error: x.tf:1:1: {NOT_CLOSED}", files={"x.tf": OPEN_BLOCK}),
    BadInput(
        "a heredoc that is not closed",
        "error: x.tf:1:5: ",
        files={"x.tf": b"a = <<END\ntext\n"},
    ),
    BadInput("a string that is not closed", "error: x.tf:1:", files={"x.tf": b'a = "text\n'}),
    BadInput("old Macintosh line ends", "error: x.tf:1:15: ", files={"x.tf": b'variable "a" {\r default = 1\r}\r'}),
    BadInput("UTF-16", "error: x.tf: byte 1 (0xff) is not UTF-8", files={"x.tf": GOOD.decode().encode("utf-16")}),
    BadInput("a byte order mark", NOTHING, 0, files={"x.tf": b'\xef\xbb\xbfvariable "x" {}\n'}),
    BadInput("a byte of value 0 in a string", NOTHING, 0, files={"x.tf": b'variable "x" {\n  default = "\0"\n}\n'}),
    BadInput("100,000 brackets, one in another", NOTHING, 0, files={"x.tf": DEEP}),
    BadInput("values of 100,000 brackets, one in another", NOTHING, 0, files={"terraform.tfvars": DEEP}),
    BadInput(
        "JSON of 100,000 brackets, one in another",
        "error: x.tf.json:1:1: this JSON is nested too deeply",
        files={"x.tf.json": b'{"locals": {"x": ' + DEEP[4:-1] + b"}}"},
    ),
    BadInput("a line of 1 MB", NOTHING, 0, files={"x.tf": b'x = "' + b"a" * 1_000_000 + b'"\n'}),
    BadInput("JSON that is none", "error: x.tf.json:1:7: this is not JSON", files={"x.tf.json": b'{"a": }'}),
    BadInput("values that can't be read", "error: terraform.tfvars:1:5: ", files={"terraform.tfvars": b"a = "}),
    BadInput(
        "a lock file that can't be read",
        f"error: .terraform.lock.hcl:1:1: {NOT_CLOSED}",
        files={".terraform.lock.hcl": b"x {"},
    ),
    BadInput(
        "a control sequence in a file name",
        r"error: \x1b[31mred\n.tf:1:2: ",
        files={"\x1b[31mred\n.tf": b"x\n"},
    ),
    BadInput("a file that may not be read", "error: x.tf: can't be read: Permission", files={"x.tf": Odd.UNREADABLE}),
    BadInput("a pipe with the name of a file", "error: x.tf: can't be read: Not a regular", files={"x.tf": Odd.PIPE}),
    BadInput("a folder with the name of a file", NOTHING, 0, files={"x.tf": Odd.FOLDER}),
    BadInput("a link to itself", "error: x.tf: can't be read: Too many levels", files={"x.tf": Odd.LINK_TO_ITSELF}),
    BadInput("a link to the folder above", NOTHING, 0, files={"below": Odd.LINK_TO_FOLDER_ABOVE}),
    BadInput(
        "a link out of the repository",
        "error: x.tf: can't be read: It is a link to a file outside its repository\n",
        files={"x.tf": Odd.LINK_TO_ENVIRONMENT},
    ),
    BadInput(
        "values that are a link out of the repository",
        "error: terraform.tfvars: can't be read: It is a link to a file outside its repository\n",
        files={"terraform.tfvars": Odd.LINK_TO_ENVIRONMENT},
    ),
    # paths and the standard input
    BadInput("a path that is not there", "error: gone: no such file or directory", arguments=("gone",)),
    BadInput("an empty folder", NOTHING, 0, files={"empty": Odd.FOLDER}, arguments=("empty",)),
    BadInput("a broken text on the standard input", "error: <stdin>:1:2: ", arguments=("--quiet", "-"), stdin=b"a"),
    BadInput("other bytes on the standard input", "error: <stdin>: byte 1 ", arguments=("-",), stdin=b"\xff"),
    BadInput("the standard input and a path", "error: - stands for the standard input", arguments=("-", "main.tf")),
    # options
    BadInput("an unknown option", "error: No such option", arguments=("--chekc",)),
    BadInput("an unknown transform", 'error: --select: there is no transform "x"', arguments=("--select", "x")),
    BadInput("a setting without a key", "error: Invalid value for '--set'", arguments=("--set", "x=1")),
    BadInput(
        "a setting that is not there",
        'error: --set shorten-prefixes.x: unknown key "x"',
        arguments=("--set", "shorten-prefixes.x=1"),
    ),
    BadInput(
        "a setting that is no TOML",
        "error: Invalid value for '--set': 'abc' is no TOML value",
        arguments=("--set", "shorten-prefixes.suffix-budget=abc"),
    ),
    BadInput("an unknown format", "error: Invalid value for '--output-format'", arguments=("--output-format=x",)),
    BadInput("a value without a name", "error: Invalid value for '--var'", arguments=("--var", "x")),
    BadInput("a file of values that is not there", "error: x: can't be read: No such", arguments=("--var-file", "x")),
    BadInput("a baseline that is not there", "error: x: No such file or directory", arguments=("--baseline", "x")),
    BadInput("a folder of transforms that is not there", "error: ", arguments=("--transforms", "x")),
    BadInput("a report that can't be written", "error: no/x: can't be written", arguments=("--output-file", "no/x")),
    BadInput(
        "a report where a link stands",
        "error: report: can't be written: it is a link",
        files={"report": Odd.LINK_TO_FOLDER_ABOVE},
        arguments=("--output-file", "report"),
    ),
    BadInput(
        "a report below a link out of the current directory",
        "error: report/x: can't be written: it is a link",
        files={"report": Odd.LINK_TO_FOLDER_ABOVE},
        arguments=("--output-file", "report/x"),
    ),
    BadInput(
        "an option that is the name of a file",
        "error: there is a file '--set=x.tf' here; for the file write ./--set=x.tf",
        files={"--set=x.tf": GOOD},
        arguments=("--set=x.tf",),
    ),
    # configuration
    BadInput("a configuration that is not there", "error: x: No such file", arguments=("--config", "x")),
    BadInput("a configuration that is no TOML", "error: .hclfix.toml:1:1: ", files={".hclfix.toml": b"select = ["}),
    BadInput("a configuration that is not UTF-8", "error: .hclfix.toml: byte 0", files={".hclfix.toml": b"\xff"}),
    BadInput(
        "an unknown key in the configuration",
        'error: .hclfix.toml:1: unknown key "selekt"; did you mean "select"?',
        files={".hclfix.toml": b"selekt = []"},
    ),
    BadInput(
        "a configuration that asks to run programs",
        "error: .hclfix.toml:1: --verify runs programs",
        files={".hclfix.toml": b"verify = true"},
    ),
    BadInput(
        "a configuration that brings a cache of its own",
        "error: .hclfix.toml:1: what lies in the directory of --cache-dir is believed, so the command line alone",
        files={".hclfix.toml": b'cache-dir = "."'},
    ),
    BadInput(
        "a configuration without end",
        "error: .hclfix.toml: this is no configuration: it is larger than 1000000 bytes",
        files={".hclfix.toml": b"#" * 1_000_001},
    ),
    BadInput(
        "a configuration that names a folder of code",
        "error: .hclfix.toml:1: transforms must be a table",
        files={".hclfix.toml": b'transforms = "."'},
    ),
)


def lay_out(directory: Path, bad: BadInput) -> None:
    """Makes the files of the directory, with a good one among them."""
    for name, content in ({"main.tf": GOOD} | dict(bad.files)).items():
        path = directory / name
        match content:
            case Odd.FOLDER:
                path.mkdir()
            case Odd.PIPE:
                os.mkfifo(path)
            case Odd.LINK_TO_ITSELF:
                path.symlink_to(name)
            case Odd.LINK_TO_FOLDER_ABOVE:
                path.symlink_to("..")
            case Odd.LINK_TO_ENVIRONMENT:
                path.symlink_to("/proc/self/environ")
            case Odd.UNREADABLE:
                path.write_bytes(GOOD)
                path.chmod(0)
            case bytes():
                path.write_bytes(content)
