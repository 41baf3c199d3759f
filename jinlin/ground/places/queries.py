"""Where is this place, what lies inside it, and which place did somebody mean?"""

import functools
import operator
from collections import Counter
from collections.abc import Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    UUIDField,
)
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext as _

from jinlin.core.actor import COUNTY_DIGITS, Actor, county_of, is_code, within
from jinlin.core.editions import KeptEach
from jinlin.core.errors import Unusable
from jinlin.core.prepared import Many, Prepared
from jinlin.ground.places.models import (
    CODE_LENGTHS,
    GOVERNING,
    LEVELS_BY_LENGTH,
    Level,
    Organisation,
    Place,
    Station,
    called,
    codes_above,
)
from jinlin.shell.requests import Request

COOKIE = "place"  # on a resident's device: the code of the neighbourhood that they chose
HOMES = (
    Level.NEIGHBOURHOOD,
    Level.COMMUNITY,
)  # what a resident can name as the place where they live
GENERATIONS = 4  # so often a place is renamed or merged while somebody still counts by it
LONGEST_SEARCH = 40
MOST_FOUND = 30  # of each kind, inside a place


@dataclass(frozen=True)
class Branch:
    """A place on the tree page, with what lies inside it."""

    place: Place
    neighbourhoods: int
    stations: int
    organisations: int


def codes_of(place: Place) -> tuple[str, ...]:
    """Its own code and those of all places merged into it, however long ago: what a scope must
    cover so that nothing is lost from sight.
    """
    return place.codes


def whole(code: str) -> tuple[str, ...]:
    """The codes under which everything of a place was written, for a filter: of one that was merged
    into another since, that one's; of one into which others were merged, theirs too.
    """
    rows = Place.objects.filter(code=code).select_related("successor__successor")
    row = rows.order_by(F("valid_to").desc(nulls_first=True)).first()
    return codes_of(present(row)) if row else (code,)


def above(code: str) -> list[str]:
    """The codes of all places at which somebody may be entrusted with one, from the province down
    to itself: those it lies in, those that they have gone on as, and those that reach on to it
    since they were merged. For whom is looked up, from a row whenever it was written.
    """
    codes = set(codes_above(code))
    former: set[str] = set()
    for row in Place.objects.filter(code__in=codes).select_related("successor__successor"):
        former.update(row.former_codes)
        if row.successor is not None:
            codes.update(codes_above(present(row).code))
    if former:
        merged = Place.objects.filter(code__in=former)
        codes.update(row.code for row in merged if codes.intersection(row.later_codes))
    return sorted(codes, key=lambda each: (len(each), each))


def around(code: str) -> list[str]:
    """The codes under which something was written that lies around a place: its own, those of all
    places that it lies in now, and those of whatever was merged into one of them.
    """
    codes = set(above(code))
    for row in Place.objects.present().filter(code__in=codes):
        codes.update(codes_of(row))
    return sorted(codes, key=lambda each: (len(each), each))


def lies_within(code: str, field: str = "place_code") -> Q:
    """Of rows that speak for a place and all inside it (`field` holds its code): those that speak
    for one code, also from before or after either was merged; no statement of its own.
    """
    codes, above_it = codes_above(code), OuterRef(field)
    here = Place.objects.filter(code__in=codes)  # went on as something that lies in it
    former = Place.objects.filter(code=above_it)  # it went on as one of these
    steps = ["__".join(["successor"] * n) for n in range(1, GENERATIONS + 1)]
    ways = [Q(Exists(here.filter(**{f"{step}__code__startswith": above_it}))) for step in steps]
    ways += [Q(Exists(former.filter(**{f"{step}__code__in": codes}))) for step in steps]
    return functools.reduce(operator.or_, ways, Q(**{f"{field}__in": codes}))


def stood_in(rows: "QuerySet[Any]", field: str) -> Q:
    """Of places: in which there is one of these rows, by its code, or in one that went on as it
    (`field` names the row's place), each way along an index.
    """
    ways = [{"place_code": OuterRef("code")}]
    ways += [{field + "__successor" * n: OuterRef("pk")} for n in range(GENERATIONS + 1)]
    return functools.reduce(operator.or_, (Q(Exists(rows.filter(**way))) for way in ways))


def path_of(place: Place) -> list[Place]:
    """From the province down to the place itself, in one statement."""
    here: Place | None = Place.objects.select_related(
        "parent__parent__parent__parent__parent__parent"
    ).get(pk=place.pk)
    path: list[Place] = []
    while here is not None:
        path.append(here)
        here = here.parent
    return path[::-1]


def present(place: Place) -> Place:
    """The open place that a place goes on as: itself, or the end of its line of successors."""
    while place.successor is not None:
        place = place.successor
    return place


def chosen(code: str) -> Place | None:
    """The open home that a code stands for today; None when there is none."""
    if not is_code(code):
        return None
    row = _HOMES.first(code=code)
    place = row and present(row)
    return place if place and place.is_open else None


_HOMES = Prepared[Place](
    lambda code: Place.objects.filter(code=code, level__in=HOMES).order_by(
        F("valid_to").desc(nulls_first=True)
    )[:1],
    joins=("successor", "parent__parent"),
    code=CharField(),
)


def open_at(code: str, *, actor: Actor) -> Place | None:
    """The place that a code stands for now, for staff who see it."""
    return meant(code, actor.counties())


def meant(code: str, counties: str | tuple[str, ...] = "") -> Place | None:
    """The place that goes on under a code which a program or a file names, of these counties when
    some are named: others keep the code of a place long after it was merged. None where nothing
    goes on.
    """
    if not is_code(code):
        return None
    row = _MEANTS.now(code)
    place = row and present(copy(row))
    goes_on = place and place.valid_to is None and place.code.startswith(counties)
    return place if goes_on else None


_MEANT = Prepared[Place](
    lambda code: Place.objects.filter(code=code).order_by(F("valid_to").desc(nulls_first=True))[:1],
    joins=("successor", "parent__parent"),
    code=CharField(),
)
_MEANTS = KeptEach[str, Place | None]("places", lambda code: _MEANT.first(code=code))


def code_here(request: Request) -> str:
    """The code of the neighbourhood that was chosen on this device, as it says itself."""
    return request.COOKIES.get(COOKIE, "")


def chosen_here(request: Request) -> Place | None:
    """The neighbourhood that was chosen on this device; None when none was."""
    return chosen(code_here(request))


def county_here(request: Request) -> str:
    """The county of the chosen neighbourhood, else the first that this house has."""
    here = chosen_here(request)
    if here:
        return here.county_code
    first = Place.objects.present().filter(level=Level.COUNTY).order_by("code").first()
    return first.code if first else ""


@dataclass(frozen=True)
class Below:
    """What was found inside a place, the larger places first; of each kind MOST_FOUND at most.
    `is_cut`: there are more.
    """

    places: list[Place]
    units: list[Organisation]
    stations: list[Station]
    is_cut: bool


def below(here: Place, text: str) -> Below:
    """Everything in use inside this place with every word in its name: three statements."""
    named = called(text)
    inside = Place.objects.present().filter(named, within(here.codes, "code")).exclude(pk=here.pk)
    places = inside.select_related("parent").order_by(Length("code"), "code")
    units = Organisation.objects.open().inside(here.codes).filter(named).select_related("place")
    units = units.order_by("kind", "name", "pk")
    stations = stations_of(here).filter(named)
    most = MOST_FOUND
    found = list(places[: most + 1]), list(units[: most + 1]), list(stations[: most + 1])
    is_cut = any(len(rows) > most for rows in found)
    return Below(found[0][:most], found[1][:most], found[2][:most], is_cut)


def roots(actor: Actor) -> QuerySet[Place]:
    """The counties whose trees an actor may look at."""
    return Place.objects.visible_to(actor).present().filter(level=Level.COUNTY)


def branches(places: Sequence[Place]) -> list[Branch]:
    """Places of one level with the number of neighbourhoods, stations and organisations inside
    each: three statements, however many places.
    """
    if not places:
        return []
    length = CODE_LENGTHS[Level(places[0].level)]
    codes = [code for place in places for code in place.codes]
    neighbourhoods = _tally(
        Place.objects.present().filter(within(codes, "code"), level=Level.NEIGHBOURHOOD),
        "code",
        length,
    )
    stations = _tally(Station.objects.open().inside(codes), "place_code", length)
    organisations = _tally(Organisation.objects.open().inside(codes), "place_code", length)
    return [
        Branch(
            place, _sum(neighbourhoods, place), _sum(stations, place), _sum(organisations, place)
        )
        for place in places
    ]


def counties(codes: Iterable[str]) -> list[str]:
    """The codes of the counties around these places, and of those inside of what is larger than a
    county. Asks the database only for the latter.
    """
    codes = tuple(codes)
    found = {county_of(code) for code in codes if len(code) >= COUNTY_DIGITS}
    if above := [code for code in codes if len(code) < COUNTY_DIGITS]:
        inside = Place.objects.present().filter(within(above, "code"), level=Level.COUNTY)
        found |= set(inside.values_list("code", flat=True))
    return sorted(found)


def a_county_here(code: str) -> str:
    """The code itself, as somebody wrote it down. Raises Unusable where it is no county's."""
    if not Place.objects.filter(code=code, level=Level.COUNTY).exists():
        raise Unusable(_("There is no county with the code %(code)s here.") % {"code": code})
    return code


def stations_of(place: Place) -> QuerySet[Station]:
    return (
        Station.objects.open()
        .inside(place.codes)
        .select_related("place", "organisation")
        .order_by("place_code", "name", "pk")
    )


def organisations_of(place: Place) -> QuerySet[Organisation]:
    """The organisations whose area is exactly this place."""
    return (
        Organisation.objects.open()
        .filter(place_code__in=place.codes)
        .order_by("kind", "name", "pk")
    )


def _tally(
    rows: "QuerySet[Place] | QuerySet[Station] | QuerySet[Organisation]", field: str, length: int
) -> Counter[str]:
    counted = (
        rows.order_by()
        .annotate(part=Substr(field, 1, length))
        .values_list("part")
        .annotate(count=Count("pk"))
    )
    return Counter(dict(counted))


def _sum(tally: Counter[str], place: Place) -> int:
    return sum(tally[code] for code in place.codes)


def intake_unit(place: Place) -> Organisation | None:
    """Who takes up what comes in for a place: its community committee, else its town's government,
    else the county's party committee.
    """
    return copy(_INTAKES.now(_all_above(place)))  # whoever reads its place keeps that in the copy


def _all_above(place: Place) -> tuple[str, ...]:
    """The codes above a place and above whatever was merged into it: who worked for that goes on
    under the code that it had.
    """
    return tuple(sorted({each for code in codes_of(place) for each in codes_above(code)}))


def nobody_here(place: Place | None) -> str:
    """Why nothing can be sent from here: nobody takes matters in for it yet. Empty where somebody
    does, and where no place is chosen.
    """
    if place is None or intake_unit(place) is not None:
        return ""
    return _(
        "Nobody takes matters in for %(place)s yet. Please choose another place, or call 12345."
    ) % {"place": place.name}


_INTAKE = Prepared[Organisation](
    lambda codes: (
        Organisation.objects.open()
        .filter(place_code__in=codes, kind__in=GOVERNING)
        .order_by(Length("place_code").desc(), "kind", "name")[:1]
    ),
    codes=Many(CharField(), ""),
)
_INTAKES = KeptEach[tuple[str, ...], Organisation | None](
    "places", lambda codes: _INTAKE.first(codes=codes)
)


def own_organisation(actor: Actor, place: Place) -> Organisation | None:
    """The organisation for which the actor looks after this place; None for those who look after a
    place as a whole.
    """
    own = actor.organisations()
    return copy(_OWNS.now((_all_above(place), tuple(sorted(own))))) if own else None


_OWN = Prepared[Organisation](
    lambda codes, own: (
        Organisation.objects.open()
        .filter(place_code__in=codes, pk__in=own, kind__in=GOVERNING)
        .order_by(Length("place_code").desc())[:1]
    ),
    codes=Many(CharField(), ""),
    own=Many(UUIDField()),
)
_OWNS = KeptEach[tuple[tuple[str, ...], tuple[UUID, ...]], Organisation | None](
    "places", lambda key: _OWN.first(codes=key[0], own=key[1])
)


def way_down(own: Sequence[str], code: str) -> list[tuple[str, str]]:
    """Code and name of the places from one's own ones down to the chosen one, and of those directly
    inside it: one statement. What is no code is not chosen.
    """
    code = code if is_code(code) else ""
    here = code or min(own, key=len, default="")
    above = [here[:length] for length in CODE_LENGTHS.values() if length <= len(here)]
    below = next((length for length in sorted(LEVELS_BY_LENGTH) if length > len(here)), 0)
    wanted = Q(code__in=[*own, *above])
    if below:
        wanted |= within([here], "code") & Q(level=LEVELS_BY_LENGTH[below])
    found = Place.objects.present().filter(wanted, within(own, "code")).order_by("code")
    return list(found.values_list("code", "name"))
