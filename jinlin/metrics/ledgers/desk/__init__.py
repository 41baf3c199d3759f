"""Where are templates kept, ledgers drawn up and signed, and long lists fetched?"""

from jinlin.metrics.ledgers.desk.ledgers import drop, file, ledger, ledgers, recount, sign
from jinlin.metrics.ledgers.desk.takeaways import fetch, takeaways
from jinlin.metrics.ledgers.desk.templates import names_page, original, templates

__all__ = [
    "drop",
    "fetch",
    "file",
    "ledger",
    "ledgers",
    "names_page",
    "original",
    "recount",
    "sign",
    "takeaways",
    "templates",
]
