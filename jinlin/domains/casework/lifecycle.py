"""Which moves does a piece of casework know, and which are open in its state?

The state says who has to act. The phase (intake, assessment, plan …) is of the profile that the
agency works by, which is dated reference data: `move_on` and `step_back` go through it.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    INTAKE = "intake"
    WORKING = "working"
    REVIEWING = "reviewing"
    CLOSED = "closed"
    DECLINED = "declined"
    DESTROYED = "destroyed"


LABELS = {
    State.INTAKE: _("Waiting to be taken on"),
    State.WORKING: _("Being worked on"),
    State.REVIEWING: _("Closure under review"),
    State.CLOSED: _("Case closed"),
    State.DECLINED: _("Not taken on"),
    State.DESTROYED: _("Destroyed"),
}
OPEN = frozenset({State.INTAKE, State.WORKING, State.REVIEWING})
OVER = frozenset({State.CLOSED, State.DECLINED})

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "take_on",
            frozenset({State.INTAKE}),
            State.WORKING,
            _("Take the case on"),
            _("{by} took it on: the work begins."),
        ),
        Move(
            "decline",
            frozenset({State.INTAKE}),
            State.DECLINED,
            _("Do not take it on"),
            _("{by} did not take it on: {reason}"),
            danger=True,
            is_statement=True,
        ),
        Move(
            "move_on",
            frozenset({State.WORKING}),
            None,
            _("On to the next phase"),
            _("Next phase: {phase}."),
        ),
        Move(
            "step_back",
            frozenset({State.WORKING}),
            None,
            _("Back to an earlier phase"),
            _("Back to the phase {phase}: {reason}"),
        ),
        Move(
            "ask_to_close",
            frozenset({State.WORKING}),
            State.REVIEWING,
            _("Hand in for closure"),
            _("{by} handed it in for closure."),
        ),
        Move(
            "close",
            frozenset({State.REVIEWING}),
            State.CLOSED,
            _("Agree to the closure"),
            _("Another person looked it through and closed it."),
        ),
        Move(
            "send_back",
            frozenset({State.REVIEWING}),
            State.WORKING,
            _("Not yet: send it back"),
            _("Sent back to be worked on: {reason}"),
        ),
        Move(
            "follow_up",
            frozenset({State.CLOSED}),
            None,
            _("Note a follow-up"),
            _("{by} asked how things are."),
        ),
        Move(
            "reopen",
            frozenset({State.CLOSED}),
            State.WORKING,
            _("Open the case again"),
            _("Opened again: {reason}"),
        ),
        Move(
            "seal",
            frozenset({*OPEN, *OVER}),
            None,
            _("Seal it"),
            _("Sealed."),
            danger=True,
        ),
        Move(
            "destroy",
            OVER,
            State.DESTROYED,
            _("Destroy its words"),
            _("All words were destroyed; the register says why."),
            danger=True,
        ),
    ],
    start=State.INTAKE,
)
