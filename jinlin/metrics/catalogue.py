"""Which figures does the house know, in which order, and how are the rows behind them shown?"""

from dataclasses import dataclass

from jinlin.appeals import measures as appeals
from jinlin.core import burden
from jinlin.core.errors import NotHere
from jinlin.core.measures import Measure
from jinlin.people import measures as people
from jinlin.places import measures as places
from jinlin.receptions import measures as receptions
from jinlin.wishes import measures as wishes

DOMAINS = (appeals, wishes, receptions, people, places, burden)
MEASURES: dict[str, Measure] = {measure.key: measure for domain in DOMAINS for measure in domain.MEASURES}


@dataclass(frozen=True)
class Opening:
    """How a row opens: the address of its page at the desk, and what is read along for its line. `numbered`: it has a number that people write down."""

    page: str
    beside: tuple[str, ...] = ("place",)
    numbered: bool = False


NOTHING = Opening("", ())
OPENINGS = {  # by the label of the model; a line shows its title (or what it calls itself) and `place`
    "appeals.appeal": Opening("appeals:desk_appeal", ("place", "unit"), numbered=True),
    "wishes.wish": Opening("wishes:desk_wish", ("place",), numbered=True),
    "receptions.session": Opening("receptions:session", ("series__place",)),
    "receptions.conversation": Opening("receptions:talk", ("session__series__place",)),
    "people.household": Opening("people:household", ("place",)),
    "places.station": Opening("", ("place",)),
}


def find(key: str) -> Measure:
    """Raises NotHere for an unknown key."""
    if key not in MEASURES:
        raise NotHere
    return MEASURES[key]


def opening_of(label: str) -> Opening:
    """How rows of this model open; they may open nowhere."""
    return OPENINGS.get(label, NOTHING)
