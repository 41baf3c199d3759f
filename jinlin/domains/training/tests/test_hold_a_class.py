"""From an order to a certificate: what stands after each step, and what is refused with its reason?"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow, Unusable
from jinlin.core.time import clock
from jinlin.domains.training import actions, jobs
from jinlin.domains.training.actions import Asked, Offered, Said, Terms, Wanted
from jinlin.domains.training.models import (
    Attendance,
    Certificate,
    Course,
    Enrolment,
    FollowUp,
    Order,
    TrainingRule,
)
from jinlin.domains.training.queries.pool import pool
from jinlin.domains.training.tests.cast import (
    AFTER,
    COUNTY,
    FRIDAY,
    MONDAY,
    SATURDAY,
    agreed,
    announced,
    asked_party,
    at,
    came,
    cast_of_dehua,
    certified,
    course,
    enrolled,
    finished,
    lesson_of,
    now_of,
    people,
    running,
    sight,
    slot,
)
from jinlin.ground.people.actions import settle
from jinlin.services.documents.models import Document
from jinlin.services.notices.models import Message
from jinlin.services.seats import actions as seats
from jinlin.services.seats import jobs as seat_jobs
from jinlin.services.seats.actions.laying import Terms as UnitTerms
from jinlin.services.seats.models import Hold, Means, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return cast_of_dehua()


def wants(cast, who, **more):
    told = {"place": cast.places.neighbourhood, "module": cast.module, **more}
    with at(9):
        return actions.order(who, Wanted(**told), actor=SYSTEM)


def told_to(who):
    return list(Message.objects.filter(user=who.user).values_list("event", flat=True))


# orders


def test_orders_pool_in_the_community_without_doubles_and_by_times(cast):
    one = wants(cast, cast.resident, times={"evening"})
    again = wants(cast, cast.resident, times={"weekend"})
    wants(cast, cast.neighbour, times={"evening", "weekend"})
    assert one.pk == again.pk
    with at(10):
        (row,) = pool(cast.actors.lead)
    assert (row.people, row.place_code, row.missing) == (2, "350526100001", 13)
    assert row.times == {"daytime": 0, "evening": 1, "weekend": 2, "any_time": 0}


def test_words_of_ones_own_count_when_staff_have_found_the_module(cast):
    row = wants(cast, cast.resident, module=None, text="想学 直播卖瓷器")
    same = wants(cast, cast.resident, module=None, text="想学直播卖瓷器")
    assert (row.pk, Order.objects.count()) == (same.pk, 1)
    with at(10):
        assert pool(cast.actors.lead) == []
        actions.sort_order(row, cast.module, actor=cast.actors.clerk)
        assert [each.people for each in pool(cast.actors.lead)] == [1]
        with pytest.raises(NotNow):
            actions.sort_order(row, cast.module, actor=cast.actors.clerk)


def test_enough_orders_propose_one_class_and_the_unit_in_charge_hears_of_it(cast):
    TrainingRule.objects.create(county=COUNTY, valid_from=MONDAY, threshold=3)
    for who in people(cast, 5):
        wants(cast, who)
    row = Course.objects.get()
    assert (row.state, row.opened_by_orders, row.seats) == ("proposed", True, 3)
    assert row.organiser == cast.units.community


def test_an_order_by_somebody_else_is_refused_and_one_withdrawn_counts_no_longer(cast):
    with at(9), pytest.raises(NotAllowed):
        wanted = Wanted(cast.places.neighbourhood, cast.module)
        actions.order(cast.neighbour, wanted, actor=cast.actors.resident)
    row = wants(cast, cast.resident)
    with at(10):
        actions.withdraw_order(row, actor=cast.actors.resident)
        assert pool(cast.actors.lead) == []
    assert wants(cast, cast.resident).pk != row.pk


# agreement


def test_each_party_answers_for_itself_on_its_own_day_and_all_must_agree(cast):
    row = course(cast)
    party = asked_party(cast, row)
    with at(11):
        bureau = actions.ask(
            row, Asked("department", cast.units.bureau, "补贴"), actor=cast.actors.organiser
        )
        with pytest.raises(NotNow):
            actions.agree(now_of(row), actor=cast.actors.organiser)
        actions.meet(row, held_on=MONDAY, minutes="三方同意。", actor=cast.actors.organiser)
        actions.answer(
            bureau, Said("yes", MONDAY - timedelta(days=2), "writing"), actor=cast.actors.organiser
        )
        with pytest.raises(NotNow):
            actions.agree(now_of(row), actor=cast.actors.organiser)
        with pytest.raises(NotAllowed):
            actions.answer(party, Said("yes", MONDAY), actor=cast.actors.employer)
        with pytest.raises(Unusable):
            actions.answer(party, Said("yes", MONDAY), actor=cast.actors.organiser)
        actions.answer(party, Said("yes", MONDAY), actor=cast.actors.school_partner)
        assert actions.agree(now_of(row), actor=cast.actors.organiser).state == "agreed"
        with pytest.raises(NotNow):
            actions.answer(party, Said("no", MONDAY), actor=cast.actors.school_partner)
    days = dict(row.parties.values_list("organisation__name", "answered_on"))
    assert days == {
        "德化县城市管理局": MONDAY - timedelta(days=2),
        "德化职业技术学校": MONDAY,
    }


def test_the_supply_list_takes_a_provider_s_own_course_and_not_another_s(cast):
    offered = Offered(cast.module, "直播运营", cost=200)
    with at(9):
        row = actions.supply(cast.units.school, offered, actor=cast.actors.school_partner)
        with pytest.raises(NotAllowed):
            actions.supply(cast.units.school, offered, actor=cast.actors.employer)
        assert actions.end_supply(row, actor=cast.actors.school_partner).valid_until == MONDAY


def test_exam_preparation_says_for_which_exam(cast):
    terms = Terms("考前培训", kind="preparation")
    with at(9), pytest.raises(Unusable):
        actions.plan(cast.places.county, cast.units.bureau, terms, actor=cast.actors.registrar)
    with at(9):
        terms = Terms("考前培训", kind="preparation", exam_year=2025, exam_level=1)
        made = actions.plan(
            cast.places.county, cast.units.bureau, terms, actor=cast.actors.registrar
        )
        assert made.minimum_percent == 80
        with pytest.raises(NotAllowed):
            skill = Terms("插花", kind="skill")
            actions.plan(cast.places.county, cast.units.bureau, skill, actor=cast.actors.registrar)


# timetable


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"hour": 10, "room": "other_room"}, "teacher"),
        ({"hour": 10, "teacher": "other_teacher"}, "room"),
        ({"hour": 10, "teacher": "other_teacher", "room": "other_room"}, "people"),
        ({"hour": 11}, None),
    ],
)
def test_the_teacher_the_room_and_everybody_in_the_class_are_at_one_place(cast, more, reason):
    enrolled(cast, announced(cast), cast.resident)
    other = announced(cast, days=(AFTER,), title="另一班")
    enrolled(cast, other, cast.resident)
    told = {
        name: getattr(cast, value) if isinstance(value, str) else value
        for name, value in more.items()
    }
    with at(15):
        if reason is None:
            assert (
                actions.add_lesson(other, slot(cast, **told), actor=cast.actors.organiser).number
                == 2
            )
            return
        with pytest.raises(NotNow) as refused:
            actions.add_lesson(other, slot(cast, **told), actor=cast.actors.organiser)
    assert refused.value.detail == {"reason": reason}


def test_who_has_another_class_then_cannot_enrol(cast):
    enrolled(cast, announced(cast), cast.resident)
    more = {"room": cast.other_room, "teacher": cast.other_teacher}
    other = agreed(cast, title="另一班")
    with at(13):
        actions.add_lesson(other, slot(cast, hour=10, **more), actor=cast.actors.organiser)
        other = actions.announce(now_of(other), actor=cast.actors.organiser)
        with pytest.raises(NotNow) as refused:
            actions.enrol(other, [cast.resident], actor=cast.actors.resident)
    assert refused.value.detail == {"reason": "overlap"}


def test_a_moved_and_a_cancelled_lesson_are_told_to_everybody_with_a_seat(cast):
    row = announced(cast)
    enrolled(cast, row, cast.resident)
    with at(15):
        moved = slot(cast, SATURDAY, 14)
        actions.move_lesson(lesson_of(row), moved, reason="停电", actor=cast.actors.organiser)
        actions.cancel_lesson(lesson_of(row, 2), reason="停电", actor=cast.actors.organiser)
        with pytest.raises(NotNow):
            actions.arrive(lesson_of(row, 2), cast.neighbour, sight(), actor=cast.actors.teacher)
    events = told_to(cast.resident)
    assert {"training.move_lesson", "training.cancel_lesson"} <= set(events)
    assert now_of(row).starts_at == clock.at(SATURDAY, 14)


# seats


def test_the_waiting_list_serves_in_order_and_never_somebody_who_cancelled(cast):
    row = announced(cast, seats=1)
    one, two, three = enrolled(cast, row, cast.resident, cast.neighbour, *people(cast, 1))
    with at(15):
        actions.give_up(two, actor=cast.actors.neighbour)
        actions.give_up(one, actor=cast.actors.resident)
        assert now_of(three.seat).state == Hold.OFFERED
        assert now_of(two.seat).state == Hold.GIVEN_UP
        (again,) = actions.enrol(row, [cast.neighbour], actor=cast.actors.neighbour)
    assert (again.pk, now_of(again.seat).turn) == (two.pk, 3)


def test_a_family_waits_together_and_gets_seats_together(cast):
    row = announced(cast, seats=2)
    enrolled(cast, row, *people(cast, 2))
    child = people(cast, 1)[0]
    with at(15):
        home = settle(cast.resident, cast.places.neighbourhood, actor=SYSTEM)
        settle(child, cast.places.neighbourhood, household=home, actor=SYSTEM)
        family = actions.enrol(row, [cast.resident, child], actor=cast.actors.resident)
        (alone,) = actions.enrol(row, [cast.neighbour], actor=cast.actors.neighbour)
        seated = list(row.enrolments.seated().order_by("enrolled_at"))
        actions.give_up(seated[0], actor=cast.actors.organiser)
        states = [now_of(each.seat).state for each in (*family, alone)]
        assert states == ["waiting", "waiting", "waiting"]  # one seat is too few for two
        actions.give_up(seated[1], actor=cast.actors.organiser)
        states = [now_of(each.seat).state for each in (*family, alone)]
        assert states == ["offered", "offered", "waiting"]


def test_a_stranger_cannot_be_brought_along(cast):
    row = announced(cast)
    with at(15), pytest.raises(NotAllowed):
        actions.enrol(row, [cast.resident, cast.neighbour], actor=cast.actors.resident)
    assert Enrolment.objects.count() == 0


def test_a_whole_list_is_enrolled_by_one_action_and_those_without_a_seat_wait(cast):
    row, who = announced(cast, seats=30), people(cast, 40)
    with at(15):
        made = actions.enrol_list(row, who, actor=cast.actors.organiser)
        assert actions.enrol_list(row, who, actor=cast.actors.organiser) == []
    assert (len(made), row.enrolments.seated().count()) == (40, 30)
    waiting = row.enrolments.filter(seat__state="waiting").order_by("seat__turn")
    assert [each.person_id for each in waiting] == [each.pk for each in who[30:]]
    assert now_of(row.unit).taken == 30


def test_orders_are_met_by_a_seat_and_tell_when_the_class_opens(cast):
    wants(cast, cast.resident)
    row = announced(cast)
    assert "training.announce" in told_to(cast.resident)
    enrolled(cast, row, cast.resident)
    assert Order.objects.get().state == "met"


def test_asked_to_confirm_and_silent_the_seat_goes_to_who_waits_and_to_nobody_else(cast):
    row = announced(cast, seats=1)
    one, two = enrolled(cast, row, cast.resident, cast.neighbour)
    with at(9, day=FRIDAY - timedelta(days=3)):
        assert (jobs.ask_to_confirm(), jobs.ask_to_confirm()) == (1, 0)
    assert "training.confirm" in told_to(cast.resident)
    with at(10, day=FRIDAY - timedelta(days=1)):
        assert (jobs.lapse_unconfirmed(), jobs.lapse_unconfirmed()) == (1, 0)
    assert (now_of(one.seat).state, now_of(two.seat).state) == (Hold.GIVEN_UP, Hold.OFFERED)
    assert "training.lapse" in told_to(cast.resident)


def test_who_confirmed_keeps_the_seat_and_so_does_who_did_not_when_nobody_waits(cast):
    row = announced(cast, seats=3)
    one, two = enrolled(cast, row, cast.resident, cast.neighbour)
    with at(9, day=FRIDAY - timedelta(days=3)):
        jobs.ask_to_confirm()
        actions.confirm(one, actor=cast.actors.resident)
    with at(10, day=FRIDAY - timedelta(days=1)):
        assert jobs.lapse_unconfirmed() == 0
    assert {now_of(each.seat).state for each in (one, two)} == {Hold.TAKEN}


def test_an_offer_that_lapses_is_offered_to_the_next(cast):
    row = announced(cast, seats=1)
    one, two, three = enrolled(cast, row, cast.resident, cast.neighbour, *people(cast, 1))
    with at(15):
        actions.give_up(one, actor=cast.actors.resident)
    with at(16, day=MONDAY + timedelta(days=1)):
        assert seat_jobs.lapse_offers() == 1
        assert now_of(three.seat).state == Hold.OFFERED
        assert actions.accept(three, actor=cast.actors.organiser).seat.state == Hold.TAKEN
        with pytest.raises(NotNow):
            actions.accept(two, actor=cast.actors.neighbour)


@pytest.mark.parametrize(
    ("terms", "reason"),
    [({"youngest": 50}, "too_young"), ({"needs": "other_module"}, "qualification")],
)
def test_what_a_class_asks_for_is_asked_for(cast, terms, reason):
    if "needs" in terms:
        terms = {"needs_module": cast.other_module}
    row = announced(cast, **terms)
    with at(15), pytest.raises(NotNow) as refused:
        actions.enrol(row, [cast.resident], actor=cast.actors.resident)
    assert refused.value.detail == {"reason": reason}


# attendance


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


# the end


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
    assert "training.cancel" in told_to(cast.resident)


def test_one_entry_for_each_version_whatever_happens(cast):
    row = finished(cast)
    assert now_of(row).version == len(timeline.trail(row))
    assert list(timeline.verify()) == []
