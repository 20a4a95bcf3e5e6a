"""The text of files; what is no text becomes an error that says where and why."""

from __future__ import annotations

from hclfix.discover import content_of
from hclfix.problem import Problem


class ReadError(Exception):
    """A file or directory can't be read as Terraform; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_text(path: str, *, from_pipe: bool = False) -> str:
    """The text of a file, a byte order mark included. What the user named may also come ``from_pipe``.

    Raises:
        ReadError: the file can't be read, or is not UTF-8.
    """
    return decode(path, read_bytes(path, from_pipe=from_pipe))


def read_bytes(path: str, *, from_pipe: bool = False) -> bytes:
    """The bytes of a file.

    Raises:
        ReadError: the file can't be read.
    """
    try:
        if not from_pipe:
            return content_of(path)
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise ReadError(Problem(path, f"can't be read: {error.strerror}")) from None


def decode(path: str, content: bytes) -> str:
    """The text of the bytes of a file.

    Raises:
        ReadError: they are not UTF-8.
    """
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} (0x{content[error.start]:02x}) is not UTF-8; Terraform reads nothing else"
        raise ReadError(Problem(path, message)) from None
