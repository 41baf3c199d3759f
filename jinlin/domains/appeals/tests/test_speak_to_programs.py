"""Do programs get the same appeal as people, by the same rules?"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.offline import Conflict
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal, Identity
from jinlin.domains.appeals.tests.cast import accepted, finished, in_hand, now_of, reported
from jinlin.ground.accounts.actions import issue_token

BOTH = ("appeals:read", "appeals:write")


class Program:
    """A client with a token."""

    def __init__(self, user, scopes=BOTH):
        _token, raw = issue_token(
            user,
            name="test",
            scopes=scopes,
            expires_on=clock.today() + timedelta(days=9),
            actor=SYSTEM,
        )
        self.client = Client(headers={"authorization": f"Bearer {raw}"})

    def get(self, path="", **query):
        return self.client.get(f"/api/v1/appeals{path}", query)

    def post(self, path="", key="", **body):
        return self.client.post(
            f"/api/v1/appeals{path}",
            json.dumps(body),
            content_type="application/json",
            headers={"idempotency-key": key} if key else {},
        )


@pytest.fixture
def clerk(cast):
    return Program(cast.users.clerk)


def told(cast, **more):
    return {
        "place": cast.places.neighbourhood.code,
        "text": "三号楼路灯坏了。",
        "reporter_name": "王小梅",
        "reporter_phone": "13800000001",
        **more,
    }


def test_a_report_is_stored_once_per_key_and_once_per_reference(cast, clerk):
    first = clerk.post(key="k1", **told(cast))
    assert first.status_code == 201
    assert clerk.post(key="k1", **told(cast)).json()["id"] == first.json()["id"]
    assert clerk.post(key="k1", **told(cast, text="别的事。")).status_code == 409
    by_ref = [clerk.post(**told(cast, source_ref="12345-77")).json()["id"] for _time in range(2)]
    assert by_ref[0] == by_ref[1] != first.json()["id"]
    assert Appeal.objects.count() == 2


@pytest.mark.parametrize("identity", list(Identity))
def test_what_is_answered_to_a_report_is_what_is_read_afterwards(cast, clerk, identity):
    whole = {"spot": " 王小梅家楼下 ", "category": "0202", "grade": "urgent", "title": "路灯"}
    for more in ({}, whole, {"id": str(uuid4())}, {"reporter_name": "", "reporter_phone": ""}):
        answer = clerk.post(key=uuid4().hex, **told(cast, identity=identity, **more))
        assert answer.status_code == 201, answer.content
        made = answer.json()
        is_somebody = identity != Identity.ANONYMOUS and "reporter_name" not in more
        assert bool(made["reporter_name"]) is is_somebody
        assert made == clerk.get(f"/{made['id']}").json()


def test_what_is_answered_to_a_move_is_what_is_read_afterwards(cast, clerk):
    made = clerk.post(key="made", **told(cast, category="0202")).json()
    for move, words in (("accept", {}), ("add_information", {"text": "还是不亮。"})):
        answer = clerk.post(f"/{made['id']}/{move}", version=made["version"], **words)
        assert answer.status_code == 200, answer.content
        made = answer.json()
        assert made == clerk.get(f"/{made['id']}").json()
    assert [line["verb"] for line in made["trail"]] == ["report", "accept", "add_information"]


@pytest.mark.one_engine
def test_a_missing_field_is_named_as_the_program_sends_it(cast, clerk):
    body = told(cast)
    del body["text"]
    answer = clerk.post(**body)
    fields = answer.json()["detail"]["fields"]
    assert (answer.status_code, [each["field"] for each in fields]) == (422, ["text"])


@pytest.mark.one_engine
def test_the_answer_masks_the_reporter_and_names_the_open_moves(cast, clerk):
    seen = clerk.get(f"/{clerk.post(**told(cast)).json()['id']}").json()
    assert (seen["reporter_name"], seen["reporter_phone"]) == ("王**", "138****0001")
    assert seen["moves"] == [
        "accept",
        "answer_at_once",
        "reject",
        "add_information",
        "merge",
        "ask_exclusion",
    ]
    assert [line["verb"] for line in seen["trail"]] == ["report"]
    assert seen["unit"]["name"] == "凤池社区居委会"


@pytest.mark.one_engine
def test_a_hidden_reporter_is_nobody_to_the_unit(cast):
    appeal = in_hand(cast, identity=Identity.HIDDEN)
    seen = Program(cast.users.handler).get(f"/{appeal.pk}").json()
    assert (seen["reporter_name"], seen["reporter_phone"]) == ("", "")


@pytest.mark.one_engine
def test_the_whole_way_goes_through_programs(cast, clerk):
    made = clerk.post(**told(cast)).json()
    way = [
        ("accept", {"category": "0202", "grade": "ordinary"}),
        ("hand_over", {"unit": str(cast.units.bureau.pk)}),
    ]
    for move, words in way:
        made = clerk.post(f"/{made['id']}/{move}", version=made["version"], **words).json()
        assert made == clerk.get(f"/{made['id']}").json()
    assert made["state"] == "in_hand"
    done = (
        Program(cast.users.handler)
        .post(f"/{made['id']}/finish", version=made["version"], reply="换好了。")
        .json()
    )
    assert done["state"] == "finished"


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("move", "words", "status", "code"),
    [
        ("accept", {"version": 2}, 409, "not_now"),
        ("hand_over", {"version": 1, "unit": "UNIT"}, 409, "stale"),
        ("finish", {"version": 2, "reply": ""}, 422, "unusable"),
        ("finish", {"version": 2, "reply": " "}, 409, "not_now"),
        (
            "judge",
            {"version": 2, "answered": True, "solved": True, "satisfied": True},
            403,
            "not_allowed",
        ),
        ("hand_over", {"version": 2, "unit": str(uuid4())}, 422, "unusable"),
        ("accept", {"version": "x"}, 422, "unusable"),
    ],
)
def test_a_refusal_has_its_status_and_its_code(cast, clerk, move, words, status, code):
    appeal = accepted(cast)
    words = {
        name: str(cast.units.bureau.pk) if value == "UNIT" else value
        for name, value in words.items()
    }
    answer = clerk.post(f"/{appeal.pk}/{move}", **words)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert now_of(appeal).version == 2


@pytest.mark.one_engine
def test_who_is_outside_finds_nothing_and_who_has_no_scope_is_told(cast):
    appeal = finished(cast)
    assert Program(cast.users.town_outsider).get(f"/{appeal.pk}").status_code == 404
    assert (
        Program(cast.users.town_outsider)
        .post(f"/{appeal.pk}/close", version=4, reason="x")
        .status_code
        == 404
    )
    reader = Program(cast.users.lead, scopes=("appeals:read",))
    assert reader.get(f"/{appeal.pk}").status_code == 200
    assert reader.post(f"/{appeal.pk}/close", version=4, reason="回访").status_code == 403
    assert (
        Client(headers={"authorization": "Bearer jl_nothing"}).get("/api/v1/appeals").status_code
        == 401
    )


def test_pages_follow_each_other_without_gaps(cast, clerk):
    for number in range(5):
        reported(cast, text=f"第{number}件事。")
    seen, after = [], ""
    while True:
        page = clerk.get(limit=2, after=after, order="newest").json()
        seen += [item["title"] for item in page["items"]]
        after = page["next"]
        if not after:
            break
    assert seen == [f"第{number}件事" for number in (4, 3, 2, 1, 0)]
    assert clerk.get(after="nonsense").status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(cast, clerk, django_assert_num_queries, rows):
    for _row in range(rows):
        reported(cast)
    clerk.get()
    with django_assert_num_queries(3):  # token with its tries, grants, page
        assert len(clerk.get().json()["items"]) == rows


def test_a_report_with_its_own_id_is_made_once_whatever_the_week(cast, clerk):
    key = str(uuid4())
    first = clerk.post(**told(cast, id=key))
    assert (first.status_code, first.json()["id"]) == (201, key)
    with clock.set_to(clock.now() + timedelta(days=8)):
        again = clerk.post(key="other", **told(cast, id=key))
    assert (again.status_code, again.json()["number"]) == (201, first.json()["number"])
    other = clerk.post(**told(cast, id=key, text="四号楼也坏了。"))
    assert (other.status_code, other.json()["detail"]["reason"]) == (
        409,
        "made_with_other_contents",
    )
    assert Appeal.objects.get().text == "三号楼路灯坏了。"
    kept = Conflict.objects.get()
    assert (str(kept.pk), kept.fields["text"]) == (
        other.json()["detail"]["conflict"],
        "四号楼也坏了。",
    )


def test_a_number_that_nobody_can_read_is_noted_and_refuses_no_report(cast, clerk):
    number = "请打到隔壁小卖部找我，" * 3
    made = clerk.post(**told(cast, reporter_phone=number)).json()
    appeal = Appeal.objects.get(pk=made["id"])
    [reported] = timeline.trail(appeal)
    assert (appeal.reporter.phone, reported.internal) == ("", f"联系方式（原样记下）：{number}")
