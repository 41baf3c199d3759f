"""What of reception days is found in the desk's one box?"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor, within
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.models.conversations import ConversationQuerySet
from jinlin.ground.accounts.roles import Role
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> ConversationQuerySet:
    return Conversation.objects.for_desk(actor).select_related("session__series__place")


def _hit(talk: Conversation) -> Hit:
    address = reverse("receptions:talk", args=[talk.pk])
    return Hit(address, talk.title, talk.appeal_number, talk.place.name)


def _of_people(actor: Actor, people: Collection[UUID]) -> Q:
    """Whoever only sits there knows no names."""
    return within(actor.codes(Role.CLERK, Role.LEAD, Role.SUPERVISOR)) & Q(person_id__in=people)


FOUND = Shelf(_("Reception days"), _rows, _hit, ("-received_at", "-id"), _of_people, numbered=False)
