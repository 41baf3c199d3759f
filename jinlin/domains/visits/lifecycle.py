"""Which moves do a round and its doors know, and which are open in their states?

A round is a knocking action over some doors; a door is one household in one round. What is found at
a door comes from a phone, so most moves of a door are made by the house when a form arrives.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class RoundState(StrEnum):
    PLANNED = "planned"
    GOING = "going"
    CLOSED = "closed"
    DROPPED = "dropped"


class DoorState(StrEnum):
    UNTRIED = "untried"
    NOT_HOME = "not_home"
    RAISED = "raised"
    VISITED = "visited"
    REFUSED = "refused"
    MOVED = "moved"
    SETTLED = "settled"


ROUND_LABELS = {
    RoundState.PLANNED: _("Being prepared"),
    RoundState.GOING: _("Visitors are out"),
    RoundState.CLOSED: _("Closed with its report"),
    RoundState.DROPPED: _("Called off before it began"),
}
DOOR_LABELS = {
    DoorState.UNTRIED: _("Not tried yet"),
    DoorState.NOT_HOME: _("Nobody home"),
    DoorState.RAISED: _("Nobody home, gone up"),
    DoorState.VISITED: _("Visited"),
    DoorState.REFUSED: _("Did not want a visit"),
    DoorState.MOVED: _("Moved away"),
    DoorState.SETTLED: _("Settled without a visit"),
}
ENDED = frozenset({RoundState.CLOSED, RoundState.DROPPED})
TO_DO = frozenset({DoorState.UNTRIED, DoorState.NOT_HOME, DoorState.RAISED})
ANY = frozenset(DoorState)  # a form of a day without a network comes when it comes

LIFECYCLE = Lifecycle(
    RoundState,
    [
        Move(
            "set_out",
            frozenset({RoundState.PLANNED}),
            RoundState.GOING,
            _("Let the visitors set out"),
            _("{by} let the visitors set out: {doors} doors, until {until}."),
        ),
        Move(
            "extend",
            frozenset({RoundState.GOING}),
            None,
            _("Give it more days"),
            _("It goes on until {until}: {reason}."),
        ),
        Move(
            "close",
            frozenset({RoundState.GOING}),
            RoundState.CLOSED,
            _("Close it with a report"),
            _("Closed: {visited} of {doors} doors were visited."),
        ),
        Move(
            "drop",
            frozenset({RoundState.PLANNED}),
            RoundState.DROPPED,
            _("Call the round off"),
            _("Called off: {reason}."),
            danger=True,
        ),
    ],
    start=RoundState.PLANNED,
)

DOOR_LIFECYCLE = Lifecycle(
    DoorState,
    [
        Move(
            "visit",
            ANY,
            DoorState.VISITED,
            _("Visited"),
            _("Somebody opened and the visit was made."),
            by_hand=False,
        ),
        Move(
            "refuse",
            ANY,
            DoorState.REFUSED,
            _("Did not want a visit"),
            _("The household did not want a visit."),
            by_hand=False,
        ),
        Move(
            "move_away",
            ANY,
            DoorState.MOVED,
            _("Moved away"),
            _("The household does not live there any more."),
            by_hand=False,
        ),
        Move(
            "miss",
            TO_DO - {DoorState.RAISED},
            DoorState.NOT_HOME,
            _("Nobody home"),
            _("Nobody opened; that is the {tries}. time."),
            by_hand=False,
        ),
        Move(
            "go_up",
            frozenset({DoorState.NOT_HOME}),
            DoorState.RAISED,
            _("Goes up"),
            _("Nobody opened {tries} times: the lead is to see to it."),
            by_hand=False,
        ),
        Move(
            "give",
            TO_DO,
            None,
            _("Give it to a visitor"),
            _("{by} gave the door to {visitor}."),
        ),
        Move(
            "take_over",
            TO_DO,
            None,
            _("Take this door over"),
            _("{visitor} took the door over: {reason}."),
            is_statement=True,
        ),
        Move(
            "try_again",
            frozenset({DoorState.RAISED, DoorState.REFUSED, DoorState.SETTLED}),
            DoorState.UNTRIED,
            _("Let it be tried again"),
            _("It is to be tried again: {reason}."),
        ),
        Move(
            "take_back",
            frozenset({DoorState.MOVED}),
            DoorState.UNTRIED,
            _("Not moved away after all"),
            _("That they had moved away was a mistake: {reason}."),
        ),
        Move(
            "put_right",
            frozenset({DoorState.MOVED}),
            None,
            _("Put “moved away” right"),
            _("After the round was closed: they had not moved away. {reason}."),
        ),
        Move(
            "settle",
            TO_DO | {DoorState.REFUSED},
            DoorState.SETTLED,
            _("Settle it without a visit"),
            _("Settled without a visit: {reason}."),
            is_statement=True,
        ),
    ],
    start=DoorState.UNTRIED,
)
