"""Measures hclfix beside its peers on one tree, in one run, and prints the ratios as Markdown tables.

Every command runs once in each round, so that what slows the machine down slows all of them; a ratio is that of one
round, and what is printed is the median over the rounds. Peers that are not installed are left out, and named.
hclfix is the script that is installed beside this Python, as people run it, with its modules compiled. Without
``--path`` the tree is generated::

    python benchmarks/compare.py                          # all of docs/performance.md, about 10 minutes
    python benchmarks/compare.py --path ~/infrastructure  # any real tree
"""

from __future__ import annotations

import argparse
import os
import platform
import re
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
SCRIPT = Path(sys.executable).with_name("hclfix")
FMT = "terraform fmt -check -recursive"
TWO = "hclfix --check, two processes"
ONE = "hclfix --check, one process"
WARM = "hclfix --check, nothing changed"
SMALL = "hclfix --check, a cache that is empty"
UNCACHED = "hclfix --check --no-cache"
CLICK = 'python -c "import click"'
TFLINT = "tflint --recursive"
GOALS = {TWO: 4.0, ONE: 2.5, WARM: 20.0}
"""How many times faster than terraform fmt each should be."""

READING_GOALS = {"tree-sitter-hcl": 1.0, "python-hcl2": 10 / 0.39}
"""How many times faster than each reader the structural scan should be: 10 MB/s where python-hcl2 parses 0.39."""

MOST_IN_A_ROUND = 100
"""Megabytes of a tree that is measured in every round of the growth; a larger one is measured twice."""


class Cost(NamedTuple):
    """Seconds on the clock, seconds of processor time over all its processes, and the peak memory of one, in MB."""

    clock: float
    processor: float
    memory: float


class Command(NamedTuple):
    """What is run. With ``fresh`` the cache is empty before each run, without it is full."""

    arguments: tuple[str, ...]
    fresh: bool = True


def hclfix(directory: Path, *options: str, fresh: bool = True) -> Command:
    """A check with the report that people get."""
    return Command((str(SCRIPT), "--check", "--isolated", *options, str(directory)), fresh)


def run(command: Command, cache: Path) -> Cost:
    """Runs a command once. The exit code says whether there are findings, which is no matter here; 2 and more is."""
    if command.fresh:
        shutil.rmtree(cache, ignore_errors=True)
    environment = {**os.environ, "XDG_CACHE_HOME": str(cache), "TF_CLI_CONFIG_FILE": ""}
    start = time.perf_counter()
    process = subprocess.Popen(
        command.arguments, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    clock = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1, 2, 3) or (process.returncode == 2 and command.arguments[0] == str(SCRIPT)):
        raise SystemExit(f"{shlex.join(command.arguments)} failed:\n{errors}")
    return Cost(clock, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rounds(commands: dict[str, Command], count: int) -> dict[str, list[Cost]]:
    """The costs of each command, round by round."""
    costs: dict[str, list[Cost]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as scratch:
        fresh, full = Path(scratch, "fresh"), Path(scratch, "full")
        for command in commands.values():
            if not command.fresh:
                run(command, full)
        for number in range(count):
            for name, command in list(commands.items())[:: -1 if number % 2 else 1]:  # none is always the first
                costs[name].append(run(command, fresh if command.fresh else full))
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
        FMT: Command(("terraform", "fmt", "-check", "-recursive", str(directory))),
        ONE: hclfix(directory, "--jobs", "1"),
        TWO: hclfix(directory, "--jobs", "2"),
        WARM: hclfix(directory, fresh=False),
    }
    if shutil.which("tflint"):
        commands[TFLINT] = Command(("tflint", "--recursive", f"--chdir={directory}"))
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
        goal = "10 MB/s" if name == own else f"{READING_GOALS[name]:.1f}" if name in READING_GOALS else ""
        yield row(name, f"{median(each):.2f}", f"{times:.2f}", goal)


def small_module(count: int) -> Iterator[str]:
    """The table of what a whole process takes for one module of 10 files, which has nothing to find."""
    with tempfile.TemporaryDirectory() as scratch:
        generate(Path(scratch), 1, defects=0)
        module = next(
            path.parent for path in sorted(Path(scratch).glob("*/modules/*/versions.tf")) if _files(path) == 9
        )
        shutil.copy(module.parent.parent / "providers.tf", module)  # a root module, like most that are small
        commands = {
            CLICK: Command((sys.executable, "-c", "import click")),
            UNCACHED: hclfix(module, "--no-cache"),
            SMALL: hclfix(module),
            WARM: hclfix(module, fresh=False),
        }
        costs = rounds(commands, count * 3)
    yield row("one module of 10 files, whole process", "seconds", "times `import click`", "by processor time", "goal")
    yield row(*["---"] * 5)
    for name in commands:
        yield row(
            f"`{name}`" if name == CLICK else name,
            f"{median(cost.clock for cost in costs[name]):.3f}",
            f"{ratio(costs, name, CLICK):.2f}",
            f"{ratio(costs, name, CLICK, processor=True):.2f}",
            "" if name == CLICK else "under 2.5",
        )


def _files(path: Path) -> int:
    """How many files lie beside a file, itself too."""
    return len(list(path.parent.iterdir()))


def growth(sizes: Sequence[float], count: int) -> Iterator[str]:
    """The table of how the time for one process grows with the tree.

    What a run takes whatever the size is measured by one stack with a defect in every file, so that all is loaded that
    the others load.
    """
    with tempfile.TemporaryDirectory() as scratch:
        trees = {0.0: Path(scratch, "0")} | {size: Path(scratch, f"{size:g}") for size in sizes}
        sums = {}
        for size, tree in trees.items():
            generate(tree, size or 0.001, defects=0.1 if size else 1)
            sums[size] = megabytes_of(tree)
        commands = {f"{size:g}": hclfix(tree, "--jobs", "1", "--no-cache") for size, tree in trees.items()}
        large = [name for name in commands if float(name) > MOST_IN_A_ROUND]
        costs = rounds({name: command for name, command in commands.items() if name not in large}, count)
        costs |= rounds({name: commands[name] for name in large}, min(count, 2))
    start_up = median(cost.processor for cost in costs["0"])
    yield row("MB", "processor seconds", "seconds for each MB, start-up subtracted", "peak memory, MB")
    yield row(*["---"] * 4)
    slopes = []
    for size in sizes:
        each = costs[f"{size:g}"]
        processor = median(cost.processor for cost in each)
        memory = max(cost.memory for cost in each)
        slopes.append((processor - start_up) / (sums[size] - sums[0.0]))
        yield row(f"{sums[size]:.1f}", f"{processor:.2f}", f"{slopes[-1]:.3f}", f"{memory:.0f}")
    middle = (max(slopes) + min(slopes)) / 2
    yield ""
    yield (
        f"The slope is flat within {(max(slopes) / middle - 1) * 100:.0f} % of its middle (goal: 15 %). Start-up is"
        f" what one stack of {sums[0.0]:.2f} MB takes, {start_up:.2f} s, in which all is loaded that the others load."
    )


def megabytes_of(directory: Path) -> float:
    """The size of the files that count."""
    return sum(path.stat().st_size for path in readers.files_of(directory)) / 1_000_000


def said_of(directory: Path) -> Iterator[str]:
    """What hclfix itself says of a tree: how much was found, and how much parsed on the way."""
    arguments = [str(SCRIPT), "--check", "--verbose", "--statistics", "--isolated", "--no-cache", "--jobs", "1"]
    ran = subprocess.run([*arguments, str(directory)], capture_output=True, text=True, check=False)
    yield from (
        f"* {line}"
        for line in ran.stderr.splitlines()
        if re.match(r"\d+ findings?, |expressions that the grammar|nothing to fix", line)
    )


def compile_modules() -> None:
    """Compiles what is installed, as pip does."""
    import_all = "import hclfix, hclfix.transforms; print(*hclfix.__path__, *hclfix.transforms.__path__, sep='\\n')"
    answer = subprocess.run(
        [sys.executable, "-c", import_all], check=True, capture_output=True, text=True, cwd=tempfile.gettempdir()
    )
    subprocess.run([sys.executable, "-m", "compileall", "-q", *answer.stdout.splitlines()], check=True)


def main() -> None:
    """Measures, and prints the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--path", type=Path, help="a tree of your own")
    parser.add_argument("--size", type=float, default=20, help="megabytes to generate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--sample", type=float, default=1, help="megabytes for the readers, some of which are slow")
    parser.add_argument("--growth", type=float, nargs="*", default=[1, 10, 50, 200], help="megabytes of each tree")
    options = parser.parse_args()
    if not SCRIPT.exists():
        raise SystemExit(f"{SCRIPT} is missing: install hclfix for this Python")
    compile_modules()
    with tempfile.TemporaryDirectory() as scratch:
        directory = options.path or Path(scratch)
        if not options.path:
            generate(directory, options.size, seed=options.seed)
        files = readers.files_of(directory)
        megabytes = megabytes_of(directory)
        print(f"`{shlex.join(['python', 'benchmarks/compare.py', *sys.argv[1:]])}`")
        print(f"on {len(files)} files, {megabytes:.1f} MB; Python {platform.python_version()}, {os.cpu_count()} cores,")
        print(f"median of {options.rounds} rounds. hclfix says of this tree:\n", flush=True)
        print("\n".join(said_of(directory)), end="\n\n", flush=True)
        sections = [
            whole_tree(directory, megabytes, options.rounds),
            reading(directory, options.sample, options.rounds),
            small_module(options.rounds),
        ]
        if options.growth:
            sections.append(growth(options.growth, options.rounds))
        for section in sections:
            print("\n".join(section), end="\n\n", flush=True)
    missing = [name for name in readers.READERS if name not in readers.installed()]
    missing += [name for name in ("tflint",) if not shutil.which(name)]
    print(f"Not installed, so not measured: {', '.join(missing) or 'nothing'}.")


if __name__ == "__main__":
    main()
