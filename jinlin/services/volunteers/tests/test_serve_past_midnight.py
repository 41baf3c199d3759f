"""A service past midnight: can it be typed, is it said so, and do its hours count right?"""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from jinlin.core.errors import NotNow
from jinlin.core.spoken import hours
from jinlin.core.time import clock
from jinlin.services.volunteers import actions
from jinlin.services.volunteers.actions import Service
from jinlin.services.volunteers.models import Activity, ServiceRecord
from jinlin.services.volunteers.tests.cast import DAY, at_desk, at_phone, planned

NEXT = DAY + timedelta(days=1)
NIGHT = {"day": DAY.isoformat(), "from_time": "22:00", "to_time": "02:30"}


def typed(**more) -> dict:
    words = {"title": "防汛值守", "content": "夜间巡堤", "reason": "当晚没有网络"}
    return {"key": uuid4(), **words, **NIGHT, **more}


def served(cast, begins, ends) -> Service:
    code = cast.places.neighbourhood.code
    return Service(begins, ends, "值守", "巡堤", "凤池新村", code, "凤池社区居委会")


def missing(cast, **more):
    with clock.set_to(clock.at(NEXT, 12)):
        client = at_phone(cast.users.one)
        client.cookies["place"] = cast.places.neighbourhood.code
        return client.post(reverse("volunteers:missing"), typed(**more))


def test_a_volunteer_types_hours_past_midnight_and_they_count_on_the_day_they_began(cast):
    assert missing(cast, next_day="on").status_code == 302
    record = ServiceRecord.objects.get()
    assert (record.minutes, record.served_on) == (270, DAY)
    assert record.ends_at == clock.at(NEXT, 2, 30)
    page = at_desk(cast.users.lead).get(f"/desk/volunteers/records/{record.pk}/").text
    assert "22:00–次日02:30" in page


def test_without_the_tick_it_is_refused_beside_the_end_and_what_was_typed_stays(cast):
    page = missing(cast)
    assert (page.status_code, ServiceRecord.objects.count()) == (422, 0)
    assert "如已过零点，请勾选次日" in page.text
    assert "夜间巡堤" in page.text


def test_a_tick_that_would_make_it_longer_than_a_day_or_than_the_county_allows_is_refused(cast):
    page = missing(cast, next_day="on", from_time="02:00", to_time="03:00")
    assert (page.status_code, "超过一天" in page.text) == (422, True)
    page = missing(cast, next_day="on", from_time="10:00", to_time="09:00")
    assert (page.status_code, "最长480分钟" in page.text) == (422, True)
    assert not ServiceRecord.objects.exists()


def test_a_record_is_put_right_past_midnight_and_its_form_says_how_it_stands(cast):
    activity = planned(cast, starts_at=clock.at(DAY, 22), ends_at=clock.at(NEXT, 2))
    with clock.set_to(clock.at(NEXT, 12)):
        desk = at_desk(cast.users.leader)
        sheet = f"/desk/volunteers/activities/{activity.pk}/confirm_sheet/"
        helpers = [str(cast.one.pk)]
        times = {"from_time": "23:00", "to_time": "01:30", "version": activity.version}
        answer = desk.post(sheet, {"key": uuid4(), "helpers": helpers, **times})
        assert answer.status_code == 302, answer.text
        record = ServiceRecord.objects.get()
        assert (record.minutes, record.ends_at) == (150, clock.at(NEXT, 1, 30))
        form = desk.get(f"/desk/volunteers/records/{record.pk}/correct/").context["attempt"].form
        assert form["next_day"].initial is True


def test_an_activity_past_midnight_is_planned_and_its_hours_are_due_after_its_end(cast):
    assert Activity.objects.count() == 0
    activity = planned(cast, starts_at=clock.at(DAY, 22), ends_at=clock.at(NEXT, 2))
    assert hours(activity.starts_at, activity.ends_at) == "22:00–次日02:00"
    assert activity.on == DAY


def test_two_services_of_one_night_may_not_overlap(cast):
    with clock.set_to(clock.at(NEXT, 12)):
        night = served(cast, clock.at(DAY, 22), clock.at(NEXT, 2))
        actions.request(cast.one, night, reason="忘了", actor=cast.actors.one)
        with pytest.raises(NotNow):
            early = served(cast, clock.at(NEXT, 1), clock.at(NEXT, 4))
            actions.request(cast.one, early, reason="忘了", actor=cast.actors.one)
        after = served(cast, clock.at(NEXT, 2), clock.at(NEXT, 4))
        actions.request(cast.one, after, reason="忘了", actor=cast.actors.one)
    rows = ServiceRecord.objects.order_by("begins_at")
    assert list(rows.values_list("minutes", "served_on")) == [(240, DAY), (120, NEXT)]
