"""Whose turn is it? Plain arithmetic over days and people, without a database."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import TypeVar

from jinlin.core.time import clock
from jinlin.core.time.workdays import ONE_DAY, WorkCalendar

Person = TypeVar("Person")
EVENING, MORNING = 18, 8


def hours(day: date, *, whole_day: bool) -> tuple[datetime, datetime]:
    """From the evening, or from the morning when the whole day is covered,
    until the next morning.
    """
    return clock.at(day, MORNING if whole_day else EVENING), clock.at(day + ONE_DAY, MORNING)


def days_off(first: date, last: date, *, calendar: WorkCalendar) -> list[date]:
    """The days from `first` to `last` on which nobody works: those off by statute and the weekends
    that are not made up for.
    """
    days = [first + ONE_DAY * number for number in range((last - first).days + 1)]
    return [day for day in days if not calendar.is_workday(day)]


def turns(
    days: Sequence[date],
    people: Sequence[Person],
    *,
    fixed: Mapping[date, Person],
    busy: Collection[tuple[date, Person]] = (),
) -> dict[date, Person | None]:
    """Who takes which of the days that nobody has yet: the next of the list who is free and has
    neither the day before nor the one after in the row.

    Only when that leaves nobody, somebody gets two in a row; None when nobody at all is free.
    """
    found: dict[date, Person | None] = dict(fixed)
    queue = list(dict.fromkeys(people))
    after = dict(pairwise(days))
    before = {later: earlier for earlier, later in pairwise(days)}
    for day in days:
        if day in fixed:
            person = fixed[day]
            queue = [other for other in queue if other != person] + (
                [person] if person in queue else []
            )
            continue
        free = [person for person in queue if (day, person) not in busy]
        neighbours = {found.get(other) for other in (before.get(day), after.get(day)) if other}
        chosen = next(
            (person for person in free if person not in neighbours), free[0] if free else None
        )
        found[day] = chosen
        if chosen is not None:
            queue.remove(chosen)
            queue.append(chosen)
    return {day: found[day] for day in days if day not in fixed}
