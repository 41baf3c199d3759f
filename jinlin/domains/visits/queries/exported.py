"""Which doors of a round leave the house as a table?"""

from collections.abc import Iterator
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from jinlin.core.sheets import Column
from jinlin.domains.visits.lifecycle import DOOR_LABELS, DoorState
from jinlin.domains.visits.models.round import DoorRows

COLUMNS = (
    Column(_("Place"), 24),
    Column(_("Address"), 24),
    Column(_("Groups"), 24),
    Column(_("State"), 16),
    Column(_("Times nobody was home")),
    Column(_("Times somebody knocked")),
    Column(_("Reached on")),
    Column(_("Visitor"), 16),
    Column(_("Things found")),
    Column(_("Not moved away, said afterwards")),
)
SOME = 500


def exported(doors: DoorRows) -> Iterator[tuple[Any, ...]]:
    """The rows one by one, the address masked; so many are read at a time."""
    rows = doors.select_related("household__place", "visitor").prefetch_related("groups")
    found = rows.annotate(found=Count("findings", distinct=True)).order_by("place_code", "pk")
    row: Any
    for row in found.iterator(SOME):
        yield (
            row.household.place.name,
            row.household.shown_address(),
            "、".join(group.name for group in row.groups.all()),
            DOOR_LABELS[DoorState(row.state)],
            row.tries,
            row.attempts,
            row.reached_on,
            str(row.visitor) if row.visitor else "",
            row.found,
            row.put_right_on,
        )
