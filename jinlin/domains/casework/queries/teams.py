"""Who works for an agency, and who is on the team of a case?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jinlin.domains.casework.models import Assignment, Case, Part
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
