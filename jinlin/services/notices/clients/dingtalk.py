"""How does a text reach a DingTalk group (钉钉自定义机器人)?

With a secret, the address carries `timestamp` (milliseconds) and `sign`: HMAC-SHA256 with the
secret over "timestamp\\nsecret", in base64, quoted.
"""

import base64
import hashlib
import hmac
import time
from datetime import timedelta
from urllib.parse import quote_plus

from jinlin.services.notices.clients.robots import Manners, post_text
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.queries.ways import Way

# 20 messages a minute, then it is deaf for ten; 310000: the signature, the keyword or the sender's
# address does not fit; 300001: no such token
MANNERS = Manners(
    longest=20_000,
    busy={130101, 130102, 410100},
    stay_away=timedelta(minutes=10),
    refused={310000, 300001},
)


def send(delivery: Delivery, way: Way) -> None:
    post_text(signed(way, str(int(time.time() * 1000))), delivery, MANNERS)


def signed(way: Way, stamp: str) -> str:
    """The webhook's address with its signature, when the robot asks for one."""
    if not way.secret:
        return way.address
    digest = hmac.new(
        way.secret.encode(), f"{stamp}\n{way.secret}".encode(), hashlib.sha256
    ).digest()
    joint = "&" if "?" in way.address else "?"
    return f"{way.address}{joint}timestamp={stamp}&sign={quote_plus(base64.b64encode(digest))}"
