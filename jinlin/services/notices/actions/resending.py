"""How does something that did not arrive set out again?"""

from datetime import datetime

from django.db import transaction

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotNow, require
from jinlin.core.keys import uuid7
from jinlin.core.time import clock
from jinlin.core.timeline import Audience
from jinlin.services.notices import deadlines
from jinlin.services.notices.lifecycle import LIFECYCLE, State
from jinlin.services.notices.models import AT_NIGHT_QUIET, Delivery
from jinlin.services.notices.permissions import can_resend
from jinlin.services.notices.queries.ways import quiet_hours

AT_ONCE = 500  # how many one press of a button sets on their way


@transaction.atomic
def resend(delivery: Delivery, *, actor: Actor) -> Delivery:
    """It waits to be sent again, with all its tries.

    It keeps its key, so that a gateway which has it after all does not send it twice; only after a
    clear no it gets a new one, because the old one may mean that no for ever.
    """
    delivery = Delivery.objects.locked(delivery.pk)
    require(can_resend(actor, delivery))
    delivery.state = LIFECYCLE.target("resend", delivery.state)
    if delivery.is_refused:
        delivery.gateway_key, delivery.is_refused = uuid7(), False
    delivery.tries, delivery.next_at = 0, _first_moment(delivery)
    delivery.save(update_fields=["state", "gateway_key", "is_refused", "tries", "next_at"])
    timeline.record(delivery, "resent", actor=actor, audience=Audience.STAFF)
    return delivery


def resend_dead(*, actor: Actor) -> int:
    """Whatever was given up in the actor's counties waits to be sent again, the oldest first.

    Returns how many, at most AT_ONCE.
    """
    dead = (
        Delivery.objects.visible_to(actor)
        .filter(state=State.DEAD)
        .only("pk")
        .order_by("created_at", "pk")[:AT_ONCE]
    )
    return sum(_resend_if_dead(delivery, actor) for delivery in dead)


def _resend_if_dead(delivery: Delivery, actor: Actor) -> bool:
    try:
        resend(delivery, actor=actor)
    except NotNow:
        return False  # somebody else was faster
    return True


def _first_moment(delivery: Delivery) -> datetime:
    now = clock.now()
    is_held = delivery.channel in AT_NIGHT_QUIET and not delivery.is_urgent
    return deadlines.first_loud(now, *quiet_hours(delivery.county)) if is_held else now
