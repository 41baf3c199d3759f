"""What can programs do with talents?

Everybody asks whether a certificate was valid on a day; staff's programs read the directory of
their places, hand in finds and helps, and move what the desk moves: talents, pairs, applications,
certificates and helps.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Router, Status

from jinlin.core import paging
from jinlin.core.actor import Actor, within
from jinlin.core.errors import NotHere, Unusable
from jinlin.core.time import clock
from jinlin.domains.talents import actions
from jinlin.domains.talents.actions import By, Find, Need, Session
from jinlin.domains.talents.models import Help, Pair, Source, Talent
from jinlin.domains.talents.queries import directory, listed
from jinlin.domains.talents.queries.listed import MODELS, WITH
from jinlin.domains.talents.schemas import (
    AnswerIn,
    ApplicationOut,
    Applications,
    CertificateOut,
    Certificates,
    ComesIn,
    CompleteIn,
    FindIn,
    FoundOut,
    HelpIn,
    HelpOut,
    MeetIn,
    NoteIn,
    PairIn,
    PairOut,
    Pairs,
    PlanIn,
    QuestionIn,
    ReachIn,
    TakeInIn,
    Talents,
    TellIn,
    ValidityOut,
    WhyIn,
)
from jinlin.ground.accounts.api import caller
from jinlin.ground.people import actions as people
from jinlin.ground.places.queries import meant, whole
from jinlin.services.documents import limits
from jinlin.services.documents.codes import read
from jinlin.services.documents.queries import verified
from jinlin.shell.bodies import Day
from jinlin.shell.programs import Call, Door, Key, Moving, Sending, add_moves, made
from jinlin.shell.requests import Request

READ, WRITE = "talents:read", "talents:write"
router = Router(tags=["talents"])


@router.get("", response=Talents)
def talents(request: Request, place: str = "", skill: str = "", after: str = "") -> Any:
    """The talents of the directory at the places that the caller works at."""
    actor = caller(request, READ)
    rows = Talent.objects.for_desk(actor).listed()
    if place:
        rows = rows.filter(within(whole(place)))
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
    response=ValidityOut,
    auth=None,
    summary="Was this certificate valid on a day?",
)
def certificate(request: Request, code: str, on: Day | None = None) -> Any:
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


@router.post("/helps", response={201: HelpOut})
def ask(request: Request, body: HelpIn) -> Any:
    """A help as somebody asked for it at a station; 409 when the craftsman takes nothing on."""
    actor = caller(request, WRITE)
    rows = Talent.objects.for_desk(actor).listed().select_related("person", "place")
    talent = rows.filter(pk=body.talent).first()
    place = meant(body.place[:18])
    if talent is None or place is None:
        raise NotHere

    def ask_for() -> Help:
        person = people.know(talent.county, name=body.name, phone=body.phone, actor=actor)
        skill = directory.own_skill_meant(talent, body.text)
        need = Need(body.text, body.wanted, body.is_paid, skill=skill, key=body.id)
        return actions.ask(talent, need, person=person, place=place, actor=actor)

    return Status(201, _help_out(made(Help, body, place.code, make=ask_for), actor))


@router.get("/helps/{uuid:pk}", response=HelpOut)
def one_help(request: Request, pk: UUID) -> Any:
    """One help, without a phone and without a door."""
    actor = caller(request, READ)
    return _help_out(fetched("help")(actor, pk), actor)


def fetched(kind: str) -> Callable[[Actor, UUID], Any]:
    """The row of this kind as far as the caller sees it."""

    def fetch(actor: Actor, pk: UUID) -> Any:
        rows = MODELS[kind].objects.visible_to(actor).select_related(*WITH[kind])
        found = rows.filter(pk=pk).first()
        if found is None:
            raise NotHere
        return found

    return fetch


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


@router.post("/nominations", response={201: FoundOut})
def nominate(request: Request, body: FindIn, key: str = Key) -> Any:
    """Somebody was found; the same person again has one voice more. Nobody is shown before they
    said yes to staff.
    """
    actor = caller(request, WRITE)
    place = meant(body.place)
    if place is None:
        raise NotHere

    def act() -> Talent:
        skills = [_skill(place.county_code, name) for name in body.skills]
        find = Find(body.why, body.name, body.phone, skills=skills, called=body.called)
        return actions.nominate(place, find, by=By(Source.STAFF), actor=actor)

    row = made(Talent, body, place.code, make=act, sending=Sending(actor, request.path, key))
    return Status(201, _talent_out(row, actor))


@router.get("/pairs", response=Pairs)
def pairs(request: Request, state: str = "", after: str = "") -> Any:
    """Mentors and learners of the places that the caller works at."""
    return _listed("pair", caller(request, READ), state, after, show=_pair_out)


@router.post("/pairs", response={201: PairOut})
def bring_together(request: Request, body: PairIn, key: str = Key) -> Any:
    """The mentor is asked whether they take the learner on."""
    actor = caller(request, WRITE)
    mentor = fetched("talent")(actor, body.mentor)

    def act() -> Pair:
        skill = _skill(mentor.county, body.skill)
        learner = people.know(mentor.county, name=body.name, phone=body.phone, actor=actor)
        details: dict[str, Any] = {"skill": skill, "goals": body.goals, "actor": actor}
        return actions.propose(mentor, learner, **details)

    row = made(Pair, body, mentor.place_code, make=act, sending=Sending(actor, request.path, key))
    return Status(201, _pair_out(fetched("pair")(actor, row.pk), actor))


@router.get("/applications", response=Applications)
def applications(request: Request, state: str = "", after: str = "") -> Any:
    """Who asked to be certified."""
    return _listed("application", caller(request, READ), state, after, show=_application_out)


@router.get("/certificates", response=Certificates)
def certificates(request: Request, state: str = "", after: str = "") -> Any:
    """The certificates of the places that the caller works at."""
    return _listed("certificate", caller(request, READ), state, after, show=_certificate_out)


def _listed(
    kind: str, actor: Actor, state: str, after: str, *, show: Callable[[Any, Actor], Any]
) -> dict[str, Any]:
    rows = MODELS[kind].objects.for_desk(actor).select_related(*WITH[kind])
    rows = rows.filter(state=state[:11]) if state else rows
    page = paging.page(rows, order=listed.ORDERS["due"], after=after)
    return {"items": [show(row, actor) for row in page.rows], "next": page.next}


def _skill(county: str, name: str) -> Any:
    found = next((each for each in directory.skills_of(county) if each.name == name), None)
    if found is None:
        raise Unusable(_("The county keeps no skill of this name."), field="skill")
    return found


def _talent_out(row: Talent, _actor: Actor) -> dict[str, Any]:
    names = ("id", "version", "state", "place_code", "called", "due_at")
    return {name: getattr(row, name) for name in names}


def _pair_out(row: Any, _actor: Actor) -> dict[str, Any]:
    names = ("id", "version", "state", "place_code", "began_on", "next_at", "ended_on", "outcome")
    goals = [
        {"id": str(goal.pk), "text": goal.text, "reached_on": goal.reached_on}
        for goal in row.goals.all()
    ]
    return {
        **{name: getattr(row, name) for name in names},
        "mentor": row.mentor_id,
        "skill": row.skill.name,
        "goals": goals,
        "due_at": row.due_at,
    }


def _application_out(row: Any, _actor: Actor) -> dict[str, Any]:
    names = ("id", "version", "state", "level", "place_code", "due_at")
    shown = {name: getattr(row, name) for name in names}
    return {**shown, "talent": row.talent_id, "skill": row.skill.name}


def _certificate_out(row: Any, _actor: Actor) -> dict[str, Any]:
    names = ("id", "version", "state", "level", "issued_on", "valid_until")
    shown = {name: getattr(row, name) for name in names}
    return {**shown, "talent": row.talent_id, "skill": row.skill.name}


def _taken_in(body: Any, _row: Any, _actor: Actor) -> dict[str, Any]:
    if not body.agreed:
        raise Unusable(_("Nobody is shown who did not say yes."), field="agreed")
    return {"called": body.called}


def _met(body: Any, _row: Any, _actor: Actor) -> dict[str, Any]:
    return {"session": Session(body.on, body.minutes, body.words)}


CALLS: Mapping[str, tuple[Mapping[str, Call[Any]], Any, Callable[[Any, Actor], Any]]] = {
    "talent": (
        {
            "take_in": Call(TakeInIn, actions.take_in, _taken_in),
            "turn_down": Call(WhyIn, actions.turn_down),
            "rest": Call(Moving, actions.rest),
            "come_back": Call(Moving, actions.come_back),
            "leave": Call(Moving, actions.leave),
        },
        FoundOut,
        _talent_out,
    ),
    "pair": (
        {
            "agree": Call(Moving, actions.agree),
            "meet": Call(MeetIn, actions.meet, _met),
            "plan": Call(PlanIn, actions.plan),
            "reach": Call(ReachIn, actions.reach),
            "complete": Call(CompleteIn, actions.complete),
            "end": Call(WhyIn, actions.end),
        },
        PairOut,
        _pair_out,
    ),
    "application": (
        {
            "ask_back": Call(QuestionIn, actions.ask_back),
            "answer_back": Call(AnswerIn, actions.answer_back),
            "refuse": Call(WhyIn, actions.refuse),
            "take_back": Call(Moving, actions.take_back),
        },
        ApplicationOut,
        _application_out,
    ),
    "certificate": (
        {
            "review": Call(NoteIn, actions.review),
            "suspend": Call(WhyIn, actions.suspend),
            "reinstate": Call(WhyIn, actions.reinstate),
            "withdraw": Call(WhyIn, actions.withdraw),
        },
        CertificateOut,
        _certificate_out,
    ),
    "help": (
        {
            "accept": Call(ComesIn, actions.accept),
            "decline": Call(WhyIn, actions.decline),
            "give_up": Call(WhyIn, actions.give_up),
            "tell": Call(TellIn, actions.tell),
            "call_off": Call(Moving, actions.call_off),
        },
        HelpOut,
        _help_out,
    ),
}
PATHS = {"talent": "", **{kind: f"/{kind}s" for kind in CALLS if kind != "talent"}}

for kind, (calls, out, show) in CALLS.items():
    moving = Router(tags=["talents"])
    door = Door[Any](
        caller=lambda request: caller(request, WRITE),
        fetch=fetched(kind),
        after=fetched(kind),
        show=show,
        response=out,
    )
    add_moves(moving, calls, door)
    router.add_router(PATHS[kind], moving)
