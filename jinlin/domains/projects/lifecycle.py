"""Which moves do a service project and a key task know, and when are they open?"""

from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.lifecycle import Lifecycle, Move


class State(StrEnum):
    """Of a service project."""

    DRAFTING = "drafting"
    REVIEWING = "reviewing"
    DECIDING = "deciding"
    APPROVED = "approved"
    WORKING = "working"
    MIDWAY = "midway"
    FINISHED = "finished"
    EVALUATED = "evaluated"
    TURNED_DOWN = "turned_down"
    STOPPED = "stopped"


class TaskState(StrEnum):
    OPEN = "open"
    WORKING = "working"
    JUDGING = "judging"
    DONE = "done"
    DROPPED = "dropped"


LABELS = {
    State.DRAFTING: _("Proposal being written"),
    State.REVIEWING: _("Waiting for review"),
    State.DECIDING: _("Waiting for approval"),
    State.APPROVED: _("Approved, not begun"),
    State.WORKING: _("Being carried out"),
    State.MIDWAY: _("Past mid-term, being carried out"),
    State.FINISHED: _("Waiting for the final evaluation"),
    State.EVALUATED: _("Evaluated"),
    State.TURNED_DOWN: _("Not approved"),
    State.STOPPED: _("Project ended early"),
}
TASK_LABELS = {
    TaskState.OPEN: _("Waits for its unit"),
    TaskState.WORKING: _("Under way"),
    TaskState.JUDGING: _("Completion to be judged"),
    TaskState.DONE: _("Judged complete"),
    TaskState.DROPPED: _("Taken off the list"),
}
PLANNED = frozenset({State.DRAFTING})  # everything of its plan may be changed
RUNNING = frozenset({State.WORKING, State.MIDWAY})  # money is spent, activities are held
GRANTED = frozenset(
    {State.APPROVED, State.WORKING, State.MIDWAY, State.FINISHED, State.EVALUATED, State.STOPPED}
)
ENDED = frozenset({State.EVALUATED, State.TURNED_DOWN, State.STOPPED})
TASK_RUNNING = frozenset({TaskState.OPEN, TaskState.WORKING})
TASK_ENDED = frozenset({TaskState.DONE, TaskState.DROPPED})

LIFECYCLE = Lifecycle(
    State,
    [
        Move(
            "apply",
            frozenset({State.DRAFTING}),
            State.REVIEWING,
            _("Hand the proposal in"),
            _("{by} handed the proposal in; it is reviewed by {due}."),
        ),
        Move(
            "recommend",
            frozenset({State.REVIEWING}),
            State.DECIDING,
            _("Recommend it"),
            _("{by} reviewed it and recommends it."),
        ),
        Move(
            "send_back",
            frozenset({State.REVIEWING, State.DECIDING}),
            State.DRAFTING,
            _("Return for changes"),
            _("{by} asks for changes: {reason}."),
        ),
        Move(
            "approve",
            frozenset({State.DECIDING}),
            State.APPROVED,
            _("Approve the project"),
            _("{by} approved it with {amount} yuan."),
        ),
        Move(
            "turn_down",
            frozenset({State.REVIEWING, State.DECIDING}),
            State.TURNED_DOWN,
            _("Not approved"),
            _("{by} did not approve it: {reason}."),
            danger=True,
            is_statement=True,
        ),
        Move(
            "begin",
            frozenset({State.APPROVED}),
            State.WORKING,
            _("Start the project"),
            _("The work began; it ends by {due}."),
        ),
        Move(
            "judge_midway",
            frozenset({State.WORKING}),
            State.MIDWAY,
            _("Judge at mid-term"),
            _("Judged at mid-term: {grade}."),
        ),
        Move(
            "finish",
            frozenset({State.MIDWAY}),
            State.FINISHED,
            _("Ask for the final evaluation"),
            _("{by} finished the work and asks for the final evaluation."),
        ),
        Move(
            "evaluate",
            frozenset({State.FINISHED}),
            State.EVALUATED,
            _("Evaluate finally"),
            _("Evaluated: {grade}."),
        ),
        Move(
            "ask_more",
            frozenset({State.FINISHED}),
            State.MIDWAY,
            _("Ask for what is missing"),
            _("{by} asks for more before it is evaluated: {reason}."),
        ),
        Move(
            "release",
            frozenset({State.EVALUATED}),
            None,
            _("Publish the results"),
            _("{by} published its results."),
        ),
        Move(
            "withhold",
            frozenset({State.EVALUATED}),
            None,
            _("Take the results page back"),
            _("{by} took the results page back: {reason}."),
            danger=True,
        ),
        Move(
            "stop",
            frozenset({State.APPROVED, State.WORKING, State.MIDWAY}),
            State.STOPPED,
            _("End the project early"),
            _("{by} ended it early: {reason}."),
            danger=True,
        ),
    ],
    start=State.DRAFTING,
)

TASK_LIFECYCLE = Lifecycle(
    TaskState,
    [
        Move(
            "take_on",
            frozenset({TaskState.OPEN}),
            TaskState.WORKING,
            _("Take the task on"),
            _("{by} took it on."),
        ),
        Move(
            "report_done",
            frozenset({TaskState.WORKING}),
            TaskState.JUDGING,
            _("Report it complete"),
            _("{by} reports it complete and asks for judgement."),
        ),
        Move(
            "judge_done",
            frozenset({TaskState.JUDGING}),
            TaskState.DONE,
            _("Judge it complete"),
            _("{by} judged it complete."),
        ),
        Move(
            "judge_open",
            frozenset({TaskState.JUDGING}),
            TaskState.WORKING,
            _("Not complete yet"),
            _("{by} judged it not complete: {reason}."),
            is_statement=True,
        ),
        Move(
            "press",
            TASK_RUNNING,
            None,
            _("Supervise it"),
            _("{by} asks how it stands; the unit answers by {due}."),
        ),
        Move(
            "answer",
            TASK_RUNNING,
            None,
            _("Reply to supervision"),
            _("{by} answered the supervision."),
        ),
        Move(
            "postpone",
            TASK_RUNNING,
            None,
            _("Move the deadline"),
            _("{by} moved the deadline to {due}: {reason}."),
        ),
        Move(
            "hand_over",
            TASK_RUNNING,
            TaskState.OPEN,
            _("Hand to another unit"),
            _("{by} handed it from {former} to {unit}: {reason}."),
        ),
        Move(
            "drop",
            TASK_RUNNING,
            TaskState.DROPPED,
            _("Take off the list"),
            _("{by} took it off the list: {reason}."),
            danger=True,
        ),
    ],
    start=TaskState.OPEN,
)
