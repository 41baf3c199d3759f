"""What do files of volunteers and of their service records hold?"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from jinlin.core import paging
from jinlin.core.actor import Actor, county_of
from jinlin.core.sheets import Column
from jinlin.services.volunteers.models import SheetLayout
from jinlin.services.volunteers.models.people import READERS
from jinlin.services.volunteers.queries.lists import Line

BY_PLACE, BY_DAY = ("place_code", "id"), ("-served_on", "-id")
VOLUNTEERS = (
    Column(pgettext_lazy("record", "Volunteer"), 12),
    Column(gettext_lazy("Area"), 24),
    Column(gettext_lazy("Joined"), 12),
    Column(pgettext_lazy("person", "Party member"), 10),
    Column(gettext_lazy("Minutes that count"), 12),
)
# "" : the heading is never one of the county's table that comes in
RECORDS = (
    ("", Column(pgettext_lazy("record", "Volunteer"), 12)),
    ("title", Column(gettext_lazy("Activity"), 24)),
    ("", Column(gettext_lazy("Place"), 20)),
    ("content", Column(gettext_lazy("What was done"), 30)),
    ("day", Column(gettext_lazy("Day"), 12)),
    ("begins", Column(gettext_lazy("From"), 16)),
    ("ends", Column(gettext_lazy("Until"), 16)),
    ("", Column(pgettext_lazy("duration", "Minutes"), 8)),
    ("", Column(gettext_lazy("Organised by"), 20)),
    ("", Column(gettext_lazy("Person in charge"), 20)),
    ("", Column(gettext_lazy("Who saw it"), 24)),
    ("", Column(gettext_lazy("State"), 16)),
)


def record_columns(actor: Actor) -> list[Column]:
    """The headings of a file of records: those of the county's own table where it has one."""
    counties = {county_of(code) for code in actor.codes(*READERS)}
    own: Mapping[str, str] = {}
    if len(counties) == 1:
        layout = SheetLayout.objects.filter(county__in=counties).order_by("name").first()
        own = layout.columns if layout else {}
    return [Column(own.get(name) or c.heading, c.width) for name, c in RECORDS]


def volunteers(rows: "QuerySet[Any]") -> Iterator[Sequence[Any]]:
    for row in chain.from_iterable(paging.chunks(rows, order=BY_PLACE)):
        yield (
            row.person.shown_name(),
            row.place.name,
            row.joined_on,
            _("yes") if row.is_party_member else "",
            row.counted or 0,
        )


def records(rows: "QuerySet[Any]") -> Iterator[Sequence[Any]]:
    for row in chain.from_iterable(paging.chunks(rows, order=BY_DAY)):
        yield (
            row.volunteer.person.shown_name(),
            row.title,
            row.where,
            row.content,
            row.served_on,
            row.begins_at,
            row.ends_at,
            row.minutes,
            row.organiser,
            row.in_charge,
            str(row.get_trust_display()),
            str(Line(row).word),
        )
