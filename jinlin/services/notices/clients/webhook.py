"""How does an event reach another system?

The body exactly as it was written, signed; any success is success, and what is answered beside it
is not read.

Jinlin-Delivery is the same at every try, also of those set on their way by hand. A no may be a
mistake over there that is mended in an hour, so it is tried again like everything else; only 410
means never again, and an address inside the house is not called at all.
"""

import time

from django.conf import settings

from jinlin.core import gateways
from jinlin.core.gateways import NotTaken, Wrong
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.queries.ways import Way


def send(delivery: Delivery, way: Way) -> None:
    body, stamp = delivery.body.encode(), str(int(time.time()))
    headers = {
        "Jinlin-Event": delivery.event,
        "Jinlin-Delivery": str(delivery.pk),
        "Jinlin-Timestamp": stamp,
        "Jinlin-Signature": f"v1={gateways.signature(way.secret, stamp, body)}",
        "User-Agent": "Jinlin",
    }
    try:
        gateways.notify(
            way.address, body, headers=headers, outside_only=not settings.WEBHOOKS_PRIVATE
        )
    except NotTaken as no:
        if no.wrong != Wrong.REFUSED:
            raise
        raise NotTaken(Wrong.BROKEN, no.detail) from None
