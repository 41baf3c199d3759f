"""Which steps do several verbs share? None of them decides anything."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jinlin.core import spoken, timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.core.text import tidy
from jinlin.core.time import calendar, clock
from jinlin.core.timeline import Entry
from jinlin.services.notices.actions import Ear, Recipient, Voice
from jinlin.services.volunteers import deadlines
from jinlin.services.volunteers.lifecycle import ACTIVITY_LIFECYCLE, LIFECYCLE, OWN_STEP, State
from jinlin.services.volunteers.models import Activity, ServiceRecord, Volunteer, VolunteerRule
from jinlin.services.volunteers.permissions import RULES

LONGEST_REASON = 300
CHECK_DAYS = 30  # in which the volunteer is asked to look; silence stays silence


def rule_of(county: str) -> VolunteerRule:
    """The county's numbers as they are today."""
    return VolunteerRule.of(county, clock.today())


def begin(record: ServiceRecord, verb: str, actor: Actor) -> ServiceRecord:
    """As every verb begins, with the volunteer locked too; nobody has checked it as it is now."""
    record = RULES.begin(record, verb, actor)
    Volunteer.objects.held(record.volunteer_id)
    record.verified_on = None
    return record


def keep(
    record: ServiceRecord, verb: str, *, actor: Actor, note: str = "", **data: Any
) -> ServiceRecord:
    """The record is its next version with its entry; the volunteer hears of what others did."""
    record.due_at = next_due(record)
    OF_RECORDS.speak(record, timeline.keep(record, verb, actor=actor, note=note, **data))
    return record


def keep_activity(activity: Activity, verb: str, *, actor: Actor, **data: Any) -> Activity:
    """The same for an activity; whoever is in charge hears of it."""
    OF_ACTIVITIES.speak(activity, timeline.keep(activity, verb, actor=actor, **data))
    return activity


def next_due(record: ServiceRecord) -> datetime:
    """The end of the next step: a month for the volunteer, the working days of the rule for us."""
    if State(record.state) in OWN_STEP:
        return clock.end_of(clock.today() + timedelta(days=CHECK_DAYS))
    days = rule_of(record.county).record_workdays
    return deadlines.record_by(clock.today(), workdays=days, work=calendar.calendar())


def needed_words(text: str, *, field: str = "reason", limit: int = LONGEST_REASON) -> str:
    """Raises Unusable when there is nothing left of the text, or too much."""
    text = tidy(text)
    if not text or len(text) > limit:
        words = gettext_lazy("Please write this in at most %(limit)d characters.")
        raise Unusable(words % {"limit": limit}, field=field)
    return text


def span_words(begins_at: datetime, ends_at: datetime) -> str:
    """'18 April 9:00–11:00'."""
    return f"{spoken.moment(begins_at)}{spoken.until(begins_at, ends_at)}"


def _words(record: ServiceRecord, entry: Entry) -> str:
    """When it was, why, and what the volunteer can do about it."""
    words = {
        State.RECORDED: _("Please look whether it is right; if not, say so with one tap."),
        State.KEPT: _("If you do not agree, the lead decides."),
        State.REFUSED: _("If you do not agree, you can appeal."),
    }
    parts = (
        span_words(record.begins_at, record.ends_at),
        record.reason if entry.verb != "record" else "",
        words.get(State(record.state), ""),
    )
    return "\n".join(part for part in parts if part)


def _news(activity: Activity, entry: Entry) -> str:
    moment = spoken.moment(activity.starts_at)
    words = {
        "shift": _("It is now at {moment}."),
        "entrust": _("You are in charge of it now: {moment}."),
        "cancel": _("It does not take place: {reason}"),
    }
    return words[entry.verb].format(moment=moment, reason=entry.data.get("reason", ""))


def _in_charge(activity: Activity, entry: Entry) -> list[Recipient]:
    """Whoever is in charge, but for whoever did it."""
    own = activity.in_charge_id in {None, entry.user_id}
    return [] if own else [Recipient(user_id=activity.in_charge_id)]


def _address() -> str:
    try:
        return reverse("volunteers:mine")
    except NoReverseMatch:
        return "/"


OF_RECORDS = Voice[ServiceRecord](
    LIFECYCLE,
    "volunteers.{verb}",
    lambda record, _entry: {
        "place": record.place_code,
        "state": record.state,
        "minutes": record.minutes,
        "trust": record.trust,
        "version": record.version,
    },
    (
        Ear(
            verbs=frozenset(
                {
                    *("record", "correct", "turn_down", "keep_", "grant", "approve", "strike"),
                    *("allow", "dismiss"),
                }
            ),
            to=lambda record, _entry: [Recipient(person_id=record.volunteer.person_id)],
            title=lambda record: _("Your service: {title}, {minutes} minutes").format(
                title=record.title, minutes=record.minutes
            ),
            body=_words,
            url=lambda _record: _address(),
        ),
    ),
)
OF_ACTIVITIES = Voice[Activity](
    ACTIVITY_LIFECYCLE,
    "volunteers.activity.{verb}",
    lambda activity, _entry: {
        "place": activity.place_code,
        "state": activity.state,
        "on": activity.on.isoformat(),
        "version": activity.version,
    },
    (
        Ear(
            verbs=frozenset({"shift", "cancel", "entrust"}),
            to=_in_charge,
            title=lambda activity: activity.title,
            body=_news,
            url=lambda _activity: "/desk/volunteers/activities/",
        ),
    ),
)
