"""Where the result of each tree comes from: the cache, this process, or others."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from hclfix.discover import Contents, contents_of
from hclfix.result import Result
from hclfix.worker import Directories, Worker, collect_less_often, results_of

if TYPE_CHECKING:
    from hclfix.cache import Cache


def results(
    worker: Worker,
    trees: Sequence[Directories],
    contents: dict[str, Contents],
    cache: Cache | None,
    *,
    scheduler: str | None = None,
    shared_storage: bool = False,
) -> Iterator[Result]:
    """The result of each tree, in order. ``contents`` are those of the directories as they were looked at.

    ``scheduler`` is the address of a dask scheduler. Its workers are sent the bytes of the files, or with
    ``shared_storage`` their paths.
    """
    if not cache:
        yield from _computed(worker, trees, scheduler, shared_storage)
        return

    def contents_in(directory: str) -> Contents:
        return contents.get(directory) or contents_of(directory)  # of two spellings one was looked at

    keys = [cache.key(tree, contents, worker.config(tree[0]).text) for tree in trees]
    missing = {key for key in keys if key not in cache}
    needed = [tree for tree, key in zip(trees, keys, strict=True) if key in missing]
    computed = _computed(worker, needed, scheduler, shared_storage)
    for tree, key in zip(trees, keys, strict=True):
        result = next(computed) if key in missing else cache.get(key)
        if result is None:  # another run has cleaned up since
            result = worker.fix(tree)
        if key in missing and all(contents_in(directory).digest == digest for directory, digest in result.read):
            cache.put(key, result)  # what was read is what was looked at
        yield result
    cache.close()


def _computed(
    worker: Worker, trees: Sequence[Directories], scheduler: str | None, shared_storage: bool
) -> Iterator[Result]:
    """The results of trees from as many processes as are worth while, or from a scheduler's."""
    if len(trees) == 1 and not scheduler:
        collect_less_often()
        yield worker.fix(trees[0])
        return
    if scheduler and trees:
        from distributed import Client  # an extra: pip install hclfix[dask]

        from hclfix.elsewhere import in_executor  # no other run needs it

        with Client(scheduler) as client:  # type: ignore[no-untyped-call]  # distributed has no types for it
            yield from in_executor(worker.plan, trees, client.get_executor(retries=3), shared_storage=shared_storage)
        return
    from hclfix.pool import in_processes, processes  # 20 ms that a single tree need not wait for

    count = processes(worker.config(os.curdir).options.jobs, len(trees))
    if count > 1:
        yield from in_processes(worker.plan, trees, count)
    else:
        collect_less_often()
        yield from results_of(worker, trees)


def open_cache(worker: Worker, directory: str | None) -> Cache:
    """The cache for what this run does: its code, its inputs, the day, and the baseline are in every key.

    It lies in ``directory``, or else in the user's cache directory.
    """
    import platformdirs  # these take 15 ms, of a run that keeps results

    from hclfix.cache import Cache, code_digest

    plan = worker.plan
    baseline = worker.baseline.digest if worker.baseline else ""
    code = code_digest((os.path.dirname(__file__), *worker.catalogue.folders))
    parts = (code, repr(plan.inputs), repr(plan.fixing), repr(plan.today), baseline)
    return Cache(directory or platformdirs.user_cache_dir("hclfix", appauthor=False), parts)
