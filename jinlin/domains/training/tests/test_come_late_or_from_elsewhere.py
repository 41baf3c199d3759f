"""What if somebody enrols late, a sheet comes in after the end, or places were merged?"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.time import clock
from jinlin.domains.training import actions, jobs
from jinlin.domains.training.actions import Wanted, Work
from jinlin.domains.training.actions.ordering import community_of
from jinlin.domains.training.models import Course, FollowUp, Order, Vacancy
from jinlin.domains.training.queries import near
from jinlin.domains.training.queries.pool import pool_of
from jinlin.domains.training.queries.reasons import why_not
from jinlin.domains.training.tests.cast import (
    AFTER,
    COUNTY,
    FRIDAY,
    MONDAY,
    announced,
    at,
    enrolled,
    lesson_of,
    now_of,
    people,
    running,
    sight,
    slot,
)
from jinlin.ground.people.models import Household, Membership
from jinlin.ground.places import actions as places
from jinlin.services.notices.models import Message
from jinlin.services.seats.models import Hold, Outcome, Scan

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def merged(cast, number=900):
    both = [cast.places.community, cast.places.other_community]
    code = f"{cast.places.town.code}{number}"
    return places.merge(both, code=code, name="凤东社区居委会", actor=SYSTEM)


def test_who_enrols_when_confirming_is_over_keeps_the_seat_although_others_wait(cast):
    row = announced(cast, seats=1)
    first, second = people(cast, 2)
    with clock.set_to(row.confirm_by + timedelta(hours=1)):
        kept = actions.enrol(row, [first], actor=SYSTEM)[0]
        actions.enrol(row, [second], actor=SYSTEM)
        assert jobs.ask_to_confirm() == 0
    with clock.set_to(row.confirm_by + timedelta(hours=3)):
        assert jobs.lapse_unconfirmed() == 0
    assert now_of(kept).seat.state == Hold.TAKEN


def test_a_class_that_begins_sooner_takes_no_seat_by_a_day_that_nobody_was_told(cast):
    row = announced(cast, seats=1)
    first, second = people(cast, 2)
    (kept,) = enrolled(cast, row, first)
    enrolled(cast, row, second)
    with clock.set_to(row.confirm_by - timedelta(hours=2)):
        assert jobs.ask_to_confirm() == 1
        sooner = slot(cast, clock.today(), 15)
        actions.move_lesson(lesson_of(row), sooner, reason="老师改期", actor=cast.actors.organiser)
        assert now_of(row).confirm_by < clock.now()
        assert (jobs.ask_to_confirm(), jobs.lapse_unconfirmed()) == (0, 0)
    assert now_of(kept).seat.state == Hold.TAKEN


def test_who_gave_up_and_comes_again_is_asked_again(cast):
    row = announced(cast, seats=2)
    (who,) = people(cast, 1)
    (mine,) = enrolled(cast, row, who)
    with clock.set_to(row.confirm_by - timedelta(hours=9)):
        assert jobs.ask_to_confirm() == 1
        actions.confirm(mine, actor=SYSTEM)
        actions.give_up(mine, actor=SYSTEM)
        actions.enrol(row, [who], actor=SYSTEM)
        assert now_of(mine).confirmed_at is None
        assert jobs.ask_to_confirm() == 1


def test_a_class_whose_lessons_move_is_due_with_them(cast):
    row = announced(cast)
    with at(15):
        told = {"reason": "老师出差", "actor": cast.actors.organiser}
        actions.move_lesson(lesson_of(row), slot(cast, FRIDAY + DAY * 7), **told)
        assert now_of(row).due_at == clock.at(FRIDAY + DAY, 9)
        actions.cancel_lesson(lesson_of(row, 2), **told)
        assert now_of(row).due_at == clock.at(FRIDAY + DAY * 7, 9)
    with at(8, day=FRIDAY + DAY * 7):
        actions.begin(now_of(row), actor=cast.actors.teacher)
        actions.move_lesson(lesson_of(row), slot(cast, FRIDAY + DAY * 9), **told)
    assert now_of(row).due_at == clock.end_of(FRIDAY + DAY * 9)


def test_who_enrolled_hears_of_one_more_lesson(cast):
    row = announced(cast)
    enrolled(cast, row, cast.resident)
    with at(15):
        more = slot(cast, FRIDAY + DAY * 3)
        actions.add_lesson(now_of(row), more, actor=cast.actors.organiser)
    told = Message.objects.get(user=cast.users.resident, event="training.add_lesson")
    assert "4月21日" in told.body


def test_enrolling_twice_is_told_once(cast):
    row = announced(cast)
    one, two = (enrolled(cast, row, cast.resident)[0] for _time in range(2))
    assert one == two
    assert [entry.verb for entry in timeline.trail(one)] == ["enrol"]


def ended_without_a_sheet(cast, **more):
    """The class has ended; of its second lesson nobody entered the sheet."""
    row = running(cast, **more)
    for lesson in row.lessons.order_by("starts_at"):
        with at(12, day=lesson.on):
            if lesson.number == 1:
                actions.enter_sheet(lesson, [row.enrolments.first()], actor=cast.actors.teacher)
            actions.close_lesson(lesson, actor=cast.actors.teacher)
    with at(9, day=AFTER):
        return actions.finish(now_of(row), actor=cast.actors.organiser)


def test_a_sheet_that_comes_in_after_the_end_counts_like_any_other(cast):
    row = ended_without_a_sheet(cast, kind="practice", minimum_percent=100)
    one, two = row.enrolments.order_by("enrolled_at", "pk")
    assert (one.completed_on, two.completed_on, two.first_attended_on) == (None, None, None)
    assert FollowUp.objects.filter(enrolment=two).count() == 0
    with at(10, day=AFTER):
        for number, who in ((1, [two]), (2, [one, two])):
            actions.enter_sheet(lesson_of(row, number), who, actor=cast.actors.teacher)
            actions.enter_sheet(lesson_of(row, number), who, actor=cast.actors.teacher)
    found = [(each.completed_on, each.credited_minutes) for each in map(now_of, (one, two))]
    assert found == [(AFTER, 240), (AFTER, 240)]
    assert [FollowUp.objects.filter(enrolment=each).count() for each in (one, two)] == [4, 4]


def test_who_was_not_there_after_all_is_not_asked_how_they_went_on(cast):
    row = ended_without_a_sheet(cast)
    one = row.enrolments.order_by("enrolled_at", "pk").first()
    with at(10, day=AFTER):
        (seen,) = one.attendances.all()
        actions.strike(seen, reason="记错人", actor=cast.actors.organiser)
    assert (now_of(one).first_attended_on, one.follow_ups.count()) == (None, 0)


def test_a_phone_whose_clock_is_wrong_is_not_taken_for_being_elsewhere(cast):
    row = running(cast)
    other = announced(cast, title="第二班", module=cast.other_module, days=(FRIDAY + DAY * 7,))
    enrolled(cast, other, cast.resident)
    lesson = lesson_of(row)
    with at(9, 5, day=FRIDAY):
        actions.arrive(lesson, cast.resident, sight(), actor=cast.actors.teacher)
    with at(9, 40, day=FRIDAY):
        gone = sight(is_leaving=True)
        assert actions.arrive(lesson, cast.resident, gone, actor=cast.actors.teacher).outcome == (
            Outcome.LEFT
        )
        unit = other.lessons.get().unit
        unit.starts_at, unit.ends_at = clock.at(FRIDAY, 9, 30), clock.at(FRIDAY, 11)
        unit.save()
        behind = clock.now() - timedelta(days=365)
        scan = sight(said_at=behind, sent_at=behind)
        found = actions.arrive(other.lessons.get(), cast.resident, scan, actor=SYSTEM)
    assert found.outcome == Outcome.COUNTED
    assert Scan.objects.filter(person=cast.resident).count() == 3


def test_what_is_near_is_shown_however_much_there_is_elsewhere(cast, monkeypatch):
    monkeypatch.setattr(near, "SHOWN", 1)
    late = announced(cast, days=(FRIDAY + DAY,))
    early = announced(cast, title="远处的班", days=(FRIDAY,), module=cast.other_module)
    far = cast.places.far_community
    Course.objects.filter(pk=early.pk).update(place=far, place_code=far.code)
    with at(9):
        assert [card.course for card in near.classes_near(cast.places.neighbourhood)] == [late]
        for place, days in ((far, 20), (cast.places.community, 40)):
            told = {"hours": "8小时", "pay": "4000元/月", "valid_until": MONDAY + DAY * days}
            work = Work(title=place.name[:20], place=place, **told)
            actions.offer_work(cast.units.enterprise, work, actor=cast.actors.employer)
        (work,) = near.work_near(cast.places.neighbourhood)
    assert work.place == cast.places.community
    assert Vacancy.objects.count() == 2


def test_orders_of_merged_communities_are_one_pool_without_doubles(cast):
    one, two, three = people(cast, 3)
    here, there = cast.places.neighbourhood, cast.places.other_neighbourhood
    with at(9):
        for who, where in ((one, here), (two, there)):
            actions.order(who, Wanted(where, cast.module), actor=SYSTEM)
        now = merged(cast)
        for who, where in ((one, now), (three, here)):
            actions.order(who, Wanted(where, cast.module, times={"evening"}), actor=SYSTEM)
        here.refresh_from_db()
        assert community_of(here) == now
        (line,) = pool_of(cast.places.community.code)
    assert (line.place, line.people, line.times["evening"]) == ("凤东社区居委会", 3, 2)
    assert Order.objects.open().count() == 3


def test_a_merged_community_reaches_the_number_together_and_once(cast):
    cast.module.threshold = 2
    cast.module.save()
    one, two, three = people(cast, 3)
    with at(9):
        actions.order(one, Wanted(cast.places.other_neighbourhood, cast.module), actor=SYSTEM)
        now = merged(cast)
        cast.units.community.refresh_from_db()
        type(cast.units.community).objects.filter(pk=cast.units.community.pk).update(
            place=now, place_code=now.code
        )
        for who in (two, three):
            actions.order(who, Wanted(now, cast.module), actor=SYSTEM)
    assert Course.objects.get().place == now


def test_a_class_for_its_place_takes_who_lives_in_what_was_merged_into_it(cast):
    place = cast.places.neighbourhood
    told = {"county": COUNTY, "place": place, "place_code": place.code}
    home = Household.objects.create(**told)
    Membership.objects.create(household=home, person=cast.resident, since=MONDAY)
    now = merged(cast)
    row = announced(cast, is_for_all=False)
    Course.objects.filter(pk=row.pk).update(place=now, place_code=now.code)
    with at(9):
        assert why_not(now_of(row), cast.resident) is None
        place.refresh_from_db()
        assert [card.is_near for card in near.classes_near(place)] == [True]
