"""What does casework do by itself?

It seals when a term is over, tells teams of second cases, and fixes years for everybody.
"""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from jinlin.core.sweeping import sweep
from jinlin.core.time import clock
from jinlin.domains.casework.actions import (
    add_up_again,
    last_published,
    name_supervisors,
    say_year,
    seal_by_clock,
    tell_of,
    tell_of_term,
)
from jinlin.domains.casework.deadlines import seal_on
from jinlin.domains.casework.lifecycle import OVER, State
from jinlin.domains.casework.models import (
    JUDICIAL,
    Case,
    CaseRule,
    News,
    Point,
    PublicYear,
    Served,
    Task,
)
from jinlin.domains.casework.queries.teams import second_cases, without_a_supervisor

YEARS = 5  # that the page for everybody offers


def seal_due() -> int:
    """Files of minors whose sentence or measure ended are sealed on the last day of the county's
    term, three days at most. Safe to run twice.
    """
    today = clock.today()
    rows = Case.objects.filter(sealed_at=None, measure_ends_on__lt=today)
    rows = rows.filter(Q(is_minor=True) | Q(field__in=JUDICIAL)).exclude(state=State.DESTROYED)
    days = {county: CaseRule.of(county, today).seal_days for county in _counties(rows)}
    due = [
        key
        for key, county, ended in rows.values_list("pk", "county", "measure_ends_on")
        if ended and seal_on(ended, days[county]) <= today
    ]
    return sweep(Case.objects.filter(pk__in=due), seal_by_clock)


def tell_of_second_cases() -> int:
    """The team of each case learns of a further one for the same person, also where it was known
    later who that is. Safe to run twice.
    """
    return sum(tell_of(case) for case in list(second_cases()))


def name_new_supervisors() -> int:
    """No case waits for a supervisor who left: the agency's present ones have it. Safe to run
    twice.
    """
    return sweep(without_a_supervisor(), name_supervisors)


def tell_of_terms() -> int:
    """Whoever answers for a file whose term is over has it in their list. Safe to run twice."""
    over = Case.objects.filter(state__in=OVER, keep_until__lte=clock.today())
    reminders = Task.objects.filter(what=News.TERM_OVER).values("case")
    waiting = list(over.exclude(pk__in=reminders))
    for case in waiting:
        tell_of_term(case)
    return len(waiting)


def say_years() -> int:
    """What everybody reads of the years that are over is fixed. Safe to run twice."""
    last = last_published(clock.today())
    counties = _counties(Point.objects.all())
    known = set(PublicYear.objects.values_list("county", "year"))
    due = [
        (county, year)
        for county in counties
        for year in range(last - YEARS + 1, last + 1)
        if (county, year) not in known
    ]
    for county, year in due:
        say_year(county, year)
    return len(due)


def settle() -> int:
    """What stands beside services is what they say, also where a version of before wrote them.
    Safe to run twice.
    """
    for row in Served.objects.filter(agency=None).select_related("service"):
        service = row.service
        row.agency, row.field, row.has_case = (
            service.agency_id,
            service.field,
            bool(service.case_id),
        )
        row.save(update_fields=["agency", "field", "has_case"])
    sealed = Served.objects.filter(is_sealed=False, service__case__sealed_at__isnull=False)
    return sealed.update(is_sealed=True) + add_up_again()


def _counties(rows: "QuerySet[Any]") -> list[str]:
    found = rows.order_by().values("county").annotate(n=Count("pk"))
    return [row["county"] for row in found]


PERIODIC = [
    ("seal_cases", timedelta(hours=1), seal_due),
    ("tell_of_second_cases", timedelta(hours=1), tell_of_second_cases),
    ("name_new_supervisors", timedelta(hours=1), name_new_supervisors),
    ("tell_of_terms", timedelta(days=1), tell_of_terms),
    ("say_years", timedelta(days=1), say_years),
    ("settle_services", timedelta(hours=1), settle),
]
