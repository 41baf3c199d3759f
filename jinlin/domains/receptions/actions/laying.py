"""How do the sessions of a series get into the calendar?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import require
from jinlin.core.storing import insert
from jinlin.core.time import calendar, clock
from jinlin.core.time.workdays import WorkCalendar
from jinlin.domains.receptions.actions.moving import call_off
from jinlin.domains.receptions.actions.steps import keep
from jinlin.domains.receptions.deadlines import Meeting, meetings, span
from jinlin.domains.receptions.lifecycle import State
from jinlin.domains.receptions.models import Series, Session, Sitting
from jinlin.domains.receptions.models.series import seat_values
from jinlin.domains.receptions.permissions import RULES, can_lay_out


def lay_out(
    series: Series, *, until: date, actor: Actor, work: WorkCalendar | None = None
) -> list[Session]:
    """Every day of the series from today until then has its session, statutory days off left out;
    what was there stays. Safe to run twice.

    `work` is the calendar where the caller has it already.
    """
    require(can_lay_out(actor, series))
    with transaction.atomic():
        series = Series.objects.locked(series.pk)
        ahead = _missing(series, until, work or calendar.calendar())
        seats = [seat_values(seat) for seat in series.roster.all()] if ahead else []
        return [_lay(series, each, seats, actor) for each in ahead]


def _missing(series: Series, until: date, work: WorkCalendar) -> list[Meeting]:
    first = max(series.valid_from, clock.today())
    last = min(until, series.valid_until or until)
    there = set(
        series.sessions.filter(laid_on__gte=first, laid_on__lte=last).values_list(
            "laid_on", flat=True
        )
    )
    moved = series.sessions.exclude(state=State.CANCELLED).filter(on__gte=first, on__lte=last)
    there |= set(moved.values_list("on", flat=True))
    return [
        each
        for each in meetings(series.weekday, first, last, calendar=work)
        if each.on not in there and _is_ahead(series, each)
    ]


def _is_ahead(series: Series, meeting: Meeting) -> bool:
    """Today's counts only while it has not begun."""
    return clock.now() < span(meeting.on, series.from_time, series.to_time)[0]


def _lay(
    series: Series, meeting: Meeting, seats: Sequence[Mapping[str, Any]], actor: Actor
) -> Session:
    starts_at, ends_at = span(meeting.on, series.from_time, series.to_time)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    session = Session(
        county=series.county,
        series=series,
        place_code=series.place_code,
        number=series.last_number,
        laid_on=meeting.on,
        on=meeting.on,
        starts_at=starts_at,
        ends_at=ends_at,
        minutes_each=series.minutes_each,
        seats=series.seats,
        is_provisional=meeting.provisional,
        changed_at=clock.now(),
    )
    session.save(force_insert=True)
    insert(*(Sitting(county=series.county, session=session, **seat) for seat in seats))
    keep(session, "lay_out", actor=actor, on=meeting.on.isoformat())
    return session


def settle_days() -> int:
    """Sessions in a year whose days off have been published since are no longer provisional; those
    that fall on a day off are cancelled, also when it was declared later. Whoever moved one onto
    such a day knew why.
    """
    work, done = calendar.calendar(), 0
    ahead = Session.objects.filter(state=State.PLANNED, on__gte=clock.today())
    off_since = Q(laid_on=F("on"), on__in=[day for day in work.days_off if day >= clock.today()])
    rows = ahead.filter(Q(is_provisional=True) | off_since)
    for session in list(
        rows.select_related("series__place", "series__organiser").order_by("on", "id")
    ):
        if session.on.year in work.years:
            _settle(session, work)
            done += 1
    return done


@transaction.atomic
def _settle(session: Session, work: WorkCalendar) -> None:
    session = Session.objects.locked(session)
    session.is_provisional = False
    if session.on in work.days_off:
        session = RULES.enter(session, "cancel", SYSTEM)
        call_off(session, "cancel", reason=_("This day is a public holiday"), actor=SYSTEM)
    else:
        session = RULES.enter(session, "confirm_day", SYSTEM)
        keep(session, "confirm_day", actor=SYSTEM)
