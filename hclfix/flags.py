"""The parts of the command line that are the same everywhere: how values are read, and which words complete them."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import click

from hclfix.catalogue import Catalogue
from hclfix.report import OutputFormat

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Command(click.Command):
    """The command, whose ``--verify`` may stand without a value and never takes the next word for one.

    The context's ``meta["order"]`` holds the names of the parameters in the order of the command line, each as often
    as it occurs there: click itself keeps the values of two options apart.

    A word that is the name of a file is never an option: pre-commit and ``*`` hand over what a tree holds, and a file
    may be called ``--transforms=x.tf``.
    """

    def parse_args(self, context: click.Context, arguments: list[str]) -> list[str]:
        end = arguments.index("--") if "--" in arguments else len(arguments)
        for word in arguments[:end]:
            if word.startswith("-") and word != "-" and os.path.lexists(word):
                message = f"there is a file {word!r} here; for the file write ./{word}, or -- before it"
                raise click.UsageError(message, context)
        words = ["--verify=validate" if word == "--verify" else word for word in arguments[:end]]
        words += arguments[end:]
        _, _, order = self.make_parser(context).parse_args(list(words))
        context.meta["order"] = [parameter.name for parameter in order]
        return super().parse_args(context, words)


def names(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """The names of an option that may be repeated, each a comma-separated list."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip()) or None


def tables(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """``--set TRANSFORM.KEY=VALUE`` as tables of settings; VALUE is TOML."""
    said: dict[str, dict[str, Any]] = {}
    for value in values:
        name, equals, text = value.partition("=")
        transform, dot, key = name.strip().partition(".")
        if not equals or not dot or not key:
            raise click.BadParameter(f"{value!r} is not TRANSFORM.KEY=VALUE")
        import tomllib  # 10 ms that a run without --set need not wait for

        try:
            read = tomllib.loads(f"value = {text}")
        except tomllib.TOMLDecodeError as error:
            hint = '; a string needs quotes: KEY="text"' if text.strip()[:1] not in "\"'[{" else ""
            raise click.BadParameter(f"{text!r} is no TOML value ({error}){hint}") from None
        if len(read) > 1:
            raise click.BadParameter(f"{text!r} is more than one TOML value")
        said.setdefault(transform, {})[key] = read["value"]
    return said


def variables(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> list[tuple[str, str]]:
    """``--var NAME=VALUE`` as Terraform takes it, in order."""
    pairs = [value.partition("=") for value in values]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise click.BadParameter(f"{name!r} is not NAME=VALUE")
    return [(name, value) for name, _, value in pairs]


def complete_names(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The transforms that the last name of a comma-separated list may become."""
    from click.shell_completion import CompletionItem  # for a shell's question alone

    before, comma, last = incomplete.rpartition(",")
    return [
        CompletionItem(before + comma + name, help=transform.summary)
        for name, transform in Catalogue(context.params.get("folders") or ()).items()
        if name.startswith(last)
    ]


def configuration(command: Decorated) -> Decorated:
    """Adds the options that go before a configuration file, each under the name of its field in ``Options``."""
    listed: dict[str, Any] = {"multiple": True, "callback": names, "metavar": "NAMES", "shell_complete": complete_names}
    patterns: dict[str, Any] = {"multiple": True, "callback": names, "metavar": "PATTERNS"}
    options = [
        click.option("--select", help="Run these transforms only.", **listed),
        click.option("--extend-select", help="Run these transforms as well.", **listed),
        click.option("--ignore", help="Do not run these transforms.", **listed),
        click.option(
            "--unsafe",
            "unsafe_fixes",
            is_flag=True,
            default=None,
            help="Make unsafe fixes too, which may change real infrastructure.",
        ),
        click.option(
            "--set",
            "transforms",
            multiple=True,
            callback=tables,
            metavar="TRANSFORM.KEY=VALUE",
            help="Set a transform's setting; VALUE is TOML.",
        ),
        click.option("--exclude", help="Leave out these files and directories.", **patterns),
        click.option("--extend-exclude", help="Leave out these as well.", **patterns),
        click.option("--force-exclude", is_flag=True, default=None, help="Leave them out also where PATHS names them."),
        click.option("--jobs", type=click.IntRange(1), help="How many processes work at a time; one a processor."),
        click.option(
            "--output-format",
            type=click.Choice(get_args(OutputFormat)),
            help="How findings are shown; concise when nothing is said.",
        ),
    ]
    for option in reversed(options):
        command = option(command)
    return command
