"""How do months of services stay the sums of their services?"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Sum
from django.db.models.functions import TruncMonth

from jinlin.core.time import clock
from jinlin.domains.casework.models import NOWHERE, Monthly, Service

FRESH = timedelta(days=3)  # what was written since is added up anew: the job runs every day
Sums = dict[tuple[Any, ...], list[int]]


def add_to_months(services: Iterable[Service]) -> None:
    """The month of each of these new services without a case has grown by it."""
    found: Sums = {}
    for each in services:
        sums = found.setdefault(_month_of(each), [0, 0, 0])
        for at, more in enumerate((1, each.person_times, round(each.spent * 100))):
            sums[at] += more
    _stand(found)
    for key in sorted(found, key=str):  # in one order, so that two writers do not lock each other
        services_, times, cents = found[key]
        Monthly.objects.filter(**_named(key)).update(
            services=F("services") + services_,
            person_times=F("person_times") + times,
            cents=F("cents") + cents,
        )


def add_up_again() -> int:
    """Months in which something was written in the last days are what their services say, whoever
    wrote them. Safe to run twice; returns how many sums were wrong.
    """
    fresh = Service.objects.filter(case=None, at__gt=clock.now() - FRESH).order_by()
    months = fresh.annotate(month=TruncMonth("on")).values_list("county", "month").distinct()
    return sum(add_up(county, month) for county, month in list(months))


@transaction.atomic
def add_up(county: str, month: date) -> int:
    """The sums of this month are what its services say that count; how many were wrong."""
    rows = Service.objects.standing().filter(
        county=county, case=None, on__year=month.year, on__month=month.month
    )
    names = ("county", "agency_id", "place_code", "field", "form", "point", "fund")
    _stand({_key(month, each): [0, 0, 0] for each in rows.order_by().values(*names).distinct()})
    kept = Monthly.objects.filter(county=county, month=month).order_by("pk").select_for_update()
    held = {tuple(getattr(row, name) for name in Monthly.OF): row for row in kept}
    counted = (
        rows.order_by()
        .values(*names)
        .annotate(n=Count("pk"), times=Sum("person_times"), yuan=Sum("spent"))
    )
    right = {
        _key(month, each): (each["n"], each["times"], round(each["yuan"] * 100)) for each in counted
    }
    wrong = [
        (row, right.get(key, (0, 0, 0)))
        for key, row in held.items()
        if (row.services, row.person_times, row.cents) != right.get(key, (0, 0, 0))
    ]
    for row, sums in wrong:
        row.services, row.person_times, row.cents = sums
        row.save(update_fields=["services", "person_times", "cents"])
    return len(wrong)


def _stand(sums: Sums) -> None:
    """A row for each, at nothing where there was none."""
    Monthly.objects.bulk_create(
        [Monthly(**_named(key)) for key in sorted(sums, key=str)], ignore_conflicts=True
    )


def _month_of(each: Service) -> tuple[Any, ...]:
    facts = {name: getattr(each, name) for name in ("county", "agency_id", "place_code")}
    facts |= {name: getattr(each, name) for name in ("field", "form", "fund")}
    return _key(each.on.replace(day=1), {**facts, "point": each.point_id})


def _key(month: date, facts: dict[str, Any]) -> tuple[Any, ...]:
    facts = {**facts, "month": month, "point": facts["point"] or NOWHERE}
    return tuple(facts[name] for name in Monthly.OF)


def _named(key: tuple[Any, ...]) -> dict[str, Any]:
    return dict(zip(Monthly.OF, key, strict=True))
