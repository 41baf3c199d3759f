"""Which moves does an appeal know, and which are open in its state?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    REPORTED = "reported"
    ACCEPTED = "accepted"
    IN_HAND = "in_hand"
    WAITING = "waiting"
    FINISHED = "finished"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


LABELS = {
    State.REPORTED: _("Waiting to be accepted"),
    State.ACCEPTED: _("Accepted"),
    State.IN_HAND: _("In hand"),
    State.WAITING: _("Clock stands"),
    State.FINISHED: _("Waiting for your judgement"),
    State.CLOSED: _("Closed"),
    State.REJECTED: _("Not accepted"),
    State.WITHDRAWN: _("Withdrawn"),
    State.MERGED: _("Handled together with another"),
}

UNANSWERED = frozenset(
    {State.REPORTED, State.ACCEPTED, State.IN_HAND}
)  # the clock runs against the house
PROMISED = UNANSWERED | {
    State.MERGED
}  # the resident waits for us by a day: the promised one, or that of being taken up
ESCALATED = UNANSWERED | {
    State.WAITING
}  # rises when its day is over: the promised one, or the one on which somebody looks again
OPEN = UNANSWERED | {State.WAITING, State.FINISHED, State.MERGED}
ANSWER_PROMISED = frozenset(
    {State.ACCEPTED, State.IN_HAND, State.MERGED}
)  # what is due is the answer: before acceptance nobody promised one, while it waits it is a look
ENDED = frozenset(State) - OPEN
AT_WORK = frozenset({State.IN_HAND, State.WAITING})
EVERYWHERE = frozenset(State)
KEPT = AT_WORK | {State.ACCEPTED}  # one member of the unit may keep it
FIRST, SECOND = 1, 2  # levels of escalation, and who sees a late one then
SEES = {FIRST: _("the lead"), SECOND: _("the supervisor")}

MAIN_WAY = [
    Move(
        "accept",
        frozenset({State.REPORTED}),
        State.ACCEPTED,
        _("Accept"),
        _("{by} accepted it and promises an answer by {due}."),
    ),
    Move(
        "answer_at_once",
        frozenset({State.REPORTED, State.ACCEPTED}),
        State.FINISHED,
        _("Answer at once"),
        _("{by} answered on the spot."),
    ),
    Move(
        "hand_over",
        frozenset({State.ACCEPTED}),
        State.IN_HAND,
        _("Hand over"),
        _("Handed to {unit}, answer promised by {due}."),
    ),
    Move(
        "finish",
        frozenset({State.IN_HAND}),
        State.FINISHED,
        _("Finish with a reply"),
        _("{by} finished it and replied."),
    ),
    Move(
        "judge",
        frozenset({State.FINISHED}),
        None,
        _("Judge the result"),
        _("The resident judged: {verdict}."),
        is_statement=True,
    ),
    Move(
        "close", frozenset({State.FINISHED}), State.CLOSED, _("Close"), _("The matter is closed.")
    ),
    Move(
        "reopen",
        frozenset({State.FINISHED, State.CLOSED}),
        State.IN_HAND,
        _("Not solved: reopen"),
        _("Reopened for {unit}, new answer promised by {due}."),
        is_statement=True,
    ),
    Move(
        "reject",
        frozenset({State.REPORTED}),
        State.REJECTED,
        _("Do not accept"),
        _("{by} cannot accept it: {reason}. Where to turn: {instead}."),
        danger=True,
        is_statement=True,
    ),
    Move(
        "withdraw",
        UNANSWERED | {State.WAITING, State.MERGED},
        State.WITHDRAWN,
        _("Withdraw"),
        _("Withdrawn: {reason}."),
        danger=True,
    ),
    Move("add_information", OPEN, None, _("Add information"), _("Information added.")),
]

TOGETHER = [
    Move(
        "convene",
        frozenset({State.ACCEPTED, State.IN_HAND}),
        State.IN_HAND,
        _("Handle jointly"),
        _("{unit} leads, {helper} helps and answers by {due}."),
    ),
    Move("answer_part", AT_WORK, None, _("Answer your part"), _("{by} answered its part.")),
    Move(
        "note_silence",
        AT_WORK,
        None,
        _("Note silence"),
        _("{helper} has not answered its part; that is on record now."),
    ),
    Move("release", AT_WORK, None, _("Release a helper"), _("{helper} no longer helps: {reason}.")),
    Move(
        "split",
        frozenset({State.ACCEPTED, State.IN_HAND}),
        None,
        _("Split off a second matter"),
        _("A second matter was split off: {number}."),
    ),
    Move(
        "merge",
        UNANSWERED,
        State.MERGED,
        _("Merge with another"),
        _("It is handled together with {number}; you will be told here and judge for yourself."),
    ),
    Move(
        "unmerge",
        frozenset({State.MERGED}),
        State.ACCEPTED,
        _("Handle apart again"),
        _("It is handled by itself again, answer promised by {due}."),
    ),
    Move(
        "follow",
        frozenset({State.MERGED}),
        State.FINISHED,
        _("Follow"),
        _("{by} replied to all who reported this."),
        by_hand=False,
    ),
]

SECOND_CHANCES = [
    Move(
        "take_back",
        frozenset({State.IN_HAND}),
        State.ACCEPTED,
        _("Undo handing over"),
        _("{by} took it back from {unit}."),
    ),
    Move(
        "reassign",
        frozenset({State.IN_HAND}),
        None,
        _("Give to another unit"),
        _("Given to {unit} instead of {before}, answer promised by {due}."),
    ),
    Move(
        "return_",
        frozenset({State.IN_HAND}),
        State.ACCEPTED,
        _("Return"),
        _("{by} returned it ({times}): {reason}."),
    ),
    Move(
        "assign",
        frozenset({State.ACCEPTED}),
        State.IN_HAND,
        _("Decide finally"),
        _("It was decided finally: {unit} handles it, answer promised by {due}."),
    ),
    Move(
        "ask_extension",
        frozenset({State.IN_HAND}),
        None,
        _("Ask for more time"),
        _("{by} asked for more time: {reason}."),
    ),
    Move(
        "grant_extension",
        frozenset({State.IN_HAND}),
        None,
        _("Grant more time"),
        _("More time was granted, answer promised by {due}: {reason}."),
    ),
    Move(
        "refuse_extension",
        frozenset({State.IN_HAND}),
        None,
        _("Refuse more time"),
        _("More time was refused: {reason}."),
        is_statement=True,
    ),
    Move(
        "pause",
        frozenset({State.IN_HAND}),
        State.WAITING,
        _("Let the clock stand"),
        _("The clock stands: {reason}."),
    ),
    Move(
        "resume",
        frozenset({State.WAITING}),
        State.IN_HAND,
        _("Let the clock run"),
        _("The clock runs again, answer promised by {due}."),
    ),
    Move(
        "call_back",
        frozenset({State.FINISHED}),
        None,
        _("Call back"),
        _("The resident was called back: {verdict}."),
    ),
    Move(
        "lapse",
        frozenset({State.FINISHED}),
        State.CLOSED,
        _("Close after silence"),
        _("Closed: the resident did not say anything."),
        by_hand=False,
    ),
]

WATCH = [
    Move("hurry", PROMISED, None, _("Hurry it up"), _("The resident asked to hurry up.")),
    Move(
        "supervise",
        UNANSWERED | {State.WAITING},
        None,
        _("Supervise"),
        _("It is under supervision: {order}. Answer by {due}."),
    ),
    Move(
        "answer_supervision",
        EVERYWHERE,
        None,
        _("Answer the supervision"),
        _("{by} answered the supervision."),
    ),
    Move(
        "escalate",
        ESCALATED,
        None,
        _("Escalate"),
        _("It is late and now also seen by {who}."),
        by_hand=False,
    ),
    Move(
        "ask_exclusion",
        EVERYWHERE - {State.MERGED},
        None,
        _("Ask for exclusion from the figures"),
        _("{by} asked to leave it out of the figures: {reason}."),
    ),
    Move(
        "grant_exclusion",
        EVERYWHERE,
        None,
        _("Leave out of the figures"),
        _("It is left out of the figures: {reason}."),
    ),
    Move(
        "refuse_exclusion",
        EVERYWHERE,
        None,
        _("Keep in the figures"),
        _("It stays in the figures: {reason}."),
        is_statement=True,
    ),
]

KEEPING = [
    Move(
        "take_on",
        KEPT,
        None,
        _("Keep it myself"),
        _("Somebody of {by} keeps it now."),
        is_statement=True,
    ),
    Move("pass_on", KEPT, None, _("Pass on to a colleague"), _("It was passed on to a colleague.")),
    Move(
        "fall_back",
        KEPT,
        None,
        _("Back to the unit"),
        _("Nobody in particular keeps it any more; it is the whole unit's."),
        by_hand=False,
    ),
]

LIFECYCLE = Lifecycle(
    State, [*MAIN_WAY, *TOGETHER, *SECOND_CHANCES, *WATCH, *KEEPING], start=State.REPORTED
)
