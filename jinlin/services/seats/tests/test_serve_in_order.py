"""Who gets a seat, who waits, and who is offered what became free?"""

from datetime import timedelta

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.time import clock
from jinlin.services.notices.models import Message
from jinlin.services.seats import actions, jobs
from jinlin.services.seats.actions.laying import Terms
from jinlin.services.seats.models import Hold, Seat, Unit
from jinlin.services.seats.tests.county import DAY, at, somebody, take, unit_with

pytestmark = pytest.mark.django_db


def states(*seats):
    return [Seat.objects.get(pk=seat.pk).state for seat in seats]


def now_of(unit):
    return Unit.objects.get(pk=unit.pk)


def test_the_first_get_seats_and_the_others_wait_in_order():
    with at(8):
        unit = unit_with(2)
        seats = [take(unit, somebody(number)) for number in range(4)]
    assert states(*seats) == ["taken", "taken", "waiting", "waiting"]
    assert [seat.turn for seat in seats] == [None, None, 1, 2]
    assert now_of(unit).taken == 2


def test_asked_again_one_has_the_same_seat():
    with at(8):
        unit, person = unit_with(1), somebody(1)
        assert take(unit, person).pk == take(unit, person).pk
    assert now_of(unit).taken == 1


def test_what_becomes_free_is_offered_to_the_first_who_waits_and_they_are_told():
    with at(8, day=DAY - timedelta(days=3)):
        unit = unit_with(1)
        one, two, three = (take(unit, somebody(number)) for number in range(3))
        actions.give_up(one, actor=SYSTEM)
        assert states(one, two, three) == ["given_up", "offered", "waiting"]
        assert Message.objects.filter(about_id=two.pk).exists()
        actions.accept_offer(two, actor=SYSTEM)
    assert states(one, two, three) == ["given_up", "taken", "waiting"]
    assert now_of(unit).taken == 1


def test_whoever_cancelled_is_never_offered_a_seat_and_stands_at_the_end_when_they_ask_again():
    with at(8, day=DAY - timedelta(days=3)):
        unit, who = unit_with(1), somebody(2)
        one, two, three = take(unit, somebody(1)), take(unit, who), take(unit, somebody(3))
        actions.give_up(two, actor=SYSTEM)
        actions.give_up(one, actor=SYSTEM)
        assert states(one, two, three) == ["given_up", "given_up", "offered"]
        assert take(unit, who).turn == 3
        actions.give_up(three, actor=SYSTEM)
    assert states(one, two, three) == ["given_up", "offered", "given_up"]


def test_an_offer_that_nobody_takes_goes_to_the_next_and_twice_is_once():
    with at(8, day=DAY - timedelta(days=3)):
        unit = unit_with(1, offer_minutes=60)
        one, two, three = (take(unit, somebody(number)) for number in range(3))
        actions.give_up(one, actor=SYSTEM)
    with at(9, day=DAY - timedelta(days=3)):
        assert (jobs.lapse_offers(), jobs.lapse_offers()) == (1, 0)
        assert states(two, three) == ["lapsed", "offered"]
        with pytest.raises(NotNow):
            actions.accept_offer(Seat.objects.get(pk=two.pk), actor=SYSTEM)


def test_an_offer_never_holds_beyond_the_beginning():
    with at(8, 30):
        unit = unit_with(1)
        one, two = take(unit, somebody(1)), take(unit, somebody(2))
        actions.give_up(one, actor=SYSTEM)
    assert Seat.objects.get(pk=two.pk).offered_until == clock.at(DAY, 9)


def test_more_seats_are_offered_and_fewer_than_taken_are_refused():
    with at(8):
        unit = unit_with(1)
        seats = [take(unit, somebody(number)) for number in range(4)]
        wider = Terms(3, unit.starts_at, unit.ends_at, unit.title, unit.url)
        actions.change_unit(unit, wider)
        assert states(*seats) == ["taken", "offered", "offered", "waiting"]
        with pytest.raises(Unusable):
            actions.change_unit(unit, Terms(2, unit.starts_at, unit.ends_at, "", ""))


def test_what_does_not_take_place_frees_and_tells_everybody():
    with at(8):
        unit = unit_with(1)
        seats = [take(unit, somebody(number)) for number in range(2)]
        actions.close_unit(unit, reason="台风")
        with pytest.raises(NotNow) as refused:
            take(unit, somebody(3))
    assert refused.value.detail == {"reason": "closed"}
    assert states(*seats) == [Hold.CLOSED, Hold.CLOSED]
    assert Message.objects.filter(about_id__in=[seat.pk for seat in seats]).count() == 2


@pytest.mark.parametrize(("hour", "reason"), [(10, "full"), (11, "ended")])
def test_a_refusal_names_its_reason(hour, reason):
    with at(8):
        unit = unit_with(1)
        take(unit, somebody(1))
    with at(hour), pytest.raises(NotNow) as refused:
        take(unit, somebody(2))
    assert refused.value.detail == {"reason": reason}
