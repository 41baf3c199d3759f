"""What do residents see of points: the ledger, the store, their own?"""

from jinlin.services.points.portal.mine import line, mine, my_move, my_order, order
from jinlin.services.points.portal.public import about, heads, notice, store, stores

__all__ = [
    "about",
    "heads",
    "line",
    "mine",
    "my_move",
    "my_order",
    "notice",
    "order",
    "store",
    "stores",
]
