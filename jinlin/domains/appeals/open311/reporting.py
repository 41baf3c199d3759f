"""How does a GeoReport form become an appeal?"""

import re
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet, TextField, Value
from django.db.models.functions import Replace
from django.http import QueryDict
from django.utils.translation import gettext as _

from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.idempotency import once
from jinlin.core.text import tidy
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Report
from jinlin.domains.appeals.models import Appeal, Category
from jinlin.domains.appeals.permissions import can_register
from jinlin.domains.appeals.queries.homes import full_name
from jinlin.ground.accounts.queries.homes import FEW, homes, registrable
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.ground.people.numbers import phone_or_note
from jinlin.ground.places.models import CODE_LENGTHS, Level, Place
from jinlin.ground.places.queries import HOMES
from jinlin.shell.requests import Request

NOT_KEPT = (
    "lat",
    "long",
    "media_url",
    "media",
    "email",
)  # what the standard knows and this house does not store
COMMITTEES = (
    "居委会",
    "村委会",
)  # a community is registered under its committee's name; nobody writes that into an address
LONGEST_ADDRESS = 200
CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")


def offered() -> QuerySet[Category]:
    """The classes a program may report under: those that are not divided further."""
    return (
        Category.objects.filter(is_offered=True)
        .exclude(children__is_offered=True)
        .select_related("parent")
    )


def service_of(code: str) -> Category:
    """The class with this code. Raises NotHere."""
    found = offered().filter(pk=code).first()
    if found is None:
        raise NotHere(_("service_code: there is no service with this code."))
    return found


def reported(request: Request, fields: QueryDict, *, actor: Actor, county: str) -> Appeal:
    """The appeal waits to be accepted, as if a clerk had written it down.

    The same Idempotency-Key and form give the same appeal.
    """
    code = (fields.get("service_code") or "").strip()
    if not code:
        raise Unusable(_("service_code: please say which service is meant."))
    category = service_of(code)
    place, spot = _place(fields, actor, county)
    require(can_register(actor, place), _("This api_key may not report for this place."))
    body = {name: values for name, values in sorted(fields.lists()) if name != "api_key"}

    def act() -> str:
        reporter, contact = _reporter(fields, place, actor)
        words = Report(
            place=place,
            text=fields.get("description") or "",
            spot=spot,
            category=category,
            reporter=reporter,
            contact=contact,
        )
        return str(actions.report(words, actor=actor).pk)

    made, _again = once(
        actor_key=f"api:{actor.user_id}",
        key=request.headers.get("Idempotency-Key", ""),
        body={"open311": body},
        act=act,
    )
    return Appeal.objects.select_related("unit", "category", "place__parent__parent").get(
        pk=UUID(made)
    )


def not_kept(request: Request, fields: QueryDict) -> str:
    """A sentence on what was sent and is not stored; empty when everything is."""
    names = [name for name in NOT_KEPT if fields.get(name) or name in request.FILES]
    names += sorted({"attribute" for name in fields if name.startswith("attribute[")})
    return _("Not stored: %(names)s.") % {"names": ", ".join(names)} if names else ""


def _reporter(fields: QueryDict, place: Place, actor: Actor) -> tuple[Person | None, str]:
    """Whoever gave a name or a phone, or nobody, and the appeal is anonymous; and a phone that
    cannot be read, as it came.
    """
    first, last = ((fields.get(name) or "").strip() for name in ("first_name", "last_name"))
    name = f"{last}{first}" if CHINESE.search(last + first) else f"{first} {last}".strip()
    phone, contact = phone_or_note(fields.get("phone") or "")
    if not (name or phone):
        return None, contact
    return people.know(place.county_code, name=name, phone=phone, actor=actor), contact


def _place(fields: QueryDict, actor: Actor, county: str) -> tuple[Place, str]:
    """The place and the exact spot in it. Raises Unusable when none, or more than one, is meant."""
    code, address = ((fields.get(name) or "").strip() for name in ("address_id", "address_string"))
    if code:
        found = (
            Place.objects.visible_to(actor)
            .present()
            .filter(code=code, code__startswith=county)
            .first()
        )
        if found is None:
            raise Unusable(
                _(
                    "address_id: there is no such place where you work. It is a place's code, 15 "
                    "digits for a neighbourhood."
                )
            )
        return found, tidy(address)
    if not address:
        raise Unusable(
            _("Please send address_id or address_string: coordinates alone name no place here.")
        )
    return _meant(address[:LONGEST_ADDRESS], actor, county), tidy(address)


def _meant(address: str, actor: Actor, county: str) -> Place:
    found = _standing_in(address, actor, county) or [
        place for place in homes(actor, address) if place.code.startswith(county)
    ]
    if not found:
        raise Unusable(
            _("address_string: no neighbourhood or community where you work is named in it.")
        )
    if len(found) > 1:
        names = ", ".join(full_name(place) for place in found[:3])
        raise Unusable(
            _(
                "address_string: several places are meant by it (%(names)s). Please add the "
                "community or send address_id."
            )
            % {"names": names}
        )
    return found[0]


def _standing_in(address: str, actor: Actor, county: str) -> list[Place]:
    """The homes whose names stand in the address: neighbourhoods before communities, the longer
    name before the shorter, then those with most of their community and town in it.
    """
    rows = (
        registrable(actor)
        .filter(level__in=HOMES, code__startswith=county)
        .alias(address=Value(address, TextField()), short=_short())
    )
    found: list[Any] = list(
        rows.exclude(short="").filter(address__contains=F("short")).order_by("code")[: FEW * 10]
    )
    deepest = max((len(place.code) for place in found), default=0)
    found = [place for place in found if len(place.code) == deepest]
    found = [
        place
        for place in found
        if not any(place.name != other.name and place.name in other.name for other in found)
    ]
    most = max((_named_above(place, address) for place in found), default=0)
    return [place for place in found if _named_above(place, address) == most]


def _short() -> Any:
    name: Any = F("name")
    for committee in COMMITTEES:
        name = Replace(name, Value(committee), Value(""))
    return name


def _named_above(place: Place, address: str) -> int:
    """How many of its community and town stand in the address."""
    above = [
        each
        for each in (place.parent, place.parent and place.parent.parent)
        if each and len(each.code) > CODE_LENGTHS[Level.COUNTY]
    ]
    return sum(
        any(each.name.removesuffix(committee) in address for committee in COMMITTEES)
        for each in above
    )
