"""How are several stories told as one, in order of time?

A story has a moment at which it begins and steps after it; whoever tells it (its teller) does each
through the real actions, at its own moment. One day is one transaction; at its end every teller has
its evening.
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Protocol

from django.db import transaction

from jinlin.core.time import clock
from jinlin.demo.interludes import Happening


class Story(Protocol):
    steps: list[Happening]

    @property
    def reported_at(self) -> datetime: ...


class Teller(Protocol):
    def begin(self, number: int, plan: Any) -> None: ...

    def move(self, number: int, plan: Any, position: int) -> None: ...

    def evening(self, day: date) -> None: ...


def tell(
    stories: Sequence[Story],
    tellers: Mapping[type, Teller],
    *,
    until: datetime,
    done: Callable[[int], None],
) -> None:
    """Everything that happens until a moment has happened.

    A story is known to its teller by its number in the sequence.
    """
    coming = [(story.reported_at, number, -1) for number, story in enumerate(stories)]
    heapq.heapify(coming)
    while coming and coming[0][0] <= until:
        today = clock.local_day(coming[0][0])
        with transaction.atomic():
            while coming and coming[0][0] <= until and clock.local_day(coming[0][0]) == today:
                moment, number, position = heapq.heappop(coming)
                story = stories[number]
                with clock.set_to(moment):
                    _tell(tellers[type(story)], number, story, position)
                done(1)
                if position + 1 < len(story.steps):
                    heapq.heappush(coming, (story.steps[position + 1].at, number, position + 1))
            _evening(tellers, today, until)


def _tell(teller: Teller, number: int, story: Story, position: int) -> None:
    if position < 0:
        teller.begin(number, story)
    else:
        teller.move(number, story, position)


def _evening(tellers: Mapping[type, Teller], day: date, until: datetime) -> None:
    """Shortly before midnight, or now when the day is not over."""
    with clock.set_to(min(clock.at(day, 23, 50), until)):
        for teller in tellers.values():
            teller.evening(day)
