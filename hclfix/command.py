"""A run of the command: which modules, what is printed, what is written, and the exit code."""

from __future__ import annotations

import errno
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Literal

from hclfix.change import Change
from hclfix.config import Config
from hclfix.decode import ReadError, decode
from hclfix.discover import Contents, files_of, group_into_trees, inside, module_directories
from hclfix.finding import Finding
from hclfix.output import Output
from hclfix.problem import Problem
from hclfix.progress import with_progress
from hclfix.report import Item, OutputFormat, Report, Rule, Source, printable, render, shown_path
from hclfix.request import Request, Verification
from hclfix.result import Result
from hclfix.schedule import open_cache, results
from hclfix.summary import summary
from hclfix.text import Span
from hclfix.version import __version__
from hclfix.worker import Directories, Worker

MACHINE_FORMATS = frozenset(("json", "json-lines", "sarif", "github", "gitlab", "junit", "rdjson"))
"""The formats that programs read; they go to the standard output, what people read goes to the standard error."""


class Run:
    """One run. ``code`` is the exit code that it has come to so far."""

    def __init__(self, request: Request, out: Output, err: Output) -> None:
        self.request = request
        self.out = out
        self.err = err
        self.problems: list[Problem] = []
        self.counts: Counter[str] = Counter()
        self.accepted: list[Finding] = []  # what a new baseline holds
        self.worker = Worker(request.plan)
        self.baseline = self.worker.baseline
        output_format = self.worker.config(os.curdir).options.output_format
        self.format: OutputFormat | Literal["statistics"] = "statistics" if request.statistics else output_format

    @property
    def code(self) -> int:
        """0, 1 for findings as the mode counts them, 2 for anything that went wrong."""
        if self.problems:
            return 2
        request = self.request
        found = self.counts["remaining"] if request.mode in ("check", "write", "add-ignores") else 0
        if request.mode == "check" or (request.mode == "write" and request.exit_non_zero_on_fix):
            found += self.counts["fixed"]
        return 1 if found and not request.exit_zero else 0

    def run(self) -> int:
        """Works through every tree and prints as it goes; returns the exit code."""
        items = self.items(self.results())
        stream = self.report_stream()
        color = stream.color and not self.request.output_file
        report = Report(items, __version__, self.problems, self.rules(), color)
        machine = self.format in MACHINE_FORMATS
        if self.request.mode in ("diff", "write-baseline") and not (
            machine or self.request.output_file or self.request.statistics
        ):
            for _ in items:
                pass
        else:
            self.print_report(render(self.format, report), stream)
        if self.request.mode == "write-baseline":
            self.write_baseline()
        if self.request.verbose:
            count, size = self.counts["expressions"], self.counts["bytes"]
            self.err.write(f"expressions that the grammar was needed for: {count}, with {size} bytes\n")
        if not self.request.quiet:
            for line in summary(self.request.mode, self.counts, failed=bool(self.problems)):
                self.err.write(line)
        return self.code

    def show_settings(self) -> int:
        """Prints the configuration that holds for the first path."""
        from hclfix.config.show import show  # nor does every run show its settings

        for line in show(self.worker.config(self.request.roots[0])):
            self.out.write(printable(line) + "\n")
        return 0

    def show_files(self) -> int:
        """Prints the files of every module that a run would read."""
        for directories in self.trees():
            for directory in directories:
                files = files_of(directory)
                for path in (*files.module, *files.tests, *files.values):
                    self.out.write(printable(path) + "\n")
        return 0

    # --- the trees ---

    def trees(self, contents: dict[str, Contents] | None = None) -> list[Directories]:
        """The directories of the modules, those together that local calls join, in the order of the walk."""
        force = self.worker.config(os.curdir).options.force_exclude

        def excluded(path: str) -> bool:
            return self.worker.config(os.path.dirname(path) or os.curdir).excludes(path)

        paths = [path for path in self.request.paths if not (force and excluded(path))]
        if self.request.scheduler:
            paths = [os.path.abspath(path) for path in paths]  # its workers stand elsewhere
        return group_into_trees(module_directories(paths, excluded), contents)

    def results(self) -> Iterator[Result]:
        """The result of each tree, in the order of the walk; of the standard input alone where that is to be fixed.

        What is wrong with a path or a configuration comes out at once, before the first tree is done.
        """
        if self.request.stdin is not None:
            return iter([self.stdin_result(self.request.stdin)])
        contents: dict[str, Contents] = {}
        trees = self.trees(contents)
        for directories in trees:
            config = self.worker.config(directories[0])
            if self.request.verbose:
                self.err.write(_plan(directories, config))
            if self.writes:
                from hclfix.write import remove_left_overs  # not every run writes

                for directory in directories:
                    remove_left_overs((directory, os.path.join(directory, "tests")))
        request = self.request
        cache = open_cache(self.worker, request.cache_directory) if request.cached else None
        computed = results(
            self.worker,
            trees,
            contents,
            cache,
            scheduler=request.scheduler,
            shared_storage=request.shared_storage,
        )
        found = with_progress(computed, len(trees), sys.stderr, (self.out, self.err))
        if self.request.verify:
            return self.verified(self.request.verify, trees, found)
        if self.request.mode != "add-ignores":
            return found
        from hclfix.accept import with_ignores  # parsing: not needed where the cache knows the answer

        return map(with_ignores, found)

    def verified(self, kind: Verification, trees: Iterable[Directories], results: Iterable[Result]) -> Iterator[Result]:
        """The results, without the fixes that Terraform has something against."""
        from hclfix.verify import verified  # the same

        for directories, result in zip(trees, results, strict=True):
            yield verified(kind, directories, result, self.worker)

    def stdin_result(self, content: bytes) -> Result:
        """The result of the text on the standard input, in its module where its file name says which that is."""
        from hclfix.work import ALONE, fix_alone, fix_tree  # the same

        name = self.request.stdin_filename
        path = os.path.normpath(name) if name else ALONE
        try:
            text = decode(path, content)
        except ReadError as error:
            return Result((), (), (), (), {}, (error.problem,))
        directory = os.path.dirname(path) or os.curdir
        config = self.worker.config(directory)
        if name:
            result = fix_tree([directory], config, self.request.inputs, replaced={path: text}, only=path)
        else:
            result = fix_alone(text, config)
            skipped = [transform.name for transform in config.transforms if not transform.alone]
            if skipped and not self.request.quiet:
                self.err.write(
                    f"not run, since they need the module: {', '.join(skipped)}; --stdin-filename says which it is\n"
                )
        if self.request.mode == "write":
            after = next((change.after for change in result.changes if change.path == path), text)
            self.out.write(after if after is not None else "")
        return result

    def items(self, results: Iterable[Result]) -> Iterator[Item]:
        """The findings to report; on the way changes are printed or written, as the mode asks."""
        for result in results:
            if self.writes and not self.written(result):
                result = result.without_fixes()
            for problem in result.problems:
                self.problem(problem)
            machine = self.format in MACHINE_FORMATS and not self.request.output_file
            if self.request.diff or (self.request.mode == "diff" and not machine):
                from hclfix.report.diff import render_diff  # nor does every run print one

                stream = self.err if machine else self.out
                for piece in render_diff(result.changes, result.edits, color=stream.color, terminal=stream.terminal):
                    stream.write(piece)
            self.count(result)
            yield from sorted(self.reported(result), key=_order)

    def reported(self, result: Result) -> Iterator[Item]:
        """The findings that the mode reports, in the files as they are on disk by now."""
        before = {path: Source(path, text) for path, text in result.texts.items()}
        if not self.writes:
            for finding in (*result.fixed, *result.remaining):
                fix = finding.fix and (replace(finding.fix, edits=()) if finding in result.dependent else finding.fix)
                yield Item(finding._replace(fix=fix), before)
            return
        after = before | {change.path: Source(change.path, change.after or "") for change in result.changes}
        for finding in result.left:
            yield Item(finding, after)
        if self.format in ("json", "json-lines"):
            for finding in result.fixed:
                yield Item(finding, before, fixed=True)

    def count(self, result: Result) -> None:
        self.counts["fixed"] += len(result.fixed)
        self.counts["files"] += len(result.changes)
        self.counts["remaining"] += len(result.remaining)
        self.counts["expressions"] += result.parsed[0]
        self.counts["bytes"] += result.parsed[1]
        for finding in result.remaining:
            self.counts[finding.safety.value] += 1
        if self.request.mode == "write-baseline":
            self.accepted += result.remaining

    @property
    def writes(self) -> bool:
        """Whether changes are written."""
        return self.request.mode in ("write", "add-ignores")

    def written(self, result: Result) -> bool:
        """Writes the changes of a tree, all or none; whether it did."""
        if not result.changes or self.request.stdin is not None:
            return True
        from hclfix.second_opinion import second_opinion  # the same

        doubts = second_opinion(result.changes, result.edits)
        if doubts:
            for doubt in doubts:
                self.problem(doubt)
            return False
        if not self.put_on_disk(result.changes, self.request.roots):
            return False
        if not self.request.quiet:
            for change in result.changes:
                names = sorted({finding.transform for finding in result.fixed if _touches(finding, change.path)})
                done = "fixed" if self.request.mode == "write" else "commented"
                verb = "created" if change.before is None else "removed" if change.after is None else done
                self.err.write(f"{verb} {printable(change.path)} ({', '.join(names)})\n")
        return True

    def write_baseline(self) -> None:
        """Writes the baseline of all findings, unless something went wrong on the way to them."""
        from hclfix.accept import baseline_change

        path = self.request.baseline_file
        if path and not self.problems:
            self.put_on_disk([baseline_change(path, self.accepted)], [os.path.dirname(path) or os.curdir])

    def put_on_disk(self, changes: Sequence[Change], roots: Sequence[str]) -> bool:
        from hclfix.write import WriteError, write_changes  # the same

        try:
            write_changes(changes, roots)
        except WriteError as error:
            self.problem(Problem(error.path, error.message))
            return False
        return True

    # --- what people read ---

    def problem(self, problem: Problem) -> None:
        """Says what went wrong, and remembers it for the exit code."""
        self.problems.append(problem)
        self.err.write("error: " + printable(str(problem), keep="\t\n") + "\n")

    def rules(self) -> dict[str, Rule]:
        """What a format for programs says of every transform."""
        if self.format not in MACHINE_FORMATS:
            return {}
        return {name: Rule(transform.summary, transform.page) for name, transform in self.worker.catalogue.items()}

    def report_stream(self) -> Output:
        """Where the findings go: what programs read to the standard output, unless fixed text is already there."""
        fixed_text = self.request.stdin is not None and self.request.mode == "write"
        return self.out if self.format in MACHINE_FORMATS and not fixed_text else self.err

    def print_report(self, pieces: Iterable[str], stream: Output) -> None:
        path = self.request.output_file
        if path:
            try:
                with open(
                    path, "w", encoding="utf-8", errors="backslashreplace", newline="\n", opener=_open_report
                ) as file:
                    file.writelines(pieces)
            except OSError as error:
                reason = "it is a link" if error.errno == errno.ELOOP else error.strerror
                self.problem(Problem(path, f"can't be written: {reason}"))
            return
        for piece in pieces:
            if self.format in MACHINE_FORMATS or not self.request.quiet:
                stream.write(piece)


def _open_report(path: str, flags: int) -> int:
    """Opens the file for a report. In a tree a link may stand in its place, to any file of the user's."""
    inside_tree = not os.path.isabs(path) and os.path.normpath(path).split(os.sep)[0] != os.pardir
    if inside_tree and not inside(os.path.dirname(path) or os.curdir, os.path.realpath(os.curdir)):
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
    return os.open(path, flags | (0 if path.startswith("/dev/") else os.O_NOFOLLOW), 0o666)


def _plan(directories: Directories, config: Config) -> str:
    """What is to be done with a tree, for people: its modules, the transforms, where the configuration is from."""
    files = [shown_path(layer.file.path) for layer in config.layers if layer.file]
    return (
        printable(
            f"{', '.join(directories)}: {', '.join(config.selected) or 'no transforms'};"
            f" configuration from {', '.join(files) or 'no file'}"
        )
        + "\n"
    )


def _order(item: Item) -> tuple[str, Span, str, str]:
    return item.finding.path, item.finding.span, item.finding.transform, item.finding.message


def _touches(finding: Finding, path: str) -> bool:
    fix = finding.fix
    if fix is None:  # a finding that a comment suppresses, in its own file
        return finding.path == path
    return path in fix.removed or any(edit.path == path for edit in fix.edits)
