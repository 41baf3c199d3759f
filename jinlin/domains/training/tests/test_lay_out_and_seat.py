"""Which lessons fit the timetable, who gets a seat, and who is told?"""

from datetime import timedelta
from uuid import uuid4

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotAllowed, NotNow
from jinlin.core.time import clock
from jinlin.domains.training import actions, jobs
from jinlin.domains.training.actions import Wanted
from jinlin.domains.training.models import (
    Enrolment,
    Order,
)
from jinlin.domains.training.tests.cast import (
    AFTER,
    FRIDAY,
    MONDAY,
    SATURDAY,
    agreed,
    announced,
    at,
    at_desk,
    at_phone,
    enrolled,
    lesson_of,
    now_of,
    people,
    sight,
    slot,
)
from jinlin.ground.people.actions import fill_in_birth_year, settle
from jinlin.services.notices.models import Message
from jinlin.services.seats import jobs as seat_jobs
from jinlin.services.seats.models import Hold

pytestmark = pytest.mark.django_db


def wants(cast, who, **more):
    told = {"place": cast.places.neighbourhood, "module": cast.module, **more}
    with at(9):
        return actions.order(who, Wanted(**told), actor=SYSTEM)


def told_to(who):
    return list(Message.objects.filter(user=who.user).values_list("event", flat=True))


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


def test_who_gives_no_year_of_birth_is_asked_for_it_and_enrolled_in_the_same_place(cast):
    row = announced(cast, youngest=50)
    desk = at_desk(cast.users.organiser)
    add, typed = f"/desk/training/{row.pk}/add/person/", {"name": "苏阿公", "phone": "13700137001"}

    def sent(**more):
        with at(15):
            key = str(uuid4())
            return desk.post(add, {**typed, "key": key, **more})

    refused = sent()
    form = refused.context["person_form"]
    assert (refused.status_code, list(form.errors), form["name"].value()) == (
        409,
        ["birth_year"],
        "苏阿公",
    )
    wrong = sent(birth_year="2199")
    assert (wrong.status_code, list(wrong.context["person_form"].errors)) == (422, ["birth_year"])
    young = sent(birth_year="2000")
    assert (young.status_code, row.enrolments.exists()) == (409, False)
    assert sent(birth_year="1950").status_code == 302
    found = row.enrolments.get().person
    assert (found.birth_year, found.name) == (1950, "苏阿公")


def test_without_a_minimum_age_nobody_is_asked_for_the_year(cast):
    row = announced(cast)
    with at(15):
        page = at_desk(cast.users.organiser).get(f"/desk/training/{row.pk}/")
    assert "birth_year" not in page.text


def test_on_the_phone_the_year_is_asked_for_where_one_enrols(cast):
    row, phone = announced(cast, youngest=50), at_phone(cast.users.resident)
    cast.resident.birth_year = None
    cast.resident.save(update_fields=["birth_year"])
    page = f"/training/{row.pk}/"
    with at(15):
        assert 'name="birth_year"' in phone.get(page).text
        assert phone.post(f"{page}enrol/", {"birth_year": "1850"}).status_code == 422
        assert phone.post(f"{page}enrol/", {"birth_year": "1950"}).status_code == 302
    cast.resident.refresh_from_db()
    assert (row.enrolments.count(), cast.resident.birth_year) == (1, 1950)


def test_whoever_enrols_without_a_known_year_reads_what_to_do(cast):
    row = announced(cast, youngest=50)
    cast.resident.birth_year = None
    cast.resident.save(update_fields=["birth_year"])
    with at(15), pytest.raises(NotNow) as refused:
        actions.enrol(row, [cast.resident], actor=cast.actors.resident)
    assert (refused.value.detail, "请告诉工作人员" in str(refused.value)) == (
        {"reason": "age_unknown"},
        True,
    )
    with at(15):
        fill_in_birth_year(cast.resident, 1950, actor=cast.actors.resident)
        assert actions.enrol(row, [cast.resident], actor=cast.actors.resident)
