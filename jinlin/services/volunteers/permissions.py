"""Who may do what with volunteers, their teams and their hours?

Those who look after a place keep its volunteers; the second person is never the first; nobody
confirms, approves or decides about their own hours. Administrators of the system may nothing here.
"""

from collections.abc import Callable
from typing import Any

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.rules import Rules
from jinlin.ground.accounts.roles import Role
from jinlin.ground.people.queries import speaks_for
from jinlin.ground.places.models import Place
from jinlin.services.volunteers.lifecycle import ACTIVITY_LIFECYCLE, LIFECYCLE
from jinlin.services.volunteers.models import Activity, ServiceRecord, Team, Volunteer
from jinlin.services.volunteers.models.people import KEEPERS

SCOPE = "volunteers:write"


def is_keeper(actor: Actor, row: Any) -> bool:
    """Looks after the place of a volunteer, team, activity or record."""
    return actor.is_system or actor.holds(*KEEPERS, at=row.place_code)


def is_lead(actor: Actor, row: Any) -> bool:
    return actor.is_system or actor.holds(Role.LEAD, at=row.place_code)


def is_self(actor: Actor, volunteer: Volunteer) -> bool:
    """The volunteer, or staff with their mandate."""
    return speaks_for(actor, volunteer.person)


def is_own(actor: Actor, record: ServiceRecord) -> bool:
    return is_self(actor, record.volunteer)


def can_register(actor: Actor, place: Place) -> bool:
    """Staff there for anybody; whoever is signed in for themselves."""
    return actor.is_system or actor.is_signed_in or actor.holds(*KEEPERS, at=place.code)


def can_keep(actor: Actor, volunteer: Volunteer) -> bool:
    return is_keeper(actor, volunteer)


def can_set_up(actor: Actor, place: Place) -> bool:
    """Found teams, begin activities and pilots at a place."""
    return actor.is_system or actor.holds(*KEEPERS, at=place.code)


def can_decide_joining(actor: Actor, team: Team) -> bool:
    leader = team.leader
    return is_keeper(actor, team) or bool(leader and is_self(actor, leader))


def can_keep_team(actor: Actor, team: Team) -> bool:
    """Say who leads it, and end it."""
    return is_keeper(actor, team)


def can_confirm_sheet(actor: Actor, activity: Activity) -> bool:
    return is_keeper(actor, activity) or bool(
        activity.in_charge_id and activity.in_charge_id == actor.user_id
    )


def can_cancel(actor: Actor, activity: Activity) -> bool:
    return is_keeper(actor, activity)


def can_backfill(actor: Actor, row: Any) -> bool:
    return is_keeper(actor, row)


def can_approve(actor: Actor, record: ServiceRecord) -> bool:
    """A second person: neither whoever wrote it nor the volunteer."""
    return (
        is_keeper(actor, record)
        and not is_own(actor, record)
        and (actor.is_system or actor.user_id != record.recorded_by)
    )


def can_decide(actor: Actor, record: ServiceRecord) -> bool:
    """Keepers at first, also who wrote it; what the volunteer insisted on, only a lead who did
    not. Never about oneself.
    """
    if is_own(actor, record):
        return False
    if record.is_escalated:
        return is_lead(actor, record) and not _wrote(actor, record)
    return is_keeper(actor, record)


def can_settle(actor: Actor, record: ServiceRecord) -> bool:
    """An appeal: a lead, about others, and not about what they wrote or refused themselves."""
    return can_strike(actor, record) and not _wrote(actor, record)


def can_strike(actor: Actor, record: ServiceRecord) -> bool:
    """The lead, about others."""
    return is_lead(actor, record) and not is_own(actor, record)


def _wrote(actor: Actor, record: ServiceRecord) -> bool:
    """Wrote it down, stood for it, or said the no that the volunteer does not agree with."""
    if actor.user_id is None:
        return False
    if actor.user_id in {record.recorded_by, record.second_by}:
        return True
    return record.is_escalated and timeline.has_done(actor, record, "turn_down", "keep_")


def can_certify(actor: Actor, volunteer: Volunteer) -> bool:
    return is_keeper(actor, volunteer) or is_self(actor, volunteer)


def can_recheck(actor: Actor, row: Any) -> bool:
    """Those who look after the place, as clerk or lead: not who led the service."""
    return actor.is_system or actor.holds(Role.CLERK, Role.LEAD, at=row.place_code)


def can_look_for_oddities(actor: Actor, county: str) -> bool:
    return actor.holds(Role.LEAD, Role.SUPERVISOR, at=county)


MAY: dict[str, Callable[[Actor, ServiceRecord], bool]] = {
    "approve": can_approve,
    "grant": can_approve,
    "turn_down": can_approve,
    "verify": is_own,
    "dispute": is_own,
    "correct": can_decide,
    "keep_": can_decide,
    "insist": is_own,
    "appeal": is_own,
    "allow": can_settle,
    "dismiss": can_settle,
    "strike": can_strike,
}
RULES: Rules[ServiceRecord] = Rules(LIFECYCLE, MAY, scope=SCOPE)
ACTIVITY_RULES: Rules[Activity] = Rules(
    ACTIVITY_LIFECYCLE, {"confirm_sheet": can_confirm_sheet, "cancel": can_cancel}, scope=SCOPE
)
