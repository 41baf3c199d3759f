"""Which verbs change a reception day? Each does, in this order: lock, may, can, change, record,
tell later.
"""

from jinlin.domains.receptions.actions.booking import book, book_next, cancel_booking, walk_in
from jinlin.domains.receptions.actions.confirming import hand_over_screen, holds_link, send_link
from jinlin.domains.receptions.actions.conversing import (
    answer,
    begin,
    confirm,
    dispute,
    lapse_conversation,
    record,
    refer,
    withdraw,
)
from jinlin.domains.receptions.actions.holding import close, open_
from jinlin.domains.receptions.actions.laying import lay_out, settle_days
from jinlin.domains.receptions.actions.moving import cancel, lapse, reschedule
from jinlin.domains.receptions.actions.passing import pass_on, promise_anew, reopen, settle
from jinlin.domains.receptions.actions.queueing import arrive, call, call_next, miss
from jinlin.domains.receptions.actions.reminding import remind
from jinlin.domains.receptions.actions.roster import Chair, note_presence, seat, substitute, unseat
from jinlin.domains.receptions.actions.series import Terms, change_series, end_series, set_up

__all__ = [
    "Chair",
    "Terms",
    "answer",
    "arrive",
    "begin",
    "book",
    "book_next",
    "call",
    "call_next",
    "cancel",
    "cancel_booking",
    "change_series",
    "close",
    "confirm",
    "dispute",
    "end_series",
    "hand_over_screen",
    "holds_link",
    "lapse",
    "lapse_conversation",
    "lay_out",
    "miss",
    "note_presence",
    "open_",
    "pass_on",
    "promise_anew",
    "record",
    "refer",
    "remind",
    "reopen",
    "reschedule",
    "seat",
    "send_link",
    "set_up",
    "settle",
    "settle_days",
    "substitute",
    "unseat",
    "walk_in",
    "withdraw",
]
