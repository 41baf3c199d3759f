"""How does the resident get to say what came of it: on a screen that staff hand over, or by a link
in a text message?
"""

from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from jinlin.core import site
from jinlin.core.actor import ANONYMOUS, Actor
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.domains.receptions.lifecycle import ConversationState
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.permissions import is_host
from jinlin.services.documents import links
from jinlin.services.notices import actions as notices
from jinlin.services.notices.actions import Recipient

SCREEN, SMS = "receptions.screen", "receptions.sms"


@transaction.atomic
def hand_over_screen(conversation: Conversation, *, actor: Actor) -> str:
    """A fresh link for the screen at hand lets the resident answer once, today; earlier ones are
    over. Its secret is kept nowhere.
    """
    conversation = _answered(conversation, actor)
    links.cancel(conversation, purpose=SCREEN)
    return links.make(about=conversation, purpose=SCREEN, organisation=None, actor=actor, days=1)


@transaction.atomic
def send_link(conversation: Conversation, *, actor: Actor) -> str:
    """The resident is told a fresh link by which they can answer once; earlier ones are over.

    Raises Unusable without a phone number.
    """
    conversation = _answered(conversation, actor)
    if conversation.person is None or not conversation.person.phone:
        raise Unusable(
            _(
                "No phone number is known of this resident. Please use the screen or the signed "
                "sheet."
            )
        )
    links.cancel(conversation, purpose=SMS)
    raw = links.make(about=conversation, purpose=SMS, organisation=None, actor=actor)
    with override(settings.LANGUAGE_CODE):
        notices.tell(
            county=conversation.county,
            event="receptions.ask",
            title=_("Was it solved?"),
            body=_("Was what you said at the reception day solved? One tap: {address}").format(
                address=_address(raw)
            ),
            about=conversation,
            url=reverse("receptions:confirm", args=[raw]),
            to=[Recipient(person_id=conversation.person_id)],
        )
    return raw


def holds_link(conversation_id: UUID) -> Actor:
    """Whoever holds the link of a conversation is nobody in particular, and may speak of exactly
    this one.
    """
    return replace(ANONYMOUS, tracks=frozenset({conversation_id}))


def _address(raw: str) -> str:
    return site.whole(reverse("receptions:confirm", args=[raw]))


def _answered(conversation: Conversation, actor: Actor) -> Conversation:
    conversation = Conversation.objects.locked(conversation)
    require(is_host(actor, conversation))
    if conversation.state != ConversationState.ANSWERED:
        raise NotNow(_("There is no answer that waits for the resident's word."))
    return conversation
