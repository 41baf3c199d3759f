"""Where does staff read figures, their definitions, and the rows behind them?"""

from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jinlin.core import paging, sheets
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.figures import rollup
from jinlin.core.figures.measures import NOWHERE, Measure, Window
from jinlin.core.time import clock
from jinlin.core.time.months import names_until
from jinlin.ground.accounts import doors
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import path_of
from jinlin.metrics import catalogue, comparing, groups, queries, units
from jinlin.metrics.permissions import READERS, can_read_figure
from jinlin.metrics.published import days_of
from jinlin.metrics.spans import NO_SUCH_DAYS, span_of, with_chosen
from jinlin.shell.requests import Request, cursor, place_code


@doors.role(*READERS)
@require_safe
@rollup.one_reading()
def figures(request: Request) -> HttpResponse:
    """The figures of a place that are about one domain, for everything until a day or for one
    month.
    """
    place, window, why = days_or_why(request)
    chosen = request.GET.get("about", "")
    if chosen not in groups.present():
        chosen = groups.present()[0]
    found = queries.grouped(queries.readings(window, about=chosen, actor=request.actor))
    return render(
        request,
        "metrics/figures.html",
        {
            "groups": found,
            "about": chosen,
            "abouts": [(each, groups.NAMES.get(each, groups.OTHERS)) for each in groups.present()],
            "months": with_chosen(recent_months(), request.GET.get("month", "")),
            **_about(request, place, window, why),
        },
        status=422 if why else 200,
    )


@doors.role(*READERS)
@require_safe
@rollup.one_reading()
def figure(request: Request, key: str) -> HttpResponse:
    """One figure: its definition, its trend, and its parts by place."""
    place, window, why = days_or_why(request)
    measure = _of_unit(request, key, window)
    months = queries.months(measure, window)
    context = {
        "reading": queries.reading(measure, window),
        "months": months,
        "bars": queries.bars(months),
        "chart_width": len(months) * queries.STEP,
        "parts": queries.parts(measure, place, window),
        "siblings": comparing.siblings(measure, place, window, actor=request.actor),
        "earlier": _earlier(request, measure, place),
        **_about(request, place, window, why),
    }
    return render(request, "metrics/figure.html", context, status=422 if why else 200)


@doors.role(*READERS)
@require_safe
def rows(request: Request, key: str) -> HttpResponse:
    """The matters behind a figure (met=1: those that meet it) that this person may open."""
    place, window, why = days_or_why(request)
    measure = _of_unit(request, key, window)
    met_only = request.GET.get("met") == "1"
    found = queries.matters(measure, window, met_only=met_only, actor=request.actor)
    order = (f"-{measure.day_field}", "-pk")
    shown = paging.page(found, order=order, after=cursor(request))
    lines = [
        (
            getattr(row, measure.subject_field) if measure.subject_field else row,
            measure.day_of(row),
            queries.amount(measure, row),
        )
        for row in shown.rows
    ]
    context = {
        "reading": queries.reading(measure, window),
        "page": shown,
        "lines": lines,
        "opening": catalogue.opening_of(lines[0][0]._meta.label_lower) if lines else NOWHERE,
        "met_only": met_only,
        **_about(request, place, window, why),
    }
    return render(request, "metrics/rows.html", context, status=422 if why else 200)


@doors.role(*READERS)
@require_safe
@rollup.one_reading()
def take_parts(request: Request, key: str, kind: str) -> HttpResponseBase:
    """The comparison by place as a file; its numbers add up to the whole, its last line."""
    if kind not in sheets.CONTENT:
        raise NotHere
    place, window = place_and_days(request)
    measure = _of_unit(request, key, window)
    heads = _("Code"), _("Place"), measure.name, _("Unit of measure"), _("Met"), _("All")
    columns = [sheets.Column(head, 24) for head in heads]
    rows = [
        *(
            _line(part.code, part.name, part.reading)
            for part in queries.parts(measure, place, window)
        ),
        _line(place.code, place.name, queries.reading(measure, window)),
    ]
    file = (
        sheets.as_xlsx(columns, rows, name=str(_("By place")))
        if kind == "xlsx"
        else sheets.as_csv(columns, rows)
    )[0]
    name = f"{measure.name}-{place.name}-{window.as_of:%Y%m%d}.{kind}"
    return FileResponse(file, as_attachment=True, filename=name, content_type=sheets.CONTENT[kind])


def _earlier(request: Request, measure: Measure, place: Place) -> list[comparing.Earlier]:
    """Beside a month or year those before it; beside everything until a day, nothing."""
    month, year = (request.GET.get(name, "") for name in ("month", "year"))
    if not (month or year):
        return []
    return comparing.earlier(measure, place, span_of(month=month, year="" if month else year))


def _line(code: str, name: str, reading: queries.Reading) -> tuple[Any, ...]:
    figure = reading.figure
    return (code, name, reading.shown, str(reading.unit), figure.numerator, figure.denominator)


def _of_unit(request: Request, key: str, window: Window) -> Measure:
    """The figure asked for; with a unit in the address, of that unit alone. Raises NotAllowed for
    one that counts people where they do not look after the place.
    """
    measure, unit_key = catalogue.find(key), request.GET.get("unit", "")
    require(can_read_figure(request.actor, measure, window.place_code))
    if not unit_key:
        return measure
    unit = units.readable_unit(request.actor, unit_key)
    own = units.of_unit(measure, unit, window) if unit else None
    if own is None:
        raise NotHere
    return own


def _about(request: Request, place: Place, window: Window, why: str = "") -> dict[str, Any]:
    """What every page of figures says about place and days, and how one gets to others.

    `kept` is the address of the same place and days.
    """
    path, inside = queries.places_to_read(request.actor, place, path_of(place))
    days = {
        name: request.GET[name]
        for name in ("month", "year", "as_of", "since", "unit")
        if request.GET.get(name) and not (why and name in {"as_of", "since"})
    }
    return {
        "place": place,
        "window": window,
        "path": path,
        "inside": inside,
        "month": days.get("month", ""),
        "year": days.get("year", ""),
        "published_days": days_of(place.code),
        "today": clock.today(),
        "kept": urlencode({"place": place.code, **days}),
        "days": urlencode(days),
        "days_kept": days.items(),
        **({"days_error": why, "typed_days": request.GET} if why else {}),
    }


def _why(*, as_of: str, since: str) -> str:
    if since and as_of and since > as_of:
        return _("The last day is before the first. Please choose one of them again.")
    return str(NO_SUCH_DAYS)


def place_and_days(request: Request) -> tuple[Place, Window]:
    """The place and the days in the address.

    Raises NotHere for a place that is not theirs, Unusable for days that do not exist.
    """
    place = queries.readable_place(request.actor, place_code(request))
    if place is None:
        raise NotHere
    try:
        as_of, since = (request.GET.get(name, "") for name in ("as_of", "since"))
        return place, queries.window_of(
            place,
            month=request.GET.get("month", ""),
            year=request.GET.get("year", ""),
            as_of=clock.day_of(as_of) if as_of else None,
            since=clock.day_of(since) if since else None,
        )
    except ValueError as problem:
        raise Unusable(
            _why(as_of=request.GET.get("as_of", ""), since=request.GET.get("since", "")),
            field="month",
        ) from problem


def days_or_why(request: Request) -> tuple[Place, Window, str]:
    """The same; where days of one's own were typed that do not go together, everything until today
    and why: what was typed stays in its form.
    """
    try:
        return *place_and_days(request), ""
    except Unusable as refusal:
        place = queries.readable_place(request.actor, place_code(request))
        if place is None or not (request.GET.get("since") and request.GET.get("as_of")):
            raise
        return place, queries.window_of(place), str(refusal)


def recent_months() -> list[str]:
    """The last twelve months, newest first."""
    return names_until(clock.today(), 12)
