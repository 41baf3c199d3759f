"""Who may do what with an appeal?

Those who look after its place take it up and send it on; the unit that has it answers; the resident it is for judges. What nobody granted is not allowed.
"""

from collections.abc import Callable

from jinlin.accounts.roles import Role
from jinlin.appeals.lifecycle import State
from jinlin.appeals.models import Appeal, Identity
from jinlin.core import clock
from jinlin.core.actor import Actor
from jinlin.people import queries as people
from jinlin.places.models import Place

REOPEN_DAYS = 15  # after closing, the resident may still say that it is not solved


def can_report(actor: Actor) -> bool:
    """Anybody, signed in or not; a token must have been issued for writing."""
    return actor.scopes is None or "appeals:write" in actor.scopes


def can_register(actor: Actor, place: Place) -> bool:
    """Write down at a desk what a resident says."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=place.code)


def is_reporter(actor: Actor, appeal: Appeal) -> bool:
    """The resident it is for, the holder of its tracking code, or staff with the resident's mandate."""
    if appeal.pk in actor.tracks:
        return True
    if appeal.reporter is None or actor.user_id is None:
        return False
    return appeal.reporter.user_id == actor.user_id or (actor.is_staff and people.has_mandate(actor, appeal.reporter.pk))


def is_intake(actor: Actor, appeal: Appeal) -> bool:
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=appeal.place_code)


def is_of_unit(actor: Actor, appeal: Appeal) -> bool:
    return appeal.unit_id in actor.organisations(Role.HANDLER, Role.CLERK, Role.LEAD)


def can_accept(actor: Actor, appeal: Appeal) -> bool:
    return is_intake(actor, appeal)


def can_reject(actor: Actor, appeal: Appeal) -> bool:
    return is_intake(actor, appeal)


def can_answer_at_once(actor: Actor, appeal: Appeal) -> bool:
    return is_intake(actor, appeal)


def can_hand_over(actor: Actor, appeal: Appeal) -> bool:
    return is_intake(actor, appeal)


def can_finish(actor: Actor, appeal: Appeal) -> bool:
    return actor.is_system or is_of_unit(actor, appeal)


def can_judge(actor: Actor, appeal: Appeal) -> bool:
    return is_reporter(actor, appeal)


def can_close(actor: Actor, appeal: Appeal) -> bool:
    """By the house after a judgement; by hand only by those who did not handle it: the lead and the supervisor."""
    return actor.is_system or (
        actor.holds(Role.LEAD, Role.SUPERVISOR, at=appeal.place_code) and appeal.unit_id not in actor.organisations()
    )


def can_reopen(actor: Actor, appeal: Appeal) -> bool:
    """The supervisor at any time; the resident within REOPEN_DAYS after closing (before that, judging does it)."""
    if actor.is_system or actor.holds(Role.SUPERVISOR, at=appeal.place_code):
        return True
    if appeal.state != State.CLOSED or appeal.ended_on is None:
        return False
    return is_reporter(actor, appeal) and (clock.today() - appeal.ended_on).days <= REOPEN_DAYS


def can_withdraw(actor: Actor, appeal: Appeal) -> bool:
    return is_reporter(actor, appeal)


def can_add_information(actor: Actor, appeal: Appeal) -> bool:
    return is_intake(actor, appeal) or is_of_unit(actor, appeal) or is_reporter(actor, appeal)


def is_shown_at_desk(actor: Actor, appeal: Appeal) -> bool:
    """Whether the masked name may stand on a list: by place and unit alone, without asking the database for each line."""
    if actor.holds(Role.CLERK, Role.LEAD, Role.SUPERVISOR, at=appeal.place_code):
        return True
    return appeal.identity == Identity.NAMED and is_of_unit(actor, appeal)


def can_see_reporter(actor: Actor, appeal: Appeal) -> bool:
    """Whether a name and a phone may be shown at all (masked at first, clear with a reason)."""
    return is_shown_at_desk(actor, appeal) or is_reporter(actor, appeal)


def can_read_internal(actor: Actor, appeal: Appeal) -> bool:
    return actor.is_staff and (is_of_unit(actor, appeal) or actor.holds(Role.CLERK, Role.LEAD, Role.SUPERVISOR, at=appeal.place_code))


MAY: dict[str, Callable[[Actor, Appeal], bool]] = {
    "accept": can_accept,
    "answer_at_once": can_answer_at_once,
    "hand_over": can_hand_over,
    "finish": can_finish,
    "judge": can_judge,
    "close": can_close,
    "reopen": can_reopen,
    "reject": can_reject,
    "withdraw": can_withdraw,
    "add_information": can_add_information,
}
