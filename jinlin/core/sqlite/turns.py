"""Whose turn is it to write?

SQLite lets one transaction write at a time; those that wait sleep and try again, and the luckiest
wins, not the first. Inside one process we can do better: writers stand in a queue and each hands
over to the next. SQLite's own lock still guards the file; this one only decides the order.
"""

import os
import threading
from collections import deque


class Turns:
    """A lock that is given in the order in which it was asked for.

    Whoever gives it back hands it straight to the first one waiting.
    """

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._taken = False
        self._waiting: deque[threading.Event] = deque()

    def take(self, *, timeout: float) -> bool:
        """The turn is ours (True), or it did not come in time (False) and we no longer wait."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        try:
            turn.wait(timeout)
        except BaseException:
            if not self._leave(turn):
                self.give()
            raise
        return not self._leave(turn)

    def give(self) -> None:
        """The turn is the next one's, or nobody's."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False

    @property
    def is_taken(self) -> bool:
        return self._taken

    @property
    def waiting(self) -> int:
        return len(self._waiting)

    def _leave(self, turn: threading.Event) -> bool:
        """Stop waiting.

        False when the turn came in the meantime and now has to be used or given on.
        """
        with self._guard:
            if turn.is_set():
                return False
            self._waiting.remove(turn)
            return True


_turns: dict[str, Turns] = {}
_door = threading.Lock()
os.register_at_fork(after_in_child=_turns.clear)


def turns_at(name: str) -> Turns:
    """The queue for the database of this name, one per process."""
    with _door:
        return _turns.setdefault(name, Turns())
