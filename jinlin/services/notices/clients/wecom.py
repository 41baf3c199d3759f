"""How does a text reach a WeCom group (企业微信群机器人)?

The key in the webhook's address is all there is; nothing is signed.
"""

from datetime import timedelta

from jinlin.services.notices.clients.robots import Manners, post_text
from jinlin.services.notices.models import Delivery
from jinlin.services.notices.queries.ways import Way

MANNERS = Manners(
    longest=2048, busy={45009}, stay_away=timedelta(minutes=1), refused={93000, 40008, 40058}
)  # 20 messages a minute


def send(delivery: Delivery, way: Way) -> None:
    post_text(way.address, delivery, MANNERS)
