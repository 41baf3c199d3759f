"""Who may do what on a reception day?

Those who look after the place hold the sessions; whoever is on the roster names a substitute; the
resident books, confirms and withdraws. What nobody granted is not allowed.
"""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When, is_the_house
from jinlin.core.time import clock
from jinlin.domains.receptions.lifecycle import (
    BOOKING_LIFECYCLE,
    CONVERSATION_LIFECYCLE,
    LIFECYCLE,
    ConversationState,
    State,
)
from jinlin.domains.receptions.models import Booking, Conversation, Session, Sitting
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import queries as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place

SCOPE = "receptions:write"


def is_host(actor: Actor, row: Any) -> bool:
    """Looks after the place of a session, a booking, a conversation or a series."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=row.place_code)


def is_lead(actor: Actor, row: Any) -> bool:
    return actor.is_system or actor.holds(Role.LEAD, at=row.place_code)


def can_set_up(actor: Actor, place: Place) -> bool:
    """Begin, change and end a series for a place, and its roster: the lead there."""
    return actor.is_system or actor.holds(Role.LEAD, at=place.code)


def can_lay_out(actor: Actor, row: Any) -> bool:
    return is_lead(actor, row)


def can_substitute(actor: Actor, session: Session, sitting: Sitting | None = None) -> bool:
    """The host for everybody; the lead of a unit, and whoever sits in person, for their own seat.

    Without a sitting: whether any seat is theirs.
    """
    if is_host(actor, session):
        return True
    own = [sitting] if sitting else list(session.sittings.all()) if actor.is_staff else []
    return any(is_own_seat(actor, each) for each in own)


def is_own_seat(actor: Actor, sitting: Sitting) -> bool:
    if sitting.user_id is not None and sitting.user_id == actor.user_id:
        return True
    return sitting.organisation_id in actor.organisations(Role.LEAD, Role.HANDLER)


def can_book(actor: Actor, session: Session, person: Person) -> bool:
    """For oneself; the host for anybody at the desk; staff with the resident's mandate."""
    return is_host(actor, session) or is_self(actor, person)


def can_walk_in(actor: Actor, session: Session) -> bool:
    return is_host(actor, session)


def is_self(actor: Actor, person: Person | None) -> bool:
    """The resident, or staff with the resident's mandate."""
    return people.speaks_for(actor, person)


def is_booker(actor: Actor, booking: Booking) -> bool:
    return is_self(actor, booking.person)


def can_cancel_booking(actor: Actor, booking: Booking) -> bool:
    return is_host(actor, booking) or is_booker(actor, booking)


def is_resident(actor: Actor, conversation: Conversation) -> bool:
    """Whoever said it, or holds the link that was made for exactly this conversation."""
    return conversation.pk in actor.tracks or is_self(actor, conversation.person)


def can_confirm(actor: Actor, conversation: Conversation) -> bool:
    """The resident; the host only notes what stands signed on paper. Never whoever answered."""
    if not (is_host(actor, conversation) or is_resident(actor, conversation)):
        return False
    return not timeline.has_done(actor, conversation, "answer")


def can_withdraw(actor: Actor, conversation: Conversation) -> bool:
    """The resident alone:

    what is withdrawn leaves the rates, so those who are counted cannot do it.
    """
    if actor.is_system:
        return True
    is_counted = timeline.has_done(actor, conversation, "answer", "refer", "pass_on")
    return is_resident(actor, conversation) and not is_counted


def can_see_people(actor: Actor, row: Any) -> bool:
    """Whether the masked name may stand on a page of the desk: for those who look after or over the
    place, not for everybody on the roster.
    """
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, Role.SUPERVISOR, at=row.place_code)


MAY: dict[str, Callable[[Actor, Session], bool]] = {
    "open_": is_host,
    "substitute": can_substitute,
    "note_presence": is_host,
    "close": is_host,
    "reschedule": is_lead,
    "cancel": is_lead,
    "lapse": is_the_house,
    "confirm_day": is_the_house,
}
BOOKING_MAY: dict[str, Callable[[Actor, Booking], bool]] = {
    "arrive": is_host,
    "call": is_host,
    "talk": is_host,
    "miss": is_host,
    "cancel": can_cancel_booking,
    "drop": is_the_house,
    "shift": is_the_house,
}
CONVERSATION_MAY: dict[str, Callable[[Actor, Conversation], bool]] = {
    "answer": is_host,
    "refer": is_host,
    "pass_on": is_host,
    "confirm": can_confirm,
    "dispute": can_confirm,
    "lapse": is_the_house,
    "promise_anew": is_the_house,
    "settle": is_the_house,
    "reopen": is_the_house,
    "withdraw": can_withdraw,
}


def is_in_talk(session: Session) -> bool:
    """Whether a conversation has no outcome yet; lists read it along as `has_open_talk`."""
    known: bool | None = session.__dict__.get("has_open_talk")
    if known is None:
        return session.conversations.filter(state=ConversationState.OPEN).exists()
    return known


WHEN: dict[str, tuple[When[Session], ...]] = {
    "open_": (
        When(
            lambda session: clock.today() >= session.on,
            _("A session can be opened on its day, not before."),
        ),
    ),
    "close": (
        When(
            lambda session: not is_in_talk(session),
            _("A conversation has no outcome yet. Please write it down first."),
        ),
    ),
}

IN_OPEN_SESSION: When[Booking] = When(
    lambda booking: booking.session.state == State.OPEN,
    _("That is noted while the session is going on."),
)
BOOKING_WHEN: dict[str, tuple[When[Booking], ...]] = {
    **dict.fromkeys(("arrive", "call", "miss"), (IN_OPEN_SESSION,)),
    "talk": (
        When(
            IN_OPEN_SESSION.holds,
            _("Conversations are written down while the session is going on."),
        ),
    ),
}

RULES: Rules[Session] = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)
BOOKING_RULES: Rules[Booking] = Rules(BOOKING_LIFECYCLE, BOOKING_MAY, BOOKING_WHEN, scope=SCOPE)
CONVERSATION_RULES: Rules[Conversation] = Rules(
    CONVERSATION_LIFECYCLE, CONVERSATION_MAY, scope=SCOPE
)
can_make = RULES.can_make
