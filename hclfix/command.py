"""A run of the command: which modules, what is printed, what is written, and the exit code."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from hclfix.config import Config, ConfigFiles, Layer, settle
from hclfix.discover import group_into_trees, module_directories
from hclfix.engine import Result
from hclfix.finding import Finding, Safety
from hclfix.load import ReadError, decode
from hclfix.output import Output
from hclfix.problem import Problem
from hclfix.report import Item, Report, Rule, Source, printable, render
from hclfix.report.diff import render_diff
from hclfix.second_opinion import second_opinion
from hclfix.transform import Transform
from hclfix.tree import Inputs
from hclfix.version import __version__
from hclfix.work import ALONE, fix_alone, fix_tree
from hclfix.write import WriteError, write_changes

Mode = Literal["diff", "check", "write"]

MACHINE_FORMATS = frozenset(("json", "json-lines", "sarif", "github", "gitlab", "junit", "rdjson"))
"""The formats that programs read; they go to the standard output, what people read goes to the standard error."""


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for. ``said`` is what it says of the configuration."""

    mode: Mode
    paths: tuple[str, ...]
    transforms: Sequence[Transform]
    said: Layer
    files: ConfigFiles
    inputs: Inputs = field(default_factory=Inputs)
    diff: bool = False
    quiet: bool = False
    verbose: bool = False
    report_file: str | None = None
    statistics: bool = False
    stdin: bytes | None = None
    stdin_filename: str | None = None


class Run:
    """One run. ``code`` is the exit code that it has come to so far."""

    def __init__(self, request: Request, out: Output, err: Output) -> None:
        self.request = request
        self.out = out
        self.err = err
        self.problems: list[Problem] = []
        self.counts: Counter[str] = Counter()
        self._configs: dict[tuple[int, ...], Config] = {}

    @property
    def code(self) -> int:
        """0, 1 for findings as the mode counts them, 2 for anything that went wrong."""
        if self.problems:
            return 2
        found = self.counts["remaining"] + (self.counts["fixed"] if self.request.mode == "check" else 0)
        return 1 if found and self.request.mode != "diff" else 0

    def run(self) -> int:
        """Works through every tree and prints as it goes; returns the exit code."""
        config = self.config(os.curdir)
        items = self.items(self.results())
        report = Report(items, __version__, self.problems, self.rules(), color=self.err.color)
        format = config.options.output_format
        if self.request.mode == "diff" and format not in MACHINE_FORMATS:
            for _ in items:
                pass
        else:
            self.print_report(render(format, report), format)
        self.summary()
        return self.code

    # --- the trees ---

    def config(self, directory: str) -> Config:
        """The configuration that holds for a directory."""
        layers = self.request.files.layers(directory)
        key = tuple(id(layer) for layer in layers)
        if key not in self._configs:
            self._configs[key] = settle((*layers, self.request.said), self.request.transforms)
        return self._configs[key]

    def results(self) -> Iterator[Result]:
        """The result of each tree, in the order of the walk; of the standard input alone where that is to be fixed."""
        if self.request.stdin is not None:
            yield self.stdin_result(self.request.stdin)
            return
        force = self.config(os.curdir).options.force_exclude

        def excluded(path: str) -> bool:
            return self.config(os.path.dirname(path) or os.curdir).excludes(path)

        paths = [path for path in self.request.paths if not (force and excluded(path))]
        for directories in group_into_trees(module_directories(paths, excluded)):
            yield fix_tree(directories, self.config(directories[0]), self.request.inputs)

    def stdin_result(self, content: bytes) -> Result:
        """The result of the text on the standard input, in its module where its file name says which that is."""
        name = self.request.stdin_filename
        path = os.path.normpath(name) if name else ALONE
        try:
            text = decode(path, content)
        except ReadError as error:
            return Result((), (), (), (), {}, (error.problem,))
        directory = os.path.dirname(path) or os.curdir
        config = self.config(directory)
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
            if self.request.mode == "write" and not self.written(result):
                result = Result((), (), (), (*result.fixed, *result.remaining), result.texts, result.problems)
            for problem in result.problems:
                self.problem(problem)
            if self.request.mode == "diff" or self.request.diff:
                for piece in render_diff(result.changes, color=self.out.color, terminal=self.out.terminal):
                    self.out.write(piece)
            sources = {path: Source(path, text) for path, text in result.texts.items()}
            for finding in self.counted(result):
                yield Item(finding, sources)

    def counted(self, result: Result) -> Iterator[Finding]:
        """Counts the findings of a result, and yields those that the mode reports."""
        self.counts["fixed"] += len(result.fixed)
        self.counts["files"] += len(result.changes)
        self.counts["remaining"] += len(result.remaining)
        for finding in result.remaining:
            self.counts[finding.safety.value] += 1
        shown = result.remaining if self.request.mode == "write" else (*result.fixed, *result.remaining)
        yield from sorted(shown, key=lambda finding: (finding.path, finding.span, finding.transform, finding.message))

    def written(self, result: Result) -> bool:
        """Writes the changes of a tree, all or none; whether it did."""
        if not result.changes or self.request.stdin is not None:
            return True
        doubts = second_opinion(result.changes, result.edits)
        if doubts:
            for doubt in doubts:
                self.problem(doubt)
            return False
        try:
            write_changes(
                result.changes,
                [path if os.path.isdir(path) else os.path.dirname(path) or os.curdir for path in self.request.paths],
            )
        except WriteError as error:
            self.problem(Problem(error.path, error.message))
            return False
        if not self.request.quiet:
            for change in result.changes:
                names = sorted({finding.transform for finding in result.fixed if _touches(finding, change.path)})
                verb = "created" if change.before is None else "removed" if change.after is None else "fixed"
                self.err.write(f"{verb} {printable(change.path)} ({', '.join(names)})\n")
        return True

    # --- what people read ---

    def problem(self, problem: Problem) -> None:
        """Says what went wrong, and remembers it for the exit code."""
        self.problems.append(problem)
        self.err.write("error: " + "\n".join(printable(line, keep="\t") for line in str(problem).split("\n")) + "\n")

    def rules(self) -> dict[str, Rule]:
        return {transform.name: Rule(transform.summary, transform.page) for transform in self.request.transforms}

    def print_report(self, pieces: Iterable[str], format: str) -> None:
        if self.request.report_file:
            with open(self.request.report_file, "w", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces)
            return
        machine = format in MACHINE_FORMATS
        output: Output = self.out if machine else self.err
        for piece in pieces:
            if machine or not self.request.quiet:
                output.write(piece)

    def summary(self) -> None:
        """One line of what was found, and a hint at what ``--unsafe`` would do."""
        if self.request.quiet:
            return
        fixed, left, unsafe = self.counts["fixed"], self.counts["remaining"], self.counts[Safety.UNSAFE.value]
        verb = "fixed" if self.request.mode == "write" else "fixable"
        if fixed or left:
            self.err.write(
                f"{_count(fixed + left, 'finding')}, {fixed} {verb} in {_count(self.counts['files'], 'file')}\n"
            )
        elif not self.problems:
            self.err.write("nothing to fix\n")
        if unsafe:
            them = "it" if unsafe == 1 else "them"
            self.err.write(f"{_count(unsafe, 'unsafe fix', 'unsafe fixes')} not made; --unsafe makes {them} too\n")


def _touches(finding: Finding, path: str) -> bool:
    fix = finding.fix
    return fix is not None and (path in fix.removed or any(edit.path == path for edit in fix.edits))


def _count(number: int, one: str, many: str | None = None) -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
