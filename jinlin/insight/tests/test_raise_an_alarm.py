"""Does danger that somebody writes of stand first for those who look after the place, until one of
them has looked?
"""

import re
from datetime import timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.client import ClientHandler
from django.urls import reverse

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.actions import Verdict, add_information, judge, withdraw
from jinlin.domains.appeals.tests.cast import (
    accepted,
    at_desk,
    cast_of_dehua,
    closed,
    finished,
    now_of,
    reported,
)
from jinlin.insight import actions, leaning
from jinlin.insight.danger import Danger
from jinlin.insight.models import Alarm, Answer
from jinlin.insight.queries import FIRST, alarms, open_alarms
from jinlin.services.notices.models import Message

GRAVE = "隔壁孩子天天被打，哭得很惨，今晚又在打。"
HINT = "我不敢回家,他说再报警就把我爸妈一起收拾了"
MARK = 'id="alarms"'


standing_cast, cast = once_a_file(cast_of_dehua)


@pytest.fixture
def alarm(cast) -> Alarm:
    reported(cast, text=GRAVE)
    return Alarm.objects.get()


def desk(user) -> str:
    return at_desk(user).get(reverse("desk")).text


def test_it_is_written_with_the_appeal_and_its_words_under_the_key(alarm):
    assert (alarm.danger, alarm.place_code) == (Danger.CHILD, alarm.appeal.place_code)
    assert "孩子天天被打" in alarm.words
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM insight_alarm")
        assert "孩子" not in repr(cursor.fetchall())


def test_of_a_hint_the_words_that_weighed_most_stand_beside_it_and_under_the_key(cast):
    reported(cast, text=HINT)
    alarm = Alarm.objects.get()
    assert alarm.danger == Danger.VIOLENCE
    reasons = alarm.reasons.split(" · ")
    assert [word in HINT and word in alarm.words for word in reasons] == [True] * leaning.REASONS
    assert alarm.reasons in desk(cast.users.clerk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reasons FROM insight_alarm")
        assert alarm.reasons not in repr(cursor.fetchall())


def test_an_everyday_matter_raises_none_and_costs_no_statement(cast, django_assert_num_queries):
    appeal = reported(cast, text="路灯坏了三天。")
    with django_assert_num_queries(0):
        actions.listen(appeal, appeal.text)
    assert not Alarm.objects.exists()


def test_it_stands_above_all_for_those_who_look_after_the_place_and_for_nobody_else(cast, alarm):
    users = cast.users
    shown = {
        name: MARK in desk(getattr(users, name))
        for name in ("clerk", "lead", "supervisor", "handler", "town_outsider", "county_outsider")
    }
    assert shown == {
        "clerk": True,
        "lead": True,
        "supervisor": True,
        "handler": False,
        "town_outsider": False,
        "county_outsider": False,
    }


def test_the_lead_is_told_at_once_and_the_message_holds_none_of_the_words(cast, alarm):
    message = Message.objects.get(event="insight.danger", user=cast.users.lead)
    assert (message.is_urgent, message.about_id) == (True, alarm.appeal_id)
    assert "孩子有危险" in message.title
    assert "被打" not in message.title + message.body


@pytest.mark.parametrize("what", [Answer.ACTED, Answer.FALSE])
def test_one_tap_takes_it_off_and_says_who_looked(cast, alarm, what):
    browser = at_desk(cast.users.clerk)
    browser.post(reverse("insight:answer", args=[alarm.pk, what]))
    alarm.refresh_from_db()
    assert (alarm.answer, alarm.answered_by) == (what, cast.users.clerk.pk)
    assert MARK not in desk(cast.users.lead)


@pytest.mark.parametrize("what", [Answer.ACTED, Answer.FALSE])
def test_who_tapped_the_wrong_button_takes_it_back_at_once(cast, alarm, what):
    browser = at_desk(cast.users.clerk)
    undo = reverse("insight:answer", args=[alarm.pk, Answer.OPEN])
    page = browser.post(reverse("insight:answer", args=[alarm.pk, what]), follow=True)
    assert f'<form method="post" action="{undo}">' in page.text
    assert at_desk(cast.users.lead).post(undo).status_code == 403
    page = browser.post(undo, follow=True)
    assert ("还在等人查看" in page.text, f'action="{undo}"' in page.text) == (True, False)
    alarm.refresh_from_db()
    assert (alarm.answer, alarm.answered_at, alarm.answered_by) == (Answer.OPEN, None, None)
    assert MARK in desk(cast.users.lead)
    assert browser.post(undo).status_code == 302  # twice is once
    verbs = [entry.verb for entry in timeline.trail(alarm)]
    assert verbs == [what, "wait_again"]


def test_after_ten_minutes_it_stays_answered(cast, alarm):
    actions.answer(alarm, Answer.FALSE, actor=cast.actors.clerk)
    with clock.set_to(clock.now() + timedelta(minutes=11)), pytest.raises(NotNow):
        actions.wait_again(alarm, actor=cast.actors.clerk)


def test_its_buttons_are_answered_in_a_browser_that_is_asked_for_its_token(cast, alarm):
    browser = at_desk(cast.users.clerk)
    browser.handler = ClientHandler(enforce_csrf_checks=True)
    way = reverse("insight:answer", args=[alarm.pk, "acted"])
    form = browser.get(reverse("desk")).text.split(f'action="{way}"')[1].split("</form>")[0]
    [(name, value)] = re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', form)
    assert browser.post(way).status_code == 403
    assert browser.post(way, {name: value}).status_code == 302


def test_the_second_one_is_told_that_somebody_looked(cast, alarm):
    actions.answer(alarm, Answer.ACTED, actor=cast.actors.clerk)
    with pytest.raises(NotNow):
        actions.answer(alarm, Answer.FALSE, actor=cast.actors.lead)
    page = at_desk(cast.users.lead).post(reverse("insight:answer", args=[alarm.pk, "acted"]))
    assert page.status_code == 409


def test_strangers_to_the_place_cannot_answer_it(cast, alarm):
    with pytest.raises(NotAllowed):
        actions.answer(alarm, Answer.FALSE, actor=cast.actors.town_outsider)
    way = reverse("insight:answer", args=[alarm.pk, "false"])
    answers = {
        name: at_desk(getattr(cast.users, name)).post(way).status_code
        for name in ("handler", "town_outsider", "county_outsider", "system_admin")
    }
    assert answers == {
        "handler": 403,
        "town_outsider": 404,
        "county_outsider": 404,
        "system_admin": 403,
    }


def test_an_answer_that_is_none_is_refused(cast, alarm):
    way = reverse("insight:answer", args=[alarm.pk, "nonsense"])
    assert at_desk(cast.users.clerk).post(way).status_code == 422
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        Alarm.objects.filter(pk=alarm.pk).update(answer=Answer.ACTED)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_one_statement(cast, django_assert_num_queries, rows):
    for _each in range(rows):
        reported(cast, text=GRAVE)
    with django_assert_num_queries(1):
        found = open_alarms(cast.actors.clerk)
        assert [each.appeal.place.name for each in found.first] == ["凤池新村"] * rows


def test_what_staff_ended_presses_nobody_and_what_was_withdrawn_still_does(cast):
    closed(cast, text=GRAVE)
    appeal = reported(cast, text=GRAVE)
    withdraw(appeal, reason="不用了。", actor=cast.actors.resident)
    assert Alarm.objects.open().count() == 2
    assert [each.appeal_id for each in open_alarms(cast.actors.clerk).first] == [appeal.pk]


def test_what_is_named_stands_before_newer_hints(cast, alarm):
    for _later in range(FIRST + 1):
        reported(cast, text=HINT)
    first, *others = open_alarms(cast.actors.lead).first
    assert (first, first.is_named) == (alarm, True)
    assert [each.is_named for each in others] == [False] * (FIRST - 1)
    page = at_desk(cast.users.lead).get(reverse("insight:dangers"))
    assert page.context["page"].rows[0] == alarm


def test_hints_that_were_heard_before_are_told_apart(cast, alarm):
    reported(cast, text=HINT)
    hint = Alarm.objects.exclude(pk=alarm.pk).get()
    Alarm.objects.update(is_named=True)
    step = import_module("jinlin.insight.migrations.0007_what_is_named_stands_first")
    step.tell_hints(apps, None)
    named = dict(Alarm.objects.values_list("pk", "is_named"))
    assert named == {alarm.pk: True, hint.pk: False}


def test_the_newest_stands_first(cast, alarm):
    newer = reported(cast, text=GRAVE)
    found = open_alarms(cast.actors.clerk)
    assert [each.appeal_id for each in found.first] == [newer.pk, alarm.appeal_id]


def test_above_what_waits_stand_three_and_a_way_to_all_of_them(cast):
    for _each in range(FIRST + 2):
        reported(cast, text=GRAVE)
    browser = at_desk(cast.users.clerk)
    way = reverse("insight:dangers")
    page = browser.get(reverse("desk")).text
    assert f'<a href="{way}">还有 2 条</a>' in page
    assert page.count('/acted/"') == FIRST
    assert browser.get(way).text.count('/acted/"') == FIRST + 2


def test_how_many_more_there_are_is_counted_only_so_far(cast, monkeypatch):
    monkeypatch.setattr(alarms, "COUNTED", FIRST + 1)
    for _each in range(FIRST + 2):
        reported(cast, text=GRAVE)
    assert ">还有 1+ 条</a>" in desk(cast.users.clerk)


def test_among_all_of_them_a_false_alarm_leads_back_to_the_others(cast, alarm):
    browser = at_desk(cast.users.clerk)
    way, answer = reverse("insight:dangers"), reverse("insight:answer", args=[alarm.pk, "false"])
    [(name, value)] = re.findall(
        r'<button class="button plain small" name="(\w+)" value="(\w+)"', browser.get(way).text
    )
    page = browser.post(answer, {name: value}, follow=True)
    assert page.redirect_chain == [(way, 302)]
    assert "危险提示都有人看过了" in page.text


def test_those_who_do_not_look_after_a_place_have_no_list_of_dangers(cast, alarm):
    way = reverse("insight:dangers")
    pages = {
        name: at_desk(getattr(cast.users, name)).get(way)
        for name in ("lead", "handler", "town_outsider")
    }
    assert {name: page.status_code for name, page in pages.items()} == {
        "lead": 200,
        "handler": 403,
        "town_outsider": 200,
    }
    assert alarm.appeal.title in pages["lead"].text
    assert alarm.appeal.title not in pages["town_outsider"].text


def test_title_and_text_are_two_sentences(cast):
    """Cues of both are heard together only where the text goes on about the same; the words shown
    say where one ends.
    """
    reported(cast, title="河边有个孩子，没人", text="刚才哭得很惨。")
    alarm = Alarm.objects.get()
    assert alarm.words == "河边有个孩子,没人。刚才哭得很惨"
    assert alarm.reasons == "孩子 · 刚才 · 哭"
    reported(cast, title="河边有个孩子，没人", text="我刚才哭得很惨。")
    another = Alarm.objects.exclude(pk=alarm.pk).get()
    assert another.words == "河边有个孩子,没人。"  # by weight, and nothing of the next sentence


def test_the_words_that_were_heard_are_marked_in_their_sentence_and_said_as_the_reason(cast, alarm):
    assert alarm.is_named
    assert f"<mark>{alarm.reasons}</mark>" in desk(cast.users.clerk)
    assert f"提醒的原因：原话里写到“{alarm.reasons}”" in desk(cast.users.clerk)
    assert "".join(part for part, _is_reason in alarm.parts) == alarm.words


def test_what_a_resident_adds_later_is_heard_too_and_one_that_was_answered_waits_again(cast):
    appeal = reported(cast, text="楼道灯坏了。")
    assert not Alarm.objects.exists()
    words = "没人管的话我就从楼顶跳下去，不想活了。"
    add_information(appeal, actor=cast.actors.resident, text=words)
    alarm = Alarm.objects.get()
    assert (alarm.appeal, alarm.danger) == (appeal, Danger.SUICIDE)
    actions.answer(alarm, Answer.FALSE, actor=cast.actors.clerk)
    told = Message.objects.filter(event="insight.danger", user=cast.users.lead).count()
    add_information(now_of(appeal), actor=cast.actors.resident, text=words)
    alarm.refresh_from_db()
    assert (alarm.answer, alarm.answered_at, Alarm.objects.count()) == (Answer.OPEN, None, 1)
    again = Message.objects.filter(event="insight.danger", user=cast.users.lead).count()
    assert (told, again) == (1, 2)


def test_a_judgement_that_speaks_of_danger_is_heard(cast):
    appeal = finished(cast, text="楼道灯坏了。")
    verdict = Verdict(answered=True, solved=False, satisfied=False)
    judge(appeal, actor=cast.actors.resident, verdict=verdict, comment=GRAVE)
    assert Alarm.objects.get().danger == Danger.CHILD


def test_what_the_unit_itself_adds_raises_none(cast):
    appeal = accepted(cast, text="楼道灯坏了。")
    add_information(appeal, actor=cast.actors.clerk, text=GRAVE)
    assert not Alarm.objects.exists()
