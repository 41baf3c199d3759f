"""Who may know people, see their numbers, record consents and act for them? Clerks, leads and supervisors; never administrators or handlers."""

from jinlin.accounts.roles import Role
from jinlin.core.actor import Actor
from jinlin.people.models import READERS, Mandate, Person

WRITERS = (Role.CLERK, Role.LEAD)


def can_vouch(actor: Actor, county: str) -> bool:
    """Say of a person, for the county's records, which number is theirs."""
    return actor.is_system or _works_in(actor, county)


def can_see_clear(actor: Actor, person: Person) -> bool:
    """See name and numbers unmasked, with a reason that is kept."""
    return is_own(actor, person) or (actor.holds(*READERS) and _is_visible(actor, person))


def can_settle(actor: Actor, person: Person) -> bool:
    return _may_write(actor, person)


def can_note_need(actor: Actor, person: Person) -> bool:
    return _may_write(actor, person)


def can_consent(actor: Actor, person: Person) -> bool:
    return is_own(actor, person) or _may_write(actor, person)


def can_withdraw_consent(actor: Actor, person: Person) -> bool:
    return can_consent(actor, person)


def can_act_for(actor: Actor, person: Person) -> bool:
    return actor.user_id is not None and not is_own(actor, person) and _works_in(actor, person.county) and _is_visible(actor, person)


def can_stop_acting_for(actor: Actor, mandate: Mandate) -> bool:
    """Whoever acts may stop; the lead of the county and the person may stop it too."""
    if actor.is_system or mandate.user_id == actor.user_id:
        return True
    return is_own(actor, mandate.person) or actor.holds(Role.LEAD, at=mandate.county)


def is_own(actor: Actor, person: Person) -> bool:
    return actor.user_id is not None and person.user_id == actor.user_id


def _may_write(actor: Actor, person: Person) -> bool:
    return actor.is_system or (_works_in(actor, person.county) and _is_visible(actor, person))


def _works_in(actor: Actor, county: str) -> bool:
    return any(code.startswith(county) or county.startswith(code) for code in actor.codes(*WRITERS))


def _is_visible(actor: Actor, person: Person) -> bool:
    return Person.objects.visible_to(actor).filter(pk=person.pk).exists()
