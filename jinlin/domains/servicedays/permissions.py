"""Who may do what on a service day, and with a neighbour's small help?"""

from collections.abc import Callable
from typing import Any

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, is_the_house
from jinlin.domains.servicedays.lifecycle import HELP_LIFECYCLE, LIFECYCLE
from jinlin.domains.servicedays.models import HelpAsk, Session
from jinlin.domains.servicedays.models.series import HOSTS
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import queries as people
from jinlin.ground.people.models import Person
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.models import Volunteer

SCOPE = "servicedays:write"


def is_host(actor: Actor, row: Any) -> bool:
    """Organiser, clerk or lead where it is."""
    return actor.is_system or actor.holds(*HOSTS, at=row.place_code)


def can_set_up(actor: Actor, place: Place) -> bool:
    return actor.is_system or actor.holds(Role.ORGANISER, Role.LEAD, at=place.code)


def can_move(actor: Actor, session: Session) -> bool:
    """Whoever set the series up: not every clerk cancels a day that people count on."""
    return actor.is_system or actor.holds(Role.ORGANISER, Role.LEAD, at=session.place_code)


def is_person(actor: Actor, person: Person | None) -> bool:
    """The person, or staff with their mandate."""
    if person is None or actor.user_id is None:
        return False
    return person.user_id == actor.user_id or (
        actor.is_staff and people.has_mandate(actor, person.pk)
    )


def can_sign_up(actor: Actor, row: Any, person: Person) -> bool:
    """For oneself; hosts for anybody, so that nobody needs a phone."""
    return is_person(actor, person) or is_host(actor, row)


def is_asker(actor: Actor, ask: HelpAsk) -> bool:
    return is_person(actor, ask.person)


def can_take(actor: Actor, ask: HelpAsk) -> bool:
    """A volunteer of the county, for somebody else."""
    if actor.user_id is None or is_asker(actor, ask):
        return False
    return Volunteer.objects.own(actor).present().filter(county=ask.county).exists()


def is_taker(actor: Actor, ask: HelpAsk) -> bool:
    return ask.volunteer is not None and is_person(actor, ask.volunteer.person)


def can_finish(actor: Actor, ask: HelpAsk) -> bool:
    return is_asker(actor, ask) or is_taker(actor, ask) or is_host(actor, ask)


def can_withdraw(actor: Actor, ask: HelpAsk) -> bool:
    return is_asker(actor, ask) or is_host(actor, ask)


MAY: dict[str, Callable[[Actor, Session], bool]] = {
    "open_": is_host,
    "hold": is_host,
    "reschedule": can_move,
    "cancel": can_move,
    "lapse": is_the_house,
}
HELP_MAY: dict[str, Callable[[Actor, HelpAsk], bool]] = {
    "release": is_host,
    "decline": is_host,
    "take": can_take,
    "give_back": is_taker,
    "finish": can_finish,
    "withdraw": can_withdraw,
}
RULES: Rules[Session] = Rules(LIFECYCLE, MAY, scope=SCOPE)
HELP_RULES: Rules[HelpAsk] = Rules(HELP_LIFECYCLE, HELP_MAY, scope=SCOPE)
