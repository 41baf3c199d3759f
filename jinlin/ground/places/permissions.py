"""Who may change the places and organisations of a county?

Its system administrator, and nobody else.
"""

from jinlin.core.actor import Actor
from jinlin.ground.places.models import Organisation, Place, Station

SYSTEM_ADMIN = (
    "system_admin"  # accounts stands above places, so the role is known here by its word only
)


def can_rename(actor: Actor, place: Place) -> bool:
    return _keeps(actor, place.code)


def can_merge(actor: Actor, places: list[Place]) -> bool:
    return all(_keeps(actor, place.county_code) for place in places)


def can_add_neighbourhood(actor: Actor, community: Place) -> bool:
    return _keeps(actor, community.code)


def can_add_grid(actor: Actor, neighbourhood: Place) -> bool:
    return _keeps(actor, neighbourhood.code)


def can_found_organisation(actor: Actor, place: Place) -> bool:
    return _keeps(actor, place.code)


def can_close_organisation(actor: Actor, organisation: Organisation) -> bool:
    return _keeps(actor, organisation.place_code)


def can_open_station(actor: Actor, place: Place) -> bool:
    return _keeps(actor, place.code)


def can_close_station(actor: Actor, station: Station) -> bool:
    return _keeps(actor, station.place_code)


def _keeps(actor: Actor, code: str) -> bool:
    return actor.is_system or actor.holds(SYSTEM_ADMIN, at=code)
