"""What does this process know of the house's state, without asking anybody?

A watch of its own looks again every two seconds. A process without one (a test, a command) finds
everything in order.
"""

from dataclasses import dataclass

from jinlin.core.outages import Trouble


@dataclass(frozen=True)
class State:
    """What the last look found. `by_hand`: the operator closed the house for writing."""

    trouble: Trouble | None = None
    by_hand: bool = False
    disk_is_low: bool = False
    disk_free: int = 0

    @property
    def is_down(self) -> bool:
        return self.trouble == Trouble.DOWN

    @property
    def takes_writing(self) -> bool:
        return self.trouble is None and not self.by_hand


_last = State()


def now() -> State:
    return _last


def keep(state: State) -> None:
    """From now on this is what the process knows."""
    global _last  # noqa: PLW0603 - one process has one state
    _last = state
