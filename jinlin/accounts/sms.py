"""How does a code reach a phone?

A gateway is any HTTP address that takes {"phone", "template", "values"} as JSON. It finds in the headers: X-Timestamp, X-Signature (HMAC-SHA256 with the
shared secret over "timestamp.body", in hex) and Idempotency-Key, so that one message asked for twice is sent once.
"""

import hashlib
import hmac
import json
import logging
import time
from collections.abc import Mapping
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen
from uuid import uuid4

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from jinlin.core.errors import Refusal

TIMEOUT_SECONDS = 6
TRIES = 2
logger = logging.getLogger(__name__)


class NotSent(Refusal):
    status = 503
    code = "sms_not_sent"
    words = _("The message could not be sent just now. Please try again in a minute, or call your community office.")


class NoGateway(NotSent):
    code = "sms_no_gateway"
    words = _("This site cannot send messages yet, so signing in by phone is not possible. Please call your community office.")


def shows_codes() -> bool:
    """Whether codes are shown on the page instead of sent: only in a demo without a gateway."""
    return bool(settings.DEMO and not settings.SMS_GATEWAY_URL)


def send(phone: str, template: str, values: Mapping[str, str]) -> None:
    """The gateway has taken the message. In a demo without a gateway nothing is sent. Raises NotSent or NoGateway."""
    if shows_codes():
        return
    if not settings.SMS_GATEWAY_URL:
        raise NoGateway
    request = signed_request({"phone": phone, "template": template, "values": dict(values)})
    for left in reversed(range(TRIES)):
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310 - an address from the settings, checked in signed_request
                return
        except (HTTPError, URLError, TimeoutError, OSError) as trouble:
            logger.warning("the SMS gateway did not take a message: %s", trouble)
            if not left or (isinstance(trouble, HTTPError) and trouble.code < 500):
                raise NotSent from trouble


def signed_request(message: Mapping[str, object]) -> Request:
    if not settings.SMS_GATEWAY_URL.startswith(("https://", "http://")):
        raise NoGateway
    body, stamp = json.dumps(message, ensure_ascii=False, sort_keys=True).encode(), str(int(time.time()))
    headers = {
        "Content-Type": "application/json",
        "Idempotency-Key": str(uuid4()),
        "X-Timestamp": stamp,
        "X-Signature": signature(stamp, body),
    }
    return Request(settings.SMS_GATEWAY_URL, data=body, headers=headers, method="POST")  # noqa: S310


def signature(stamp: str, body: bytes) -> str:
    return hmac.new(settings.SMS_GATEWAY_SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
