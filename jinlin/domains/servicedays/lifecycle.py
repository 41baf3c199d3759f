"""Which moves do a service day and a neighbour's asking for help know, and which are open?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Of a session."""

    PLANNED = "planned"
    OPEN = "open"
    HELD = "held"
    CANCELLED = "cancelled"


class HelpState(StrEnum):
    ASKED = "asked"
    OFFERED = "offered"
    TAKEN = "taken"
    DONE = "done"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LABELS = {
    State.PLANNED: _("Planned"),
    State.OPEN: pgettext_lazy("service day", "Going on"),
    State.HELD: _("Held"),
    State.CANCELLED: _("Cancelled"),
}
HELP_LABELS = {
    HelpState.ASKED: _("To be looked into"),
    HelpState.OFFERED: _("Looking for a volunteer"),
    HelpState.TAKEN: _("A volunteer comes"),
    HelpState.DONE: _("Help was given"),
    HelpState.DECLINED: _("No small help"),
    HelpState.WITHDRAWN: _("Withdrawn"),
}
LIVE = frozenset({State.PLANNED, State.OPEN})

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "open_",
            frozenset({State.PLANNED}),
            State.OPEN,
            _("Begin the day"),
            _("{by} began the day."),
        ),
        Move(
            "hold",
            frozenset({State.OPEN}),
            State.HELD,
            _("Close the day"),
            _("The day is over: {people} served, {helpers} helpers confirmed."),
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
            _("Nobody began it; it is on record as not held."),
            by_hand=False,
        ),
    ],
    start=State.PLANNED,
)

HELP_LIFECYCLE = Lifecycle(
    HelpState,
    [
        Move(
            "release",
            frozenset({HelpState.ASKED}),
            HelpState.OFFERED,
            _("Show it to volunteers"),
            _("It is shown to volunteers."),
        ),
        Move(
            "decline",
            frozenset({HelpState.ASKED}),
            HelpState.DECLINED,
            _("It is no small help"),
            _("This belongs elsewhere: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "take",
            frozenset({HelpState.OFFERED}),
            HelpState.TAKEN,
            _("I do it"),
            _("A volunteer has taken it on."),
            is_statement=True,
        ),
        Move(
            "give_back",
            frozenset({HelpState.TAKEN}),
            HelpState.OFFERED,
            _("I cannot after all"),
            _("The volunteer cannot after all: {reason}."),
            is_statement=True,
        ),
        Move(
            "finish",
            frozenset({HelpState.TAKEN}),
            HelpState.DONE,
            _("Help was given"),
            _("Help was given."),
            is_statement=True,
        ),
        Move(
            "withdraw",
            frozenset({HelpState.ASKED, HelpState.OFFERED, HelpState.TAKEN}),
            HelpState.WITHDRAWN,
            _("Not needed any more"),
            _("It is not needed any more."),
            danger=True,
            is_statement=True,
        ),
    ],
    start=HelpState.ASKED,
)
