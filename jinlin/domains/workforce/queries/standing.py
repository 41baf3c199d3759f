"""How does somebody stand: what counts of their life, which exams are open, what holds how long?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, Sum

from jinlin.core.time import clock
from jinlin.domains.workforce import deadlines, eligibility
from jinlin.domains.workforce.deadlines import Status, Terms
from jinlin.domains.workforce.models import (
    ExamRule,
    Level,
    Professional,
    Qualification,
    WorkforceRule,
)
from jinlin.domains.workforce.models.facts import Known
from jinlin.domains.workforce.queries.sitting import exams_of
from jinlin.domains.workforce.roster.days import last_of
from jinlin.services.volunteers.models import Volunteer
from jinlin.services.volunteers.queries.mine import sums_of

LATEST = 20  # lines of education on a page


@dataclass(frozen=True)
class Holding:
    """A certificate, how it stands, and the hours of its cycle. `wanted`: minutes by the rule."""

    qualification: Qualification
    status: Status
    minutes: int
    wanted: int

    @property
    def hours(self) -> tuple[int, int]:
        """Whole hours there are, and wanted."""
        return self.minutes // 60, self.wanted // 60


def needs_of(year: int) -> list[eligibility.Need]:
    """The exam rules of a year: those of the latest year until then, all together."""
    latest = ExamRule.objects.filter(year__lte=year).order_by("-year").values("year")[:1]
    rows = ExamRule.objects.filter(year__in=latest)
    return [
        eligibility.Need(r.level, r.degree, r.is_social_work, r.years, r.after, r.source)
        for r in rows
    ]


def life_of(one: Professional) -> eligibility.Life:
    """What counts of somebody, from their posts, degrees and certificates."""
    return eligibility.Life(
        schooling=tuple(
            eligibility.Schooling(d.degree, d.is_social_work) for d in one.degrees.all()
        ),
        spans=tuple((p.since, p.until) for p in one.posts.all() if p.since),
        held=tuple((q.level, q.issued_on) for q in one.qualifications.all()),
    )


def findings(one: Professional, year: int) -> list[eligibility.Finding]:
    """For each level whether it is open in a year, and why."""
    life, needs = life_of(one), needs_of(year)
    return [eligibility.find(life, level, year, needs) for level in Level.values]


def terms_of(rule: WorkforceRule) -> Terms:
    return Terms(rule.register_within, rule.cycle_years, rule.renew_months)


def status_of(held: Qualification, day: date, rule: WorkforceRule) -> Status:
    """How a certificate stands on a day: derived, never stored. Read with its registrations."""
    known = [r.registered_on for r in held.registrations.all() if r.registered_on <= day]
    issued = held.issued_on
    if issued is not None and held.issued_known != Known.DAY:
        issued = last_of(issued, held.issued_known)
    return deadlines.status_on(
        day, issued=issued, registered=max(known, default=None), terms=terms_of(rule)
    )


def holdings(one: Professional, day: date | None = None) -> list[Holding]:
    """Somebody's certificates as they stand on a day, the highest first."""
    day = day or clock.today()
    rule = WorkforceRule.of(one.county, day)
    found = []
    for held in one.qualifications.prefetch_related("registrations").order_by("-level"):
        status = status_of(held, day, rule)
        since = max((r.registered_on for r in held.registrations.all()), default=None)
        is_assistant = held.level == Level.ASSISTANT
        hours = rule.hours_assistant if is_assistant else rule.hours_others
        minutes = minutes_since(one, since, day) if since else 0
        found.append(Holding(held, status, minutes, hours * 60))
    return found


@dataclass(frozen=True)
class Service:
    """How often somebody served as a volunteer, and for how many whole hours."""

    records: int
    hours: int


def known_of(one: Professional) -> dict[str, Any]:
    """Degrees, the latest education and the service of somebody, as pages show them."""
    return {
        "degrees": list(one.degrees.all()),
        "education": list(one.education.order_by("-on", "-pk")[:LATEST]),
        "service": service_of(one),
        "exams": exams_of([one.person_id]),
    }


def service_of(one: Professional) -> Service | None:
    """None for somebody who is no volunteer of the house."""
    volunteer = Volunteer.objects.filter(person=one.person_id).first()
    if volunteer is None:
        return None
    sums = sums_of(volunteer)
    return Service(sums.records, sums.counted // 60)


def minutes_since(one: Professional, since: date, until: date) -> int:
    """The minutes of education in a span. What was stated for a longer span that began no earlier
    counts as one; single days inside a stated span are in it already.
    """
    stated = (
        one.education.filter(since__gte=since, on__lte=until).order_by("-minutes", "pk").first()
    )
    single = one.education.filter(since=None, on__gte=since, on__lte=until)
    if stated is not None:
        single = single.exclude(Q(on__gte=stated.since) & Q(on__lte=stated.on))
    total = single.aggregate(total=Sum("minutes"))["total"] or 0
    return total + (stated.minutes if stated else 0)
