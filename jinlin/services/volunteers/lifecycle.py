"""Which moves do a service record and an activity know, and which are open in their state?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Of a service record."""

    PROPOSED = "proposed"
    REQUESTED = "requested"
    RECORDED = "recorded"
    VERIFIED = "verified"
    DISPUTED = "disputed"
    KEPT = "kept"
    REFUSED = "refused"
    APPEALED = "appealed"
    CLOSED = "closed"
    STRUCK = "struck"


class ActivityState(StrEnum):
    PLANNED = "planned"
    RECORDED = "recorded"
    CANCELLED = "cancelled"


LABELS = {
    State.PROPOSED: _("Back-filled, waits for a second person"),
    State.REQUESTED: _("Asked for by the volunteer"),
    State.RECORDED: _("Waits for the volunteer's check"),
    State.VERIFIED: _("Checked by the volunteer"),
    State.DISPUTED: _("The volunteer disagrees"),
    State.KEPT: _("Stands as it is"),
    State.REFUSED: _("Refused"),
    State.APPEALED: _("Refusal appealed"),
    State.CLOSED: _("Refused for good"),
    State.STRUCK: _("Struck out"),
}
ACTIVITY_LABELS = {
    ActivityState.PLANNED: _("Planned"),
    ActivityState.RECORDED: _("Hours recorded"),
    ActivityState.CANCELLED: _("Cancelled"),
}
COUNTED = frozenset({State.RECORDED, State.VERIFIED, State.DISPUTED, State.KEPT})
HOLDING = COUNTED | {State.PROPOSED, State.REQUESTED}  # what no other record may overlap
OWN_STEP = frozenset({State.RECORDED, State.KEPT, State.REFUSED})  # the volunteer may act

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "approve",
            frozenset({State.PROPOSED}),
            State.RECORDED,
            _("Approve as second person"),
            _("A second person approved the back-fill."),
        ),
        Move(
            "grant",
            frozenset({State.REQUESTED}),
            State.RECORDED,
            _("Record the hours asked for"),
            _("The hours that the volunteer asked for were recorded."),
        ),
        Move(
            "turn_down",
            frozenset({State.PROPOSED, State.REQUESTED}),
            State.REFUSED,
            _("Refuse"),
            _("Refused: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "verify",
            frozenset({State.RECORDED, State.KEPT}),
            State.VERIFIED,
            _("It is right"),
            _("The volunteer says that it is right."),
            is_statement=True,
        ),
        Move(
            "dispute",
            frozenset({State.RECORDED, State.VERIFIED}),
            State.DISPUTED,
            _("It is not right"),
            _("The volunteer says what is wrong: {reason}."),
            is_statement=True,
        ),
        Move(
            "correct",
            COUNTED,
            State.RECORDED,
            _("Put right"),
            _("Put right from {before} to {after}: {reason}. The volunteer is asked again."),
        ),
        Move(
            "keep_",
            frozenset({State.DISPUTED}),
            State.KEPT,
            _("Keep as it is"),
            _("It stands as it is: {reason}."),
        ),
        Move(
            "insist",
            frozenset({State.KEPT}),
            State.DISPUTED,
            _("Ask somebody else to decide"),
            _("The volunteer asks the lead to decide: {reason}."),
            is_statement=True,
        ),
        Move(
            "appeal",
            frozenset({State.REFUSED}),
            State.APPEALED,
            _("Appeal the refusal"),
            _("The volunteer appeals the refusal: {reason}."),
        ),
        Move(
            "allow",
            frozenset({State.APPEALED}),
            State.RECORDED,
            _("Allow the appeal"),
            _("The appeal was allowed and the hours recorded."),
            is_statement=True,
        ),
        Move(
            "dismiss",
            frozenset({State.APPEALED}),
            State.CLOSED,
            _("Dismiss the appeal"),
            _("The appeal was dismissed: {reason}."),
            danger=True,
        ),
        Move(
            "strike",
            COUNTED,
            State.STRUCK,
            _("Strike out"),
            _("Struck out: {reason}."),
            danger=True,
        ),
    ],
    start=State.RECORDED,
)

ACTIVITY_LIFECYCLE = Lifecycle(
    ActivityState,
    [
        Move(
            "confirm_sheet",
            frozenset({ActivityState.PLANNED, ActivityState.RECORDED}),
            ActivityState.RECORDED,
            _("Confirm who served"),
            _("{count} helpers were confirmed, {minutes} minutes in all."),
        ),
        Move(
            "cancel",
            frozenset({ActivityState.PLANNED}),
            ActivityState.CANCELLED,
            _("Cancel"),
            _("Cancelled: {reason}."),
            danger=True,
        ),
    ],
    start=ActivityState.PLANNED,
)
