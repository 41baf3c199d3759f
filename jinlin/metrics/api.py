"""What can programs ask about figures?"""

from datetime import date
from typing import Any

from ninja import Query, Router, Schema
from ninja.responses import codes_4xx

from jinlin.core.errors import NotHere
from jinlin.core.figures.measures import Window
from jinlin.core.figures.rollup import figures as count
from jinlin.core.time import clock
from jinlin.ground.accounts.api import caller
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.permissions import can_read_figures
from jinlin.shell.requests import Request

router = Router(tags=["figures"])


class FigureOut(Schema):
    """One figure with its definition. `value` null: nothing to measure.

    Handling times are in minutes, rates in percent.
    """

    key: str
    name: str
    question: str
    unit: str
    value: float | None
    numerator: int
    denominator: int
    counted: str
    met: str
    excluded: str


@router.get(
    "", response={200: list[FigureOut], codes_4xx: dict[str, Any]}, summary="All figures of a place"
)
def figures(
    request: Request,
    place: str = Query(pattern=r"^\d{2,18}$"),
    as_of: date | None = None,
    since: date | None = None,
) -> Any:
    if not can_read_figures(caller(request, "figures:read"), place):
        raise NotHere
    window = Window(place, as_of or clock.today(), since)
    found = count(MEASURES.values(), window)
    return [
        {
            "key": measure.key,
            "name": str(measure.name),
            "question": str(measure.question),
            "unit": str(measure.unit),
            "value": figure.rounded(),
            "numerator": figure.numerator,
            "denominator": figure.denominator,
            "counted": str(measure.denominator),
            "met": str(measure.numerator),
            "excluded": str(measure.exclusions),
        }
        for measure, figure in ((measure, found[key]) for key, measure in MEASURES.items())
    ]
