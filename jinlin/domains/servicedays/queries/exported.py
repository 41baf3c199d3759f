"""What do files of the board of 三定三有 and of the days hold?"""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import paging
from jinlin.core.sheets import Column
from jinlin.domains.servicedays.lifecycle import LABELS, State
from jinlin.domains.servicedays.models import Session, Tally
from jinlin.domains.servicedays.queries.board import BY_PLACE, SIX, Row, rows_of
from jinlin.services.seats.models import Presence
from jinlin.services.volunteers.models import ServiceRecord

CHUNK = 200
BOARD = (
    Column(gettext_lazy("Neighbourhood"), 24),
    Column(gettext_lazy("Service day"), 24),
    Column(gettext_lazy("Organised by"), 28),
    Column(gettext_lazy("Next day"), 12),
    *(Column(word, 10) for _name, word in SIX),
    Column(gettext_lazy("What is missing"), 24),
    Column(gettext_lazy("Team"), 24),
    Column(gettext_lazy("What the duty is"), 30),
    Column(gettext_lazy("Where it is held"), 24),
    Column(gettext_lazy("What is offered each time"), 30),
    Column(gettext_lazy("What helpers get for it"), 30),
)
DAYS = (
    Column(gettext_lazy("Neighbourhood"), 24),
    Column(gettext_lazy("Service day"), 24),
    Column(gettext_lazy("number in the series"), 8),
    Column(gettext_lazy("From"), 17),
    Column(gettext_lazy("Until"), 17),
    Column(gettext_lazy("Theme"), 20),
    Column(gettext_lazy("State"), 12),
    Column(gettext_lazy("Helpers noted"), 10),
    Column(gettext_lazy("Visitors noted"), 10),
    Column(gettext_lazy("People served"), 10),
    Column(gettext_lazy("Minutes of helpers"), 10),
    Column(gettext_lazy("Summary"), 40),
)


def board(series: "QuerySet[Any]", *, lacking: bool = False) -> Iterator[Sequence[Any]]:
    """The rows of the board, or those that lack something: the same statements for each chunk."""
    for page in paging.chunks(series, order=BY_PLACE, size=CHUNK):
        rows = rows_of(page)
        yield from (_board_line(row) for row in rows if not (lacking and row.is_complete))


def days(sessions: "QuerySet[Any]", order: tuple[str, ...]) -> Iterator[Sequence[Any]]:
    """The days as they were held or are to be: five statements for each chunk."""
    for page in paging.chunks(sessions, order=order, size=CHUNK):
        counts = _counts(page)
        for session in page:
            yield _day_line(session, {name: found.get(session.pk, 0) for name, found in counts})


def _board_line(row: Row) -> Sequence[Any]:
    series = row.series
    return (
        series.place.name,
        series.name,
        series.organiser.name,
        row.session.on if row.session else None,
        *(_("yes") if is_settled else "" for _word, is_settled in row.cells),
        "、".join(str(word) for word in row.missing),
        series.team.name if series.team else "",
        series.duty,
        series.venue,
        series.carrier,
        series.incentive,
    )


def _counts(sessions: Sequence[Session]) -> list[tuple[str, dict[Any, int]]]:
    """What belongs to each of these days, counted: four statements."""
    units = {session.unit_id: session.pk for session in sessions if session.unit_id}
    hours = {session.activity_id: session.pk for session in sessions if session.activity_id}
    noted = list(
        Presence.objects.filter(unit__in=units)
        .order_by()
        .values("unit")
        .annotate(
            helpers=Count("pk", filter=Q(ticket="")), guests=Count("pk", filter=~Q(ticket=""))
        )
    )
    served = Tally.objects.standing().filter(session__in=sessions).order_by().values("session")
    kept = ServiceRecord.objects.counted().filter(activity__in=hours).order_by().values("activity")
    return [
        ("helpers", {units[each["unit"]]: each["helpers"] for each in noted}),
        ("guests", {units[each["unit"]]: each["guests"] for each in noted}),
        ("served", {each["session"]: each["n"] for each in served.annotate(n=Sum("people"))}),
        (
            "minutes",
            {hours[each["activity"]]: each["n"] for each in kept.annotate(n=Sum("minutes"))},
        ),
    ]


def _day_line(session: Session, counts: dict[str, int]) -> Sequence[Any]:
    return (
        session.place.name,
        session.series.name,
        session.number,
        session.starts_at,
        session.ends_at,
        session.theme,
        str(LABELS[State(session.state)]),
        counts["helpers"],
        counts["guests"],
        counts["served"],
        counts["minutes"],
        session.summary,
    )
