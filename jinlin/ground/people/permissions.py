"""Who may know people, see their numbers, act for them, and give them into care?

Clerks, leads and supervisors; never administrators or handlers. Whoever looks after a household
sees that one.
"""

from uuid import UUID

from jinlin.core.actor import Actor
from jinlin.core.sight import Sight
from jinlin.core.time import clock
from jinlin.ground.accounts.roles import SPECIALISTS, WORKERS, Role
from jinlin.ground.people.models import READERS, WRITERS, CareLink, Household, Mandate, Person
from jinlin.ground.people.numbers import ADULT_CONSENT_AGE
from jinlin.ground.places.models import Place


def can_vouch(actor: Actor, county: str) -> bool:
    """Say of a person, for the county's records, which number is theirs."""
    return actor.is_system or is_working_in(actor, county) or actor.holds(Role.REGISTRAR, at=county)


def can_see_clear(actor: Actor, person: Person) -> bool:
    """See name and numbers unmasked, with a reason that is kept."""
    return is_own(actor, person) or (actor.holds(*READERS) and is_visible(actor, person))


def can_settle(actor: Actor, person: Person) -> bool:
    return _may_write(actor, person)


def can_settle_phone(actor: Actor, person: Person) -> bool:
    """Say which of two phones holds."""
    return _may_write(actor, person)


def can_note_birth_year(actor: Actor, person: Person) -> bool:
    return _may_write(actor, person)


def can_fill_in_birth_year(actor: Actor, person: Person) -> bool:
    """Of themselves, and whoever works in the county and asks for it."""
    return (
        actor.is_system
        or is_own(actor, person)
        or any(
            code.startswith(person.county) or person.county.startswith(code)
            for code in actor.codes(*WORKERS, *SPECIALISTS)
        )
    )


def can_note_need(actor: Actor, person: Person) -> bool:
    return _may_write(actor, person)


def can_consent(actor: Actor, person: Person) -> bool:
    return is_own(actor, person) or _may_write(actor, person)


def can_withdraw_consent(actor: Actor, person: Person) -> bool:
    return can_consent(actor, person)


def can_act_for(actor: Actor, person: Person) -> bool:
    """Clerks and leads, for whoever cannot speak here: never for somebody who signs in by phone."""
    return (
        actor.user_id is not None
        and not is_own(actor, person)
        and not is_signing_in_by_phone(person)
        and is_working_in(actor, person.county)
        and is_visible(actor, person)
    )


def can_stop_acting_for(actor: Actor, mandate: Mandate) -> bool:
    """Whoever acts may stop; the lead of the county and the person may stop it too."""
    if actor.is_system or mandate.user_id == actor.user_id:
        return True
    return is_own(actor, mandate.person) or actor.holds(Role.LEAD, at=mandate.county)


def can_register_household(actor: Actor, place: Place) -> bool:
    """Put on record that a household at this place is in need."""
    return _looks_after(actor, place.code)


def can_add_member(actor: Actor, household: Household) -> bool:
    return _looks_after(actor, household.place_code)


def can_link(actor: Actor, household: Household) -> bool:
    """Give the household into somebody's care: the clerks and leads of its place."""
    return _looks_after(actor, household.place_code)


def can_hand_over_link(actor: Actor, link: CareLink) -> bool:
    return _looks_after(actor, link.place_code)


def can_end_link(actor: Actor, link: CareLink) -> bool:
    return _looks_after(actor, link.place_code)


def can_see_household_clear(actor: Actor, household: Household) -> bool:
    """See address, names and phones unmasked at the desk, with a reason that is kept."""
    return actor.holds(*READERS, at=household.place_code)


def can_look_in(actor: Actor, household: Household) -> bool:
    """See where they live and how to reach them: whoever looks after this household now, and nobody
    else by looking after another one.
    """
    return actor.scopes is None and household.care_links.open().kept_by(actor.user_id).exists()


def is_under_consent_age(person: Person) -> bool:
    """Judged by the year alone when no more is known: whoever may still be 13 counts as a child."""
    return (
        person.birth_year is not None
        and clock.today().year - person.birth_year <= ADULT_CONSENT_AGE
    )


def is_signing_in_by_phone(person: Person) -> bool:
    """Whether they have an account that a code to their phone opens."""
    return person.user is not None and bool(person.user.phone)


def is_own(actor: Actor, person: Person) -> bool:
    return actor.user_id is not None and person.user_id == actor.user_id


def _may_write(actor: Actor, person: Person) -> bool:
    return actor.is_system or (is_working_in(actor, person.county) and is_visible(actor, person))


def _looks_after(actor: Actor, code: str) -> bool:
    return actor.is_system or actor.holds(*WRITERS, at=code)


def is_working_in(actor: Actor, county: str) -> bool:
    return any(code.startswith(county) or county.startswith(code) for code in actor.codes(*WRITERS))


def is_visible(actor: Actor, person: Person) -> bool:
    return _PEOPLE.first(actor, person.pk) is not None


_PEOPLE = Sight[UUID](Person.objects.visible_to, columns=("id",), is_timed=True)
