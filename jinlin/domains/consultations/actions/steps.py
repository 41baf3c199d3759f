"""Which steps do several verbs share? Each leaves the row for its verb to record."""

from datetime import timedelta
from typing import Any

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.consultations.actions.voices import (
    OF_ITEMS,
    OF_MEETINGS,
    OF_TOPICS,
    OF_VOTES,
)
from jinlin.domains.consultations.models import (
    ActionItem,
    ConsultationRule,
    Meeting,
    Objection,
    Resolution,
    Topic,
    Vote,
)


def rule_of(county: str) -> ConsultationRule:
    """The county's numbers as they are today."""
    return ConsultationRule.of(county, clock.today())


def in_days(row: Topic | Meeting | Vote | ActionItem, days: int) -> None:
    """The next step is due so many days from today."""
    row.due_at = clock.by_end_of(clock.today(), days)


def holding(topic: Topic) -> Resolution | None:
    """What was decided last and is not open again."""
    return Resolution.objects.filter(topic=topic, is_reopened=False).first()


def set_pace(topic: Topic) -> None:
    """A decided topic is due when the first of its open items is, or what came of it is told; an
    objection is answered first.
    """
    held = holding(topic)
    if held is None:
        return
    days = [held.follow_up_on if held.followed_up_on is None else held.objections_until]
    items = ActionItem.objects.filter(resolution=held, ended_on=None)
    days += items.values_list("due_on", flat=True)
    if Objection.objects.filter(resolution=held, answered_on=None).exists():
        days = [clock.today() + timedelta(days=rule_of(topic.county).screening_days)]
    topic.due_at = clock.end_of(min(days))


def keep(topic: Topic, verb: str, *, actor: Actor, note: str = "", **data: Any) -> Entry:
    """The changed topic is its next version, the verb is on its timeline, and whoever it concerns
    is told.
    """
    entry = timeline.keep(topic, verb, actor=actor, note=note, **data)
    OF_TOPICS.speak(topic, entry)
    return entry


def keep_meeting(meeting: Meeting, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The same for a meeting."""
    entry = timeline.keep(meeting, verb, actor=actor, **data)
    OF_MEETINGS.speak(meeting, entry)
    return entry


def keep_vote(vote: Vote, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The same for a vote."""
    entry = timeline.keep(vote, verb, actor=actor, **data)
    OF_VOTES.speak(vote, entry)
    return entry


def keep_item(item: ActionItem, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The same for an action item; its topic is due by what is still open."""
    entry = timeline.keep(item, verb, actor=actor, **data)
    topic = Topic.objects.held(item.topic)
    set_pace(topic)
    topic.save(update_fields=["due_at"])
    OF_ITEMS.speak(item, entry)
    return entry
