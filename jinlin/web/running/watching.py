"""How does a process notice that the database is gone or read-only, the disk full, or the house
closed for writing, and that it is over?
"""

import logging
import os
import threading
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection

from jinlin.core import state
from jinlin.core.outages import Trouble, trouble_of
from jinlin.core.state import State
from jinlin.web import dumps
from jinlin.web.models import CLOSED, Note
from jinlin.web.running.disk import disk

logger = logging.getLogger("jinlin.running")

SECONDS_BETWEEN_LOOKS = 2
QUESTION = (
    "SELECT current_setting('transaction_read_only') = 'on', "
    "EXISTS (SELECT 1 FROM web_note WHERE name = %s)"
)


class Watch:
    """One for each process. Asks over a line of its own."""

    def __init__(self) -> None:
        self.line: psycopg.Connection[Any] | None = None
        self.stop = threading.Event()

    def keep_looking(self) -> None:
        while not self.stop.is_set():
            self.look()
            self.stop.wait(SECONDS_BETWEEN_LOOKS)

    def look(self) -> None:
        """What the process knows is what is so now; what changed stands in the log."""
        before, found = state.now(), self.found()
        state.keep(found)
        if (before.trouble, before.by_hand) != (found.trouble, found.by_hand):
            logger.warning("state of the house: %s", found.trouble or _word(found))

    def found(self) -> State:
        here = disk()
        trouble, by_hand = self._of_database()
        if trouble is None and (here.is_read_only or here.is_full):
            trouble = Trouble.READ_ONLY if here.is_read_only else Trouble.FULL
        return State(trouble, by_hand, here.is_low, here.free)

    def _of_database(self) -> tuple[Trouble | None, bool]:
        try:
            if connection.vendor == "sqlite":
                return _of_file(), Note.objects.filter(name=CLOSED).exists()
            if self.line is None:
                self.line = dumps.line()
            is_locked, by_hand = self.line.execute(QUESTION, [CLOSED]).fetchone() or (False, False)
        except Exception as error:  # noqa: BLE001 - the watch outlives whatever it sees
            self._hang_up()
            trouble = trouble_of(error)
            # a process that has its lines goes on working while nobody else gets one
            return (None if trouble == Trouble.BUSY else trouble), state.now().by_hand
        return (Trouble.READ_ONLY if is_locked else None), by_hand

    def _hang_up(self) -> None:
        line, self.line = self.line, None
        if line is not None:
            line.close()
        connection.close()


def begin() -> Watch:
    """The process knows the state of the house, and goes on looking until it ends."""
    watch = Watch()
    watch.look()
    threading.Thread(target=watch.keep_looking, name="watch", daemon=True).start()
    return watch


def _of_file() -> Trouble | None:
    place = Path(str(settings.DATABASES["default"]["NAME"]))
    if "/" not in str(place):
        return None
    return None if os.access(place, os.W_OK) else Trouble.READ_ONLY


def _word(found: State) -> str:
    return "closed for writing" if found.by_hand else "in order"
