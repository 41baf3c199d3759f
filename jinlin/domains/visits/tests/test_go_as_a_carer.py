"""Can somebody who looks after a household, and has no account at the desk, go to its door?"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from jinlin.core.errors import NotAllowed, Unusable
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.models import Aside, Door, Phone, Visit
from jinlin.domains.visits.tests.cast import all_to, form, going, now_of
from jinlin.ground.accounts.tests.county import at_desk, at_phone
from jinlin.ground.people import actions as people


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
