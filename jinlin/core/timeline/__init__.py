"""What happened, in which order, and can that be proved?

`keep`, `record` and `look` write, `trail` and `trails` read, `news` tells what is new to a reader;
`erase` destroys words with a reason; `seal_due` seals past days, `verify` and `compare` prove
everything, `shown` proves one row to somebody.
"""

from jinlin.core.timeline.comparing import CHECKS, compare, last_word
from jinlin.core.timeline.cursors import News, news
from jinlin.core.timeline.entries import Access, Audience, Entry, Words
from jinlin.core.timeline.erasing import ERASED, erase, erased
from jinlin.core.timeline.keeping import keep, keep_on
from jinlin.core.timeline.seals import Seal, seal_day, seal_due, unsealed_days
from jinlin.core.timeline.showing import Proof, shown
from jinlin.core.timeline.telling import (
    begin,
    done_by,
    has_done,
    know_deeds,
    know_trail,
    look,
    reading_along,
    record,
    trail,
    trails,
)
from jinlin.core.timeline.verification import Break, Wrong, verify

__all__ = [
    "CHECKS",
    "ERASED",
    "Access",
    "Audience",
    "Break",
    "Entry",
    "News",
    "Proof",
    "Seal",
    "Words",
    "Wrong",
    "begin",
    "compare",
    "done_by",
    "erase",
    "erased",
    "has_done",
    "keep",
    "keep_on",
    "know_deeds",
    "know_trail",
    "last_word",
    "look",
    "news",
    "reading_along",
    "record",
    "seal_day",
    "seal_due",
    "shown",
    "trail",
    "trails",
    "unsealed_days",
    "verify",
]
