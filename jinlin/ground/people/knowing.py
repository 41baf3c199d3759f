"""Is the person who turns up somebody the county knows already?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, Q, QuerySet, UUIDField
from django.db.models.expressions import RawSQL

from jinlin.core import search, timeline
from jinlin.core.actor import Actor
from jinlin.core.making import made
from jinlin.core.prepared import NOBODY, Prepared
from jinlin.core.secrets.fields import match_key
from jinlin.core.storing import insert_unless
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.ground.people.models import WRITERS, Acquaintance, OtherPhone, Person
from jinlin.ground.people.numbers import birth_year_of, clean_citizen_id, clean_phone
from jinlin.ground.people.permissions import can_vouch, is_visible

LONGEST_NAME = 60
NO_KEY = "-"  # is nobody's
_ENTERED = "_entered"  # on a person who was entered just now


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
    """The row that stands for the claimed person, one that was there or a new one; and whether more
    of the person may open to the actor, and be filled in by them.
    """
    rows = candidates(claim)
    if person := found(claim, rows):
        is_open = _may_open(person, claim, actor=actor)
        if is_open or _is_as_written(person, claim):
            return person, is_open
    keys = _keys(claim, actor, rows)
    person = made(
        Person, **_fields_of(claim), **keys, county=claim.county, entered_by=actor.user_id
    )
    if not insert_unless(person):  # somebody entered the same person in this very moment
        return known(claim, actor=actor)
    timeline.begin(person)
    timeline.record(person, "entered", actor=actor, audience="staff")
    person.__dict__[_ENTERED] = True
    return person, True


def is_entered_now(person: Person) -> bool:
    """Whether `know` has just entered this person: nobody looks after them or speaks for them yet.
    Only whoever made them known can say so, and only once.
    """
    return bool(person.__dict__.pop(_ENTERED, False))


def candidates(claim: Claim) -> list[Person]:
    """Whoever of the county has the claimed user, phone or citizen id: one statement.

    Nobody is locked: a hotline that sends one number for all waits for nobody.
    """
    return _CANDIDATES.rows(
        county=claim.county,
        user=claim.user_id or NOBODY,
        phone_key=claim.phone_key or NO_KEY,
        citizen_key=claim.citizen_key or NO_KEY,
    )


def _claimed(county: Any, user: Any, phone_key: Any, citizen_key: Any) -> QuerySet[Person]:
    """Each of the three is found along its own index, however many people the county knows: those
    of phones and citizen ids are asked only when it is said that there is one.
    """
    nothing = RawSQL("''", ())  # no argument: the database must read it to know which index it may
    return Person.objects.filter(
        Q(county=county, user=user)
        | Q(county=county, phone_key=phone_key) & ~Q(phone_key=nothing)
        | Q(county=county, citizen_key=citizen_key) & ~Q(citizen_key=nothing)
    ).order_by("pk")


_CANDIDATES = Prepared[Person](
    _claimed,
    county=CharField(),
    user=UUIDField(),
    phone_key=CharField(),
    citizen_key=CharField(),
)


def found(claim: Claim, rows: Sequence[Person]) -> Person | None:
    """The one that stands for the claimed person.

    A resident's own word finds only their own row or one that nobody signed in for and whose phone
    they proved; staff find by citizen id, then by phone unless two citizen ids contradict each
    other.
    """
    by_phone = [row for row in rows if claim.phone_key and row.phone_key == claim.phone_key]
    if claim.user_id:
        own = [row for row in rows if row.user_id == claim.user_id]
        free = [row for row in by_phone if row.user_id is None and claim.is_proven]
        return next(iter(own + free), None)
    by_card = [row for row in rows if claim.citizen_key and row.citizen_key == claim.citizen_key]
    fitting = [row for row in by_phone if not claim.citizen_key or not row.citizen_key]
    return next(iter(by_card + fitting), None)


def fill_in(person: Person, claim: Claim, *, actor: Actor) -> Person:
    """What was empty is filled in, where the word of whoever says it is good enough."""
    if not _lacking(person, claim, actor):
        return person
    person = Person.objects.locked(person.pk)
    fresh = _lacking(person, claim, actor)
    if not fresh:  # somebody else filled it in just now
        return person
    for field, value in fresh.items():
        setattr(person, field, value)
    try:
        with transaction.atomic():
            person.save(update_fields=[*fresh])
    except IntegrityError:  # somebody else took one of the keys just now
        return fill_in(Person.objects.locked(person.pk), claim, actor=actor)
    if "name" in fresh:
        search.index(person)
    timeline.record(
        person, "filled_in", actor=actor, audience="staff", data={"fields": sorted(fresh)}
    )
    return person


def keep_other_phone(person: Person, claim: Claim, *, actor: Actor) -> None:
    """Another phone than the one that stands is not lost: it waits until somebody says which one
    holds. Of a resident's own word only a phone that they proved counts.
    """
    is_said = claim.is_proven if claim.user_id else can_vouch(actor, claim.county)
    if not (is_said and claim.phone_key and person.phone) or person.phone == claim.phone:
        return
    insert_unless(
        OtherPhone(
            county=claim.county,
            person=person,
            phone=claim.phone,
            phone_key=claim.phone_key,
            said_by=actor.user_id,
            said_on=clock.today(),
        )
    )


def _lacking(person: Person, claim: Claim, actor: Actor) -> dict[str, Any]:
    """What this word can fill in of what is empty.

    The keys are asked for only where one is missing: they may be another's.
    """
    if not (can_vouch(actor, claim.county) or claim.user_id):
        return {}
    fresh = {
        field: value
        for field, value in _fields_of(claim).items()
        if value and not getattr(person, field)
    }
    claim_keys = {"phone_key": claim.phone_key, "citizen_key": claim.citizen_key}
    if all(getattr(person, field) or not key for field, key in claim_keys.items()):
        return fresh
    keys = {
        field: key
        for field, key in _keys(claim, actor, candidates(claim)).items()
        if key and not getattr(person, field) and _stands_for(person, field, claim, fresh)
    }
    return fresh | keys


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
    insert_unless(
        *(
            made(
                Acquaintance,
                county=person.county,
                person=person,
                place_code=code,
                since=clock.today(),
            )
            for code in narrow
        )
    )


def _is_narrow(actor: Actor, county: str) -> bool:
    """Takes matters in for parts of this county only."""
    codes = actor.codes(*WRITERS)
    return bool(codes) and not any(county.startswith(code) for code in codes)


def _fields_of(claim: Claim) -> dict[str, Any]:
    return {
        "name": claim.name,
        "phone": claim.phone,
        "citizen_id": claim.citizen_id,
        "birth_year": birth_year_of(claim.citizen_id),
        "user_id": claim.user_id,
    }


def _keys(claim: Claim, actor: Actor, rows: Sequence[Person]) -> dict[str, str]:
    """The keys that this word may take.

    Staff saw the card or heard the number; a signed-in resident proved one phone and nothing else.
    A key that already stands for another person of the county is not given again.
    """
    vouched = can_vouch(actor, claim.county)
    phone_key = claim.phone_key if claim.is_proven or not claim.user_id else ""
    citizen_key = claim.citizen_key if vouched else ""
    return {
        "phone_key": "" if phone_key in {row.phone_key for row in rows} else phone_key,
        "citizen_key": "" if citizen_key in {row.citizen_key for row in rows} else citizen_key,
    }


def _stands_for(person: Person, field: str, claim: Claim, fresh: dict[str, Any]) -> bool:
    """A key belongs to the value beside it, not to another one that was there before."""
    value = {"phone_key": "phone", "citizen_key": "citizen_id"}[field]
    return value in fresh or getattr(person, value) == getattr(claim, value)
