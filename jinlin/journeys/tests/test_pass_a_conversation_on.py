"""Does a conversation become an appeal with its ticket in one step, and does it hear how that
appeal ends?
"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.appeals import actions as appeals
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.models import Appeal, Category, Channel
from jinlin.domains.appeals.queries import story
from jinlin.domains.receptions.lifecycle import ConversationState
from jinlin.domains.receptions.models import Conversation
from jinlin.domains.receptions.queries.story import story_of_conversation
from jinlin.domains.receptions.tests.cast import (
    FRIDAY,
    SAID,
    Cast,
    at,
    at_desk,
    begun,
    disputed,
    now_of,
)
from jinlin.journeys.reception_to_appeal import Passed, carry_news_back, pass_on
from jinlin.services.documents.models import Document


def told(cast: Cast, **words: object) -> Passed:
    category = Category.objects.filter(parent__isnull=False, is_offered=True).order_by("pk")[0]
    return Passed(**{"text": SAID, "category": category, "unit": cast.units.bureau, **words})  # type: ignore[arg-type]


def passed(cast: Cast, conversation: Conversation | None = None) -> tuple[Conversation, Appeal]:
    with at(FRIDAY, 16):
        conversation = pass_on(conversation or begun(cast), told(cast), actor=cast.actors.clerk)
    return conversation, Appeal.objects.get(pk=conversation.appeal_id)


def ended(cast: Cast, appeal: Appeal, *, solved: bool = True, after: int = 3) -> Appeal:
    with at(FRIDAY + timedelta(days=after), 10):
        appeal = appeals.finish(appeal, actor=cast.actors.sitter, reply="充电桩已更换。")
        verdict = Verdict(answered=True, solved=solved, satisfied=solved)
        return appeals.judge(appeal, actor=cast.actors.resident, verdict=verdict)


def test_the_appeal_is_in_the_hand_of_its_unit_with_its_ticket_and_both_name_the_other(
    cast: Cast,
) -> None:
    conversation, appeal = passed(cast)
    assert (appeal.state, appeal.unit, appeal.channel, appeal.reporter) == (
        "in_hand",
        cast.units.bureau,
        Channel.RECEPTION,
        conversation.person,
    )
    assert (conversation.state, conversation.appeal_number, conversation.due_on) == (
        ConversationState.PASSED_ON,
        appeal.number,
        clock.local_day(appeal.due_at),
    )
    assert Document.objects.filter(kind="appeals.handover", about_id=appeal.pk).count() == 1
    assert "业主接待日第 1 号" in story(appeal, actor=cast.actors.clerk)[0].sentence
    assert (
        appeal.number in story_of_conversation(conversation, actor=cast.actors.clerk)[-1].sentence
    )


def test_the_note_for_the_ticket_is_read_by_the_unit_and_not_by_the_resident(cast: Cast) -> None:
    with at(FRIDAY, 16):
        noted = told(cast, note="先断电再换桩。")
        conversation = pass_on(begun(cast), noted, actor=cast.actors.clerk)
    paper = Document.objects.get(kind="appeals.handover", about_id=conversation.appeal_id)
    appeal = Appeal.objects.get(pk=conversation.appeal_id)
    read = [str(line) for line in story(appeal, actor=cast.actors.resident)]
    assert (paper.data["note"], any("先断电" in line for line in read)) == ("先断电再换桩。", False)


def test_without_a_unit_it_stays_accepted_with_those_who_look_after_the_place(cast: Cast) -> None:
    with at(FRIDAY, 16):
        conversation = pass_on(begun(cast), told(cast, unit=None), actor=cast.actors.clerk)
    assert Appeal.objects.get(pk=conversation.appeal_id).state == "accepted"


def test_what_the_resident_calls_unsolved_becomes_an_appeal(cast: Cast) -> None:
    conversation, appeal = passed(cast, disputed(cast))
    assert (conversation.state, appeal.state) == (ConversationState.PASSED_ON, "in_hand")


@pytest.mark.parametrize(
    ("words", "who", "refusal"), [({"text": " "}, "clerk", Unusable), ({}, "sitter", NotAllowed)]
)
def test_refused_neither_has_changed(
    cast: Cast, words: dict[str, str], who: str, refusal: type[Exception]
) -> None:
    conversation = begun(cast)
    with at(FRIDAY, 16), pytest.raises(refusal):
        pass_on(conversation, told(cast, **words), actor=getattr(cast.actors, who))
    assert (now_of(conversation).state, Appeal.objects.count()) == (ConversationState.OPEN, 0)


def test_twice_is_refused_and_makes_no_second_appeal(cast: Cast) -> None:
    conversation, _appeal = passed(cast)
    with at(FRIDAY, 17), pytest.raises(NotNow):
        pass_on(now_of(conversation), told(cast), actor=cast.actors.clerk)
    assert Appeal.objects.count() == 1


@pytest.mark.parametrize("solved", [True, False])
def test_the_end_of_the_appeal_is_the_conversation_s_on_the_same_day_whenever_the_news_comes(
    cast: Cast, solved: bool
) -> None:
    conversation, appeal = passed(cast)
    appeal = ended(cast, appeal, solved=solved)
    if not solved:  # reopened: it is not ended
        assert [carry_news_back(), now_of(conversation).state][1] == ConversationState.PASSED_ON
        return
    with at(FRIDAY + timedelta(days=9)):
        assert [carry_news_back(), carry_news_back()] == [1, 0]
    row = now_of(conversation)
    assert (row.state, row.is_solved, row.settled_on) == (
        ConversationState.SETTLED,
        True,
        FRIDAY + timedelta(days=3),
    )


def test_a_reopened_appeal_opens_the_conversation_again_with_its_new_promise(cast: Cast) -> None:
    conversation, appeal = passed(cast)
    appeal = ended(cast, appeal)
    with at(FRIDAY + timedelta(days=4)):
        carry_news_back()
        appeal = appeals.reopen(appeal, actor=cast.actors.resident, reason="又坏了")
        carry_news_back()
    row = now_of(conversation)
    assert (row.state, row.settled_on, row.due_on) == (
        ConversationState.PASSED_ON,
        None,
        clock.local_day(appeal.due_at),
    )


def test_a_withdrawn_appeal_withdraws_the_conversation(cast: Cast) -> None:
    conversation, appeal = passed(cast)
    with at(FRIDAY + timedelta(days=1)):
        appeals.withdraw(appeal, actor=cast.actors.resident, reason="物业已修好")
        carry_news_back()
    assert now_of(conversation).state == ConversationState.WITHDRAWN


def test_more_time_for_the_appeal_is_more_time_for_the_conversation(cast: Cast) -> None:
    conversation, appeal = passed(cast)
    with at(FRIDAY + timedelta(days=1)):
        appeal = appeals.ask_extension(appeal, actor=cast.actors.sitter, days=5, reason="等配件")
        appeal = appeals.grant_extension(appeal, actor=cast.actors.supervisor, reason="同意")
        assert [carry_news_back(), carry_news_back()] == [1, 0]
    assert now_of(conversation).due_on == clock.local_day(appeal.due_at)


def test_every_version_has_one_entry_on_both_sides(cast: Cast) -> None:
    conversation, appeal = passed(cast)
    ended(cast, appeal)
    carry_news_back()
    assert [
        (row.version, len(timeline.trail(row))) for row in map(now_of, (conversation, appeal))
    ] == [(row.version, row.version) for row in map(now_of, (conversation, appeal))]


def test_from_the_page_it_is_done_once_and_leads_to_the_appeal(cast: Cast) -> None:
    conversation = begun(cast)
    browser, address = (
        at_desk(cast.users.clerk),
        f"/desk/receptions/talks/{conversation.pk}/appeal/",
    )
    with at(FRIDAY, 16):
        form = browser.get(address).context["attempt"].form
        assert form["text"].value() == conversation.said
        sent = {name: form[name].value() or "" for name in form.fields} | {
            "category": told(cast).category.pk,
            "unit": cast.units.bureau.pk,
        }
        answers = [browser.post(address, sent) for _time in range(2)]
    appeal = Appeal.objects.get()
    assert [answer["Location"] for answer in answers] == [f"/desk/appeals/{appeal.pk}/"] * 2


def test_a_refused_page_keeps_what_was_typed(cast: Cast) -> None:
    conversation = begun(cast)
    browser, address = (
        at_desk(cast.users.clerk),
        f"/desk/receptions/talks/{conversation.pk}/appeal/",
    )
    with at(FRIDAY, 16):
        form = browser.get(address).context["attempt"].form
        sent = {name: form[name].value() or "" for name in form.fields} | {
            "text": "楼道灯全黑了",
            "category": "",
        }
        page = browser.post(address, sent)
    assert (page.status_code, "楼道灯全黑了" in page.text, "请选择类别" in page.text) == (
        422,
        True,
        True,
    )
