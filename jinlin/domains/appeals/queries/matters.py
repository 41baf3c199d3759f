"""How does an appeal stand before the resident: its state in a word, the next sentence, the clock,
the story?
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from jinlin.core import story as core
from jinlin.core.actor import Actor, within
from jinlin.core.lifecycle import Move
from jinlin.core.story import ShownLine
from jinlin.core.time import clock
from jinlin.domains.appeals.lifecycle import LABELS, OPEN, UNANSWERED, State
from jinlin.domains.appeals.models import Appeal, Pause, Round
from jinlin.domains.appeals.queries.listed import TONES
from jinlin.domains.appeals.queries.mine import next_sentence
from jinlin.domains.appeals.queries.story import story
from jinlin.shell.rings import Clock

LINE_TONES = {
    "report": "new",
    "reopen": "late",
    "reject": "ended",
    "withdraw": "ended",
    "close": "done",
    "finish": "done",
    "answer_at_once": "done",
    "follow": "done",
    "lapse": "ended",
    "merge": "waiting",
    "pause": "waiting",
    "return_": "late",
    "hurry": "late",
    "escalate": "late",
    "supervise": "late",
    "note_silence": "late",
}
ANSWERS = ("answer_at_once", "finish", "follow")
FOLD_FROM, FOLD_AT = (
    500,
    300,
)  # a text is folded after so many characters, when the rest is worth a tap


@dataclass(frozen=True)
class PlainBadge:
    """How an appeal stands, in the words that its resident reads."""

    appeal: Appeal

    @property
    def tone(self) -> str:
        return TONES[State(self.appeal.state)]

    @property
    def word(self) -> Any:
        return LABELS[State(self.appeal.state)]


@dataclass(frozen=True)
class Matter(PlainBadge):
    """One appeal as its resident reads it."""

    @property
    def sentence(self) -> str:
        return next_sentence(self.appeal)

    @property
    def is_running(self) -> bool:
        return self.appeal.state in OPEN

    @property
    def rank(self) -> int:
        """What the resident came for stands first: what waits for them, then what is late, then
        what is open.
        """
        ranks = (
            self.appeal.state == State.FINISHED,
            self.appeal.is_late,
            self.appeal.is_open,
            True,
        )
        return ranks.index(True)


@dataclass(frozen=True)
class Situation:
    """What a resident has to know of how it stands, beyond the next sentence."""

    pause: Pause | None = None  # the clock stands
    more_time: ShownLine | None = None  # the unit was granted more time in this round, and why
    is_merged: bool = False
    is_hurried: bool = False  # the resident asked today

    @property
    def reason(self) -> str:
        """What the ring says while the clock stands."""
        return self.pause.reason if self.pause else ""

    @property
    def waits_for_resident(self) -> bool:
        return self.pause is not None and self.pause.whom == Pause.Whom.RESIDENT


@dataclass(frozen=True)
class Here:
    """How much is being worked on in a place, and how much has ended well this month."""

    in_hand: int
    closed: int


def matters(appeals: Iterable[Appeal]) -> list[Matter]:
    return [Matter(appeal) for appeal in appeals]


def trail(appeal: Appeal, *, actor: Actor) -> list[ShownLine]:
    """The whole story, oldest first, with its photos: two statements."""
    return core.shown_lines(appeal, story(appeal, actor=actor), tones=LINE_TONES)


def answer_in(lines: Iterable[ShownLine]) -> ShownLine | None:
    """The last public reply."""
    return next((line for line in reversed(list(lines)) if line.line.verb in ANSWERS), None)


def standing(appeal: Appeal, lines: list[ShownLine]) -> Situation:
    """One statement, and only while the clock stands."""
    pause = appeal.pauses.filter(ended_at=None).first() if appeal.state == State.WAITING else None
    this_round = lines[
        max(
            (number for number, line in enumerate(lines) if line.line.verb == "reopen"), default=0
        ) :
    ]
    granted = (
        [line for line in this_round if line.line.verb == "grant_extension"]
        if appeal.state in UNANSWERED
        else []
    )
    return Situation(
        pause=pause,
        more_time=granted[-1] if granted else None,
        is_merged=appeal.state == State.MERGED,
        is_hurried=appeal.is_late and appeal.hurried_on == clock.today(),
    )


def is_done_today(move: Move, appeal: Appeal) -> bool:
    """Hurrying is open once a day: today's button is gone."""
    return move.name == "hurry" and appeal.hurried_on == clock.today()


def clock_of(appeal: Appeal, work: Round | None) -> Clock | None:
    """What the resident waits for: being taken up, the answer; while they are asked to judge, their
    own time. None when it ended without work.
    """
    if appeal.state == State.REPORTED:
        return Clock(appeal.due_at, appeal.reported_at)
    if work is None:
        return None
    if appeal.state == State.FINISHED:
        return Clock(appeal.due_at, work.finished_at or work.started_at)
    if appeal.state in UNANSWERED | {State.WAITING, State.MERGED}:
        return Clock(appeal.due_at, work.started_at)
    return Clock(work.due_at, work.started_at, work.finished_at) if work.finished_at else None


def folded(text: str) -> tuple[str, str]:
    """A text in two parts, the second of which a long one shows on demand; cut at the end of a line
    or sentence where there is one nearby.
    """
    if len(text) <= FOLD_FROM:
        return text, ""
    near = max(text.rfind(mark, FOLD_AT - 120, FOLD_AT) for mark in "\n。！？；")
    cut = near + 1 if near > 0 else FOLD_AT
    return text[:cut], text[cut:]


def here(codes: Iterable[str]) -> Here:
    """Two counts for a place."""
    rows = Appeal.objects.filter(within(codes))
    first = clock.today().replace(day=1)
    open_now = rows.filter(state__in=(State.REPORTED, State.ACCEPTED, State.IN_HAND)).count()
    return Here(open_now, rows.filter(Q(state=State.CLOSED), ended_on__gte=first).count())
