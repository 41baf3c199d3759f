"""Whatever people do: is the waiting list served in order, and no seat given twice?"""

from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal
from jinlin.core.time import clock
from jinlin.domains.training import actions, jobs
from jinlin.domains.training.models import Enrolment
from jinlin.domains.training.tests.cast import (
    MONDAY,
    announced,
    at,
    cast_of_dehua,
    now_of,
    people,
)
from jinlin.services.seats import jobs as seat_jobs
from jinlin.services.seats.models import HOLDING, Hold

pytestmark = pytest.mark.django_db
MOVES = ("enrol", "family", "list", "give_up", "accept", "confirm", "sleep")
OFTEN = ("enrol", "enrol", "family", *MOVES, "give_up", "give_up")
LONGEST = 22


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        cast = cast_of_dehua()
        cast.crowd = people(cast, 12)
        yield cast
        transaction.set_rollback(True)


class Life:
    """One random history of a class: whoever does whatever, in whatever order."""

    def __init__(self, cast, seats, seed):
        self.cast, self.chance, self.now = cast, Random(seed), clock.at(MONDAY, 15)
        self.course = announced(cast, seats=seats)
        self.parties, self.turns_offered = {}, set()

    def step(self, move):
        before = self.seats()
        with clock.set_to(self.now):
            try:
                with transaction.atomic():
                    came, left = getattr(self, move)()
            except Refusal:
                came, left = set(), set()
        self.check(before, self.seats(), came, left)
        self.now += timedelta(minutes=self.chance.randrange(1, 40))

    def seats(self):
        rows = self.course.enrolments.select_related("seat")
        return {row.person_id: (row.seat.state, row.seat.turn) for row in rows}

    def enrol(self):
        who = self.chance.choice(self.cast.crowd)
        fresh = self.fresh([who])
        actions.enrol(self.course, [who], actor=SYSTEM)
        self.alone(fresh)
        return {who.pk}, set()

    def family(self):
        who = self.chance.sample(self.cast.crowd, self.chance.choice((2, 3)))
        fresh = self.fresh(who)
        actions.enrol(self.course, who, actor=SYSTEM)
        self.parties |= {each.pk: frozenset(one.pk for one in fresh) for each in fresh}
        return {each.pk for each in who}, set()

    def list(self):
        who = self.chance.sample(self.cast.crowd, 3)
        fresh = self.fresh(who)
        actions.enrol_list(self.course, who, actor=SYSTEM)
        self.alone(fresh)
        return {each.pk for each in who}, set()

    def fresh(self, who):
        """Those of them who are not on the list; whoever comes back comes without their family."""
        there = self.seats()
        return [each for each in who if there.get(each.pk, ("",))[0] not in LIVE]

    def alone(self, who):
        self.parties |= {each.pk: frozenset({each.pk}) for each in who}

    def give_up(self):
        row = self.one(LIVE)
        actions.give_up(row, actor=SYSTEM)
        return set(), {row.person_id}

    def accept(self):
        row = self.one({Hold.OFFERED})
        actions.accept(row, actor=SYSTEM)
        return {row.person_id}, set()

    def confirm(self):
        actions.confirm(self.one({Hold.TAKEN}), actor=SYSTEM)
        return set(), set()

    def sleep(self):
        """A day and a half: offers lapse, later seats that nobody confirmed go on."""
        self.now += timedelta(hours=36)
        with clock.set_to(self.now):
            for job in (seat_jobs.lapse_offers, jobs.ask_to_confirm, jobs.lapse_unconfirmed):
                job()
        return set(), set(self.course.enrolments.values_list("person", flat=True))

    def one(self, states):
        rows = Enrolment.objects.filter(course=self.course, seat__state__in=states)
        row = self.chance.choice(list(rows.order_by("pk")) or [None])
        if row is None:
            raise Refusal
        return row

    def check(self, before, after, came, left):
        unit = now_of(self.course.unit)
        held = [who for who, (state, _turn) in after.items() if state in HOLDING_OR_OFFERED]
        assert len(held) == unit.taken <= unit.seats  # no seat oversold
        self.check_order(before, after)
        for who, (state, _turn) in after.items():
            was = before.get(who, ("", None))[0]
            if was in GONE and state not in GONE:
                assert who in came  # nobody who cancelled is brought back
            if was in LIVE and state in GONE:
                assert who in left

    def check_order(self, before, after):
        """Whoever is offered a seat stood before everybody who still waits, families together; and
        nobody is offered one twice for the same place on the list.
        """
        offered = {
            who: turn
            for who, (state, turn) in before.items()
            if state == Hold.WAITING and after[who][0] == Hold.OFFERED
        }
        for who, turn in offered.items():
            assert (who, turn) not in self.turns_offered
            self.turns_offered.add((who, turn))
            party = self.parties.get(who, frozenset({who}))
            for kin in party - {who}:
                if self.parties[kin] != party:
                    continue
                stays = before.get(kin, ("",))[0] == Hold.WAITING and after[kin][0] not in GONE
                assert kin in offered or not stays
        still = [
            turn
            for who, (state, turn) in after.items()
            if state == Hold.WAITING and before.get(who) == (state, turn)
        ]
        assert not offered or not still or max(offered.values()) < min(still)
        waited = [turn for state, turn in before.values() if state == Hold.WAITING]
        for who, (state, _turn) in after.items():
            came = before.get(who, ("",))[0] not in {*LIVE, Hold.WAITING}
            if came and state == Hold.TAKEN:
                assert not waited  # nobody who comes now passes those who wait


LIVE = {Hold.TAKEN, Hold.OFFERED, Hold.WAITING}
GONE = {Hold.GIVEN_UP, Hold.LAPSED}
HOLDING_OR_OFFERED = {*HOLDING, Hold.OFFERED}


@settings(
    max_examples=10,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a history is read as it was told
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.integers(1, 4),
    st.integers(0, 10**6),
    st.lists(st.sampled_from(OFTEN), min_size=8, max_size=LONGEST),
)
def test_order_is_kept_no_seat_oversold_and_nobody_offered_twice(house, seats, seed, moves):
    with transaction.atomic():
        life = Life(house, seats, seed)
        for move in ("enrol", "family", "enrol", *moves):
            life.step(move)
        transaction.set_rollback(True)


def test_a_list_that_is_served_from_its_end_would_be_found(house):
    """The control: the last who waits is served first."""
    with transaction.atomic():
        life = Life(house, 1, 1)
        for who in house.crowd[:3]:
            with at(15):
                actions.enrol(life.course, [who], actor=SYSTEM)
        before = life.seats()
        first, second, third = (who.pk for who in house.crowd[:3])
        after = {**before, first: ("given_up", None), third: ("offered", None)}
        with pytest.raises(AssertionError):
            life.check_order(before, after)
        assert second in before
        transaction.set_rollback(True)
