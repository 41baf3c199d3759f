"""Is somebody counted once, whatever their phone sends, and does the receipt say what happened?"""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import NotNow, Unusable
from jinlin.core.time import clock
from jinlin.services.seats import actions, codes
from jinlin.services.seats.models import Means, Presence, Scan
from jinlin.services.seats.receipts import receipt
from jinlin.services.seats.tests.county import DAY, at, sight, somebody, unit_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit():
    with at(8):
        return unit_with(5)


def note(unit, person, seen, **more):
    return actions.check_in(unit, person, seen, actor=SYSTEM, **more)


def test_the_same_scan_sent_twice_is_one_scan_and_one_receipt(unit):
    person = somebody(1)
    with at(9):
        seen = sight()
        assert receipt(note(unit, person, seen)) == receipt(note(unit, person, seen))
    assert (Scan.objects.count(), Presence.objects.count()) == (1, 1)


def test_the_same_key_with_other_contents_is_a_conflict(unit):
    with at(9):
        seen = sight()
        note(unit, somebody(1), seen)
        with pytest.raises(NotNow):
            note(unit, somebody(2), seen)


def test_another_door_counts_nobody_again_and_says_so(unit):
    person = somebody(1)
    with at(9):
        outcomes = [note(unit, person, sight(means)).outcome for means in (Means.CODE, Means.LIST)]
    assert outcomes == ["counted", "repeated"]
    assert Presence.objects.get().means == Means.CODE


def test_a_nonce_counts_one_person_only(unit):
    with at(9):
        found = [note(unit, somebody(n), sight(Means.CODE, nonce="n")).outcome for n in (1, 2)]
    assert found == ["counted", "repeated"]


def test_a_failed_scan_is_kept(unit):
    with at(9):
        scan = note(unit, somebody(1), sight(Means.CODE), is_over=True)
    assert (scan.outcome, receipt(scan).is_counted) == ("over", False)
    assert Presence.objects.count() == 0


def test_made_offline_with_a_wrong_clock_and_sent_late_it_counts_once_at_the_right_time(unit):
    """The phone is three hours slow: it saw at 6.30 by its own clock, and sends at 9."""
    person, off = somebody(1), timedelta(hours=-3)
    with at(9, 30):
        seen = sight(off=off)
    with at(12):
        sent = replace(seen, sent_at=clock.now() + off)
        scan = note(unit, person, sent)
        assert note(unit, person, replace(sent, sent_at=clock.now() + off)).pk == scan.pk
    assert Presence.objects.get().came_at == clock.at(DAY, 9, 30)
    assert (scan.outcome, scan.is_late, scan.clock_off) == ("counted", True, -10800)
    assert "180" in receipt(scan).words


def test_outside_of_the_day_nothing_counts(unit):
    with at(7, 59):
        assert note(unit, somebody(1), sight()).outcome == "outside"
    with at(12, 1):
        assert note(unit, somebody(2), sight()).outcome == "outside"


def test_leaving_needs_having_come_and_is_noted_once(unit):
    person = somebody(1)
    with at(9):
        assert note(unit, person, sight(is_leaving=True)).outcome == "not_here_yet"
        note(unit, person, sight(Means.CODE))
    with at(11):
        found = [note(unit, person, sight(Means.CODE, is_leaving=True)).outcome for _ in "ab"]
    assert found == ["left", "repeated"]
    assert Presence.objects.get().is_witnessed_by_self


def test_a_visitor_is_counted_by_their_ticket_whatever_door_they_come_through(unit):
    with at(9):
        found = [
            actions.count_walk_in(unit, sight(Means.WALK_IN, ticket=ticket), actor=SYSTEM).outcome
            for ticket in ("A17", "A18", "A17")
        ]
        with pytest.raises(Unusable):
            actions.count_walk_in(unit, sight(Means.WALK_IN), actor=SYSTEM)
    assert found == ["counted", "counted", "repeated"]
    assert Presence.objects.count() == 2


def test_a_code_opens_while_it_is_shown_and_half_a_minute_longer(unit):
    code = codes.shown(unit, clock.at(DAY, 9))
    opens = [codes.is_shown(unit, code, clock.at(DAY, 9, 0, second)) for second in (0, 29, 59)]
    assert opens == [True, True, True]
    assert not codes.is_shown(unit, code, clock.at(DAY, 9, 1))
    assert not codes.is_shown(unit, code, clock.at(DAY, 8, 59, 59))
    assert not codes.is_shown(unit, "凤池", clock.at(DAY, 9))


def test_a_code_opens_no_other_unit(unit):
    with at(8):
        other = unit_with(1)
    assert not codes.is_shown(other, codes.shown(unit, clock.at(DAY, 9)), clock.at(DAY, 9))


def test_a_pass_is_good_for_one_unit_and_one_person(unit):
    raw = codes.give_pass(unit, whose="user:1")
    assert codes.read_pass(raw, unit, whose="user:1").unit == str(unit.pk)
    for whose, about in (("user:2", unit), ("user:1", unit_with(1))):
        with pytest.raises(Unusable):
            codes.read_pass(raw, about, whose=whose)
    with pytest.raises(Unusable):
        codes.read_pass(str(uuid4()), unit, whose="user:1")
