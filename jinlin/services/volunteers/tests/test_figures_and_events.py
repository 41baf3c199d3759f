"""Do the county's hours equal its volunteers', who sees a paper, and what do programs hear?"""

import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from jinlin.core.actor import SYSTEM
from jinlin.core.figures.answers import answer
from jinlin.core.figures.measures import Window
from jinlin.core.files import uploads
from jinlin.core.time import clock
from jinlin.services.notices import actions as notices
from jinlin.services.notices.models import Delivery
from jinlin.services.volunteers import actions, queries
from jinlin.services.volunteers.actions import Helper
from jinlin.services.volunteers.measures import MEASURES
from jinlin.services.volunteers.models import Entry
from jinlin.services.volunteers.tests.cast import (
    DAY,
    LATER,
    at,
    at_desk,
    at_phone,
    proposed,
    recorded,
)

pytestmark = pytest.mark.django_db
FIGURES = {measure.key: measure for measure in MEASURES}


def value(key, day=LATER, place="350526"):
    return answer(FIGURES[key], Window(place, day)).value


def test_hours_are_summed_by_who_saw_them_and_read_in_hours(cast):
    record = recorded(cast)
    assert [
        value(f"volunteers.hours{name}") for name in ("", "_witnessed", "_confirmed", "_afterwards")
    ] == [record.minutes, 0, record.minutes, 0]
    figure = answer(FIGURES["volunteers.hours"], Window("350526", LATER))
    assert figure.read_in(FIGURES["volunteers.hours"].shown) == record.minutes / 60
    assert value("volunteers.hours", DAY - timedelta(days=1)) == 0
    assert value("volunteers.hours", place="350526101") == 0


def test_hours_that_wait_for_a_second_person_do_not_count(cast):
    proposed(cast)
    assert (value("volunteers.hours"), value("volunteers.hours_afterwards")) == (0, 0)


SERVED = st.lists(
    st.tuples(st.integers(1, 25), st.booleans(), st.integers(1, 600)),
    max_size=6,
    unique_by=lambda each: each[0],
)


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(served=SERVED)
def test_the_county_counts_what_its_volunteers_read_on_their_own_pages(cast, served):
    with transaction.atomic(), at(12, day=LATER):
        for days_ago, is_first, minutes in served:
            _serve(cast, cast.one if is_first else cast.two, days_ago, minutes)
        own = [queries.sums_of(who).counted for who in (cast.one, cast.two)]
        assert value("volunteers.hours") == sum(own) == sum(each[2] for each in served)
        transaction.set_rollback(True)


def _serve(cast, who, days_ago: int, minutes: int) -> None:
    begins = clock.at(DAY - timedelta(days=days_ago), 9)
    ends = begins + timedelta(minutes=minutes)
    plan = actions.Plan("爱心剪发", "为老人剪发", begins, ends, "凤池社区", team=cast.team)
    with clock.set_to(begins - timedelta(days=1)):
        activity = actions.plan(cast.places.neighbourhood, plan, actor=cast.actors.leader)
    actions.confirm_sheet(activity, [Helper(who)], actor=cast.actors.lead)


def picture() -> SimpleUploadedFile:
    buffer = io.BytesIO()
    Image.new("RGB", (600, 300)).save(buffer, format="JPEG")
    return SimpleUploadedFile("paper.jpg", buffer.getvalue(), content_type="image/jpeg")


def test_evidence_lies_encrypted_and_is_opened_by_those_who_keep_the_file(cast):
    desk = at_desk(cast.users.second)
    with at(9, day=LATER):
        page = desk.get(f"/desk/volunteers/{cast.one.pk}/")
        told = {
            "key": page.context["entry_form"]["key"].value(),
            "group": "qualification",
            "title": "理发师证",
            "on": str(DAY),
            "evidence": picture(),
        }
        for _time in range(2):
            assert desk.post(f"/desk/volunteers/{cast.one.pk}/enter/", told).status_code == 302
            told["evidence"] = picture()
        paper = uploads.of(Entry.objects.get()).get()
        shown = desk.get(f"/desk/volunteers/{cast.one.pk}/").content.decode()
        opened = [
            _status(client, paper.url)
            for client in (desk, at_phone(cast.users.two), at_desk(cast.users.outsider))
        ]
    assert (paper.is_sealed, paper.url in shown) == (True, True)
    assert opened == [200, 404, 404]


def _status(client, address) -> int:
    found = client.get(address)
    b"".join(found.streaming_content if found.streaming else ())
    return int(found.status_code)


def test_a_webhook_hears_of_hours_without_a_name(cast):
    wanted = notices.Wanted("hook", "https://example.org/hook", ["volunteers."])
    notices.add_webhook("350526", wanted, actor=SYSTEM)
    record = recorded(cast)
    with at(12, day=LATER):
        actions.verify(record, actor=cast.actors.one)
    told = [json.loads(each.body) for each in Delivery.objects.filter(channel="webhook")]
    events = [each["event"] for each in told]
    assert {"volunteers.activity.plan", "volunteers.record", "volunteers.verify"} <= set(events)
    assert cast.users.one.name not in json.dumps(told, ensure_ascii=False)
    assert told[-1]["data"]["state"] == "verified"
