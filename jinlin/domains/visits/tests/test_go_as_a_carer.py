"""Can somebody who looks after a household, and has no account at the desk, go to its door?"""

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.tests.drawn import without_drawn
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.models import Aside, Door, First, Phone, Visit
from jinlin.domains.visits.tests.cast import (
    all_to,
    answer,
    carried,
    form,
    found,
    going,
    hand_in,
    now_of,
    planned,
)
from jinlin.ground.accounts.models import Grant
from jinlin.ground.accounts.tests.county import at_desk, at_phone
from jinlin.ground.people import actions as people
from jinlin.ground.people.models import Person
from jinlin.services.notices.models import Message


def cared(cast, who: str = "neighbour", home: int = 0):
    """This resident looks after a household as a volunteer."""
    carer = people.Carer(getattr(cast.users, who), "李大山")
    return people.link(cast.homes[home], role="volunteer", carer=carer, actor=cast.actors.clerk)


def door_of(cast, round_, home: int = 0) -> Door:
    return Door.objects.get(round=round_, household=cast.homes[home])


def on_the_way(cast):
    """A round that goes on, all its doors on the visitor's list; the neighbour looks after one."""
    cared(cast)
    round_ = going(cast)
    all_to(cast, round_)
    return door_of(cast, round_)


def test_the_door_is_seen_taken_over_and_among_ones_own_matters(cast):
    door = on_the_way(cast)
    browser = at_phone(cast.users.neighbour)
    page = browser.get("/visits/").content.decode()
    assert (door.round.title in page, "我去走访" in page) == (True, True)
    assert door.round.title not in browser.get("/mine/").content.decode()
    assert browser.post(f"/visits/doors/{door.pk}/take/").status_code == 302
    assert now_of(door).visitor_id == cast.users.neighbour.pk
    assert door.round.title in browser.get("/mine/").content.decode()
    assert "我去走访" not in browser.get("/visits/").content.decode()


def test_only_the_own_households_doors_are_there(cast):
    door = on_the_way(cast)
    other = door_of(cast, door.round, home=1)
    browser = at_phone(cast.users.neighbour)
    assert browser.post(f"/visits/doors/{other.pk}/take/").status_code == 404
    stranger = at_phone(cast.users.resident)
    for page in ("/visits/", "/visits/phone/"):
        assert stranger.get(page).status_code == 403
    assert stranger.post(f"/visits/doors/{door.pk}/take/").status_code == 403
    assert now_of(door).visitor_id == cast.users.visitor.pk


def test_a_clerk_gives_the_door_to_whoever_looks_after_the_household(cast):
    door = on_the_way(cast)
    page = at_desk(cast.users.clerk).get(f"/desk/visits/doors/{door.pk}/give/").content.decode()
    assert "李大山" in page
    given = actions.give(door, visitor=cast.users.neighbour, actor=cast.actors.clerk)
    assert given.visitor_id == cast.users.neighbour.pk
    other = door_of(cast, door.round, home=1)
    with pytest.raises(Unusable):
        actions.give(other, visitor=cast.users.neighbour, actor=cast.actors.clerk)


def test_the_list_goes_along_and_the_form_comes_back(cast):
    door = actions.give(on_the_way(cast), visitor=cast.users.neighbour, actor=cast.actors.clerk)
    browser = at_phone(cast.users.neighbour)
    assert "data-knock" in browser.get("/visits/phone/").content.decode()
    told = {"phone": str(uuid4()), "name": "Android"}
    answer = browser.post("/desk/visits/phone/list/", json.dumps(told), "application/json")
    taken = answer.json()
    assert [each["id"] for each in taken["doors"]] == [str(door.pk)]
    assert answer.cookies["visits-phone"]["path"] == "/visits/"
    phone = Phone.objects.get(pk=told["phone"])
    assert phone.place_code == door.place_code
    content = form(_list(taken, phone), now_of(door))
    sealed = actions.sealed_for(door.county, json.dumps(content).encode())
    sent = json.dumps({"id": str(uuid4()), **sealed})
    for _time in range(2):
        receipt = browser.post("/desk/visits/hand-in/", sent, "application/json")
        assert (receipt.status_code, receipt.json()["state"]) == (200, "stands")
    assert (Visit.objects.count(), Aside.objects.count()) == (1, 0)
    assert now_of(door).state == "visited"


def _list(taken: dict, phone: Phone):
    from jinlin.domains.visits.models import Pack
    from jinlin.domains.visits.tests.cast import List

    return List(Pack.objects.get(pk=taken["pack"]), [], phone.pk)


def test_the_door_stays_with_the_carer_and_falls_back_when_they_are_none_any_more(cast):
    link = cared(cast)
    round_ = going(cast)
    all_to(cast, round_)
    door = actions.give(
        door_of(cast, round_), visitor=cast.users.neighbour, actor=cast.actors.clerk
    )
    actions.look_after_rounds()
    assert now_of(door).visitor_id == cast.users.neighbour.pk
    people.end_link(type(link).objects.get(pk=link.pk), reason="搬走", actor=cast.actors.clerk)
    actions.look_after_rounds()
    assert now_of(door).visitor_id is None


def test_a_lost_phone_is_shut_out_by_its_owner_alone(cast):
    door = actions.give(on_the_way(cast), visitor=cast.users.neighbour, actor=cast.actors.clerk)
    browser = at_phone(cast.users.neighbour)
    told = json.dumps({"phone": str(uuid4()), "name": "旧手机"})
    browser.post("/desk/visits/phone/list/", told, "application/json")
    phone = Phone.objects.get(name="旧手机")
    cared(cast, "resident", home=1)
    other = at_phone(cast.users.resident)
    assert other.post(f"/visits/phones/{phone.pk}/shut-out/").status_code == 404
    assert browser.post(f"/visits/phones/{phone.pk}/shut-out/").status_code == 302
    again = browser.post("/desk/visits/phone/list/", told, "application/json")
    assert (again.status_code, again.json()["reason"]) == (403, "shut_out")
    assert now_of(door).state == "untried"


def test_nobody_goes_for_a_household_of_before(cast):
    with clock.set_to(clock.now() - timedelta(days=3)):
        link = cared(cast)
    people.end_link(link, reason="搬走", actor=cast.actors.clerk)
    with pytest.raises(NotAllowed):
        actions.take_along(actions.Handset(uuid4(), ""), actor=cast.actors.neighbour)


def test_a_round_can_send_first_whoever_looks_after_the_household_and_tells_them(cast):
    cared(cast)
    terms = actions.Terms(
        "春季敲门行动", [cast.group], cast.version, clock.today(), clock.today(), First.CARERS
    )
    round_ = actions.plan(cast.places.neighbourhood, terms, actor=cast.actors.clerk)
    lists = {door.household_id: door.visitor_id for door in round_.doors.all()}
    assert lists[cast.homes[0].pk] == cast.users.neighbour.pk
    assert set(lists.values()) - {cast.users.neighbour.pk} <= {
        cast.users.visitor.pk,
        cast.users.second_visitor.pk,
    }
    actions.set_out(round_, actor=cast.actors.clerk)
    told = Message.objects.filter(event="visits.list")
    assert [(row.user_id, "1 户" in row.body) for row in told] == [(cast.users.neighbour.pk, True)]


def test_where_nobody_knocks_by_office_the_carer_goes(cast):
    cared(cast)
    Grant.objects.all().delete()
    round_ = planned(cast)
    doors = dict(round_.doors.values_list("household", "visitor"))
    assert doors[cast.homes[0].pk] == cast.users.neighbour.pk
    assert set(doors.values()) == {cast.users.neighbour.pk, None}


def test_a_door_given_to_somebody_else_is_named_at_the_phones_next_word(cast):
    round_ = going(cast)
    all_to(cast, round_)
    browser, told = at_desk(cast.users.visitor), {"phone": str(uuid4()), "name": "Android"}
    send = lambda what, body: browser.post(  # noqa: E731
        f"/desk/visits/phone/{what}/", json.dumps(body), "application/json"
    ).json()
    taken = send("list", told)
    assert send("word", {**told, "pack": taken["pack"]})["gone"] == []
    door = Door.objects.get(pk=taken["doors"][0]["id"])
    actions.give(door, visitor=cast.users.second_visitor, actor=cast.actors.clerk)
    assert send("word", {**told, "pack": taken["pack"]})["gone"] == [str(door.pk)]
    other = at_desk(cast.users.second_visitor)
    asked = json.dumps({"phone": str(uuid4()), "pack": taken["pack"]})
    assert other.post("/desk/visits/phone/word/", asked, "application/json").json()["gone"] == []


def test_the_last_day_of_ones_doors_is_in_ones_own_calendar_while_one_knocks(cast):
    link = cared(cast)
    round_ = going(cast)
    door = actions.give(
        door_of(cast, round_), visitor=cast.users.neighbour, actor=cast.actors.clerk
    )
    browser = at_phone(cast.users.neighbour)
    page = browser.post("/visits/calendar/").content.decode()
    address = re.search(r"/visits/calendar/[\w-]+\.ics", page).group()
    (event,) = Calendar.from_ical(browser.get(address).content).walk("VEVENT")
    assert (event["UID"], event["DTSTART"].dt) == (f"{round_.pk}@visits.jinlin", round_.ends_on)
    assert "1 户" in event["SUMMARY"]
    later = round_.ends_on + timedelta(days=7)
    actions.extend(now_of(round_), until=later, reason="雨天多", actor=cast.actors.lead)
    (moved,) = Calendar.from_ical(browser.get(address).content).walk("VEVENT")
    assert (moved["UID"], moved["DTSTART"].dt) == (event["UID"], later)
    assert moved["SEQUENCE"] > event["SEQUENCE"]
    people.end_link(type(link).objects.get(pk=link.pk), reason="搬走", actor=cast.actors.clerk)
    assert (browser.get(address).status_code, door.visitor_id) == (404, cast.users.neighbour.pk)


def test_whoever_lives_there_reads_that_somebody_came_and_what_became_of_it(cast):
    round_ = going(cast)
    all_to(cast, round_)
    home = cast.homes[0]
    person = home.members.get()
    Person.objects.filter(pk=person.pk).update(user=cast.users.resident)
    taken = carried(cast)
    (door,) = [each for each in taken.doors if each.household_id == home.pk]
    told = [
        found("appeal", "楼道灯坏了", person=str(person.pk)),
        found("care", "看上去没有好好吃饭", person=str(person.pk)),
        found("urgent", "手臂有淤青", danger="life", called="110", person=str(person.pk)),
    ]
    said = form(taken, door, answers=[answer("alone", "yes")], findings=told)
    visit = hand_in(cast, said).visit
    browser = at_phone(cast.users.resident)
    assert round_.title in browser.get("/mine/").content.decode()
    page = browser.get(f"/visits/told/{visit.pk}/").content.decode()
    assert ("正在转办" in page, "已经告诉您的联系人" in page) == (True, True)
    hidden = ("淤青", "好好吃饭", "一个人住", "危险", "110", cast.users.visitor.name)
    assert [words for words in hidden if words in without_drawn(page)] == []
    stranger = at_phone(cast.users.neighbour)
    assert stranger.get(f"/visits/told/{visit.pk}/").status_code == 404
