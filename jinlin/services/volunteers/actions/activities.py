"""How does an activity come into the calendar of volunteers, and out of it?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable, require
from jinlin.core.rows import CountyRow
from jinlin.core.time import calendar, clock
from jinlin.ground.accounts.queries import holders
from jinlin.ground.places.models import Place
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient
from jinlin.services.volunteers import deadlines
from jinlin.services.volunteers.actions.steps import (
    OF_ACTIVITIES,
    keep_activity,
    needed_words,
    rule_of,
)
from jinlin.services.volunteers.lifecycle import ActivityState
from jinlin.services.volunteers.models import Activity, Pilot, Team
from jinlin.services.volunteers.models.people import KEEPERS
from jinlin.services.volunteers.permissions import ACTIVITY_RULES, can_cancel, can_set_up


@dataclass(frozen=True)
class Plan:
    """What is to be done, when, by which team, and what it asks of those who come."""

    title: str
    content: str
    starts_at: datetime
    ends_at: datetime
    organiser: str
    team: Team | None = None
    pilot: Pilot | None = None
    is_risky: bool = False
    qualification: str = ""
    youngest: int = 0


@transaction.atomic
def plan(
    place: Place,
    plan: Plan,
    *,
    actor: Actor,
    in_charge: Any = None,
    source: CountyRow | None = None,
) -> Activity:
    """The activity stands in the calendar, with the day by which its hours are to be recorded."""
    require(can_set_up(actor, place))
    if plan.ends_at <= plan.starts_at:
        raise Unusable(_("It must end after it begins."), field="ends_at")
    needed_words(plan.title, field="title", limit=80)
    needed_words(plan.content, field="content", limit=300)
    activity = Activity(
        county=place.county_code,
        place=place,
        place_code=place.code,
        in_charge=in_charge,
        on=clock.local_day(plan.starts_at),
        due_at=_due(place.county_code, plan.ends_at),
        source_label=source._meta.label_lower if source else "",
        source_id=source.pk if source else None,
        version=1,
        **_values(plan),
    )
    activity.save(force_insert=True)
    OF_ACTIVITIES.speak(activity, timeline.record(activity, "plan", actor=actor))
    return activity


@transaction.atomic
def shift(activity: Activity, starts_at: datetime, ends_at: datetime, *, actor: Actor) -> Activity:
    """The activity takes place at another time, and so its hours are due at another."""
    activity = Activity.objects.held(activity)
    require(can_cancel(actor, activity))
    activity.starts_at, activity.ends_at = starts_at, ends_at
    activity.on = clock.local_day(starts_at)
    activity.due_at = _due(activity.county, ends_at)
    return keep_activity(activity, "shift", actor=actor)


@transaction.atomic
def entrust(activity: Activity, in_charge: Any, *, actor: Actor) -> Activity:
    """Somebody else is in charge of the activity, as long as its hours are not recorded."""
    activity = Activity.objects.held(activity)
    require(can_cancel(actor, activity))
    if activity.state != ActivityState.PLANNED or activity.in_charge_id == in_charge.pk:
        return activity
    activity.in_charge = in_charge
    return keep_activity(activity, "entrust", actor=actor)


@transaction.atomic
def cancel(activity: Activity, *, reason: str, actor: Actor) -> Activity:
    """It does not take place."""
    activity = ACTIVITY_RULES.begin(activity, "cancel", actor)
    return keep_activity(activity, "cancel", actor=actor, reason=needed_words(reason))


@transaction.atomic
def remind(activity: Activity) -> bool:
    """Whoever is in charge was told, once, that hours are to be recorded; where nobody is, or not
    any more, those who look after volunteers there.
    """
    done = Activity.objects.filter(pk=activity.pk, reminded_on=None).update(
        reminded_on=clock.today()
    )
    if done:
        notices.tell(
            county=activity.county,
            event="volunteers.remind",
            title=_("Hours are still to be recorded: {title}").format(title=activity.title),
            body=_("Please confirm who served, by {day}.").format(
                day=clock.local_day(activity.due_at).isoformat()
            ),
            about=activity,
            url="/desk/volunteers/activities/",
            to=[Recipient(user_id=key) for key in _reminded(activity)],
        )
    return bool(done)


def _reminded(activity: Activity) -> list[Any]:
    in_charge = activity.in_charge
    if in_charge and in_charge.is_active:
        return [in_charge.pk]
    return list(holders(*KEEPERS, at=activity.place_code).values_list("pk", flat=True))


def _values(plan: Plan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in Plan.__dataclass_fields__}


def _due(county: str, ends_at: datetime) -> datetime:
    days = rule_of(county).record_workdays
    return deadlines.record_by(clock.local_day(ends_at), workdays=days, work=calendar.calendar())
