"""How does a text message reach its gateway?

As accounts' sign-in codes do: {"phone", "template", "values"}, signed, with an Idempotency-Key. The
gateway answers with nothing, or with a JSON object; a page of some proxy on the way is no answer.
"""

from django.conf import settings

from jinlin.core import gateways
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.queries.ways import Way

TEMPLATE = "notice"


def send(delivery: Delivery, way: Way) -> None:
    message = {
        "phone": delivery.address,
        "template": TEMPLATE,
        "values": {"title": delivery.title, "text": delivery.body},
    }
    is_ours = way.address == settings.SMS_GATEWAY_URL  # named by whoever runs the machine
    answer = gateways.hand_in(
        way.address,
        message,
        key=str(delivery.gateway_key),
        secret=way.secret,
        outside_only=not (is_ours or settings.WEBHOOKS_PRIVATE),
    )
    if answer.strip():
        gateways.read_object(answer)
