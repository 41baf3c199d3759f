"""Can a vehicle be called off and a count be taken back, and do figures follow?"""

import pytest
from stdnum.cn import ric

from jinlin.core.actor import SYSTEM
from jinlin.core.figures.answers import answer as answer_of
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.servicedays import actions
from jinlin.domains.servicedays.measures import MEASURES
from jinlin.domains.servicedays.models import Vehicle
from jinlin.domains.servicedays.queries.board import rows_of
from jinlin.domains.servicedays.queries.reasons import why_not
from jinlin.domains.servicedays.tests.cast import (
    FRIDAY,
    MONDAY,
    at,
    at_desk,
    now_of,
    opened,
    planned,
    shift,
)
from jinlin.domains.servicedays.tests.test_pages import read, sent
from jinlin.ground.people.actions import note_birth_year
from jinlin.services.notices.models import Message
from jinlin.services.volunteers.models import Volunteer

pytestmark = pytest.mark.django_db


def a_stop(cast, hour=14):
    vehicle = Vehicle.objects.create(
        county="350526",
        kind="hair",
        name="义剪车",
        driver="剪发协会",
        organisation=cast.units.community,
    )
    with at(9, day=MONDAY):
        stop = actions.stop(
            vehicle,
            cast.places.neighbourhood,
            (clock.at(FRIDAY, hour), clock.at(FRIDAY, hour + 2)),
            spot="东门",
            seats_there=2,
            actor=cast.actors.organiser,
        )
        actions.book(stop, cast.one.person, actor=cast.actors.resident)
    return stop


def test_a_vehicle_that_does_not_come_is_called_off_and_who_booked_is_told(cast):
    stop, desk = a_stop(cast), at_desk(cast.users.organiser)
    assert f"/desk/servicedays/stops/{stop.pk}/call-off/" in read(desk, "desk_vehicles").text
    empty = sent(desk, "call_off", {"reason": " "}, stop.pk)
    assert (empty.status_code, now_of(stop).cancelled_on) == (422, None)
    answer = sent(desk, "call_off", {"reason": "车坏在半路"}, stop.pk)
    assert (answer.status_code, now_of(stop).cancelled_on) == (200, MONDAY)
    told = Message.objects.filter(user=cast.users.resident)
    told |= Message.objects.filter(person=cast.one.person)
    assert any("车坏在半路" in each.body for each in told)
    assert sent(desk, "call_off", {"reason": "再说一次"}, stop.pk).status_code == 200
    assert read(at_desk(cast.users.supervisor), "call_off", stop.pk).status_code == 403


def test_a_vehicle_that_has_been_there_is_not_called_off(cast):
    stop, desk = a_stop(cast), at_desk(cast.users.organiser)
    answer = sent(desk, "call_off", {"reason": "忘了"}, stop.pk, hour=20, day=FRIDAY)
    assert (answer.status_code, now_of(stop).cancelled_on) == (409, None)


def test_a_wrong_count_is_taken_back_and_counts_nowhere(cast):
    session, desk = opened(cast), at_desk(cast.users.organiser)
    with at(10):
        actions.tally(session, "haircut", 4, actor=cast.actors.organiser)
        wrong = actions.tally(session, "haircut", 400, actor=cast.actors.organiser)
    page = read(desk, "session", session.pk, hour=10, day=FRIDAY).content.decode()
    assert f"/desk/servicedays/counts/{wrong.pk}/strike/" in page
    for _twice in range(2):
        sent(desk, "strike", {}, wrong.pk, hour=10, day=FRIDAY)
    with at(11, 30):
        again = actions.tally(session, "haircut", 400, actor=cast.actors.organiser, key=wrong.pk)
        session = actions.hold(now_of(session), actor=cast.actors.organiser)
    assert (again.pk, session.people) == (wrong.pk, 4)
    measure = next(each for each in MEASURES if each.key == "servicedays.beneficiaries")
    assert answer_of(measure, Window("350526", FRIDAY)).value == 4
    page = read(at_desk(cast.users.organiser), "session", session.pk, hour=12, day=FRIDAY)
    assert page.content.decode().count("400人") == 1  # in the trail


def test_a_next_day_that_was_called_off_settles_no_time(cast):
    session = planned(cast)
    measure = next(each for each in MEASURES if each.key == "servicedays.completeness")
    assert answer_of(measure, Window("350526", MONDAY)).value == 100
    with at(10, day=MONDAY):
        actions.cancel(session, reason="台风", actor=cast.actors.organiser)
        assert not rows_of([cast.series])[0].is_complete
        assert answer_of(measure, Window("350526", MONDAY)).value == 0


@pytest.mark.parametrize(("born", "reason"), [("20070418", None), ("20070419", "too_young")])
def test_whoever_comes_of_age_on_the_day_is_old_enough(cast, born, reason):
    """A citizen id says it to the day; the year alone lets in whoever comes of age in it."""
    row = shift(cast, youngest=18)
    person = cast.one.person
    person.citizen_id, person.birth_year = an_id(born), 2007
    person.save(update_fields=["citizen_id", "birth_year"])
    one = Volunteer.objects.select_related("person").get(pk=cast.one.pk)
    with at(10, day=MONDAY):
        found = why_not(row, one)
    assert (found and found.value) == reason


def test_a_year_that_nobody_knows_is_asked_for_noted_and_opens_the_seat(cast):
    row, person = shift(cast, youngest=18), cast.one.person
    person.citizen_id, person.birth_year = "", None
    person.save(update_fields=["citizen_id", "birth_year"])

    def refused():
        one = Volunteer.objects.select_related("person").get(pk=cast.one.pk)
        found = why_not(row, one)
        return found and found.value

    with at(10, day=MONDAY):
        assert refused() == "age_unknown"
        note_birth_year(person, 2012, actor=SYSTEM)
        assert refused() == "too_young"
        note_birth_year(person, 1990, actor=SYSTEM)
        assert refused() is None


def an_id(born):
    digits = f"350526{born}001"
    return digits + ric.calc_check_digit(digits)
