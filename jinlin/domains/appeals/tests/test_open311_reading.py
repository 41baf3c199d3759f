"""What does Open311 show of the appeals, to whom, and in which order?"""

from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from jinlin.core.time import clock
from jinlin.domains.appeals import actions
from jinlin.domains.appeals.tests.cast import (
    ABROAD,
    TEXT,
    accepted,
    closed,
    finished,
    in_hand,
    reported,
)
from jinlin.domains.appeals.tests.reporting_app import App


@pytest.fixture
def app(cast):
    return App(cast.users.clerk)


def test_a_request_shows_the_matter_and_nobodys_name(cast, app):
    appeal = accepted(cast, spot="3幢")
    [seen] = app.get(f"requests/{appeal.number}").json()
    said = str({**seen, "service_request_id": ""})  # its letters are drawn
    assert [secret for secret in ("王", "138") if secret in said] == []
    assert seen.pop("service_notice").startswith("凤池社区居委会")
    updated = seen.pop("updated_datetime")
    assert updated >= seen["requested_datetime"]
    assert seen == {
        "service_request_id": appeal.number,
        "status": "open",
        "status_notes": None,
        "service_name": "公共设施维修",
        "service_code": "0202",
        "description": TEXT,
        "agency_responsible": "凤池社区居委会",
        "requested_datetime": appeal.reported_at.astimezone(clock.CHINA).isoformat(
            timespec="seconds"
        ),
        "expected_datetime": appeal.due_at.astimezone(clock.CHINA).isoformat(timespec="seconds"),
        "address": "浔中镇 凤池社区居委会 凤池新村 3幢",
        "address_id": cast.places.neighbourhood.code,
        "zipcode": None,
        "lat": None,
        "long": None,
        "media_url": None,
    }
    root = ET.fromstring(app.get(f"requests/{appeal.number.lower()}", form="xml").content)
    assert (root.tag, root.findtext("request/description"), root.findtext("request/lat")) == (
        "service_requests",
        TEXT,
        "",
    )


def test_the_last_public_reply_stands_in_the_notes_and_closes_only_when_judged(cast, app):
    answered, ended = finished(cast), closed(cast)
    by_number = {each["service_request_id"]: each for each in app.get().json()}
    reply = "路灯已在4月18日更换，三盏都亮了。"
    shown = [
        (
            by_number[each.number]["status"],
            by_number[each.number]["status_notes"],
            by_number[each.number]["expected_datetime"],
        )
        for each in (answered, ended)
    ]
    assert shown == [("open", reply, None), ("closed", reply, None)]
    assert "灯杆" not in str(by_number), "internal notes stay inside"


def test_a_rejection_says_why_and_where_to_turn(cast, app):
    appeal = actions.reject(
        reported(cast),
        actor=cast.actors.clerk,
        reason="属于诉讼",
        basis="条例第八条",
        instead="县人民法院",
    )
    [seen] = app.get(f"requests/{appeal.number}").json()
    assert (
        seen["status"],
        [word in seen["status_notes"] for word in ("属于诉讼", "条例第八条", "县人民法院")],
    ) == (
        "closed",
        [True, True, True],
    )


def test_outsiders_find_nothing(cast):
    appeal = in_hand(cast)
    for user in (cast.users.town_outsider, cast.users.county_outsider):
        outsider = App(user)
        assert outsider.get(f"requests/{appeal.number}").status_code == 404
        assert outsider.numbers() == outsider.numbers(service_request_id=appeal.number) == []
    assert App(cast.users.handler).numbers() == [appeal.number]
    assert App(cast.users.supervisor).numbers(jurisdiction_id=ABROAD) == []


def test_filters_narrow_the_list(cast, app):
    first, second, third = reported(cast), accepted(cast), closed(cast)
    assert app.numbers() == [third.number, second.number, first.number]
    assert app.numbers(status="closed") == [third.number]
    assert app.numbers(status="open,closed", service_code="0202,0205") == [
        third.number,
        second.number,
    ]
    assert app.numbers(service_code="0205") == []
    assert app.numbers(service_request_id=f"{first.number},{third.number}", status="open") == [
        third.number,
        first.number,
    ]


def test_days_narrow_the_list_to_ninety_at_most(cast, app):
    now = clock.now()
    with clock.set_to(now - timedelta(days=100)):
        old = reported(cast)
    new = reported(cast)
    assert app.numbers() == [new.number]
    assert app.numbers(start_date=(now - timedelta(days=101)).isoformat()) == [old.number]
    assert app.numbers(end_date=(now - timedelta(days=99)).strftime("%Y-%m-%dT%H:%M:%SZ")) == [
        old.number
    ]
    assert app.numbers(
        start_date=(now - timedelta(days=1)).isoformat(),
        end_date=(now + timedelta(days=1)).isoformat(),
    ) == [new.number]


def test_a_day_as_the_end_means_the_whole_day(cast, app):
    row = reported(cast)
    today = clock.today().isoformat()
    assert app.numbers(start_date=today, end_date=today) == [row.number]


@pytest.mark.parametrize(
    "query",
    [
        {"start_date": "2026-01-01T00:00:00Z", "end_date": "2026-04-02T00:00:00Z"},
        {"start_date": "2026-04-02T00:00:00Z", "end_date": "2026-04-01T00:00:00Z"},
        {"start_date": "yesterday"},
        {"start_date": "9999-12-31T23:59:59Z"},
        {"end_date": "0001-01-01T00:00:00Z"},
        {"status": "late"},
        {"page": "0"},
        {"page": "-1"},
        {"page": "nonsense"},
        {"page": "11"},
        {"page": "９" * 3},
        {"page_size": "0"},
        {"page_size": "many"},
    ],
)
def test_a_question_that_cannot_be_read_is_a_400(cast, app, query):
    answer = app.get(**query)
    assert (answer.status_code, answer.json()[0]["code"]) == (400, 400)


def test_pages_follow_each_other_by_number_and_by_link(cast, app):
    numbers = [reported(cast).number for _time in range(5)][::-1]
    assert [app.numbers(page=page, page_size=2) for page in (1, 2, 3, 4)] == [
        numbers[:2],
        numbers[2:4],
        numbers[4:],
        [],
    ]
    seen, answer = [], app.get(page_size=2)
    while answer.headers.get("Link"):
        seen += [each["service_request_id"] for each in answer.json()]
        address = answer["Link"].removeprefix("<http://testserver").removesuffix('>; rel="next"')
        assert app.key not in address
        answer = app.client.get(address, headers={"authorization": f"Bearer {app.key}"})
    seen += [each["service_request_id"] for each in answer.json()]
    assert seen == numbers
