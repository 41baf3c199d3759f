"""What can be done with messages?

Domains import `tell` and `Recipient` from here, `announce` for programs, and `read_about` for the
page of a matter.
"""

from jinlin.services.notices.actions.announcing import announce
from jinlin.services.notices.actions.caring import tell_carers
from jinlin.services.notices.actions.choosing import (
    choose,
    confirm_mailbox,
    drop_mailbox,
    give_mailbox,
)
from jinlin.services.notices.actions.confirming import (
    confirm_address,
    refuse_address,
    tell_of_ways_in,
)
from jinlin.services.notices.actions.delivering import (
    forget_old,
    give_up,
    hand_in,
    hold,
    put_off,
    spare,
    take,
)
from jinlin.services.notices.actions.digesting import send_digests
from jinlin.services.notices.actions.forgetting import forget_words
from jinlin.services.notices.actions.reading import read, read_about, read_all
from jinlin.services.notices.actions.resending import resend, resend_dead
from jinlin.services.notices.actions.settling import (
    Credentials,
    settle_channel,
    settle_quiet_hours,
    settle_robot,
    settle_template,
)
from jinlin.services.notices.actions.telling import Recipient, tell
from jinlin.services.notices.actions.voices import Ear, Voice
from jinlin.services.notices.actions.webhooks import (
    Wanted,
    add_webhook,
    close_gone,
    close_webhook,
    rotate_secret,
    try_webhook,
)

__all__ = [
    "Credentials",
    "Ear",
    "Recipient",
    "Voice",
    "Wanted",
    "add_webhook",
    "announce",
    "choose",
    "close_gone",
    "close_webhook",
    "confirm_address",
    "confirm_mailbox",
    "drop_mailbox",
    "forget_old",
    "forget_words",
    "give_mailbox",
    "give_up",
    "hand_in",
    "hold",
    "put_off",
    "read",
    "read_about",
    "read_all",
    "refuse_address",
    "resend",
    "resend_dead",
    "rotate_secret",
    "send_digests",
    "settle_channel",
    "settle_quiet_hours",
    "settle_robot",
    "settle_template",
    "spare",
    "take",
    "tell",
    "tell_carers",
    "tell_of_ways_in",
    "try_webhook",
]
