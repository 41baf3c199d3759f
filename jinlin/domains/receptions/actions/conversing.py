"""What is written down of a conversation, and what does the resident say to the answer?"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import SYSTEM, Actor
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.text import needed, tidy
from jinlin.core.time import clock
from jinlin.domains.receptions.actions.steps import (
    LONGEST_REASON,
    keep_booking,
    keep_conversation,
)
from jinlin.domains.receptions.deadlines import by
from jinlin.domains.receptions.models import (
    Booking,
    Conversation,
    How,
    Outcome,
    Promise,
    ReceptionRule,
    Sitting,
    Topic,
)
from jinlin.domains.receptions.permissions import (
    BOOKING_RULES,
    CONVERSATION_RULES,
    is_resident,
)


@transaction.atomic
def begin(booking: Booking, *, text: str, actor: Actor, topic: str = "") -> Conversation:
    """What the resident says is written down; it is to be solved on the same day until more is
    promised. It has no outcome yet.
    """
    booking = BOOKING_RULES.begin(booking, "talk", actor)
    text = needed(
        text, field="text", words=_("Please write in a few words what the resident says.")
    )
    topic = topic or booking.topic
    if topic not in Topic.values:
        raise Unusable(_("Please choose a topic."), field="topic")
    keep_booking(booking, "talk", actor=actor)
    now = clock.now()
    today = clock.local_day(now)
    conversation = Conversation(
        county=booking.county,
        session=booking.session,
        place_code=booking.place_code,
        booking=booking,
        number=booking.number,
        person=booking.person,
        topic=topic,
        said=text,
        received_at=now,
        received_on=today,
        due_at=clock.end_of(today),
        due_on=today,
    )
    conversation.save(force_insert=True)
    Promise.objects.create(
        county=booking.county, conversation=conversation, since=today, due_on=today
    )
    keep_conversation(conversation, "begin", actor=actor, topic=topic)
    return conversation


@transaction.atomic
def record(
    booking: Booking, *, text: str, outcome: str, actor: Actor, topic: str = "", **answered: Any
) -> Conversation:
    """The conversation stands with its outcome. `answered` is the rest of the form: the answer (or
    where to turn) and who gave it (`answer`, `answered_by`).

    One that becomes an appeal is left open: the journey passes it on.
    """
    conversation = begin(booking, text=text, actor=actor, topic=topic)
    words = str(answered.get("answer") or "")
    if outcome == Outcome.ANSWERED:
        return answer(
            conversation, answer=words, answered_by=answered.get("answered_by"), actor=actor
        )
    if outcome == Outcome.OUTSIDE:
        return refer(conversation, instead=words, actor=actor)
    if outcome != Outcome.APPEAL:
        raise Unusable(_("Please choose what came of the conversation."), field="outcome")
    return conversation


@transaction.atomic
def answer(
    conversation: Conversation, *, answer: str, actor: Actor, answered_by: UUID | None = None
) -> Conversation:
    """Somebody who sits there answered on the spot; the resident has the county's days to say
    whether it is solved.
    """
    conversation = CONVERSATION_RULES.begin(conversation, "answer", actor)
    conversation.answer = needed(
        answer, field="answer", words=_("Please write the answer that the resident was given.")
    )
    conversation.answered_by = _sitting(conversation, answered_by)
    conversation.outcome = Outcome.ANSWERED
    conversation.due_at = by(clock.today(), _rule(conversation).confirm_days)
    unit = (
        conversation.answered_by.face
        if conversation.answered_by
        else conversation.session.series.organiser.name
    )
    keep_conversation(conversation, "answer", actor=actor, note=conversation.answer, unit=unit)
    return conversation


@transaction.atomic
def refer(conversation: Conversation, *, instead: str, actor: Actor) -> Conversation:
    """It is not the county's to solve; the resident knows where to turn."""
    conversation = CONVERSATION_RULES.begin(conversation, "refer", actor)
    conversation.answer = needed(
        instead, field="answer", words=_("Please write where the resident can turn to.")
    )
    conversation.outcome, conversation.outside_on = Outcome.OUTSIDE, clock.today()
    keep_conversation(conversation, "refer", actor=actor, instead=conversation.answer)
    return conversation


@transaction.atomic
def confirm(
    conversation: Conversation, *, how: str, actor: Actor, comment: str = ""
) -> Conversation:
    """The resident says that it is solved; by which way they said so is on record."""
    conversation = _hear(conversation, "confirm", how, comment, actor)
    today = clock.today()
    conversation.settled_on, conversation.is_solved = today, True
    conversation.promises.filter(until=None).update(settled_on=today, is_solved=True)
    keep_conversation(conversation, "confirm", actor=actor, note=comment, how=how)
    return conversation


@transaction.atomic
def dispute(
    conversation: Conversation, *, how: str, actor: Actor, comment: str = ""
) -> Conversation:
    """The resident says that it is not solved:
    within the county's days it has to become an appeal.
    """
    conversation = _hear(conversation, "dispute", how, comment, actor)
    conversation.due_at = by(clock.today(), _rule(conversation).pass_on_days)
    keep_conversation(conversation, "dispute", actor=actor, note=comment, how=how)
    return conversation


@transaction.atomic
def lapse_conversation(conversation: Conversation) -> Conversation:
    """The days to confirm are over: silence is on record as silence, never as a solution.

    Raises NotNow before that.
    """
    conversation = CONVERSATION_RULES.begin(conversation, "lapse", SYSTEM)
    if conversation.due_at >= clock.now():
        raise NotNow
    conversation.is_silent = True
    keep_conversation(conversation, "lapse", actor=SYSTEM)
    return conversation


@transaction.atomic
def withdraw(conversation: Conversation, *, reason: str, actor: Actor) -> Conversation:
    """The resident no longer wants it, with the reason; it does not count in the rates.

    An appeal that it became goes its own way.
    """
    conversation = CONVERSATION_RULES.begin(conversation, "withdraw", actor)
    reason = needed(
        reason,
        field="reason",
        words=_("Please say in a few words why it is withdrawn."),
        limit=LONGEST_REASON,
    )
    conversation.withdrawn_on = clock.today()
    keep_conversation(conversation, "withdraw", actor=actor, reason=reason)
    return conversation


def _hear(
    conversation: Conversation, verb: str, how: str, comment: str, actor: Actor
) -> Conversation:
    """The resident's word is on the row.

    Staff who are not the resident only note what stands signed on paper.
    """
    conversation = CONVERSATION_RULES.begin(conversation, verb, actor)
    if how not in How.values:
        raise Unusable(_("Please say by which way the resident said it."), field="how")
    if how != How.PAPER and not is_resident(actor, conversation):
        raise NotAllowed(
            _(
                "Only the resident can say this. You can note what they signed on paper, or hand "
                "them the screen."
            )
        )
    conversation.confirmed_how, conversation.confirmed_at = how, clock.now()
    conversation.comment = tidy(comment)
    return conversation


def _sitting(conversation: Conversation, pk: UUID | None) -> Sitting | None:
    if pk is None:
        return None
    found = (
        Sitting.objects.select_related("organisation")
        .filter(session=conversation.session_id, pk=pk)
        .first()
    )
    if found is None:
        raise Unusable(_("Please choose somebody who sits here."), field="answered_by")
    return found


def _rule(conversation: Conversation) -> ReceptionRule:
    return ReceptionRule.of(conversation.county, clock.today())
