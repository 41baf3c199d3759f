"""How are several stories told as one, in order of time?

A story has a moment at which it begins and steps after it; whoever tells it (its teller) does each
through the real actions, at its own moment. One day is one transaction; at its end every teller has
its evening.
"""

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol

from jinlin.core.time import clock
from jinlin.demo.interludes import Happening


class Story(Protocol):
    steps: list[Happening]

    @property
    def reported_at(self) -> datetime: ...


class Teller(Protocol):
    """Whatever changes in it while it tells is a Random or a Known: they are kept from day to
    day.
    """

    def begin(self, number: int, plan: Any) -> None: ...

    def move(self, number: int, plan: Any, position: int) -> None: ...

    def evening(self, day: date) -> None: ...


Onward = Callable[[int], None]
Day = Callable[[date], AbstractContextManager[Onward]]


def tell(
    stories: Sequence[Story],
    tellers: Mapping[type, Teller],
    *,
    until: datetime,
    after: date | None,
    day: Day,
) -> None:
    """Everything that happens after a day and until a moment has happened.

    A story is known to its teller by its number in the sequence. `day` is entered for each day and
    gives a function that hears how many steps were told.
    """
    coming = list(_next(stories, after))
    heapq.heapify(coming)
    while coming and coming[0][0] <= until:
        today = clock.local_day(coming[0][0])
        with day(today) as go_on:
            while coming and coming[0][0] <= until and clock.local_day(coming[0][0]) == today:
                moment, number, position = heapq.heappop(coming)
                story = stories[number]
                with clock.set_to(moment):
                    _tell(tellers[type(story)], number, story, position)
                go_on(1)
                if position + 1 < len(story.steps):
                    heapq.heappush(coming, (story.steps[position + 1].at, number, position + 1))
            _evening(tellers.values(), today, until)


def moments(story: Story) -> list[datetime]:
    return [story.reported_at, *(step.at for step in story.steps)]


def _next(stories: Sequence[Story], after: date | None) -> Iterator[tuple[datetime, int, int]]:
    """Of each story what comes first after that day."""
    for number, story in enumerate(stories):
        for position, moment in enumerate(moments(story), start=-1):
            if after is None or clock.local_day(moment) > after:
                yield moment, number, position
                break


def _tell(teller: Teller, number: int, story: Story, position: int) -> None:
    if position < 0:
        teller.begin(number, story)
    else:
        teller.move(number, story, position)


def _evening(tellers: Iterable[Teller], day: date, until: datetime) -> None:
    """Shortly before midnight, or now when the day is not over. A teller of two kinds of stories
    has one evening.
    """
    with clock.set_to(min(clock.at(day, 23, 50), until)):
        for teller in {id(each): each for each in tellers}.values():
            teller.evening(day)
