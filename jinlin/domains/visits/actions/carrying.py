"""How does a list come onto a phone, and how is a lost phone shut out?"""

from dataclasses import dataclass
from secrets import token_urlsafe
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from jinlin.core import timeline
from jinlin.core.actor import Actor, county_of
from jinlin.core.errors import NotAllowed, NotHere, NotNow, require
from jinlin.core.text import tidy
from jinlin.core.time import clock
from jinlin.domains.visits.deadlines import list_ends
from jinlin.domains.visits.models import Door, Pack, Phone
from jinlin.domains.visits.models.round import KNOCKERS
from jinlin.domains.visits.permissions import can_carry, can_shut_out
from jinlin.ground.accounts.models import User
from jinlin.ground.people.models import Person
from jinlin.ground.people.queries import households_of

SHUT_OUT = _("This phone is shut out. Please sign in on another one.")
MOST_DOORS = 400


@dataclass(frozen=True)
class Handset:
    """A phone as it names itself: the key that it made, and what it is called."""

    key: UUID
    name: str = ""


@transaction.atomic
def take_along(handset: Handset, *, actor: Actor) -> tuple[Pack, list[Door]]:
    """The doors that this person still has to try today are theirs to take along until the day
    ends; whom they will read of is on record.

    Raises NotAllowed for a phone that is shut out, or that is another person's.
    """
    require(can_carry(actor))
    phone = phone_of(handset, actor=actor)
    rows = Door.objects.of_visitor(actor).to_do().select_related("round", "household__place")
    longest = F("last_visited_on").asc(nulls_first=True)
    doors = list(rows.order_by("-risk", longest, "pk")[:MOST_DOORS])
    now = clock.now()
    pack = Pack.objects.create(
        county=phone.county,
        phone=phone,
        user_id=phone.user_id,
        secret=token_urlsafe(18),
        doors=[str(door.pk) for door in doors],
        taken_at=now,
        ends_at=list_ends(clock.local_day(now)),
    )
    return pack, doors


def record_looks(persons: list[Person], *, actor: Actor) -> None:
    """It is on record that this actor took these people's names along."""
    for person in persons:
        timeline.look(person, actor=actor, what="visits.list", why=str(_("door-knocking list")))


def phone_of(handset: Handset, *, actor: Actor) -> Phone:
    """This browser of this person, known from now on."""
    now, code = clock.now(), where_of(actor)
    phone, _is_new = Phone.objects.get_or_create(
        pk=handset.key,
        defaults={
            "county": county_of(code),
            "place_code": code,
            "user": User.objects.get(pk=str(actor.user_id)),
            "name": tidy(handset.name)[:60],
            "first_at": now,
            "seen_at": now,
        },
    )
    if phone.user_id != actor.user_id:
        raise NotHere
    if phone.shut_out_at:
        raise NotAllowed(SHUT_OUT, detail={"reason": "shut_out"})
    Phone.objects.filter(pk=phone.pk).update(seen_at=now)
    return phone


def where_of(actor: Actor) -> str:
    """The place for which somebody knocks: of their office, or of a household they look after."""
    code = next(iter(actor.codes(*KNOCKERS)), "")
    if code or actor.user_id is None:
        return code
    rows = households_of(actor.user_id).order_by("place_code").values_list("place_code", flat=True)
    return rows.first() or ""


def given_away(pack: UUID, *, actor: Actor) -> list[UUID]:
    """The doors of this person's list that are on somebody else's by now."""
    found = Pack.objects.filter(pk=pack, user=actor.user_id).first()
    if found is None:
        return []
    rows = Door.objects.filter(pk__in=found.doors).exclude(visitor=None)
    return list(rows.exclude(visitor=found.user_id).order_by("pk").values_list("pk", flat=True))


def hear(phone: UUID, *, waiting: int, actor: Actor) -> Phone | None:
    """How many forms this phone still has is known, and whether it is shut out."""
    rows = Phone.objects.filter(pk=phone, user=actor.user_id)
    rows.update(waiting=min(max(waiting, 0), 9999), seen_at=clock.now())
    return rows.first()


@transaction.atomic
def shut_out(phone: Phone, *, actor: Actor) -> Phone:
    """The phone gets no list any more, drops the one it has at its next word with us, and what it
    still hands in is laid aside for a person to look at.
    """
    phone = Phone.objects.select_for_update(of=("self",)).get(pk=phone.pk)
    require(can_shut_out(actor, phone))
    if phone.shut_out_at:
        raise NotNow(_("This phone is shut out already."))
    phone.shut_out_at, phone.shut_out_by = clock.now(), actor.user_id
    phone.save(update_fields=["shut_out_at", "shut_out_by"])
    timeline.record(phone, "shut_out", actor=actor, audience="staff")
    return phone
