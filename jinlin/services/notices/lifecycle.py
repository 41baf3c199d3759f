"""Which states does a delivery know, and how does it get from one to another?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    WAITING = "waiting"
    SENDING = "sending"
    FAILED = "failed"
    SENT = "sent"
    DEAD = "dead"


LABELS = {
    State.WAITING: _("Waiting to be sent"),
    State.SENDING: _("Being sent"),
    State.FAILED: _("Failed, will be tried again"),
    State.SENT: _("Has been sent"),
    State.DEAD: _("Given up"),
}

UNSENT = frozenset(State) - {State.SENT}

LIFECYCLE = Lifecycle(
    State,
    [
        # A delivery that is being sent may be taken again: its worker died, and its lease is over.
        Move(
            "take",
            frozenset({State.WAITING, State.FAILED, State.SENDING}),
            State.SENDING,
            _("Take to send"),
            _("A worker took it."),
            by_hand=False,
        ),
        Move(
            "hand_in",
            frozenset({State.SENDING}),
            State.SENT,
            _("Has been sent"),
            _("The gateway has it."),
            by_hand=False,
        ),
        Move(
            "hold",
            frozenset({State.SENDING}),
            State.WAITING,
            _("Hold"),
            _("It waits for the morning."),
            by_hand=False,
        ),
        Move(
            "try_later",
            frozenset({State.SENDING}),
            State.FAILED,
            _("Try later"),
            _("It will be tried again."),
            by_hand=False,
        ),
        Move(
            "give_up",
            frozenset({State.SENDING}),
            State.DEAD,
            _("Give up"),
            _("No further try will be made."),
            by_hand=False,
        ),
        Move(
            "resend",
            frozenset({State.FAILED, State.DEAD}),
            State.WAITING,
            _("Send again"),
            _("{by} had it sent again."),
        ),
    ],
    start=State.WAITING,
)
