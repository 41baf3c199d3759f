"""What becomes of a conversation that is an appeal now?

Called by the journey that joins the two; the appeal comes as plain values.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.receptions.actions.steps import keep_conversation
from jinlin.domains.receptions.models import Conversation, Outcome, Promise
from jinlin.domains.receptions.permissions import CONVERSATION_RULES


@transaction.atomic
def pass_on(
    conversation: Conversation, *, appeal_id: UUID, appeal_number: str, due_on: date, actor: Actor
) -> Conversation:
    """It is the appeal with this number now,
    and to be solved by the day that the appeal promises.
    """
    conversation = CONVERSATION_RULES.begin(conversation, "pass_on", actor)
    conversation.outcome = Outcome.APPEAL
    conversation.appeal_id, conversation.appeal_number = appeal_id, appeal_number
    _promise(conversation, due_on)
    keep_conversation(
        conversation,
        "pass_on",
        actor=actor,
        appeal=appeal_number,
        appeal_id=str(appeal_id),
        due=spoken.day(due_on),
    )
    return conversation


@transaction.atomic
def promise_anew(conversation: Conversation, *, due_on: date, actor: Actor) -> Conversation:
    """The appeal promises another day; until today the old one counted."""
    conversation = CONVERSATION_RULES.begin(conversation, "promise_anew", actor)
    _promise(conversation, due_on)
    keep_conversation(conversation, "promise_anew", actor=actor, due=spoken.day(due_on))
    return conversation


@transaction.atomic
def settle(
    conversation: Conversation, *, is_solved: bool | None, actor: Actor, on: date | None = None
) -> Conversation:
    """The appeal has ended (on a day that may lie before that of the news); solved only when the
    resident said so there.
    """
    conversation = CONVERSATION_RULES.begin(conversation, "settle", actor)
    conversation.settled_on, conversation.is_solved = on or clock.today(), is_solved
    conversation.promises.filter(until=None).update(
        settled_on=conversation.settled_on, is_solved=is_solved
    )
    verdict = {
        True: _("solved"),
        False: _("not solved"),
        None: _("the resident said nothing to it"),
    }[is_solved]
    keep_conversation(
        conversation,
        "settle",
        actor=actor,
        appeal=conversation.appeal_number,
        solved=is_solved,
        verdict=verdict,
    )
    return conversation


@transaction.atomic
def reopen(conversation: Conversation, *, due_on: date, actor: Actor) -> Conversation:
    """The appeal is worked on again, with a new promise; until today it counted as settled."""
    conversation = CONVERSATION_RULES.begin(conversation, "reopen", actor)
    conversation.settled_on = conversation.is_solved = None
    _promise(conversation, due_on)
    keep_conversation(
        conversation,
        "reopen",
        actor=actor,
        appeal=conversation.appeal_number,
        due=spoken.day(due_on),
    )
    return conversation


def _promise(conversation: Conversation, due_on: date) -> None:
    """From today on this day counts; what was promised before keeps its span."""
    today = clock.today()
    conversation.promises.filter(until=None).update(until=today)
    Promise.objects.create(
        county=conversation.county, conversation=conversation, since=today, due_on=due_on
    )
    conversation.due_on, conversation.due_at = due_on, clock.end_of(due_on)
