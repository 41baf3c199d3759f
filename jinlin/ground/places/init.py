"""How does a county's place tree come to stand in an empty house?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path

from django.db import transaction
from django.db.models import F

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor, county_of
from jinlin.ground.places.divisions import names_of
from jinlin.ground.places.models import LEVELS_BY_LENGTH, Place
from jinlin.ground.places.queries import present

KNOWN_SINCE = date(2000, 1, 1)  # earlier than anything a county will bring along
Names = Iterable[tuple[str, str]]


@dataclass(frozen=True)
class Built:
    """What stands after a county was built, and how much of it is new."""

    county: Place
    added: int
    kept: int


@transaction.atomic
def build_county(
    county: str,
    divisions: Path | None = None,
    *,
    actor: Actor = SYSTEM,
    follow: Callable[[Names], Names] = iter,
) -> Built:
    """The county's official places stand, and the prefecture and province above it.

    Places that stood before, whatever became of them, are left as they are: running it twice
    changes nothing. `follow` may watch the rows go by.
    """
    names = names_of(county, divisions)
    standing = _standing(names)
    kept = len(standing)
    for _length, rows in groupby(
        follow(sorted(names.items(), key=lambda row: (len(row[0]), row[0]))),
        key=lambda row: len(row[0]),
    ):
        fresh = [_row(code, name, standing) for code, name in rows if code not in standing]
        standing |= {
            place.code: place for place in Place.objects.bulk_create(fresh, batch_size=500)
        }
    root = standing[county]
    if added := len(names) - kept:
        timeline.record(Place.objects.locked(root.pk), "built", actor=actor, data={"added": added})
    return Built(county=root, added=added, kept=kept)


def _standing(codes: Iterable[str]) -> dict[str, Place]:
    """Code -> the open place it stands for now.

    Closed rows come first, so that an open one wins.
    """
    rows = (
        Place.objects.filter(code__in=list(codes))
        .select_related("successor")
        .order_by(F("valid_to").asc(nulls_last=True))
    )
    return {row.code: present(row) for row in rows}


def _row(code: str, name: str, standing: dict[str, Place]) -> Place:
    above = [
        standing[code[:length]]
        for length in LEVELS_BY_LENGTH
        if length < len(code) and code[:length] in standing
    ]
    return Place(
        county=county_of(code),
        code=code,
        level=LEVELS_BY_LENGTH[len(code)],
        name=name,
        parent=above[-1] if above else None,
        valid_from=KNOWN_SINCE,
    )
