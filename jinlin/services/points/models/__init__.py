"""What is stored of points: accounts, transfers, rules, the store, orders and reversals."""

from jinlin.services.points.models.accounts import (
    KEEPERS,
    READERS,
    Account,
    AccountKind,
    Ledger,
)
from jinlin.services.points.models.orders import (
    CODE_LENGTH,
    Channel,
    Order,
    Receiver,
    Reversal,
)
from jinlin.services.points.models.rules import EarningRule, PointsRule, What
from jinlin.services.points.models.stores import (
    Batch,
    ChangeKind,
    CountedItem,
    Donor,
    Item,
    StockChange,
    StockTaking,
    Store,
)
from jinlin.services.points.models.transfers import (
    Announcement,
    Head,
    Origin,
    Transfer,
    TransferKind,
)

__all__ = [
    "CODE_LENGTH",
    "KEEPERS",
    "READERS",
    "Account",
    "AccountKind",
    "Announcement",
    "Batch",
    "ChangeKind",
    "Channel",
    "CountedItem",
    "Donor",
    "EarningRule",
    "Head",
    "Item",
    "Ledger",
    "Order",
    "Origin",
    "PointsRule",
    "Receiver",
    "Reversal",
    "StockChange",
    "StockTaking",
    "Store",
    "Transfer",
    "TransferKind",
    "What",
]
