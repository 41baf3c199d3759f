"""Which steps do several verbs share? Each leaves the row for its verb to record."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.core.timeline import Entry
from jinlin.domains.consultations.models import (
    ActionItem,
    ConsultationRule,
    Elector,
    Meeting,
    Objection,
    Resolution,
    Topic,
    Vote,
)
from jinlin.domains.consultations.queries import story
from jinlin.ground.people.models import Membership
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

TELLS_SUPPORTERS = frozenset(
    {
        *("take_up", "put_on_agenda", "decide", "carry", "fall_through", "reopen", "report"),
        *("refuse", "combine", "settle"),
    }
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
    """The changed topic is its next version, the verb is on its timeline, and whoever raised or
    supports it is told of what becomes of it.
    """
    entry = timeline.keep(topic, verb, actor=actor, note=note, **data)
    if verb in TELLS_SUPPORTERS:
        body = story.sentence(entry.verb, dict(entry.data))
        _tell(topic, verb, title=topic.title, body=body, to=_supporters(topic))
    _announce(topic, verb, {"place": topic.place_code, "state": topic.state})
    return entry


def keep_meeting(meeting: Meeting, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The meeting is its next version; whoever is invited hears that it is, or is off."""
    entry = timeline.keep(meeting, verb, actor=actor, **data)
    if verb in {"invite", "cancel"}:
        people = meeting.invitees.filter(person__isnull=False).values_list("person", flat=True)
        units = meeting.invitees.filter(organisation__isnull=False)
        keys = units.values_list("organisation", flat=True).distinct()
        to = [*map(_person, people), *(Recipient(organisation_id=key) for key in keys)]
        body = story.sentence_of_meeting(entry.verb, dict(entry.data))
        _tell(meeting, f"meeting_{verb}", title=meeting.title, body=body, to=to)
    _announce(meeting, f"meeting_{verb}", {"place": meeting.place_code, "state": meeting.state})
    return entry


def keep_vote(vote: Vote, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The vote is its next version; those on the roll hear when it opens, the day before it closes,
    and what came of it: all of them, whether they voted or not.
    """
    entry = timeline.keep(vote, verb, actor=actor, **data)
    if verb in {"open_", "remind", "publish", "declare_void"}:
        body = story.sentence_of_vote(entry.verb, dict(entry.data))
        to = [*map(_person, _on_the_roll(vote))]
        _tell(vote, f"vote_{verb}", title=vote.question, body=body, to=to)
    if verb == "close" and vote.is_secret:
        tellers = [vote.teller_one_id, vote.teller_two_id]
        body = story.sentence_of_vote(entry.verb, dict(entry.data))
        to = [Recipient(user_id=key) for key in tellers if key]
        _tell(vote, f"staff.vote_{verb}", title=vote.question, body=body, to=to)
    _announce(vote, f"vote_{verb}", {"place": vote.place_code, "state": vote.state})
    return entry


def keep_item(item: ActionItem, verb: str, *, actor: Actor, **data: Any) -> Entry:
    """The item is its next version, and its topic is due by what is still open."""
    entry = timeline.keep(item, verb, actor=actor, **data)
    topic = Topic.objects.held(item.topic)
    set_pace(topic)
    topic.save(update_fields=["due_at"])
    _announce(item, f"item_{verb}", {"place": item.place_code, "state": item.state})
    return entry


def _on_the_roll(vote: Vote) -> list[UUID]:
    """Whom a vote concerns: the people on its roll, those who live in its households and have an
    account, and who holds a written power.
    """
    rows = Elector.objects.filter(vote=vote)
    people = dict.fromkeys(rows.filter(person__isnull=False).values_list("person", flat=True))
    homes = rows.filter(household__isnull=False).values("household")
    at_home = Membership.objects.filter(household__in=homes, until=None, person__user__isnull=False)
    people |= dict.fromkeys(at_home.values_list("person", flat=True))
    people |= dict.fromkeys(rows.filter(proxy__isnull=False).values_list("proxy", flat=True))
    return [*people]


def _person(key: UUID | None) -> Recipient:
    return Recipient(person_id=key)


def _supporters(topic: Topic) -> list[Recipient]:
    keys = dict.fromkeys(topic.supports.values_list("person", flat=True))
    if topic.raised_by_id:
        keys[topic.raised_by_id] = None
    return [*map(_person, keys)]


def _tell(
    row: Topic | Meeting | Vote, verb: str, *, title: str, body: str, to: Iterable[Recipient]
) -> None:
    kind = {Topic: "topic", Meeting: "meeting", Vote: "vote"}[type(row)]
    listeners = list(to)
    if not listeners:
        return
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=row.county,
            event=f"consultations.{verb}",
            title=title,
            body=body,
            about=row,
            url=reverse(f"consultations:{kind}", args=[row.pk]),
            to=listeners,
        )


def _announce(row: Any, event: str, payload: dict[str, Any]) -> None:
    notices.announce(
        county=row.county,
        event=f"consultations.{event}",
        subject_id=row.pk,
        payload=payload,
    )
