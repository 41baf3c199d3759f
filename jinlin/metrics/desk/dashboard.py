"""What does whoever answers for a place, a domain or a unit see first?"""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinlin.core.errors import NotHere, Unusable
from jinlin.core.figures import rollup
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.ground.accounts import doors
from jinlin.ground.places.models import Organisation, Place
from jinlin.ground.places.queries import path_of
from jinlin.metrics import attention, groups, queries, units
from jinlin.metrics import overview as views
from jinlin.metrics.permissions import READERS, can_read_figures, can_read_of_people
from jinlin.metrics.spans import NO_SUCH_DAYS, Span, span_of, with_chosen
from jinlin.shell.requests import Request, place_code


@doors.role(*READERS)
@require_safe
def overview(request: Request) -> HttpResponse:
    """The answer, four figures, what is late, what rises, and the places; `wall` for a hall."""
    place, span, unit = _chosen_in(request)
    about = request.GET.get("about", "")
    about = about if about in groups.present() else ""
    with rollup.one_reading():
        of_people = can_read_of_people(request.actor, place.code)
        found = _shown(place, span, about, unit, of_people=of_people)
        found["beside"] = _beside(request, place, span, about)
    context = {
        **found,
        "is_wall": request.GET.get("wall") == "1",
        "counted_at": clock.now(),
        **_ways(request, place, span, unit),
        "about": about,
    }
    return render(request, "metrics/overview.html", context)


def _shown(
    place: Place, span: Span, about: str, unit: Organisation | None, *, of_people: bool
) -> dict[str, Any]:
    """What stands on the page of the figures themselves."""
    chosen: dict[str, Any] = {"about": about, "unit": unit, "of_people": of_people}
    lines = views.headlines(place, span, **chosen)
    late = attention.late(place, unit, about)
    mapped, tiles = views.tiles(place, span, **chosen)
    return {
        "headlines": lines,
        "answer": views.answer(lines, late),
        "late": late,
        "rises": attention.rises(place, about, unit, of_people=of_people),
        "mapped": mapped,
        "tiles": tiles,
        **_trends(lines),
    }


def _trends(lines: list[views.Headline]) -> dict[str, Any]:
    """The months of any trend, and by headline its reading in each; None where it has none."""
    months = sorted({name for each in lines for name, _reading in each.months})
    by_month = [(each, dict(each.months)) for each in lines]
    return {
        "months": months,
        "trends": [(each, [found.get(name) for name in months]) for each, found in by_month],
    }


def _chosen_in(request: Request) -> tuple[Place, Span, Organisation | None]:
    """The place, the days and the unit in the address.

    Raises NotHere for a place or unit that is not theirs, Unusable for days that do not exist.
    """
    place = queries.readable_place(request.actor, place_code(request))
    if place is None:
        raise NotHere
    unit = None
    if unit_key := request.GET.get("unit", ""):
        unit = units.readable_unit(request.actor, unit_key)
        if unit is None:
            raise NotHere
    try:
        days = span_of(month=request.GET.get("month", ""), year=request.GET.get("year", ""))
    except (ValueError, OverflowError) as problem:
        raise Unusable(NO_SUCH_DAYS, field="month") from problem
    return place, days, unit


def _beside(request: Request, place: Place, span: Span, about: str) -> views.Beside | None:
    """Only for whoever reads the figures of the place around: who reads one town's own does not
    learn of the others.
    """
    around = place.parent
    if around is None or not can_read_figures(request.actor, around.code):
        return None
    of_people = can_read_of_people(request.actor, around.code)
    return views.beside(place, around, span, about=about, of_people=of_people)


def _ways(request: Request, place: Place, span: Span, unit: Organisation | None) -> dict[str, Any]:
    """Which place, days, domain and unit are shown, and how one gets to others."""
    today = clock.today()
    path, inside = queries.places_to_read(request.actor, place, path_of(place))
    kept = {"place": place.code, **({"unit": str(unit.pk)} if unit else {})}
    return {
        "place": place,
        "path": path,
        "inside": inside,
        "span": span,
        "today": today,
        "recent": with_chosen(names_until(today, 13)[1:], span.query.get("month", "")),
        "years": with_chosen(
            [str(today.year - back) for back in range(3)], span.query.get("year", "")
        ),
        "unit": unit,
        "units": units.offered(request.actor, place),
        "abouts": [(each, groups.NAMES.get(each, groups.OTHERS)) for each in groups.present()],
        "kept": urlencode({**kept, **(span.query or {"month": f"{today:%Y-%m}"})}),
    }
