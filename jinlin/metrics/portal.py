"""Where does everybody read the figures of a county?"""

import csv
import io

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from jinlin.core.errors import NotHere
from jinlin.core.sheets import tame
from jinlin.ground.places.models import Place
from jinlin.metrics import public
from jinlin.metrics.entries import entries
from jinlin.shell.requests import Request


@require_safe
def figures(request: Request) -> HttpResponse:
    """All public figures, each with its definition; without a county the choice of one."""
    code = request.GET.get("place", "")
    place = public.county(code)
    if place is None:
        if code:
            raise NotHere
        return render(request, "metrics/public.html", {"counties": public.counties()})
    day = public.last_day()
    groups = public.grouped(public.lines(place, day))
    return render(request, "metrics/public.html", {"place": place, "day": day, "groups": groups})


@require_safe
def take(request: Request, kind: str) -> HttpResponse:
    """The same as CSV, as JSON, and the package that describes them."""
    place, day = _county(request), public.last_day()
    if kind == "csv":
        return _csv(place)
    if kind == "json":
        names = [name for name, _kind, _words in public.COLUMNS]
        rows = [dict(zip(names, row, strict=True)) for row in public.as_rows(place, day)]
        return JsonResponse({"figures": rows}, json_dumps_params={"ensure_ascii": False})
    path = f"{reverse('metrics:public_csv')}?place={place.code}"
    package = public.package(place, day, path=request.build_absolute_uri(path))
    return JsonResponse(package, json_dumps_params={"ensure_ascii": False})


@require_safe
def definitions(request: Request) -> HttpResponse:
    """What the public figures count, and since when."""
    return render(request, "metrics/definitions.html", {"groups": entries(is_public=True)})


def _csv(place: Place) -> HttpResponse:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([name for name, _kind, _words in public.COLUMNS])
    for row in public.as_rows(place, public.last_day()):
        writer.writerow([tame(cell) if isinstance(cell, str) else cell for cell in row])
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="figures-{place.code}.csv"'
    return answer


def _county(request: Request) -> Place:
    place = public.county(request.GET.get("place", ""))
    if place is None:
        raise NotHere
    return place
