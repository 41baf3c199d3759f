"""What can be done with a person: get to know them, settle them at home, record their consent, act
for them?
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor
from jinlin.core.errors import NotAllowed, NotNow, Unusable, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.core.whole import verb
from jinlin.ground.people import permissions
from jinlin.ground.people.knowing import Claim, fill_in, keep_other_phone, known, meet
from jinlin.ground.people.models import (
    LONGEST_MANDATE,
    Consent,
    GroupInNeed,
    Household,
    Mandate,
    Membership,
    Need,
    OtherPhone,
    Person,
    Purpose,
    Relation,
)
from jinlin.ground.people.numbers import possible_year
from jinlin.ground.places.models import Place

LONGEST_REASON = 200


@verb
def know(
    county: str, *, name: str, phone: str = "", citizen_id: str = "", user: Any = None, actor: Actor
) -> Person:
    """The county knows this person, once: found by user, citizen id or phone, or entered.

    A signed-in resident is found by a phone only when they proved it at sign-in; what is known
    already is never overwritten, and only filled in by staff or by the person; another phone is
    kept until somebody says which one holds. A number alone opens nobody to staff of a part of the
    county: they get back what they wrote down.
    """
    claim = Claim.of(county, name=name, phone=phone, citizen_id=citizen_id, user=user)
    person, is_open = known(claim, actor=actor)
    if not is_open:
        return person
    meet(person, actor=actor)
    keep_other_phone(person, claim, actor=actor)
    return fill_in(person, claim, actor=actor)


@transaction.atomic
def settle(
    person: Person,
    place: Place,
    *,
    address: str = "",
    household: Household | None = None,
    actor: Actor,
) -> Household:
    """The person lives here from today on: in the household given or in one of their own.

    An earlier home has ended.
    """
    person = Person.objects.locked(person.pk)
    require(permissions.can_settle(actor, person))
    if place.county_code != person.county or (
        household is not None and household.place_id != place.pk
    ):
        raise Unusable(_("Please choose a place in this county."), field="place")
    home = household or Household.objects.create(
        county=person.county, place=place, place_code=place.code, address=tidy(address)[:200]
    )
    today = clock.today()
    Membership.objects.filter(person=person, until=None).update(until=today)
    Membership.objects.create(household=home, person=person, since=today)
    timeline.record(person, "settled", actor=actor, audience="staff", data={"place": place.code})
    return home


@transaction.atomic
def settle_phone(other: OtherPhone, *, is_taken: bool, actor: Actor) -> OtherPhone:
    """The person has this phone from now on, or the one that stood; the other is forgotten."""
    person = Person.objects.locked(other.person_id)
    require(permissions.can_settle_phone(actor, person))
    other = OtherPhone.objects.select_for_update().get(pk=other.pk)
    if other.settled_at is not None:
        raise NotNow(_("This was decided already."))
    if is_taken:
        is_free = not Person.objects.filter(county=person.county, phone_key=other.phone_key)
        person.phone = other.phone
        person.phone_key = other.phone_key if is_free else ""
        person.save(update_fields=["phone", "phone_key"])
    other.settled_at, other.is_taken, other.phone = clock.now(), is_taken, ""
    other.save(update_fields=["settled_at", "is_taken", "phone"])
    verb = "phone_taken" if is_taken else "phone_dropped"
    timeline.record(person, verb, actor=actor, audience="staff")
    return other


@transaction.atomic
def note_birth_year(person: Person, year: int, *, actor: Actor) -> Person:
    """The year of birth is on record as the person told it; one that a citizen id says stands."""
    person = Person.objects.locked(person.pk)
    require(permissions.can_note_birth_year(actor, person))
    year = possible_year(year)
    if person.birth_year == year:
        return person
    if person.citizen_id:
        raise NotNow(_("The citizen id says the year of birth."), field="birth_year")
    person.birth_year = year
    person.save(update_fields=["birth_year"])
    timeline.record(person, "birth_year_noted", actor=actor, audience="staff")
    return person


@transaction.atomic
def fill_in_birth_year(person: Person, year: int, *, actor: Actor) -> Person:
    """The year that somebody told where it is asked for is on record if none was, also of a person
    who does not open to this actor: nothing is read by it.
    """
    person = Person.objects.locked(person.pk)
    require(permissions.can_fill_in_birth_year(actor, person))
    year = possible_year(year)
    if person.birth_year is None:
        person.birth_year = year
        person.save(update_fields=["birth_year"])
        fields = {"fields": ["birth_year"]}
        timeline.record(person, "filled_in", actor=actor, audience="staff", data=fields)
    return person


@transaction.atomic
def note_need(person: Person, group: GroupInNeed, *, actor: Actor) -> Need:
    """The person belongs to this group in need from today on."""
    person = Person.objects.locked(person.pk)
    require(permissions.can_note_need(actor, person))
    need, is_new = Need.objects.get_or_create(
        person=person, group=group, until=None, defaults={"since": clock.today()}
    )
    if is_new:
        timeline.record(
            person, "need_noted", actor=actor, audience="staff", data={"group": group.code}
        )
    return need


@transaction.atomic
def end_need(need: Need, *, actor: Actor) -> Need:
    """The person no longer belongs to this group."""
    person = Person.objects.locked(need.person_id)
    require(permissions.can_note_need(actor, person))
    need.refresh_from_db()
    if need.until is not None:
        raise NotNow
    need.until = clock.today()
    need.save(update_fields=["until"])
    timeline.record(
        person, "need_ended", actor=actor, audience="staff", data={"group": need.group_id}
    )
    return need


@transaction.atomic
def consent(
    person: Person, *, given_by: str, relation: str, purpose: str, version: str, actor: Actor
) -> Consent:
    """It is on record who agreed, for this person, to which purpose in which wording."""
    person = Person.objects.locked(person.pk)
    require(permissions.can_consent(actor, person))
    given_by = tidy(given_by) or (person.name if relation == Relation.SELF else "")
    if relation not in Relation.values or purpose not in Purpose.values:
        raise Unusable(_("Please choose who gave the consent, and for what."), field="relation")
    if not given_by:
        raise Unusable(_("Please enter who gave the consent."), field="given_by")
    if relation != Relation.GUARDIAN and permissions.is_under_consent_age(person):
        raise Unusable(
            _("This person is under 14: only a guardian can give the consent."), field="relation"
        )
    given = Consent.objects.create(
        county=person.county,
        person=person,
        given_by=given_by[:60],
        relation=relation,
        purpose=purpose,
        version=version[:20],
        given_at=clock.now(),
        recorded_by_id=actor.user_id,
    )
    timeline.record(
        person,
        "consented",
        actor=actor,
        audience="staff",
        data={"purpose": purpose, "relation": relation, "version": given.version},
    )
    return given


@transaction.atomic
def withdraw_consent(consent: Consent, *, actor: Actor) -> Consent:
    """The consent no longer holds, and whoever acted on it has stopped."""
    person = Person.objects.locked(consent.person_id)
    consent = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    require(permissions.can_withdraw_consent(actor, person))
    if not consent.holds:
        raise NotNow(_("This consent was withdrawn already."))
    consent.withdrawn_at = clock.now()
    consent.save(update_fields=["withdrawn_at"])
    Mandate.objects.in_force().filter(consent=consent).update(ends_at=consent.withdrawn_at)
    timeline.record(
        person,
        "consent_withdrawn",
        actor=actor,
        audience="staff",
        data={"purpose": consent.purpose},
    )
    return consent


@transaction.atomic
def act_for(
    person: Person, *, reason: str, consent: Consent, days: int = LONGEST_MANDATE, actor: Actor
) -> Mandate:
    """The actor may do for this person what the person could do on the portal, for so many days at
    most. A mandate held before has been replaced.
    """
    person, user_id = Person.objects.locked(person.pk), actor.user_id
    if user_id is None or not permissions.can_act_for(actor, person):
        raise NotAllowed
    reason = tidy(reason)
    if not reason or len(reason) > LONGEST_REASON:
        raise Unusable(
            _("Please say in at most 200 characters why you act for this person."), field="reason"
        )
    if not 1 <= days <= LONGEST_MANDATE:
        raise Unusable(_("You can act for somebody for 1 to 30 days."), field="days")
    _require_consent(person, consent)
    now = clock.now()
    Mandate.objects.visible_to(actor).in_force(now).filter(person=person).update(ends_at=now)
    mandate = Mandate.objects.create(
        county=person.county,
        person=person,
        user_id=user_id,
        reason=reason,
        consent=consent,
        starts_at=now,
        ends_at=now + timedelta(days=days),
        days=days,
    )
    timeline.record(
        person, "acted_for", actor=actor, internal=reason, audience="staff", data={"days": days}
    )
    return mandate


@transaction.atomic
def stop_acting_for(mandate: Mandate, *, actor: Actor) -> Mandate:
    """Nobody acts on this mandate any more."""
    person = Person.objects.locked(mandate.person_id)
    mandate = Mandate.objects.locked(mandate.pk)
    require(permissions.can_stop_acting_for(actor, mandate))
    now = clock.now()
    if mandate.ends_at <= now:
        raise NotNow(_("This mandate has ended already."))
    mandate.ends_at = now
    mandate.save(update_fields=["ends_at"])
    timeline.record(person, "stopped_acting_for", actor=actor, audience="staff")
    return mandate


@transaction.atomic
def see_clear(person: Person, *, why: str, actor: Actor) -> Person:
    """The actor sees the person's name and numbers unmasked, and it is kept who looked, when and
    why.
    """
    require(permissions.can_see_clear(actor, person))
    why = tidy(why)
    if not why or len(why) > LONGEST_REASON:
        raise Unusable(
            _("Please say in at most 200 characters why you need to see this."), field="why"
        )
    timeline.look(person, actor=actor, what="identity", why=why)
    return person


def _require_consent(person: Person, consent: Consent) -> None:
    consent.refresh_from_db()
    if consent.person_id != person.pk or consent.purpose != Purpose.ACTING or not consent.holds:
        raise Unusable(
            _("Acting for somebody needs their consent to exactly this."), field="consent"
        )
