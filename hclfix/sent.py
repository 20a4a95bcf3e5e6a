"""The files of a tree as data, for a worker that can't see them.

What a run asks of the disk goes through a few functions, each marked with :func:`asked`. The calling process sends
their answers; the worker takes these and reads nothing, and what was not foreseen (the files that a transform looks at
beside the modules) it asks for and is then run again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Parameters = ParamSpec("Parameters")
Answer = TypeVar("Answer")

Question = tuple[str, tuple[object, ...]]
"""The name of a function that is asked, and its arguments."""

Answers = dict[Question, Any]
"""What each question comes to; an exception stands for itself."""


class _Sent:
    """Answers that stand for the disk, and the questions that they leave open."""

    def __init__(self, answers: Answers) -> None:
        self.answers = answers
        self.missing: set[Question] = set()


_sent: ContextVar[_Sent | None] = ContextVar("sent", default=None)  # a worker may have several threads
_functions: dict[str, Callable[..., Any]] = {}


def asked(function: Callable[Parameters, Answer]) -> Callable[Parameters, Answer]:
    """Marks a function that looks at the disk: paths in, data out. Where answers were sent, these are taken.

    Raises:
        OSError: no answer was sent; the result of the run does not count then.
    """
    _functions[function.__name__] = function

    @wraps(function)
    def answered(*paths: Parameters.args, **none: Parameters.kwargs) -> Answer:
        sent = _sent.get()
        if sent is None:
            return function(*paths, **none)
        question = (function.__name__, paths)
        if question not in sent.answers:
            sent.missing.add(question)
            raise NotSentError(question)
        answer = sent.answers[question]
        if isinstance(answer, BaseException):
            raise answer
        return answer  # type: ignore[no-any-return]

    return answered


class NotSentError(OSError):
    """The answer to a question was not sent."""


def answer(questions: Iterable[Question], answers: Answers) -> None:
    """Looks at the disk for what was asked, and adds it to the answers."""
    for name, paths in questions:
        try:
            answers[name, paths] = _functions[name](*paths)
        except OSError as error:
            answers[name, paths] = error


@contextmanager
def instead_of_the_disk(answers: Answers) -> Iterator[set[Question]]:
    """Takes answers for the disk meanwhile. The questions that they leave open are put into what is yielded."""
    sent = _Sent(answers)
    token = _sent.set(sent)
    try:
        yield sent.missing
    finally:
        _sent.reset(token)
