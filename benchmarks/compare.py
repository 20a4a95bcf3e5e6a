"""Measures hclfix beside its peers on one tree, in one run, and prints the ratios as Markdown tables.

Every command runs once in each round, so that what slows the machine down slows all of them; a ratio is that of one
round, and what is printed is the median over the rounds. Peers that are not installed are left out, and named. Without
``--path`` the tree is generated::

    python benchmarks/compare.py                          # 20 MB, 5 rounds
    python benchmarks/compare.py --path ~/infrastructure  # any real tree
"""

from __future__ import annotations

import argparse
import os
import platform
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import readers
from benchmarks.generate import generate

ROOT = Path(__file__).resolve().parent.parent
FMT = "terraform fmt -check -recursive"
TWO = "hclfix --check, two processes"
ONE = "hclfix --check, one process"
WARM = "hclfix --check, nothing changed"
SMALL = "hclfix --check, a module of 10 files"
CLICK = 'python -c "import click"'
TFLINT = "tflint --recursive"
GOALS = {TWO: 4.0, ONE: 2.5, WARM: 20.0}
"""How many times faster than terraform fmt each should be."""


class Cost(NamedTuple):
    """Seconds on the clock, seconds of processor time over all its processes, and the peak memory of one, in MB."""

    clock: float
    processor: float
    memory: float


class Command(NamedTuple):
    """What is run. With ``fresh`` the cache is emptied before each run."""

    arguments: tuple[str, ...]
    fresh: bool = True


def hclfix(directory: Path, *options: str, fresh: bool = True) -> Command:
    """A check that prints nothing."""
    return Command(
        (sys.executable, "-m", "hclfix", "--check", "--quiet", "--isolated", *options, str(directory)), fresh
    )


def run(command: Command, cache: Path) -> Cost:
    """Runs a command once. The exit code says whether there are findings, which is no matter here; 2 and more is."""
    if command.fresh:
        shutil.rmtree(cache, ignore_errors=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache), "TF_CLI_CONFIG_FILE": ""}
    start = time.perf_counter()
    process = subprocess.Popen(
        command.arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2, 3) or (process.returncode == 2 and "hclfix" in command.arguments):
        raise SystemExit(f"{shlex.join(command.arguments)} failed:\n{errors}")
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rounds(commands: dict[str, Command], count: int) -> dict[str, list[Cost]]:
    """The costs of each command, round by round."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as cache:
        for number in range(count):
            for name, command in commands.items():
                if not command.fresh:
                    run(command, Path(cache))  # fills the cache
                costs[name].append(run(command, Path(cache)))
                print(f"round {number + 1}: {name}: {costs[name][-1].clock:.2f} s", file=sys.stderr)
    return costs


def ratio(costs: dict[str, list[Cost]], slow: str, fast: str, *, processor: bool = False) -> float:
    """How many times longer ``slow`` takes than ``fast``: the median of the ratios of the rounds."""
    field = Cost._fields.index("processor" if processor else "clock")
    return median(one[field] / other[field] for one, other in zip(costs[slow], costs[fast], strict=True))


def row(*cells: str) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(cells)} |"


def whole_tree(directory: Path, megabytes: float, count: int) -> Iterator[str]:
    """The table of the commands that work on a whole tree."""
    commands = {
        FMT: Command(("terraform", "fmt", "-check", "-recursive", str(directory)), fresh=False),
        ONE: hclfix(directory, "--jobs", "1"),
        TWO: hclfix(directory, "--jobs", "2"),
        WARM: hclfix(directory, fresh=False),
    }
    if shutil.which("tflint"):
        commands[TFLINT] = Command(("tflint", "--recursive", f"--chdir={directory}"), fresh=False)
    if not shutil.which("terraform"):
        raise SystemExit("terraform is not on the PATH; all goals are measured against terraform fmt")
    costs = rounds(commands, count)
    yield row(
        "work", "seconds", "processor seconds", "MB/s", "times faster than fmt", "by processor time", "goal", "MB"
    )
    yield row(*["---"] * 8)
    for name, each in costs.items():
        clock = median(cost.clock for cost in each)
        yield row(
            name,
            f"{clock:.2f}",
            f"{median(cost.processor for cost in each):.2f}",
            f"{megabytes / clock:.1f}",
            f"{ratio(costs, FMT, name):.2f}",
            f"{ratio(costs, FMT, name, processor=True):.2f}",
            f"{GOALS[name]:g}" if name in GOALS else "",
            f"{max(cost.memory for cost in each):.0f}",
        )
    yield ""
    yield f"Two processes are {ratio(costs, ONE, TWO):.2f} times as fast as one (goal 1.7)."


def reading(directory: Path, megabytes: float, count: int) -> Iterator[str]:
    """The table of readers, on the first files of the tree."""
    size = sum(path.stat().st_size for path in readers.sample(directory, megabytes)) / 1_000_000
    speeds: dict[str, list[float]] = {name: [] for name in readers.installed()}
    for _ in range(count):
        for name in speeds:
            arguments = [sys.executable, readers.__file__, name, str(directory), str(megabytes)]
            answer = subprocess.run(arguments, check=True, capture_output=True, text=True)
            speeds[name].append(size / float(answer.stdout))
    own = next(iter(speeds))
    yield row("reader", "MB/s of processor time", "hclfix is faster by", "goal")
    yield row(*["---"] * 4)
    for name, each in speeds.items():
        times = median(mine / other for mine, other in zip(speeds[own], each, strict=True))
        goal = {own: "10 MB/s", "tree-sitter-hcl": "1"}.get(name, "")
        yield row(name, f"{median(each):.2f}", f"{times:.2f}", goal)


def small_module(count: int) -> Iterator[str]:
    """A sentence about what a whole process takes for one small module."""
    with tempfile.TemporaryDirectory() as scratch:
        generate(Path(scratch), 0.001, defects=0)
        module = max(
            (path.parent for path in Path(scratch).rglob("*.tf")), key=lambda path: len(list(path.glob("*.tf")))
        )
        files = len(list(module.glob("*.tf")))
        commands = {
            CLICK: Command((sys.executable, "-c", "import click")),
            SMALL: hclfix(module),
            WARM: hclfix(module, fresh=False),
        }
        costs = rounds(commands, count * 3)
    for name, state in ((SMALL, "cold"), (WARM, "warm")):
        yield (
            f"One module of {files} files, whole process, {state} cache:"
            f" {median(cost.processor for cost in costs[name]):.2f} s,"
            f" {ratio(costs, name, CLICK, processor=True):.2f} times `{CLICK}` (goal: under 2.5)."
        )


def growth(sizes: Sequence[float], count: int) -> Iterator[str]:
    """The table of how the time for one process grows with the tree."""
    with tempfile.TemporaryDirectory() as scratch:
        empty = Path(scratch, "empty")
        empty.mkdir()
        commands = {"0": hclfix(empty, "--jobs", "1", "--no-cache")}
        for size in sizes:
            generate(Path(scratch, f"{size:g}"), size)
            commands[f"{size:g}"] = hclfix(Path(scratch, f"{size:g}"), "--jobs", "1", "--no-cache")
        costs = rounds(commands, count)
    start_up = median(cost.processor for cost in costs["0"])
    yield row("MB", "processor seconds", "seconds for each MB, start-up subtracted", "peak memory, MB")
    yield row(*["---"] * 4)
    for size in sizes:
        each = costs[f"{size:g}"]
        processor = median(cost.processor for cost in each)
        memory = max(cost.memory for cost in each)
        yield row(f"{size:g}", f"{processor:.2f}", f"{(processor - start_up) / size:.3f}", f"{memory:.0f}")


def main() -> None:
    """Measures, and prints the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--path", type=Path, help="a tree of your own")
    parser.add_argument("--size", type=float, default=20, help="megabytes to generate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sample", type=float, default=2, help="megabytes for the readers, some of which are slow")
    parser.add_argument("--growth", type=float, nargs="*", default=[1, 5, 20], help="megabytes, such as 1 10 50 200")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = options.path or Path(scratch)
        if not options.path:
            generate(directory, options.size, seed=options.seed)
        files = readers.files_of(directory)
        megabytes = sum(path.stat().st_size for path in files) / 1_000_000
        print(f"`{shlex.join(['python', 'benchmarks/compare.py', *sys.argv[1:]])}`")
        print(f"on {len(files)} files, {megabytes:.1f} MB; Python {platform.python_version()}, {os.cpu_count()} cores,")
        print(f"median of {options.rounds} rounds.\n")
        sections = [
            whole_tree(directory, megabytes, options.rounds),
            reading(directory, options.sample, options.rounds),
            small_module(options.rounds),
            growth(options.growth, options.rounds),
        ]
        for section in sections:
            print("\n".join(section), end="\n\n", flush=True)
    missing = [name for name in readers.READERS if name not in readers.installed()]
    missing += [name for name in ("tflint",) if not shutil.which(name)]
    print(f"Not installed, so not measured: {', '.join(missing) or 'nothing'}.")


if __name__ == "__main__":
    main()
