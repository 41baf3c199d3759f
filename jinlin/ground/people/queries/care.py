"""Which households are in need, who looks after them, and what may be seen of them?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, UUIDField
from django.db.models.functions import Substr

from jinlin.core.actor import Actor, within
from jinlin.core.prepared import Prepared
from jinlin.ground.accounts.models import Grant, User
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.people.models import (
    READERS,
    CareLink,
    CareRole,
    Consent,
    Household,
    HouseholdRows,
    Membership,
    Need,
    Person,
    Purpose,
    Relation,
    linked,
)
from jinlin.ground.people.permissions import is_under_consent_age
from jinlin.ground.places.models import CODE_LENGTHS, Place
from jinlin.ground.places.queries import HOMES

ORDER = ("place_code", "id")


@dataclass(frozen=True)
class Member:
    """One who lives there now. `agrees`: a consent to care holds, a guardian's for a child."""

    person: Person
    groups: list[str]
    agrees: bool

    @property
    def pk(self) -> UUID:
        key: UUID = self.person.pk
        return key


@dataclass(frozen=True)
class Seat:
    """One of the three roles at a household, and who has it now."""

    role: CareRole
    link: CareLink | None


@dataclass(frozen=True)
class Home:
    """A household as a page shows it."""

    household: Household
    members: list[Member]
    seats: list[Seat]

    @property
    def groups(self) -> list[str]:
        return list(dict.fromkeys(group for member in self.members for group in member.groups))

    @property
    def is_in_need(self) -> bool:
        return any(member.groups for member in self.members)

    @property
    def agrees(self) -> bool:
        return any(member.agrees for member in self.members)


@dataclass(frozen=True)
class Gap:
    """How many households in need a place has, and how many of them lack somebody in each role."""

    code: str
    name: str
    households: int
    lacking: dict[str, int] = field(default_factory=dict)

    @property
    def any(self) -> int:
        return self.lacking["any"]

    @property
    def cells(self) -> list[int]:
        return [self.lacking[role] for role in CareRole.values]


@dataclass(frozen=True)
class CareOf:
    """The household somebody lives in now, and who looks after it."""

    household: UUID
    users: list[UUID]


def households_without(actor: Actor, role: str = "") -> HouseholdRows:
    """The households in need of an actor's places that lack somebody in this role; in any of them
    when none is named.
    """
    return Household.objects.for_desk(actor).lacking(role)


def households_in_need(actor: Actor) -> HouseholdRows:
    return Household.objects.for_desk(actor).in_need()


def households_with_leavers(actor: Actor) -> HouseholdRows:
    """Those whose carer's account is locked, or who is staff without any role today: to be handed
    over.
    """
    return Household.objects.for_desk(actor).filter(
        Exists(CareLink.objects.by_leavers().filter(household=OuterRef("pk")))
    )


def households_no_longer_in_need(actor: Actor) -> HouseholdRows:
    """Somebody still looks after them: a link to be ended."""
    open_links = CareLink.objects.open().filter(household=OuterRef("pk"))
    rows = Household.objects.for_desk(actor).filter(Exists(open_links))
    return rows.exclude(pk__in=Household.objects.in_need().values("pk"))


def households_of(user_id: UUID | None) -> HouseholdRows:
    """The households that somebody looks after now."""
    own = CareLink.objects.open().kept_by(user_id).filter(household=OuterRef("pk"))
    return Household.objects.filter(Exists(own))


def people_of(household: Household) -> QuerySet[CareLink]:
    """Who looks after the household now."""
    return household.care_links.open().select_related("user").order_by("role", "pk")


def history_of(household: Household) -> QuerySet[CareLink]:
    """Everybody who ever looked after it, the latest first."""
    return household.care_links.select_related("user", "given_by", "follows").order_by(
        "-since", "-pk"
    )


def homes(rows: Iterable[Household]) -> list[Home]:
    """What a page shows of these households: a fixed number of statements,
    however many they are.
    """
    rows = list(rows)
    keys = [row.pk for row in rows]
    needs = Prefetch(
        "person__needs",
        Need.objects.filter(until=None).select_related("group"),
        to_attr="present_needs",
    )
    memberships = (
        Membership.objects.filter(household__in=keys, until=None)
        .select_related("person")
        .prefetch_related(needs)
    )
    living: dict[UUID, list[Person]] = {}
    for membership in memberships.order_by("since", "pk"):
        living.setdefault(membership.household_id, []).append(membership.person)
    agreeing = {
        person.pk
        for person in consenting([person for persons in living.values() for person in persons])
    }
    links = {
        (link.household_id, link.role): link
        for link in CareLink.objects.open()
        .filter(household__in=keys)
        .select_related("user", "follows")
    }
    return [
        Home(
            household=row,
            members=[_member(person, person.pk in agreeing) for person in living.get(row.pk, [])],
            seats=[Seat(role, links.get((row.pk, role))) for role in CareRole],
        )
        for row in rows
    ]


def consenting(persons: Sequence[Person]) -> list[Person]:
    """Of these, whoever's consent to care holds.

    For a child only a guardian's counts, also when it was recorded before the child's age was
    known.
    """
    given: dict[UUID, set[str]] = {}
    rows = (
        Consent.objects.filter(person__in=persons, purpose=Purpose.CARE, withdrawn_at=None)
        if persons
        else Consent.objects.none()
    )
    for person_id, relation in rows.values_list("person_id", "relation"):
        given.setdefault(person_id, set()).add(relation)
    return [
        each
        for each in persons
        if (
            Relation.GUARDIAN in given.get(each.pk, ())
            if is_under_consent_age(each)
            else each.pk in given
        )
    ]


def care_of(person: Person) -> CareOf | None:
    """Who may be told that something happens to this person: those who look after their home, while
    their consent to care holds. None: nobody.
    """
    found = _CARE.rows(person=person.pk)
    if not found or not consenting([person]):
        return None
    return CareOf(household=found[0][0], users=sorted({user for _household, user in found}))


_CARE = Prepared[tuple[UUID, UUID]](
    lambda person: CareLink.objects.open().filter(
        household__in=Household.objects.in_need()
        .filter(memberships__person=person, memberships__until=None)
        .values("pk"),
        user__is_active=True,
    ),
    columns=("household_id", "user_id"),
    person=UUIDField(),
)


def carers_of(person: Person) -> list[UUID]:
    """The users who look after this person's present household; nobody without a consent to care
    that holds.
    """
    care = care_of(person)
    return care.users if care else []


def still_cared_for(users: Iterable[UUID]) -> dict[UUID, int]:
    """How many households each of these people looks after: numbers only, for whoever may not see
    the households. One statement.
    """
    rows = (
        CareLink.objects.open()
        .filter(user__in=list(users))
        .order_by()
        .values_list("user")
        .annotate(number=Count("pk"))
    )
    return dict(rows)


def carers() -> QuerySet[Any, Any]:
    """The keys of all who look after a household, for a subquery."""
    return CareLink.objects.open().order_by().values("user")


def gaps(actor: Actor, place: Place) -> list[Gap]:
    """For each place directly inside (for the place itself when nothing is): how many households in
    need, and how many lack whom. Two statements.
    """
    inside = [length for length in sorted(CODE_LENGTHS.values()) if length > len(place.code)]
    length = inside[0] if inside else len(place.code)
    missing = {role: Count("pk", filter=~Q(linked(role))) for role in CareRole.values}
    anybody = Q()
    for role in CareRole.values:
        anybody |= ~Q(linked(role))
    rows: Any = (
        households_in_need(actor)
        .filter(within(place.codes))
        .order_by()
        .annotate(part=Substr("place_code", 1, length))
        .values("part")
    )
    counted = list(
        rows.annotate(households=Count("pk"), any=Count("pk", filter=anybody), **missing).order_by(
            "part"
        )
    )
    names = dict(
        Place.objects.present()
        .filter(code__in=[row["part"] for row in counted])
        .values_list("code", "name")
    )
    return [
        Gap(
            row["part"],
            names.get(row["part"], row["part"]),
            row["households"],
            {name: row[name] for name in ("any", *missing)},
        )
        for row in counted
    ]


def place_for(actor: Actor, code: str) -> Place | None:
    """The place asked for, when the actor looks after it; without a code,
    the widest of their own.
    """
    own = actor.codes(*READERS)
    code = code or min(own, key=len, default="")
    if not code or not code.isascii() or not code.isdigit() or not actor.holds(*READERS, at=code):
        return None
    return Place.objects.present().filter(code=code).select_related("parent").first()


def own_places(actor: Actor) -> list[Place]:
    """The places that an actor looks after, the widest first."""
    return sorted(
        Place.objects.present().filter(code__in=actor.codes(*READERS)),
        key=lambda place: (len(place.code), place.code),
    )


def homes_to_choose(codes: Iterable[str]) -> QuerySet[Place]:
    """Where a household can live inside these places: their neighbourhoods and communities."""
    return (
        Place.objects.present()
        .filter(within(codes, "code"), level__in=HOMES)
        .select_related("parent")
        .order_by("code")
    )


def staff_to_choose(county: str) -> QuerySet[User]:
    """Who of the county's staff can look after a household: those who hold a working role today."""
    grants = Grant.objects.current().filter(role__in=WORKERS)
    return (
        User.objects.staff()
        .filter(is_active=True, county=county, pk__in=grants.values("user"))
        .order_by("name", "username")
    )


def _member(person: Person, agrees: bool) -> Member:
    needs: list[Need] = person.present_needs  # type: ignore[attr-defined]
    return Member(
        person,
        [
            need.group.name
            for need in sorted(needs, key=lambda need: (need.group.order, need.group_id))
        ],
        agrees,
    )
