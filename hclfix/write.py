"""Writes the changes of a tree: all files or none. Nothing else in hclfix writes to a user's files. POSIX only.

Each new text goes to a temporary file beside its target and is on the disk before the first target is touched; then
the files are renamed into place one after the other. A kill at any moment leaves each file old or new, never cut.
When one cannot be put in place, those before it are put back, from copies made before the first rename.

A file is compared with what was read right before it is replaced. Between that look and the rename POSIX offers
nothing that would keep another program away; another hclfix is kept away by a lock on the directory.
"""

from __future__ import annotations

import errno
import fcntl
import os
import re
import secrets
import shutil
import signal
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from hclfix.change import Change

_TEMPORARY_NAME = re.compile(r"\.hclfix-[0-9a-f]{16}\.tmp")


class WriteError(Exception):
    """A tree could not be written. ``path`` is the file or directory at fault, ``message`` a sentence for people."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(path, message)
        self.path = path
        self.message = message

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


def write_changes(changes: Iterable[Change], roots: Iterable[str]) -> None:
    """Carry out all the changes, or none of them.

    Args:
        changes: what to do; where before and after are equal, nothing is done.
        roots: the directories that may be written in, with everything below them.

    Raises:
        WriteError: no file was changed; one that was, and could not be put back, is named in the message.
    """
    real_roots = [os.path.realpath(root) for root in roots]
    replacements = [_Replacement(change, _target(change, real_roots)) for change in changes if _is_due(change)]
    _refuse_doubles(replacements)
    with ExitStack() as locks:
        directories = sorted({os.path.dirname(replacement.target) for replacement in replacements})
        descriptors = {directory: locks.enter_context(_locked(directory)) for directory in directories}
        for directory in directories:
            with _as_write_error(directory):
                _remove_left_overs(directory)
        try:
            for replacement in replacements:
                with _as_write_error(replacement.path):
                    replacement.check()
                    replacement.stage()
            with _signals_held():
                _put_in_place(replacements, descriptors)
        finally:
            for replacement in replacements:
                replacement.discard()


def remove_left_overs(directories: Iterable[str]) -> None:
    """Remove the temporary files that a killed run left, also where nothing is to be written now.

    Where another hclfix is writing they may be its own, and stay; so do those that can't be removed.
    """
    for directory in directories:
        with suppress(OSError, WriteError):
            if any(map(_TEMPORARY_NAME.fullmatch, os.listdir(directory))):
                with _locked(directory):
                    _remove_left_overs(directory)


def _is_due(change: Change) -> bool:
    return change.before != change.after


def _target(change: Change, real_roots: Sequence[str]) -> str:
    """The file that is to be replaced: symbolic links are followed, and have to end below a root."""
    target = os.path.realpath(change.path)
    if not any(os.path.commonpath((root, target)) == root for root in real_roots):
        raise WriteError(change.path, f"lies at {target}, outside the directories given")
    if os.path.islink(change.path) and (change.before is None or change.after is None):
        raise WriteError(change.path, "is a symbolic link; its target can be edited, but a link is not made or removed")
    return target


class _Replacement:
    """One change on its way to the disk, with the temporary files that hold its new and its old text."""

    def __init__(self, change: Change, target: str) -> None:
        self.path = change.path
        self.target = target
        self.before = None if change.before is None else change.before.encode()
        self.after = None if change.after is None else change.after.encode()
        self.new_copy = self._temporary_path()
        self.old_copy = self._temporary_path()

    def _temporary_path(self) -> str:
        return os.path.join(os.path.dirname(self.target), f".hclfix-{secrets.token_hex(8)}.tmp")

    def check(self) -> None:
        """Refuse a file that is not what was read, or that a rename would not replace as it is."""
        content = _read(self.target)
        if content != self.before:
            if self.before is None:
                raise WriteError(self.path, "exists already, and was to be a new file")
            if content is None:
                raise WriteError(self.path, "was removed since it was read")
            raise WriteError(self.path, "changed since it was read; run hclfix again")
        if content is None:
            return
        if os.stat(self.target).st_nlink > 1:
            raise WriteError(self.path, "has more than one hard link, and replacing it would part them")
        if not os.access(self.target, os.W_OK):
            raise WriteError(self.path, "is read-only")

    def stage(self) -> None:
        """Write the temporary files through to the disk."""
        if self.before is not None:
            self._write_copy(self.old_copy, self.before)
        if self.after is not None:
            self._write_copy(self.new_copy, self.after)
            os.utime(self.new_copy)

    def _write_copy(self, path: str, content: bytes) -> None:
        mode = 0o666 if self.before is None else 0o600
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
            file.write(content)
            file.flush()
            if self.before is not None:
                self._keep_owner(path)
                shutil.copystat(self.target, path)
            os.fsync(file.fileno())

    def _keep_owner(self, path: str) -> None:
        wanted, given = os.stat(self.target), os.stat(path)
        if (wanted.st_uid, wanted.st_gid) == (given.st_uid, given.st_gid):
            return
        try:
            os.chown(path, wanted.st_uid, wanted.st_gid)
        except OSError:
            owner = f"user {wanted.st_uid} and group {wanted.st_gid}"
            raise WriteError(self.path, f"belongs to {owner}, which the file that replaces it can't be given") from None

    def put_in_place(self) -> None:
        if self.after is None:
            os.unlink(self.target)
        else:
            os.rename(self.new_copy, self.target)

    def put_back(self) -> str | None:
        """Undo ``put_in_place``. Where that can't be done, a sentence says so, and the old text stays in its copy."""
        try:
            content = _read(self.target)
            if content == self.before:
                return None
            if content != self.after:
                return f"{self.path} was changed by another program meanwhile and stays as it is"
            if self.before is None:
                os.unlink(self.target)
            else:
                os.rename(self.old_copy, self.target)
        except OSError as error:
            if self.before is None:
                return f"{self.path} was created and can't be removed ({_reason(error)})"
            kept, self.old_copy = self.old_copy, self._temporary_path()
            return f"{self.path} can't be put back ({_reason(error)}); its old text is in {kept}"
        return None

    def discard(self) -> None:
        """Remove the temporary files that are still there."""
        for path in (self.new_copy, self.old_copy):
            with suppress(OSError):
                os.unlink(path)


def _refuse_doubles(replacements: Iterable[_Replacement]) -> None:
    paths: dict[str, str] = {}
    for replacement in replacements:
        if replacement.target in paths:
            raise WriteError(replacement.path, f"is the same file as {paths[replacement.target]}")
        paths[replacement.target] = replacement.path


def _put_in_place(replacements: Iterable[_Replacement], descriptors: Mapping[str, int]) -> None:
    """Rename all new texts into place and make that last; on any failure put back what was renamed."""
    begun: list[_Replacement] = []
    try:
        for replacement in replacements:
            with _as_write_error(replacement.path):
                replacement.check()
                begun.append(replacement)
                replacement.put_in_place()
        for directory, descriptor in descriptors.items():
            with _as_write_error(directory):
                os.fsync(descriptor)
    except BaseException as error:
        lost = [sentence for replacement in reversed(begun) if (sentence := replacement.put_back())]
        if not lost:
            raise
        first = error if isinstance(error, WriteError) else WriteError(begun[-1].path, "writing was interrupted")
        raise WriteError(first.path, "; ".join([first.message, *lost])) from error


def _read(path: str) -> bytes | None:
    """The bytes of a regular file, or None where there is none; OSError for a directory, a pipe and the like."""
    try:
        if not stat.S_ISREG(os.lstat(path).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        return Path(path).read_bytes()
    except FileNotFoundError:
        return None


@contextmanager
def _locked(directory: str) -> Iterator[int]:
    """Keep every other hclfix from writing in the directory; the lock goes with the process and leaves no file."""
    with _as_write_error(directory):
        descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        with _as_write_error(directory):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise WriteError(directory, "another hclfix is writing here; run this one again after it") from None
        yield descriptor
    finally:
        os.close(descriptor)


def _remove_left_overs(directory: str) -> None:
    """Remove what a killed run left in a directory that is locked, so that no living run needs it."""
    for name in os.listdir(directory):
        if _TEMPORARY_NAME.fullmatch(name):
            with suppress(OSError):
                os.unlink(os.path.join(directory, name))


@contextmanager
def _signals_held() -> Iterator[None]:
    """Let Ctrl-C and polite kills wait until every file is in place, or every file is back."""
    previous = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, previous)


@contextmanager
def _as_write_error(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WriteError(path, f"can't be written: {_reason(error)}") from error


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
