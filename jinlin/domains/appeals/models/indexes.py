"""In which orders are appeals read, of a county, a town, a unit, and by which index each?

A page reads its index in order and stops. Of a smaller place it reads its town's, whose entries
name the place, so that those of others are passed over without being looked at.
"""

from django.db.models import CharField, F, Func, Index, Q
from django.db.models.lookups import Exact

from jinlin.domains.appeals.models.choices import Exclusion

TOWN_DIGITS = 9  # of a place's code: its county and its town
OPEN, ENDED = Q(ended_at=None), Q(ended_at__isnull=False)


class TownOf(Func):
    """The first digits of a place's code. Written out, not given as values: a database takes an
    index only for the very words of the index.
    """

    template = f"SUBSTR(%(expressions)s, 1, {TOWN_DIGITS})"
    output_field = CharField()


TOWN = TownOf(F("place_code"))


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
    Index(fields=["unit", "state", "due_at", "id"], name="appeal_unit_board"),
    Index(fields=["unit", "due_at", "id", "state"], condition=OPEN, name="appeal_unit_open"),
    Index(fields=["unit", "due_at", "id"], condition=ENDED, name="appeal_unit_ended"),
    Index(fields=["unit", "reported_at", "id", "state"], name="appeal_unit_newest"),
    Index(
        fields=["county", "due_at", "id"],
        condition=Q(is_extension_asked=True),
        name="appeal_asks_time",
    ),
    Index(
        fields=["county", "due_at", "id"],
        condition=Q(is_escalated=True, ended_at=None),
        name="appeal_pressing",
    ),
    Index(
        fields=["county", "due_at", "id"],
        condition=Q(lateness__gte=1, ended_at=None),
        name="appeal_rising",
    ),
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
