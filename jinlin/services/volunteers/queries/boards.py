"""Which volunteers, teams, activities and records stand where, for staff?"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from jinlin.core.actor import Actor, within
from jinlin.core.time import clock
from jinlin.ground.people.queries import person_matches
from jinlin.services.volunteers.lifecycle import COUNTED, ActivityState, State
from jinlin.services.volunteers.models import (
    Activity,
    Finding,
    Membership,
    MembershipState,
    Pilot,
    Recheck,
    ServiceRecord,
    Team,
    Trust,
    Volunteer,
    VolunteerRule,
)
from jinlin.services.volunteers.models.people import READERS

TO_DECIDE = (State.PROPOSED, State.REQUESTED, State.DISPUTED, State.APPEALED)
RECORDS = {
    "decide": Q(state__in=TO_DECIDE),
    "unchecked": Q(state=State.RECORDED),
    "counted": Q(state__in=COUNTED),
    "afterwards": Q(trust=Trust.BACKFILLED),
    "recheck": Q(recheck__finding=Finding.OPEN),
    "all": Q(),
}
ACTIVITIES = {
    "open": Q(state=ActivityState.PLANNED),
    "recorded": Q(state=ActivityState.RECORDED),
    "all": Q(),
}


def volunteers(actor: Actor, text: str = "") -> "QuerySet[Volunteer]":
    """Those of one's places, with their minutes that count; those of a name, phone or id."""
    own = ServiceRecord.objects.filter(volunteer=OuterRef("pk"), state__in=COUNTED)
    counted = _each(own, "volunteer", Sum("minutes"))
    rows = Volunteer.objects.present().filter(within(actor.codes(*READERS)))
    if text:
        rows = rows.filter(person_matches(text))
    return rows.select_related("person", "place").annotate(counted=counted)


def teams(actor: Actor) -> "QuerySet[Team]":
    own = Membership.objects.filter(team=OuterRef("pk"))
    members = _number(own.filter(state=MembershipState.MEMBER), "team")
    applicants = _number(own.filter(state=MembershipState.ASKED), "team")
    rows = Team.objects.present().visible_to(actor).select_related("place")
    return rows.annotate(members=members, applicants=applicants)


def activities(actor: Actor, state: str) -> "QuerySet[Activity]":
    people = _number(ServiceRecord.objects.filter(activity=OuterRef("pk")), "activity")
    rows = Activity.objects.visible_to(actor).filter(ACTIVITIES.get(state, Q()))
    return rows.select_related("place", "team").annotate(people=people)


def records(actor: Actor, state: str) -> "QuerySet[ServiceRecord]":
    rows = ServiceRecord.objects.for_desk(actor).filter(RECORDS.get(state, Q()))
    return rows.select_related("volunteer__person", "team")


def _each(rows: "QuerySet[Any]", key: str, total: Any) -> Subquery:
    """Asked for each line that is shown, so that a page costs the same however long the list is."""
    return Subquery(rows.order_by().values(key).annotate(n=total).values("n"))


def _number(rows: "QuerySet[Any]", key: str) -> Coalesce:
    return Coalesce(_each(rows, key, Count("pk")), 0)


def members_of(team: Team) -> list[Membership]:
    rows = team.memberships.filter(state__in=(MembershipState.ASKED, MembershipState.MEMBER))
    return list(rows.select_related("volunteer__person").order_by("state", "asked_on", "pk"))


def former_members_of(team: Team, most: int = 50) -> list[Membership]:
    """Who belonged to the team from when until when, the last first."""
    rows = team.memberships.filter(state=MembershipState.LEFT, since__isnull=False)
    return list(rows.select_related("volunteer__person").order_by("-until", "-pk")[:most])


def pilots(actor: Actor, most: int = 50) -> list[dict[str, Any]]:
    """The pilots of one's places, each with its teams and what was done there: activities held,
    people once each, person-times and minutes that count.
    """
    rows = Pilot.objects.visible_to(actor).select_related("place", "organisation")
    found = list(rows.order_by("place_code", "since", "pk").prefetch_related("teams")[:most])
    held = Activity.objects.filter(pilot__in=found).exclude(held_on=None)
    counted = ServiceRecord.objects.counted().filter(activity__pilot__in=found)
    activities = dict(held.order_by().values_list("pilot").annotate(Count("pk")))
    figures = {
        row["activity__pilot"]: row
        for row in counted.order_by()
        .values("activity__pilot")
        .annotate(
            times=Count("pk"), people=Count("volunteer", distinct=True), minutes=Sum("minutes")
        )
    }
    return [
        {
            "pilot": pilot,
            "teams": sorted(pilot.teams.all(), key=lambda team: team.name),
            "activities": activities.get(pilot.pk, 0),
            "figures": figures.get(pilot.pk, {"times": 0, "people": 0, "minutes": 0}),
        }
        for pilot in found
    ]


@dataclass(frozen=True)
class Oddity:
    """Something that looks wrong: which kind, a record to look at, and the number that is odd."""

    kind: str
    record: ServiceRecord
    number: int


def oddities(county: str, *, days: int = 90, most: int = 50) -> list[Oddity]:
    """Days that are too long, at too many places, and records that the person served denies. Never
    a ranking: in the order of the days.
    """
    rule = VolunteerRule.of(county, clock.today())
    rows = ServiceRecord.objects.counted().filter(
        county=county, served_on__gte=clock.today() - timedelta(days=days)
    )
    by_day = (
        rows.order_by("-served_on")
        .values("volunteer", "served_on")
        .annotate(sum=Sum("minutes"), places=Count("where", distinct=True))
        .filter(Q(sum__gt=rule.long_minutes) | Q(places__gte=rule.places_a_day))[:most]
    )
    found = []
    for day in by_day:
        record = (
            rows.select_related("volunteer__person")
            .filter(volunteer=day["volunteer"], served_on=day["served_on"])
            .order_by("begins_at")
            .first()
        )
        is_long = day["sum"] > rule.long_minutes
        if record:
            found.append(
                Oddity("long" if is_long else "places", record, day["sum" if is_long else "places"])
            )
    return found + _denied(county) + _patterns(rows)


def _denied(county: str) -> list[Oddity]:
    denied = Recheck.objects.filter(county=county, finding="denied").exclude(
        record__state=State.STRUCK
    )
    return [
        Oddity("denied", each.record, each.record.minutes)
        for each in denied.select_related("record__volunteer__person").order_by("-asked_on")
    ]


def _patterns(rows: Any, most: int = 20) -> list[Oddity]:
    """Five or more written afterwards by one hand on one day, for the same hours."""
    same = (
        rows.filter(trust=Trust.BACKFILLED)
        .order_by("-recorded_on")
        .values("recorded_on", "recorded_by", "begins_at", "ends_at")
        .annotate(times=Count("pk"), hand=F("recorded_by"))
        .filter(times__gte=5)[:most]
    )
    return [
        Oddity(
            "pattern",
            rows.select_related("volunteer__person")
            .filter(recorded_on=each["recorded_on"], begins_at=each["begins_at"])
            .order_by("pk")[0],
            each["times"],
        )
        for each in same
    ]
