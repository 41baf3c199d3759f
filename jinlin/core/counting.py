"""How many rows stand behind each of several questions, counted no further than anybody reads?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST = 999


def up_to(questions: Mapping[str, QuerySet[Any]], most: int = MOST) -> dict[str, int]:
    """The number of rows of each, one more than `most` where there are more: one statement, which
    costs the same however many rows lie beyond.
    """
    parts: list[str] = []
    params: list[Any] = []
    for rows in questions.values():
        try:
            sql, values = rows.order_by().values("pk")[: most + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, values = "SELECT 1 WHERE 1 = 0", ()
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) AS counted)")  # noqa: S608 - Django's own text
        params += values
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", params)
        return dict(zip(questions, cursor.fetchone(), strict=True))


def as_shown(number: int, most: int = MOST) -> str:
    """'87', '999+'; nothing where there is nothing."""
    return f"{most}+" if number > most else str(number or "")


def counted(
    tabs: Iterable[tuple[Any, ...]], rows_of: Callable[[str], QuerySet[Any]], state: str
) -> dict[str, Any]:
    """The tabs of a board with their counts, and how many rows stand in the one that is shown."""
    tabs = list(tabs)
    counts = up_to({tab[0]: rows_of(tab[0]) for tab in tabs})
    total = counts.get(state, MOST + 1)
    return {
        "tabs": [(*tab, as_shown(counts[tab[0]])) for tab in tabs],
        "total": total if total <= MOST else None,
    }


def with_counts(
    tabs: Iterable[tuple[Any, ...]], rows_of: Callable[[str], QuerySet[Any]]
) -> list[tuple[Any, ...]]:
    """Each tab of a board, whose first part is its state, with how many rows stand in it."""
    found: list[tuple[Any, ...]] = counted(tabs, rows_of, "")["tabs"]
    return found
