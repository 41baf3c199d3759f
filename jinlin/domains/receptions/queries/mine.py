"""What does a resident see of their own bookings and conversations,
and a sitter of their own days?
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from jinlin.core import spoken
from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import (
    BOOKING_LABELS,
    CONVERSATION_LABELS,
    UNSETTLED,
    UNTALKED,
    BookingState,
    ConversationState,
)
from jinlin.domains.receptions.models import (
    Booking,
    BookingQuerySet,
    Conversation,
)
from jinlin.domains.receptions.queries.day import BOOKING_TONES, TALK_TONES

SHOWN = ("session__series__place", "session__series__organiser", "conversation__answered_by")


@dataclass(frozen=True)
class Mine:
    """One booking as its resident reads it: how it stands, and what happens next by when."""

    booking: Booking

    @property
    def conversation(self) -> Conversation | None:
        return getattr(self.booking, "conversation", None)

    @property
    def word(self) -> Any:
        talk = self.conversation
        return (
            CONVERSATION_LABELS[ConversationState(talk.state)]
            if talk
            else BOOKING_LABELS[BookingState(self.booking.state)]
        )

    @property
    def tone(self) -> str:
        talk = self.conversation
        if talk is None:
            return BOOKING_TONES[BookingState(self.booking.state)]
        return (
            "ended"
            if talk.state == ConversationState.SETTLED and not talk.is_solved
            else TALK_TONES[ConversationState(talk.state)]
        )

    @property
    def sentence(self) -> str:
        return _of_talk(self.conversation) if self.conversation else _of_booking(self.booking)

    @property
    def waits_for_resident(self) -> bool:
        """An answer is to be confirmed, or a session that was called off or missed can be made up
        for.
        """
        return (
            self.conversation is not None and self.conversation.state == ConversationState.ANSWERED
        )

    @property
    def is_open(self) -> bool:
        return (
            self.conversation.state in UNSETTLED
            if self.conversation
            else self.booking.state in UNTALKED
        )

    @property
    def is_late(self) -> bool:
        talk = self.conversation
        waiting = {ConversationState.PASSED_ON, ConversationState.DISPUTED, ConversationState.OPEN}
        return talk is not None and talk.state in waiting and talk.due_at < clock.now()

    @property
    def rank(self) -> int:
        """What the resident came for stands first: what waits for them, then what is late, then
        what is open.
        """
        return (self.waits_for_resident, self.is_late, self.is_open, True).index(True)


def own_bookings(actor: Actor) -> BookingQuerySet:
    """To be read through core.paging, newest first: one statement, with what came of each."""
    return Booking.objects.own(actor).select_related(*SHOWN)


def today(actor: Actor) -> list[Mine]:
    """One's bookings of today that are still ahead, soonest first: one statement."""
    rows = own_bookings(actor).filter(session__on=clock.today(), state__in=UNTALKED)
    return mine(rows.order_by("slot_at", "id")) if actor.is_signed_in else []


def mine(bookings: Iterable[Booking]) -> list[Mine]:
    return [Mine(booking) for booking in bookings]


def _of_booking(booking: Booking) -> str:
    when = spoken.moment(booking.slot_at or booking.booked_at)
    words = {
        "when": when,
        "room": booking.session.series.room,
        "number": booking.number,
        "reason": booking.session.reason,
    }
    sentences = {
        BookingState.BOOKED: _("Please come at %(when)s to %(room)s. Your number is %(number)s."),
        BookingState.ARRIVED: _("Please wait in the hall. Your number is %(number)s."),
        BookingState.CALLED: _("Number %(number)s, please come in."),
        BookingState.TALKED: _("You were heard."),
        BookingState.MISSED: _("You did not come at %(when)s. You can take the next free time."),
        BookingState.CANCELLED: _(
            "This appointment was cancelled. You can take the next free time."
        ),
    }
    return sentences[BookingState(booking.state)] % words


def _of_talk(talk: Conversation) -> str:
    due = spoken.deadline(talk.due_at)
    sentences = {
        ConversationState.OPEN: _("What you said is being written down."),
        ConversationState.ANSWERED: _(
            "You were answered. Please say by %(due)s whether it is solved."
        ),
        ConversationState.OUTSIDE: _("This belongs elsewhere; where to turn stands below."),
        ConversationState.PASSED_ON: _(
            "It became the appeal %(appeal)s, answer promised by %(due)s."
        ),
        ConversationState.DISPUTED: _(
            "You said that it is not solved. It becomes an appeal by %(due)s."
        ),
        ConversationState.CONFIRMED: _("You confirmed that it is solved."),
        ConversationState.LAPSED: _(
            "You said nothing to the answer by %(due)s. If it is not solved, please come again."
        ),
        ConversationState.SETTLED: _("The appeal %(appeal)s is closed."),
        ConversationState.WITHDRAWN: _("You withdrew it."),
    }
    if talk.due_at < clock.now():
        sentences |= {
            ConversationState.PASSED_ON: _(
                "It became the appeal %(appeal)s; the answer was promised by %(due)s and is late."
            ),
            ConversationState.DISPUTED: _(
                "You said that it is not solved. It was to become an appeal by %(due)s and has "
                "not yet."
            ),
        }
    return sentences[ConversationState(talk.state)] % {"due": due, "appeal": talk.appeal_number}
