"""How does a day of the exam come to stand, and who compared it with the notice?

A registrar keeps the days of their own county or prefecture. A day of the state is reference data:
who compares it with the notice says so for their own place, and it stays as it is for all others.
"""

from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, NotNow, Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.workforce.models import ExamDay
from jinlin.domains.workforce.permissions import can_keep_exam_day
from jinlin.domains.workforce.queries.exam_days import kept_by, seen_by

LONGEST_SOURCE = 120
TWICE = _("This day is named already.")


@transaction.atomic
def name_day(what: str, on: date, *, source: str, county: str, actor: Actor) -> ExamDay:
    """The day stands for a county or prefecture with the notice that names it; whoever named it has
    compared it.
    """
    require(can_keep_exam_day(actor, county))
    reference = needed(source, field="source", limit=LONGEST_SOURCE)
    if what not in ExamDay.What.values:
        raise Unusable(_("Please choose what happens on the day."), field="what")
    day = ExamDay(county=county, what=what, on=on, source=reference)
    try:
        with transaction.atomic():
            return _keep_confirmed(day, "named", actor)
    except IntegrityError as problem:
        raise Unusable(TWICE, field="on") from problem


@transaction.atomic
def confirm_day(pk: UUID, *, actor: Actor) -> ExamDay:
    """The day was compared with its notice, today and by this registrar; a day of the state stands
    confirmed for the registrar's own place.
    """
    day = _seen(pk, actor)
    if not day.county:
        return _own_of(day, actor)
    require(can_keep_exam_day(actor, day.county))
    if day.state == ExamDay.State.CONFIRMED:
        raise NotNow(_("This day is confirmed already."))
    return _keep_confirmed(day, "confirmed", actor)


@transaction.atomic
def strike_day(pk: UUID, *, actor: Actor) -> ExamDay:
    """A county's own day, which its notice does not name, holds no longer. Its history stays."""
    day = _seen(pk, actor)
    require(can_keep_exam_day(actor, day.county))
    day.state = ExamDay.State.STRUCK
    timeline.keep(day, "struck", actor=actor, audience="staff")
    return day


def _own_of(day: ExamDay, actor: Actor) -> ExamDay:
    """The state's day as the registrar's own place confirms it, the widest where there are more."""
    places = kept_by(actor)
    require(bool(places))
    own = ExamDay(county=places[0].code, what=day.what, on=day.on, source=day.source)
    try:
        with transaction.atomic():
            return _keep_confirmed(own, "confirmed", actor)
    except IntegrityError as problem:
        raise NotNow(_("This day is confirmed already.")) from problem


def _keep_confirmed(day: ExamDay, verb: str, actor: Actor) -> ExamDay:
    day.state = ExamDay.State.CONFIRMED
    day.confirmed_on, day.confirmed_by = clock.today(), actor.user_id
    timeline.keep(day, verb, actor=actor, audience="staff", what=day.what, day=day.on.isoformat())
    return day


def _seen(pk: UUID, actor: Actor) -> ExamDay:
    day = seen_by(actor).select_for_update().filter(pk=pk).first()
    if day is None:
        raise NotHere
    return day
