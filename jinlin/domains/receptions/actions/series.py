"""How does a series of reception days begin, change and end?"""

from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.receptions.deadlines import slots, span
from jinlin.domains.receptions.models import Series
from jinlin.domains.receptions.permissions import can_set_up
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import Organisation, Place, Station

FRIDAY = 4


@dataclass(frozen=True)
class Terms:
    """When and where a series meets."""

    name: str
    room: str
    address: str = ""
    weekday: int = FRIDAY
    from_time: time = time(15)
    to_time: time = time(17, 30)
    minutes_each: int = 15
    seats: int = 6
    station: Station | None = None


@transaction.atomic
def set_up(
    place: Place,
    *,
    terms: Terms,
    actor: Actor,
    valid_from: date | None = None,
    organiser: Organisation | None = None,
) -> Series:
    """The series exists from a day on; its sessions are laid out by the job or by `lay_out`.

    Without an organiser, the intake unit of the place is.
    """
    require(can_set_up(actor, place))
    unit = organiser or places.intake_unit(place)
    if unit is None:
        raise Unusable(
            _("Nobody takes matters in for this place yet. Please choose the organiser."),
            field="organiser",
        )
    series = Series.objects.create(
        county=place.county_code,
        place=place,
        place_code=place.code,
        organiser=unit,
        valid_from=valid_from or clock.today(),
        **_checked(terms),
    )
    timeline.record(series, "set_up", actor=actor, data={"name": series.name})
    return series


@transaction.atomic
def change_series(series: Series, *, terms: Terms, actor: Actor) -> Series:
    """Sessions that are laid out from now on follow the new terms; those that are laid out already
    keep theirs and can be moved one by one.
    """
    series = Series.objects.locked(series.pk)
    require(can_set_up(actor, series.place))
    changed = _checked(terms)
    before = {name: str(getattr(series, name)) for name in changed}
    for name, value in changed.items():
        setattr(series, name, value)
    series.save()
    fields = sorted(name for name, value in changed.items() if str(value) != before[name])
    timeline.record(series, "change", actor=actor, data={"fields": fields})
    return series


@transaction.atomic
def end_series(series: Series, *, on: date, actor: Actor) -> Series:
    """No session of the series is laid out for a day after `on`.

    What is laid out already stands until it is cancelled.
    """
    series = Series.objects.locked(series.pk)
    require(can_set_up(actor, series.place))
    if on < series.valid_from:
        raise Unusable(_("A series cannot end before it begins."), field="on")
    series.valid_until = on
    series.save(update_fields=["valid_until"])
    timeline.record(series, "end", actor=actor, data={"on": on.isoformat()})
    return series


def _checked(terms: Terms) -> dict[str, object]:
    """The terms as they are stored.

    Raises Unusable for times, minutes or seats that do not fit together.
    """
    name, room = tidy(terms.name)[:60], tidy(terms.room)[:60]
    if not name:
        raise Unusable(_("Please give the series a name."), field="name")
    if not room:
        raise Unusable(_("Please say in which room it is."), field="room")
    if not 0 <= terms.weekday <= 6:
        raise Unusable(_("Please choose a weekday."), field="weekday")
    if terms.to_time <= terms.from_time:
        raise Unusable(_("It must end after it begins."), field="to_time")
    if not 5 <= terms.minutes_each <= 120:
        raise Unusable(_("An appointment takes between 5 and 120 minutes."), field="minutes_each")
    begin, end = span(date(2000, 1, 1), terms.from_time, terms.to_time)
    require_seats(begin, end, minutes=terms.minutes_each, seats=terms.seats)
    return {**vars(terms), "name": name, "room": room, "address": tidy(terms.address)[:120]}


def require_seats(begin: datetime, end: datetime, *, minutes: int, seats: int) -> None:
    """Raises Unusable when so many appointments do not fit between the two moments."""
    whole = len(slots(begin, end, minutes=minutes, seats=10_000))
    if not 0 <= seats <= whole:
        raise Unusable(
            _("Between these times there is room for at most %(whole)d appointments.")
            % {"whole": whole},
            field="seats",
        )
