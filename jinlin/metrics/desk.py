"""Where does staff read figures, their definitions, and the rows behind them?"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from jinlin.core import clock, paging
from jinlin.core.errors import NotHere, Unusable
from jinlin.core.measures import Window
from jinlin.metrics import catalogue, queries
from jinlin.places.models import Place
from jinlin.places.queries import path_of


def figures(request: HttpRequest) -> HttpResponse:
    """All figures of a place, for everything until a day or for one month."""
    place, window = asked(request)
    shown = queries.readings(window)
    context = {"place": place, "window": window, "readings": shown, "path": path_of(place), "months": recent_months(), "month": request.GET.get("month", "")}
    return render(request, "metrics/figures.html", context)


def figure(request: HttpRequest, key: str) -> HttpResponse:
    """One figure: its definition, its trend, and its parts by place."""
    place, window = asked(request)
    measure = catalogue.find(key)
    context = {
        "place": place,
        "window": window,
        "path": path_of(place),
        "reading": queries.reading(measure, window),
        "months": queries.months(measure, window),
        "parts": queries.parts(measure, place, window),
        "month": request.GET.get("month", ""),
    }
    return render(request, "metrics/figure.html", context)


def rows(request: HttpRequest, key: str) -> HttpResponse:
    """The matters that make up a figure (or, with met=1, those that meet it), as far as this person may open them."""
    place, window = asked(request)
    measure = catalogue.find(key)
    met_only = request.GET.get("met") == "1"
    found = queries.matters(measure, window, met_only=met_only, actor=request.actor)  # type: ignore[attr-defined]
    order = (f"-{measure.day_field}", "-pk")
    shown = paging.page(found, order=order, after=request.GET.get("after", ""))
    lines = [getattr(row, measure.subject_field) if measure.subject_field else row for row in shown.rows]
    context = {"place": place, "window": window, "reading": queries.reading(measure, window), "page": shown, "lines": lines, "met_only": met_only}
    return render(request, "metrics/rows.html", context)


def asked(request: HttpRequest) -> tuple[Place, Window]:
    """The place and the days in the address. Raises NotHere for a place that is not theirs, Unusable for days that do not exist."""
    place = queries.readable_place(request.actor, request.GET.get("place", ""))  # type: ignore[attr-defined]
    if place is None:
        raise NotHere
    try:
        as_of = request.GET.get("as_of", "")
        return place, queries.window_of(place, month=request.GET.get("month", ""), as_of=date.fromisoformat(as_of) if as_of else None)
    except ValueError as problem:
        raise Unusable(_("This month or day does not exist. Please choose it again."), field="month") from problem


def recent_months() -> list[str]:
    """The last twelve months, newest first."""
    today = clock.today()
    counted = [today.year * 12 + today.month - 1 - back for back in range(12)]
    return [f"{month // 12}-{month % 12 + 1:02d}" for month in counted]
