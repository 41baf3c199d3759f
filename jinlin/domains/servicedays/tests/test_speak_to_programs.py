"""Can programs do on a service day what the organiser does, and hear of what happens?"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from jinlin.core.actor import SYSTEM
from jinlin.core.offline import Conflict
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.models import HelpAsk, Session, Tally
from jinlin.domains.servicedays.tests.cast import (
    FRIDAY,
    asked,
    at,
    now_of,
    opened,
    planned,
    shift,
)
from jinlin.ground.accounts.actions import issue_token
from jinlin.services.notices import actions as notices
from jinlin.services.notices.models import Delivery
from jinlin.services.seats.models import Presence, Seat

pytestmark = pytest.mark.one_engine

DAYS = "/api/v1/servicedays"
JSON = "application/json"


def program(user, *scopes: str) -> Client:
    until = clock.today() + timedelta(days=300)
    _token, raw = issue_token(user, name="p", scopes=list(scopes), expires_on=until, actor=SYSTEM)
    return Client(headers={"authorization": f"Bearer {raw}"})


@pytest.fixture
def organiser(cast):
    with at(8):
        return program(cast.users.organiser, "servicedays:read", "servicedays:write")


def send(client, row, name, sent=None, **more):
    body = {"version": now_of(row).version, **(sent or {})}
    return client.post(f"{DAYS}/{row.pk}/{name}", body, content_type=JSON, **more)


def entry(what: str, **more):
    now = clock.now().isoformat()
    return {"id": str(uuid4()), "what": what, "said_at": now, "sent_at": now, **more}


def test_everybody_reads_which_days_are_ahead_and_no_name(cast):
    planned(cast)
    with at(8):
        place = cast.places.neighbourhood.code
        items = Client().get(f"{DAYS}?place={place}").json()["items"]
        assert [(each["on"], each["state"]) for each in items] == [(str(FRIDAY), "planned")]
        assert "person" not in json.dumps(items)
        assert Client().get(f"{DAYS}/desk").status_code == 401


def test_a_day_goes_from_its_beginning_to_its_end(cast, organiser):
    duty = shift(cast, seats=2)
    session = Session.objects.get()
    with at(8):
        seat = actions.sign_up(duty, cast.one, actor=cast.actors.resident)
    with at(9):
        begun = send(organiser, session, "open_").json()
        assert (begun["state"], begun["lacks"]) == ("open", [])
        arrived = entry("arrive", seat=str(seat.pk))
        noted = [send(organiser, session, "entries", arrived).json() for _time in range(2)]
        assert [each["outcome"] for each in noted] == ["counted", "counted"]
        tally = entry("tally", kind="repair", people=3)
        assert send(organiser, session, "entries", tally).json()["id"] == tally["id"]
        other = send(organiser, session, "entries", {**tally, "people": 4})
        assert (other.status_code, Tally.objects.get().people) == (409, 3)
    with at(11):
        helpers = organiser.get(f"{DAYS}/{session.pk}/helpers").json()
        assert [(each["name"], each["is_here"]) for each in helpers] == [("王**", True)]
    with at(11, 30):
        held = send(organiser, session, "hold").json()
    assert (held["state"], held["counts"]) == ("held", [{"kind": "repair", "people": 3}])
    assert Presence.objects.count() == 1


def test_a_shift_added_twice_under_one_key_is_one(cast, organiser):
    session = planned(cast)
    with at(8):
        key = {"headers": {"idempotency-key": "one"}}
        sent = {"title": "义剪", "seats": 3}
        answers = [send(organiser, session, "shifts", sent, **key) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [each["seats"] for each in answers[1].json()["shifts"]] == [3]


def test_the_words_of_a_small_help_are_for_those_who_work_there(cast, organiser):
    ask = asked(cast)
    with at(8):
        actions.release(ask, text="换一支灯管", actor=cast.actors.organiser)
        found = organiser.get(f"{DAYS}/helps/{ask.pk}").json()
        assert (found["person"], found["moves"]) == ("王**", ["withdraw"])
        stranger = program(cast.users.town_outsider, "servicedays:read")
        assert stranger.get(f"{DAYS}/helps/{ask.pk}").status_code == 404
        assert stranger.get(f"{DAYS}/helps").json()["items"] == []
        done = organiser.post(f"{DAYS}/helps/{ask.pk}/withdraw", {"version": 2}, content_type=JSON)
    assert (done.status_code, HelpAsk.objects.get().state) == (200, "withdrawn")


def test_a_webhook_hears_that_a_day_is_moved_and_nothing_personal(cast):
    session = planned(cast)
    wanted = notices.Wanted("hook", "https://example.org/hook", ["servicedays.reschedule"])
    with at(8):
        notices.add_webhook("350526", wanted, actor=SYSTEM)
        starts_at = clock.at(FRIDAY + timedelta(days=1), 9)
        actions.reschedule(
            session,
            starts_at=starts_at,
            ends_at=starts_at + timedelta(hours=2),
            reason="下雨",
            actor=cast.actors.organiser,
        )
    told = [json.loads(each.body) for each in Delivery.objects.filter(channel="webhook")]
    assert [each["event"] for each in told] == ["servicedays.reschedule"]
    assert told[0]["data"]["on"] == str(FRIDAY + timedelta(days=1))


def test_a_program_that_may_only_read_changes_nothing(cast):
    session = opened(cast)
    with at(9):
        reader = program(cast.users.organiser, "servicedays:read")
        assert reader.get(f"{DAYS}/{session.pk}").json()["moves"] == []
        assert send(reader, session, "hold").status_code == 403
    assert Seat.objects.count() == 0


def test_another_count_under_the_same_id_is_kept_beside_the_first(cast, organiser):
    row = opened(cast)
    with at(10):
        told = entry("tally", kind="repair", people=3)
        first = organiser.post(f"{DAYS}/{row.pk}/entries", told, content_type=JSON)
        again = organiser.post(f"{DAYS}/{row.pk}/entries", told, content_type=JSON)
        other = {**told, "people": 5}
        crossed = organiser.post(f"{DAYS}/{row.pk}/entries", other, content_type=JSON)
    assert [first.status_code, again.json()["id"]] == [200, told["id"]], first.content
    kept = Conflict.objects.get(key=told["id"])
    assert (crossed.status_code, crossed.json()["detail"]["conflict"]) == (409, str(kept.pk))
    assert (kept.fields["people"], Tally.objects.get(pk=told["id"]).people) == (5, 3)
