"""The command line: options in, a request out."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, NoReturn, get_args

import click

import hclfix.flags as flags
from hclfix.catalogue import Catalogue
from hclfix.command import Run
from hclfix.config import ConfigError, choose, command_line
from hclfix.decode import ReadError, read_text
from hclfix.inputs import Inputs
from hclfix.output import outputs
from hclfix.report import printable
from hclfix.request import Mode, Request, Verification
from hclfix.transform import TransformError
from hclfix.version import __version__


@click.command(cls=flags.Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--check", "mode", flag_value="check", help="Write nothing; list the findings. Exit code 1 if there are any."
)
@click.option("--write", "mode", flag_value="write", help="Make the fixes. Exit code 1 if findings are left.")
@click.option(
    "--verify",
    type=click.Choice(get_args(Verification)),
    metavar="[=plan]",
    help="Ask terraform first whether the fixes are right: whether the modules stay valid, or with =plan whether their"
    " plans stay the same. This runs what the modules name: providers, and with =plan data sources.",
)
@click.option("--diff", is_flag=True, help="Print the diff with --check or --write too.")
@flags.configuration
@click.option(
    "--config", type=click.Path(), envvar="HCLFIX_CONFIG", show_envvar=True, help="Take this configuration file."
)
@click.option("--isolated", is_flag=True, help="Take no configuration file.")
@click.option(
    "--var",
    "variables",
    multiple=True,
    callback=flags.variables,
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
@click.option("--baseline", type=click.Path(), help="A file of findings that do not count.")
@click.option("--write-baseline", "mode", flag_value="write-baseline", help="Put all findings in the baseline file.")
@click.option("--add-ignores", "mode", flag_value="add-ignores", help="Write a suppression comment for each finding.")
@click.option("--output-file", type=click.Path(), help="Write the findings to this file.")
@click.option("--statistics", is_flag=True, help="Count the findings of each transform instead of listing them.")
@click.option("--exit-zero", is_flag=True, help="Exit code 0 also when there are findings.")
@click.option("--exit-non-zero-on-fix", is_flag=True, help="Exit code 1 with --write also when all is fixed.")
@click.option("--show-settings", is_flag=True, help="Print the configuration of the first of PATHS.")
@click.option("--show-files", is_flag=True, help="Print the files of the modules in PATHS.")
@click.option(
    "--transforms",
    "folders",
    multiple=True,
    type=click.Path(),
    metavar="DIR",
    is_eager=True,
    help="Take the transforms in this folder too; their code is run.",
)
@click.option("--scheduler", metavar="ADDRESS", help="Spread the work over the workers of this dask scheduler.")
@click.option(
    "--shared-storage", is_flag=True, help="The workers of --scheduler see the same paths: send them no files."
)
@click.option("--cache-dir", type=click.Path(), help="Where results are remembered; in the user's cache directory.")
@click.option("--no-cache", is_flag=True, help="Remember no results, and use none that are remembered.")
@click.option("--list", "list_transforms", is_flag=True, help="List the transforms.")
@click.option("--explain", metavar="NAME", shell_complete=flags.complete_names, help="Print the page of a transform.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="When to use colour.",
)
@click.option("-q", "--quiet", is_flag=True, help="Print the diff and errors only.")
@click.option("-v", "--verbose", is_flag=True, help="Say which modules are fixed together, by what.")
@click.version_option(__version__, prog_name="hclfix")
def hclfix(
    paths: tuple[str, ...],
    mode: Mode | None,
    verify: Verification | None,
    diff: bool,
    config: str | None,
    isolated: bool,
    variables: list[tuple[str, str]],
    variable_files: tuple[str, ...],
    workspace: str | None,
    stdin_filename: str | None,
    baseline: str | None,
    output_file: str | None,
    statistics: bool,
    exit_zero: bool,
    exit_non_zero_on_fix: bool,
    show_settings: bool,
    show_files: bool,
    list_transforms: bool,
    explain: str | None,
    folders: tuple[str, ...],
    cache_dir: str | None,
    no_cache: bool,
    scheduler: str | None,
    shared_storage: bool,
    color: str,
    quiet: bool,
    verbose: bool,
    **said: Any,
) -> int:
    """Repair Terraform in PATHS: print what would change as a diff, or check, or write.

    A directory is walked; a file stands for its whole module; - is the standard input. Without PATHS it is the current
    directory.
    """
    out, err = outputs(color)
    if list_transforms:
        for transform in Catalogue(folders).values():
            out.write(f"{transform.name}: {transform.summary}\n")
        return 0
    if explain is not None:
        catalogue = Catalogue(folders)
        if explain not in catalogue:
            raise click.UsageError(f"there is no transform {explain!r}; {choose(explain, catalogue)}")
        out.write(catalogue[explain].page)
        return 0
    if scheduler and not find_spec("distributed"):
        raise click.UsageError("--scheduler needs dask: pip install 'hclfix[dask]'")
    if shared_storage and not scheduler:
        raise click.UsageError("--shared-storage goes with --scheduler")
    from_stdin = "-" in paths
    if from_stdin and len(paths) > 1:
        raise click.UsageError("- stands for the standard input, and goes with no other path")
    if from_stdin and not sys.stdin:
        raise click.UsageError("the standard input is closed")
    if stdin_filename is not None and not from_stdin:
        raise click.UsageError("--stdin-filename goes with - for a path")
    if mode == "write-baseline" and baseline is None:
        raise click.UsageError("--write-baseline goes with --baseline FILE")
    if from_stdin and mode in ("write-baseline", "add-ignores"):
        raise click.UsageError(f"--{mode} goes with files, not with the standard input")
    if verify and (from_stdin or mode in ("write-baseline", "add-ignores")):
        raise click.UsageError("--verify goes with fixes of files")
    request = Request(
        mode=mode or "diff",
        paths=paths or (os.curdir,),
        said=command_line(said),
        config_file=config,
        isolated=isolated,
        folders=folders,
        inputs=_inputs(variables, variable_files, workspace),
        diff=diff,
        quiet=quiet,
        verbose=verbose,
        stdin=sys.stdin.buffer.read() if from_stdin else None,
        stdin_filename=stdin_filename,
        baseline_file=baseline,
        output_file=output_file,
        statistics=statistics,
        exit_zero=exit_zero,
        exit_non_zero_on_fix=exit_non_zero_on_fix,
        cached=not no_cache,
        cache_directory=cache_dir,
        scheduler=scheduler,
        shared_storage=shared_storage,
        verify=verify,
    )
    run = Run(request, out, err)
    if show_settings:
        return run.show_settings()
    if show_files:
        return run.show_files()
    return run.run()


def _inputs(variables: Sequence[tuple[str, str]], files: tuple[str, ...], workspace: str | None) -> Inputs:
    """What the command line and the environment give; the workspace is TF_WORKSPACE where no option says it."""
    texts = tuple((path, read_text(path, from_pipe=True)) for path in files)
    if texts:
        from hclfix.read import parse  # the parser: not needed where the cache knows the answer

        for path, text in texts:
            if not path.endswith(".json"):
                parse(path, text)
    environment = {name: value for name, value in os.environ.items() if name.startswith("TF_VAR_")}
    return Inputs(_not_overruled(variables, texts), texts, environment, workspace or os.environ.get("TF_WORKSPACE"))


def _not_overruled(variables: Sequence[tuple[str, str]], texts: Sequence[tuple[str, str]]) -> dict[str, str]:
    """The values of ``--var`` that nothing later on the command line replaces, be it ``--var`` or ``--var-file``."""
    if not texts:
        return dict(variables)
    from hclfix.resolve import values_in  # the evaluator: as above

    pairs, files = iter(variables), iter(texts)
    given: dict[str, str] = {}
    for option in click.get_current_context().meta["order"]:
        if option == "variables":
            given.update([next(pairs)])
        elif option == "variable_files":
            for name in values_in(*next(files)):
                given.pop(name, None)
    return given


def main() -> NoReturn:
    """Runs the command and exits: 0 or 1 as the mode says, 2 for what went wrong, 130 for Ctrl-C."""
    try:
        sys.exit(_exit_code())
    except BrokenPipeError:  # nobody reads what went wrong
        sys.exit(2)


def _exit_code() -> int:
    """Runs the command and says what went wrong."""
    try:
        code: int = hclfix.main(prog_name="hclfix", standalone_mode=False)
        return code
    except SystemExit:  # click's answer where nobody reads the help
        return 0
    except (KeyboardInterrupt, click.Abort):
        return 130
    except click.ClickException as error:
        click.UsageError(printable(error.format_message()), getattr(error, "ctx", None)).show()
    except (ConfigError, TransformError) as error:
        click.echo(f"error: {printable(str(error))}", err=True)
    except ReadError as error:
        click.echo("error: " + printable(str(error), keep="\t\n"), err=True)
    except FileNotFoundError as error:
        click.echo(f"error: {printable(error.args[0])}: no such file or directory", err=True)
    except OSError as error:  # a full disk under the standard output
        click.echo(f"error: {error.strerror}{f': {printable(error.filename)}' if error.filename else ''}", err=True)
    return 2
