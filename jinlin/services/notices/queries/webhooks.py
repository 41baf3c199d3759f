"""Which other systems listen, and what were they sent?"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.services.notices.events import Audience, Event, offered
from jinlin.services.notices.models import Delivery, Webhook

SHOWN = 50


def webhooks(actor: Actor) -> list[Webhook]:
    """Those of the actor's counties, the open ones first."""
    return list(Webhook.objects.visible_to(actor).defer("secret"))


def webhook(actor: Actor, pk: UUID) -> Webhook | None:
    return Webhook.objects.visible_to(actor).filter(pk=pk).first()


def last_deliveries(webhook: Webhook) -> list[Delivery]:
    """The last SHOWN, the latest first, without what they say."""
    rows = (
        Delivery.objects.filter(webhook=webhook)
        .select_related("robot", "webhook")
        .defer("title", "body", "webhook__url", "webhook__secret")
    )
    return list(rows.order_by("-created_at", "-id")[:SHOWN])


def events_known() -> list[Event]:
    """What programs may hear of, move by move."""
    return list(offered(Audience.PROGRAMS))
