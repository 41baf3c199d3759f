"""Where does everybody read the figures of a county?"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import chosen_here
from jinlin.metrics import charts, packaging, public
from jinlin.metrics.entries import entries
from jinlin.metrics.publishing import chosen
from jinlin.shell.boards import OneOfForm
from jinlin.shell.requests import Request, flag, place_code

MOST_HIDDEN = 15  # per cent of the numbers of a period: what hiding should cost at most


@require_safe
def figures(request: Request) -> HttpResponse:
    """All public figures of a month or year, each with its definition: of the county asked for or
    of one's own neighbourhood's, else the choice of one.
    """
    code = place_code(request)
    own = "" if code or flag(request, "other") else _own(request)
    place = public.county(code or own)
    if place is None and code:
        raise NotHere
    if place is None:
        return render(request, "metrics/public.html", {"counties": public.counties()})
    periods = public.periods(place)
    form = _periods(request, periods)
    period = _period(form, periods)
    context = {"place": place, "is_own": bool(own), "periods": periods, "filter_form": form}
    context |= _sheet(place, period)
    return render(request, "metrics/public.html", context, status=form.status)


def _sheet(place: Place, period: str) -> dict[str, Any]:
    """All that was said of the month or year."""
    figures = public.released(place, period=period) if period else []
    return {
        "period": period,
        "day": public.last_day(),
        "hidden": public.hidden_among(figures),
        "most_hidden": MOST_HIDDEN,
        "groups": public.grouped(public.lines(place, figures)),
    }


@require_safe
def figure(request: Request, key: str) -> HttpResponse:
    """One public figure: its months, and the towns in one of them."""
    place = _county(request)
    measure = next((m for m in chosen(place.code, clock.today()) if m.key == key), None)
    if measure is None:
        raise NotHere
    shown = public.released(place, key=key)
    whole = [each for each in shown if each.code == place.code]
    form = _periods(request, public.periods(place))
    period = _period(form, sorted((each.period for each in whole), reverse=True))
    months = [each for each in whole if len(each.period) == len("2026-10")][-12:]
    context = {
        "place": place,
        "measure": measure,
        "months": months,
        "chart": charts.columns([(each.period, each.shown) for each in months]),
        "years": [each for each in whole if len(each.period) == len("2026")],
        "period": period,
        "filter_form": form,
        "now": next((each for each in whole if each.period == period), None),
        "places": [e for e in shown if e.period == period and e.is_town and e.code != place.code],
        "communities": [e for e in shown if e.period == period and not e.is_town],
        "total": public.totals(place, [measure]).get(key),
    }
    return render(request, "metrics/public_figure.html", context, status=form.status)


@require_safe
def take(request: Request, kind: str) -> HttpResponse:
    """The same as CSV, as JSON, and the package that describes them."""
    place = _county(request)
    if kind == "figures":
        return _file(packaging.figures_csv(place), f"figures-{place.code}")
    if kind == "measures":
        return _file(packaging.measures_csv(place), f"measures-{place.code}")
    if kind == "json":
        found = {
            "measures": _named(public.DEFINITIONS, public.definitions(place)),
            "figures": _named(public.COLUMNS, public.as_rows(place)),
        }
    else:
        figures, measures = (
            request.build_absolute_uri(f"{reverse(f'metrics:{name}')}?place={place.code}")
            for name in ("public_csv", "public_measures")
        )
        found = packaging.package(place, figures=figures, measures=measures)
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


@require_safe
def definitions(request: Request) -> HttpResponse:
    """What the public figures count, and since when."""
    return render(request, "metrics/definitions.html", {"groups": entries(is_public=True)})


def _named(
    columns: Sequence[tuple[str, str, str]], rows: Iterable[Sequence[Any]]
) -> list[dict[str, Any]]:
    names = [name for name, _kind, _words in columns]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def _periods(request: Request, offered: list[str]) -> OneOfForm:
    return OneOfForm(request.GET, "period", _("Month or year"), of=offered)


def _period(form: OneOfForm, there: list[str]) -> str:
    """The one asked for, if it is there; else the newest month, else the newest of all."""
    period = form.chosen
    if period in there:
        return period
    months = [each for each in there if len(each) == len("2026-10")]
    return next(iter([*months, *there]), "")


def _own(request: Request) -> str:
    here = chosen_here(request)
    return here.county_code if here else ""


def _county(request: Request) -> Place:
    place = public.county(place_code(request))
    if place is None:
        raise NotHere
    return place
