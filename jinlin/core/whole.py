"""Does a verb need a savepoint of its own?

Not inside something that stands or falls as a whole: there a verb that fails takes everything with
it, and nobody goes on after it. Everywhere else it is undone alone.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, transaction

Words = ParamSpec("Words")
Answer = TypeVar("Answer")

_is_whole: ContextVar[bool] = ContextVar(
    "this transaction stands or falls as a whole", default=False
)


@contextmanager
def whole() -> Iterator[None]:
    """One transaction; the verbs inside it have no savepoints.

    A refusal that is caught inside leaves a transaction in which nothing more can be asked.
    """
    with transaction.atomic():
        token = _is_whole.set(True)
        try:
            yield
        finally:
            _is_whole.reset(token)


def verb(act: Callable[Words, Answer]) -> Callable[Words, Answer]:
    """The verb happens in a transaction of its own, or as a part of what is whole."""

    @wraps(act)
    def acted(*args: Words.args, **kwargs: Words.kwargs) -> Answer:
        with transaction.atomic(savepoint=not (_is_whole.get() and connection.in_atomic_block)):
            return act(*args, **kwargs)

    return acted
