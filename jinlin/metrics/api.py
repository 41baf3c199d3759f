"""What can programs ask about figures?"""

from datetime import date
from typing import Any

from ninja import Query, Router, Schema

from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.figures.measures import Figure, Measure
from jinlin.core.figures.rollup import figures as count
from jinlin.ground.accounts.api import caller
from jinlin.metrics import queries
from jinlin.metrics.catalogue import MEASURES, find
from jinlin.metrics.permissions import can_read_figure, can_read_figures
from jinlin.metrics.spans import NO_SUCH_DAYS, last_of, over, over_code
from jinlin.shell.bodies import Day
from jinlin.shell.requests import Request

router = Router(tags=["figures"])


class FigureOut(Schema):
    """One figure with its definition. `value` null: nothing to measure; it is in `unit`, and pages
    show it as `shown_value` in `shown_unit`.

    `is_public`: it may be shown to everybody, unless it `counts_people` and they are few.
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
    shown_value: float | None
    shown_unit: str
    is_public: bool
    counts_people: bool


class PartOut(Schema):
    """What one place adds to the figure of the place around it; `code` is that of the place around
    for what was placed at its own level.
    """

    code: str
    name: str
    value: float | None
    numerator: int
    denominator: int


@router.get("", response=list[FigureOut], summary="All figures of a place")
def figures(
    request: Request,
    place: str = Query(pattern=r"^\d{2,18}$"),
    as_of: Day | None = None,
    since: Day | None = None,
) -> Any:
    actor = caller(request, "figures:read")
    if not can_read_figures(actor, place):
        raise NotHere
    window = over_code(place, _last(as_of, since), since)
    own = [each for each in MEASURES.values() if can_read_figure(actor, each, place)]
    found = count(own, window)
    return [_outline(measure, found[measure.key]) for measure in own]


@router.get(
    "/{key}/parts",
    response=list[PartOut],
    summary="One figure by the places inside; the parts add up to the whole",
)
def parts(
    request: Request,
    key: str,
    code: str = Query(alias="place", pattern=r"^\d{2,18}$"),
    as_of: Day | None = None,
    since: Day | None = None,
) -> Any:
    actor, measure = caller(request, "figures:read"), find(key)
    place = queries.readable_place(actor, code)
    if place is None:
        raise NotHere
    require(can_read_figure(actor, measure, place.code))
    window = over(place, _last(as_of, since), since)
    return [
        {
            "code": part.code,
            "name": part.name,
            "value": part.reading.figure.rounded(),
            "numerator": part.reading.figure.numerator,
            "denominator": part.reading.figure.denominator,
        }
        for part in queries.parts(measure, place, window)
    ]


def _last(as_of: date | None, since: date | None) -> date:
    try:
        return last_of(as_of, since)
    except ValueError as problem:
        raise Unusable(NO_SUCH_DAYS, field="as_of") from problem


def _outline(measure: Measure, figure: Figure) -> dict[str, Any]:
    shown = measure.shown
    return {
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
        "shown_value": figure.read_in(shown),
        "shown_unit": str(shown.unit if shown else measure.unit),
        "is_public": measure.is_public,
        "counts_people": measure.counts_people,
    }
