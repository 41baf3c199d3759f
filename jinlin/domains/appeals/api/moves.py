"""Which moves can a program make?"""

from typing import Any

from jinlin.core.actor import Actor
from jinlin.core.errors import Unusable
from jinlin.domains.appeals import actions
from jinlin.domains.appeals import schemas as s
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.api.door import DOOR, as_left, category_of, part_of, router, unit_of
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.queries import parts
from jinlin.ground.accounts.queries import members_of
from jinlin.shell.programs import Call, add_moves, as_sent

Words = dict[str, Any]


def with_class(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    return {**as_sent(sent, appeal, actor), "category": category_of(sent.category)}


def accepted(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    second = category_of(sent.second, field="second")
    return {**with_class(sent, appeal, actor), "second": second}


def with_unit(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    return {**as_sent(sent, appeal, actor), "unit": unit_of(appeal, sent.unit)}


def with_part(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    return {**as_sent(sent, appeal, actor), "part": part_of(appeal, sent.part)}


def judged(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    verdict = Verdict(sent.answered, sent.solved, sent.satisfied)
    return {"verdict": verdict, "comment": sent.comment}


def convened(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    return {
        "lead": unit_of(appeal, sent.lead, field="lead") if sent.lead else None,
        "helper": unit_of(appeal, sent.helper, field="helper"),
        "task": sent.task,
        "due_on": sent.due_on,
    }


def merged(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    main = parts.numbered(sent.main, actor)
    if main is None:
        raise Unusable(field="main")
    return {"main": main, "note": sent.note}


def called_back(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    three = {name: getattr(sent, name) for name in ("answered", "solved", "satisfied")}
    for name, answer in three.items() if sent.reached else ():
        if answer is None:
            raise Unusable(field=name)
    verdict = Verdict(**three) if sent.reached else None
    return {"verdict": verdict, "answers": sent.answers, "note": sent.note}


def passed_on(sent: Any, appeal: Appeal, actor: Actor) -> Words:
    colleague = members_of(appeal.unit_id).filter(pk=sent.to).first()
    if colleague is None:
        raise Unusable(field="to")
    return {"to": colleague, "note": sent.note}


CALLS: dict[str, Call[Appeal]] = {
    "accept": Call(s.AcceptIn, actions.accept, accepted),
    "answer_at_once": Call(s.AnswerAtOnceIn, actions.answer_at_once, with_class),
    "hand_over": Call(s.HandOverIn, actions.hand_over, with_unit),
    "finish": Call(s.FinishIn, actions.finish),
    "judge": Call(s.JudgeIn, actions.judge, judged),
    "reject": Call(s.RejectIn, actions.reject),
    "close": Call(s.ReasonIn, actions.close),
    "reopen": Call(s.ReasonIn, actions.reopen),
    "withdraw": Call(s.ReasonIn, actions.withdraw),
    "add_information": Call(s.InformationIn, actions.add_information),
    "convene": Call(s.ConveneIn, actions.convene, convened),
    "answer_part": Call(s.AnswerPartIn, actions.answer_part, with_part),
    "note_silence": Call(s.PartIn, actions.note_silence, with_part),
    "release": Call(s.ReleaseIn, actions.release, with_part),
    "split": Call(s.SplitIn, actions.split),
    "merge": Call(s.MergeIn, actions.merge, merged),
    "unmerge": Call(s.UnmergeIn, actions.unmerge),
    "take_back": Call(s.Moving, actions.take_back),
    "reassign": Call(s.AssignIn, actions.reassign, with_unit),
    "return_": Call(s.ReasonIn, actions.return_),
    "assign": Call(s.AssignIn, actions.assign, with_unit),
    "ask_extension": Call(s.AskExtensionIn, actions.ask_extension),
    "grant_extension": Call(s.GrantIn, actions.grant_extension),
    "refuse_extension": Call(s.ReasonIn, actions.refuse_extension),
    "pause": Call(s.PauseIn, actions.pause),
    "resume": Call(s.NoteIn, actions.resume),
    "call_back": Call(s.CallBackIn, actions.call_back, called_back),
    "hurry": Call(s.NoteIn, actions.hurry),
    "supervise": Call(s.SuperviseIn, actions.supervise),
    "answer_supervision": Call(s.AnswerSupervisionIn, actions.answer_supervision),
    "ask_exclusion": Call(s.ReasonIn, actions.ask_exclusion),
    "grant_exclusion": Call(s.ReasonIn, actions.grant_exclusion),
    "refuse_exclusion": Call(s.ReasonIn, actions.refuse_exclusion),
    "take_on": Call(s.Moving, actions.take_on),
    "pass_on": Call(s.PassOnIn, actions.pass_on, passed_on),
}
add_moves(router, CALLS, DOOR, as_left=as_left)
