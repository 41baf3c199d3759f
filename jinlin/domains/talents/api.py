"""What can programs do with talents?

Everybody asks whether a certificate was valid on a day; staff's programs read the directory of
their places, hand in helps, and say what whoever asked says of them.
"""

from datetime import date
from typing import Any
from uuid import UUID

from ninja import Field, Router, Schema
from ninja.responses import codes_4xx

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere
from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import Need
from jinlin.domains.talents.models import Help, Talent
from jinlin.domains.talents.queries import directory
from jinlin.domains.talents.queries.listed import WITH
from jinlin.ground.accounts.api import caller
from jinlin.ground.people import actions as people
from jinlin.ground.places.models import Place
from jinlin.services.documents import limits
from jinlin.services.documents.codes import read
from jinlin.services.documents.queries import verified
from jinlin.shell.programs import Call, Door, Moving, add_moves, made
from jinlin.shell.requests import Request

READ, WRITE = "talents:read", "talents:write"
router = Router(tags=["talents"])


class Problem(Schema):
    code: str
    words: str = ""


class TalentOut(Schema):
    id: UUID
    called: str
    place: str
    place_code: str
    state: str
    skills: list[str]
    is_free: bool
    is_paid: bool
    fee_note: str
    certified: list[str]


class Talents(Schema):
    items: list[TalentOut]
    next: str = Field("", description="Pass as `after` for the next page; empty on the last.")


class Gap(Schema):
    since: date
    until: date | None = Field(None, description="The first day on which it held again.")
    reason: str
    is_final: bool = Field(description="Withdrawn for good, not only suspended.")


class ValidityOut(Schema):
    number: str
    day: date
    valid: bool = Field(description="Whether it was valid on this day, whatever came since.")
    since: date
    until: date | None = None
    gaps: list[Gap]


class HelpIn(Schema):
    id: UUID = Field(description="Made by the client: the same id again is the same help.")
    talent: UUID
    place: str = Field(description="Code of the neighbourhood in which help is needed.")
    name: str
    phone: str
    text: str
    wanted: str
    is_paid: bool = False


class HelpOut(Schema):
    id: UUID
    version: int
    state: str
    talent: UUID
    place_code: str
    is_paid: bool
    text: str
    due_at: Any


class TellIn(Moving):
    went: str = Field(description="well, partly, badly or nobody_came.")
    words: str = ""


class ComesIn(Moving):
    comes: str = Field(min_length=1, max_length=60, description="When the craftsman comes.")


class WhyIn(Moving):
    reason: str = Field(min_length=1, max_length=300)


OUT: dict[Any, Any] = {200: HelpOut, codes_4xx: Problem}


@router.get("", response={200: Talents, codes_4xx: Problem})
def talents(request: Request, place: str = "", skill: str = "", after: str = "") -> Any:
    """The talents of the directory at the places that the caller works at."""
    actor = caller(request, READ)
    rows = Talent.objects.for_desk(actor).listed()
    if place.isdigit():
        rows = rows.filter(place_code__startswith=place[:18])
    if skill:
        rows = rows.filter(skills__skill__name=skill[:20])
    page = paging.page(rows, order=("place_code", "id"), after=after)
    shown = directory.cards(page.rows)
    return {
        "items": [_out(row, card) for row, card in zip(page.rows, shown, strict=True)],
        "next": page.next,
    }


@router.get(
    "/certificates/{code}",
    response={200: ValidityOut, codes_4xx: Problem},
    auth=None,
    summary="Was this certificate valid on a day?",
)
def certificate(request: Request, code: str, on: date | None = None) -> Any:
    """By the code on the paper, for everybody; today when no day is named."""
    with limits.one_look(request, "verify"):
        found = verified(read(code))
        if found is None or not found.says_why:
            raise NotHere
    day = on or clock.today()
    return {
        "number": found.number,
        "day": day,
        "valid": found.holds_on(day),
        "since": found.validity.since,
        "until": found.validity.until,
        "gaps": [
            {"since": g.since, "until": g.until, "reason": g.reason, "is_final": g.is_final}
            for g in found.validity.gaps
        ],
    }


@router.post("/helps", response={201: HelpOut, codes_4xx: Problem})
def ask(request: Request, said: HelpIn) -> Any:
    """A help as somebody asked for it at a station; 409 when the craftsman takes nothing on."""
    actor = caller(request, WRITE)
    rows = Talent.objects.for_desk(actor).listed().select_related("person", "place")
    talent = rows.filter(pk=said.talent).first()
    place = Place.objects.present().filter(code=said.place[:18]).first()
    if talent is None or place is None:
        raise NotHere

    def ask_for() -> Help:
        person = people.know(talent.county, name=said.name, phone=said.phone, actor=actor)
        skill = directory.own_skill_meant(talent, said.text)
        need = Need(said.text, said.wanted, said.is_paid, skill=skill, key=said.id)
        return actions.ask(talent, need, person=person, place=place, actor=actor)

    return 201, _help_out(made(Help, said, place.code, make=ask_for), actor)


@router.get("/helps/{uuid:pk}", response=OUT)
def one_help(request: Request, pk: UUID) -> Any:
    """One help, without a phone and without a door."""
    actor = caller(request, READ)
    return _help_out(_in_scope(actor, pk), actor)


def _in_scope(actor: Actor, pk: UUID) -> Help:
    found = Help.objects.visible_to(actor).select_related(*WITH["help"]).filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def _help_out(row: Help, _actor: Actor) -> dict[str, Any]:
    return {
        "id": row.pk,
        "version": row.version,
        "state": row.state,
        "talent": row.talent_id,
        "place_code": row.place_code,
        "is_paid": row.is_paid,
        "text": row.text,
        "due_at": row.due_at,
    }


def _out(row: Talent, card: directory.Card) -> dict[str, Any]:
    return {
        "id": row.pk,
        "called": card.called,
        "place": card.place,
        "place_code": row.place_code,
        "state": row.state,
        "skills": list(card.skills),
        "is_free": card.is_free,
        "is_paid": card.is_paid,
        "fee_note": card.fee_note,
        "certified": list(card.certified),
    }


CALLS: dict[str, Call[Help]] = {
    "accept": Call(ComesIn, actions.accept),
    "decline": Call(WhyIn, actions.decline),
    "give_up": Call(WhyIn, actions.give_up),
    "tell": Call(TellIn, actions.tell),
    "call_off": Call(Moving, actions.call_off),
}
DOOR = Door[Help](
    caller=lambda request: caller(request, WRITE),
    fetch=_in_scope,
    after=_in_scope,
    show=_help_out,
    response=OUT,
)
helps = Router(tags=["talents"])
add_moves(helps, CALLS, DOOR)
router.add_router("/helps", helps)
