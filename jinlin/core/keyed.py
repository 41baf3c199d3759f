"""How are the rows of one page read by their keys, once it is known which these are?

Whoever found the keys asked for all that decides which rows stand there. What is left is the row
and what is joined to it, which is the same question for every reader: its text is kept.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet

from jinlin.core.prepared import Many, Prepared


@dataclass(frozen=True)
class Reading:
    """Rows of a model with these others joined to them, and without these columns of their own
    until somebody asks for one.
    """

    model: type[Model]
    joins: tuple[str, ...]
    without: tuple[str, ...] = ()

    @classmethod
    def of(cls, rows: QuerySet[Any]) -> "Reading | None":
        """What a QuerySet reads of its rows; None where it reads more than they and their joins."""
        query: Any = rows.query
        more = query.annotation_select or query.extra_select or query.combinator
        prefetched: Any = getattr(rows, "_prefetch_related_lookups", ())
        joined = query.select_related or {}
        without, is_put_off = query.deferred_loading
        others = not is_put_off or any("__" in name for name in without)
        if more or prefetched or joined is True or others:
            return None
        return cls(rows.model, tuple(_paths(joined)), tuple(sorted(without)))

    def rows(self, keys: Iterable[Any]) -> list[Any]:
        """Those that are still there, in no order."""
        return _asked(self).rows(keys=keys)


@cache
def _asked(reading: Reading) -> Prepared[Any]:
    manager, key = reading.model._base_manager, reading.model._meta.pk  # noqa: SLF001 - all rows
    return Prepared(
        lambda keys: manager.filter(pk__in=keys),
        joins=reading.joins,
        without=reading.without,
        is_kept=False,
        keys=Many(key),
    )


def _paths(joined: dict[str, Any], before: str = "") -> Iterator[str]:
    for name, below in joined.items():
        yield f"{before}{name}"
        yield from _paths(below, f"{before}{name}__")
