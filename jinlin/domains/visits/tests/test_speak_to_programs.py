"""Can programs do with rounds what staff do, and be the phone that knocks? Is no form lost?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.drawn import without_drawn
from jinlin.core.time import clock
from jinlin.domains.visits import actions
from jinlin.domains.visits.models import Aside, Door, Phone, Round, Visit
from jinlin.domains.visits.tests.cast import all_to, going, now_of, planned
from jinlin.ground.accounts.actions import issue_token

pytestmark = pytest.mark.one_engine

AT, JSON = "/api/v1/visits", "application/json"
BOTH = ("visits:read", "visits:write")


def program(user, *scopes: str) -> Client:
    until = clock.today() + timedelta(days=9)
    token = {"name": "p", "scopes": list(scopes), "expires_on": until, "actor": SYSTEM}
    _token, raw = issue_token(user, **token)
    return Client(headers={"authorization": f"Bearer {raw}"})


def send(client, address, sent, **more):
    return client.post(f"{AT}{address}", sent, content_type=JSON, **more)


@pytest.fixture
def clerk(cast):
    return program(cast.users.clerk, *BOTH)


@pytest.fixture
def knocking(cast):
    return program(cast.users.visitor, *BOTH)


def a_round(cast) -> dict:
    today = clock.today()
    return {
        "title": "冬季敲门行动",
        "place": cast.places.neighbourhood.code,
        "groups": ["elderly_alone"],
        "checklist": str(cast.version.checklist_id),
        "starts_on": str(today),
        "ends_on": str(today + timedelta(days=9)),
    }


def written(told, door, **said) -> dict:
    return {
        "pack": told["pack"],
        "secret": told["secret"],
        "door": door["id"],
        "base": door["base"],
        "own": 1,
        "outcome": "visited",
        "said_at": clock.now().isoformat(),
        "answers": [],
        "findings": [],
        **said,
    }


def test_a_round_is_planned_once_and_goes_its_way(cast, clerk):
    key = {"headers": {"idempotency-key": "one"}}
    made, again = (send(clerk, "/rounds", a_round(cast), **key) for _time in range(2))
    assert (made.status_code, made.json()["id"]) == (201, again.json()["id"])
    assert (made.json()["doors"], made.json()["state"]) == (3, "planned")
    assert "set_out" in made.json()["moves"]
    at, version = f"/rounds/{made.json()['id']}", made.json()["version"]
    assert send(clerk, f"{at}/set_out", {"version": version}).json()["state"] == "going"
    assert send(clerk, f"{at}/set_out", {"version": version}).status_code == 409
    close = {"version": version + 1, "report": "都走到了。"}
    assert send(clerk, f"{at}/close", close).status_code == 403
    lead = program(cast.users.community_lead, *BOTH)
    assert send(lead, f"{at}/close", close).json()["state"] == "closed"


@pytest.mark.parametrize("wrong", ["groups", "checklist", "place"])
def test_what_is_not_offered_is_refused_and_named(cast, clerk, wrong):
    told = {"groups": ["nothing"], "checklist": str(uuid4()), "place": "999999"}
    answer = send(clerk, "/rounds", {**a_round(cast), wrong: told[wrong]})
    assert (answer.status_code, Round.objects.count()) == (422, 0)


def test_doors_are_listed_without_names_and_given_to_somebody_else(cast, clerk):
    round_ = going(cast)
    page = clerk.get(f"{AT}/rounds/{round_.pk}/doors?limit=2").json()
    assert (len(page["items"]), bool(page["next"])) == (2, True)
    said = without_drawn(str(page["items"]))  # what leads to the next page is a key, in other signs
    assert not any(name in said for name in ("苏阿公", "陈阿婆", "林伯", "201"))
    door = page["items"][0]
    told = {"version": door["version"], "visitor": str(cast.users.second_visitor.pk)}
    given = send(clerk, f"/doors/{door['id']}/give", told)
    assert (given.status_code, given.json()["visitor"]) == (200, "温上楼")
    told = {"version": given.json()["version"], "visitor": str(uuid4())}
    assert send(clerk, f"/doors/{door['id']}/give", told).status_code == 422
    assert clerk.get(f"{AT}/rounds/{round_.pk}/doors?state=none").json()["items"] == []


def test_a_program_is_a_phone_that_takes_its_list_and_hands_forms_in_once(cast, knocking):
    all_to(cast, going(cast))
    told = send(knocking, "/list", {"phone": str(uuid4()), "name": "手持终端"}).json()
    assert len(told["doors"]) == 3
    found = {"id": str(uuid4()), "kind": "care", "text": "没有人做饭"}
    sent = {"id": str(uuid4()), "content": written(told, told["doors"][0], findings=[found])}
    first, again = (send(knocking, "/forms", sent) for _time in range(2))
    assert first.json()["state"] == again.json()["state"] == "stands"
    assert [each["kind"] for each in first.json()["found"]] == ["care"]
    assert (Visit.objects.count(), Aside.objects.count()) == (1, 0)
    assert now_of(Door(pk=told["doors"][0]["id"])).state == "visited"
    assert knocking.get(f"{AT}/forms/{sent['id']}").json() == first.json()


def test_other_contents_under_the_same_id_are_kept_beside(cast, knocking):
    all_to(cast, going(cast))
    told = send(knocking, "/list", {"phone": str(uuid4())}).json()
    sent = {"id": str(uuid4()), "content": written(told, told["doors"][0])}
    assert send(knocking, "/forms", sent).json()["state"] == "stands"
    sent["content"]["outcome"] = "refused"
    assert send(knocking, "/forms", sent).json()["state"] == "twice"
    assert Visit.objects.count() == 1


def test_a_form_that_cannot_count_is_laid_aside_and_nothing_is_refused(cast, knocking):
    all_to(cast, going(cast))
    told = send(knocking, "/list", {"phone": str(uuid4())}).json()
    for content in ({}, {"door": "nothing"}, written(told, {"id": str(uuid4()), "base": 1})):
        sent = {"id": str(uuid4()), "content": content}
        assert send(knocking, "/forms", sent).json()["state"] == "aside"
    assert Aside.objects.count() == 3
    mine = Aside.objects.filter(user=cast.users.visitor).first()
    assert knocking.get(f"{AT}/forms/{mine.pk}").json()["state"] == "aside"


def test_who_does_not_knock_or_may_only_read_hands_nothing_in(cast, knocking):
    planned(cast)
    sent = {"id": str(uuid4()), "content": {}}
    for client in (
        program(cast.users.visitor, "visits:read"),
        program(cast.users.supervisor, *BOTH),
    ):
        assert send(client, "/forms", sent).status_code == 403
        assert send(client, "/list", {"phone": str(uuid4())}).status_code == 403
    assert Aside.objects.count() == 0


def test_a_shut_out_device_gets_no_list_and_its_forms_are_laid_aside(cast, knocking):
    all_to(cast, going(cast))
    phone = str(uuid4())
    told = send(knocking, "/list", {"phone": phone}).json()
    actions.shut_out(Phone.objects.get(pk=phone), actor=cast.actors.visitor)
    assert send(knocking, "/list", {"phone": phone}).status_code == 403
    sent = {"id": str(uuid4()), "content": written(told, told["doors"][0])}
    assert send(knocking, "/forms", sent).json()["state"] == "aside"
