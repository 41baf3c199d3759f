"""The last seat wanted by several, one person scanned a hundred times: what stands afterwards?"""

import threading
from collections import Counter
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F

from jinlin.core.actor import SYSTEM
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.seats import actions
from jinlin.services.seats.models import Presence, Scan, Seat, Unit
from jinlin.services.seats.tests.county import at, sight, somebody, take, unit_with

__all__ = ["shared_house"]


def a_unit():
    with at(8):
        return unit_with(1)


def ask(unit, person):
    with at(8):
        return take(unit, person)


def come(unit, person):
    with at(9):
        return actions.check_in(unit, person, sight(), actor=SYSTEM)


def test_the_last_seat_goes_to_one_of_eight_and_a_hundred_scans_are_one_presence(shared_house):
    unit, people = a_unit(), [somebody(number) for number in range(8)]
    outcomes = together(*(partial(ask, unit, person) for person in people))
    assert Counter(seat.state for seat in outcomes) == {"taken": 1, "waiting": 7}
    assert sorted(seat.turn for seat in outcomes if seat.turn) == list(range(1, 8))
    assert Unit.objects.get().taken == 1
    scans = together(*(partial(come, unit, people[0]) for _number in range(100)))
    assert Counter(scan.outcome for scan in scans) == {"counted": 1, "repeated": 99}
    assert (Presence.objects.count(), Scan.objects.count()) == (1, 100)


def seize(unit, person, gate=None):
    """A seat written past the verb, as a program would that reads what is free and then writes."""
    found = Unit.objects.get(pk=unit.pk)
    if gate:
        gate.wait()
    now = clock.now()
    with transaction.atomic():
        Seat.objects.create(
            county=unit.county,
            unit=unit,
            person=person,
            state="taken",
            asked_at=now,
            changed_at=now,
        )
        Unit.objects.filter(pk=found.pk).update(taken=F("taken") + 1)


@pytest.mark.django_db
def test_past_the_verb_the_database_refuses_an_oversold_unit():
    unit = a_unit()
    ask(unit, somebody(1))
    with pytest.raises(IntegrityError):
        seize(unit, somebody(2))
    assert Seat.objects.filter(state="taken").count() == 1


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="constraints are taken away there")
def test_without_lock_and_constraint_two_have_the_last_seat(shared_house):
    """The control: both read that one seat is free, and both write."""
    unit = a_unit()
    guard = next(each for each in Unit._meta.constraints if each.name == "seats_never_oversold")
    with connection.schema_editor() as editor:
        editor.remove_constraint(Unit, guard)
    gate = threading.Barrier(2)
    try:
        outcomes = together(*(partial(seize, unit, somebody(number), gate) for number in (1, 2)))
        assert outcomes == [None, None]
        assert Unit.objects.get().taken == Seat.objects.filter(state="taken").count() == 2
    finally:
        Unit.objects.update(taken=0)
        with connection.schema_editor() as editor:
            editor.add_constraint(Unit, guard)
