"""One tree from its directories to its result: the piece of work that can be done anywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hclfix.config import Config
from hclfix.engine import Result, run
from hclfix.finding import Finding
from hclfix.load import read_tree
from hclfix.tree import Inputs, Tree


def fix_tree(
    directories: Iterable[str],
    config: Config,
    inputs: Inputs | None = None,
    *,
    replaced: Mapping[str, str] | None = None,
    only: str | None = None,
) -> Result:
    """Reads the modules in ``directories`` as one tree and runs the configured transforms over it. Writes nothing.

    A tree that can't be read whole is not run: its result holds the problems alone. ``replaced`` are texts that stand for
    files on disk, and ``only`` the one file that fixes may touch.
    """
    tree, problems = read_tree(directories, inputs, replaced)
    if problems:
        return Result((), (), (), (), {}, tuple(problems))

    def judge(tree: Tree, findings: Sequence[Finding]) -> list[Finding]:
        return [config.judged(finding) for finding in findings if config.keeps(finding)]

    return run(tree, config.transforms, unsafe=config.options.unsafe_fixes, judge=judge, only=only)
