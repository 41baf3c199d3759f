"""What may stand on the screen in the hall: numbers, never a name?"""

from dataclasses import dataclass

from jinlin.domains.receptions.lifecycle import BookingState, State
from jinlin.domains.receptions.models import Session, Sitting
from jinlin.domains.receptions.queries.day import faces

NEXT_SHOWN = 6


@dataclass(frozen=True)
class Hall:
    """The number that was called last, those that are called next, how many wait or have a time
    still ahead, how many were heard, and the organisations that sit.
    """

    session: Session
    now: int | None
    next: list[int]
    waiting: int
    booked: int
    heard: int
    sitters: list[Sitting]

    @property
    def further(self) -> int:
        return self.waiting - len(self.next)

    @property
    def is_over(self) -> bool:
        return self.session.state in {State.HELD, State.CANCELLED}


def hall(session: Session) -> Hall:
    """Two statements; no column that says who somebody is is read."""
    turns = list(
        session.bookings.order_by("turn_at", "number").values_list("state", "number", "called_at")
    )
    called = [
        (called_at, number) for state, number, called_at in turns if state == BookingState.CALLED
    ]
    waiting = [number for state, number, _at in turns if state == BookingState.ARRIVED]
    return Hall(
        session=session,
        now=max(called)[1] if called else None,
        next=waiting[:NEXT_SHOWN],
        waiting=len(waiting),
        booked=sum(state == BookingState.BOOKED for state, _number, _at in turns),
        heard=sum(state == BookingState.TALKED for state, _number, _at in turns),
        sitters=faces(
            list(session.sittings.select_related("organisation").order_by("order", "pk"))
        ),
    )
