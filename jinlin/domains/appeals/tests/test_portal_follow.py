"""Does a resident see how their matter stands, and is their word taken once and on the latest
state?
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.actions import Verdict
from jinlin.domains.appeals.lifecycle import State
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import (
    at_desk,
    at_phone,
    closed,
    finished,
    in_hand,
    now_of,
    reported,
)

pytestmark = pytest.mark.one_engine

MINE, TRACK = reverse("mine"), reverse("appeals:track")
CODE = "ABCDE23456"


@pytest.fixture
def resident(cast):
    return at_phone(cast.users.resident)


def address(appeal, move=""):
    return (
        reverse("appeals:move", args=[appeal.pk, move])
        if move
        else reverse("appeals:appeal", args=[appeal.pk])
    )


def statements(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def verdict(page, **answers):
    """The judgement as the page would send it."""
    form = page.context["judging"].form
    hidden = {name: form[name].value() for name in ("version", "key")}
    return (
        hidden | {"answered": "yes", "solved": "yes", "satisfied": "yes", "comment": ""} | answers
    )


def matters_on(page: Any) -> list[Any]:
    return [line.row for line in page.context["page"].rows]


def test_each_row_says_who_does_what_by_when(resident, cast):
    appeal = in_hand(cast)
    [matter] = matters_on(resident.get(MINE))
    assert (matter.tone, str(matter.word)) == ("inhand", "办理中")
    assert matter.sentence.startswith("德化县城市管理局正在处理，")
    assert matter.appeal == appeal


def test_late_is_a_word_a_shape_and_a_colour(resident, cast):
    with clock.set_to(clock.now() - timedelta(days=30)):
        in_hand(cast)
    [matter] = matters_on(resident.get(MINE))
    assert (matter.appeal.is_late, "现在已经逾期" in matter.sentence) == (True, True)
    assert 'class="state tone-late"' in resident.get(MINE).text


def test_fifty_one_matters_fill_two_pages(resident, cast):
    made = [reported(cast, text=f"第{number}件") for number in range(51)]
    first = resident.get(MINE).context["page"]
    second = resident.get(MINE, {"after": first.next}).context["page"]
    assert [line.row.appeal for line in (*first.rows, *second.rows)] == made[::-1]


def test_with_nothing_there_the_next_step_is_offered(resident):
    for client in (resident, Client()):
        page = client.get(MINE)
        assert (matters_on(page), f'href="{reverse("appeals:report")}"' in page.text) == ([], True)


def test_the_page_of_one_matter_costs_a_fixed_number_of_statements(resident, cast):
    assert statements(resident, address(in_hand(cast))) == 8
    days_to_reopen = 1  # whether the county's numbers are as they were read
    assert statements(resident, address(closed(cast))) == 8 + days_to_reopen


def test_nobody_else_sees_it(cast):
    appeal = in_hand(cast)
    users = cast.users
    others = [
        Client(),
        at_phone(users.neighbour),
        at_desk(users.town_outsider),
        at_desk(users.county_outsider),
        at_desk(users.system_admin),
    ]
    assert [client.get(address(appeal)).status_code for client in others] == [404] * 5
    assert [client.get(address(appeal, "withdraw")).status_code for client in others] == [404] * 5


def test_internal_notes_do_not_reach_the_resident(resident, cast):
    page = resident.get(address(finished(cast)))
    assert ("路灯已在4月18日更换" in page.text, "灯杆编号" in page.text) == (True, False)


def test_the_buttons_are_the_open_moves(resident, cast):
    offered = {
        stage.__name__: [move.name for move in resident.get(address(stage(cast))).context["moves"]]
        for stage in (reported, finished, closed)
    }
    assert offered == {
        "reported": ["add_information", "withdraw"],
        "finished": ["add_information"],
        "closed": ["reopen"],
    }


def test_a_long_text_is_folded(resident, cast):
    text = "电梯又坏了，没人来修。\n" * 1000
    appeal = reported(cast, text=text)
    head, rest = resident.get(address(appeal)).context["text"]
    assert (head + rest, 180 <= len(head) <= 300) == (appeal.text, True)


def test_judging_takes_three_separate_answers_and_closes(resident, cast):
    appeal = finished(cast)
    page = resident.get(address(appeal))
    assert (
        resident.post(address(appeal, "judge"), verdict(page, satisfied="no")).url
        == f"{address(appeal)}?done"
    )
    work = appeal.rounds.get()
    assert (now_of(appeal).state, work.is_answered, work.is_solved, work.is_satisfied) == (
        State.CLOSED,
        True,
        True,
        False,
    )


def test_not_solved_reopens_it(resident, cast):
    appeal = finished(cast)
    resident.post(
        address(appeal, "judge"),
        verdict(resident.get(address(appeal)), solved="no", comment="只亮了一盏"),
    )
    assert (now_of(appeal).state, now_of(appeal).reopened) == (State.IN_HAND, 1)


def test_a_missing_answer_keeps_the_others_and_the_comment(resident, cast):
    appeal = finished(cast)
    page = resident.post(
        address(appeal, "judge"),
        verdict(resident.get(address(appeal)), solved="", comment="灯太暗"),
    )
    form = page.context["judging"].form
    assert (
        page.status_code,
        list(form.errors),
        form["comment"].value(),
        form["answered"].value(),
    ) == (422, ["solved"], "灯太暗", "yes")


def test_a_stale_judgement_shows_what_changed_and_goes_through_with_one_tap(resident, cast):
    appeal = finished(cast)
    sent = verdict(resident.get(address(appeal)), comment="修好了")
    actions.add_information(now_of(appeal), actor=cast.actors.handler, text="补拍了照片。")
    page = resident.post(address(appeal, "judge"), sent)
    attempt = page.context["attempt"]
    assert (
        page.status_code,
        [line.note for line in attempt.changed],
        attempt.form["comment"].value(),
    ) == (409, ["补拍了照片。"], "修好了")
    again = {name: attempt.form[name].value() for name in attempt.form.fields}
    assert resident.post(address(appeal, "judge"), again).status_code == 302
    assert now_of(appeal).state == State.CLOSED


def test_when_it_is_over_meanwhile_what_was_typed_can_be_copied(resident, cast):
    appeal = finished(cast)
    sent = verdict(resident.get(address(appeal)), comment="我还有话要说")
    actions.judge(
        now_of(appeal),
        actor=cast.actors.resident,
        verdict=Verdict(answered=True, solved=True, satisfied=True),
    )
    page = resident.post(address(appeal, "judge"), sent)
    assert (page.status_code, page.context["is_open"], page.context["typed"]) == (
        409,
        False,
        ["我还有话要说"],
    )


def test_judged_twice_it_counts_once(resident, cast):
    appeal = finished(cast)
    sent = verdict(resident.get(address(appeal)), solved="no")
    assert [resident.post(address(appeal, "judge"), sent).status_code for _time in range(2)] == [
        302,
        302,
    ]
    assert now_of(appeal).reopened == 1


def test_only_the_residents_own_steps_have_a_page_here(resident, cast):
    appeal = reported(cast)
    codes = [
        resident.get(address(appeal, move)).status_code
        for move in ("accept", "finish", "close", "nothing")
    ]
    assert codes == [404, 404, 404, 404]


def anonymous(cast):
    return reported(cast, reporter=None, track_code=CODE)


def test_the_holder_of_the_code_follows_adds_and_judges(cast):
    appeal = anonymous(cast)
    client = Client()
    client.post(TRACK, {"number": appeal.number, "code": CODE})
    assert [matter.appeal for matter in matters_on(client.get(MINE))] == [appeal]
    form = client.get(address(appeal, "add_information")).context["attempt"].form
    sent = {name: form[name].value() or "" for name in form.fields} | {"text": "就在3幢门口"}
    assert client.post(address(appeal, "add_information"), sent).status_code == 302
    assert now_of(appeal).version == 2


def test_five_wrong_codes_shut_the_door_even_for_the_right_one(cast):
    appeal = anonymous(cast)
    client = Client()
    tries = [
        client.post(TRACK, {"number": appeal.number, "code": f"WRONG2345{number}"}).status_code
        for number in range(6)
    ]
    assert tries == [422] * 5 + [429]
    page = client.post(TRACK, {"number": appeal.number, "code": CODE})
    assert (page.status_code, page.context["form"]["number"].value()) == (429, appeal.number)
    with clock.set_to(clock.now() + timedelta(minutes=16)):
        assert client.post(TRACK, {"number": appeal.number, "code": CODE}).status_code == 302


def test_behind_a_trusted_proxy_only_the_guesser_is_shut_out_whatever_they_invent(cast, settings):
    settings.TRUSTED_PROXIES = ["127.0.0.1/32"]
    appeal = anonymous(cast)

    def tried(code: str, address: str) -> int:
        return (
            Client(HTTP_X_FORWARDED_FOR=address)
            .post(TRACK, {"number": appeal.number, "code": code})
            .status_code
        )

    guesses = [
        tried(f"WRONG2345{number}", f"203.0.113.{number}, 198.51.100.7") for number in range(6)
    ]
    assert guesses == [422] * 5 + [429]
    assert (
        tried(CODE, "203.0.113.9, 198.51.100.7"),
        tried(CODE, "198.51.100.7, 198.51.100.8"),
    ) == (429, 302)


def test_a_named_matter_opens_with_no_code(cast):
    appeal = reported(cast)
    assert Client().post(TRACK, {"number": appeal.number, "code": "0000000000"}).status_code == 422
    assert Appeal.objects.get().track_key == ""
