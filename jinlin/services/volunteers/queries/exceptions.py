"""Which hours were written afterwards? Everybody may read it; nobody is named."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from jinlin.core.figures.measures import Window, between
from jinlin.services.volunteers.lifecycle import COUNTED, State
from jinlin.services.volunteers.models import BackfillReason, ServiceRecord, Trust


@dataclass(frozen=True)
class Exceptional:
    """One day's hours written afterwards by one organiser for one reason."""

    on: date
    organiser: str
    why: str
    records: int
    people: int
    minutes: int


def exceptions(county: str, month: date) -> list[Exceptional]:
    """Of this month, by day, organiser and reason: approved or waiting for a second person."""
    first = month.replace(day=1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    rows = (
        ServiceRecord.objects.filter(
            between("recorded_on", Window(county, last, first)),
            county=county,
            trust=Trust.BACKFILLED,
            state__in=(State.PROPOSED, *COUNTED),
        )
        .order_by("-recorded_on", "organiser", "reason_kind")
        .values("recorded_on", "organiser", "reason_kind")
        .annotate(records=Count("pk"), people=Count("volunteer", distinct=True), sum=Sum("minutes"))
    )
    return [
        Exceptional(
            row["recorded_on"],
            row["organiser"],
            str(BackfillReason(row["reason_kind"]).label),
            row["records"],
            row["people"],
            row["sum"],
        )
        for row in rows
    ]
