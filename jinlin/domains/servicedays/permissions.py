"""Who may do what on a service day, and with a neighbour's small help?"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When, is_the_house
from jinlin.core.time import clock
from jinlin.domains.servicedays.lifecycle import HELP_LIFECYCLE, LIFECYCLE
from jinlin.domains.servicedays.models import HelpAsk, Session
from jinlin.domains.servicedays.models.series import HOSTS
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.models import Person
from jinlin.ground.people.queries import speaks_for
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.models import Volunteer

SCOPE = "servicedays:write"
EARLY = timedelta(hours=2)


def is_host(actor: Actor, row: Any) -> bool:
    """Organiser, clerk or lead where it is."""
    return actor.is_system or actor.holds(*HOSTS, at=row.place_code)


def can_set_up(actor: Actor, place: Place) -> bool:
    return actor.is_system or actor.holds(Role.ORGANISER, Role.LEAD, at=place.code)


def can_move(actor: Actor, session: Session) -> bool:
    """Whoever set the series up: not every clerk cancels a day that people count on."""
    return actor.is_system or actor.holds(Role.ORGANISER, Role.LEAD, at=session.place_code)


def can_sign_up(actor: Actor, row: Any, person: Person) -> bool:
    """For oneself; hosts for anybody, so that nobody needs a phone."""
    return speaks_for(actor, person) or is_host(actor, row)


def is_asker(actor: Actor, ask: HelpAsk) -> bool:
    return speaks_for(actor, ask.person)


def can_take(actor: Actor, ask: HelpAsk) -> bool:
    """A volunteer of the county, for somebody else."""
    if actor.user_id is None or is_asker(actor, ask):
        return False
    return Volunteer.objects.own(actor).present().filter(county=ask.county).exists()


def is_taker(actor: Actor, ask: HelpAsk) -> bool:
    return ask.volunteer is not None and speaks_for(actor, ask.volunteer.person)


def can_give_back(actor: Actor, ask: HelpAsk) -> bool:
    """The volunteer, or staff there when the volunteer does not come."""
    return is_taker(actor, ask) or is_host(actor, ask)


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
    "give_back": can_give_back,
    "finish": can_finish,
    "withdraw": can_withdraw,
}
WHEN: dict[str, tuple[When[Session], ...]] = {
    "open_": (
        When(
            lambda session: session.starts_at - clock.now() <= EARLY,
            _("A day begins at most two hours before its time."),
        ),
    ),
    "hold": (
        When(lambda session: clock.now() >= session.starts_at, _("The day has not begun yet.")),
    ),
}
RULES: Rules[Session] = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)
HELP_RULES: Rules[HelpAsk] = Rules(HELP_LIFECYCLE, HELP_MAY, scope=SCOPE)
