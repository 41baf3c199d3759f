"""How does a code reach a phone?

A gateway is any HTTP address that takes {"phone", "template", "values"} as JSON. It finds in the
headers: X-Timestamp, X-Signature (HMAC-SHA256 with the shared secret over "timestamp.body", in hex)
and Idempotency-Key, so that one message asked for twice is sent once.
"""

import logging
from collections.abc import Mapping
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jinlin.core import gateways
from jinlin.core.errors import Refusal
from jinlin.core.gateways import FINAL, NotTaken

TRIES = 2
logger = logging.getLogger(__name__)


class NotSent(Refusal):
    status = 503
    code = "sms_not_sent"
    words = _(
        "The message could not be sent just now. Please try again in a minute, or call your "
        "community office."
    )


class NoGateway(NotSent):
    code = "sms_no_gateway"
    words = _(
        "This site cannot send messages yet, so signing in by phone is not possible. Please call "
        "your community office."
    )


def shows_codes() -> bool:
    """Whether codes are shown on the page instead of sent: only in a demo without a gateway."""
    return bool(settings.DEMO and not settings.SMS_GATEWAY_URL)


def send(phone: str, template: str, values: Mapping[str, str]) -> None:
    """The gateway has taken the message. In a demo without a gateway nothing is sent.

    Raises NotSent or NoGateway.
    """
    if shows_codes():
        return
    if not gateways.is_address(settings.SMS_GATEWAY_URL):
        raise NoGateway
    message, key = {"phone": phone, "template": template, "values": dict(values)}, str(uuid4())
    for left in reversed(range(TRIES)):
        try:
            gateways.hand_in(
                settings.SMS_GATEWAY_URL, message, key=key, secret=settings.SMS_GATEWAY_SECRET
            )
            return
        except NotTaken as trouble:
            logger.warning("the SMS gateway did not take a message: %s", trouble)
            if not left or trouble.wrong in FINAL:
                raise NotSent from trouble


def signature(stamp: str, body: bytes) -> str:
    return gateways.signature(settings.SMS_GATEWAY_SECRET, stamp, body)
