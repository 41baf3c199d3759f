"""Who may do what with a wish?

Whoever looks after its place screens it and finds somebody; whoever took it on fulfils it; the
person wished for says that it arrived. What nobody granted is not allowed.
"""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.rules import Rules, When, is_the_house
from jinlin.domains.wishes.lifecycle import LIFECYCLE, State
from jinlin.domains.wishes.models import Claim, Wish
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people import queries as people
from jinlin.ground.places.models import Place

SCOPE = "wishes:write"


def can_post(actor: Actor) -> bool:
    """Whoever is signed in: somebody has to be there to hand it to.

    A token must have been issued for writing.
    """
    return actor.is_signed_in and (actor.scopes is None or SCOPE in actor.scopes)


def can_register(actor: Actor, place: Place) -> bool:
    """Write down at a desk or a door what somebody wishes."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=place.code)


def is_keeper(actor: Actor, wish: Wish) -> bool:
    """Whoever looks after its place."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=wish.place_code)


def is_wisher(actor: Actor, wish: Wish) -> bool:
    """The person it is for, whoever said it for them, or staff with the mandate of the person it is
    for.
    """
    if actor.user_id is None:
        return False
    is_own_words = wish.posted_by is not None and wish.posted_by.user_id == actor.user_id
    return is_own_words or people.speaks_for(actor, wish.for_person)


def is_looking_on(actor: Actor, wish: Wish) -> bool:
    return is_keeper(actor, wish) or actor.holds(Role.SUPERVISOR, at=wish.place_code)


def is_claimer(actor: Actor, wish: Wish) -> bool:
    """Whoever has taken it on now, or works for the organisation that has."""
    claim = wish.main_claim()
    return claim is not None and is_made_by(actor, claim)


def is_sharer(actor: Actor, wish: Wish) -> bool:
    return any(not claim.is_main and is_made_by(actor, claim) for claim in wish.standing_claims())


def is_made_by(actor: Actor, claim: Claim) -> bool:
    if actor.user_id is None:
        return False
    return claim.user_id == actor.user_id or (
        claim.organisation_id is not None and claim.organisation_id in actor.organisations()
    )


def can_screen(actor: Actor, wish: Wish) -> bool:
    """Whoever looks after the place, but nobody their own wish."""
    return is_keeper(actor, wish) and not _is_own(actor, wish)


def can_answer_back(actor: Actor, wish: Wish) -> bool:
    return is_wisher(actor, wish) or (wish.registered_by is not None and is_keeper(actor, wish))


def can_agree(actor: Actor, wish: Wish) -> bool:
    """Whose wish it is; whoever looks after the place, on their word. Never who took it on."""
    if is_claimer(actor, wish) or is_sharer(actor, wish):
        return False
    return is_wisher(actor, wish) or is_keeper(actor, wish)


def can_claim(actor: Actor, wish: Wish) -> bool:
    """Anybody who is signed in, but nobody their own wish."""
    return actor.is_signed_in and not _is_own(actor, wish)


def can_share(actor: Actor, wish: Wish) -> bool:
    return can_claim(actor, wish) and not is_claimer(actor, wish) and not is_sharer(actor, wish)


def can_give_back(actor: Actor, wish: Wish) -> bool:
    return is_claimer(actor, wish)


def can_step_out(actor: Actor, wish: Wish) -> bool:
    return is_sharer(actor, wish)


def can_release(actor: Actor, wish: Wish) -> bool:
    return is_keeper(actor, wish)


def can_fulfil(actor: Actor, wish: Wish) -> bool:
    """Whoever took it on, or the staff at whose station it was handed over."""
    return is_claimer(actor, wish) or is_keeper(actor, wish)


def can_confirm(actor: Actor, wish: Wish) -> bool:
    """The person wished for, whoever said it for them, staff with their mandate.

    Never whoever took part in it or handed it over.
    """
    return is_wisher(actor, wish) and not is_involved(actor, wish)


def is_involved(actor: Actor, wish: Wish) -> bool:
    """They took it on or took part, or handed it over at the station."""
    return (
        is_claimer(actor, wish)
        or is_sharer(actor, wish)
        or timeline.has_done(actor, wish, "claim", "share", "fulfil")
    )


def can_thank(actor: Actor, wish: Wish) -> bool:
    return is_wisher(actor, wish)


def can_remark(actor: Actor, wish: Wish) -> bool:
    return (
        is_keeper(actor, wish)
        or is_wisher(actor, wish)
        or is_claimer(actor, wish)
        or is_sharer(actor, wish)
    )


def can_withdraw(actor: Actor, wish: Wish) -> bool:
    return is_wisher(actor, wish)


def can_transfer(actor: Actor, wish: Wish) -> bool:
    return can_screen(actor, wish)


def can_read_internal(actor: Actor, wish: Wish) -> bool:
    return actor.is_staff and is_looking_on(actor, wish)


def can_see_address(actor: Actor, wish: Wish) -> bool:
    """Whoever took it on, while it has to be brought home and the person agreed that they know
    where that is, and did not take back what they had agreed to.
    """
    is_agreed = wish.is_address_released and wish.consent is not None and wish.consent.holds
    return wish.state == State.CLAIMED and is_agreed and is_claimer(actor, wish)


def can_see_contacts(actor: Actor, claim: Claim) -> bool:
    """Of whoever took it on: staff; the person wished for once that was agreed to."""
    return (
        is_looking_on(actor, claim.wish)
        or (claim.is_contact_shown and is_wisher(actor, claim.wish))
        or is_made_by(actor, claim)
    )


def _is_own(actor: Actor, wish: Wish) -> bool:
    """It is for them, or they said it for somebody as a resident."""
    return actor.user_id is not None and actor.user_id in {
        person.user_id for person in (wish.for_person, wish.posted_by) if person
    }


MAY: dict[str, Callable[[Actor, Wish], bool]] = {
    "publish": can_screen,
    "ask_back": can_screen,
    "answer_back": can_answer_back,
    "agree": can_agree,
    "reword": can_screen,
    "decline": can_screen,
    "transfer": can_transfer,
    "claim": can_claim,
    "share": can_share,
    "step_out": can_step_out,
    "give_back": can_give_back,
    "release": can_release,
    "run_out": is_the_house,
    "raise_": is_the_house,
    "fulfil": can_fulfil,
    "confirm": can_confirm,
    "dispute": can_confirm,
    "lapse": is_the_house,
    "thank": can_thank,
    "remark": can_remark,
    "withdraw": can_withdraw,
}


def _has_room(wish: Wish) -> bool:
    claim = wish.main_claim()
    return claim is not None and len(wish.standing_claims()) <= claim.open_to


# Beyond its state: when is a move open, and what is said when it is not?
WHEN: dict[str, tuple[When[Wish], ...]] = {
    "agree": (
        When(
            lambda wish: wish.consent is None or not wish.consent.holds,
            _("The consent is on record already."),
        ),
    ),
    "share": (
        When(
            _has_room, _("Nobody more is looked for here. Thank you; other wishes are still open.")
        ),
    ),
    "thank": (When(lambda wish: wish.thanked_on is None, _("You said thank you already.")),),
}

RULES = Rules(LIFECYCLE, MAY, WHEN, scope=SCOPE)
can_make = RULES.can_make
