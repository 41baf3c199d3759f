"""What somebody without a phone says is noted for them; what was noted wrongly is noted anew."""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow
from jinlin.core.time import clock
from jinlin.domains.training import actions, jobs
from jinlin.domains.training.actions import Wanted
from jinlin.domains.training.models import Course, Enrolment, JobWish, Order
from jinlin.domains.training.tests.cast import (
    AFTER,
    COUNTY,
    FRIDAY,
    announced,
    at,
    at_desk,
    came,
    enrolled,
    finished,
    lesson_of,
    now_of,
    people,
    running,
    sight,
    slot,
)
from jinlin.services.notices.models import Message
from jinlin.services.seats.models import Hold, Means, Outcome

pytestmark = pytest.mark.django_db
DESK = "/desk/training/"


@pytest.fixture
def organiser(cast):
    return at_desk(cast.users.organiser)


def act(browser, row, what):
    page = browser.get(f"{DESK}pupils/{row.pk}/")
    key = page.context[f"{what.replace('-', '_')}_form"]["key"].value()
    return browser.post(f"{DESK}pupils/{row.pk}/{what}/", {"key": key}).status_code


def test_who_says_on_the_phone_that_they_come_keeps_the_seat(cast, organiser):
    row = announced(cast, seats=1)
    mine, next_one = enrolled(cast, row, *people(cast, 2))
    with clock.set_to(row.confirm_by - timedelta(hours=9)):
        assert jobs.ask_to_confirm() == 1
        assert "尚未确认" in organiser.get(f"{DESK}{row.pk}/").content.decode()
        assert act(organiser, mine, "confirm") == 302
    with clock.set_to(row.confirm_by + timedelta(hours=1)):
        assert jobs.lapse_unconfirmed() == 0
    assert now_of(mine).confirmed_at
    with at(15):
        assert act(organiser, mine, "give-up") == 302
        assert now_of(next_one).seat.state == Hold.OFFERED
        assert act(organiser, next_one, "accept") == 302
    assert now_of(next_one).seat.state == Hold.TAKEN


def test_who_waits_is_taken_off_the_list_at_the_desk(cast, organiser):
    row = announced(cast, seats=1)
    _first, waits = enrolled(cast, row, *people(cast, 2))
    with at(15):
        assert act(organiser, waits, "give-up") == 302
    assert now_of(waits).seat.state == Hold.GIVEN_UP


def test_a_family_is_enrolled_together_at_the_desk(cast, organiser):
    row = announced(cast, seats=2)
    enrolled(cast, row, *people(cast, 1))
    with at(15):
        key = organiser.get(f"{DESK}{row.pk}/").context["list_form"]["key"].value()
        sent = {"key": key, "people": "林大姐\n林小妹", "together": "on"}
        assert organiser.post(f"{DESK}{row.pk}/add/list/", sent).status_code == 302
    rows = Enrolment.objects.filter(course=row).order_by("enrolled_at", "pk")
    assert [each.seat.state for each in rows] == [Hold.TAKEN, Hold.WAITING, Hold.WAITING]


def test_who_was_struck_out_wrongly_is_noted_again(cast):
    row = running(cast, cast.resident)
    came(cast, row, cast.resident)
    mine = row.enrolments.get()
    with at(12, day=FRIDAY):
        actions.strike(mine.attendances.get(), reason="记错人", actor=cast.actors.organiser)
        lesson = lesson_of(row)
        assert actions.enter_sheet(lesson, [mine], actor=cast.actors.teacher) == [mine]
        assert mine.attendances.counted().count() == 1
        assert actions.enter_sheet(lesson, [mine], actor=cast.actors.teacher) == []


def test_a_tap_that_is_sent_again_undoes_no_strike_and_nobody_does_so_for_themselves(cast):
    row = running(cast, cast.resident)
    with at(9, 5, day=FRIDAY):
        lesson, tap = lesson_of(row), sight()
        actions.arrive(lesson, cast.resident, tap, actor=cast.actors.teacher)
        seen = row.enrolments.get().attendances.get()
        actions.strike(seen, reason="记错人", actor=cast.actors.organiser)
        actions.arrive(lesson, cast.resident, tap, actor=cast.actors.teacher)
        assert now_of(seen).struck_on
        with pytest.raises(NotNow):
            own = sight(Means.CODE)
            actions.arrive(lesson, cast.resident, own, actor=cast.actors.resident)
        actions.arrive(lesson, cast.resident, sight(), actor=cast.actors.teacher)
    assert now_of(seen).struck_on is None


def test_who_was_noted_at_the_wrong_place_is_noted_where_they_were(cast):
    row = running(cast, cast.resident)
    came(cast, row, cast.resident)
    other = announced(cast, title="乙班", days=(AFTER,))
    (there,) = enrolled(cast, other, cast.resident)
    lesson = lesson_of(other)
    told = {"room": cast.other_room, "teacher": cast.other_teacher}
    same_time = slot(cast, FRIDAY, **told)
    type(lesson.unit).objects.filter(pk=lesson.unit_id).update(
        starts_at=same_time.starts_at, ends_at=same_time.ends_at
    )
    with at(9, 10, day=FRIDAY):
        lesson = lesson_of(other)
        first = actions.arrive(lesson, cast.resident, sight(), actor=cast.actors.organiser)
        assert first.outcome == Outcome.ELSEWHERE
        seen = row.enrolments.get().attendances.get()
        actions.strike(seen, reason="在另一个班", actor=cast.actors.organiser)
        again = actions.arrive(lesson, cast.resident, sight(), actor=cast.actors.organiser)
    assert again.outcome == Outcome.COUNTED
    assert there.attendances.counted().count() == 1


def test_a_no_show_whose_certificate_is_withdrawn_is_at_no_lesson(cast):
    row = finished(cast, cast.resident)
    mine = row.enrolments.get()
    with at(10, day=AFTER):
        paper = actions.certify(mine, actor=cast.actors.organiser)
        told = {"reason": "没有来过", "was_there": False, "actor": cast.actors.organiser}
        actions.withdraw_certificate(paper, **told)
        assert mine.attendances.counted().count() == 0
        with pytest.raises(NotNow):
            actions.withdraw_certificate(paper, **told)
    assert not any(lesson.unit.presences.exists() for lesson in row.lessons.all())


def test_who_looks_for_work_without_a_phone_is_written_down_and_stopped(cast, organiser):
    with at(10, day=AFTER):
        assert f"{DESK}work/looking/" in organiser.get(f"{DESK}work/").content.decode()
        key = organiser.get(f"{DESK}work/looking/").context["form"]["key"].value()
        place = cast.places.community.pk
        sent = {"key": key, "name": "郑大叔", "place": place, "times": ["daytime"]}
        assert organiser.post(f"{DESK}work/looking/", sent).status_code == 302
        wish = JobWish.objects.get()
        assert (wish.daytime, wish.evening) == (True, False)
        other = at_desk(cast.users.town_outsider)
        assert other.post(f"{DESK}work/looking/{wish.pk}/stop/").status_code in {403, 404}
        assert organiser.post(f"{DESK}work/looking/{wish.pk}/stop/").status_code == 302
    assert now_of(wish).ended_on == AFTER


def ordered(cast, number=15):
    for each in people(cast, number):
        wants = Wanted(cast.places.community, cast.module)
        actions.order(each, wants, actor=cast.actors.organiser)


def test_who_still_waits_when_a_class_is_over_has_another_one_proposed(cast):
    with at(9):
        row = announced(cast)  # on its way: no other is proposed
        ordered(cast)
        assert jobs.propose_what_is_wanted() == 0
        Course.objects.filter(pk=row.pk).update(state="finished", finished_on=clock.today())
        assert (jobs.propose_what_is_wanted(), jobs.propose_what_is_wanted()) == (1, 0)
        made = Course.objects.get(opened_by_orders=True)
        actions.cancel(made, reason="没有老师", actor=cast.actors.organiser)
        assert jobs.propose_what_is_wanted() == 0  # called off by people
    with at(9, day=AFTER + timedelta(days=120)):
        assert jobs.propose_what_is_wanted() == 1


def test_an_order_that_cannot_be_had_is_answered_with_the_reason(cast, organiser):
    with at(10):
        wants = Wanted(cast.places.community, text="学开飞机")
        row = actions.order(cast.resident, wants, actor=SYSTEM)
        key = organiser.get(f"{DESK}wanted/").context["unsorted"][0][1]["key"].value()
        sent = {"key": key, "reason": "县里没有航校"}
        assert organiser.post(f"{DESK}orders/{row.pk}/dismiss/", sent).status_code == 302
    assert Order.objects.get().state == "withdrawn"
    told = Message.objects.get(user=cast.users.resident, event="training.dismiss")
    assert told.body == "县里没有航校"
    assert row.county == COUNTY


def test_whoever_teaches_says_what_to_read_while_the_class_goes_on(cast):
    row = running(cast, cast.resident)
    teacher = at_desk(cast.users.teacher)
    with at(12, day=FRIDAY):
        key = teacher.get(f"{DESK}{row.pk}/materials/").context["form"]["key"].value()
        sent = {"key": key, "materials": "第二讲课件：带手机支架"}
        assert teacher.post(f"{DESK}{row.pk}/materials/", sent).status_code == 302
    assert now_of(row).materials == "第二讲课件：带手机支架"
    told = Message.objects.get(user=cast.users.resident, event="training.give_materials")
    assert "带手机支架" in told.body
