"""What does one domain add to the story of a county?

One file of this folder for each domain, with a plan and a teller, and one line in COUNTIES of
building.py.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jinlin.core.time.workdays import WorkCalendar
from jinlin.demo.chronicle import Story, Teller
from jinlin.demo.county import County
from jinlin.demo.neighbours import Neighbours


@dataclass(frozen=True)
class Frame:
    """What every plan knows: the working days, how many neighbourhoods there are, the moment at
    which the story ends, and the stories of the shares before.
    """

    calendar: WorkCalendar
    homes: int
    now: datetime
    stories: Sequence[Story] = ()


@dataclass
class Company:
    """Whom every teller meets: the county, its residents, and the tellers before."""

    county: County
    neighbours: Neighbours
    tellers: dict[str, Teller] = field(default_factory=dict)


@dataclass(frozen=True)
class Share:
    """Its stories are planned before anything is told, the same with each start; the teller tells
    those of its kinds.
    """

    kinds: tuple[type, ...]
    plan: Callable[[Frame], Sequence[Story]]
    teller: Callable[[Company], Teller]
    asks: tuple[str, ...] = ()  # names of shares whose tellers this one's needs
    at_last: Callable[[], object] = tuple  # when everything is told
