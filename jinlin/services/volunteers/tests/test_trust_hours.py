"""Can hours be bought, doubled, or changed behind the volunteer's back?"""

from dataclasses import replace
from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.services.documents import actions as documents
from jinlin.services.documents import queries as papers
from jinlin.services.notices.models import Message
from jinlin.services.volunteers import actions, jobs, queries
from jinlin.services.volunteers.actions import Helper
from jinlin.services.volunteers.models import Recheck, ServiceRecord, VolunteerRule
from jinlin.services.volunteers.tests.cast import (
    COUNTY,
    DAY,
    LATER,
    at,
    now_of,
    planned,
    proposed,
    recorded,
    requested,
    service,
    volunteer,
)

pytestmark = pytest.mark.django_db


def test_a_sheet_of_helpers_is_confirmed_at_once_and_each_is_asked(cast):
    with at(12):
        helpers = [
            Helper(cast.one, scanned=True),
            Helper(cast.two, clock.at(DAY, 10)),
            Helper(cast.three),
        ]
        activity = planned(cast)
        records = actions.confirm_sheet(activity, helpers, actor=cast.actors.leader)
    assert [(r.minutes, r.trust, r.state) for r in records] == [
        (120, "witnessed", "recorded"),
        (60, "confirmed", "recorded"),
        (120, "confirmed", "recorded"),
    ]
    assert (now_of(activity).state, now_of(activity).held_on) == ("recorded", DAY)
    assert list(timeline.verify()) == []


def test_nobody_confirms_or_writes_their_own_hours(cast):
    with at(12):
        own = actions.register(cast.one.person, cast.places.neighbourhood, actor=cast.actors.leader)
        mine = volunteer(cast, cast.users.leader)
        for act in (
            lambda: actions.confirm_sheet(planned(cast), [Helper(mine)], actor=cast.actors.leader),
            lambda: actions.backfill(
                mine,
                service(cast, 6, 7),
                reason_kind="paper",
                reason="补",
                actor=cast.actors.leader,
            ),
        ):
            with pytest.raises(NotNow):
                act()
    assert own.pk == cast.one.pk
    assert ServiceRecord.objects.count() == 0


@pytest.mark.parametrize(("begin", "end"), [(8, 10), (10, 12), (9, 11), (10, 11), (8, 12)])
def test_what_overlaps_is_refused_and_says_with_what(cast, begin, end):
    recorded(cast)
    with at(13), pytest.raises(NotNow) as refused:
        actions.backfill(
            cast.one,
            service(cast, begin, end),
            reason_kind="paper",
            reason="补录",
            actor=cast.actors.leader,
        )
    assert refused.value.detail == {"reason": "overlap"}
    assert ServiceRecord.objects.count() == 1


def test_what_touches_or_is_somebody_elses_does_not_overlap(cast):
    recorded(cast)
    with at(13):
        for who, begin, end in ((cast.one, 8, 9), (cast.one, 11, 12), (cast.two, 9, 11)):
            actions.backfill(
                who,
                service(cast, begin, end),
                reason_kind="paper",
                reason="补录",
                actor=cast.actors.leader,
            )
    assert ServiceRecord.objects.count() == 4


def test_a_correction_cannot_move_a_record_onto_another(cast):
    record = recorded(cast)
    proposed(cast)
    with at(9, day=LATER), pytest.raises(NotNow) as refused:
        actions.correct(
            record,
            begins_at=clock.at(DAY, 13),
            ends_at=clock.at(DAY, 15),
            reason="改时间",
            actor=cast.actors.leader,
        )
    assert refused.value.detail == {"reason": "overlap"}


def test_a_change_after_the_check_asks_the_volunteer_again(cast):
    record = recorded(cast)
    with at(13):
        record = actions.verify(record, actor=cast.actors.one)
        assert (record.state, record.verified_on) == ("verified", DAY)
        record = actions.correct(
            record,
            begins_at=clock.at(DAY, 9),
            ends_at=clock.at(DAY, 10),
            reason="提前离开",
            actor=cast.actors.leader,
        )
    assert (record.state, record.verified_on, record.minutes) == ("recorded", None, 60)


def test_a_dispute_is_kept_insisted_on_and_decided_by_the_lead_only(cast):
    record = recorded(cast)
    with at(13):
        record = actions.dispute(record, reason="少了一小时", actor=cast.actors.one)
        record = actions.keep_(record, reason="签退是十一点", actor=cast.actors.leader)
        record = actions.insist(record, reason="我有照片", actor=cast.actors.one)
        with pytest.raises(NotAllowed):
            actions.keep_(record, reason="不变", actor=cast.actors.leader)
        record = actions.keep_(record, reason="以签退为准", actor=cast.actors.lead)
    assert record.state == "kept"


def test_what_the_volunteer_asks_for_is_refused_appealed_and_allowed(cast):
    record = requested(cast)
    with at(10, day=LATER):
        record = actions.turn_down(record, reason="没有签到", actor=cast.actors.second)
        record = actions.appeal(record, reason="队长在场", actor=cast.actors.one)
        record = actions.allow(record, actor=cast.actors.lead)
    assert (record.state, record.trust) == ("recorded", "backfilled")


def test_the_second_person_is_another(cast):
    record = proposed(cast)
    with at(10, day=LATER):
        with pytest.raises(NotAllowed):
            actions.approve(record, actor=cast.actors.leader)
        assert actions.approve(record, actor=cast.actors.second).state == "recorded"


def test_the_forty_yuan_fraud_is_stopped_by_the_cap_and_what_passes_is_public(cast):
    """An administrator back-fills five hours for twenty people in two minutes."""
    people = [volunteer(cast) for _number in range(20)]
    passed, refused = [], []
    for number, who in enumerate(people):
        with at(20, number // 10, day=LATER):
            for actor in (cast.actors.administrator, cast.actors.leader):
                try:
                    passed.append(
                        actions.backfill(
                            who,
                            service(cast, 13, 18),
                            reason_kind="other",
                            reason="补录",
                            actor=actor,
                        )
                    )
                except (NotAllowed, NotNow) as refusal:
                    refused.append(refusal)
    assert len(passed) == 10  # 3,000 minutes: the county's cap for a month
    assert sum(isinstance(each, NotAllowed) for each in refused) == 20
    assert [each.detail["reason"] for each in refused if isinstance(each, NotNow)] == ["cap"] * 10
    assert ServiceRecord.objects.counted().count() == 0  # none counts before a second person
    with at(21, day=LATER):
        actions.approve(passed[0], actor=cast.actors.second)
        shown = queries.exceptions(COUNTY, LATER)
    assert [(each.people, each.minutes) for each in shown] == [(10, 3000)]
    assert ServiceRecord.objects.trusted().count() == 0
    with at(22, day=LATER), pytest.raises(NotNow):
        actions.certify(people[0], actor=cast.actors.leader)


def test_the_person_cap_holds_too(cast):
    VolunteerRule.objects.create(county=COUNTY, valid_from=DAY, backfill_person_minutes=180)
    proposed(cast)
    with pytest.raises(NotNow) as refused:
        proposed(cast, begin=17, end=19)
    assert refused.value.detail == {"reason": "cap", "used": 120, "cap": 180}


@pytest.mark.parametrize("hours", [{"begin": 16, "end": 14}, {"begin": 14, "end": 14}])
def test_a_service_has_minutes(cast, hours):
    with pytest.raises(Unusable):
        proposed(cast, **hours)


def test_hours_to_come_are_not_recorded(cast):
    with pytest.raises(Unusable):
        proposed(cast, day=LATER)
    with at(8, 30), pytest.raises(NotNow):
        actions.confirm_sheet(planned(cast), [Helper(cast.one)], actor=cast.actors.leader)


def test_hours_are_due_ten_working_days_after_and_whoever_is_in_charge_is_reminded_once(cast):
    activity = planned(cast)
    assert activity.due_at == clock.end_of(DAY + timedelta(days=18))  # five days off in May
    with at(12, day=DAY + timedelta(days=5)):
        assert (jobs.remind(), jobs.remind()) == (1, 0)
    with at(12, day=DAY + timedelta(days=30)):
        assert now_of(activity).is_late
        record = actions.confirm_sheet(activity, [Helper(cast.one)], actor=cast.actors.leader)[0]
    assert record.is_late


def test_a_certificate_says_what_was_checked_and_dies_properly(cast):
    record = recorded(cast)
    with at(13):
        with pytest.raises(NotNow):
            actions.certify(cast.one, actor=cast.actors.one)
        actions.verify(record, actor=cast.actors.one)
        paper = actions.certify(cast.one, actor=cast.actors.one)
        assert (paper.data["hours"], paper.data["minutes"]) == ("2.0", 120)
        assert "尚未录入全国系统" in paper.data["standing"]
        assert papers.verified(paper.verify_code).revoked_on is None
        documents.revoke(paper, actor=cast.actors.lead, reason="时长有误")
    found = papers.verified(paper.verify_code)
    assert (found.issued_on, found.revoked_on, found.is_valid) == (DAY, DAY, False)
    paper.refresh_from_db()
    assert paper.revoked_reason == "时长有误"


def test_a_lawful_recording_unit_stands_on_the_certificate(cast):
    VolunteerRule.objects.create(county=COUNTY, valid_from=DAY, recording_unit="德化县志愿者协会")
    record = recorded(cast)
    with at(13):
        actions.verify(record, actor=cast.actors.one)
        paper = actions.certify(cast.one, actor=cast.actors.one)
    assert paper.data["issuer"] == "德化县志愿者协会"
    assert "尚未" not in paper.data["standing"]


def test_rechecks_are_drawn_once_by_nobodys_choice_and_asked_by_another(cast):
    VolunteerRule.objects.create(county=COUNTY, valid_from=DAY, recheck_percent=100)
    recorded(cast)
    with at(13):
        assert (jobs.draw_rechecks(), jobs.draw_rechecks()) == (1, 0)
        recheck = Recheck.objects.get()
        with pytest.raises(NotAllowed):
            actions.find(recheck, finding="confirmed", who="", actor=cast.actors.leader)
        recheck = actions.find(recheck, finding="denied", who="林阿婆", actor=cast.actors.second)
    assert (recheck.finding, recheck.asked_on) == ("denied", DAY)


def test_whoever_left_is_written_nothing_new(cast):
    with at(20):
        actions.leave(cast.one, actor=cast.actors.one)
    with at(20, day=LATER), pytest.raises(NotNow):
        actions.backfill(
            now_of(cast.one),
            replace(service(cast, 6, 7), begins_at=clock.at(LATER, 6), ends_at=clock.at(LATER, 7)),
            reason_kind="paper",
            reason="补录",
            actor=cast.actors.leader,
        )


def test_the_volunteer_hears_that_their_appeal_is_dismissed(cast):
    record = requested(cast)
    with at(10, day=LATER):
        record = actions.turn_down(record, reason="没有签到", actor=cast.actors.second)
        record = actions.appeal(record, reason="队长在场", actor=cast.actors.one)
        record = actions.dismiss(record, reason="队长也没有看到", actor=cast.actors.lead)
    heard = Message.objects.filter(event="volunteers.dismiss", about_id=record.pk)
    assert [message.person for message in heard] == [cast.one.person]
    assert "队长也没有看到" in heard.get().body


def test_whoever_asked_to_join_hears_the_word_of_the_team(cast):
    with at(10, day=LATER):
        membership = cast.team.memberships.get(volunteer=cast.one)
        actions.part(membership, actor=cast.actors.one)
        waiting = actions.ask_to_join(cast.team, cast.one, actor=cast.actors.one)
        actions.refuse(waiting, reason="先来看看", actor=cast.actors.leader)
        actions.ask_to_join(cast.team, cast.one, actor=cast.actors.one)
        actions.take_in(cast.team, cast.one, actor=cast.actors.leader)
    heard = Message.objects.filter(event__startswith="volunteers.team.").order_by("pk")
    assert [(each.event, each.person, each.body) for each in heard] == [
        ("volunteers.team.refuse", cast.one.person, "先来看看"),
        ("volunteers.team.take_in", cast.one.person, "从今天起，您是队里的一员。"),
    ]
