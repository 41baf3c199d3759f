"""Which steps do several verbs share? None of them decides anything."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.core.time.calendar import calendar
from jinlin.domains.workforce import deadlines
from jinlin.domains.workforce.actions.telling import VOICE
from jinlin.domains.workforce.lifecycle import ENDED, State
from jinlin.domains.workforce.models import Application, WorkforceRule
from jinlin.ground.places.models import Place


def keep(
    application: Application,
    move: str,
    *,
    actor: Actor,
    note: str = "",
    internal: str = "",
    **data: Any,
) -> None:
    """The changed row is its next version, due by the county's days, with its entry; the applicant
    hears what they wait for.
    """
    start_term(application)
    if application.state in ENDED:
        application.ended_on = clock.today()
    entry = timeline.keep(application, move, actor=actor, note=note, internal=internal, **data)
    VOICE.speak(application, entry)


def hold_county(county: str) -> None:
    """One list of people after the other comes into a county: two at once would enter the same
    people twice.
    """
    place = Place.objects.county_of(county).filter(code=county).first()
    if place is None:
        raise Unusable(
            _("There is no county %(county)s in this house.") % {"county": county}, field="county"
        )
    Place.objects.locked(place.pk)


def start_term(application: Application) -> None:
    """Due by the county's days for the state that it is in now; an ended one keeps its last."""
    rule = WorkforceRule.of(application.county, clock.today())
    if application.state in ENDED:
        return
    if application.state == State.ON_NOTICE and application.notice_to:
        application.due_at = clock.end_of(application.notice_to)
        return
    days = days_of(application, rule)
    application.due_at = deadlines.due(clock.today(), days, calendar())


def days_of(application: Application, rule: WorkforceRule) -> int:
    """How many working days the step takes in which the application stands."""
    return rule.answer_days if application.state == State.ASKED else rule.step_days
