"""What can programs do with appeals? The same actions and queries as the pages."""

from typing import Any
from uuid import UUID

from ninja import File, Form, Header, Query, Router, Status, UploadedFile
from ninja.responses import codes_4xx

from jinlin.core import paging
from jinlin.core.actor import Actor
from jinlin.core.errors import NotHere, Unusable, require
from jinlin.core.files import serving as files
from jinlin.core.files import uploads
from jinlin.core.idempotency import once
from jinlin.domains.appeals import actions, queries
from jinlin.domains.appeals import schemas as s
from jinlin.domains.appeals.actions import Report, Verdict
from jinlin.domains.appeals.models import Appeal, Category, Part
from jinlin.domains.appeals.moves import MOVES
from jinlin.domains.appeals.permissions import can_register, can_see_keeper, can_see_reporter
from jinlin.domains.appeals.queries import around, parts
from jinlin.domains.appeals.queries.board import ORDERS
from jinlin.domains.appeals.queries.buttons import moves_open_to
from jinlin.domains.appeals.queries.keeping import keeper_of
from jinlin.ground.accounts.api import caller
from jinlin.ground.accounts.queries import members_of
from jinlin.ground.accounts.roles import WORKERS
from jinlin.ground.people import actions as people
from jinlin.ground.places.models import Organisation, Place
from jinlin.shell.requests import Request

router = Router(tags=["appeals"])
Key = Header(
    "",
    alias="Idempotency-Key",
    description="The same key and body give the same answer; another body gives 409.",
    max_length=200,
)
OUT: dict[Any, Any] = {200: s.AppealDetail, codes_4xx: s.Problem}


@router.get(
    "",
    response={200: s.AppealPage, codes_4xx: s.Problem},
    summary="The appeals you see, filtered as on the board",
)
def list_appeals(
    request: Request,
    filters: Query[s.FilterIn],
    after: str = "",
    limit: int = Query(50, ge=1, le=200),
) -> Any:
    actor = caller(request, "appeals:read")
    asked = filters.model_dump()
    rows = queries.board(actor, queries.Filters(**{**asked, "unit": str(asked["unit"] or "")}))
    page = paging.page(rows, order=ORDERS[filters.order], after=after, size=limit)
    return {"items": page.rows, "next": page.next}


@router.post(
    "",
    response={201: s.AppealDetail, codes_4xx: s.Problem},
    summary="Report an appeal for a resident",
)
def report(request: Request, told: s.ReportIn, key: str = Key) -> Any:
    actor = caller(request, "appeals:write")
    place = Place.objects.visible_to(actor).present().filter(code=told.place).first()
    if place is None:
        raise Unusable(detail={"field": "place"}, field="place")
    require(can_register(actor, place))
    made, _again = once(
        actor_key=f"api:{actor.user_id}",
        key=key,
        body=told.model_dump(),
        act=lambda: str(_report(told, place, actor).pk),
    )
    return Status(201, shown(MOVES.in_scope(actor, UUID(made)), actor))


@router.post(
    "/photos",
    response={201: s.PhotoOut, codes_4xx: s.Problem},
    summary="Send a photo, to be named in a report or move",
)
def send_photo(
    request: Request,
    photo: UploadedFile = File(...),  # noqa: B008 - ninja's way
    place: str = Form("", description=s.PHOTO_PLACE),
) -> Any:
    actor = caller(request, "appeals:write")
    codes = [
        code for code in actor.posts(*WORKERS) if code[:6] == (place or code)[:6] and len(code) >= 6
    ]
    require(bool(codes))
    return Status(201, uploads.receive(photo, county=codes[0][:6], actor=actor))


@router.get(
    "/{uuid:pk}/photos/{uuid:key}",
    summary="One photo of an appeal you see",
    response={codes_4xx: s.Problem},
)
def one_photo(request: Request, pk: UUID, key: UUID) -> Any:
    appeal = MOVES.in_scope(caller(request, "appeals:read"), pk)
    if not uploads.of(appeal).filter(pk=key).exists():
        raise NotHere
    return files.file(request, key=key)


@router.get(
    "/{uuid:pk}/colleagues",
    response={200: list[s.ColleagueOut], codes_4xx: s.Problem},
    summary="Who can keep it for its unit",
)
def colleagues(request: Request, pk: UUID) -> Any:
    actor = caller(request, "appeals:read")
    appeal = MOVES.in_scope(actor, pk)
    require(can_see_keeper(actor, appeal))
    return members_of(appeal.unit_id)


@router.get(
    "/{uuid:pk}", response=OUT, summary="One appeal with its trail and the moves open to you"
)
def one_appeal(request: Request, pk: UUID) -> Any:
    actor = caller(request, "appeals:read")
    return shown(MOVES.in_scope(actor, pk), actor)


@router.post("/{uuid:pk}/accept", response=OUT)
def accept(request: Request, pk: UUID, said: s.AcceptIn, key: str = Key) -> Any:
    words = {"category": _category(said.category), "grade": said.grade, "note": said.note}
    return _move(request, pk, said, key, actions.accept, words)


@router.post("/{uuid:pk}/answer_at_once", response=OUT)
def answer_at_once(request: Request, pk: UUID, said: s.AnswerAtOnceIn, key: str = Key) -> Any:
    words = {"reply": said.reply, "internal": said.internal, "category": _category(said.category)}
    return _move(request, pk, said, key, actions.answer_at_once, words)


@router.post("/{uuid:pk}/hand_over", response=OUT)
def hand_over(request: Request, pk: UUID, said: s.HandOverIn, key: str = Key) -> Any:
    words = {"unit": _unit(request, pk, said.unit), "note": said.note, "internal": said.internal}
    return _move(request, pk, said, key, actions.hand_over, words)


@router.post("/{uuid:pk}/finish", response=OUT)
def finish(request: Request, pk: UUID, said: s.FinishIn, key: str = Key) -> Any:
    return _move(
        request, pk, said, key, actions.finish, {"reply": said.reply, "internal": said.internal}
    )


@router.post("/{uuid:pk}/judge", response=OUT)
def judge(request: Request, pk: UUID, said: s.JudgeIn, key: str = Key) -> Any:
    verdict = Verdict(said.answered, said.solved, said.satisfied)
    return _move(
        request, pk, said, key, actions.judge, {"verdict": verdict, "comment": said.comment}
    )


@router.post("/{uuid:pk}/reject", response=OUT)
def reject(request: Request, pk: UUID, said: s.RejectIn, key: str = Key) -> Any:
    return _move(
        request,
        pk,
        said,
        key,
        actions.reject,
        {"reason": said.reason, "basis": said.basis, "instead": said.instead},
    )


@router.post("/{uuid:pk}/close", response=OUT)
def close(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.close, {"reason": said.reason})


@router.post("/{uuid:pk}/reopen", response=OUT)
def reopen(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.reopen, {"reason": said.reason})


@router.post("/{uuid:pk}/withdraw", response=OUT)
def withdraw(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.withdraw, {"reason": said.reason})


@router.post("/{uuid:pk}/add_information", response=OUT)
def add_information(request: Request, pk: UUID, said: s.InformationIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.add_information, {"text": said.text})


@router.post("/{uuid:pk}/convene", response=OUT)
def convene(request: Request, pk: UUID, said: s.ConveneIn, key: str = Key) -> Any:
    words = {
        "lead": _unit(request, pk, said.lead, field="lead") if said.lead else None,
        "helper": _unit(request, pk, said.helper, field="helper"),
        "task": said.task,
        "due_on": said.due_on,
    }
    return _move(request, pk, said, key, actions.convene, words)


@router.post("/{uuid:pk}/answer_part", response=OUT)
def answer_part(request: Request, pk: UUID, said: s.AnswerPartIn, key: str = Key) -> Any:
    return _move(
        request,
        pk,
        said,
        key,
        actions.answer_part,
        {"part": _part(request, pk, said.part), "reply": said.reply},
    )


@router.post("/{uuid:pk}/note_silence", response=OUT)
def note_silence(request: Request, pk: UUID, said: s.PartIn, key: str = Key) -> Any:
    return _move(
        request, pk, said, key, actions.note_silence, {"part": _part(request, pk, said.part)}
    )


@router.post("/{uuid:pk}/release", response=OUT)
def release(request: Request, pk: UUID, said: s.ReleaseIn, key: str = Key) -> Any:
    return _move(
        request,
        pk,
        said,
        key,
        actions.release,
        {"part": _part(request, pk, said.part), "reason": said.reason},
    )


@router.post("/{uuid:pk}/split", response=OUT)
def split(request: Request, pk: UUID, said: s.SplitIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.split, {"text": said.text, "reason": said.reason})


@router.post("/{uuid:pk}/merge", response=OUT)
def merge(request: Request, pk: UUID, said: s.MergeIn, key: str = Key) -> Any:
    actor = caller(request, "appeals:write")
    MOVES.in_scope(actor, pk)
    main = parts.numbered(said.main, actor)
    if main is None:
        raise Unusable(field="main")
    return _move(request, pk, said, key, actions.merge, {"main": main, "note": said.note})


@router.post("/{uuid:pk}/unmerge", response=OUT)
def unmerge(request: Request, pk: UUID, said: s.UnmergeIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.unmerge, {"reason": said.reason})


@router.post("/{uuid:pk}/return_", response=OUT)
def return_(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.return_, {"reason": said.reason})


@router.post("/{uuid:pk}/assign", response=OUT)
def assign(request: Request, pk: UUID, said: s.AssignIn, key: str = Key) -> Any:
    return _move(
        request,
        pk,
        said,
        key,
        actions.assign,
        {"unit": _unit(request, pk, said.unit), "reason": said.reason},
    )


@router.post("/{uuid:pk}/ask_extension", response=OUT)
def ask_extension(request: Request, pk: UUID, said: s.AskExtensionIn, key: str = Key) -> Any:
    return _move(
        request, pk, said, key, actions.ask_extension, {"days": said.days, "reason": said.reason}
    )


@router.post("/{uuid:pk}/grant_extension", response=OUT)
def grant_extension(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.grant_extension, {"reason": said.reason})


@router.post("/{uuid:pk}/refuse_extension", response=OUT)
def refuse_extension(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.refuse_extension, {"reason": said.reason})


@router.post("/{uuid:pk}/pause", response=OUT)
def pause(request: Request, pk: UUID, said: s.PauseIn, key: str = Key) -> Any:
    return _move(
        request,
        pk,
        said,
        key,
        actions.pause,
        {"whom": said.whom, "reason": said.reason, "review_on": said.review_on},
    )


@router.post("/{uuid:pk}/resume", response=OUT)
def resume(request: Request, pk: UUID, said: s.NoteIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.resume, {"note": said.note})


@router.post("/{uuid:pk}/call_back", response=OUT)
def call_back(request: Request, pk: UUID, said: s.CallBackIn, key: str = Key) -> Any:
    three = {name: getattr(said, name) for name in ("answered", "solved", "satisfied")}
    for name, answer in three.items() if said.reached else ():
        if answer is None:
            raise Unusable(field=name)
    verdict = Verdict(**three) if said.reached else None
    return _move(
        request,
        pk,
        said,
        key,
        actions.call_back,
        {"verdict": verdict, "answers": said.answers, "note": said.note},
    )


@router.post("/{uuid:pk}/hurry", response=OUT)
def hurry(request: Request, pk: UUID, said: s.NoteIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.hurry, {"note": said.note})


@router.post("/{uuid:pk}/supervise", response=OUT)
def supervise(request: Request, pk: UUID, said: s.SuperviseIn, key: str = Key) -> Any:
    return _move(
        request, pk, said, key, actions.supervise, {"order": said.order, "due_on": said.due_on}
    )


@router.post("/{uuid:pk}/answer_supervision", response=OUT)
def answer_supervision(
    request: Request, pk: UUID, said: s.AnswerSupervisionIn, key: str = Key
) -> Any:
    return _move(request, pk, said, key, actions.answer_supervision, {"answer": said.answer})


@router.post("/{uuid:pk}/ask_exclusion", response=OUT)
def ask_exclusion(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.ask_exclusion, {"reason": said.reason})


@router.post("/{uuid:pk}/grant_exclusion", response=OUT)
def grant_exclusion(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.grant_exclusion, {"reason": said.reason})


@router.post("/{uuid:pk}/refuse_exclusion", response=OUT)
def refuse_exclusion(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.refuse_exclusion, {"reason": said.reason})


@router.post("/{uuid:pk}/take_on", response=OUT)
def take_on(request: Request, pk: UUID, said: s.Moving, key: str = Key) -> Any:
    return _move(request, pk, said, key, actions.take_on, {})


@router.post("/{uuid:pk}/pass_on", response=OUT)
def pass_on(request: Request, pk: UUID, said: s.PassOnIn, key: str = Key) -> Any:
    appeal = MOVES.in_scope(caller(request, "appeals:write"), pk)
    colleague = members_of(appeal.unit_id).filter(pk=said.to).first()
    if colleague is None:
        raise Unusable(field="to")
    return _move(request, pk, said, key, actions.pass_on, {"to": colleague, "note": said.note})


def shown(appeal: Appeal, actor: Actor) -> dict[str, Any]:
    """The appeal with what belongs to it, masked."""
    person = appeal.reporter if can_see_reporter(actor, appeal) else None
    own = {
        name: getattr(appeal, field.alias or name)
        for name, field in s.AppealOut.model_fields.items()
    }
    return {
        **own,
        "category_id": appeal.category_id,
        "text": appeal.text,
        "reporter_name": person.shown_name() if person else "",
        "reporter_phone": person.shown_phone() if person else "",
        "keeper": keeper_of(appeal, actor=actor),
        "moves": [move.name for move in moves_open_to(actor, appeal)],
        "parts": [
            {**vars(helper.part), "unit": helper.part.unit, "reply": helper.reply}
            for helper in around.helpers_of(appeal, actor=actor)
        ],
        "trail": queries.story(appeal, actor=actor),
    }


def _move(
    request: Request, pk: UUID, said: s.Moving, key: str, verb: Any, words: dict[str, Any]
) -> dict[str, Any]:
    actor = caller(request, "appeals:write")
    appeal = MOVES.in_scope(actor, pk)
    appeal.version = said.version
    body = {"path": request.path, **said.model_dump()}

    def act() -> int:
        photos = (
            {"photos": uploads.pick(named, actor=actor)}
            if (named := getattr(said, "photos", None))
            else {}
        )
        return int(verb(appeal, actor=actor, **words, **photos).version)

    once(actor_key=f"api:{actor.user_id}", key=key, body=body, act=act)
    return shown(_moved(actor, pk), actor)


def _moved(actor: Actor, pk: UUID) -> Appeal:
    """The appeal after a move; whoever gave it away by that move sees it this once more."""
    try:
        return MOVES.in_scope(actor, pk)
    except NotHere:
        return Appeal.objects.select_related("unit", "place", "category", "reporter").get(pk=pk)


def _report(told: s.ReportIn, place: Place, actor: Actor) -> Appeal:
    known = (
        told.source_ref
        and Appeal.objects.filter(county=place.county_code, source_ref=told.source_ref).first()
    )
    if known:
        return known
    reporter = (
        people.know(
            place.county_code, name=told.reporter_name, phone=told.reporter_phone, actor=actor
        )
        if told.reporter_name.strip()
        else None
    )
    words = Report(
        place=place,
        text=told.text,
        channel=told.channel,
        title=told.title,
        spot=told.spot,
        category=_category(told.category),
        grade=told.grade,
        reporter=reporter,
        identity=told.identity,
        source_ref=told.source_ref,
        photos=uploads.pick(told.photos, actor=actor),
    )
    return actions.report(words, actor=actor)


def _unit(request: Request, pk: UUID, unit: UUID, *, field: str = "unit") -> Organisation:
    """An open unit of the appeal's county. Raises Unusable when there is none."""
    appeal = MOVES.in_scope(caller(request, "appeals:write"), pk)
    found = Organisation.objects.open().filter(county=appeal.county, pk=unit).first()
    if found is None:
        raise Unusable(field=field)
    return found


def _part(request: Request, pk: UUID, part: UUID) -> Part:
    """A part of this appeal. Raises Unusable when it is none of its."""
    found = MOVES.in_scope(caller(request, "appeals:write"), pk).parts.filter(pk=part).first()
    if found is None:
        raise Unusable(field="part")
    return found


def _category(code: str) -> Category | None:
    """The class with this code. Raises Unusable when there is none."""
    if not code:
        return None
    category = Category.objects.filter(pk=code, is_offered=True).first()
    if category is None:
        raise Unusable(field="category")
    return category
