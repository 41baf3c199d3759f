"""What does a full count say of every question, as long as nothing happens?"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.db import connection

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Figure, Measure, Window


class FullCounts:
    """Each is made once, whoever asks for it: where nothing is summed up, a sum is the full count
    itself, and asks for it in the same words. Whoever asks with other words is counted for.
    """

    def __init__(self) -> None:
        self.said: dict[tuple[Any, ...], Any] = {}

    @contextmanager
    def kept(self) -> Iterator[None]:
        with ExitStack() as changed:
            for name in ("answer", "by_month", "by_place"):
                once = self._once(getattr(answers, name))
                changed.enter_context(patch.object(answers, name, once))
            yield

    def _once(self, count: Callable[..., Any]) -> Callable[..., Any]:
        def asked(measure: Measure, *of: Any) -> Any:
            key = (count.__name__, measure.key, *of)
            if key not in self.said:
                self.said[key] = _counted(count, measure, *of)
            return self.said[key]

        return asked


def counted_in_full(measures: list[Measure], window: Window) -> dict[str, Figure]:
    return {measure.key: answers.answer(measure, window) for measure in measures}


@dataclass(frozen=True)
class _Told:
    """A count with all that it asked of the database, and what it heard."""

    said: Any
    asked: list[tuple[str, Any]]
    heard: list[list[Any]]


_TOLD: dict[tuple[Any, ...], _Told] = {}


def _counted(count: Callable[..., Any], measure: Measure, *of: Any) -> Any:
    """A question about the same days is always asked in the same words, and to work out the words
    takes ten times as long as to send them: they are sent again, and only where the database says
    anything else than before is the count made again. What a count says follows from its question
    and from what it hears.
    """
    key = (connection.vendor, count, measure, *of)
    told = _TOLD.get(key)
    if told is None or _heard(told.asked) != told.heard:
        asked: list[tuple[str, Any]] = []

        def listening(execute: Any, sql: str, params: Any, *more: Any) -> Any:
            asked.append((sql, params))
            return execute(sql, params, *more)

        with connection.execute_wrapper(listening):
            said = count(measure, *of)
        told = _TOLD[key] = _Told(said, asked, _heard(asked))
    return told.said


def _heard(asked: list[tuple[str, Any]]) -> list[list[Any]]:
    with connection.cursor() as cursor:
        return [cursor.execute(sql, params).fetchall() for sql, params in asked]
