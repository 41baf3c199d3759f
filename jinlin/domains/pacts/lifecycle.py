"""Which moves does a pact know, and which are open in its state?

The state is that of the text that is being worked on. Which text holds is another question: the
versions answer it, for every day, also while the next one is drafted.
"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    DRAFTING = "drafting"
    COMMENTING = "commenting"
    CONSOLIDATING = "consolidating"
    VOTING = "voting"
    IN_FORCE = "in_force"
    REPEALED = "repealed"
    DROPPED = "dropped"


LABELS = {
    State.DRAFTING: _("Being drafted"),
    State.COMMENTING: _("Open for comment"),
    State.CONSOLIDATING: _("Being consolidated"),
    State.VOTING: _("Waiting for the vote"),
    State.IN_FORCE: _("In force"),
    State.REPEALED: _("Repealed"),
    State.DROPPED: _("Not pursued"),
}
WORKED_ON = frozenset({State.DRAFTING, State.COMMENTING, State.CONSOLIDATING, State.VOTING})
RELEASED = frozenset(State) - {State.DRAFTING, State.DROPPED}  # everybody reads the working text
WRITABLE = frozenset({State.DRAFTING, State.CONSOLIDATING})  # its clauses may be changed

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "publish",
            frozenset({State.DRAFTING}),
            State.COMMENTING,
            _("Ask for comments"),
            _("{by} asks everybody what they think of it, until {due}."),
        ),
        Move(
            "consolidate",
            frozenset({State.COMMENTING}),
            State.CONSOLIDATING,
            _("Consolidate"),
            _("No more comments are taken: {by} answers each and works them into the text."),
        ),
        Move(
            "ask_again",
            frozenset({State.CONSOLIDATING}),
            State.COMMENTING,
            _("Ask again"),
            _("The changed text is open for comment once more, until {due}."),
        ),
        Move(
            "put_to_vote",
            frozenset({State.CONSOLIDATING}),
            State.VOTING,
            _("Put to the vote"),
            _("It is voted on {day}: {where}."),
        ),
        Move(
            "adopt",
            frozenset({State.VOTING}),
            State.IN_FORCE,
            _("Adopted"),
            _("Adopted with {in_favour} of {present} present; in force from {since}."),
            is_statement=True,
        ),
        Move(
            "turn_down",
            frozenset({State.VOTING}),
            State.CONSOLIDATING,
            _("Not adopted"),
            _("Not adopted: {in_favour} of {present} present were for it."),
            is_statement=True,
        ),
        Move(
            "amend",
            frozenset({State.IN_FORCE}),
            State.DRAFTING,
            _("Change it"),
            _("{by} drafts the next version. Until then the present one holds."),
        ),
        Move(
            "draft_anew",
            frozenset({State.REPEALED, State.DROPPED}),
            State.DRAFTING,
            _("Draft it anew"),
            _("{by} drafts it anew."),
        ),
        Move(
            "review",
            frozenset({State.IN_FORCE}),
            None,
            _("Note a review"),
            _("It was looked through and stays as it is; next time by {due}."),
        ),
        Move(
            "repeal",
            frozenset({State.IN_FORCE}),
            State.REPEALED,
            _("Repeal"),
            _("Repealed with {in_favour} of {present} present, from {since} on."),
            danger=True,
        ),
        Move(
            "keep_old",
            WORKED_ON,
            State.IN_FORCE,
            _("Keep the present text"),
            _("The change is not pursued: {reason}. The present text holds on."),
            danger=True,
        ),
        Move(
            "drop",
            WORKED_ON,
            State.DROPPED,
            _("Do not pursue"),
            _("Not pursued: {reason}."),
            danger=True,
            is_statement=True,
        ),
    ],
    start=State.DRAFTING,
)
