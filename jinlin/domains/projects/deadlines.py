"""By when is the next step due, and which light does a key task show? Plain arithmetic.

The light is worked out from days and counts, and says why: nobody chooses it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Colour(StrEnum):
    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    GREY = "grey"


class Why(StrEnum):
    """What a light is for; `number` and `name` of a Reason say more."""

    DONE = "done"
    DROPPED = "dropped"
    PAST = "past"  # so many days past its deadline
    UNANSWERED = "unanswered"  # a supervision so many days past its day
    NOT_JUDGED = "not_judged"  # completion waits so many days for judgement
    STEP_LATE = "step_late"  # a milestone so many days late
    PRESSED = "pressed"  # a supervision waits for its answer
    NOT_TAKEN = "not_taken"  # nobody took it on for so many days
    SOON = "soon"  # so many days left, milestones missing
    SILENT = "silent"  # no signed report for so many days
    ON_COURSE = "on_course"  # so many days left


def grade_of(given: int, most: int, *, excellent: int, good: int, passed: int) -> str:
    """The grade that so many points of so many give, by the county's percents."""
    for word, percent in (("excellent", excellent), ("good", good), ("passed", passed)):
        if given * 100 >= most * percent:
            return word
    return "failed"


@dataclass(frozen=True)
class Reason:
    why: Why
    number: int = 0
    name: str = ""


@dataclass(frozen=True)
class Step:
    """A milestone: its day, and the day on which it was reached."""

    name: str
    due_on: date
    reached_on: date | None = None


@dataclass(frozen=True)
class Facts:
    """What the light of a task depends on, and nothing else does."""

    today: date
    due_on: date
    since: date  # the day on which the unit got it
    is_done: bool = False
    is_dropped: bool = False
    is_taken: bool = True
    judging_since: date | None = None
    steps: Sequence[Step] = ()
    answer_by: date | None = None  # of an open supervision
    reported_on: date | None = None  # the last signed report


@dataclass(frozen=True)
class Limits:
    """The county's numbers of days."""

    soon: int = 14
    silent: int = 31
    take: int = 7
    judge: int = 10


@dataclass(frozen=True)
class Light:
    colour: Colour
    reasons: tuple[Reason, ...]


def light(facts: Facts, limits: Limits) -> Light:
    """Red before amber before green; of one colour every reason is said."""
    if facts.is_done or facts.is_dropped:
        return Light(Colour.GREY, (Reason(Why.DONE if facts.is_done else Why.DROPPED),))
    if red := _red(facts):
        return Light(Colour.RED, tuple(red))
    if amber := _amber(facts, limits):
        return Light(Colour.AMBER, tuple(amber))
    return Light(Colour.GREEN, (Reason(Why.ON_COURSE, (facts.due_on - facts.today).days),))


def _red(facts: Facts) -> list[Reason]:
    found = []
    is_in_time = facts.judging_since is not None and facts.judging_since <= facts.due_on
    if facts.today > facts.due_on and not is_in_time:
        found.append(Reason(Why.PAST, (facts.today - facts.due_on).days))
    if facts.answer_by and facts.today > facts.answer_by:
        found.append(Reason(Why.UNANSWERED, (facts.today - facts.answer_by).days))
    return found


def _amber(facts: Facts, limits: Limits) -> list[Reason]:
    if facts.judging_since is not None:
        waits = (facts.today - facts.judging_since).days
        return [Reason(Why.NOT_JUDGED, waits)] if waits > limits.judge else []
    open_steps = [step for step in facts.steps if step.reached_on is None]
    late = [step for step in open_steps if step.due_on < facts.today]
    found = [Reason(Why.STEP_LATE, (facts.today - step.due_on).days, step.name) for step in late]
    if facts.answer_by:
        found.append(Reason(Why.PRESSED))
    held = (facts.today - facts.since).days
    if not facts.is_taken and held > limits.take:
        found.append(Reason(Why.NOT_TAKEN, held))
    left = (facts.due_on - facts.today).days
    if left <= limits.soon:
        found.append(Reason(Why.SOON, left))
    quiet = (facts.today - (facts.reported_on or facts.since)).days
    if facts.is_taken and quiet > limits.silent:
        found.append(Reason(Why.SILENT, quiet))
    return found
