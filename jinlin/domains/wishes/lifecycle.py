"""Which moves does a wish know, and which are open in its state?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    POSTED = "posted"
    ASKED = "asked"
    PUBLISHED = "published"
    CLAIMED = "claimed"
    FULFILLED = "fulfilled"
    CONFIRMED = "confirmed"
    LAPSED = "lapsed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


LABELS = {
    State.POSTED: _("Waiting to be read"),
    State.ASKED: _("Waiting for your answer"),
    State.PUBLISHED: _("Still wished"),
    State.CLAIMED: _("Claimed"),
    State.FULFILLED: _("Handed over: has it arrived?"),
    State.CONFIRMED: _("Fulfilled"),
    State.LAPSED: _("Fulfilled, no word"),
    State.DECLINED: _("Not published"),
    State.WITHDRAWN: _("Taken back"),
    State.TRANSFERRED: _("Handled as an appeal"),
}

UNSCREENED = frozenset({State.POSTED, State.ASKED})
ON_WALL = frozenset(
    {State.PUBLISHED, State.CLAIMED, State.FULFILLED, State.CONFIRMED, State.LAPSED}
)
OPEN = UNSCREENED | {State.PUBLISHED, State.CLAIMED, State.FULFILLED}
ENDED = frozenset(State) - OPEN
KEPT = frozenset({State.FULFILLED, State.CONFIRMED, State.LAPSED})  # it was handed over

SCREENING = [
    Move(
        "publish",
        frozenset({State.POSTED}),
        State.PUBLISHED,
        _("Publish"),
        _(
            "{by} put it on the wish wall, without a name. If nobody takes it on by {due}, it "
            "goes one level up."
        ),
    ),
    Move(
        "ask_back",
        frozenset({State.POSTED}),
        State.ASKED,
        _("Ask back"),
        _("{by} asks: {question}"),
    ),
    Move(
        "answer_back",
        frozenset({State.ASKED}),
        State.POSTED,
        _("Answer the question"),
        _("The question was answered."),
    ),
    Move(
        "agree",
        UNSCREENED,
        None,
        _("Note the consent"),
        _("It is on record that it may be shown without a name."),
    ),
    Move(
        "reword",
        frozenset({State.PUBLISHED, State.CLAIMED}),
        None,
        _("Change what is shown"),
        _("{by} changed what the wall shows."),
    ),
    Move(
        "decline",
        UNSCREENED | {State.PUBLISHED},
        State.DECLINED,
        _("Do not publish"),
        _("{by} cannot put it on the wall: {reason}. Where to turn instead: {instead}."),
        danger=True,
        is_statement=True,
    ),
    Move(
        "transfer",
        UNSCREENED | {State.PUBLISHED},
        State.TRANSFERRED,
        _("Handle it as an appeal"),
        _("It is really something to be put right: it goes on as appeal {number}."),
        by_hand=False,
    ),
]

CLAIMING = [
    Move(
        "claim",
        frozenset({State.PUBLISHED}),
        State.CLAIMED,
        _("I fulfil this wish"),
        _("{who} took it on, until {due}."),
        is_statement=True,
    ),
    Move("share", frozenset({State.CLAIMED}), None, _("Join in"), _("{who} joined in.")),
    Move(
        "step_out",
        frozenset({State.CLAIMED}),
        None,
        _("Step out"),
        _("One of those who joined in stepped out."),
        is_statement=True,
    ),
    Move(
        "give_back",
        frozenset({State.CLAIMED}),
        State.PUBLISHED,
        _("Give it back"),
        _("Whoever took it on cannot do it after all. It is open again."),
        danger=True,
    ),
    Move(
        "release",
        frozenset({State.CLAIMED}),
        State.PUBLISHED,
        _("Open it again"),
        _("{by} opened it again: {reason}."),
        danger=True,
    ),
    Move(
        "run_out",
        frozenset({State.CLAIMED}),
        State.PUBLISHED,
        _("Open it again"),
        _("The time was over. It is open again."),
        by_hand=False,
    ),
    Move(
        "raise_",
        frozenset({State.PUBLISHED}),
        None,
        _("Raise it"),
        _("Nobody took it on yet: {who} looks for somebody."),
        by_hand=False,
    ),
]

KEEPING = [
    Move(
        "fulfil",
        frozenset({State.CLAIMED}),
        State.FULFILLED,
        _("It is handed over"),
        _("It was handed over on {day}."),
        is_statement=True,
    ),
    Move(
        "confirm",
        frozenset({State.FULFILLED}),
        State.CONFIRMED,
        _("It has arrived"),
        _("It has arrived."),
        is_statement=True,
    ),
    Move(
        "dispute",
        frozenset({State.FULFILLED}),
        State.CLAIMED,
        _("It has not arrived"),
        _("It has not arrived yet. New day: {due}."),
        is_statement=True,
    ),
    Move(
        "lapse",
        frozenset({State.FULFILLED}),
        State.LAPSED,
        _("End after silence"),
        _("It was handed over; nobody said that it arrived, and nobody said that it did not."),
        by_hand=False,
    ),
    Move("thank", KEPT, None, _("Say thank you"), _("Thanks were said."), is_statement=True),
    Move("remark", OPEN, None, _("Add something"), _("Something was added.")),
    Move(
        "withdraw",
        OPEN - {State.FULFILLED},
        State.WITHDRAWN,
        _("Take it back"),
        _("Taken back: {reason}."),
        danger=True,
    ),
]

LIFECYCLE = Lifecycle(State, [*SCREENING, *CLAIMING, *KEEPING], start=State.POSTED)
