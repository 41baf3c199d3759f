"""Which moves do an asked help, and a mentor with their learner, know?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class PairState(StrEnum):
    PROPOSED = "proposed"
    RUNNING = "running"
    COMPLETED = "completed"
    ENDED = "ended"


class HelpState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    DONE = "done"
    TOLD = "told"
    RECORDED = "recorded"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


PAIR_LABELS = {
    PairState.PROPOSED: _("Waits for the mentor's yes"),
    PairState.RUNNING: _("They learn together"),
    PairState.COMPLETED: _("Learned"),
    PairState.ENDED: _("Ended early"),
}
HELP_LABELS = {
    HelpState.ASKED: _("Waits for the craftsman"),
    HelpState.ACCEPTED: _("The craftsman comes"),
    HelpState.DONE: _("Done, how did it go?"),
    HelpState.TOLD: _("Done"),
    HelpState.RECORDED: _("Done and recorded as service"),
    HelpState.DECLINED: _("The craftsman could not come"),
    HelpState.WITHDRAWN: _("Not needed any more"),
    HelpState.LAPSED: _("Nobody answered in time"),
}
OPEN_PAIRS = frozenset({PairState.PROPOSED, PairState.RUNNING})
OPEN_HELPS = frozenset({HelpState.ASKED, HelpState.ACCEPTED, HelpState.DONE})
PHONE_SHOWN = frozenset({HelpState.ACCEPTED, HelpState.DONE, HelpState.TOLD, HelpState.RECORDED})

PAIR_LIFECYCLE = Lifecycle(
    PairState,
    [
        Move(
            "agree",
            frozenset({PairState.PROPOSED}),
            PairState.RUNNING,
            _("I take them on"),
            _("The mentor said yes; they learn together until {due}."),
        ),
        Move(
            "meet",
            frozenset({PairState.RUNNING}),
            None,
            _("Note a session"),
            _("They met on {day} for {minutes} minutes."),
        ),
        Move(
            "plan",
            frozenset({PairState.RUNNING}),
            None,
            _("Say when we meet next"),
            _("They meet next on {when}."),
        ),
        Move(
            "reach",
            frozenset({PairState.RUNNING}),
            None,
            _("A goal is reached"),
            _("Goal reached: {goal}"),
        ),
        Move(
            "complete",
            frozenset({PairState.RUNNING}),
            PairState.COMPLETED,
            _("Say how it turned out"),
            _("It turned out: {outcome}."),
            is_statement=True,
        ),
        Move(
            "end",
            frozenset({PairState.PROPOSED, PairState.RUNNING}),
            PairState.ENDED,
            _("End it early"),
            _("Ended early: {reason}."),
            danger=True,
        ),
    ],
    start=PairState.PROPOSED,
)

HELP_LIFECYCLE = Lifecycle(
    HelpState,
    [
        Move(
            "accept",
            frozenset({HelpState.ASKED}),
            HelpState.ACCEPTED,
            _("I come"),
            _("The craftsman comes: {comes}."),
        ),
        Move(
            "decline",
            frozenset({HelpState.ASKED}),
            HelpState.DECLINED,
            _("I cannot come"),
            _("The craftsman cannot come: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "give_up",
            frozenset({HelpState.ACCEPTED}),
            HelpState.DECLINED,
            _("I cannot come after all"),
            _("The craftsman cannot come after all: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "finish",
            frozenset({HelpState.ACCEPTED}),
            HelpState.DONE,
            _("The work is done"),
            _("The craftsman says that it is done."),
            is_statement=True,
        ),
        Move(
            "tell",
            frozenset({HelpState.ACCEPTED, HelpState.DONE}),
            HelpState.TOLD,
            _("Say how it went"),
            _("Whoever asked says: {outcome}."),
        ),
        Move(
            "record",
            frozenset({HelpState.TOLD}),
            HelpState.RECORDED,
            _("Record it as service"),
            _("{by} recorded {minutes} minutes of voluntary service."),
        ),
        Move(
            "call_off",
            frozenset({HelpState.ASKED, HelpState.ACCEPTED}),
            HelpState.WITHDRAWN,
            _("I do not need it any more"),
            _("It is not needed any more."),
            danger=True,
        ),
        Move(
            "lapse",
            frozenset({HelpState.ASKED}),
            HelpState.LAPSED,
            _("Nobody answered"),
            _("The craftsman did not answer in time."),
            by_hand=False,
        ),
    ],
    start=HelpState.ASKED,
)
