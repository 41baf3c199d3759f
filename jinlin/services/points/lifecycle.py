"""Which moves do an order and a reversal know, and which are open in their state?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.lifecycle import Lifecycle, Move


class OrderState(StrEnum):
    RESERVED = "reserved"
    HANDED_OUT = "handed_out"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


class ReversalState(StrEnum):
    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"


ORDER_LABELS = {
    OrderState.RESERVED: _("Ready to be picked up"),
    OrderState.HANDED_OUT: _("Handed out"),
    OrderState.CANCELLED: pgettext_lazy("order", "Cancelled"),
    OrderState.LAPSED: _("Not picked up, points given back"),
}
REVERSAL_LABELS = {
    ReversalState.PROPOSED: _("Waits for a second person to decide"),
    ReversalState.APPROVED: _("Reversed"),
    ReversalState.REFUSED: _("Not reversed"),
}
HELD = frozenset({OrderState.RESERVED, OrderState.HANDED_OUT})  # what counts towards a limit

LIFECYCLE = Lifecycle(
    OrderState,
    [
        Move(
            "hand_out",
            frozenset({OrderState.RESERVED}),
            OrderState.HANDED_OUT,
            _("Hand out"),
            _("Handed out by {by}; {points} points are spent."),
        ),
        Move(
            "cancel",
            frozenset({OrderState.RESERVED}),
            OrderState.CANCELLED,
            _("Cancel the order"),
            _("The order was cancelled: {reason}. The points are free again."),
            danger=True,
        ),
        Move(
            "lapse",
            frozenset({OrderState.RESERVED}),
            OrderState.LAPSED,
            _("Give the points back"),
            _("It was not picked up in time. The points are free again."),
            by_hand=False,
        ),
    ],
    start=OrderState.RESERVED,
)

REVERSAL_LIFECYCLE = Lifecycle(
    ReversalState,
    [
        Move(
            "approve",
            frozenset({ReversalState.PROPOSED}),
            ReversalState.APPROVED,
            _("Reverse it"),
            _("A second person agreed, and {points} points went back."),
        ),
        Move(
            "refuse",
            frozenset({ReversalState.PROPOSED}),
            ReversalState.REFUSED,
            _("Leave it as it is"),
            _("It stays as it is: {reason}."),
            danger=True,
        ),
    ],
    start=ReversalState.PROPOSED,
)
