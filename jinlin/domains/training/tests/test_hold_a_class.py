"""Who was there, what do they get for it, and what is refused with its reason?"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.training import actions
from jinlin.domains.training.models import (
    Attendance,
    Certificate,
    FollowUp,
)
from jinlin.domains.training.tests.cast import (
    AFTER,
    FRIDAY,
    announced,
    at,
    came,
    certified,
    enrolled,
    finished,
    lesson_of,
    now_of,
    people,
    running,
    sight,
)
from jinlin.services.documents.models import Document
from jinlin.services.notices.models import Message
from jinlin.services.seats import actions as seats
from jinlin.services.seats.actions.laying import Terms as UnitTerms
from jinlin.services.seats.models import Means, Unit

pytestmark = pytest.mark.django_db


def told_to(who):
    return list(Message.objects.filter(user=who.user).values_list("event", flat=True))


def test_a_scan_for_a_lesson_that_is_not_on_counts_nothing_and_says_why(cast):
    row = running(cast)
    with at(9, 5, day=FRIDAY):
        own = sight(Means.CODE)
        scan = actions.arrive(lesson_of(row, 2), cast.resident, own, actor=cast.actors.resident)
        assert (scan.outcome, Attendance.objects.count()) == ("outside", 0)
        scan = actions.arrive(
            lesson_of(row), cast.resident, sight(Means.CODE), actor=cast.actors.resident
        )
        assert (scan.outcome, Attendance.objects.count()) == ("counted", 1)
        over = sight(Means.CODE)
        scan = actions.arrive(
            lesson_of(row), cast.neighbour, over, actor=cast.actors.neighbour, is_over=True
        )
        assert (scan.outcome, Attendance.objects.count()) == ("over", 1)


def test_nobody_is_noted_for_somebody_else_or_without_a_seat(cast):
    row = running(cast)
    stranger = people(cast, 1)[0]
    with at(9, 5, day=FRIDAY):
        with pytest.raises(NotAllowed):
            own = sight(Means.CODE)
            actions.arrive(lesson_of(row), cast.neighbour, own, actor=cast.actors.resident)
        with pytest.raises(NotNow):
            actions.arrive(lesson_of(row), stranger, sight(), actor=cast.actors.teacher)
        with pytest.raises(NotAllowed):
            actions.arrive(lesson_of(row), cast.resident, sight(), actor=cast.actors.employer)


def test_at_two_places_at_once_one_is_counted_at_one(cast):
    row = running(cast)
    span = (clock.at(FRIDAY, 8), clock.at(FRIDAY, 12))
    elsewhere = seats.open_unit(
        cast.places.community, UnitTerms(0, *span, "18号志愿服务日", "/"), place_code="350526100001"
    )
    with at(8, 50, day=FRIDAY):
        seats.check_in(elsewhere, cast.resident, sight(), actor=SYSTEM)
    assert came(cast, row, cast.resident).outcome == "elsewhere"
    assert came(cast, row, cast.neighbour).outcome == "counted"
    with at(12, day=FRIDAY):
        both = list(row.enrolments.all())
        assert actions.enter_sheet(lesson_of(row), both, actor=cast.actors.teacher) == []
    assert Attendance.objects.count() == 1


def test_a_signed_sheet_is_entered_later_once(cast):
    row = running(cast)
    came(cast, row, cast.resident)
    with at(20, day=FRIDAY):
        rows = list(row.enrolments.all())
        noted = actions.enter_sheet(lesson_of(row), rows, actor=cast.actors.teacher)
        assert [each.person for each in noted] == [cast.neighbour]
        assert actions.enter_sheet(lesson_of(row), rows, actor=cast.actors.teacher) == []
    assert Attendance.objects.count() == 2


def test_who_was_there_often_enough_has_completed_it_and_is_asked_later(cast):
    row = running(cast)
    came(cast, row, cast.resident)
    for number in (1, 2):
        with at(12, day=FRIDAY + timedelta(days=number - 1)):
            rows = list(row.enrolments.filter(person=cast.neighbour))
            actions.enter_sheet(lesson_of(row, number), rows, actor=cast.actors.teacher)
            actions.close_lesson(lesson_of(row, number), actor=cast.actors.teacher)
    with at(9, day=AFTER):
        actions.finish(now_of(row), actor=cast.actors.teacher)
    done = dict(row.enrolments.values_list("person", "completed_on"))
    assert done == {cast.resident.pk: None, cast.neighbour.pk: AFTER}
    months = FollowUp.objects.filter(enrolment__person=cast.neighbour).order_by("months")
    assert [(each.months, each.due_on.isoformat()) for each in months] == [
        (1, "2025-05-21"),
        (3, "2025-07-21"),
        (6, "2025-10-21"),
        (12, "2026-04-21"),
    ]
    assert "training.opinion" in told_to(cast.resident)


def test_a_class_ends_only_when_its_lessons_are_closed(cast):
    row = running(cast)
    with at(9, day=AFTER), pytest.raises(NotNow):
        actions.finish(now_of(row), actor=cast.actors.teacher)


def test_the_assessment_has_criteria_a_mark_and_a_retake(cast):
    row = finished(cast, criteria="讲解\n互动", pass_mark=60)
    who = row.enrolments.first()
    with at(9, day=AFTER):
        with pytest.raises(Unusable):
            actions.assess(who, [80], actor=cast.actors.teacher)
        with pytest.raises(NotNow):
            actions.certify(who, actor=cast.actors.organiser)
        first = actions.assess(who, [59, 60], actor=cast.actors.teacher)
        second = actions.assess(who, [80, 90], actor=cast.actors.teacher)
        with pytest.raises(NotNow):
            actions.assess(who, [90, 90], actor=cast.actors.teacher)
        assert (first.total, first.is_passed, second.attempt, second.is_passed) == (
            59,
            False,
            2,
            True,
        )
        assert actions.certify(who, actor=cast.actors.organiser).number


def test_one_certificate_however_often_it_is_asked_for(cast):
    one = certified(cast)
    with at(11, day=AFTER):
        two = actions.certify(one.enrolment, actor=cast.actors.organiser)
    assert (one.pk, Certificate.objects.count(), Document.objects.count()) == (two.pk, 1, 1)
    assert one.number.startswith("德化技能〔2025〕")


def test_a_no_show_s_certificate_withdrawn_gives_back_nothing_twice(cast):
    row = finished(cast, kind="practice")
    who = row.enrolments.select_related("seat").get(person=cast.resident)
    assert who.credited_minutes == 240
    with at(10, day=AFTER):
        paper = actions.certify(who, actor=cast.actors.organiser)
        told = {"reason": "本人未到", "was_there": False, "actor": cast.actors.organiser}
        actions.withdraw_certificate(paper, **told)
        after = now_of(who)
        assert (after.credited_minutes, after.completed_on, after.first_attended_on) == (
            0,
            None,
            None,
        )
        with pytest.raises(NotNow):
            actions.withdraw_certificate(paper, **told)
        with pytest.raises(NotNow):
            actions.certify(who, actor=cast.actors.organiser)
    assert Attendance.objects.counted().filter(enrolment=who).count() == 0
    assert (now_of(who).credited_minutes, Unit.objects.get(pk=row.unit_id).taken) == (0, 2)
    assert Document.objects.get().is_revoked
    assert Certificate.objects.valid().count() == 0


def test_an_opinion_is_of_who_was_there_once_and_can_be_changed(cast):
    row = finished(cast)
    who = row.enrolments.get(person=cast.resident)
    with at(10, day=AFTER):
        actions.say(who, stars=3, words="  太快", actor=cast.actors.resident)
        made = actions.say(who, stars=5, words="很好", actor=cast.actors.resident)
        with pytest.raises(NotAllowed):
            actions.say(who, stars=5, actor=cast.actors.organiser)
        with pytest.raises(Unusable):
            actions.say(who, stars=6, actor=cast.actors.resident)
    assert (made.stars, made.words) == (5, "很好")


def test_a_cancelled_class_tells_everybody_and_takes_nobody(cast):
    row = announced(cast)
    enrolled(cast, row, cast.resident)
    with at(15):
        actions.cancel(now_of(row), reason="场地装修", actor=cast.actors.organiser)
        with pytest.raises(NotNow):
            actions.enrol(row, [cast.neighbour], actor=cast.actors.neighbour)
    assert told_to(cast.resident).count("training.cancel") == 1
    assert "seats.close" not in told_to(cast.resident)


def test_one_entry_for_each_version_whatever_happens(cast):
    row = finished(cast)
    assert now_of(row).version == len(timeline.trail(row))
    assert list(timeline.verify()) == []
