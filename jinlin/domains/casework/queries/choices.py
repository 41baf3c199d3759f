"""Which agencies and places can somebody of an agency choose from?"""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from jinlin.core.actor import Actor, within
from jinlin.core.secrets.fields import match_key
from jinlin.domains.casework.models import CASE_ROLES
from jinlin.ground.people.numbers import clean_phone
from jinlin.ground.places.models import Level, Organisation, Place
from jinlin.services.volunteers.models import Volunteer


def agencies_of(actor: Actor, *roles: str) -> list[Organisation]:
    """Those this person works for."""
    keys = actor.organisations(*(roles or CASE_ROLES))
    return list(Organisation.objects.open().filter(pk__in=keys).order_by("name"))


def places_of(agencies: Iterable[Organisation]) -> list[tuple[str, Any]]:
    """Towns, and under each its villages and communities."""
    counties = {agency.county for agency in agencies}
    rows = Place.objects.present().filter(
        within(sorted(counties), "code"), level__in=(Level.TOWN, Level.COMMUNITY)
    )
    groups: list[tuple[str, Any]] = []
    for code, name, level in rows.order_by("code").values_list("code", "name", "level"):
        if level == Level.TOWN:
            groups.append((name, [(code, name)]))
        elif groups:
            groups[-1][1].append((code, name))
    return groups


def volunteers_by_phone(phones: Iterable[str], *, county: str) -> dict[str, UUID]:
    """Which present volunteer of the county has each of these numbers; what is none is left out."""
    keys = {match_key(clean_phone(phone), "phone"): phone for phone in phones}
    rows = Volunteer.objects.present().filter(county=county, person__phone_key__in=keys)
    return {keys[key]: pk for pk, key in rows.values_list("pk", "person__phone_key")}
