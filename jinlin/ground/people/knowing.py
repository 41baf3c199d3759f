"""Is the person who turns up somebody the county knows already?"""

from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from jinlin.core import search, timeline
from jinlin.core.actor import Actor
from jinlin.core.secrets.fields import match_key
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.people.models import Acquaintance, Person
from jinlin.ground.people.numbers import birth_year_of, clean_citizen_id, clean_phone
from jinlin.ground.people.permissions import WRITERS, can_vouch, is_visible

LONGEST_NAME = 60


@dataclass(frozen=True)
class Claim:
    """What somebody says about a person. `is_proven`: the phone is the one that the signed-in user
    proved at sign-in.
    """

    county: str
    name: str
    phone: str
    phone_key: str
    citizen_id: str
    citizen_key: str
    user_id: UUID | None
    is_proven: bool

    @classmethod
    def of(cls, county: str, *, name: str, phone: str, citizen_id: str, user: Any) -> Self:
        phone, citizen_id = clean_phone(phone), clean_citizen_id(citizen_id)
        phone_key = match_key(phone, "phone") if phone else ""
        return cls(
            county=county,
            name=tidy(name)[:LONGEST_NAME],
            phone=phone,
            phone_key=phone_key,
            citizen_id=citizen_id,
            citizen_key=match_key(citizen_id, "citizen_id") if citizen_id else "",
            user_id=user.pk if user else None,
            is_proven=bool(user and phone_key and user.phone_key == phone_key),
        )


def known(claim: Claim, *, actor: Actor) -> tuple[Person, bool]:
    """The row, locked, that stands for the claimed person, one that was there or a new one; and
    whether more of the person may open to the actor, and be filled in by them.
    """
    keys = _keys(claim, actor)  # before looking: whoever took a key meanwhile is then found
    if person := found(claim):
        is_open = _may_open(person, claim, actor=actor)
        if is_open or _is_as_written(person, claim):
            return person, is_open
    try:
        with transaction.atomic():
            person = Person.objects.create(
                **_told(claim), **keys, county=claim.county, entered_by=actor.user_id
            )
    except IntegrityError:  # somebody entered the same person in this very moment
        return known(claim, actor=actor)
    timeline.record(person, "entered", actor=actor, audience="staff")
    return person, True


def found(claim: Claim) -> Person | None:
    """The row, locked, that stands for the claimed person.

    A resident's own word finds only their own row or one that nobody signed in for and whose phone
    they proved; staff find by citizen id, then by phone unless two citizen ids contradict each
    other.
    """
    rows = Person.objects.filter(county=claim.county).select_for_update(of=("self",))
    if claim.user_id:
        own = rows.filter(user_id=claim.user_id).first()
        return own or (
            rows.filter(user=None, phone_key=claim.phone_key).first() if claim.is_proven else None
        )
    if claim.citizen_key and (person := rows.filter(citizen_key=claim.citizen_key).first()):
        return person
    if not claim.phone_key:
        return None
    fits = Q(citizen_key__in=["", claim.citizen_key]) if claim.citizen_key else Q()
    return rows.filter(fits, phone_key=claim.phone_key).first()


def fill_in(person: Person, claim: Claim, *, actor: Actor) -> Person:
    """What was empty is filled in, where the word of whoever says it is good enough."""
    if not (can_vouch(actor, claim.county) or claim.user_id):
        return person
    fresh = {
        field: value
        for field, value in _told(claim).items()
        if value and not getattr(person, field)
    }
    keys = {
        field: key
        for field, key in _keys(claim, actor).items()
        if key and not getattr(person, field) and _stands_for(person, field, claim, fresh)
    }
    if not (fresh or keys):
        return person
    for field, value in (fresh | keys).items():
        setattr(person, field, value)
    try:
        with transaction.atomic():
            person.save(update_fields=[*fresh, *keys])
    except IntegrityError:  # somebody else took one of the keys just now
        return fill_in(Person.objects.locked(person.pk), claim, actor=actor)
    if "name" in fresh:
        search.index(person)
    timeline.record(
        person, "filled_in", actor=actor, audience="staff", data={"fields": sorted({*fresh, *keys})}
    )
    return person


def _may_open(person: Person, claim: Claim, *, actor: Actor) -> bool:
    """Who takes matters in for a part of a county gets nobody by a number alone: they see that
    person already, or had the card in hand (name and citizen id are as they stand there).
    """
    has_card = bool(claim.citizen_key and claim.name) and (person.name, person.citizen_id) == (
        claim.name,
        claim.citizen_id,
    )
    return has_card or not _is_narrow(actor, person.county) or is_visible(actor, person)


def _is_as_written(person: Person, claim: Claim) -> bool:
    """Whoever wrote this down gets back no more than that from the person's row."""
    return person.name in {"", claim.name} and person.phone in {"", claim.phone}


def meet(person: Person, *, actor: Actor) -> None:
    """The person is known at the places, below the county, for which the actor takes matters in."""
    codes = {
        grant.codes[0]
        for grant in actor.grants
        if grant.role in WRITERS and grant.governs and grant.codes[0].startswith(person.county)
    }
    narrow = [code for code in sorted(codes) if len(code) > len(person.county)]
    rows = [
        Acquaintance(county=person.county, person=person, place_code=code, since=clock.today())
        for code in narrow
    ]
    Acquaintance.objects.bulk_create(rows, ignore_conflicts=True)


def _is_narrow(actor: Actor, county: str) -> bool:
    """Takes matters in for parts of this county only."""
    codes = actor.codes(*WRITERS)
    return bool(codes) and not any(county.startswith(code) for code in codes)


def _told(claim: Claim) -> dict[str, Any]:
    return {
        "name": claim.name,
        "phone": claim.phone,
        "citizen_id": claim.citizen_id,
        "birth_year": birth_year_of(claim.citizen_id),
        "user_id": claim.user_id,
    }


def _keys(claim: Claim, actor: Actor) -> dict[str, str]:
    """The keys that this word may take.

    Staff saw the card or heard the number; a signed-in resident proved one phone and nothing else.
    A key that already stands for another person of the county is not given again.
    """
    vouched = can_vouch(actor, claim.county)
    phone_key = claim.phone_key if claim.is_proven or not claim.user_id else ""
    citizen_key = claim.citizen_key if vouched else ""
    return {
        "phone_key": _free(claim.county, "phone_key", phone_key),
        "citizen_key": _free(claim.county, "citizen_key", citizen_key),
    }


def _stands_for(person: Person, field: str, claim: Claim, fresh: dict[str, Any]) -> bool:
    """A key belongs to the value beside it, not to another one that was there before."""
    value = {"phone_key": "phone", "citizen_key": "citizen_id"}[field]
    return value in fresh or getattr(person, value) == getattr(claim, value)


def _free(county: str, field: str, key: str) -> str:
    return "" if not key or Person.objects.filter(county=county, **{field: key}).exists() else key
