"""By when must an appeal be taken up, and by when answered?

Pure arithmetic over dated policies: a grade and a class give an amount in hours, calendar days or
working days. Hours run round the clock; days end with the last second of the last day in China, so
that 'by 18 April' means the whole of 18 April.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from jinlin.core.time import clock
from jinlin.core.time.workdays import WorkCalendar


class Grade(StrEnum):
    URGENT = "urgent"
    UTILITY = "utility"
    ORDINARY = "ordinary"
    COMPLEX = "complex"


GRADES = {
    Grade.URGENT: _("Urgent"),
    Grade.UTILITY: _("Utilities"),
    Grade.ORDINARY: _("Ordinary"),
    Grade.COMPLEX: _("Complex"),
}


class Step(StrEnum):
    RESPOND = "respond"  # from the report until somebody takes it up
    FINISH = "finish"  # from taking it up until the public reply


class Unit(StrEnum):
    HOURS = "hours"
    DAYS = "days"
    WORKDAYS = "workdays"


@dataclass(frozen=True)
class Term:
    """What a policy grants: `amount` hours, days or working days."""

    amount: int
    unit: Unit


@dataclass(frozen=True)
class Rule:
    """A policy in force from `valid_from` to `valid_to` (None: until further notice).

    `category` "": for every class.
    """

    step: Step
    grade: Grade
    category: str
    term: Term
    valid_from: date
    valid_to: date | None = None

    def covers(self, *, step: Step, grade: Grade, category: str, day: date) -> bool:
        return (
            self.step == step
            and self.grade == grade
            and category.startswith(self.category)
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )


@dataclass(frozen=True)
class Due:
    """A moment that is promised. `provisional`: it crosses a year whose days off are not published
    yet. `unit`: how its term is counted.

    A term in working days also says how many (`workdays`) and from when (`since`), so that it can
    be counted again.
    """

    at: datetime
    provisional: bool = False
    unit: Unit = Unit.HOURS
    workdays: int | None = None
    since: datetime | None = None


# When a county has set nothing: the usual terms of hotlines, 2 hours to 15 days (see docs/words.md
# on grades).
USUAL = {
    (Step.RESPOND, Grade.URGENT): Term(1, Unit.HOURS),
    (Step.RESPOND, Grade.UTILITY): Term(4, Unit.HOURS),
    (Step.RESPOND, Grade.ORDINARY): Term(1, Unit.WORKDAYS),
    (Step.RESPOND, Grade.COMPLEX): Term(2, Unit.WORKDAYS),
    (Step.FINISH, Grade.URGENT): Term(2, Unit.HOURS),
    (Step.FINISH, Grade.UTILITY): Term(24, Unit.HOURS),
    (Step.FINISH, Grade.ORDINARY): Term(7, Unit.DAYS),
    (Step.FINISH, Grade.COMPLEX): Term(15, Unit.DAYS),
}


def term(rules: Iterable[Rule], *, step: Step, grade: Grade, category: str, day: date) -> Term:
    """The term in force on `day`: the rule for the narrowest class wins, then the latest."""
    covering = [
        rule for rule in rules if rule.covers(step=step, grade=grade, category=category, day=day)
    ]
    if not covering:
        return USUAL[step, grade]
    return max(covering, key=lambda rule: (len(rule.category), rule.valid_from)).term


def due(term: Term, start: datetime, *, calendar: WorkCalendar) -> Due:
    """When a term that starts at `start` ends."""
    if term.unit == Unit.HOURS:
        return Due(start + timedelta(hours=term.amount))
    first = clock.local_day(start)
    if term.unit == Unit.DAYS:
        return Due(clock.end_of(first + timedelta(days=term.amount)), unit=term.unit)
    last, provisional = calendar.workday_after(first, term.amount)
    return Due(clock.end_of(last), provisional, term.unit, term.amount, start)


def extended(due_at: datetime, term: Term, *, calendar: WorkCalendar) -> Due:
    """The due moment that much later: counted from the one that was promised, not from today."""
    return due(term, due_at, calendar=calendar)


def left(due_at: datetime, at: datetime, unit: Unit, *, calendar: WorkCalendar) -> Term | timedelta:
    """What is left of a term when its clock is stopped: time to the second for hours, whole days or
    working days otherwise. Nothing is left after the end.
    """
    if due_at <= at:
        return timedelta(0)
    if unit == Unit.HOURS:
        return due_at - at
    today, last = clock.local_day(at), clock.local_day(due_at)
    amount = (last - today).days if unit == Unit.DAYS else calendar.workdays_between(today, last)
    return Term(amount, unit)


def resumed(rest: Term | timedelta, at: datetime, *, calendar: WorkCalendar) -> Due:
    """When a stopped term ends if its clock runs again at a moment: with exactly what was left.

    What is left of a last working day is spent on a working day.
    """
    if isinstance(rest, timedelta):
        return Due(at + rest)
    if rest == Term(0, Unit.WORKDAYS) and not calendar.is_workday(clock.local_day(at)):
        rest = Term(1, Unit.WORKDAYS)
    return due(rest, at, calendar=calendar)
