"""Do so many rows hold these signs that reading rows in their order finds a page sooner?

A page of a word that stands in every third matter is full after 150 matters; collecting all that
hold it costs the more, the longer the house has stood. Of a word that stands in few it is the other
way round. Which way is taken changes how long a search takes and never what it finds, so that an
answer may be a minute old.
"""

import time
from collections.abc import Sequence

from django.db import connection

FEW = 3000  # rows: so many are collected in the time in which a page is found by reading on
SECONDS = 60.0
KEPT = 1000  # answers

_known: dict[tuple[str, ...], tuple[float, bool]] = {}


def is_frequent(signs: Sequence[str]) -> bool:
    """More than FEW rows hold them all, as far as the database knows: one short statement, or none
    within a minute of the last time.
    """
    wanted, now = tuple(signs), time.monotonic()
    until, answer = _known.get(wanted, (0.0, False))
    if until < now:
        if len(_known) >= KEPT:
            _known.clear()
        answer = (_in_statistics if connection.vendor == "postgresql" else _counted)(wanted)
        _known[wanted] = (now + SECONDS, answer)
    return answer


def forget_frequencies() -> None:
    """For tests and measurements: the next search asks again."""
    _known.clear()


def _counted(signs: tuple[str, ...]) -> bool:
    """SQLite gives them one after the other, and is stopped."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM (SELECT 1 FROM core_sought_signs "
            "WHERE core_sought_signs MATCH %s LIMIT %s)",
            [" AND ".join(signs), FEW + 1],
        )
        return int(cursor.fetchone()[0]) > FEW


def _in_statistics(signs: tuple[str, ...]) -> bool:
    """PostgreSQL would read a common sign's whole list before it gives the first row; but it keeps
    which signs are common, and how common. A sign that is not among them is rare.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(rows) FROM ("
            "SELECT coalesce(sum(each.share), 0) * max(house.reltuples) AS rows "
            "FROM unnest(%s::text[]) AS asked(sign) "
            "CROSS JOIN (SELECT reltuples FROM pg_class WHERE oid = 'core_sought'::regclass) house "
            "LEFT JOIN (SELECT common.sign, common.share FROM pg_stats, unnest("
            "most_common_elems::text::text[], most_common_elem_freqs) AS common(sign, share) "
            "WHERE schemaname = current_schema() AND tablename = 'sought_signs') each "
            "ON starts_with(each.sign, asked.sign) GROUP BY asked.sign) AS found",
            [[sign.rstrip("*") for sign in signs]],
        )
        return float(cursor.fetchone()[0]) > FEW
