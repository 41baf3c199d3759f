"""How many minutes has a volunteer, and where does each come from?

The own page, the county's page and the certificate ask here: one sum, one definition.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from jinlin.core.actor import Actor
from jinlin.core.files import uploads
from jinlin.core.files.uploads import Upload
from jinlin.core.time import clock
from jinlin.services.volunteers import deadlines
from jinlin.services.volunteers.lifecycle import State
from jinlin.services.volunteers.models import (
    Entry,
    Membership,
    ServiceRecord,
    Team,
    Trust,
    Volunteer,
    VolunteerRule,
)
from jinlin.services.volunteers.models.people import MembershipState

STANDING = (MembershipState.ASKED, MembershipState.MEMBER)
FIRM = ~Q(trust=Trust.BACKFILLED)


@dataclass(frozen=True)
class Sums:
    """Minutes by who saw them. `checked`: the volunteer said that they are right, and somebody saw
    them: what certificates and stars rest on.
    """

    records: int = 0
    witnessed: int = 0
    confirmed: int = 0
    backfilled: int = 0
    checked: int = 0
    unchecked: int = 0
    stars: int = 0

    @property
    def counted(self) -> int:
        return self.witnessed + self.confirmed + self.backfilled


def with_standing(teams: Iterable[Team], volunteer: Volunteer | None) -> list[tuple[Team, str]]:
    """Each team, and in words how this volunteer stands to it: asked, a member, or nothing."""
    teams = list(teams)
    rows = Membership.objects.filter(team__in=teams, volunteer=volunteer, state__in=STANDING)
    found = {row.team_id: str(row.get_state_display()) for row in rows} if volunteer else {}
    return [(team, found.get(team.pk, "")) for team in teams]


def led_by(actor: Actor) -> "QuerySet[Team]":
    """The teams that this volunteer leads."""
    return Team.objects.present().filter(leader__in=Volunteer.objects.own(actor).present())


def teams_led_by(actor: Actor) -> list[tuple[Team, list[Membership]]]:
    """Those teams, each with those who ask to join before the members."""
    teams = list(led_by(actor).select_related("place").order_by("name", "pk"))
    members = Membership.objects.filter(team__in=teams, state__in=STANDING)
    found: dict[UUID, list[Membership]] = {team.pk: [] for team in teams}
    for each in members.select_related("volunteer__person").order_by("state", "asked_on", "pk"):
        found[each.team_id].append(each)
    return [(team, found[team.pk]) for team in teams]


def entries_of(volunteer: Volunteer) -> list[tuple[Entry, list[Upload]]]:
    """The lines of the file, each with its evidence: two statements."""
    rows = list(volunteer.entries.order_by("group", "-on", "pk"))
    papers = uploads.of_each(rows)
    return [(row, papers.get(row.pk, [])) for row in rows]


def sums_of(volunteer: Volunteer) -> Sums:
    """One statement, and one for the county's stars."""
    rows = ServiceRecord.objects.counted().filter(volunteer=volunteer)
    sums = rows.aggregate(
        records=Count("pk"),
        checked=Sum("minutes", filter=Q(state=State.VERIFIED) & FIRM),
        unchecked=Count("pk", filter=~Q(state=State.VERIFIED)),
        **{trust.value: Sum("minutes", filter=Q(trust=trust)) for trust in Trust},
    )
    known = {name: value or 0 for name, value in sums.items()}
    hours = VolunteerRule.of(volunteer.county, clock.today()).star_hours
    return Sums(**known, stars=deadlines.stars(known["checked"], hours))
