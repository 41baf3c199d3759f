"""What can be done with points?

Others import from here: journeys call `earn`, jobs the rest.
"""

from jinlin.services.points.actions.accounts import open_account
from jinlin.services.points.actions.earning import Service, earn
from jinlin.services.points.actions.expiring import announce_end, expire
from jinlin.services.points.actions.ordering import (
    Wanted,
    cancel,
    hand_out,
    lapse,
    order,
    serve,
)
from jinlin.services.points.actions.papers import thank
from jinlin.services.points.actions.publishing import (
    Wording,
    publish_head,
    publish_heads,
    publish_rule,
)
from jinlin.services.points.actions.reversing import approve, propose, refuse
from jinlin.services.points.actions.stocking import (
    Article,
    Counted,
    Gift,
    Shop,
    change_item,
    change_store,
    know_donor,
    offer,
    open_store,
    receive,
    take_stock,
)

__all__ = [
    "Article",
    "Counted",
    "Gift",
    "Service",
    "Shop",
    "Wanted",
    "Wording",
    "announce_end",
    "approve",
    "cancel",
    "change_item",
    "change_store",
    "earn",
    "expire",
    "hand_out",
    "know_donor",
    "lapse",
    "offer",
    "open_account",
    "open_store",
    "order",
    "propose",
    "publish_head",
    "publish_heads",
    "publish_rule",
    "receive",
    "refuse",
    "serve",
    "take_stock",
    "thank",
]
