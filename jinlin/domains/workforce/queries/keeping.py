"""Which registrations run out, who lacks what for an exam, who learned enough, and what is left of
the budget?
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet, Sum

from jinlin.core.actor import Actor
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.workforce import eligibility
from jinlin.domains.workforce.lifecycle import OPEN
from jinlin.domains.workforce.models import (
    Application,
    Award,
    Booking,
    Education,
    Payment,
    Policy,
    Professional,
    Qualification,
    WorkforceRule,
)
from jinlin.domains.workforce.queries.standing import life_of, needs_of

MONTHS = 12


def running_out(county: str, day: date) -> "QuerySet[Any]":
    """Certificates whose last registration ends within the county's days, each with that
    registration's day as `last`.
    """
    rule = WorkforceRule.of(county, day)
    cycle = rule.cycle_years * MONTHS
    first = months_later(day, -cycle)
    last = months_later(day + timedelta(days=rule.remind_days), -cycle)
    people = Professional.objects.standing().filter(county=county)
    rows = Qualification.objects.filter(professional__in=people)
    rows = rows.annotate(last=Max("registrations__registered_on"))
    return rows.filter(last__gt=first, last__lte=last).select_related("professional__person")


@dataclass(frozen=True)
class Prospect:
    """One person and one level in one year: may they sit, and if not, what is missing?"""

    one: Professional
    finding: eligibility.Finding
    opens: int | None  # the first year in which time alone opens it

    @property
    def best(self) -> eligibility.Step | None:
        return self.finding.best


def prospects(people: Iterable[Professional], *, level: int, year: int) -> list[Prospect]:
    """Of people read with their degrees, posts and certificates."""
    needs, found = needs_of(year), []
    for one in people:
        life = life_of(one)
        finding = eligibility.find(life, level, year, needs)
        opens = None
        if not finding.is_open and not finding.is_held:
            opens = eligibility.next_open(life, level, year, needs)
        found.append(Prospect(one, finding, opens))
    return found


def with_life(actor: Actor) -> "QuerySet[Professional]":
    """The people of one's register with all that eligibility asks."""
    rows = Professional.objects.for_desk(actor).standing().select_related("person")
    return rows.prefetch_related("degrees", "posts", "qualifications")


def without_level(actor: Actor, level: int) -> "QuerySet[Professional]":
    """Those of one's register who hold neither this level nor a higher one."""
    held = Qualification.objects.filter(professional=OuterRef("pk"), level__gte=level)
    return with_life(actor).filter(~Exists(held))


def minutes_by_person(rows: "QuerySet[Professional]", since: date) -> dict[UUID, int]:
    """How many minutes each of them learned since a day: one statement. What was stated for a span
    counts as one; single days inside it are in it already.
    """
    learned: dict[UUID, list[tuple[date | None, date, int]]] = defaultdict(list)
    found = Education.objects.filter(professional__in=rows.values("pk"), on__gte=since)
    for key, start, on, minutes in found.values_list("professional", "since", "on", "minutes"):
        learned[key].append((start, on, minutes))
    return {key: _minutes(each, since) for key, each in learned.items()}


def _minutes(learned: list[tuple[date | None, date, int]], since: date) -> int:
    spans = [each for each in learned if each[0] and each[0] >= since]
    stated = max(spans, key=lambda each: each[2], default=None)
    single = sum(
        minutes
        for start, on, minutes in learned
        if start is None and not (stated and stated[0] and stated[0] <= on <= stated[1])
    )
    return single + (stated[2] if stated else 0)


@dataclass(frozen=True)
class Budget:
    """One policy in one year, in yuan. `owed`: due and not paid; `applications`: open ones as the
    policy pays; `ahead`: months of this year that are still to fall due.
    """

    policy: Policy
    paid: int
    owed: int
    applications: int
    ahead: int

    @property
    def forecast(self) -> int:
        return self.paid + self.owed + self.applications + self.ahead

    @property
    def left(self) -> int:
        return self.policy.yearly_budget - self.forecast


def budgets(county: str, year: int) -> list[Budget]:
    """Each policy under which something was awarded, asked for, or may be asked for this year."""
    rows = Policy.objects.filter(county=county, valid_from__year__lte=year)
    rows = rows.filter(Q(valid_to=None) | Q(valid_to__year__gte=year))
    return [_budget(policy, year) for policy in rows]


def ledger(county: str, year: int) -> "QuerySet[Booking]":
    """What left and what came back, the newest first."""
    rows = Booking.objects.filter(county=county, on__year=year)
    return rows.select_related("line__batch")


def _budget(policy: Policy, year: int) -> Budget:
    of_policy = {"line__payment__award__policy": policy, "on__year": year}
    paid = Booking.objects.filter(**of_policy).aggregate(sum=Sum("amount"))["sum"] or 0
    due = Payment.objects.filter(award__policy=policy, due_on__lte=clock.today())
    due = due.filter(award__revoked_on=None)
    open_ones = due.exclude(lines__outcome="paid")
    owed = open_ones.aggregate(sum=Sum("amount"))["sum"] or 0
    applications = Application.objects.filter(policy=policy, state__in=OPEN).count()
    each = policy.amount * (policy.months or 1)
    return Budget(policy, paid, owed, applications * each, _ahead(policy, year))


def _ahead(policy: Policy, year: int) -> int:
    """The months from the next one until the end of the year, of awards that last so long."""
    if policy.kind != Policy.Kind.MONTHLY:
        return 0
    today, total = clock.today(), 0
    for given in Award.objects.standing().filter(policy=policy):
        begun = date.fromisoformat(f"{given.first_month}-01")
        for number in range(given.months):
            first = months_later(begun, number)
            is_over = bool(given.ends_before) and f"{first:%Y-%m}" >= given.ends_before
            if first.year == year and first > today and not is_over:
                total += given.amount
    return total
