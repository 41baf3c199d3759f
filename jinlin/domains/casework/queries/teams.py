"""Who works for an agency, and who is on the team of a case?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from jinlin.domains.casework.lifecycle import State
from jinlin.domains.casework.models import CASE_ROLES, Assignment, Case, News, Part, Task
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import Role
from jinlin.ground.places.models import Organisation


@dataclass(frozen=True)
class Teammate:
    """Somebody on the team, by name."""

    assignment: UUID
    user: UUID
    name: str
    part: str
    since: datetime

    @property
    def label(self) -> Any:
        return Part(self.part).label


def works_for(agency: Organisation, user: UUID, role: str) -> bool:
    grants = Grant.objects.current().filter(organisation=agency, role=role)
    return grants.filter(user_id=user).exists()


def there(rows: "QuerySet[Any]", *roles: str) -> "QuerySet[Any]":
    """Of these assignments those of people who still work for the agency of the case."""
    grants = Grant.objects.current().filter(
        user=OuterRef("user"), organisation=OuterRef("case__agency"), role__in=roles or CASE_ROLES
    )
    return rows.filter(Exists(grants), user__is_active=True, until_at=None)


def without_a_supervisor() -> "QuerySet[Case]":
    """Cases, sealed and closed ones too, whose supervisors all left an agency that has another."""
    watching = there(Assignment.objects.filter(case=OuterRef("pk")), Role.CASE_SUPERVISOR)
    others = Grant.objects.current().filter(
        organisation=OuterRef("agency"), role=Role.CASE_SUPERVISOR, user__is_active=True
    )
    rows = Case.objects.filter(~Exists(watching.filter(part=Part.SUPERVISOR)), Exists(others))
    return rows.exclude(state=State.DESTROYED)


def second_cases() -> "QuerySet[Case]":
    """Cases that are not sealed, of whose person a team has an earlier one and was not told."""
    known = Task.objects.filter(
        case=OuterRef("pk"), what=News.SECOND, about=OuterRef(OuterRef("pk"))
    )
    earlier = Case.objects.filter(
        ~Exists(known),
        county=OuterRef("county"),
        mark=OuterRef("mark"),
        opened_at__lt=OuterRef("opened_at"),
    ).exclude(state=State.DESTROYED)
    rows = Case.objects.filter(Exists(earlier), sealed_at=None).exclude(mark="")
    return rows.exclude(state=State.DESTROYED)


def staff_of(agency: Organisation, role: str = Role.CASEWORKER) -> list[tuple[str, str]]:
    """Who can be chosen: key and name."""
    grants = Grant.objects.current().filter(organisation=agency, role=role)
    users = User.objects.filter(pk__in=grants.values("user_id"))
    return sorted(((str(user.pk), user.name) for user in users), key=lambda each: each[1])


def team_of(case: Case) -> list[Teammate]:
    rows = Assignment.objects.filter(case=case, until_at=None).select_related("user")
    order = list(Part.values)
    found = [Teammate(row.pk, row.user_id, row.user.name, row.part, row.since_at) for row in rows]
    return sorted(found, key=lambda each: (order.index(each.part), each.name))
