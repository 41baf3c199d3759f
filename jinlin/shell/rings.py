"""What does the ring on a matter's page show?"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Clock:
    """Running until `due`, or stopped at `ended`."""

    due: datetime
    since: datetime
    ended: datetime | None = None
