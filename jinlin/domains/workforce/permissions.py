"""Who may do what in the register, with an application, with a batch?

A registrar keeps the register of a county or, from the prefecture, of all its counties. Nobody
reviews twice, and nobody their own application.
"""

from collections.abc import Callable

from jinlin.core import timeline
from jinlin.core.actor import COUNTY_DIGITS, Actor
from jinlin.core.rules import Rules, is_the_house
from jinlin.domains.workforce.lifecycle import LIFECYCLE
from jinlin.domains.workforce.models import (
    Application,
    Award,
    Candidacy,
    Policy,
    Professional,
    Roster,
    UnitReturn,
    Update,
)
from jinlin.domains.workforce.models.professionals import UNIT_ROLES
from jinlin.ground.accounts.roles import Role

SCOPE = "workforce:write"


def can_keep(actor: Actor, county: str) -> bool:
    """Keep the register of this county: enter, take rosters in, verify, decide on duplicates."""
    return actor.is_system or actor.holds(Role.REGISTRAR, at=county)


def can_keep_exam_day(actor: Actor, county: str) -> bool:
    """A day of this county or prefecture. Those of the state (no county) are reference data."""
    return actor.is_system or bool(county and actor.holds(Role.REGISTRAR, at=county))


def can_take_in(actor: Actor, county: str) -> bool:
    return can_keep(actor, county)


def can_take_back(actor: Actor, roster: Roster) -> bool:
    return can_keep(actor, roster.county)


def can_see_clear(actor: Actor, professional: Professional) -> bool:
    """Name and numbers unmasked, with a reason that is kept."""
    return can_keep(actor, professional.county)


def is_oneself(actor: Actor, professional: Professional) -> bool:
    return actor.user_id is not None and professional.person.user_id == actor.user_id


def can_update(actor: Actor, professional: Professional) -> bool:
    """Tell something new of oneself; the registrar enters it for them."""
    return is_oneself(actor, professional) or can_keep(actor, professional.county)


def can_verify(actor: Actor, update: Update) -> bool:
    """The registrar; nobody what they told of themselves."""
    return can_keep(actor, update.county) and not is_oneself(actor, update.professional)


def can_note_result(actor: Actor, candidacy: Candidacy) -> bool:
    """The registrar; nobody their own."""
    is_own = actor.user_id is not None and candidacy.person.user_id == actor.user_id
    return can_keep(actor, candidacy.county) and not is_own


def can_answer_round(actor: Actor, one: UnitReturn) -> bool:
    """The unit for itself; the registrar for a unit without an account."""
    return can_keep(actor, one.county) or one.organisation_id in actor.organisations(*UNIT_ROLES)


def can_apply(actor: Actor, professional: Professional) -> bool:
    return is_oneself(actor, professional) or can_keep(actor, professional.county)


def can_pay(actor: Actor, county: str) -> bool:
    """Freeze batches, fetch the bank's file and read back what the bank says."""
    return actor.is_system or actor.holds(Role.PAYMENT_OFFICER, at=county)


def can_change_account(actor: Actor, award: Award) -> bool:
    return can_apply(actor, award.application.professional)


def _keeps(actor: Actor, application: Application) -> bool:
    return can_keep(actor, application.county) and not is_oneself(actor, application.professional)


def is_first_reviewer(actor: Actor, application: Application) -> bool:
    """The county's registrar, or its lead; not who is asking."""
    county = application.county
    return (
        actor.is_system or actor.holds(Role.REGISTRAR, at=county) or is_lead_of(actor, county)
    ) and not is_oneself(actor, application.professional)


def is_second_reviewer(actor: Actor, application: Application) -> bool:
    """A level above the first: the prefecture's registrar or the county's lead, as the policy says;
    never who made the first review, nor who asked for it in somebody's name.
    """
    if is_oneself(actor, application.professional):
        return False
    if actor.user_id is not None and actor.user_id == application.reviewed_by:
        return False
    if actor.is_system:
        return True
    return _is_above(actor, application) and not timeline.has_done(actor, application, "apply")


def _is_above(actor: Actor, application: Application) -> bool:
    if application.policy.second_level != Policy.Second.PREFECTURE:
        return is_lead_of(actor, application.county)
    codes = actor.codes(Role.REGISTRAR)
    return any(len(code) < COUNTY_DIGITS and application.county.startswith(code) for code in codes)


def can_overrule(actor: Actor, application: Application) -> bool:
    """Say that an objection is not justified: never who let it through at a review."""
    passed_by = {application.reviewed_by, application.approved_by} - {None}
    return _keeps(actor, application) and actor.user_id not in passed_by


def can_revoke(actor: Actor, application: Application) -> bool:
    """Take an award back: whoever may make a first review, never who let it through at one."""
    passed_by = {application.reviewed_by, application.approved_by} - {None}
    return is_first_reviewer(actor, application) and actor.user_id not in passed_by


def is_lead_of(actor: Actor, county: str) -> bool:
    """Leads the whole county (not a town or a unit in it)."""
    return any(county.startswith(code) for code in actor.codes(Role.LEAD))


def can_answer_back(actor: Actor, application: Application) -> bool:
    return can_apply(actor, application.professional)


def can_withdraw(actor: Actor, application: Application) -> bool:
    return can_apply(actor, application.professional)


def can_refuse(actor: Actor, application: Application) -> bool:
    return is_first_reviewer(actor, application) or is_second_reviewer(actor, application)


MAY: dict[str, Callable[[Actor, Application], bool]] = {
    "check": _keeps,
    "ask_back": _keeps,
    "answer_back": can_answer_back,
    "review": is_first_reviewer,
    "approve": is_second_reviewer,
    "publish": _keeps,
    "object_to": _keeps,
    "overrule": can_overrule,
    "uphold": _keeps,
    "award": is_the_house,
    "refuse": can_refuse,
    "withdraw": can_withdraw,
    "revoke": can_revoke,
}
RULES = Rules(LIFECYCLE, MAY, scope=SCOPE)
can_make = RULES.can_make
