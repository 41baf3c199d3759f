"""What does staff do with points: the counter, the stock, the rules, what is put right?"""

from jinlin.services.points.desk.counter import account, counter, order, order_move, orders
from jinlin.services.points.desk.ledger import (
    export,
    reversal,
    reversal_move,
    reversals,
    rules,
    transfer,
)
from jinlin.services.points.desk.stock import (
    change_item,
    change_store,
    item,
    new_item,
    new_store,
    receive,
    stock,
    take_stock,
    thank,
)

__all__ = [
    "account",
    "change_item",
    "change_store",
    "counter",
    "export",
    "item",
    "new_item",
    "new_store",
    "order",
    "order_move",
    "orders",
    "receive",
    "reversal",
    "reversal_move",
    "reversals",
    "rules",
    "stock",
    "take_stock",
    "thank",
    "transfer",
]
