"""Where does the telling stand, and how does it stop without losing or repeating a thing?"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from jinlin.core.progress import Advance
from jinlin.core.time import clock
from jinlin.demo.chronicle import Onward
from jinlin.demo.memory import keep, remind
from jinlin.demo.models import Telling


class Overtaken(Exception):
    """Another process tells the same story."""


@dataclass
class Cursor:
    """`row` as this process knows it; of `tellers` everything is kept that changes. `pause` is how
    many seconds after each day are left to others who want to write.
    """

    row: Telling
    tellers: Mapping[str, object]
    advance: Advance
    pause: float = 0

    def take_up(self) -> None:
        """The tellers know what they knew after the last day."""
        remind(self.row, self.tellers)
        self.row.resumed_at, self.row.resumed_from = clock.now(), self.row.told
        self.row.save(update_fields=["resumed_at", "resumed_from"])
        self.advance(self.row.told)

    @contextmanager
    def day(self, today: date) -> Iterator[Onward]:
        """What is told inside, and that it was, stands when this is left, or nothing of it."""
        counts = [0]
        with transaction.atomic():
            self._claim()
            yield counts.append
            self.row.day, self.row.told = today, self.row.told + sum(counts)
            keep(self.row, self.tellers)
            self.row.save(update_fields=["day", "told", "memory"])
        self.advance(sum(counts))
        time.sleep(self.pause)

    def _claim(self) -> None:
        known = Telling.objects.select_for_update().values_list("day", "is_over")
        if known.get(pk=self.row.pk) != (self.row.day, False):
            raise Overtaken
