"""Which sessions does a calendar program read, for a neighbourhood and for somebody on the roster?

RFC 5545: an entry keeps its UID for ever; whenever a calendar has to forget what it knew, SEQUENCE
grows. A feed names places, rooms and organisations, never a resident, and never a person of staff.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vText

from jinlin.core import spoken
from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere
from jinlin.core.feeds import AHEAD, BEHIND, ZONE, Span, entry, zone
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import State
from jinlin.domains.receptions.models import (
    Session,
    SessionQuerySet,
    Sitting,
    SittingState,
)
from jinlin.ground.accounts.actors import actor_for
from jinlin.ground.accounts.models import User
from jinlin.ground.places.models import Place

REFRESH = timedelta(hours=6)
WITH_ROSTER = Prefetch(
    "sittings", Sitting.objects.select_related("organisation").order_by("order", "pk")
)


@dataclass(frozen=True)
class Feed:
    """A calendar as it is sent: its text, what tells one text from another, and when it last
    changed.
    """

    content: bytes
    etag: str
    changed_at: datetime


def neighbourhood_feed(place: Place) -> Feed:
    """The sessions of a place, two months back and a year ahead: two statements."""
    sessions = _near(Session.objects.announced().filter(within(place.codes)))
    return _feed(
        _("Reception days of {place}").format(place=place.name),
        [_event(each) for each in sessions],
        sessions,
    )


def own_feed(user: User) -> Feed:
    """The sessions in which this person sits, for themselves or for their organisation; those that
    a substitute took over stand there as cancelled.

    Raises NotHere for somebody who is no longer staff.
    """
    actor = actor_for(user)
    if actor is None or not actor.is_staff:
        raise NotHere
    sessions = _near(Session.objects.sat_in(actor))
    return _feed(
        _("Reception days on which I sit"),
        [_event(each, is_off=_is_free(each, actor)) for each in sessions],
        sessions,
    )


def one_session(session: Session) -> Feed:
    """A single entry to be put into one's own calendar."""
    return _feed(_("Reception day"), [_event(session)], [session])


def _near(rows: SessionQuerySet) -> list[Session]:
    today = clock.today()
    near = rows.filter(on__gte=today - BEHIND, on__lte=today + AHEAD).select_related(
        "series__place", "series__organiser"
    )
    return list(near.prefetch_related(WITH_ROSTER).order_by("starts_at", "id"))


def _is_free(session: Session, actor: Actor) -> bool:
    """None of the actor's seats there is still theirs."""
    units = actor.organisations()
    own = [
        each
        for each in session.sittings.all()
        if each.user_id == actor.user_id or (not each.user_id and each.organisation_id in units)
    ]
    return all(each.state == SittingState.REPLACED for each in own)


def _feed(name: str, events: Iterable[Event], sessions: Sequence[Session]) -> Feed:
    calendar = Calendar()
    calendar.add("prodid", "-//Jinlin//Reception days//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add_component(zone())
    for event in events:
        calendar.add_component(event)
    content = calendar.to_ical()
    changed = max((each.changed_at for each in sessions), default=clock.at(clock.today()))
    return Feed(content, f'"{sha256(content).hexdigest()[:32]}"', changed)


def _event(session: Session, *, is_off: bool = False) -> Event:
    series, off = session.series, is_off or session.state == State.CANCELLED
    event = entry(
        f"{session.pk}@receptions.jinlin",
        _summary(session),
        Span(session.starts_at, session.ends_at),
        page=reverse("receptions:neighbourhood", args=[series.place.code]),
        stamp=session.changed_at,
        sequence=session.calendar_sequence,
    )
    event.add("last-modified", session.changed_at)
    where = (series.place.name, series.room, series.address)
    event.add("location", vText(_(", ").join(word for word in where if word)))
    event.add("description", _description(session))
    event.add(
        "status", "CANCELLED" if off else "TENTATIVE" if session.is_provisional else "CONFIRMED"
    )
    event.add("transp", "TRANSPARENT" if off else "OPAQUE")
    return event


def _summary(session: Session) -> str:
    name = _("{place}: reception day, session {number}").format(
        place=session.series.place.name, number=session.number
    )
    return _("Cancelled: {name}").format(name=name) if session.state == State.CANCELLED else name


def _description(session: Session) -> str:
    """Who sits, and why it was moved or cancelled. Organisations and posts only."""
    sitting = [each for each in session.sittings.all() if each.state != SittingState.REPLACED]
    lines = [
        session.reason,
        _("The days off of this year are not published yet.") if session.is_provisional else "",
    ]
    lines += [f"{each.get_part_display()}: {each.face}" for each in sitting]
    return "\n".join(
        [line for line in lines if line]
        + [_("As of {moment}").format(moment=spoken.moment(session.changed_at))]
    )
