"""Do the table of moves and its forms agree,
and does each form give exactly what its verb takes?
"""

import inspect
from datetime import timedelta
from uuid import uuid4

import pytest

from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.forms.moves import FORMS, TAKES_PHOTOS
from jinlin.domains.appeals.lifecycle import LIFECYCLE
from jinlin.domains.appeals.models import PartState, ScriptQuestion
from jinlin.domains.appeals.queries.script import answers_of
from jinlin.domains.appeals.tests.cast import accepted, finished, in_hand, now_of, reported

pytestmark = pytest.mark.one_engine

BY_HAND = sorted(move.name for move in LIFECYCLE.moves.values() if move.by_hand)
REASON = {"reason": "材料还没有到。"}


def words_for(cast, move: str) -> dict[str, str]:
    """A whole form for each move whose fields need more than a reason."""
    soon, unit = str(clock.today() + timedelta(days=2)), str(cast.units.bureau.pk)
    judged = {"answered": "yes", "solved": "yes", "satisfied": "no"}
    return {
        "accept": {"category": "0202", "grade": "ordinary"},
        "answer_at_once": {"category": "0202", "reply": "已修好。"},
        "hand_over": {"unit": unit},
        "finish": {"reply": "已修好。"},
        "judge": judged,
        "reject": {"reason": "不属本县", "basis": "属地管理", "instead": "12345"},
        "add_information": {"text": "又坏了一盏。"},
        "convene": {
            "lead": unit,
            "helper": str(cast.units.property.pk),
            "task": "清理通道。",
            "due_on": soon,
        },
        "answer_part": {"reply": "通道清好了。"},
        "split": {"text": "还有一处井盖松了。", "reason": "是两件事。"},
        "assign": {"unit": unit, "reason": "按三定方案归你局。"},
        "reassign": {"unit": unit, "reason": "按三定方案归你局。"},
        "ask_extension": {"days": "3", **REASON},
        "pause": {"whom": "outside", "review_on": soon, **REASON},
        "call_back": {"reached": "yes", **judged, "contacted": "yes", "wish": "早点来电话。"},
        "supervise": {"order": "三日内到场。", "due_on": soon},
        "answer_supervision": {"answer": "已到场。"},
        "resume": {},
        "hurry": {},
        "unmerge": {},
        "take_on": {},
        "pass_on": {"to": str(cast.users.clerk.pk)},
    }.get(move, REASON)


def form_of(move: str, appeal, actor, **words):
    return FORMS[move][0](
        {"version": appeal.version, "key": str(uuid4()), **words}, row=appeal, actor=actor
    )


def test_every_move_that_a_person_makes_has_a_form_and_no_other_has() -> None:
    assert sorted(FORMS) == BY_HAND


@pytest.mark.parametrize("move", BY_HAND)
def test_what_a_form_gives_is_what_its_verb_takes(cast, move: str) -> None:
    appeal, more = accepted(cast), {}
    if move in {"answer_part", "release", "note_silence"}:
        appeal = helped(cast)
        more = {"part": str(appeal.parts.get().pk)}
    if move == "merge":
        more = {"main": in_hand(cast).number}
    with clock.set_to(clock.now() + timedelta(days=3) if move == "note_silence" else clock.now()):
        form = form_of(
            move,
            appeal,
            cast.actors.handler if move == "answer_part" else cast.actors.clerk,
            **words_for(cast, move),
            **more,
        )
        assert form.is_valid(), form.errors
    photos = {"photos": []} if move in TAKES_PHOTOS else {}
    inspect.signature(FORMS[move][1]).bind(
        appeal, actor=cast.actors.clerk, **form.moved(), **photos
    )
    own = set(inspect.signature(FORMS[move][1]).parameters) - {"appeal", "actor"}
    assert set(form.moved()) - own == set()


def helped(cast):
    """Led by the town, the bureau helps."""
    return actions.convene(
        accepted(cast),
        actor=cast.actors.clerk,
        lead=cast.units.town,
        helper=cast.units.bureau,
        task="查看灯杆。",
        due_on=clock.today() + timedelta(days=1),
    )


def test_the_lead_is_asked_for_only_while_nobody_has_it(cast) -> None:
    fields = [
        sorted(form_of("convene", appeal, cast.actors.clerk).fields)
        for appeal in (accepted(cast), in_hand(cast))
    ]
    assert fields == [
        ["due_on", "helper", "key", "lead", "second", "task", "third", "version"],
        ["due_on", "helper", "key", "second", "task", "third", "version"],
    ]


def test_a_helper_is_offered_its_own_part_and_the_lead_none(cast) -> None:
    appeal = helped(cast)
    own, others = (
        list(form_of("answer_part", appeal, actor).fields["part"].queryset)
        for actor in (cast.actors.handler, cast.actors.lead)
    )
    assert (own, others) == ([appeal.parts.get()], [])


def test_silence_is_offered_once_the_day_is_over_and_release_before(cast) -> None:
    appeal = helped(cast)

    def offered(move):
        return [
            part.unit for part in form_of(move, appeal, cast.actors.clerk).fields["part"].queryset
        ]

    assert (offered("note_silence"), offered("release")) == ([], [cast.units.bureau])
    with clock.set_to(clock.now() + timedelta(days=3)):
        assert offered("note_silence") == [cast.units.bureau]
    appeal.parts.update(state=PartState.RELEASED)
    assert offered("release") == []


def test_the_main_appeal_is_offered_or_typed_but_only_one_that_is_seen(cast) -> None:
    appeal, main, far = (
        reported(cast),
        in_hand(cast),
        reported(cast, place=cast.places.far_neighbourhood),
    )
    form = form_of("merge", appeal, cast.actors.clerk, main=f" {main.number.lower()} ")
    assert [number for number, _words in form.fields["main"].widget.offers] == [main.number]
    assert form.is_valid()
    assert form.moved()["main"] == main
    assert list(form_of("merge", appeal, cast.actors.clerk, main=far.number).errors) == ["main"]


def test_a_call_that_reached_nobody_needs_no_answers_and_one_that_did_needs_all_three(cast) -> None:
    appeal = now_of(finished(cast))
    missed = form_of(
        "call_back", appeal, cast.actors.clerk, reached="no", note="三次无人接听", solved="yes"
    )
    assert missed.is_valid()
    assert missed.moved() == {"verdict": None, "answers": {}, "note": "三次无人接听"}
    assert sorted(
        form_of("call_back", appeal, cast.actors.clerk, reached="yes", solved="yes").errors
    ) == ["answered", "satisfied"]


def test_the_answers_to_the_script_are_kept_as_they_were_given(cast) -> None:
    appeal = now_of(finished(cast))
    form = form_of("call_back", appeal, cast.actors.lead, **words_for(cast, "call_back"))
    assert form.is_valid()
    actions.call_back(appeal, actor=cast.actors.lead, **form.moved())
    assert appeal.call_backs.get().answers == {"contacted": "yes", "wish": "早点来电话。"}


def test_a_county_asks_its_own_questions_of_a_class_and_keeps_the_answers_in_their_words(
    cast,
) -> None:
    appeal = now_of(finished(cast))
    code = appeal.category_id[:2]
    for text, classes, more in (
        ("师傅是否佩戴工牌？", code, {}),
        ("还有什么建议？", "", {"is_yes_or_no": False, "order": 2}),
        ("别的类别才问", "99", {}),
        ("已经不问了", "", {"is_asked": False}),
    ):
        ScriptQuestion.objects.create(
            county=appeal.county, text=text, category_code=classes, **more
        )
    ScriptQuestion.objects.create(county="621121", text="别的县才问")
    judged = {"reached": "yes", "answered": "yes", "solved": "yes", "satisfied": "yes"}
    told = {**judged, "script-0": "no", "script-1": "早点来"}
    form = form_of("call_back", appeal, cast.actors.lead, **told)
    asked = [name for name in form.fields if name.startswith("script-")]
    assert (asked, "contacted" in form.fields) == (["script-0", "script-1"], False)
    assert form.is_valid()
    actions.call_back(appeal, actor=cast.actors.lead, **form.moved())
    call = appeal.call_backs.get()
    assert call.answers == {"师傅是否佩戴工牌？": "no", "还有什么建议？": "早点来"}
    ScriptQuestion.objects.all().delete()
    words = [str(line.question) for line in answers_of(call)]
    assert words == ["师傅是否佩戴工牌？", "还有什么建议？"]
