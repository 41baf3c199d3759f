"""Do numbers follow each other without a gap and without a double, whoever asks at once and
whatever fails?
"""

from threading import Barrier

import pytest
from django.db import IntegrityError, transaction
from django.db.transaction import TransactionManagementError

from jinlin.core.actor import SYSTEM
from jinlin.core.errors import Refusal
from jinlin.core.tests.databases import together
from jinlin.core.time import clock
from jinlin.core.timeline import verify
from jinlin.ground.people.models import Person
from jinlin.ground.places.tests.parallel import shared_house
from jinlin.services.documents import numbering
from jinlin.services.documents.actions import issue
from jinlin.services.documents.models import Counter, Document
from jinlin.services.documents.tests.papers import (
    CLOSING,
    DATA,
    DEHUA,
    HANDOVER,
    county_of_dehua,
    issued,
)

__all__ = ["shared_house"]
AT_ONCE, EACH = 50, 4


class Failed(Exception):
    """Something goes wrong after the number was taken."""


def numbers() -> list[int]:
    return list(Document.objects.order_by("sequence").values_list("sequence", flat=True))


def four_of(matter, *, failing: bool = False):
    def run() -> int:
        for _time in range(EACH):
            try:
                with transaction.atomic():
                    issued(matter)
                    if failing:
                        raise Failed
            except Failed:
                continue
        return EACH

    return run


def test_two_hundred_issued_at_once_are_1_to_200(shared_house):
    matter = county_of_dehua().matter
    done = together(*(four_of(matter) for _each in range(AT_ONCE)))
    assert done == [EACH] * AT_ONCE
    assert numbers() == list(range(1, 201))
    assert len(set(Document.objects.values_list("number", flat=True))) == 200
    assert list(verify()) == []


def test_those_that_fail_among_them_leave_no_gap(shared_house):
    matter = county_of_dehua().matter
    done = together(*(four_of(matter, failing=turn % 3 == 0) for turn in range(24)))
    assert done == [EACH] * 24
    assert numbers() == list(range(1, 16 * EACH + 1))


def test_the_first_two_of_a_year_at_once_are_1_and_2(shared_house):
    matter = county_of_dehua().matter
    found = together(*(lambda: issued(matter).sequence for _each in range(8)))
    assert sorted(found) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert Counter.objects.count() == 1


def test_control_two_who_read_the_counter_without_locking_it_get_the_same_number(shared_house):
    """The control: this is what the lock is for, on both databases."""
    Counter.objects.create(county=DEHUA, kind=HANDOVER.key, year=2025, last=7)
    both_have_read = Barrier(2, timeout=30)

    def take_without_lock() -> int:
        counter = Counter.objects.get(county=DEHUA, kind=HANDOVER.key, year=2025)
        both_have_read.wait()
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last

    assert together(take_without_lock, take_without_lock) == [8, 8]
    assert Counter.objects.get().last == 8


def test_control_a_number_taken_in_a_transaction_of_its_own_leaves_a_gap(shared_house):
    """The other control: committed before the document, the number of a failed one is lost."""
    with transaction.atomic():
        first = numbering.take(DEHUA, kind=HANDOVER.key, year=2025)
    with pytest.raises(Failed), transaction.atomic():
        raise Failed  # the document that was to bear it
    with transaction.atomic():
        second = numbering.take(DEHUA, kind=HANDOVER.key, year=2025)
    assert (first, second) == (1, 2)


def test_a_rolled_back_transaction_leaves_no_gap(dehua):
    issued(dehua.matter)
    with pytest.raises(Failed), transaction.atomic():
        assert issued(dehua.matter).sequence == 2
        raise Failed
    assert issued(dehua.matter).sequence == 2
    assert numbers() == [1, 2]


def test_outside_a_transaction_no_number_is_given(shared_house):
    with pytest.raises(TransactionManagementError):
        numbering.take(DEHUA, kind=HANDOVER.key, year=2025)


def test_each_kind_year_and_county_counts_for_itself(dehua):
    with clock.set_to(clock.at(clock.today().replace(year=2025, month=12, day=31), 23, 59)):
        old = [issued(dehua.matter), issued(dehua.matter, CLOSING)]
    with clock.set_to(clock.at(clock.today().replace(year=2026, month=1, day=1), 0, 0)):
        new = issued(dehua.matter)
        far = issued(Person(county="621121", name="李"))
    assert [each.number for each in [*old, new, far]] == [
        "德化交办〔2025〕0001号",
        "德化办结〔2025〕0001号",
        "德化交办〔2026〕0001号",
        "通渭交办〔2026〕0001号",
    ]


def test_after_9999_comes_10000(dehua):
    Counter.objects.create(county=DEHUA, kind=HANDOVER.key, year=clock.today().year, last=9999)
    assert issued(dehua.matter).number.endswith("〕10000号")


def test_the_database_refuses_a_double(dehua):
    first = issued(dehua.matter)
    Counter.objects.update(last=0)
    with pytest.raises(IntegrityError), transaction.atomic():
        issued(dehua.matter)
    assert list(Document.objects.all()) == [first]


def test_about_another_county_or_another_kind_of_row_nothing_is_issued(dehua):
    told = {"kind": HANDOVER.key, "title": "x", "data": DATA[HANDOVER.key], "actor": SYSTEM}
    with pytest.raises(ValueError, match="belongs to 350526"):
        issue(county="621121", about=dehua.matter, **told)
    with pytest.raises(ValueError, match="tells of"):
        issue(county=DEHUA, about=dehua.county, **told)
    with pytest.raises(Refusal):
        issue(county=DEHUA, about=dehua.matter, **{**told, "kind": "unknown"})
    assert (Document.objects.count(), Counter.objects.count()) == (0, 0)
