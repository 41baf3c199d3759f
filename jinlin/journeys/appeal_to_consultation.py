"""What if an appeal, or a wish, is really something that neighbours have to decide together?

One transaction, two actions: the one ends and says as which topic it goes on, the other begins and
says where it came from. Nothing has to be typed twice.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.consultations import actions as consultations
from jinlin.domains.consultations.actions import Raised
from jinlin.domains.consultations.models import Topic
from jinlin.domains.consultations.models.topics import Origin


@dataclass(frozen=True)
class Matter:
    """What the topic is told to be, without names: everybody may come to read it."""

    title: str
    text: str


@transaction.atomic
def talk_over(appeal: Appeal, matter: Matter, *, actor: Actor) -> Appeal:
    """The appeal is not accepted as an appeal; a topic in these words, raised by the same person,
    waits to be screened.
    """
    topic = consultations.raise_topic(
        Raised(
            place=appeal.place,
            title=matter.title,
            text=matter.text,
            person=appeal.reporter,
            origin=Origin.APPEAL,
            origin_id=appeal.pk,
            origin_number=appeal.number,
        ),
        actor=actor,
    )
    return appeals.reject(
        appeal,
        actor=actor,
        reason=_("this is for the neighbours to decide together"),
        basis=_("It goes on as a topic of the micro-consultation; nothing has to be said again."),
        instead=_("topic '{title}'").format(title=topic.title),
    )


def topic_of(row: object) -> Topic | None:
    """The topic that a matter has become."""
    return Topic.objects.filter(origin_id=getattr(row, "pk", None)).order_by("-pk").first()
