"""Does a worker know their next days, and does no calendar say with whom they are?"""

from datetime import timedelta

import pytest
from django.test import Client as Browser

from jinlin.core.errors import Unusable
from jinlin.core.time import clock
from jinlin.domains.casework import actions
from jinlin.domains.casework.tests.cast import (
    CHILD,
    closed,
    in_last_phase,
    now_of,
    opened,
    sealed,
    session,
    working,
)
from jinlin.ground.accounts.tests.county import at_desk

pytestmark = pytest.mark.one_engine

PAGE = "/desk/casework/calendar/"


def calendar_of(user) -> str:
    """What a calendar program reads, without line breaks."""
    page = at_desk(user).post(PAGE).content.decode()
    address = page.partition("/casework/calendar/")[2].partition("</p>")[0]
    answer = Browser().get(f"/casework/calendar/{address.strip()}")
    assert answer.status_code == 200
    return answer.content.decode().replace("\r\n ", "")


def in_days(days: int, hour: int = 15):
    return clock.at(clock.today() + timedelta(days=days), hour)


def test_an_appointment_is_made_with_the_note_and_stands_at_its_hour(cast):
    case = working(cast)
    actions.sign(case, session(next_at=in_days(5)), actor=cast.actors.worker)
    case = now_of(case)
    assert (case.meets_at, case.due_at) == (in_days(5), clock.end_of(in_days(5).date()))
    told = calendar_of(cast.users.worker)
    assert f"SUMMARY:约见 {case.number}" in told
    assert f"DTSTART;TZID=Asia/Shanghai:{in_days(5):%Y%m%dT150000}" in told
    assert case.name not in told
    assert case.place.name not in told


def test_the_next_note_ends_the_appointment_of_before(cast):
    case = working(cast)
    actions.sign(case, session(next_at=in_days(5)), actor=cast.actors.worker)
    actions.sign(now_of(case), session(), actor=cast.actors.worker)
    assert now_of(case).meets_at is None


@pytest.mark.parametrize("days", [-1, 400])
def test_an_appointment_is_within_the_year_ahead(cast, days):
    with pytest.raises(Unusable) as refusal:
        actions.sign(working(cast), session(next_at=in_days(days)), actor=cast.actors.worker)
    assert refusal.value.field == "next_at"


def test_made_at_the_desk_with_day_and_hour(cast):
    case = working(cast)
    browser, at = at_desk(cast.users.worker), f"/desk/casework/{case.pk}/notes/"
    day = clock.today()
    told = {"on": day, "way": "talk", "minutes": 50, "text": "谈了话。"}
    told |= {"key": "0190a5a0-0000-7000-8000-000000000007", "next_time": "15:00"}
    answer = browser.post(at, told)
    assert answer.status_code == 422
    assert "请把日期也选上" in answer.content.decode()
    told["next_on"] = day + timedelta(days=5)
    assert browser.post(at, told).status_code == 302
    assert now_of(case).meets_at == in_days(5)
    assert "15:00" in browser.get(f"/desk/casework/{case.pk}/").content.decode()
    assert case.name in browser.get(PAGE).content.decode()


def test_only_whoever_is_to_do_something_has_the_day(cast):
    case = opened(cast)
    assert case.number in calendar_of(cast.users.worker) or case.state == "intake"
    for who in ("colleague", "other_worker", "watcher"):
        assert case.number not in calendar_of(getattr(cast.users, who))


def test_a_follow_up_is_in_the_calendar_and_a_closed_case_without_one_is_not(cast):
    case = closed(cast)
    assert case.number not in calendar_of(cast.users.worker)
    type(case).objects.filter(pk=case.pk).update(
        follow_up_on=in_days(20).date(), due_at=clock.end_of(in_days(20).date())
    )
    told = calendar_of(cast.users.worker)
    assert case.number in told
    assert f"DTSTART;VALUE=DATE:{in_days(20):%Y%m%d}" in told


@pytest.mark.parametrize("days", [-1, 0])
def test_nobody_is_asked_again_on_a_day_that_has_passed(cast, days):
    case, day = in_last_phase(cast), clock.today() + timedelta(days=days)
    closing = actions.Closing("reached", "好多了", follow_up_on=day)
    with pytest.raises(Unusable) as refused:
        actions.ask_to_close(case, closing=closing, actor=cast.actors.worker)
    assert refused.value.field == "follow_up_on"


def test_what_is_sealed_is_in_no_calendar_not_even_of_its_team(cast):
    case = working(cast, client=CHILD, field="youth")
    actions.sign(case, session(next_at=in_days(5)), actor=cast.actors.worker)
    before = calendar_of(cast.users.worker)
    case = sealed(cast, now_of(case))
    assert case.number in before
    assert case.number not in calendar_of(cast.users.worker)


def test_a_new_address_closes_the_old_one_and_none_at_all_can_be_had(cast):
    browser = at_desk(cast.users.worker)
    first, second = (
        browser.post(PAGE).content.decode().partition("/casework/calendar/")[2].partition("</p>")[0]
        for _time in range(2)
    )
    assert Browser().get(f"/casework/calendar/{first}").status_code == 404
    assert Browser().get(f"/casework/calendar/{second}").status_code == 200
    browser.post(PAGE, {"revoke": "1"})
    assert Browser().get(f"/casework/calendar/{second}").status_code == 404
