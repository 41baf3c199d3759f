"""In which orders are appeals read, of a county, a town, a unit, and by which index each?

A page reads its index in order and stops. Of a smaller place it reads its town's or its unit's,
whose entries name the place, so that those of others are passed over without being looked at.
"""

from django.db.models import CharField, F, Func, Index, PositiveSmallIntegerField, Q
from django.db.models.lookups import Exact

from jinlin.domains.appeals.models.choices import Exclusion

TOWN_DIGITS = 9  # of a place's code: its county and its town
OPEN, ENDED = Q(ended_at=None), Q(ended_at__isnull=False)
ASKS_TIME = Q(is_extension_asked=True)
PRESSING, RISING = Q(is_escalated=True, ended_at=None), Q(lateness__gte=1, ended_at=None)


class TownOf(Func):
    """The first digits of a place's code. Written out, not given as values: a database takes an
    index only for the very words of the index.
    """

    template = f"SUBSTR(%(expressions)s, 1, {TOWN_DIGITS})"
    output_field = CharField()


class One(Func):
    """Written out, for the same reason."""

    template = "1"
    output_field = PositiveSmallIntegerField()


TOWN = TownOf(F("place_code"))
LATE_ENOUGH = Q(lateness__gte=One())  # to rise, in the words of its index


def in_town(code: str) -> Q:
    """In the town of this place. Say beside it which place is meant, where it is smaller."""
    return Q(Exact(TOWN, code[:TOWN_DIGITS]))


INDEXES = [
    Index(fields=["county", "state", "due_at", "id"], name="appeal_board"),
    Index(fields=["county", "due_at", "id"], condition=OPEN, name="appeal_open_board"),
    Index(fields=["county", "due_at", "id"], condition=ENDED, name="appeal_ended"),
    Index(fields=["county", "reported_at", "id"], name="appeal_newest"),
    Index(fields=["county", "state", "reported_at", "id"], name="appeal_state_newest"),
    Index(TOWN, "state", "due_at", "id", "place_code", name="appeal_town_board"),
    Index(TOWN, "due_at", "id", "state", "place_code", condition=OPEN, name="appeal_town_open"),
    Index(TOWN, "due_at", "id", "place_code", condition=ENDED, name="appeal_town_ended"),
    Index(TOWN, "reported_at", "id", "state", "place_code", name="appeal_town_newest"),
    Index(
        fields=["place_code", "state", "due_at", "id"], condition=OPEN, name="appeal_open_places"
    ),
    Index(fields=["place_code", "reported_on"], name="appeal_place_day"),
    Index(fields=["unit", "state", "due_at", "id", "place_code"], name="appeal_unit_board"),
    Index(
        fields=["unit", "due_at", "id", "state", "place_code"],
        condition=OPEN,
        name="appeal_unit_open",
    ),
    Index(fields=["unit", "due_at", "id", "place_code"], condition=ENDED, name="appeal_unit_ended"),
    Index(fields=["unit", "reported_at", "id", "state", "place_code"], name="appeal_unit_newest"),
    Index(fields=["county", "due_at", "id"], condition=ASKS_TIME, name="appeal_asks_time"),
    Index(fields=["county", "due_at", "id"], condition=PRESSING, name="appeal_pressing"),
    Index(fields=["county", "due_at", "id"], condition=RISING, name="appeal_rising"),
    Index(TOWN, "due_at", "id", "place_code", condition=ASKS_TIME, name="appeal_town_asks_time"),
    Index(TOWN, "due_at", "id", "place_code", condition=PRESSING, name="appeal_town_pressing"),
    Index(TOWN, "due_at", "id", "place_code", condition=RISING, name="appeal_town_rising"),
    Index(
        fields=["county", "due_at", "id"],
        condition=Q(exclusion=Exclusion.ASKED),
        name="appeal_to_leave_out",
    ),
    Index(fields=["keeper"], condition=Q(keeper__isnull=False), name="appeal_kept"),
    Index(fields=["county", "reported_on", "id"], name="appeal_county_day"),
    Index(fields=["reporter", "reported_at"], name="appeal_reporter_day"),
    Index(fields=["excluded_on"], condition=Q(excluded_on__isnull=False), name="appeal_left_out"),
]
