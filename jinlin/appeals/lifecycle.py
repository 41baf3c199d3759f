"""Which moves does an appeal know, and which are open in its state?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    REPORTED = "reported"
    ACCEPTED = "accepted"
    IN_HAND = "in_hand"
    FINISHED = "finished"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


LABELS = {
    State.REPORTED: _("Waiting to be accepted"),
    State.ACCEPTED: _("Accepted"),
    State.IN_HAND: _("In hand"),
    State.FINISHED: _("Waiting for your judgement"),
    State.CLOSED: _("Closed"),
    State.REJECTED: _("Not accepted"),
    State.WITHDRAWN: _("Withdrawn"),
}

UNANSWERED = frozenset({State.REPORTED, State.ACCEPTED, State.IN_HAND})
OPEN = UNANSWERED | {State.FINISHED}
ENDED = frozenset(State) - OPEN

LIFECYCLE = Lifecycle(
    State,
    [
        Move("accept", frozenset({State.REPORTED}), State.ACCEPTED, _("Accept"), _("{by} accepted it and promises an answer by {due}.")),
        Move(
            "answer_at_once",
            frozenset({State.REPORTED, State.ACCEPTED}),
            State.FINISHED,
            _("Answer at once"),
            _("{by} answered on the spot."),
        ),
        Move("hand_over", frozenset({State.ACCEPTED}), State.IN_HAND, _("Hand over"), _("Handed to {unit}, answer promised by {due}.")),
        Move("finish", frozenset({State.IN_HAND}), State.FINISHED, _("Finish with a reply"), _("{by} finished it and replied.")),
        Move("judge", frozenset({State.FINISHED}), None, _("Judge the result"), _("The resident judged: {verdict}.")),
        Move("close", frozenset({State.FINISHED}), State.CLOSED, _("Close"), _("The matter is closed.")),
        Move(
            "reopen",
            frozenset({State.FINISHED, State.CLOSED}),
            State.IN_HAND,
            _("Not solved: reopen"),
            _("Reopened for {unit}, new answer promised by {due}."),
        ),
        Move(
            "reject",
            frozenset({State.REPORTED}),
            State.REJECTED,
            _("Do not accept"),
            _("{by} cannot accept it: {reason}. Where to turn: {instead}."),
            danger=True,
        ),
        Move("withdraw", UNANSWERED, State.WITHDRAWN, _("Withdraw"), _("Withdrawn: {reason}."), danger=True),
        Move("add_information", OPEN, None, _("Add information"), _("Information added.")),
    ],
    start=State.REPORTED,
)
