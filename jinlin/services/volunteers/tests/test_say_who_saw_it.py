"""Is every hour trusted as much as somebody saw of it, whichever way it was written?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.ground.people.models import Person
from jinlin.services.volunteers import actions, queries
from jinlin.services.volunteers.actions import Helper, Service
from jinlin.services.volunteers.models import ServiceRecord, VolunteerRule
from jinlin.services.volunteers.tests.cast import (
    COUNTY,
    DAY,
    LATER,
    at,
    at_desk,
    now_of,
    plan_of,
    planned,
    recorded,
    requested,
    service,
    volunteer,
)

pytestmark = pytest.mark.django_db
NEXT_MONTH = DAY + timedelta(days=20)


def entered(cast, begin, end, minute=0):
    span = {"starts_at": clock.at(DAY, begin), "ends_at": clock.at(DAY, end, minute)}
    return actions.plan(cast.places.neighbourhood, plan_of(cast, **span), actor=cast.actors.leader)


def test_an_activity_entered_afterwards_confirms_nothing_by_its_sheet(cast):
    """The forty-yuan fraud by another door: five hours for twenty people in two minutes."""
    helpers = [Helper(volunteer(cast)) for _number in range(20)]
    with at(20):
        activity = entered(cast, 13, 18)
        with pytest.raises(NotNow) as refused:
            actions.confirm_sheet(activity, helpers, actor=cast.actors.leader)
        assert refused.value.detail["reason"] == "cap"
        assert ServiceRecord.objects.count() == 0
        made = actions.confirm_sheet(now_of(activity), helpers[:3], actor=cast.actors.leader)
        assert [(each.state, each.trust) for each in made] == [("proposed", "backfilled")] * 3
        assert ServiceRecord.objects.counted().count() == 0
        with pytest.raises(NotAllowed):
            actions.approve(made[0], actor=cast.actors.leader)
        record = actions.approve(made[0], actor=cast.actors.second)
        (line,) = queries.exceptions(COUNTY, DAY)
        with pytest.raises(NotNow):
            actions.certify(record.volunteer, actor=cast.actors.second)
    assert (line.people, line.minutes) == (3, 900)


def test_another_person_who_confirms_is_the_second_and_it_is_public_all_the_same(cast):
    with at(20):
        activity = entered(cast, 13, 18)
        (made,) = actions.confirm_sheet(activity, [Helper(cast.one)], actor=cast.actors.second)
        assert (made.state, made.trust, made.is_late) == ("recorded", "backfilled", False)
        assert (made.recorded_by, made.second_by) == (cast.users.leader.pk, cast.users.second.pk)
        actions.verify(made, actor=cast.actors.one)
        (line,) = queries.exceptions(COUNTY, DAY)
        with pytest.raises(NotNow):
            actions.certify(cast.one, actor=cast.actors.second)
    assert (line.people, line.minutes) == (1, 300)
    assert ServiceRecord.objects.trusted().count() == 0


def test_an_activity_may_be_entered_on_the_spot_when_it_has_just_begun(cast):
    with at(9, 40):
        activity = entered(cast, 9, 11)
    with at(12):
        (made,) = actions.confirm_sheet(activity, [Helper(cast.one)], actor=cast.actors.leader)
    assert (made.state, made.trust) == ("recorded", "confirmed")


def test_the_sheet_says_beforehand_that_its_hours_wait_for_a_second_person(cast):
    desk, words = at_desk(cast.users.leader), "开始之后才登记"
    with at(20):
        late, planned_ahead = entered(cast, 13, 18), planned(cast)
        for activity, is_said in ((late, True), (planned_ahead, False)):
            page = desk.get(f"/desk/volunteers/activities/{activity.pk}/confirm_sheet/")
            assert (words in page.content.decode()) == is_said


@pytest.mark.parametrize(("begin", "end"), [(7, 11), (9, 13), (14, 16)])
def test_a_sheet_confirms_the_hours_of_its_activity_only(cast, begin, end):
    activity = planned(cast)
    helper = Helper(cast.one, clock.at(DAY, begin), clock.at(DAY, end))
    with at(17), pytest.raises(Unusable) as refused:
        actions.confirm_sheet(activity, [helper], actor=cast.actors.leader)
    assert refused.value.field == "to_time"


def test_setting_up_and_clearing_away_are_hours_of_the_activity(cast):
    helper = Helper(cast.one, clock.at(DAY, 8), clock.at(DAY, 12))
    with at(17):
        made = actions.confirm_sheet(planned(cast), [helper], actor=cast.actors.leader)[0]
    assert (made.minutes, made.trust) == (240, "confirmed")


def corrected(cast, record, begin, end, actor, minute=0):
    return actions.correct(
        record,
        begins_at=clock.at(DAY, begin),
        ends_at=clock.at(DAY, end, minute),
        reason="签退忘了",
        actor=actor,
    )


def scanned(cast):
    helper = Helper(cast.one, clock.at(DAY, 9), clock.at(DAY, 10), scanned=True)
    with at(12):
        return actions.confirm_sheet(planned(cast), [helper], actor=cast.actors.leader)[0]


def test_what_is_longer_than_the_scans_was_not_seen_by_two(cast):
    record = scanned(cast)
    with at(13):
        record = corrected(cast, record, 9, 9, cast.actors.leader, minute=30)
        assert (record.minutes, record.trust) == (30, "witnessed")
        record = corrected(cast, record, 9, 11, cast.actors.leader)
    assert (record.minutes, record.trust) == (120, "confirmed")


def test_hours_outside_of_the_activity_are_put_right_by_a_second_person_and_public(cast):
    record = recorded(cast)
    with at(20):
        with pytest.raises(NotNow) as refused:
            corrected(cast, record, 9, 19, cast.actors.leader)
        assert refused.value.detail == {"reason": "second"}
        record = corrected(cast, now_of(record), 9, 19, cast.actors.second)
        assert (record.trust, record.minutes, record.state) == ("backfilled", 600, "recorded")
        record = actions.verify(record, actor=cast.actors.one)
        with pytest.raises(NotNow):
            actions.certify(cast.one, actor=cast.actors.one)
        (line,) = queries.exceptions(COUNTY, DAY)
    assert (line.people, line.minutes) == (1, 600)


def test_the_months_cap_holds_for_what_was_asked_for_in_the_month_before(cast):
    VolunteerRule.objects.create(county=COUNTY, valid_from=DAY, backfill_person_minutes=180)
    first = requested(cast)
    with at(9, day=LATER):
        second = actions.request(
            cast.one, service(cast, 17, 19), reason="也忘了", actor=cast.actors.one
        )
    with at(9, day=NEXT_MONTH):
        granted = actions.grant(first, actor=cast.actors.second)
        assert granted.recorded_on == NEXT_MONTH
        with pytest.raises(NotNow) as refused:
            actions.grant(second, actor=cast.actors.second)
        assert refused.value.detail == {"reason": "cap", "used": 120, "cap": 180}


def test_the_months_cap_holds_for_an_appeal_and_for_a_longer_correction(cast):
    VolunteerRule.objects.create(county=COUNTY, valid_from=DAY, backfill_person_minutes=180)
    first = requested(cast)
    with at(9, day=LATER):
        second = actions.request(
            cast.one, service(cast, 17, 19), reason="也忘了", actor=cast.actors.one
        )
        first = actions.grant(first, actor=cast.actors.second)
        second = actions.turn_down(second, reason="没看到", actor=cast.actors.second)
        second = actions.appeal(second, reason="在场", actor=cast.actors.one)
        with pytest.raises(NotNow) as refused:
            actions.allow(second, actor=cast.actors.lead)
        assert refused.value.detail["reason"] == "cap"
        with pytest.raises(NotNow) as refused:
            corrected_later = {"begins_at": clock.at(DAY, 11), "ends_at": clock.at(DAY, 16)}
            actions.correct(first, **corrected_later, reason="更长", actor=cast.actors.lead)
    assert refused.value.detail["reason"] == "cap"


def test_one_person_known_in_two_counties_serves_in_one_at_a_time(cast):
    recorded(cast)
    abroad = cast.places.abroad
    with at(8, day=DAY - timedelta(days=30)):
        person = Person.objects.create(
            county=abroad.county, name="王小梅", user=cast.users.one, birth_year=1980
        )
        twin = actions.register(person, abroad, actor=cast.actors.abroad)
    told = Service(clock.at(DAY, 10), clock.at(DAY, 12), "助学", "辅导", "通渭", abroad.code, "县")
    with at(20):
        with pytest.raises(NotNow) as refused:
            _written(twin, told, cast)
        assert refused.value.detail == {"reason": "overlap"}
        later = replace(told, begins_at=clock.at(DAY, 11), ends_at=clock.at(DAY, 12))
        assert _written(twin, later, cast).minutes == 60


def _written(who, told, cast):
    return actions.backfill(
        who, told, reason_kind="paper", reason="纸质签到表", actor=cast.actors.abroad
    )
