"""What can be done with service days, their vehicles, and a neighbour's small help?"""

from jinlin.domains.servicedays.actions.coming import arrive, sign_up, visit
from jinlin.domains.servicedays.actions.ending import end_series
from jinlin.domains.servicedays.actions.furnishing import (
    Duty,
    Offer,
    add_shift,
    add_stall,
    meet_need,
    release_summary,
    strike_count,
    summarise,
    tally,
)
from jinlin.domains.servicedays.actions.helping import (
    ask,
    decline,
    finish,
    give_back,
    release,
    take,
    withdraw,
)
from jinlin.domains.servicedays.actions.moving import cancel, hold, lapse, open_, reschedule
from jinlin.domains.servicedays.actions.photos import add_photos, show_photo
from jinlin.domains.servicedays.actions.series import Terms, change_series, lay_out, set_up
from jinlin.domains.servicedays.actions.vehicles import book, call_off_stop, stop

__all__ = [
    "Duty",
    "Offer",
    "Terms",
    "add_photos",
    "add_shift",
    "add_stall",
    "arrive",
    "ask",
    "book",
    "call_off_stop",
    "cancel",
    "change_series",
    "decline",
    "end_series",
    "finish",
    "give_back",
    "hold",
    "lapse",
    "lay_out",
    "meet_need",
    "open_",
    "release",
    "release_summary",
    "reschedule",
    "set_up",
    "show_photo",
    "sign_up",
    "stop",
    "strike_count",
    "summarise",
    "take",
    "tally",
    "visit",
    "withdraw",
]
