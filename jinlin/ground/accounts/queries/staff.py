"""Which staff are there, what do they hold, and who looked at what?"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from jinlin.core.actor import Actor, county_of, within
from jinlin.core.timeline import Access, Seal, trail
from jinlin.ground.accounts.models import ApiToken, Grant, User
from jinlin.ground.accounts.roles import WORKERS, Role
from jinlin.ground.accounts.telling import Line, line_of
from jinlin.ground.places.models import CODE_LENGTHS, Level, Organisation, Place

LONGEST_HISTORY = 50


def staff(actor: Actor, *, text: str = "") -> QuerySet[User]:
    """The staff that a security administrator keeps, with their present roles, whether a second
    factor is set up, and found by name or user name.
    """
    rows = User.objects.visible_to(actor)
    if text := text.strip():
        rows = rows.filter(Q(name__icontains=text) | Q(username__icontains=text.lower()))
    present = (
        Grant.objects.current().select_related("place", "organisation").order_by("valid_from", "pk")
    )
    second = Exists(Authenticator.objects.filter(user=OuterRef("pk"), type=Authenticator.Type.TOTP))
    return rows.annotate(has_second_factor=second).prefetch_related(
        Prefetch("grants", queryset=present, to_attr="present_grants")
    )


def holders(*roles: Role, at: str) -> QuerySet[User]:
    """Who holds one of these roles today at the place with this code or above it."""
    above = {at[:length] for length in CODE_LENGTHS.values() if length <= len(at)}
    grants = Grant.objects.current().filter(role__in=roles, place__code__in=above)
    return User.objects.staff().filter(is_active=True, pk__in=grants.values("user")).order_by("pk")


def staffed(units: Iterable[UUID]) -> frozenset[UUID]:
    """Those of these organisations for which somebody with an account works today."""
    grants = Grant.objects.current().filter(
        organisation__in=units, role__in=WORKERS, user__is_active=True
    )
    return frozenset(grants.values_list("organisation_id", flat=True))


@dataclass(frozen=True)
class Dossier:
    """All that the page of one member of staff shows."""

    user: User
    grants: list[Grant]
    tokens: list[ApiToken]
    history: list[Line]
    has_second_factor: bool


def dossier(actor: Actor, pk: UUID) -> Dossier | None:
    """None when this is not an account that the actor keeps."""
    user = User.objects.visible_to(actor).filter(pk=pk).first()
    if user is None:
        return None
    grants = user.grants.select_related("place__successor__successor", "organisation").order_by(
        "-valid_from", "-pk"
    )
    return Dossier(
        user=user,
        grants=list(grants),
        tokens=list(user.tokens.all()),
        history=[line_of(entry) for entry in trail(user)[::-1][:LONGEST_HISTORY]],
        has_second_factor=Authenticator.objects.filter(
            user=user, type=Authenticator.Type.TOTP
        ).exists(),
    )


def grantable_places(actor: Actor, county: str) -> QuerySet[Place]:
    """Where a role can be granted: the county, its towns and its communities, as far as the actor
    keeps accounts there.
    """
    levels = (Level.PREFECTURE, Level.COUNTY, Level.TOWN, Level.COMMUNITY)
    return (
        Place.objects.open()
        .filter(within(actor.codes(Role.SECURITY_ADMIN), "code"), county=county, level__in=levels)
        .order_by("code")
    )


def grantable_organisations(actor: Actor, county: str) -> QuerySet[Organisation]:
    return (
        Organisation.objects.open()
        .filter(within(actor.codes(Role.SECURITY_ADMIN)), county=county)
        .order_by("kind", "name")
    )


def counties_of(actor: Actor, role: str) -> list[str]:
    """The counties (or higher places) for which the actor holds the role."""
    return list(dict.fromkeys(county_of(code) for code in actor.codes(role)))


def tokens_kept(actor: Actor) -> QuerySet[ApiToken]:
    return ApiToken.objects.visible_to(actor).select_related("user").order_by("-issued_at", "-pk")


def accesses(actor: Actor) -> QuerySet[Access]:
    """Who looked at what, in the counties that the actor audits."""
    return Access.objects.filter(within(actor.codes(Role.AUDIT_ADMIN), "county"))


def seals(actor: Actor, limit: int = 10) -> list[Seal]:
    rows = Seal.objects.filter(within(actor.codes(Role.AUDIT_ADMIN), "county"))
    return list(rows.defer("heads").order_by("-day", "county", "-seq")[:limit])


def names_of(users: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names for the access log: one query for a whole page."""
    return {user.pk: str(user) for user in User.objects.filter(pk__in={pk for pk in users if pk})}
