"""How far is long work?

A bar on a terminal; elsewhere (a log, a pipe) one plain line for every tenth.
"""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

Thing = TypeVar("Thing")
Advance = Callable[[int], None]


def track(iterable: Iterable[Thing], *, total: int, label: str) -> Iterator[Thing]:
    """The same things, while their number shows."""
    with gauge(total=total, label=label) as advance:
        for thing in iterable:
            yield thing
            advance(1)


@contextmanager
def gauge(*, total: int, label: str) -> Iterator[Advance]:
    """A function to call with how many more are done. Progress goes to standard error: standard
    output belongs to the answer.
    """
    with _bar(total, label) if sys.stderr.isatty() else _lines(total, label) as advance:
        yield advance


@contextmanager
def _bar(total: int, label: str) -> Iterator[Advance]:
    from rich.console import Console  # noqa: PLC0415 - only on a terminal
    from rich.progress import (  # noqa: PLC0415 - the same
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(label, total=total)
        yield lambda more: progress.advance(task, more)


@contextmanager
def _lines(total: int, label: str) -> Iterator[Advance]:
    done = tenths = 0

    def advance(more: int) -> None:
        nonlocal done, tenths
        done += more
        if total and (reached := min(done * 10 // total, 10)) > tenths:
            tenths = reached
            print(f"{label}: {tenths * 10} % ({done} / {total})", file=sys.stderr, flush=True)

    yield advance
