"""What was decided, who objects, and what came of it?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.hands import Tally
from jinlin.core.hearing import be_read
from jinlin.core.text import needed, why_of
from jinlin.core.time import clock
from jinlin.domains.consultations.actions.items import came_of
from jinlin.domains.consultations.actions.papers import notice_of, outcome_of
from jinlin.domains.consultations.actions.screening import leave_agenda
from jinlin.domains.consultations.actions.steps import (
    holding,
    in_days,
    keep,
    rule_of,
    set_pace,
)
from jinlin.domains.consultations.lifecycle import State
from jinlin.domains.consultations.models import (
    Invitee,
    LateRecord,
    Meeting,
    Objection,
    QuorumRule,
    Resolution,
    Topic,
    Vote,
)
from jinlin.domains.consultations.models.meetings import heads
from jinlin.domains.consultations.models.outcomes import How
from jinlin.domains.consultations.models.topics import LONGEST_REASON, LONGEST_TEXT
from jinlin.domains.consultations.permissions import RULES, can_speak, is_keeper
from jinlin.ground.people.models import Person

LINE_HELD = 300


@dataclass(frozen=True)
class Decision:
    """What the room decided: by consent, or by so many hands under a rule of the county. `by_name`
    says for each who raised a hand what it was for, where the meeting keeps that.
    """

    text: str
    how: str
    tally: Tally | None = None
    rule: str = ""
    by_name: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def decide(topic: Topic, *, decision: Decision, actor: Actor) -> Topic:
    """The topic is decided in its meeting, the result is on public notice, and objections are taken
    for the county's days.

    Raises Unusable for numbers that cannot be or do not carry it.
    """
    topic = RULES.begin(topic, "decide", actor)
    meeting = Meeting.objects.held(topic.meeting)  # type: ignore[arg-type]
    _check_second(meeting, actor)
    if decision.how not in {How.CONSENT, How.HANDS}:
        raise Unusable(_("Please choose how it was decided."), field="how")
    voices = heads(meeting.pk)
    if not voices:
        raise NotNow(_("Nobody who votes has signed in yet."))
    tally = decision.tally if decision.how == How.HANDS else Tally(voices, voices, voices, 0)
    tally = _checked_hands(meeting, decision, tally, voices)
    held = _hold(topic, decision.text, How(decision.how), tally, meeting=meeting)
    held.by_name = dict(decision.by_name) or None
    held.save()
    leave_agenda(topic, held.text[:LINE_HELD])
    topic.decided_on = held.decided_on
    set_pace(topic)
    keep(topic, "decide", actor=actor, how=held.how, text=held.text)
    notice_of(topic, held, actor=actor)
    return topic


def carry(topic: Topic, vote: Vote, *, text: str, in_favour: int) -> Topic:
    """The vote carried it: decided, on public notice, open for objections."""
    topic = RULES.begin(topic, "carry", SYSTEM)
    counts = vote.counts or {}
    tally = Tally(
        vote.eligible,
        vote.took_part or 0,
        in_favour,
        counts.get("against", 0),
        counts.get("abstain", 0),
    )
    held = _hold(topic, text, How.VOTE, tally, vote=vote)
    held.save()
    topic.decided_on, topic.meeting = held.decided_on, None
    set_pace(topic)
    took: dict[str, Any] = {"in_favour": in_favour, "took_part": tally.present}
    keep(topic, "carry", actor=SYSTEM, text=text, **took)
    notice_of(topic, held, actor=SYSTEM)
    return topic


def fall_through(topic: Topic, *, reason: str) -> Topic:
    """The vote did not carry it, or is void: the topic is open and waits for its next step."""
    topic = RULES.begin(topic, "fall_through", SYSTEM)
    topic.meeting = None
    in_days(topic, rule_of(topic.county).agenda_days)
    keep(topic, "fall_through", actor=SYSTEM, reason=reason)
    return topic


@transaction.atomic
def object_(topic: Topic, *, reason: str, person: Person | None, actor: Actor) -> Objection:
    """The objection waits for an answer; one for each person.

    Raises NotNow when its days are over.
    """
    topic = Topic.objects.held(topic)
    require(can_speak(actor) or is_keeper(actor, topic))
    held = holding(topic)
    if topic.state != State.DECIDED or held is None or held.objections_until < clock.today():
        raise NotNow(_("The days for objections are over, or nothing is decided yet."))
    reason = why_of(reason, limit=LONGEST_REASON)
    given = Objection.objects.filter(resolution=held, person=person).first() if person else None
    if given is None:
        given = Objection.objects.create(
            county=topic.county, resolution=held, person=person, reason=reason, on=clock.today()
        )
        set_pace(topic)
        keep(topic, "object", actor=actor, reason=reason)
        be_read(topic, reason)
    return given


@transaction.atomic
def reopen(topic: Topic, *, reason: str, actor: Actor) -> Topic:
    """An objection holds: what was decided holds no more, its open items are given up, and the
    topic is talked over again.
    """
    topic = RULES.begin(topic, "reopen", actor)
    held = holding(topic)
    reason = _answer(held, reason)
    if held is not None:
        held.is_reopened = True
        held.save(update_fields=["is_reopened"])
        came_of(held, reason)
    topic.decided_on = None
    in_days(topic, rule_of(topic.county).agenda_days)
    keep(topic, "reopen", actor=actor, reason=reason)
    return topic


@transaction.atomic
def stand_by(topic: Topic, *, reason: str, actor: Actor) -> Topic:
    """Every open objection is answered with the reason why the decision stands."""
    topic = RULES.begin(topic, "stand_by", actor)
    reason = _answer(holding(topic), reason)
    set_pace(topic)
    keep(topic, "stand_by", actor=actor, reason=reason)
    return topic


@transaction.atomic
def report(topic: Topic, *, text: str, actor: Actor) -> Topic:
    """Everybody reads what came of it until now, also as a numbered notice, and who raised or
    supported it was told.
    """
    topic = RULES.begin(topic, "report", actor)
    held = holding(topic)
    if held is None:
        raise NotNow
    held.came_of_it = needed(text, field="text", limit=LONGEST_TEXT)
    held.followed_up_on = held.followed_up_on or clock.today()
    held.save(update_fields=["came_of_it", "followed_up_on"])
    set_pace(topic)
    keep(topic, "report", actor=actor, text=held.came_of_it)
    outcome_of(topic, held, actor=actor)
    return topic


def tell_what_came(topic: Topic) -> Topic:
    """A month after the decision everybody reads how its items stand, also when nobody wrote."""
    held = holding(topic)
    if held is None or held.followed_up_on or held.follow_up_on > clock.today():
        raise NotNow
    items = list(held.items.order_by("due_on", "pk"))
    words = "\n".join(f"{item.what}：{item.label}" for item in items)
    return report(topic, text=words or _("Nothing had to be done."), actor=SYSTEM)


@transaction.atomic
def settle(topic: Topic) -> Topic:
    """All that was agreed has ended, objections are over, and everybody was told."""
    topic = RULES.begin(topic, "settle", SYSTEM)
    topic.ended_on = clock.today()
    keep(topic, "settle", actor=SYSTEM)
    return topic


def _hold(
    topic: Topic,
    text: str,
    how: How,
    tally: Tally,
    *,
    meeting: Meeting | None = None,
    vote: Vote | None = None,
) -> Resolution:
    today, rule = clock.today(), rule_of(topic.county)
    return Resolution(
        county=topic.county,
        topic=topic,
        meeting=meeting,
        vote=vote,
        place_code=topic.place_code,
        text=needed(
            text, field="text", words=_("Please say what was decided."), limit=LONGEST_TEXT
        ),
        how=how,
        eligible=tally.eligible,
        present=tally.present,
        in_favour=tally.in_favour,
        against=tally.against,
        abstained=tally.abstained,
        decided_on=today,
        objections_until=today + timedelta(days=rule.objection_days),
        follow_up_on=today + timedelta(days=rule.follow_up_days),
    )


def _checked_hands(meeting: Meeting, decision: Decision, tally: Tally | None, voices: int) -> Tally:
    if tally is None or not tally.fits:
        words = _(
            "These numbers do not fit together: more hands than people, or more people than may "
            "vote."
        )
        raise Unusable(words, field="present")
    if decision.how == How.CONSENT:
        return tally
    if tally.present > voices:
        words = _("Only %(n)d voices are in the room: those who signed in, and present proxies.")
        raise Unusable(words % {"n": voices}, field="present")
    _check_rule(meeting, decision, tally)
    if meeting.is_by_name:
        _check_names(meeting, decision, tally)
    return tally


def _check_second(meeting: Meeting, actor: Actor) -> None:
    """Of a meeting that was entered afterwards another one stands for what it decided."""
    late = LateRecord.objects.filter(meeting=meeting).first() if meeting.entered_on else None
    if late and late.by == actor.user_id:
        words = _(
            "Whoever entered the meeting afterwards does not also write down what it decided."
        )
        raise NotNow(words)


def _check_rule(meeting: Meeting, decision: Decision, tally: Tally) -> None:
    """By the rules of the day on which people sat together."""
    rules = {r.code: r for r in QuorumRule.on(meeting.county, meeting.on) if not r.by_area}
    rule = rules.get(decision.rule)
    if rule is None:
        raise Unusable(_("Please choose a rule."), field="rule")
    quorum = rule.quorum
    if not quorum.is_met(eligible=tally.eligible, took_part=tally.present):
        words = _("%(present)d of %(eligible)d came: too few for '%(rule)s'.")
        numbers = {"present": tally.present, "eligible": tally.eligible, "rule": rule.name}
        raise Unusable(words % numbers, field="present")
    if not quorum.is_carried(
        eligible=tally.eligible, took_part=tally.present, in_favour=tally.in_favour
    ):
        words = _("%(in_favour)d in favour are too few for '%(rule)s'.")
        numbers = {"in_favour": tally.in_favour, "rule": rule.name}
        raise Unusable(words % numbers, field="in_favour")


def _check_names(meeting: Meeting, decision: Decision, tally: Tally) -> None:
    """The hands by name are the hands that were counted, of people in the room."""
    guests = Invitee.objects.filter(meeting=meeting, may_vote=True).select_related("proxy")
    here = {str(row.pk) for row in guests if row.is_here or (row.proxy and row.proxy.is_here)}
    hands = [*decision.by_name.values()]
    by_hand = {name: hands.count(name) for name in ("in_favour", "against", "abstained")}
    counted = {name: getattr(tally, name) for name in by_hand}
    if set(decision.by_name) - here or by_hand != counted:
        words = _("The names do not give the numbers: please tick who raised a hand for what.")
        raise Unusable(words, field="in_favour")


def _answer(held: Resolution | None, reason: str) -> str:
    reason = why_of(reason, limit=LONGEST_REASON)
    rows = Objection.objects.filter(resolution=held, answered_on=None)
    rows.update(answer=reason, answered_on=clock.today())
    return reason
