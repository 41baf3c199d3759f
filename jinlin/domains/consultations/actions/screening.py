"""Is a topic taken up, combined, refused, taken back, or put on an agenda?"""

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.text import tidy, why_of
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.steps import in_days, keep, rule_of
from jinlin.domains.consultations.lifecycle import MeetingState, State
from jinlin.domains.consultations.models import AgendaLine, Meeting, Statement, Support, Topic
from jinlin.domains.consultations.models.topics import LONGEST_REASON
from jinlin.domains.consultations.permissions import RULES


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
    if into.place_code[:12] != topic.place_code[:12]:
        raise Unusable(_("Please choose a topic of the same community."), field="into")
    topic.into, topic.screened_on = into, topic.screened_on or clock.today()
    _end(topic)
    known = set(into.supports.values_list("whose", flat=True))
    Support.objects.filter(topic=topic).exclude(whose__in=known).update(topic=into)
    texts = list(into.statements.values_list("text", flat=True))
    Statement.objects.filter(topic=topic).exclude(text__in=texts).update(topic=into)
    keep(topic, "combine", actor=actor, other=into.title)
    return topic


@transaction.atomic
def put_on_agenda(topic: Topic, *, meeting: Meeting, actor: Actor) -> Topic:
    """It is talked over in this meeting of its own place or of one around it."""
    topic = RULES.begin(topic, "put_on_agenda", actor)
    meeting = Meeting.objects.held(meeting)
    if meeting.state not in {MeetingState.PLANNED, MeetingState.CALLED}:
        raise NotNow(_("This meeting takes no more topics."))
    near = (topic.place_code, meeting.place_code)
    if not (near[0].startswith(near[1]) or near[1].startswith(near[0])):
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


def _why(reason: str) -> str:
    return why_of(reason, limit=LONGEST_REASON)


def _end(topic: Topic) -> None:
    topic.ended_on = clock.today()
