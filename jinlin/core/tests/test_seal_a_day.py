"""Are past days sealed once, each with its heads?"""

from datetime import timedelta

import pytest

from jinlin.core import timeline
from jinlin.core.tests.histories import (
    AFTERWARDS,
    CLERK,
    DEHUA,
    FRIDAY,
    SATURDAY,
    SUNDAY,
    TONGWEI,
    matter,
    seal,
    tell,
    told,
)
from jinlin.core.time import clock
from jinlin.core.timeline import Entry, Seal, seals

pytestmark = pytest.mark.django_db


def test_a_seal_keeps_the_head_of_every_chain_that_grew_on_its_day():
    subject = told()
    seal()
    trail = timeline.trail(subject)
    heads = {one.day: one.heads for one in Seal.objects.all()}
    assert heads == {
        FRIDAY: {str(subject.pk): ["core_matters.matter", 3, trail[2].hash]},
        SATURDAY: {str(subject.pk): ["core_matters.matter", 5, trail[4].hash]},
    }


def test_each_county_has_its_own_chain_of_seals():
    told(), told(TONGWEI)
    seal()
    first, second = Seal.objects.filter(county=DEHUA)
    assert (first.seq, first.previous, second.seq, second.previous) == (1, "", 2, first.hash)
    assert [one.seq for one in Seal.objects.filter(county=TONGWEI)] == [1, 2]


def test_sealing_twice_seals_nothing_more():
    told()
    assert [seal(), seal(), Seal.objects.count()] == [2, 0, 2]


def test_today_is_not_sealed_nor_is_yesterday_in_the_first_minutes_after_midnight():
    told()
    tell(matter(), "reported", day=SUNDAY)
    midnight = clock.start_of_next(SUNDAY)
    assert [seal(clock.end_of(SUNDAY)), seal(midnight), seal(midnight + seals.SETTLED_AFTER)] == [
        2,
        0,
        1,
    ]


def test_a_day_on_which_nothing_happened_has_no_seal():
    assert (timeline.seal_day(DEHUA, FRIDAY), Seal.objects.count()) == ([], 0)


def test_a_day_on_which_somebody_only_looked_has_one():
    with clock.set_to(clock.at(FRIDAY, 9)):
        timeline.look(matter(), actor=CLERK, what="phone", why="")
    assert (seal(), Seal.objects.get().heads, len(Seal.objects.get().accesses)) == (1, {}, 64)


def test_an_earlier_day_told_later_is_sealed_behind_the_others():
    tell(matter(), "reported", day=SATURDAY)
    seal()
    tell(matter(), "reported", day=FRIDAY)
    seal()
    assert list(Seal.objects.values_list("seq", "day")) == [(1, SATURDAY), (2, FRIDAY)]
    assert list(timeline.verify()) == []


def test_unsealed_days_are_named_oldest_first():
    told(), told(TONGWEI)
    assert timeline.unsealed_days(AFTERWARDS) == [
        (DEHUA, FRIDAY),
        (TONGWEI, FRIDAY),
        (DEHUA, SATURDAY),
        (TONGWEI, SATURDAY),
    ]
    assert timeline.unsealed_days(clock.at(FRIDAY, 12) + timedelta(days=1)) == [
        (DEHUA, FRIDAY),
        (TONGWEI, FRIDAY),
    ]


def test_sealing_changes_no_entry():
    before = [entry.hash for entry in timeline.trail(told())]
    seal()
    assert list(Entry.objects.values_list("hash", flat=True)) == before
