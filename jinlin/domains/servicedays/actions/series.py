"""How does a neighbourhood come to have its service day, and its days ahead?"""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.servicedays.actions.steps import address_of, keep
from jinlin.domains.servicedays.deadlines import Rhythm, Rule, days_of, span
from jinlin.domains.servicedays.lifecycle import State
from jinlin.domains.servicedays.models import Series, Session, Theme
from jinlin.domains.servicedays.permissions import can_set_up
from jinlin.ground.places.models import Organisation, Place
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.services.seats import actions as seats
from jinlin.services.seats.actions.laying import Terms as UnitTerms
from jinlin.services.volunteers import actions as volunteers
from jinlin.services.volunteers.models import Team

MOST = {"name": 60, "duty": 200, "venue": 80, "carrier": 200, "incentive": 200, "flow": 2000}


@dataclass(frozen=True)
class Terms:
    """三定三有: when, who, which duty; where, by what, for what."""

    name: str
    from_time: time = time(9)
    to_time: time = time(11, 30)
    rhythm: Rhythm | None = None  # without: the 18th of each month
    team: Team | None = None
    in_charge: Any = None
    duty: str = ""
    venue: str = ""
    carrier: str = ""
    incentive: str = ""
    flow: str = ""
    is_standard: bool = False

    def values(self) -> dict[str, Any]:
        texts = {name: tidy(getattr(self, name))[:most] for name, most in MOST.items()}
        rhythm = self.rhythm or Rhythm(Rule.MONTH_DAY)
        return {
            **texts,
            "from_time": self.from_time,
            "to_time": self.to_time,
            "team": self.team,
            "in_charge": self.in_charge,
            "is_standard": self.is_standard,
            "rule": rhythm.rule,
            "day": rhythm.day,
            "nth": rhythm.nth,
            "weekday": rhythm.weekday,
            "lunar_month": rhythm.lunar_month,
            "before": rhythm.before,
        }


@transaction.atomic
def set_up(
    place: Place,
    organiser: Organisation,
    terms: Terms,
    *,
    actor: Actor,
    valid_from: date | None = None,
) -> Series:
    """The neighbourhood has a service day that comes back; what it lacks stands on the board."""
    require(can_set_up(actor, place))
    _check(terms)
    series = Series.objects.create(
        county=place.county_code,
        place=place,
        place_code=place.code,
        organiser=organiser,
        valid_from=valid_from or clock.today(),
        **terms.values(),
    )
    keep_series(series, "set_up", actor)
    return series


@transaction.atomic
def change_series(series: Series, terms: Terms, *, actor: Actor) -> Series:
    """Days laid out from now on follow the new terms; those that stand keep their own, but whoever
    is in charge now answers for them too.
    """
    series = Series.objects.held(series.pk)
    require(can_set_up(actor, series.place))
    _check(terms)
    before = series.in_charge_id
    for name, value in terms.values().items():
        setattr(series, name, value)
    series.save()
    if series.in_charge_id not in {None, before}:
        for session in series.sessions.live().select_related("activity").order_by("pk"):
            if session.activity:
                volunteers.entrust(session.activity, series.in_charge, actor=SYSTEM)
    keep_series(series, "change", actor)
    return series


@transaction.atomic
def lay_out(series: Series, *, until: date, actor: Actor = SYSTEM) -> list[Session]:
    """Every day of the series from today until then has its session. Safe to run twice."""
    series = Series.objects.held(series.pk)
    require(can_set_up(actor, series.place))
    first = max(series.valid_from, clock.today())
    last = min(until, series.valid_until or until)
    rows = series.sessions.filter(laid_on__gte=first).values_list("laid_on", "on", "state")
    there = {laid for laid, _on, _state in rows}
    there |= {on for _laid, on, state in rows if state != State.CANCELLED}
    days = [day for day in days_of(series.rhythm, first, last) if day not in there]
    return [_lay(series, day, actor) for day in days if _is_ahead(series, day)]


def _is_ahead(series: Series, day: date) -> bool:
    return clock.now() < span(day, series.from_time, series.to_time)[0]


def _lay(series: Series, day: date, actor: Actor) -> Session:
    starts_at, ends_at = span(day, series.from_time, series.to_time)
    series.last_number += 1
    series.save(update_fields=["last_number"])
    theme = Theme.objects.filter(county=series.county, month=day.month).first()
    session = Session(
        county=series.county,
        series=series,
        place_code=series.place_code,
        number=series.last_number,
        theme=theme.name if theme else "",
        laid_on=day,
        on=day,
        starts_at=starts_at,
        ends_at=ends_at,
        changed_at=clock.now(),
    )
    session.save(force_insert=True)
    session.unit = seats.open_unit(session, unit_terms(session), place_code=session.place_code)
    session.activity = volunteers.plan(
        series.place,
        volunteers.Plan(
            series.name,
            series.duty or series.carrier or series.name,
            starts_at,
            ends_at,
            series.organiser.name,
            team=series.team,
        ),
        actor=SYSTEM,
        in_charge=series.in_charge,
        source=session,
    )
    keep(session, "lay_out", actor=actor, on=day.isoformat())
    return session


def unit_terms(session: Session) -> UnitTerms:
    """Who comes to a session is counted; it has no seats of its own."""
    title = session.title[:120]
    return UnitTerms(0, session.starts_at, session.ends_at, title, address_of(session))


def keep_series(series: Series, verb: str, actor: Actor, **data: Any) -> None:
    """The verb is on record; whoever is in charge hears of it unless they did it, and programs."""
    timeline.record(series, verb, actor=actor, data=data)
    notices.announce(
        county=series.county,
        event=f"servicedays.{verb}",
        subject_id=series.pk,
        payload={"place": series.place_code},
    )
    if series.in_charge_id in {None, actor.user_id}:
        return
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=series.county,
            event=f"servicedays.{verb}",
            title=_("You are in charge of a service day: {name}").format(name=series.name),
            body=_("Please look at its terms and its days."),
            about=series,
            url=reverse("servicedays:board"),
            to=[Recipient(user_id=series.in_charge_id)],
        )


def _check(terms: Terms) -> None:
    if not tidy(terms.name):
        raise Unusable(_("Please give the day a name."), field="name")
    if terms.to_time <= terms.from_time:
        raise Unusable(_("It must end after it begins."), field="to_time")
