"""Is a topic taken up, combined, refused, taken back, or put on an agenda?"""

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.text import tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.steps import in_days, keep, rule_of
from jinlin.domains.consultations.lifecycle import MeetingState, State
from jinlin.domains.consultations.models import (
    AgendaLine,
    Meeting,
    Stance,
    Statement,
    Support,
    Topic,
)
from jinlin.domains.consultations.models.topics import COMMUNITY_DIGITS, LONGEST_REASON
from jinlin.domains.consultations.permissions import RULES
from jinlin.ground.places.queries import whole

NAMED_BY = ("whose", "person")  # by what support is known as given already


@transaction.atomic
def take_up(topic: Topic, *, actor: Actor) -> Topic:
    """Everybody reads it, supports it and says what they think, until it is on an agenda."""
    topic = RULES.begin(topic, "take_up", actor)
    topic.screened_on = clock.today()
    in_days(topic, rule_of(topic.county).agenda_days)
    keep(topic, "take_up", actor=actor)
    return topic


@transaction.atomic
def refuse(topic: Topic, *, reason: str, instead: str = "", actor: Actor) -> Topic:
    """It is not taken up; who raised it was told why, and where to turn."""
    topic = RULES.begin(topic, "refuse", actor)
    topic.screened_on = topic.screened_on or clock.today()
    _end(topic)
    keep(topic, "refuse", actor=actor, reason=_why(reason), instead=tidy(instead)[:LONGEST_REASON])
    return topic


@transaction.atomic
def withdraw(topic: Topic, *, reason: str, actor: Actor) -> Topic:
    """Who raised it does not want it talked over any more."""
    topic = RULES.begin(topic, "withdraw", actor)
    _end(topic)
    keep(topic, "withdraw", actor=actor, reason=_why(reason))
    return topic


@transaction.atomic
def combine(topic: Topic, *, into: Topic, actor: Actor) -> Topic:
    """It goes on within another topic of the same community: its supporters and statements count
    there, each household once.
    """
    for each in sorted((topic, into), key=lambda row: row.pk):
        Topic.objects.held(each)
    topic = RULES.begin(topic, "combine", actor)
    into = Topic.objects.held(into)
    if into.pk == topic.pk or into.state not in {State.RAISED, State.TAKEN_UP, State.ON_AGENDA}:
        raise Unusable(_("Please choose another topic that is still open."), field="into")
    if into.place_code[:COMMUNITY_DIGITS] not in whole(topic.place_code[:COMMUNITY_DIGITS]):
        raise Unusable(_("Please choose a topic of the same community."), field="into")
    topic.into, topic.screened_on = into, topic.screened_on or clock.today()
    _end(topic)
    whose, people = (set(into.supports.values_list(name, flat=True)) for name in NAMED_BY)
    fresh = Support.objects.filter(topic=topic).exclude(whose__in=whose).exclude(person__in=people)
    fresh.update(topic=into)
    same = {each.text: each for each in into.statements.all()}
    for statement in topic.statements.filter(text__in=list(same)):
        _join(statement, same[statement.text])
    Statement.objects.filter(topic=topic).exclude(text__in=list(same)).update(topic=into)
    keep(topic, "combine", actor=actor, other=into.title)
    return topic


@transaction.atomic
def put_on_agenda(topic: Topic, *, meeting: Meeting, actor: Actor) -> Topic:
    """It is talked over in this meeting of its own place or of one around it."""
    topic = RULES.begin(topic, "put_on_agenda", actor)
    meeting = Meeting.objects.held(meeting)
    if meeting.state not in {MeetingState.PLANNED, MeetingState.CALLED} or (
        clock.today() > meeting.on
    ):
        raise NotNow(_("This meeting takes no more topics."))
    if not _is_around(topic.place_code, meeting.place_code):
        raise Unusable(_("Please choose a meeting of this neighbourhood."), field="meeting")
    order = meeting.lines.count() + 1
    AgendaLine.objects.get_or_create(
        meeting=meeting, topic=topic, defaults={"county": topic.county, "order": order}
    )
    topic.meeting = meeting
    topic.due_at = clock.by_end_of(meeting.on, rule_of(topic.county).minutes_days)
    keep(topic, "put_on_agenda", actor=actor, day=meeting.starts_at, where=meeting.where)
    return topic


@transaction.atomic
def take_off(topic: Topic, *, reason: str, actor: Actor) -> Topic:
    """It is off the agenda, and waits for the next one."""
    topic = RULES.begin(topic, "take_off", actor)
    reason = _why(reason)
    leave_agenda(topic, _("Not decided: %(reason)s") % {"reason": reason})
    keep(topic, "take_off", actor=actor, reason=reason)
    return topic


def leave_agenda(topic: Topic, outcome: str) -> None:
    """The line of the agenda says what came of it; a meeting that has not begun has no line."""
    meeting = topic.meeting
    if meeting is not None:
        line = AgendaLine.objects.filter(meeting=meeting, topic=topic)
        if meeting.state in {MeetingState.PLANNED, MeetingState.CALLED}:
            line.delete()
        else:
            line.update(outcome=outcome[:300])
    topic.meeting = None
    in_days(topic, rule_of(topic.county).agenda_days)


def _join(statement: Statement, same: Statement) -> None:
    """Who took a stance on these words in the one topic took it in the other, unless they did there
    too.
    """
    there = same.stances.values("person")
    Stance.objects.filter(statement=statement).exclude(person__in=there).update(statement=same)


def _is_around(one: str, other: str) -> bool:
    """Whether one place lies in the other, whatever was merged into what."""
    ones, others = whole(one), whole(other)
    return one.startswith(others) or other.startswith(ones)


def _why(reason: str) -> str:
    return why_of(reason, limit=LONGEST_REASON)


def _end(topic: Topic) -> None:
    topic.ended_on = clock.today()
