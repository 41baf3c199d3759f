"""Who keeps which open appeals, and which are kept by somebody who is gone?"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jinlin.core.actor import Actor, within
from jinlin.domains.appeals.lifecycle import KEPT
from jinlin.domains.appeals.models import Appeal, AppealQuerySet
from jinlin.domains.appeals.permissions import can_see_keeper
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.queries import members_of
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.places.models import Organisation


@dataclass(frozen=True)
class Desk:
    """How many open appeals one member of staff keeps for a unit. `is_member`: works in it at
    present.
    """

    user: User
    count: int
    is_member: bool


def kept_by(user_id: UUID, unit_id: UUID) -> AppealQuerySet:
    """What somebody keeps for a unit and has not finished, most urgent first."""
    return (
        Appeal.objects.filter(keeper=user_id, unit=unit_id, state__in=KEPT)
        .select_related("unit", "place")
        .order_by("due_at", "id")
    )


def unkept() -> AppealQuerySet:
    """Kept by somebody whose account is locked, or who does not work in the unit any more."""
    working = Grant.objects.current().filter(
        user=OuterRef("keeper"),
        organisation=OuterRef("unit"),
        role__in=WORKERS,
        user__is_active=True,
    )
    return Appeal.objects.filter(~Exists(working), keeper__isnull=False, state__in=KEPT)


def desks_of(unit: Organisation) -> list[Desk]:
    """Everybody who works in the unit or keeps something for it: three statements."""
    tally = (
        Appeal.objects.filter(unit=unit, keeper__isnull=False, state__in=KEPT)
        .order_by()
        .values_list("keeper")
        .annotate(number=Count("pk"))
    )
    counts = dict(tally)
    members = list(members_of(unit.pk))
    working = {user.pk for user in members}
    gone = User.objects.staff().filter(pk__in=set(counts) - working).order_by("name", "username")
    return [Desk(user, counts.get(user.pk, 0), user.pk in working) for user in [*gone, *members]]


def still_kept(users: list[UUID]) -> dict[UUID, int]:
    """How many open appeals each of these people keeps: numbers only, for whoever may not see the
    appeals. One statement.
    """
    rows = (
        Appeal.objects.filter(keeper__in=users, state__in=KEPT)
        .order_by()
        .values_list("keeper")
        .annotate(number=Count("pk"))
    )
    return {keeper: number for keeper, number in rows if keeper}


def keeper_of(appeal: Appeal, *, actor: Actor) -> User | None:
    """Who keeps it, for those who work in its unit."""
    if appeal.keeper is None or not can_see_keeper(actor, appeal):
        return None
    return User.objects.filter(pk=appeal.keeper).first()


def units_led_by(actor: Actor) -> QuerySet[Organisation]:
    """The units whose desks this actor may hand over: their own, and those of their places."""
    led = Q(pk__in=actor.organisations(Role.LEAD)) | within(actor.codes(Role.LEAD))
    return Organisation.objects.open().filter(led).order_by("place_code", "kind", "name")


def keepers() -> QuerySet[Any, Any]:
    """The keys of all who keep something open, for a subquery."""
    return Appeal.objects.filter(keeper__isnull=False, state__in=KEPT).order_by().values("keeper")
