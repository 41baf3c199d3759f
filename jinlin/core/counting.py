"""How many rows stand behind each of several questions, counted no further than anybody reads?"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import ExpressionWrapper, QuerySet, Subquery

MOST = 999
LOOKED = 1000  # rows


@dataclass(frozen=True)
class Sifted:
    """Those of the rows of which `test` is true, where only looking at each row can tell; so many
    are `looked` at, else LOOKED.
    """

    rows: QuerySet[Any]
    test: "Subquery | ExpressionWrapper[Any]"
    looked: int = 0

    @property
    def most(self) -> int:
        return self.looked or LOOKED


class AtLeast(int):
    """So many were among the rows that were looked at; further rows were not."""


Question = QuerySet[Any] | Sifted


def up_to(questions: Mapping[str, Question], most: int = MOST) -> dict[str, int]:
    """The number of rows of each, one more than `most` where there are more: one statement, which
    costs the same however many rows lie beyond. Of tested rows so many are looked at as the
    question says: `AtLeast` so many are meant where there are further ones.
    """
    parts: list[str] = []
    params: list[Any] = []
    for question in questions.values():
        for sql, values in _texts(question, most):
            parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608 - Django's text
            params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        numbers = iter(cursor.fetchone())
    return {name: _read(question, numbers, most) for name, question in questions.items()}


def _texts(question: Question, most: int) -> list[tuple[str, tuple[Any, ...]]]:
    """What is counted for a question; of tested rows also how many there are to look at."""
    if not isinstance(question, Sifted):
        return [_text(question.order_by().values("pk")[: most + 1])]
    rows = question.rows.order_by()
    sql, values = _text(rows.annotate(test=question.test).values("test")[: question.most])
    return [
        (_HOLDING.format(sql=sql, most=most + 1), values),
        _text(rows.values("pk")[: question.most + 1]),
    ]


_HOLDING = "SELECT 1 FROM ({sql}) AS looked WHERE test LIMIT {most}"


def _text(rows: QuerySet[Any]) -> tuple[str, tuple[Any, ...]]:
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return "SELECT (1 = 0) AS test WHERE 1 = 0", ()


def _read(question: Question, numbers: Iterator[int], most: int) -> int:
    number = next(numbers)
    if isinstance(question, Sifted) and next(numbers) > question.most and number <= most:
        return AtLeast(number)
    return number


def as_shown(number: int, most: int = MOST) -> str:
    """'87', '999+', '12+' and even '0+' where further rows were not looked at; nothing where there
    is nothing.
    """
    if isinstance(number, AtLeast):
        return f"{int(number)}+"
    return f"{most}+" if number > most else str(number or "")


def counted(
    tabs: Iterable[tuple[Any, ...]], rows_of: Callable[[str], Question], state: str
) -> dict[str, Any]:
    """The tabs of a board with their counts, and how many rows stand in the one that is shown."""
    tabs = list(tabs)
    counts = up_to({tab[0]: rows_of(tab[0]) for tab in tabs})
    total = counts.get(state, MOST + 1)
    return {
        "tabs": [(*tab, as_shown(counts[tab[0]])) for tab in tabs],
        "total": None if total > MOST or isinstance(total, AtLeast) else total,
    }


def with_counts(
    tabs: Iterable[tuple[Any, ...]], rows_of: Callable[[str], Question]
) -> list[tuple[Any, ...]]:
    """Each tab of a board, whose first part is its state, with how many rows stand in it."""
    found: list[tuple[Any, ...]] = counted(tabs, rows_of, "")["tabs"]
    return found
