"""Does a full count that is kept say what a count would say now?"""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jinlin.core.figures import answers
from jinlin.core.figures.measures import Window
from jinlin.core.time import clock
from jinlin.domains.appeals.models import Appeal
from jinlin.domains.appeals.tests.cast import COUNTY, Cast, cast_of_dehua, finished, reported
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.tests.full_counts import FullCounts

OF_APPEALS = [each for each in MEASURES.values() if each.key.startswith("appeals.")]


@pytest.fixture
def cast(db: None) -> Cast:
    return cast_of_dehua()


def asked() -> list[Any]:
    window = Window(COUNTY, clock.today())
    return [
        count(each, window, *more)
        for each in OF_APPEALS
        for count, *more in ((answers.answer,), (answers.by_month,), (answers.by_place, 9))
    ]


def kept() -> list[Any]:
    with FullCounts().kept():
        return asked()


def test_what_is_kept_follows_every_change(cast: Cast) -> None:
    nothing = asked()
    assert kept() == nothing
    reported(cast)
    one = asked()
    assert kept() == one != nothing
    finished(cast)
    assert kept() == asked() != one
    Appeal.objects.update(place_code=COUNTY)
    assert kept() == asked()


def test_the_database_is_asked_each_time(cast: Cast) -> None:
    finished(cast)
    kept()
    with CaptureQueriesContext(connection) as sent:
        kept()
    assert len(sent) >= 3 * len(OF_APPEALS)
