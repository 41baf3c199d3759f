"""How many people were helped, each once, and how many of them were minors?

`people_by_field` counts what everybody may see. The whole totals, in which sealed work counts too,
are asked for by `whole` only: `actions.totals` freezes them, and nothing else says them.
"""

from datetime import date

from django.db.models import Count, Q, QuerySet, Sum

from jinlin.core.actor import within
from jinlin.core.figures.measures import Window, between
from jinlin.domains.casework.deadlines import ADULT_AGE, CONSENT_AGE, age_on
from jinlin.domains.casework.models import Case, Consent, Look, Served, Service


def people_by_field(window: Window) -> dict[str, int]:
    """People of each field, each once in each field: one statement."""
    rows = Served.objects.counted().filter(within([window.place_code]), between("on", window))
    counted = rows.order_by().values("field").annotate(n=Count("mark", distinct=True))
    return {str(row["field"]): row["n"] for row in counted}


def counties_served() -> list[str]:
    """Those in which social workers work."""
    found = Case.objects.order_by().values_list("county", flat=True).distinct()
    return sorted({*found, *Service.objects.order_by().values_list("county", flat=True).distinct()})


def whole(county: str, year: int) -> dict[str, int]:
    """The totals of a year, sealed work with it."""
    served = Served.objects.filter(county=county, on__year=year, is_struck=False).order_by()
    cases = Case.objects.filter(county=county, opened_on__year__lte=year)
    at_work = cases.filter(Q(closed_on=None) | Q(closed_on__year__gte=year))
    ages = _ages(at_work, year)
    minors = cases.filter(is_minor=True)
    return {
        "people": served.aggregate(n=Count("mark", distinct=True))["n"],
        "person_times": _person_times(county, year),
        "minors_under_14": ages.count("under_14"),
        "minors_14_to_17": ages.count("14_to_17"),
        "consents_given": Consent.objects.filter(case__in=minors, given_at__year=year).count(),
        "consents_withdrawn": Consent.objects.filter(
            case__in=minors, withdrawn_at__year=year
        ).count(),
        "looks": Look.objects.filter(case__in=minors, at__year=year).count(),
        "sealed": minors.filter(sealed_at__year=year).count(),
    }


def _person_times(county: str, year: int) -> int:
    rows = Service.objects.standing().filter(county=county, on__year=year)
    return rows.aggregate(n=Sum("person_times"))["n"] or 0


def _ages(cases: "QuerySet[Case]", year: int) -> list[str]:
    """The age group of each person, once however many cases they have."""
    found: dict[object, str] = {}
    rows = cases.exclude(born_on="").order_by("opened_at", "pk")
    for case in rows.only("pk", "mark", "born_on", "opened_on").iterator():
        found.setdefault(case.mark or case.pk, _age_group(case, year))
    return list(found.values())


def _age_group(case: Case, year: int) -> str:
    """By the age on the year's first day, or on the day of intake where that is later: whoever was
    a child while they were helped counts as one, also when they came of age in the year.
    """
    born = date.fromisoformat(case.born_on)
    age = age_on(born, max(case.opened_on, date(year, 1, 1)))
    return "under_14" if age < CONSENT_AGE else "14_to_17" if age < ADULT_AGE else ""
