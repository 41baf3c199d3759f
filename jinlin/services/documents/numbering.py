"""Which number does the next document of a county, kind and year get?

Numbers follow each other without a gap: the counter's row stays locked until the transaction ends
that uses the number, and falls back when that one fails. Whoever takes numbers of several kinds in
one transaction takes them in one fixed order, or two of them may wait for each other.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import CharField, IntegerField
from django.db.transaction import TransactionManagementError

from jinlin.core.actor import county_of
from jinlin.core.prepared import Prepared
from jinlin.core.storing import insert_unless, update
from jinlin.ground.places.models import Place
from jinlin.services.documents.kinds import kind_of
from jinlin.services.documents.models import Counter

DIGITS = 4
ENDINGS = "县区市旗"


@dataclass(frozen=True)
class Number:
    """A number as it is counted, and as it is printed."""

    sequence: int
    text: str


def take(county: str, *, kind: str, year: int) -> int:
    """The next number is used by the caller's transaction; nobody else gets one until that has
    ended, and after a rollback it is free again.
    """
    if not connection.in_atomic_block:
        raise TransactionManagementError(
            "a number is taken in the transaction that uses it, or there are gaps"
        )
    counter = _locked(county, kind, year)
    counter.last += 1
    update(counter, "last")
    return counter.last


def number(county: str, *, kind: str, year: int) -> Number:
    """The next number, with its printed form: 德化交办〔2025〕0012号."""
    sequence = take(county, kind=kind, year=year)
    return Number(
        sequence, f"{short_name(county)}{kind_of(kind).prefix}〔{year}〕{sequence:0{DIGITS}d}号"
    )


def short_name(county: str) -> str:
    """德化 for 德化县: as a county writes itself in its numbers."""
    name = county_name(county)
    return name[:-1] if len(name) > 2 and name[-1] in ENDINGS else name


def county_name(county: str) -> str:
    return _NAME.first(code=county_of(county)) or ""


_NAME = Prepared[str](
    lambda code: Place.objects.present().filter(code=code), columns=("name",), code=CharField()
)


def _locked(county: str, kind: str, year: int) -> Counter:
    """The counter's row, locked. The first of a year makes it; two first ones at once make one."""
    found = _COUNTER.first(county=county, kind=kind, year=year)
    if found is None:
        insert_unless(Counter(county=county, kind=kind, year=year))
        (found,) = _COUNTER.rows(county=county, kind=kind, year=year)
    return found


_COUNTER = Prepared[Counter](
    lambda county, kind, year: Counter.objects.select_for_update().filter(
        county=county, kind=kind, year=year
    ),
    county=CharField(),
    kind=CharField(),
    year=IntegerField(),
)
