"""Who may do what with rounds, doors and what was found there?

Whoever looks after the place keeps its rounds; whoever knocks there may take a door over; what was
said at a door is read by the place's lead, by whoever looks after the household, and by whoever
wrote it down.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When, is_the_house
from jinlin.domains.visits.lifecycle import DOOR_LIFECYCLE, LIFECYCLE, RoundState
from jinlin.domains.visits.models import Aside, Clash, Door, Finding, Outcome, Phone, Round
from jinlin.domains.visits.models.round import KNOCKERS
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.queries import households_of
from jinlin.ground.places.models import Place

SCOPE = "visits:write"


def can_plan(actor: Actor, place: Place) -> bool:
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=place.code)


def can_keep(actor: Actor, row: Round | Door) -> bool:
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=row.place_code)


def can_answer(actor: Actor, row: Round | Door | Aside | Phone) -> bool:
    """The lead answers for what happens at doors and to phones."""
    return actor.is_system or actor.holds(Role.LEAD, at=row.place_code)


def can_knock(actor: Actor, door: Door) -> bool:
    """Go to this door: they knock where it stands, or look after the household."""
    if actor.is_system or actor.holds(*KNOCKERS, at=door.place_code):
        return True
    return households_of(actor.user_id).filter(pk=door.household_id).exists()


def can_take_back(actor: Actor, door: Door) -> bool:
    """The lead; whoever wrote down that they had moved away."""
    if can_answer(actor, door):
        return True
    return door.visits.standing().filter(outcome=Outcome.MOVED, visitor=actor.user_id).exists()


def can_take_over(actor: Actor, door: Door) -> bool:
    return (
        actor.user_id is not None
        and can_knock(actor, door)
        and door.visitor_id != actor.user_id
        and not actor.is_system
    )


def can_choose(actor: Actor, clash: Clash) -> bool:
    """Say which of two forms counts: the lead, or one of the two who wrote them."""
    if actor.is_system or actor.holds(Role.LEAD, at=clash.place_code):
        return True
    return actor.user_id in {clash.first.visitor_id, clash.second.visitor_id}


def can_see_to(actor: Actor, finding: Finding) -> bool:
    if actor.is_system or actor.holds(Role.LEAD, at=finding.place_code):
        return True
    return households_of(actor.user_id).filter(pk=finding.door.household_id).exists()


def can_shut_out(actor: Actor, phone: Phone) -> bool:
    """The lead of the place; whoever lost their own."""
    return can_answer(actor, phone) or (
        actor.user_id is not None and phone.user_id == actor.user_id
    )


def can_carry(actor: Actor) -> bool:
    """Take a list along on a phone: whoever knocks by office, or looks after a household."""
    return actor.holds(*KNOCKERS) or is_carer(actor)


def is_carer(actor: Actor) -> bool:
    return actor.user_id is not None and households_of(actor.user_id).exists()


def can_keep_checklists(actor: Actor, county: str) -> bool:
    return actor.is_system or actor.holds(Role.LEAD, at=county)


MAY_ROUND: dict[str, Callable[[Actor, Round], bool]] = {
    "set_out": can_keep,
    "extend": can_answer,
    "close": can_answer,
    "drop": can_keep,
}
MAY_DOOR: dict[str, Callable[[Actor, Door], bool]] = {
    "visit": is_the_house,
    "refuse": is_the_house,
    "move_away": is_the_house,
    "miss": is_the_house,
    "go_up": is_the_house,
    "give": can_keep,
    "take_over": can_take_over,
    "try_again": can_answer,
    "take_back": can_take_back,
    "put_right": can_take_back,
    "settle": can_answer,
}


def _has_no_gap(round_: Round) -> bool:
    return not round_.doors.filter(visitor=None).exists()


def _has_doors(round_: Round) -> bool:
    return round_.doors.exists()


def _goes_on(door: Door) -> bool:
    return door.round.state in {RoundState.PLANNED, RoundState.GOING}


def _is_closed(door: Door) -> bool:
    return door.round.state == RoundState.CLOSED


def _stands_uncorrected(door: Door) -> bool:
    return door.put_right_on is None


GOES_ON = When(_goes_on, _("The round of this door is over."))
WHEN_ROUND: dict[str, tuple[When[Round], ...]] = {
    "set_out": (
        When(_has_doors, _("Nobody of these groups lives there: there is no door to knock at.")),
        When(
            _has_no_gap,
            _("Some households have no visitor yet. Please give each of them to somebody first."),
        ),
    ),
}
WHEN_DOOR: dict[str, tuple[When[Door], ...]] = {
    "give": (GOES_ON,),
    "take_over": (GOES_ON,),
    "try_again": (GOES_ON,),
    "take_back": (GOES_ON,),
    "put_right": (
        When(_is_closed, _("Its round is not closed: take “moved away” back instead.")),
        When(_stands_uncorrected, _("It was put right already.")),
    ),
    "settle": (GOES_ON,),
}

ROUND_RULES = Rules(LIFECYCLE, MAY_ROUND, WHEN_ROUND, scope=SCOPE)
DOOR_RULES = Rules(DOOR_LIFECYCLE, MAY_DOOR, WHEN_DOOR, scope=SCOPE)
