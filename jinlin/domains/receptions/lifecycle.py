"""Which moves do a session, a booking and a conversation know, and when are they open?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Of a session."""

    PLANNED = "planned"
    OPEN = "open"
    HELD = "held"
    CANCELLED = "cancelled"


class BookingState(StrEnum):
    BOOKED = "booked"
    ARRIVED = "arrived"
    CALLED = "called"
    TALKED = "talked"
    MISSED = "missed"
    CANCELLED = "cancelled"


class ConversationState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    OUTSIDE = "outside"
    PASSED_ON = "passed_on"
    DISPUTED = "disputed"
    CONFIRMED = "confirmed"
    LAPSED = "lapsed"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


LABELS = {
    State.PLANNED: _("Planned"),
    State.OPEN: _("Going on"),
    State.HELD: _("Held"),
    State.CANCELLED: _("Cancelled"),
}
BOOKING_LABELS = {
    BookingState.BOOKED: _("Booked"),
    BookingState.ARRIVED: _("Here"),
    BookingState.CALLED: _("Called"),
    BookingState.TALKED: _("Talked to"),
    BookingState.MISSED: _("Did not come"),
    BookingState.CANCELLED: _("Cancelled"),
}
CONVERSATION_LABELS = {
    ConversationState.OPEN: _("Being written down"),
    ConversationState.ANSWERED: _("Answered, to be confirmed"),
    ConversationState.OUTSIDE: _("Belongs elsewhere"),
    ConversationState.PASSED_ON: _("Became an appeal"),
    ConversationState.DISPUTED: _("Not solved, becomes an appeal"),
    ConversationState.CONFIRMED: _("Confirmed as solved"),
    ConversationState.LAPSED: _("Nothing was said to the answer"),
    ConversationState.SETTLED: _("Appeal closed"),
    ConversationState.WITHDRAWN: _("Withdrawn"),
}

LIVE = frozenset({State.PLANNED, State.OPEN})
UNTALKED = frozenset({BookingState.BOOKED, BookingState.ARRIVED, BookingState.CALLED})
UNSETTLED = frozenset(
    {
        ConversationState.OPEN,
        ConversationState.ANSWERED,
        ConversationState.DISPUTED,
        ConversationState.PASSED_ON,
    }
)

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "open_",
            frozenset({State.PLANNED}),
            State.OPEN,
            _("Open the session"),
            _("{by} opened the session."),
        ),
        Move(
            "substitute",
            LIVE,
            None,
            _("Name a substitute"),
            _("{unit} sends a substitute: {reason}."),
        ),
        Move(
            "note_presence",
            frozenset({State.OPEN}),
            None,
            _("Note who came"),
            _("It was noted who sits here: {count}."),
        ),
        Move(
            "close",
            frozenset({State.OPEN}),
            State.HELD,
            _("Close with minutes"),
            _("The session is over. Minutes: {number}."),
        ),
        Move(
            "reschedule",
            frozenset({State.PLANNED}),
            None,
            _("Move to another time"),
            _("Moved from {before} to {day}: {reason}."),
        ),
        Move(
            "cancel",
            frozenset({State.PLANNED}),
            State.CANCELLED,
            _("Cancel"),
            _("Cancelled: {reason}."),
            danger=True,
        ),
        Move(
            "lapse",
            frozenset({State.PLANNED}),
            State.CANCELLED,
            _("Note that it was not held"),
            _("Nobody opened it; it is on record as not held."),
            by_hand=False,
        ),
        Move(
            "confirm_day",
            frozenset({State.PLANNED}),
            None,
            _("Confirm the day"),
            _("The days off of the year are published, and the day stands."),
            by_hand=False,
        ),
    ],
    start=State.PLANNED,
)

BOOKING_LIFECYCLE = Lifecycle(
    BookingState,
    [
        Move(
            "arrive",
            frozenset({BookingState.BOOKED, BookingState.MISSED}),
            BookingState.ARRIVED,
            _("Is here"),
            _("Arrived."),
        ),
        Move(
            "call",
            frozenset({BookingState.ARRIVED, BookingState.CALLED}),
            BookingState.CALLED,
            _("Call"),
            _("Number {number} was called."),
        ),
        Move(
            "talk",
            frozenset({BookingState.ARRIVED, BookingState.CALLED}),
            BookingState.TALKED,
            _("Begin the conversation"),
            _("The conversation was written down."),
            by_hand=False,
        ),
        Move(
            "miss",
            UNTALKED,
            BookingState.MISSED,
            _("Did not come"),
            _("Did not come when called."),
            is_statement=True,
        ),
        Move(
            "cancel",
            frozenset({BookingState.BOOKED, BookingState.ARRIVED}),
            BookingState.CANCELLED,
            _("Cancel the booking"),
            _("The booking was cancelled."),
            danger=True,
        ),
        Move(
            "drop",
            UNTALKED,
            BookingState.CANCELLED,
            _("Cancel with the session"),
            _("The session does not take place: {reason}."),
            by_hand=False,
        ),
        Move(
            "shift",
            frozenset({BookingState.BOOKED}),
            None,
            _("Move with the session"),
            _("The session was moved; your time is now {time}."),
            by_hand=False,
        ),
    ],
    start=BookingState.BOOKED,
)

CONVERSATION_LIFECYCLE = Lifecycle(
    ConversationState,
    [
        Move(
            "answer",
            frozenset({ConversationState.OPEN}),
            ConversationState.ANSWERED,
            _("Answered on the spot"),
            _("Answered on the spot by {unit}."),
        ),
        Move(
            "refer",
            frozenset({ConversationState.OPEN}),
            ConversationState.OUTSIDE,
            _("Belongs elsewhere"),
            _("This belongs elsewhere: {instead}."),
            is_statement=True,
        ),
        Move(
            "pass_on",
            frozenset({ConversationState.OPEN, ConversationState.DISPUTED}),
            ConversationState.PASSED_ON,
            _("Make it an appeal"),
            _("It became the appeal {appeal}, answer promised by {due}."),
            by_hand=False,
        ),
        Move(
            "confirm",
            frozenset({ConversationState.ANSWERED}),
            ConversationState.CONFIRMED,
            _("Solved"),
            _("The resident confirms that it is solved."),
            is_statement=True,
        ),
        Move(
            "dispute",
            frozenset({ConversationState.ANSWERED}),
            ConversationState.DISPUTED,
            _("Not solved"),
            _("The resident says that it is not solved."),
            is_statement=True,
        ),
        Move(
            "lapse",
            frozenset({ConversationState.ANSWERED}),
            ConversationState.LAPSED,
            _("Close after silence"),
            _("The resident did not say anything to the answer; that is on record as silence."),
            by_hand=False,
        ),
        Move(
            "promise_anew",
            frozenset({ConversationState.PASSED_ON}),
            None,
            _("Promise another day"),
            _("The answer to the appeal is now promised by {due}."),
            by_hand=False,
        ),
        Move(
            "settle",
            frozenset({ConversationState.PASSED_ON}),
            ConversationState.SETTLED,
            _("Note the appeal's end"),
            _("The appeal {appeal} is closed: {verdict}."),
            by_hand=False,
        ),
        Move(
            "reopen",
            frozenset({ConversationState.SETTLED}),
            ConversationState.PASSED_ON,
            _("Note that the appeal is open again"),
            _("The appeal {appeal} is open again, answer promised by {due}."),
            by_hand=False,
        ),
        Move(
            "withdraw",
            UNSETTLED,
            ConversationState.WITHDRAWN,
            _("Withdraw"),
            _("Withdrawn: {reason}."),
            danger=True,
        ),
    ],
    start=ConversationState.OPEN,
)
