"""The command line: options in, a request out."""

from __future__ import annotations

import os
import sys
import tomllib
from typing import Any

import click

from hclfix.command import Mode, Request, Run
from hclfix.config import ConfigError, ConfigFiles, command_line
from hclfix.load import ReadError, parse, read_text
from hclfix.output import outputs
from hclfix.transform import TransformError, load_transforms, transforms_directory
from hclfix.tree import Inputs
from hclfix.version import __version__


def _names(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...] | None:
    """The names of an option that may be repeated, each a comma-separated list."""
    return tuple(name.strip() for value in values for name in value.split(",") if name.strip()) or None


def _tables(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    """``--set TRANSFORM.KEY=VALUE`` as tables of settings; VALUE is TOML."""
    tables: dict[str, dict[str, Any]] = {}
    for said in values:
        name, equals, text = said.partition("=")
        transform, dot, key = name.strip().partition(".")
        if not equals or not dot or not key:
            raise click.BadParameter(f"{said!r} is not TRANSFORM.KEY=VALUE")
        try:
            tables.setdefault(transform, {})[key] = tomllib.loads(f"value = {text}")["value"]
        except tomllib.TOMLDecodeError as error:
            hint = '; a string needs quotes: KEY="text"' if text.strip()[:1] not in "\"'[{" else ""
            raise click.BadParameter(f"{text!r} is no TOML value ({error}){hint}") from None
    return tables


def _variables(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    """``--var NAME=VALUE`` as Terraform takes it."""
    pairs = [value.partition("=") for value in values]
    for name, equals, _ in pairs:
        if not equals or not name:
            raise click.BadParameter(f"{name!r} is not NAME=VALUE")
    return {name: value for name, _, value in pairs}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--check", "mode", flag_value="check", help="Write nothing; list the findings. Exit code 1 if there are any."
)
@click.option("--write", "mode", flag_value="write", help="Make the fixes. Exit code 1 if findings are left.")
@click.option("--diff", is_flag=True, help="Print the diff with --check or --write too.")
@click.option("--unsafe", is_flag=True, help="Make fixes too that may change real infrastructure.")
@click.option("--select", multiple=True, callback=_names, metavar="NAMES", help="Run these transforms only.")
@click.option("--ignore", multiple=True, callback=_names, metavar="NAMES", help="Do not run these transforms.")
@click.option(
    "--set",
    "tables",
    multiple=True,
    callback=_tables,
    metavar="TRANSFORM.KEY=VALUE",
    help="Set a transform's setting; VALUE is TOML.",
)
@click.option(
    "--var",
    "variables",
    multiple=True,
    callback=_variables,
    metavar="NAME=VALUE",
    help="The value of a variable of root modules.",
)
@click.option("--var-file", "variable_files", multiple=True, type=click.Path(), help="A file of such values.")
@click.option("--workspace", help="The value of terraform.workspace.")
@click.option(
    "--stdin-filename",
    type=click.Path(),
    metavar="PATH",
    help="The file that the text on the standard input (PATHS: -) is to be.",
)
@click.option("--list", "list_transforms", is_flag=True, help="List the transforms.")
@click.option("--explain", metavar="NAME", help="Print the page of a transform.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to use colour.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print the diff and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Say more of what is done.")
@click.version_option(__version__, prog_name="hclfix")
def hclfix(
    paths: tuple[str, ...],
    mode: Mode | None,
    diff: bool,
    unsafe: bool,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    tables: dict[str, dict[str, Any]],
    variables: dict[str, str],
    variable_files: tuple[str, ...],
    workspace: str | None,
    stdin_filename: str | None,
    list_transforms: bool,
    explain: str | None,
    color: str,
    quiet: bool,
    verbose: bool,
) -> int:
    """Repair Terraform in PATHS: print what would change as a diff, or check, or write.

    A directory is walked; a file stands for its whole module; - is the standard input. Without PATHS it is the current
    directory.
    """
    transforms = load_transforms(transforms_directory())
    out, err = outputs(color)
    said = command_line(
        {"select": select, "ignore": ignore or (), "unsafe_fixes": unsafe or None, "transforms": tables}
    )
    if list_transforms:
        for transform in transforms:
            out.write(f"{transform.name}: {transform.summary}\n")
        return 0
    if explain is not None:
        pages = {transform.name: transform.page for transform in transforms}
        if explain not in pages:
            raise click.UsageError(f"there is no transform {explain!r}")
        out.write(pages[explain])
        return 0
    from_stdin = "-" in paths
    if from_stdin and len(paths) > 1:
        raise click.UsageError("- stands for the standard input, and goes with no other path")
    if stdin_filename is not None and not from_stdin:
        raise click.UsageError("--stdin-filename goes with - for a path")
    request = Request(
        mode=mode or "diff",
        paths=paths or (os.curdir,),
        transforms=transforms,
        said=said,
        files=ConfigFiles(__version__),
        inputs=_inputs(variables, variable_files, workspace),
        diff=diff,
        quiet=quiet,
        verbose=verbose,
        stdin=sys.stdin.buffer.read() if from_stdin else None,
        stdin_filename=stdin_filename,
    )
    return Run(request, out, err).run()


def _inputs(variables: dict[str, str], files: tuple[str, ...], workspace: str | None) -> Inputs:
    """What the command line and the environment give; the workspace is TF_WORKSPACE where no option says it."""
    texts = tuple((path, read_text(path)) for path in files)
    for path, text in texts:
        if not path.endswith(".json"):
            parse(path, text)
    return Inputs(variables, texts, os.environ, workspace or os.environ.get("TF_WORKSPACE"))


def main() -> None:
    """Runs the command and exits: 0 or 1 as the mode says, 2 for what went wrong, 130 for Ctrl-C."""
    try:
        code = hclfix.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = 2
    except (ConfigError, ReadError, TransformError) as error:
        click.echo(f"error: {error}", err=True)
        code = 2
    except FileNotFoundError as error:
        click.echo(f"error: {error.args[0]}: no such file or directory", err=True)
        code = 2
    except (KeyboardInterrupt, click.Abort):
        code = 130
    sys.exit(code)
