"""What of consultations is found in the desk's one box?"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.domains.consultations.models import Topic
from jinlin.domains.consultations.models.topics import TopicRows
from jinlin.shell.finding import Hit, Shelf


def _rows(actor: Actor) -> TopicRows:
    return Topic.objects.for_desk(actor).select_related("place").defer("text")


def _hit(topic: Topic) -> Hit:
    address = reverse("consultations:desk_topic", args=[topic.pk])
    return Hit(address, topic.title, str(topic.label), topic.place.name)


def _of_people(_actor: Actor, people: Collection[UUID]) -> Q:
    return Q(raised_by_id__in=people)


FOUND = Shelf(
    _("Topics of consultations"), _rows, _hit, ("-raised_at", "-id"), _of_people, numbered=False
)
