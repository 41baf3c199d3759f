"""Is a number that somebody has already drawn again, and nothing else tried twice?"""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError

from jinlin.core.numbers import TRIES, drawn
from jinlin.core.rows import CountyRow
from jinlin.core.tests.models import Matter
from jinlin.core.time import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("matter_table")]


def stored(grade: int = 1) -> Matter:
    return Matter.objects.create(
        county="350526", place_code="350526", on=clock.today(), grade=grade
    )


def tries(*refusals: str) -> Iterator[str]:
    return iter(refusals)


def test_a_taken_number_is_drawn_again_and_what_was_tried_is_undone() -> None:
    refused = tries("UNIQUE constraint failed: x.county, x.number", "x_number_once", "")

    def store() -> CountyRow:
        made = stored()
        if words := next(refused):
            raise IntegrityError(words)
        return made

    made = drawn(store)
    assert list(Matter.objects.values_list("pk", flat=True)) == [made.pk]


def test_another_refusal_is_raised_at_once() -> None:
    refused = tries("UNIQUE constraint failed: x.source_ref")
    with pytest.raises(IntegrityError, match="source_ref"):
        drawn(lambda: _refuse(next(refused)))
    assert list(refused) == []


def test_a_county_without_free_numbers_does_not_try_for_ever() -> None:
    refused = tries(*["x.number"] * (TRIES + 1))
    with pytest.raises(IntegrityError):
        drawn(lambda: _refuse(next(refused)))
    assert len(list(refused)) == 1


def _refuse(words: str) -> None:
    raise IntegrityError(words)
