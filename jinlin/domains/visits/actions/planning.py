"""How is a round planned, who goes to which door, and how does it end?"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from jinlin.core.actor import SYSTEM, Actor, within
from jinlin.core.errors import Unusable, require
from jinlin.core.text import needed
from jinlin.core.time import clock
from jinlin.domains.visits.actions.steps import keep, tell_of_list
from jinlin.domains.visits.lifecycle import TO_DO, DoorState, RoundState
from jinlin.domains.visits.models import (
    ChecklistVersion,
    Door,
    Finding,
    FindingKind,
    First,
    Round,
    TargetGroup,
    Visit,
)
from jinlin.domains.visits.models.round import KNOCKERS
from jinlin.domains.visits.permissions import ROUND_RULES, can_plan
from jinlin.ground.accounts.models import Grant
from jinlin.ground.people.models import CareLink, GroupInNeed, Household, Need
from jinlin.ground.places import queries as places
from jinlin.ground.places.models import GOVERNING, Place

LONGEST_TITLE, LONGEST_REASON, LONGEST_REPORT = 60, 300, 5000
NEVER_VISITED, CARED_FOR = 1, 2  # what a door weighs more


@dataclass(frozen=True)
class Terms:
    """What a round is told to be."""

    title: str
    groups: Sequence[GroupInNeed]
    checklist: ChecklistVersion
    starts_on: date
    ends_on: date
    goes_first: str = First.GRID


@transaction.atomic
def plan(place: Place, terms: Terms, *, actor: Actor) -> Round:
    """The round stands with a door for each household of its groups, each with the visitor that its
    care link or its grid names. Nobody has set out yet.
    """
    require(can_plan(actor, place))
    unit = places.intake_unit(place)
    if unit is None:
        raise Unusable(_("Nobody looks after this place yet."), field="place")
    if not terms.groups:
        raise Unusable(_("Please choose at least one group."), field="groups")
    if terms.ends_on < terms.starts_on:
        raise Unusable(_("The last day is before the first."), field="ends_on")
    if terms.ends_on < clock.today():
        raise Unusable(_("This day is over."), field="ends_on")
    round_ = Round(
        county=place.county_code,
        title=needed(
            terms.title, field="title", words=_("Please give it a name."), limit=LONGEST_TITLE
        ),
        place=place,
        place_code=place.code,
        unit=unit,
        checklist=terms.checklist,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        goes_first=terms.goes_first,
        due_at=clock.end_of(terms.starts_on),
        planned_at=clock.now(),
        planned_on=clock.today(),
    )
    keep(round_, "plan", actor=actor)
    round_.groups.set(terms.groups)
    lay_out(round_)
    return round_


def lay_out(round_: Round) -> int:
    """Every household of the round's groups that lives there now has a door; how many are new.
    Safe to run twice.
    """
    groups = {group.pk: group for group in round_.groups.all()}
    needs = _needs(round_, list(groups))
    known = set(round_.doors.values_list("household", flat=True))
    homes = list(Household.objects.filter(pk__in=set(needs) - known).order_by("place_code", "pk"))
    visitors, last = _visitors(homes, round_.goes_first), _last_visits(round_.county, homes)
    weights = weights_of(round_.county)
    doors = [_door(round_, home, needs[home.pk], weights, last) for home in homes]
    _give_out(doors, visitors)
    Door.objects.bulk_create(doors)
    through = Door.groups.through
    through.objects.bulk_create(
        through(door=door, groupinneed_id=group)
        for door in doors
        for group in sorted(needs[door.household_id])
    )
    return len(doors)


@transaction.atomic
def set_out(round_: Round, *, actor: Actor) -> Round:
    """Visitors find the doors on their lists. Raises NotNow while a door has no visitor."""
    lay_out(round_)
    round_ = ROUND_RULES.begin(round_, "set_out", actor)
    round_.set_out_on = clock.today()
    round_.due_at = clock.end_of(round_.ends_on)
    doors = round_.doors.count()
    round_.doors.update(due_at=round_.due_at)
    keep(round_, "set_out", actor=actor, doors=doors, until=round_.ends_on.isoformat())
    _tell_carers(round_)
    return round_


@transaction.atomic
def extend(round_: Round, *, until: date, reason: str, actor: Actor) -> Round:
    """The round goes on until that day."""
    round_ = ROUND_RULES.begin(round_, "extend", actor)
    if until <= round_.ends_on:
        raise Unusable(_("Please choose a later day."), field="until")
    if until < clock.today():
        raise Unusable(_("This day is over."), field="until")
    reason = needed(reason, field="reason", limit=LONGEST_REASON)
    round_.ends_on, round_.due_at = until, clock.end_of(until)
    round_.doors.filter(state__in=TO_DO).update(due_at=round_.due_at)
    keep(round_, "extend", actor=actor, until=until.isoformat(), reason=reason)
    return round_


@transaction.atomic
def close(round_: Round, *, report: str, actor: Actor) -> Round:
    """The round is over, with its report. What still comes from a phone is taken all the same."""
    round_ = ROUND_RULES.begin(round_, "close", actor)
    round_.report = needed(report, field="report", limit=LONGEST_REPORT)
    round_.closed_on = clock.today()
    visited = round_.doors.filter(state=DoorState.VISITED).count()
    keep(round_, "close", actor=actor, visited=visited, doors=round_.doors.count())
    return round_


@transaction.atomic
def drop(round_: Round, *, reason: str, actor: Actor) -> Round:
    """The round does not take place."""
    round_ = ROUND_RULES.begin(round_, "drop", actor)
    reason = needed(reason, field="reason", limit=LONGEST_REASON)
    keep(round_, "drop", actor=actor, reason=reason)
    return round_


def _tell_carers(round_: Round) -> None:
    """Whoever goes because they look after a household, and has no desk on which it waits, hears of
    their list.
    """
    lists = Counter(round_.doors.to_do().exclude(visitor=None).values_list("visitor", flat=True))
    by_office = dict(visitors_at(round_.place_code, inside=True))
    for visitor in sorted(set(lists) - set(by_office), key=str):
        tell_of_list(round_, visitor, doors=lists[visitor])


def look_after_rounds() -> int:
    """Rounds that go on have a door for everybody who came into their groups meanwhile, and none
    whose visitor is gone: how many changed. Safe to run twice.
    """
    changed = 0
    for round_ in Round.objects.filter(state=RoundState.GOING):
        with transaction.atomic():
            changed += lay_out(Round.objects.held(round_))
    for door in _without_their_visitor():
        with transaction.atomic():
            held = Door.objects.held(door)
            held.visitor = None
            keep(held, "fall_back", actor=SYSTEM)
            changed += 1
    return changed


def _without_their_visitor() -> list[Door]:
    """The doors still to be tried whose visitor neither knocks there any more nor looks after the
    household; only their keys are read.
    """
    cares = CareLink.objects.open().filter(
        user=OuterRef("visitor"), household=OuterRef("household")
    )
    rows = Door.objects.filter(round__state=RoundState.GOING, state__in=TO_DO).filter(
        ~Exists(cares) | Q(visitor__is_active=False), visitor__isnull=False
    )
    knocking: dict[str, set[UUID]] = {}
    found = []
    for key, code, visitor in rows.order_by("pk").values_list("pk", "place_code", "visitor"):
        if code not in knocking:
            knocking[code] = {each for each, _name in visitors_at(code)}
        if visitor not in knocking[code]:
            found.append(Door(pk=key))
    return found


def visitors_at(place_code: str, *, inside: bool = False) -> list[tuple[UUID, str]]:
    """Who knocks where this place is, the nearest grid first: key and name. `inside`: also those
    who knock in a part of it only.
    """
    where = Q(place__code__in=places.above(place_code))
    if inside:
        where |= within(places.whole(place_code), "place__code")
    rows = (
        Grant.objects.current()
        .filter(where, role__in=KNOCKERS, user__is_active=True)
        .filter(Q(organisation=None) | Q(organisation__kind__in=GOVERNING))
        .select_related("user", "place")
    )
    order = {role: number for number, role in enumerate(KNOCKERS)}
    found = sorted(rows, key=lambda row: (-len(row.place.code), order[row.role], str(row.user_id)))  # type: ignore[index]
    return list({row.user_id: str(row.user) for row in found}.items())


def carers_of(household: UUID) -> list[tuple[UUID, str]]:
    """Who looks after the household, whether they work here or not: key and name."""
    rows = CareLink.objects.open().filter(household=household, user__is_active=True)
    return [(row.user_id, row.name) for row in rows.order_by("role", "pk")]


def could_go(door: Door) -> dict[UUID, str]:
    """Whoever may be given this door: those who knock there, and those who look after it."""
    return dict(carers_of(door.household_id)) | dict(visitors_at(door.place_code))


def grid_of(place_code: str) -> list[UUID]:
    """Who knocks there by office: its visitors; its clerks where it has none, else its leads."""
    rows = Grant.objects.current().filter(
        Q(organisation=None) | Q(organisation__kind__in=GOVERNING),
        user__is_active=True,
        place__code__in=places.above(place_code),
    )
    for role in KNOCKERS:
        found = list(rows.filter(role=role).values_list("place__code", "user"))
        nearest = max((len(code) for code, _user in found), default=0)
        if found:
            return sorted({user for code, user in found if len(code) == nearest})
    return []


def _needs(round_: Round, groups: Iterable[str]) -> dict[UUID, set[str]]:
    """The households of the round's place in which somebody belongs to one of these groups."""
    rows = Need.objects.filter(
        within(places.whole(round_.place_code), "person__memberships__household__place_code"),
        group__in=list(groups),
        until=None,
        person__memberships__until=None,
    )
    found: dict[UUID, set[str]] = defaultdict(set)
    for household, group in rows.values_list("person__memberships__household", "group"):
        found[household].add(group)
    return found


def weights_of(county: str) -> dict[str, int]:
    """How much each of the county's target groups weighs in a door's risk."""
    return dict(TargetGroup.objects.filter(county=county).values_list("group", "weight"))


def _last_visits(county: str, homes: Sequence[Household]) -> dict[UUID, tuple[date, bool]]:
    """When each household was visited last, and whether it then needed care."""
    rows = Visit.objects.standing().filter(
        county=county, outcome="visited", door__household__in=homes
    )
    found = {
        household: (day, False)
        for household, day in rows.order_by("happened_on").values_list(
            "door__household", "happened_on"
        )
    }
    care = Finding.objects.filter(
        kind__in=(FindingKind.CARE, FindingKind.URGENT), door__household__in=homes
    )
    for household in care.values_list("door__household", flat=True):
        if household in found:
            found[household] = (found[household][0], True)
    return found


def _door(
    round_: Round,
    home: Household,
    groups: set[str],
    weights: dict[str, int],
    last: dict[UUID, tuple[date, bool]],
) -> Door:
    day, cared = last.get(home.pk, (None, False))
    risk = sum(weights.get(group, 1) for group in groups)
    return Door(
        county=round_.county,
        round=round_,
        household=home,
        place_code=home.place_code,
        risk=risk + (NEVER_VISITED if day is None else 0) + (CARED_FOR if cared else 0),
        last_visited_on=day,
        due_at=clock.end_of(round_.ends_on),
        planned_on=clock.today(),
    )


def _visitors(homes: Sequence[Household], first: str) -> dict[UUID, list[UUID]]:
    """For each household those who could go: whoever looks after it and knocks there by office,
    else its grid or its other carers, as the round says who goes first, else the others.
    """
    by_place = {code: dict(visitors_at(code)) for code in {home.place_code for home in homes}}
    grid = {code: grid_of(code) for code in by_place}
    links: dict[UUID, list[UUID]] = defaultdict(list)
    cares = CareLink.objects.open().filter(household__in=homes, user__is_active=True)
    for household, user in cares.order_by("role", "pk").values_list("household", "user"):
        links[household].append(user)
    found = {}
    for home in homes:
        code, cared = home.place_code, links[home.pk]
        ways = [grid[code], cared] if first == First.GRID else [cared, grid[code]]
        both = [user for user in cared if user in by_place[code]]
        found[home.pk] = next((way for way in (both, *ways) if way), [])
    return found


def _give_out(doors: Sequence[Door], visitors: dict[UUID, list[UUID]]) -> None:
    """Each door goes to whoever has fewest of those who could go; the first of equals."""
    load: dict[UUID, int] = defaultdict(int)
    for door in doors:
        could = visitors.get(door.household_id, [])
        if could:
            door.visitor_id = min(could, key=lambda user: load[user])
            load[door.visitor_id] += 1


__all__ = [
    "Terms",
    "close",
    "could_go",
    "drop",
    "extend",
    "lay_out",
    "look_after_rounds",
    "plan",
    "set_out",
    "visitors_at",
]
