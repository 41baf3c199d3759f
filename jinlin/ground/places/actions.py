"""What can be done to a county's places, organisations and stations?"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor, county_of
from jinlin.core.errors import NotNow, Unusable, require
from jinlin.core.time import clock
from jinlin.ground.places import permissions
from jinlin.ground.places.holding import give_all, held_by
from jinlin.ground.places.models import (
    CODE_LENGTHS,
    Level,
    Organisation,
    OrganisationKind,
    Place,
    Station,
)
from jinlin.shell.ways_there import is_point

MERGEABLE = (Level.TOWN, Level.COMMUNITY, Level.NEIGHBOURHOOD, Level.GRID)


@transaction.atomic
def rename(place: Place, name: str, *, actor: Actor) -> Place:
    """The place has gone on under a new name since today: its row is closed, the row returned has
    the same code.
    """
    place = Place.objects.locked(place.pk)
    require(permissions.can_rename(actor, place))
    _require_open(place)
    name = _named(name)
    if name == place.name:
        return place
    renamed = _continue([place], code=place.code, name=name, parent=place.parent)
    timeline.record(renamed, "renamed", actor=actor, data={"from": place.name, "to": name})
    return renamed


@transaction.atomic
def pin(place: Place, lies_at: str, *, actor: Actor) -> Place:
    """Whoever asks for the way is led to this point; empty: their map app searches for the name."""
    place = Place.objects.locked(place.pk)
    require(permissions.can_rename(actor, place))
    lies_at = "".join(lies_at.split())
    if lies_at and not is_point(lies_at):
        raise Unusable(
            _("Please write latitude and longitude, such as 25.4893,118.2421."), field="lies_at"
        )
    if lies_at != place.lies_at:
        place.lies_at = lies_at
        place.save(update_fields=["lies_at"])
        timeline.record(place, "pinned", actor=actor, data={"at": lies_at})
    return place


@transaction.atomic
def merge(places: Sequence[Place], *, code: str, name: str, actor: Actor) -> Place:
    """The places ended today and go on together as the place returned; whoever looks after it also
    sees what was recorded under the old codes. `code` is one of theirs or a new one: then whoever
    looked after one of them works on what comes in from now on. Codes of what lies inside stay as
    they are.
    """
    merging = list(
        Place.objects.select_for_update(of=("self",))
        .filter(pk__in=[place.pk for place in places])
        .order_by("pk")
    )
    require(permissions.can_merge(actor, merging))
    _require_mergeable(merging)
    parent = _parent_for(code, merging)
    known = {each for place in merging for each in place.codes}
    merged = _continue(merging, code=code, name=_named(name), parent=parent)
    if code not in known:
        _reach_on(known, code)
    timeline.record(
        merged,
        "merged",
        actor=actor,
        data={"from": [f"{place.name} {place.code}" for place in merging], "to": merged.name},
    )
    return merged


@transaction.atomic
def add_neighbourhood(community: Place, name: str, *, actor: Actor) -> Place:
    """The community has one more neighbourhood; its code is the community's with the next three
    free digits.
    """
    require(permissions.can_add_neighbourhood(actor, community))
    return _add(community, name, Level.NEIGHBOURHOOD, actor=actor)


@transaction.atomic
def add_grid(neighbourhood: Place, name: str, *, actor: Actor) -> Place:
    """The neighbourhood has one more grid; its code is the neighbourhood's with the next three free
    digits.
    """
    require(permissions.can_add_grid(actor, neighbourhood))
    return _add(neighbourhood, name, Level.GRID, actor=actor)


@transaction.atomic
def found_organisation(
    place: Place, *, name: str, kind: str, phone: str = "", actor: Actor
) -> Organisation:
    """The county has one more organisation; it works for the area of this place."""
    place = Place.objects.locked(place.pk)
    require(permissions.can_found_organisation(actor, place))
    _require_open(place)
    name = _named(name)
    if kind not in OrganisationKind.values:
        raise Unusable(_("Please choose a kind of organisation."), field="kind")
    if Organisation.objects.open().filter(county=place.county, name=name).exists():
        raise Unusable(
            _("There is already an organisation of this name in the county."), field="name"
        )
    organisation = Organisation.objects.create(
        county=place.county,
        name=name,
        kind=kind,
        place=place,
        place_code=place.code,
        phone=phone.strip(),
    )
    timeline.record(
        organisation, "founded", actor=actor, data={"name": name, "kind": kind, "place": place.code}
    )
    return organisation


@transaction.atomic
def close_organisation(
    organisation: Organisation,
    *,
    actor: Actor,
    to: Mapping[str, Organisation] | None = None,
) -> Organisation:
    """The organisation takes no more work; what it did stays, and what is open with it goes on with
    the unit chosen for each kind in `to` (under "": for all others). Raises NotNow, with how many
    of what, while something is open that nobody was chosen for.
    """
    organisation = Organisation.objects.locked(organisation.pk)
    require(permissions.can_close_organisation(actor, organisation))
    if not organisation.is_open:
        raise NotNow(_("This organisation is closed already."))
    heirs = to or {}
    _require_heirs(organisation, heirs)
    if held := [(name, n) for kind, name, n in held_by(organisation) if not _heir(heirs, kind)]:
        matters = ", ".join(f"{name} {n}" for name, n in held)
        words = _(
            "%(unit)s still has open matters (%(matters)s). Please say who goes on with them."
        )
        raise NotNow(
            words % {"unit": organisation.name, "matters": matters}, detail={"open": matters}
        )
    give_all(organisation, heirs, actor=actor)
    organisation.is_open = False
    organisation.save(update_fields=["is_open"])
    names = {"to": sorted({heir.name for heir in heirs.values()})} if heirs else {}
    timeline.record(organisation, "closed", actor=actor, data={"name": organisation.name, **names})
    return organisation


def _heir(heirs: Mapping[str, Organisation], kind: str) -> Organisation | None:
    return heirs.get(kind) or heirs.get("")


def _require_heirs(organisation: Organisation, heirs: Mapping[str, Organisation]) -> None:
    """Those who go on are open units of the same county, and stay open until this is done."""
    keys = sorted({heir.pk for heir in heirs.values()})
    rows = Organisation.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    able = {
        row.pk for row in rows.order_by("pk") if row.is_open and row.county == organisation.county
    }
    if len(able) < len(keys) or organisation.pk in able:
        raise Unusable(
            _("This unit cannot go on with it. Please choose an open one of the same county."),
            field="everything",
        )


@transaction.atomic
def open_station(
    place: Place,
    *,
    name: str,
    organisation: Organisation | None = None,
    address: str = "",
    opened_on: date | None = None,
    actor: Actor,
) -> Station:
    """The neighbourhood has a station with a QR code of its own."""
    place = Place.objects.locked(place.pk)
    require(permissions.can_open_station(actor, place))
    _require_open(place)
    name = _named(name)
    if organisation is not None and organisation.county != place.county:
        raise Unusable(_("This organisation works in another county."), field="organisation")
    if Station.objects.open().filter(place_code=place.code, name=name).exists():
        raise Unusable(_("There is already a station of this name here."), field="name")
    station = Station.objects.create(
        county=place.county,
        name=name,
        place=place,
        place_code=place.code,
        organisation=organisation,
        address=address.strip(),
        opened_on=opened_on or clock.today(),
    )
    timeline.record(station, "opened", actor=actor, data={"name": name, "place": place.code})
    return station


@transaction.atomic
def close_station(station: Station, *, actor: Actor) -> Station:
    """The station is closed from today on;
    its QR code still leads residents to the neighbourhood.
    """
    station = Station.objects.select_for_update(of=("self",)).get(pk=station.pk)
    require(permissions.can_close_station(actor, station))
    if station.closed_on is not None:
        raise NotNow(_("This station is closed already."))
    station.closed_on = clock.today()
    station.save(update_fields=["closed_on"])
    timeline.record(station, "closed", actor=actor, data={"name": station.name})
    return station


def _add(parent: Place, name: str, level: Level, *, actor: Actor) -> Place:
    parent = Place.objects.locked(
        parent.pk
    )  # whoever adds at the same time waits here and then sees the code taken below
    _require_open(parent)
    if CODE_LENGTHS[level] != len(parent.code) + 3:
        raise Unusable(_("A place of this kind cannot be added here."))
    name = _named(name)
    siblings = Place.objects.inside(parent.code).filter(level=level)
    if siblings.present().filter(name=name).exists():
        raise Unusable(_("There is already a place of this name here."), field="name")
    taken = set(siblings.values_list("code", flat=True))
    code = next(
        (code for code in (f"{parent.code}{n:03}" for n in range(1, 1000)) if code not in taken),
        None,
    )
    if code is None:
        raise Unusable(_("All 999 codes below this place are used up."))
    place = Place.objects.create(
        county=parent.county,
        code=code,
        level=level,
        name=name,
        parent=parent,
        valid_from=clock.today(),
    )
    timeline.record(place, "added", actor=actor, data={"name": name, "code": code})
    return place


def _continue(places: Sequence[Place], *, code: str, name: str, parent: Place | None) -> Place:
    """Close these rows and open the one they go on as; what stood in them stands in it."""
    today, level = clock.today(), places[0].level
    Place.objects.filter(pk__in=[place.pk for place in places]).update(valid_to=today)
    former = sorted({known for place in places for known in place.codes} - {code})
    following = Place.objects.create(
        county=county_of(code),
        code=code,
        level=level,
        name=name,
        parent=parent,
        valid_from=today,
        former_codes=former,
        lies_at=places[0].lies_at if len(places) == 1 else "",
    )
    Place.objects.filter(pk__in=[place.pk for place in places]).update(successor=following)
    Place.objects.filter(parent__in=places).update(parent=following)
    for model in apps.get_models():
        if getattr(model, "follows_its_place", False):
            _follow(model, places, following)
    return following


def _follow(model: Any, places: Sequence[Place], following: Place) -> None:
    """What stands at a place and goes on (a team, a day that comes back) bears its new name; its
    code stays. What happened there keeps the name of its day. Two of which a place has one are
    still of the part that each was made for.
    """
    rows = model._default_manager.filter(place__in=places)
    alone = any(tuple(each.fields) == ("place",) for each in model._meta.total_unique_constraints)
    if not (alone and rows.count() > 1):
        rows.update(place=following)


def _reach_on(known: Collection[str], code: str) -> None:
    """Grants stand at the rows that have these codes: they reach the new code too."""
    rows = list(Place.objects.filter(code__in=known))
    for row in rows:
        row.later_codes = [*row.later_codes, code]
    Place.objects.bulk_update(rows, ["later_codes"])


def _require_mergeable(places: Sequence[Place]) -> None:
    if (
        len(places) < 2
        or len({(place.level, place.county) for place in places}) != 1
        or places[0].level not in MERGEABLE
    ):
        raise Unusable(
            _(
                "Only two or more places of the same kind in the same county can be merged, from "
                "towns downwards."
            )
        )
    for place in places:
        _require_open(place)


def _parent_for(code: str, merging: Sequence[Place]) -> Place:
    """The open place that a merged place will lie in.

    A code that some other place has or had is refused.
    """
    theirs = [place.parent for place in merging if place.parent and code[:-3] in place.parent.codes]
    above = theirs[0] if theirs else Place.objects.present().filter(code=code[:-3]).first()
    if (
        len(code) != len(merging[0].code)
        or not code.isdigit()
        or above is None
        or above.county != merging[0].county
    ):
        raise Unusable(
            _("The new code must lie in the same county, directly below an open place."),
            field="code",
        )
    if (
        Place.objects.filter(code=code)
        .exclude(code__in=[known for place in merging for known in place.codes])
        .exists()
    ):
        raise Unusable(_("Another place has or had this code."), field="code")
    return above


def _require_open(place: Place) -> None:
    if not place.is_open:
        raise NotNow(_("This place has ended; please use the one that followed it."))


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name or len(name) > 60:
        raise Unusable(_("Please give a name of at most 60 characters."), field="name")
    return name
