"""What does everybody read of points: rules, the ends of the chain, stores, monthly notices?"""

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jinlin.core import paging
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.ground.places.asking import of_one_county
from jinlin.ground.places.queries import chosen_here, county_here
from jinlin.services.points.models import Head, Store
from jinlin.services.points.queries import storefront
from jinlin.services.points.queries.verifying import look_up
from jinlin.shell.requests import Request, cursor


@require_safe
@of_one_county
def about(request: Request) -> HttpResponse:
    """What earns, what it comes to so far, and where one can look for oneself."""
    county = county_here(request)
    context = {
        "rule": storefront.rule_now(county),
        "rules": storefront.rules(county),
        "sums": storefront.sums(county),
        "head": Head.objects.filter(county=county).order_by("-day").first(),
        "today": clock.today(),
    }
    return render(request, "points/portal/about.html", context)


@require_safe
def heads(request: Request) -> HttpResponse:
    """The end of each day's chain, the latest first; whoever kept one sees whether it stands."""
    county, mark = county_here(request), request.GET.get("kept", "")
    rows = Head.objects.filter(county=county)
    page = paging.page(rows, order=("-day", "-id"), after=cursor(request), size=31)
    context = {"page": page, "kept": look_up(county, mark) if mark.strip() else None}
    return render(request, "points/portal/heads.html", context)


@require_safe
@of_one_county
def stores(request: Request) -> HttpResponse:
    """The stores of the county, the nearest first."""
    here = chosen_here(request)
    found = list(storefront.stores(county_here(request)).order_by("place_code", "id")[:200])
    if here:
        found.sort(key=lambda each: -_shared(each.place_code, here.code))
    return render(request, "points/portal/stores.html", {"stores": found, "here": here})


@require_safe
def store(request: Request, pk: UUID) -> HttpResponse:
    """What one store has, and for how many points."""
    row = _store(pk)
    months = storefront.months(row)
    context = {"store": row, "items": storefront.items(row), "months": months[:12]}
    return render(request, "points/portal/store.html", context)


@require_safe
def notice(request: Request, pk: UUID, year: int, month: int) -> HttpResponse:
    """Who gave, what went out: a month that is over."""
    row = _store(pk)
    try:
        first = date(year, month, 1)
    except ValueError:
        raise NotHere from None
    if first not in storefront.months(row):
        raise NotHere
    context = {"store": row, "notice": storefront.notice(row, first)}
    return render(request, "points/portal/notice.html", context)


def _store(pk: UUID) -> Store:
    row: Store | None = Store.objects.select_related("place").filter(pk=pk, is_open=True).first()
    if row is None:
        raise NotHere
    return row


def _shared(one: str, other: str) -> int:
    """How many digits two codes share from the left: how near they are."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
