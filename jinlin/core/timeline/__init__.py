"""What happened, in which order, and can that be proved?

`keep`, `record` and `look` write, `trail` and `trails` read, `seal_due` seals past days, `verify`
proves it.
"""

from jinlin.core.timeline.entries import Access, Audience, Entry
from jinlin.core.timeline.keeping import keep
from jinlin.core.timeline.seals import Seal, seal_day, seal_due, unsealed_days
from jinlin.core.timeline.telling import has_done, look, record, trail, trails
from jinlin.core.timeline.verification import Break, Wrong, verify

__all__ = [
    "Access",
    "Audience",
    "Break",
    "Entry",
    "Seal",
    "Wrong",
    "has_done",
    "keep",
    "look",
    "record",
    "seal_day",
    "seal_due",
    "trail",
    "trails",
    "unsealed_days",
    "verify",
]
