"""Which moves can a program make?"""

from typing import Any
from uuid import UUID

from jinlin.core.errors import Unusable
from jinlin.domains.appeals import actions
from jinlin.domains.appeals import schemas as s
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.api.door import OUT, Key, category_of, move, part_of, router, unit_of
from jinlin.domains.appeals.moves import MOVES
from jinlin.domains.appeals.queries import parts
from jinlin.ground.accounts.api import caller
from jinlin.ground.accounts.queries import members_of
from jinlin.shell.requests import Request


@router.post("/{uuid:pk}/accept", response=OUT)
def accept(request: Request, pk: UUID, said: s.AcceptIn, key: str = Key) -> Any:
    words = {"category": category_of(said.category), "grade": said.grade, "note": said.note}
    return move(request, pk, said, key, actions.accept, words)


@router.post("/{uuid:pk}/answer_at_once", response=OUT)
def answer_at_once(request: Request, pk: UUID, said: s.AnswerAtOnceIn, key: str = Key) -> Any:
    words = {"reply": said.reply, "internal": said.internal, "category": category_of(said.category)}
    return move(request, pk, said, key, actions.answer_at_once, words)


@router.post("/{uuid:pk}/hand_over", response=OUT)
def hand_over(request: Request, pk: UUID, said: s.HandOverIn, key: str = Key) -> Any:
    words = {"unit": unit_of(request, pk, said.unit), "note": said.note, "internal": said.internal}
    return move(request, pk, said, key, actions.hand_over, words)


@router.post("/{uuid:pk}/finish", response=OUT)
def finish(request: Request, pk: UUID, said: s.FinishIn, key: str = Key) -> Any:
    return move(
        request, pk, said, key, actions.finish, {"reply": said.reply, "internal": said.internal}
    )


@router.post("/{uuid:pk}/judge", response=OUT)
def judge(request: Request, pk: UUID, said: s.JudgeIn, key: str = Key) -> Any:
    verdict = Verdict(said.answered, said.solved, said.satisfied)
    return move(
        request, pk, said, key, actions.judge, {"verdict": verdict, "comment": said.comment}
    )


@router.post("/{uuid:pk}/reject", response=OUT)
def reject(request: Request, pk: UUID, said: s.RejectIn, key: str = Key) -> Any:
    return move(
        request,
        pk,
        said,
        key,
        actions.reject,
        {"reason": said.reason, "basis": said.basis, "instead": said.instead},
    )


@router.post("/{uuid:pk}/close", response=OUT)
def close(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.close, {"reason": said.reason})


@router.post("/{uuid:pk}/reopen", response=OUT)
def reopen(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.reopen, {"reason": said.reason})


@router.post("/{uuid:pk}/withdraw", response=OUT)
def withdraw(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.withdraw, {"reason": said.reason})


@router.post("/{uuid:pk}/add_information", response=OUT)
def add_information(request: Request, pk: UUID, said: s.InformationIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.add_information, {"text": said.text})


@router.post("/{uuid:pk}/convene", response=OUT)
def convene(request: Request, pk: UUID, said: s.ConveneIn, key: str = Key) -> Any:
    words = {
        "lead": unit_of(request, pk, said.lead, field="lead") if said.lead else None,
        "helper": unit_of(request, pk, said.helper, field="helper"),
        "task": said.task,
        "due_on": said.due_on,
    }
    return move(request, pk, said, key, actions.convene, words)


@router.post("/{uuid:pk}/answer_part", response=OUT)
def answer_part(request: Request, pk: UUID, said: s.AnswerPartIn, key: str = Key) -> Any:
    return move(
        request,
        pk,
        said,
        key,
        actions.answer_part,
        {"part": part_of(request, pk, said.part), "reply": said.reply},
    )


@router.post("/{uuid:pk}/note_silence", response=OUT)
def note_silence(request: Request, pk: UUID, said: s.PartIn, key: str = Key) -> Any:
    return move(
        request, pk, said, key, actions.note_silence, {"part": part_of(request, pk, said.part)}
    )


@router.post("/{uuid:pk}/release", response=OUT)
def release(request: Request, pk: UUID, said: s.ReleaseIn, key: str = Key) -> Any:
    return move(
        request,
        pk,
        said,
        key,
        actions.release,
        {"part": part_of(request, pk, said.part), "reason": said.reason},
    )


@router.post("/{uuid:pk}/split", response=OUT)
def split(request: Request, pk: UUID, said: s.SplitIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.split, {"text": said.text, "reason": said.reason})


@router.post("/{uuid:pk}/merge", response=OUT)
def merge(request: Request, pk: UUID, said: s.MergeIn, key: str = Key) -> Any:
    actor = caller(request, "appeals:write")
    MOVES.in_scope(actor, pk)
    main = parts.numbered(said.main, actor)
    if main is None:
        raise Unusable(field="main")
    return move(request, pk, said, key, actions.merge, {"main": main, "note": said.note})


@router.post("/{uuid:pk}/unmerge", response=OUT)
def unmerge(request: Request, pk: UUID, said: s.UnmergeIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.unmerge, {"reason": said.reason})


@router.post("/{uuid:pk}/return_", response=OUT)
def return_(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.return_, {"reason": said.reason})


@router.post("/{uuid:pk}/assign", response=OUT)
def assign(request: Request, pk: UUID, said: s.AssignIn, key: str = Key) -> Any:
    return move(
        request,
        pk,
        said,
        key,
        actions.assign,
        {"unit": unit_of(request, pk, said.unit), "reason": said.reason},
    )


@router.post("/{uuid:pk}/ask_extension", response=OUT)
def ask_extension(request: Request, pk: UUID, said: s.AskExtensionIn, key: str = Key) -> Any:
    return move(
        request, pk, said, key, actions.ask_extension, {"days": said.days, "reason": said.reason}
    )


@router.post("/{uuid:pk}/grant_extension", response=OUT)
def grant_extension(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.grant_extension, {"reason": said.reason})


@router.post("/{uuid:pk}/refuse_extension", response=OUT)
def refuse_extension(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.refuse_extension, {"reason": said.reason})


@router.post("/{uuid:pk}/pause", response=OUT)
def pause(request: Request, pk: UUID, said: s.PauseIn, key: str = Key) -> Any:
    return move(
        request,
        pk,
        said,
        key,
        actions.pause,
        {"whom": said.whom, "reason": said.reason, "review_on": said.review_on},
    )


@router.post("/{uuid:pk}/resume", response=OUT)
def resume(request: Request, pk: UUID, said: s.NoteIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.resume, {"note": said.note})


@router.post("/{uuid:pk}/call_back", response=OUT)
def call_back(request: Request, pk: UUID, said: s.CallBackIn, key: str = Key) -> Any:
    three = {name: getattr(said, name) for name in ("answered", "solved", "satisfied")}
    for name, answer in three.items() if said.reached else ():
        if answer is None:
            raise Unusable(field=name)
    verdict = Verdict(**three) if said.reached else None
    return move(
        request,
        pk,
        said,
        key,
        actions.call_back,
        {"verdict": verdict, "answers": said.answers, "note": said.note},
    )


@router.post("/{uuid:pk}/hurry", response=OUT)
def hurry(request: Request, pk: UUID, said: s.NoteIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.hurry, {"note": said.note})


@router.post("/{uuid:pk}/supervise", response=OUT)
def supervise(request: Request, pk: UUID, said: s.SuperviseIn, key: str = Key) -> Any:
    return move(
        request, pk, said, key, actions.supervise, {"order": said.order, "due_on": said.due_on}
    )


@router.post("/{uuid:pk}/answer_supervision", response=OUT)
def answer_supervision(
    request: Request, pk: UUID, said: s.AnswerSupervisionIn, key: str = Key
) -> Any:
    return move(request, pk, said, key, actions.answer_supervision, {"answer": said.answer})


@router.post("/{uuid:pk}/ask_exclusion", response=OUT)
def ask_exclusion(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.ask_exclusion, {"reason": said.reason})


@router.post("/{uuid:pk}/grant_exclusion", response=OUT)
def grant_exclusion(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.grant_exclusion, {"reason": said.reason})


@router.post("/{uuid:pk}/refuse_exclusion", response=OUT)
def refuse_exclusion(request: Request, pk: UUID, said: s.ReasonIn, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.refuse_exclusion, {"reason": said.reason})


@router.post("/{uuid:pk}/take_on", response=OUT)
def take_on(request: Request, pk: UUID, said: s.Moving, key: str = Key) -> Any:
    return move(request, pk, said, key, actions.take_on, {})


@router.post("/{uuid:pk}/pass_on", response=OUT)
def pass_on(request: Request, pk: UUID, said: s.PassOnIn, key: str = Key) -> Any:
    appeal = MOVES.in_scope(caller(request, "appeals:write"), pk)
    colleague = members_of(appeal.unit_id).filter(pk=said.to).first()
    if colleague is None:
        raise Unusable(field="to")
    return move(request, pk, said, key, actions.pass_on, {"to": colleague, "note": said.note})
