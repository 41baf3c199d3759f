"""Can programs send vehicles, book for somebody, call them off, and take wrong counts back?"""

from uuid import uuid4

import pytest
from django.test import Client

from jinlin.core.offline import Conflict
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.models import Stop, Vehicle
from jinlin.domains.servicedays.tests.cast import FRIDAY, at, now_of, opened
from jinlin.domains.servicedays.tests.test_put_right import a_stop
from jinlin.domains.servicedays.tests.test_speak_to_programs import DAYS, JSON, program
from jinlin.services.seats.models import Seat

STOPS = f"{DAYS}/stops"
WRITES = ("servicedays:read", "servicedays:write")


def post(client, address, body=None, **more):
    return client.post(f"{DAYS}{address}", body or {}, content_type=JSON, **more)


def sent(cast, **more):
    vehicle = Vehicle.objects.get_or_create(
        county="350526",
        name="维修车",
        defaults={"kind": "repair", "driver": "供电所", "organisation": cast.units.community},
    )[0]
    times = {
        "arrives_at": clock.at(FRIDAY, 14).isoformat(),
        "leaves_at": clock.at(FRIDAY, 16).isoformat(),
    }
    place = cast.places.neighbourhood.code
    return {"vehicle": str(vehicle.pk), "place": place, "spot": "东门", "seats": 1, **times, **more}


@pytest.fixture
def organiser(cast):
    with at(8):
        return program(cast.users.organiser, *WRITES)


def test_a_vehicle_is_sent_booked_and_called_off_with_its_reason(cast, organiser):
    with at(8):
        made = post(organiser, "/stops", sent(cast))
        assert (made.status_code, made.json()["seats"], made.json()["free"]) == (201, 1, 1)
        key = made.json()["id"]
        booked = [
            post(organiser, f"/stops/{key}/book", {"name": name}).json()["booked"]
            for name in ("苏阿公", "陈阿婆")
        ][-1]
        assert [(each["name"], each["state"]) for each in booked] == [
            ("苏**", "taken"),
            ("陈**", "waiting"),
        ]
        place = cast.places.neighbourhood.code
        [public] = Client().get(STOPS, {"place": place}).json()["items"]
        assert (public["vehicle"]["name"], public["free"], "booked" in public) == (
            "维修车",
            0,
            False,
        )
        [vehicle] = organiser.get(f"{DAYS}/vehicles").json()
        assert vehicle["driver"] == "供电所"
        no_reason = post(organiser, f"/stops/{key}/call_off", {"reason": " "})
        assert (no_reason.status_code, now_of(Stop.objects.get()).cancelled_on) == (422, None)
        off = post(organiser, f"/stops/{key}/call_off", {"reason": "车坏在半路"})
        assert (off.status_code, off.json()["cancelled_on"] is None) == (200, False)
        late = post(organiser, f"/stops/{key}/book", {"name": "林阿姨"})
        assert (late.status_code, late.json()["message"]) == (409, "活动已取消。")
        assert Client().get(STOPS, {"place": place}).json()["items"] == []
        assert organiser.get(f"{STOPS}/{key}").json()["booked"] == []


@pytest.mark.one_engine
@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"place": "350526"}, 422),
        ({"place": "nowhere"}, 422),
        ({"vehicle": str(uuid4())}, 422),
        ({"spot": " "}, 422),
        ({"seats": 0}, 422),
        ({"leaves_at": "2020-01-01T10:00:00+08:00"}, 422),
        ({"arrives_at": "2020-01-01T09:00:00+08:00"}, 422),
        ({"arrives_at": "2026-11-20"}, 422),
    ],
)
def test_what_no_vehicle_can_do_is_refused_and_nothing_is_made(cast, organiser, wrong, status):
    with at(8):
        answer = post(organiser, "/stops", sent(cast, **wrong))
    assert (answer.status_code, Stop.objects.count()) == (status, 0)


@pytest.mark.one_engine
def test_a_vehicle_is_at_one_place_at_a_time_and_one_sent_twice_is_one(cast, organiser):
    with at(8):
        body = sent(cast, id=str(uuid4()))
        answers = [post(organiser, "/stops", body).status_code for _time in range(2)]
        assert (answers, Stop.objects.count()) == ([201, 201], 1)
        assert post(organiser, "/stops", {**body, "spot": "西门"}).status_code == 409
        assert Conflict.objects.get().fields["spot"] == "西门"
        elsewhere = post(organiser, "/stops", sent(cast, spot="西门"))
        assert (elsewhere.status_code, Stop.objects.count()) == (409, 1)


@pytest.mark.one_engine
def test_a_booking_sent_twice_under_one_id_or_key_is_one(cast, organiser):
    stop = a_stop(cast)
    with at(8):
        body = {"id": str(uuid4()), "name": "苏阿公"}
        first = [post(organiser, f"/stops/{stop.pk}/book", body) for _time in range(2)]
        key = {"headers": {"idempotency-key": "one"}}
        off = {"reason": "下雨"}
        second = [post(organiser, f"/stops/{stop.pk}/call_off", off, **key) for _time in range(2)]
    assert [each.status_code for each in first + second] == [200] * 4
    assert Seat.objects.filter(unit=stop.unit).count() == 2


def test_a_wrong_count_is_taken_back_by_a_program_and_stays_readable(cast, organiser):
    session = opened(cast)
    with at(10):
        actions.tally(session, "haircut", 4, actor=cast.actors.organiser)
        wrong = actions.tally(session, "haircut", 400, actor=cast.actors.organiser)
        for _twice in range(2):
            answer = post(organiser, f"/counts/{wrong.pk}/strike")
            assert (answer.status_code, answer.json()["counts"]) == (
                200,
                [{"kind": "haircut", "people": 4}],
            )
        counts = organiser.get(f"{DAYS}/{session.pk}/counts").json()
        found = [(each["people"], each["struck_on"]) for each in counts]
        assert found == [(400, str(FRIDAY)), (4, None)]
        sentences = [line["sentence"] for line in answer.json()["trail"]]
        assert len([each for each in sentences if "400" in each]) == 1
        for user, status in (("supervisor", 403), ("town_outsider", 404)):
            client = program(getattr(cast.users, user), *WRITES)
            assert post(client, f"/counts/{wrong.pk}/strike").status_code == status


@pytest.mark.one_engine
def test_whoever_only_reads_or_works_elsewhere_moves_no_vehicle(cast):
    stop = a_stop(cast)
    with at(8):
        clerk = program(cast.users.clerk, *WRITES)  # books and calls off, but sends none
        reader = program(cast.users.organiser, "servicedays:read")
        far = program(cast.users.town_outsider, *WRITES)
        assert post(clerk, "/stops", sent(cast)).status_code == 403
        assert post(clerk, f"/stops/{stop.pk}/book", {"name": "苏阿公"}).status_code == 200
        for client, status in ((reader, 403), (far, 404)):
            off = post(client, f"/stops/{stop.pk}/call_off", {"reason": "x"})
            assert off.status_code == status
        assert far.get(f"{STOPS}/desk").json()["items"] == []
