"""Does what is found at a door become an appeal or a wish in one step, with its number in the
receipt, and only once?
"""

import json
from uuid import uuid4

import pytest

from jinlin.core.story import Line
from jinlin.core.tests.standing import once_a_file
from jinlin.domains.appeals.actions import offer_usual_classes
from jinlin.domains.appeals.models import Appeal, Channel
from jinlin.domains.appeals.queries import story
from jinlin.domains.visits import actions
from jinlin.domains.visits.models import Finding, Visit
from jinlin.domains.visits.queries.story import story_of_door
from jinlin.domains.visits.tests.cast import (
    COUNTY,
    all_to,
    carried,
    cast_of_visits,
    form,
    found,
    going,
    now_of,
)
from jinlin.domains.wishes.models import Wish
from jinlin.ground.accounts.tests.county import at_desk, at_phone
from jinlin.journeys.visit_to_appeal import pass_on, pass_on_waiting

HAND_IN = "/desk/visits/hand-in/"


def made():
    offer_usual_classes()
    return cast_of_visits()


standing_cast, cast = once_a_file(made)


@pytest.fixture
def taken(cast):
    all_to(cast, going(cast))
    return carried(cast)


def sent(content, key=None):
    sealed = actions.sealed_for(COUNTY, json.dumps(content).encode())
    return {**sealed, "id": str(key or uuid4()), "sent_at": content["said_at"]}


def post(user, told):
    return at_desk(user).post(HAND_IN, json.dumps(told), content_type="application/json")


def test_the_number_comes_with_the_receipt_and_the_same_again_gets_the_same(cast, taken):
    wanted = found("appeal", "楼道灯坏了半个月")
    told = sent(form(taken, taken.doors[0], findings=[wanted]))
    receipts = [post(cast.users.visitor, told).json() for _time in range(3)]
    appeal = Appeal.objects.get()
    assert {json.dumps(receipt) for receipt in receipts} == {json.dumps(receipts[0])}
    assert receipts[0]["found"] == [{"id": wanted["id"], "kind": "appeal", "number": appeal.number}]
    assert (receipts[0]["id"], receipts[0]["state"]) == (told["id"], "stands")
    assert appeal.number in receipts[0]["words"]
    assert (appeal.channel, str(appeal.pk), appeal.registered_by) == (
        Channel.DOOR,
        wanted["id"],
        cast.users.visitor.pk,
    )
    assert appeal.reporter is not None


def test_each_trail_names_the_other(cast, taken):
    told = sent(form(taken, taken.doors[0], findings=[found("appeal", "水管漏水")]))
    post(cast.users.visitor, told)
    appeal, door = Appeal.objects.get(), now_of(taken.doors[0])
    lines: list[Line] = story(appeal, actor=cast.actors.clerk)
    assert "冬季敲门行动" in lines[0].sentence
    told_there = [line.sentence for line in story_of_door(door, actor=cast.actors.clerk)]
    assert any(appeal.number in sentence for sentence in told_there)


def test_a_wish_is_the_wish_of_whoever_lives_there(cast, taken):
    told = sent(
        form(taken, taken.doors[0], findings=[found("wish", "想要一床被子", wish_kind="thing")])
    )
    (one,) = post(cast.users.visitor, told).json()["found"]
    wish = Wish.objects.get()
    person = taken.doors[0].household.memberships.get().person
    assert (one["number"], wish.kind, wish.for_person) == (wish.number, "thing", person)


def test_what_cannot_become_one_yet_stays_with_its_reason_and_is_tried_again(cast, taken):
    said = found("wish", "想有人陪着说说话", wish_kind="company")
    door = taken.doors[0]
    person = door.household.memberships.get().person
    door.household.memberships.update(until="2026-01-01", since="2025-01-01")
    receipt = post(cast.users.visitor, sent(form(taken, door, findings=[said]))).json()
    finding = Finding.objects.get()
    assert (receipt["state"], receipt["found"], finding.state) == ("stands", [], "waiting")
    assert "心愿要有可以交给的人" in finding.problem
    Finding.objects.update(person=person)
    assert [pass_on_waiting(), pass_on_waiting()] == [1, 0]
    assert (now_of(finding).state, now_of(finding).problem) == ("passed", "")
    assert pass_on(finding.pk).number == Wish.objects.get().number


@pytest.mark.parametrize(
    "wrong",
    [
        {"data": "bm9uc2Vuc2U="},
        {"key": "bm9uc2Vuc2U="},
        {"number": 99},
        {"county": "621121"},
        {"id": "nonsense"},
        {"nonce": "?"},
    ],
)
def test_what_cannot_be_opened_is_refused_in_words_and_nothing_stands(cast, taken, wrong):
    answer = post(cast.users.visitor, {**sent(form(taken, taken.doors[0])), **wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "unusable")
    assert Visit.objects.count() == 0


def test_who_does_not_knock_hands_nothing_in(cast, taken):
    told = sent(form(taken, taken.doors[0]))
    assert post(cast.users.handler, told).status_code == 403
    at_home = at_phone(cast.users.resident)
    answer = at_home.post(HAND_IN, json.dumps(told), content_type="application/json")
    assert (answer.status_code, Visit.objects.count()) == (403, 0)


def test_a_colleague_hands_it_in_and_whose_it_is_stays(cast, taken):
    post(cast.users.second_visitor, sent(form(taken, taken.doors[0])))
    assert Visit.objects.get().visitor == cast.users.visitor
