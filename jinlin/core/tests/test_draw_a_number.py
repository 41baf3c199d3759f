"""Is a number that somebody has already drawn again, and nothing else tried twice?"""

import pytest
from django.db import IntegrityError, transaction

from jinlin.core.numbers import TRIES, insert_drawn
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter_table")]


def unnumbered(grade: int = 1, county: str = "350526") -> Matter:
    return Matter(county=county, place_code=county, on=clock.today(), grade=grade)


@pytest.fixture
def first() -> Matter:
    row = unnumbered()
    insert_drawn(row, lambda: "1")
    return row


def test_a_taken_number_is_drawn_again_and_the_transaction_goes_on(first: Matter) -> None:
    tried = iter(["1", "1", "2"])
    with transaction.atomic():
        row = unnumbered()
        insert_drawn(row, lambda: next(tried))
    assert list(tried) == []
    assert not row._state.adding
    assert set(Matter.objects.values_list("pk", "number")) == {(first.pk, "1"), (row.pk, "2")}


def test_another_county_may_have_the_same_number(first: Matter) -> None:
    tried = iter(["1", "2"])
    row = unnumbered(county="621121")
    insert_drawn(row, lambda: next(tried))
    assert row.number == first.number == "1"


def test_another_refusal_is_raised_at_once(first: Matter) -> None:
    tried = iter(["2", "3"])
    row = unnumbered()
    row.pk = first.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_drawn(row, lambda: next(tried))
    assert list(tried) == ["3"]


def test_a_county_without_free_numbers_does_not_try_for_ever(first: Matter) -> None:
    tried = iter(["1"] * (TRIES + 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_drawn(unnumbered(), lambda: next(tried))
    assert list(tried) == ["1"]
    assert Matter.objects.get() == first
