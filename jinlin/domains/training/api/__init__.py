"""What can programs do with modules, orders, classes, certificates and introductions?

Everybody reads which classes there are and what a community wants; staff's programs do what staff
do, an enterprise's what the enterprise does, each in the reach of whoever owns the token.
"""

from typing import Any
from uuid import UUID

from ninja import Router, Status

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.offline import Sent, keeping_both
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training import schemas as s
from jinlin.domains.training.actions import Wanted
from jinlin.domains.training.api.door import LIMIT, READ, WRITE
from jinlin.domains.training.api.offers import offer_work, offers, own_work
from jinlin.domains.training.lifecycle import State
from jinlin.domains.training.models import (
    Certificate,
    Course,
    Enrolment,
    Introduction,
    Lesson,
    Module,
    Order,
    OrderState,
)
from jinlin.domains.training.moves import COURSES, INTRODUCED, WITH
from jinlin.domains.training.permissions import can_watch, is_employer
from jinlin.domains.training.queries.near import classes_near, work_near
from jinlin.domains.training.queries.pool import pool_of
from jinlin.domains.training.queries.shown import (
    out,
    out_of_certificate,
    out_of_introduction,
    out_of_order,
    out_of_work,
    pupils,
    shown,
    shown_introduction,
)
from jinlin.domains.training.schemas.offers import OwnWorkOut
from jinlin.ground.accounts.api import caller
from jinlin.ground.people import actions as people
from jinlin.ground.places.models import Place
from jinlin.ground.places.queries import chosen, open_at
from jinlin.services.seats.actions import Sight
from jinlin.services.seats.models import Means, Scan
from jinlin.services.seats.receipts import receipt
from jinlin.shell.bodies import Day
from jinlin.shell.programs import Call, Door, Key, Sending, add_moves, made
from jinlin.shell.requests import Request

router = Router(tags=["training"])
introductions_router = Router(tags=["training"])


@router.get(
    "",
    response=list[s.ClassOut],
    auth=None,
    summary="The classes that can be attended from a place, nearest first, for everybody",
)
def classes(request: Request, place: str) -> Any:
    return [out(card.course) for card in classes_near(_here(place))]


@router.get(
    "/modules",
    response=list[s.ModuleOut],
    auth=None,
    summary="The county's '6+X' modules, for everybody",
)
def modules(request: Request, place: str) -> Any:
    return list(Module.objects.filter(county=_here(place).county_code, is_open=True))


@router.get(
    "/wanted",
    response=list[s.WantedOut],
    auth=None,
    summary="What a community orders, in numbers, for everybody",
)
def wanted(request: Request, place: str) -> Any:
    found = pool_of(_here(place).code[:12])
    names = ("place", "place_code", "people", "times", "enough")
    return [{"module": row.module.name, **{n: getattr(row, n) for n in names}} for row in found]


@router.get(
    "/work",
    response=list[s.WorkOut],
    auth=None,
    summary="The work that enterprises offer, nearest first, for everybody",
)
def work(request: Request, place: str) -> Any:
    return [out_of_work(row) for row in work_near(_here(place))]


@router.get(
    "/desk",
    response=s.ClassPage,
    summary="The classes you see at the desk, most urgent first",
)
def desk(
    request: Request,
    state: State | None = None,
    since: Day | None = None,
    after: str = "",
    limit: int = LIMIT,
) -> Any:
    rows = Course.objects.for_desk(caller(request, READ))
    filters = {"state": state, "proposed_on__gte": since}
    rows = rows.filter(**{name: value for name, value in filters.items() if value})
    page = paging.page(rows.select_related(*WITH), order=("due_at", "id"), after=after, size=limit)
    return {"items": [out(row) for row in page.rows], "next": page.next}


@router.get(
    "/orders",
    response=s.OrderPage,
    summary="Orders of the places that you see, newest first",
)
def orders(
    request: Request, state: OrderState | None = None, after: str = "", limit: int = LIMIT
) -> Any:
    rows = Order.objects.visible_to(caller(request, READ)).select_related(
        "person", "place", "module"
    )
    page = paging.page(
        rows.filter(state=state) if state else rows,
        order=("-ordered_at", "-id"),
        after=after,
        size=limit,
    )
    return {"items": [out_of_order(row) for row in page.rows], "next": page.next}


@router.post(
    "/orders",
    response={201: s.OrderOut},
    summary="Write down what somebody at the counter or at their door wants to learn",
)
def order(request: Request, sent: s.OrderIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    place = open_at(sent.place, actor=actor)
    if place is None:
        raise Unusable(detail={"field": "place"}, field="place")
    require(actor.looks_after("organiser", "clerk", "lead"))
    module = None
    if sent.module:
        offered = Module.objects.filter(county=place.county_code, is_open=True)
        module = offered.filter(pk=sent.module).first()
        if module is None:
            raise Unusable(detail={"field": "module"}, field="module")
    wants = Wanted(place, module, sent.text, sent.times, sent.channel)

    def act() -> Order:
        person = people.know(place.county_code, name=sent.name, phone=sent.phone, actor=actor)
        return actions.order(person, wants, actor=actor)

    row = made(Order, sent, place.code, make=act, sending=Sending(actor, request.path, key))
    return Status(201, out_of_order(row))


@router.get(
    "/certificates",
    response=s.CertificatePage,
    summary="Your own certificates, or with own=false those of the classes you see at the desk",
)
def certificates(request: Request, own: bool = True, after: str = "", limit: int = LIMIT) -> Any:
    actor = caller(request, READ)
    rows = Certificate.objects.visible_to(actor)
    if own:
        rows = rows.filter(enrolment__in=Enrolment.objects.own(actor).values("pk"))
    page = paging.page(
        rows.select_related("enrolment__course__module", "document"),
        order=("-issued_on", "-id"),
        after=after,
        size=limit,
    )
    return {"items": [out_of_certificate(row) for row in page.rows], "next": page.next}


@introductions_router.get(
    "",
    response=s.IntroductionPage,
    summary="Introductions: an enterprise's program sees whose name it was given",
)
def introductions(request: Request, after: str = "", limit: int = LIMIT) -> Any:
    actor = caller(request, READ)
    rows = (
        Introduction.objects.visible_to(actor)
        .select_related(*INTRODUCED)
        .prefetch_related("placements")
    )
    page = paging.page(rows, order=("-proposed_at", "-id"), after=after, size=limit)
    return {"items": [out_of_introduction(row) for row in page.rows], "next": page.next}


@introductions_router.get(
    "/{uuid:pk}", response=s.IntroductionOut, summary="One introduction, and what is open to you"
)
def introduction(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    row = introduction_in_scope(actor, pk)
    is_given = is_employer(actor, row.vacancy) and bool(row.consent and row.consent.holds)
    if is_given:
        actions.look_at_introduced(row, actor=actor)
    return shown_introduction(row, actor, clear=is_given)


@router.get(
    "/{uuid:pk}",
    response=s.ClassDetail,
    summary="One class with its trail and the moves open to you",
)
def one(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    return shown(COURSES.in_scope(actor, pk), actor)


@router.get(
    "/{uuid:pk}/pupils",
    response=list[s.PupilOut],
    summary="Who is in the class, masked",
)
def who(request: Request, pk: UUID) -> Any:
    actor = caller(request, READ)
    course = COURSES.in_scope(actor, pk)
    require(can_watch(actor, course))
    return pupils(course)


@router.post(
    "/{uuid:pk}/enrolments",
    response=s.ClassDetail,
    summary="Enrol somebody who stands at the counter; without a free seat they wait in order",
)
def enrol(request: Request, pk: UUID, sent: s.EnrolIn, key: str = Key) -> Any:
    actor = caller(request, WRITE)
    course = COURSES.in_scope(actor, pk)
    require(can_watch(actor, course))

    def act() -> Enrolment:
        person = people.know(course.county, name=sent.name, phone=sent.phone, actor=actor)
        if sent.birth_year is not None:
            people.fill_in_birth_year(person, sent.birth_year, actor=actor)
        return actions.enrol(course, [person], actor=actor)[0]

    sending = Sending(actor, request.path, key)
    made(Enrolment, sent, course.place_code, make=act, sending=sending)
    return shown(COURSES.in_scope(actor, pk), actor)


@router.post(
    "/lessons/{uuid:pk}/entries",
    response=s.ReceiptOut,
    summary="Note who was at a lesson; once for each id",
)
def enter(request: Request, pk: UUID, sent: s.EntryIn) -> Any:
    actor = caller(request, WRITE)
    rows = Lesson.objects.visible_to(actor).select_related("course__place", "unit")
    lesson = rows.filter(pk=pk).first()
    if lesson is None:
        raise NotHere
    row = Enrolment.objects.filter(course=lesson.course_id, pk=sent.seat).first()
    if row is None:
        raise Unusable(detail={"field": "seat"}, field="seat")
    written_at, sent_at = (
        clock.certain(getattr(sent, name), field=name) for name in ("said_at", "sent_at")
    )
    sight = Sight(sent.id, str(sent.id), Means.LIST, written_at, sent_at)
    content = sent.model_dump(mode="json", exclude={"id", "sent_at"})
    with keeping_both(Scan, Sent(sent.id, content, lesson.course.place_code)):
        return vars(receipt(actions.arrive(lesson, row.person, sight, actor=actor)))


def introduction_in_scope(actor: Actor, pk: UUID) -> Introduction:
    """The introduction, for whoever it concerns. Raises NotHere."""
    rows = Introduction.objects.visible_to(actor).select_related(*INTRODUCED, "consent")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotHere
    return found


def _here(code: str) -> Place:
    place = chosen(code)
    if place is None:
        raise NotHere
    return place


CALLS: dict[str, Call[Course]] = {
    "agree": Call(s.Moving, actions.agree),
    "announce": Call(s.Moving, actions.announce),
    "begin": Call(s.Moving, actions.begin),
    "finish": Call(s.Moving, actions.finish),
    "cancel": Call(s.ReasonIn, actions.cancel),
}
INTRODUCTION_CALLS: dict[str, Call[Introduction]] = {
    "hire": Call(s.HireIn, actions.hire),
    "take_back": Call(s.ReasonIn, actions.take_back_hire),
    "turn_down": Call(s.ReasonIn, actions.turn_down),
    "withdraw": Call(s.ReasonIn, actions.withdraw_introduction),
}
_CALLER = {"caller": lambda request: caller(request, WRITE)}
add_moves(
    router,
    CALLS,
    Door(
        fetch=COURSES.in_scope,
        after=COURSES.in_scope,
        show=shown,
        response=s.ClassDetail,
        **_CALLER,
    ),
)
add_moves(
    introductions_router,
    INTRODUCTION_CALLS,
    Door(
        fetch=introduction_in_scope,
        after=introduction_in_scope,
        show=shown_introduction,
        response=s.IntroductionOut,
        **_CALLER,
    ),
)
router.add_router("/introductions", introductions_router)
router.post("/work", response={201: OwnWorkOut}, summary="Offer work until a day")(offer_work)
router.add_router("/offers", offers)
router.add_router("/work", own_work)
