"""Which moves do a class and an introduction to an enterprise know, and which are open?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Of a class."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ANNOUNCED = "announced"
    RUNNING = "running"
    FINISHED = "finished"
    CANCELLED = "cancelled"


class IntroductionState(StrEnum):
    PROPOSED = "proposed"
    SENT = "sent"
    HIRED = "hired"
    TURNED_DOWN = "turned_down"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


LABELS = {
    State.PROPOSED: pgettext_lazy("training class", "To be agreed on"),
    State.AGREED: pgettext_lazy("training class", "Agreed, not announced yet"),
    State.ANNOUNCED: _("Open for enrolment"),
    State.RUNNING: pgettext_lazy("training class", "Lessons are on"),
    State.FINISHED: pgettext_lazy("training class", "Finished"),
    State.CANCELLED: _("Cancelled"),
}
INTRODUCTION_LABELS = {
    IntroductionState.PROPOSED: _("The person is asked"),
    IntroductionState.SENT: _("The enterprise has the name"),
    IntroductionState.HIRED: _("Hired"),
    IntroductionState.TURNED_DOWN: _("The enterprise took somebody else"),
    IntroductionState.DECLINED: _("The person does not want it"),
    IntroductionState.WITHDRAWN: _("Withdrawn"),
}
OPEN = frozenset({State.PROPOSED, State.AGREED, State.ANNOUNCED, State.RUNNING})
SHOWN = frozenset({State.ANNOUNCED, State.RUNNING, State.FINISHED})  # everybody may know of it
TEACHING = (State.ANNOUNCED, State.RUNNING)
PENDING = (IntroductionState.PROPOSED, IntroductionState.SENT)

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "agree",
            frozenset({State.PROPOSED}),
            State.AGREED,
            _("All have agreed"),
            _("Everybody who was asked has agreed; the class can be prepared."),
        ),
        Move(
            "announce",
            frozenset({State.AGREED}),
            State.ANNOUNCED,
            _("Announce it"),
            _("The class was announced; people can enrol."),
        ),
        Move(
            "begin",
            frozenset({State.ANNOUNCED}),
            State.RUNNING,
            _("Begin the class"),
            _("{by} began the class."),
        ),
        Move(
            "finish",
            frozenset({State.RUNNING}),
            State.FINISHED,
            _("End the class"),
            _("The class has ended: {completed} of {enrolled} were there often enough."),
        ),
        Move(
            "cancel",
            OPEN,
            State.CANCELLED,
            _("Cancel"),
            _("Cancelled: {reason}."),
            danger=True,
        ),
    ],
    start=State.PROPOSED,
)

INTRODUCTION_LIFECYCLE = Lifecycle(
    IntroductionState,
    [
        Move(
            "agree",
            frozenset({IntroductionState.PROPOSED}),
            IntroductionState.SENT,
            _("Yes, introduce me"),
            _("The person agreed; the enterprise has name and phone."),
            is_statement=True,
        ),
        Move(
            "decline",
            frozenset({IntroductionState.PROPOSED}),
            IntroductionState.DECLINED,
            _("No, thank you"),
            _("The person does not want to be introduced."),
            is_statement=True,
        ),
        Move(
            "hire",
            frozenset({IntroductionState.SENT}),
            IntroductionState.HIRED,
            _("Hired"),
            _("Works there since {since}."),
            is_statement=True,
        ),
        Move(
            "take_back",
            frozenset({IntroductionState.HIRED}),
            IntroductionState.SENT,
            _("Not hired after all"),
            _("That they were hired was taken back: {reason}."),
            danger=True,
        ),
        Move(
            "turn_down",
            frozenset({IntroductionState.SENT}),
            IntroductionState.TURNED_DOWN,
            _("Somebody else was taken"),
            _("Not hired: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "withdraw",
            frozenset(PENDING),
            IntroductionState.WITHDRAWN,
            _("Withdraw it"),
            _("Withdrawn: {reason}."),
            danger=True,
        ),
    ],
    start=IntroductionState.PROPOSED,
)
