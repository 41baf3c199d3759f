"""How does a day get its shifts, its stalls, its counts and its summary?"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.keys import uuid7
from jinlin.core.offline import OTHER_BODY
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.servicedays.actions.steps import address_of, keep
from jinlin.domains.servicedays.lifecycle import LIVE, State
from jinlin.domains.servicedays.models import Kind, Session, Shift, Stall, StallKind, Tally
from jinlin.domains.servicedays.permissions import is_host
from jinlin.ground.places.models import Organisation
from jinlin.services.seats import actions as seats
from jinlin.services.seats.actions.laying import Terms

MOST_PEOPLE = 500


@dataclass(frozen=True)
class Duty:
    """What a shift asks for. Without times it lasts as long as the day."""

    title: str
    seats: int
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    youngest: int = 0
    qualification: str = ""
    is_risky: bool = False


@dataclass(frozen=True)
class Offer:
    """What stands at a stall."""

    kind: str
    shown_as: str
    offers: str
    need: str = ""
    organisation: Organisation | None = None
    talent: UUID | None = None  # whose stall it is, in the directory of talents


@transaction.atomic
def add_shift(session: Session, duty: Duty, *, actor: Actor) -> Shift:
    """The day has a duty with so many seats."""
    session = _live(session, actor)
    title = tidy(duty.title)[:60]
    if not title:
        raise Unusable(_("Please say what is to be done."), field="title")
    begins, ends = duty.starts_at or session.starts_at, duty.ends_at or session.ends_at
    if not session.starts_at <= begins < ends <= session.ends_at:
        raise Unusable(_("A shift lies within its day."), field="starts_at")
    shift = Shift.objects.create(
        county=session.county,
        session=session,
        title=title,
        starts_at=begins,
        ends_at=ends,
        youngest=duty.youngest,
        qualification=tidy(duty.qualification)[:80],
        is_risky=duty.is_risky,
    )
    name = f"{session.title} {title}"[:120]
    terms = Terms(duty.seats, begins, ends, name, address_of(session))
    shift.unit = seats.open_unit(shift, terms, place_code=session.place_code)
    shift.save(update_fields=["unit"])
    keep(session, "add_shift", actor=actor, title=title)
    return shift


@transaction.atomic
def add_stall(session: Session, offer: Offer, *, actor: Actor) -> Stall:
    """Something is offered on the day, by whoever it is shown as."""
    session = _live(session, actor)
    if offer.kind not in StallKind.values:
        raise Unusable(_("Please choose who offers it."), field="kind")
    if not tidy(offer.shown_as) or not tidy(offer.offers):
        raise Unusable(_("Please say who offers what."), field="offers")
    if offer.talent and session.stalls.filter(talent_id=offer.talent).exists():
        raise NotNow(_("They have a stall on this day already."))
    verb = "stall" if offer.talent else "add_stall"
    keep(session, verb, actor=actor, skill=tidy(offer.shown_as)[:60])
    return Stall.objects.create(
        county=session.county,
        session=session,
        kind=offer.kind,
        shown_as=tidy(offer.shown_as)[:60],
        offers=tidy(offer.offers)[:120],
        need=tidy(offer.need)[:120],
        organisation=offer.organisation,
        talent_id=offer.talent,
    )


@transaction.atomic
def meet_need(stall: Stall, *, actor: Actor) -> Stall:
    """What the stall needed is there."""
    stall = Stall.objects.select_for_update(of=("self",)).select_related("session").get(pk=stall.pk)
    require(is_host(actor, stall.session))
    stall.is_met = True
    stall.save(update_fields=["is_met"])
    session = Session.objects.held(stall.session)
    keep(session, "meet_need", actor=actor, skill=stall.shown_as)
    return stall


@transaction.atomic
def tally(
    session: Session,
    kind: str,
    people: int,
    *,
    actor: Actor,
    key: UUID | None = None,
    at: datetime | None = None,
) -> Tally:
    """So many more people received this. The same key again is the same count."""
    require(is_host(actor, session))
    key = key or uuid7()
    known = Tally.objects.filter(pk=key).first()
    if known:
        if (known.session_id, known.kind, known.people) != (session.pk, kind, people):
            raise NotNow(
                _("This was sent before with other contents; both are kept."),
                detail={"reason": OTHER_BODY},
            )
        return known
    if kind not in Kind.values or not 1 <= people <= MOST_PEOPLE:
        raise Unusable(_("Please choose what was done, for 1 to 500 people."), field="people")
    if session.state == State.CANCELLED or clock.now() < session.starts_at:
        raise NotNow(_("People are counted on the day."))
    moment = min(at or clock.now(), clock.now())
    row = Tally(
        id=key,
        county=session.county,
        session=session,
        place_code=session.place_code,
        kind=kind,
        people=people,
        counted_at=moment,
        on=session.on,
        counted_by=actor.user_id,
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def strike_count(row: Tally, *, actor: Actor) -> Tally:
    """A wrong count counts no more, and the trail says so; asked again, the same."""
    session = Session.objects.held(row.session)
    require(is_host(actor, session))
    row = Tally.objects.select_for_update().get(pk=row.pk)
    if row.struck_on is None:
        row.struck_on = clock.today()
        row.save(update_fields=["struck_on"])
        with override(settings.LANGUAGE_CODE):
            what = str(row.get_kind_display())
        keep(session, "strike_count", actor=actor, what=what, people=row.people)
    return row


@transaction.atomic
def summarise(session: Session, *, text: str, actor: Actor) -> Session:
    """The day's summary is written; it is released by another step."""
    session = Session.objects.locked(session)
    require(is_host(actor, session))
    session.summary, session.is_released = tidy(text)[:500], False
    keep(session, "summarise", actor=actor)
    return session


@transaction.atomic
def release_summary(session: Session, *, actor: Actor) -> Session:
    """Everybody reads the summary of the day, with its figures."""
    session = Session.objects.locked(session)
    require(is_host(actor, session))
    if session.state != State.HELD:
        raise NotNow
    session.is_released = True
    keep(session, "release_summary", actor=actor)
    return session


def _live(session: Session, actor: Actor) -> Session:
    session = Session.objects.held(session)
    require(is_host(actor, session))
    if session.state not in LIVE:
        raise NotNow
    return session
