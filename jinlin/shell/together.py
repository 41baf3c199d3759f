"""How is one statement asked for the first rows of many lists?

The lists of all domains stand side by side in one text, each with its own order and limit, so that
an index gives each as if it were asked alone. Of a reader who asks again on the same day the text
is kept: what differs is the moment at which they ask, and the place from which they read on. On
SQLite all else that never changes stands in the text itself (`core/sqlite/constants.py`).
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import QuerySet, UUIDField

from jinlin.core.sqlite.constants import with_constants
from jinlin.core.time import clock

Rows = list[tuple[Any, ...]]
Lists = Sequence[QuerySet[Any, tuple[Any, ...]]]
Steps = tuple[tuple[int, tuple[Callable[..., Any], ...], Any], ...]
MARK = 271_828  # microseconds of the moment with which a statement is written that is kept
MARKED = f".{MARK:06}"
PLACE = (datetime(2000, 1, 1, 0, 0, 0, 314_159, tzinfo=UTC), UUID(int=0xA1 << 120))


@dataclass(frozen=True)
class Together:
    """The statement for many lists.

    `moments` are the places among `params` that are so far from the moment in which it is sent;
    `given` those of the moment and the key from which it is read on; `steps` lead, for each list
    that is asked, from what the driver gives to what Python holds.
    """

    count: int
    using: str
    text: str
    params: tuple[Any, ...]
    steps: dict[int, Steps]
    moments: tuple[tuple[int, timedelta], ...] = ()
    given: tuple[tuple[int, int], ...] = ()

    def rows(self, place: Sequence[Any] = ()) -> list[Rows]:
        """What each list would give, all of the same columns."""
        return [
            [self.held(number, row) for row in rows] for number, rows in enumerate(self.raw(place))
        ]

    def raw(self, place: Sequence[Any] = ()) -> list[Rows]:
        """The same as the driver gives it: enough for who only counts."""
        found: list[Rows] = [[] for _list in range(self.count)]
        if self.text:
            connection = connections[self.using]
            with connection.cursor() as cursor:
                cursor.execute(self.text, self.sent(connection, place))
                for row in cursor.fetchall():
                    found[row[0]].append(row[1:])
        return found

    def held(self, number: int, row: tuple[Any, ...]) -> tuple[Any, ...]:
        """A raw row of this list as Python holds it."""
        whole, connection = list(row), connections[self.using]
        for at, functions, column in self.steps[number]:
            for function in functions:
                whole[at] = function(whole[at], column, connection)
        return tuple(whole)

    def raw_moment(self, moment: datetime, like: Any) -> Any:
        """A moment to be held against one as it stands in a raw row (`like`): words, a time without
        a zone, or one with it, as the driver gives it for that column.
        """
        connection = connections[self.using]
        if isinstance(like, str):
            return connection.ops.adapt_datetimefield_value(moment)
        naive = like.tzinfo is None
        return moment.astimezone(connection.timezone).replace(tzinfo=None) if naive else moment

    def sent(self, connection: BaseDatabaseWrapper, place: Sequence[Any] = ()) -> Sequence[Any]:
        """Its parameters at this moment, and beyond this place."""
        if not self.moments and not self.given:
            return self.params
        params, now = list(self.params), clock.now()
        for at, away in self.moments:
            params[at] = connection.ops.adapt_datetimefield_value(now + away)
        if self.given:
            sent = _sent(connection, place)
            for at, number in self.given:
                params[at] = sent[number]
        return params


def together(lists: Lists) -> list[Rows]:
    """What each would give as a list, all of the same columns; lists that are empty by themselves
    are not asked.
    """
    return written(lists).rows()


def kept(lists: Callable[[], Lists]) -> Together:
    """The statement for lists that depend, beside what is fixed, on the day, and on a moment only
    as so long before or after it. It can be sent at any moment of this day, and where they are read
    on from PLACE from any other place.
    """
    with clock.set_to(clock.now().replace(microsecond=MARK)):
        found = written(lists())
        now: Any = connections[found.using].ops.adapt_datetimefield_value(clock.now())
    begun = _moment(now)
    moments = tuple(
        (at, moment - begun)
        for at, moment in enumerate(map(_moment, found.params))
        if moment is not None and begun is not None
    )
    text = sys.intern(found.text)  # the same for many readers
    marks = _sent(connections[found.using], PLACE)
    given = tuple(
        (at, marks.index(value)) for at, value in enumerate(found.params) if value in marks
    )
    return Together(found.count, found.using, text, found.params, found.steps, moments, given)


def written(lists: Lists) -> Together:
    """The statement for these lists."""
    texts, params, steps = list[str](), list[Any](), dict[int, Steps]()
    for number, rows in enumerate(lists):
        compiler: Any = rows.query.get_compiler(using=rows.db)
        try:
            text, values = compiler.as_sql(with_col_aliases=True)
        except EmptyResultSet:
            continue
        if compiler.connection.vendor == "sqlite":
            text, values = with_constants(text, values)
        texts.append(f"SELECT {number} AS list, l{number}.* FROM ({text}) l{number}")  # noqa: S608 - Django's own text
        params += values
        columns = [expression for expression, _sql, _alias in compiler.select]
        steps[number] = tuple(
            (at, tuple(functions), column)
            for at, (functions, column) in compiler.get_converters(columns).items()
        )
    return Together(len(lists), lists[0].db, " UNION ALL ".join(texts), tuple(params), steps)


def _sent(connection: BaseDatabaseWrapper, place: Sequence[Any]) -> list[Any]:
    """A moment and a key, as this engine is sent them."""
    moment, key = place
    sent: Any = connection.ops.adapt_datetimefield_value(moment)
    return [sent, UUIDField().get_db_prep_value(key, connection)]


def _moment(value: Any) -> datetime | None:
    """A value that comes from the marked moment, as this engine is sent it."""
    if isinstance(value, str) and value.endswith(MARKED):
        return datetime.fromisoformat(value)
    return value if isinstance(value, datetime) and value.microsecond == MARK else None
