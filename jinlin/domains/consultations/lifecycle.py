"""Which moves do topics, meetings, votes and action items know?

The topic's table is the domain's own; the three others stand beside it.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    RAISED = "raised"
    TAKEN_UP = "taken_up"
    ON_AGENDA = "on_agenda"
    VOTING = "voting"
    DECIDED = "decided"
    DONE = "done"
    REFUSED = "refused"
    COMBINED = "combined"
    WITHDRAWN = "withdrawn"


LABELS = {
    State.RAISED: _("Waiting to be screened"),
    State.TAKEN_UP: _("Taken up"),
    State.ON_AGENDA: _("On the agenda"),
    State.VOTING: _("Being voted on"),
    State.DECIDED: _("Decided, being carried out"),
    State.DONE: _("Carried out"),
    State.REFUSED: _("Not taken up"),
    State.COMBINED: _("Combined with another topic"),
    State.WITHDRAWN: _("Taken back by who raised it"),
}
BEFORE = frozenset({State.RAISED, State.TAKEN_UP})
OPEN = BEFORE | {State.ON_AGENDA, State.VOTING, State.DECIDED}
ENDED = frozenset(State) - OPEN
RELEASED = frozenset(
    {State.TAKEN_UP, State.ON_AGENDA, State.VOTING, State.DECIDED, State.DONE}
)  # everybody reads it

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "take_up",
            frozenset({State.RAISED}),
            State.TAKEN_UP,
            _("Take it up"),
            _("{by} took it up: neighbours can say what they think until the meeting."),
        ),
        Move(
            "put_on_agenda",
            frozenset({State.TAKEN_UP}),
            State.ON_AGENDA,
            _("Put it on an agenda"),
            _("It is talked over {day}: {where}."),
        ),
        Move(
            "take_off",
            frozenset({State.ON_AGENDA}),
            State.TAKEN_UP,
            _("Take it off the agenda"),
            _("It is off the agenda: {reason}."),
        ),
        Move(
            "decide",
            frozenset({State.ON_AGENDA}),
            State.DECIDED,
            _("Write down the decision"),
            _("Decided {how}: {text}"),
        ),
        Move(
            "go_to_vote",
            frozenset({State.TAKEN_UP, State.ON_AGENDA}),
            State.VOTING,
            _("Prepare a vote"),
            _("It goes to a vote of all who may vote."),
        ),
        Move(
            "carry",
            frozenset({State.VOTING}),
            State.DECIDED,
            _("Carried by vote"),
            _("Decided by vote, {in_favour} of {took_part}: {text}"),
            by_hand=False,
        ),
        Move(
            "fall_through",
            frozenset({State.VOTING}),
            State.TAKEN_UP,
            _("Not carried"),
            _("Not carried: {reason}"),
            by_hand=False,
        ),
        Move(
            "reopen",
            frozenset({State.DECIDED}),
            State.TAKEN_UP,
            _("Open it again"),
            _("Open again after an objection: {reason}."),
            danger=True,
        ),
        Move(
            "stand_by",
            frozenset({State.DECIDED}),
            None,
            _("Keep the decision"),
            _("An objection was answered, the decision stands: {reason}."),
        ),
        Move(
            "report",
            frozenset({State.DECIDED}),
            None,
            _("Say what came of it"),
            _("What came of it: {text}"),
        ),
        Move(
            "settle",
            frozenset({State.DECIDED}),
            State.DONE,
            _("Carried out"),
            _("All that was agreed has come to an end, and everybody was told."),
            by_hand=False,
        ),
        Move(
            "combine",
            BEFORE,
            State.COMBINED,
            _("Combine with another topic"),
            _("It goes on together with '{other}'; its supporters count there."),
        ),
        Move(
            "refuse",
            BEFORE,
            State.REFUSED,
            _("Do not take it up"),
            _("Not taken up: {reason}. {instead}"),
            danger=True,
            is_statement=True,
        ),
        Move(
            "withdraw",
            BEFORE,
            State.WITHDRAWN,
            _("Take the topic back"),
            _("The topic was taken back: {reason}."),
            danger=True,
        ),
    ],
    start=State.RAISED,
)


class MeetingState(StrEnum):
    PLANNED = "planned"
    CALLED = "called"
    SITTING = "sitting"
    HELD = "held"
    SIGNED = "signed"
    CANCELLED = "cancelled"


MEETING_LABELS = {
    MeetingState.PLANNED: _("Meeting being prepared"),
    MeetingState.CALLED: _("Invited"),
    MeetingState.SITTING: _("In session"),
    MeetingState.HELD: _("Held, minutes not signed"),
    MeetingState.SIGNED: _("Minutes signed"),
    MeetingState.CANCELLED: pgettext_lazy("meeting", "Does not take place"),
}
MEETING_LIFECYCLE = Lifecycle(
    MeetingState,
    [
        Move(
            "invite",
            frozenset({MeetingState.PLANNED}),
            MeetingState.CALLED,
            _("Invite"),
            _("{by} invited everybody to {day}: {where}."),
        ),
        Move(
            "begin",
            frozenset({MeetingState.CALLED}),
            MeetingState.SITTING,
            _("Begin the meeting"),
            _("The meeting began."),
        ),
        Move(
            "enter_afterwards",
            frozenset({MeetingState.CALLED, MeetingState.SITTING}),
            MeetingState.SITTING,
            _("Enter it afterwards"),
            _("The meeting is entered afterwards, from the list signed in the room: {reason}."),
        ),
        Move(
            "end",
            frozenset({MeetingState.SITTING}),
            MeetingState.HELD,
            _("End the meeting"),
            _("The meeting ended with {present} present; its minutes are drafted."),
        ),
        Move(
            "sign",
            frozenset({MeetingState.HELD}),
            MeetingState.SIGNED,
            _("Sign the minutes"),
            _("The minutes are signed by {chair} and {scribe}, as {number}."),
        ),
        Move(
            "cancel",
            frozenset({MeetingState.PLANNED, MeetingState.CALLED}),
            MeetingState.CANCELLED,
            _("Call it off"),
            _("It does not take place: {reason}."),
            danger=True,
        ),
    ],
    start=MeetingState.PLANNED,
)


class VoteState(StrEnum):
    PREPARED = "prepared"
    OPEN = "open"
    CLOSED = "closed"
    PUBLISHED = "published"
    VOID = "void"


VOTE_LABELS = {
    VoteState.PREPARED: _("Vote being prepared"),
    VoteState.OPEN: _("Open for votes"),
    VoteState.CLOSED: _("Closed, being counted"),
    VoteState.PUBLISHED: _("Result published"),
    VoteState.VOID: _("Vote void"),
}
VOTE_LIFECYCLE = Lifecycle(
    VoteState,
    [
        Move(
            "open_",
            frozenset({VoteState.PREPARED}),
            VoteState.OPEN,
            _("Open the vote"),
            _("The vote is open until {due}. {eligible} may vote; the roll has the mark {mark}."),
        ),
        Move(
            "close",
            frozenset({VoteState.OPEN}),
            VoteState.CLOSED,
            _("Close the vote"),
            _("The vote is closed: {took_part} of {eligible} took part."),
        ),
        Move(
            "publish",
            frozenset({VoteState.CLOSED}),
            VoteState.PUBLISHED,
            _("Publish the result"),
            _("The result is published: {result}"),
        ),
        Move(
            "declare_void",
            frozenset({VoteState.PREPARED, VoteState.OPEN, VoteState.CLOSED}),
            VoteState.VOID,
            _("Declare it void"),
            _("The vote is void: {reason}."),
            danger=True,
        ),
    ],
    start=VoteState.PREPARED,
)


class ItemState(StrEnum):
    OPEN = "open"
    PASSED_ON = "passed_on"
    DONE = "done"
    DROPPED = "dropped"


ITEM_LABELS = {
    ItemState.OPEN: _("To be done"),
    ItemState.PASSED_ON: _("Handled elsewhere"),
    ItemState.DONE: _("Done"),
    ItemState.DROPPED: _("Given up, with a reason"),
}
ITEM_LIFECYCLE = Lifecycle(
    ItemState,
    [
        Move(
            "pass_on",
            frozenset({ItemState.OPEN}),
            ItemState.PASSED_ON,
            _("Pass it on"),
            _("It goes on as {number}."),
            by_hand=False,
        ),
        Move(
            "finish",
            frozenset({ItemState.OPEN, ItemState.PASSED_ON}),
            ItemState.DONE,
            _("It is done"),
            _("Done: {outcome}"),
        ),
        Move(
            "come_back",
            frozenset({ItemState.PASSED_ON, ItemState.DONE}),
            ItemState.OPEN,
            _("Back to be done"),
            _("{number} ended without it being done: {reason}."),
            by_hand=False,
        ),
        Move(
            "put_off",
            frozenset({ItemState.OPEN}),
            None,
            _("Give it another day"),
            _("It is now due {day}: {reason}."),
        ),
        Move(
            "drop",
            frozenset({ItemState.OPEN}),
            ItemState.DROPPED,
            _("Give it up"),
            _("Given up: {reason}."),
            danger=True,
            is_statement=True,
        ),
    ],
    start=ItemState.OPEN,
)
