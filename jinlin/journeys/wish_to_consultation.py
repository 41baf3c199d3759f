"""What if a wish is really something that the whole neighbourhood has to decide?

As with appeals: one transaction, two actions, each trail naming the other.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.domains.consultations import actions as consultations
from jinlin.domains.consultations.actions import Raised
from jinlin.domains.consultations.models.topics import Origin
from jinlin.domains.wishes import actions as wishes
from jinlin.domains.wishes.models import Wish
from jinlin.journeys.appeal_to_consultation import Matter


@transaction.atomic
def talk_wish_over(wish: Wish, matter: Matter, *, actor: Actor) -> Wish:
    """The wish is not published as a wish; a topic in these words, raised by the same person, waits
    to be screened.
    """
    topic = consultations.raise_topic(
        Raised(
            place=wish.place,
            title=matter.title,
            text=matter.text,
            person=wish.for_person,
            origin=Origin.WISH,
            origin_id=wish.pk,
            origin_number=wish.number,
        ),
        actor=actor,
    )
    return wishes.decline(
        wish,
        actor=actor,
        reason=_("this is for the neighbours to decide together"),
        instead=_("topic '{title}'").format(title=topic.title),
    )
