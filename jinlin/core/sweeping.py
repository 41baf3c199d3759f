"""How does a job do one verb to every row that is due? Safely, whatever else happens meanwhile."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from jinlin.core.errors import Refusal


def sweep(
    rows: "QuerySet[Any]", verb: Callable[[Any], Any], *, order: tuple[str, ...] = ("due_at", "id")
) -> int:
    """The verb for every row for which it is open, and how many those were. The others are normal:
    somebody else got there first, or their time has not come.

    All are picked before the first is changed: a reading that stayed open would stand in the way of
    writing. A row is handed over as key and version, which the verb locks.
    """
    done = 0
    for key, version in list(rows.order_by(*order).values_list("pk", "version")):
        try:
            verb(rows.model(pk=key, version=version))
            done += 1
        except Refusal:
            continue
    return done
