"""Does the overview say first what matters, in as many things as fit a head, and does it open?"""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua, closed, reported
from jinlin.metrics import overview

OVERVIEW = reverse("metrics:overview")


@pytest.fixture
def cast(db) -> Cast:
    return cast_of_dehua()


def on(day: date, cast: Cast, times: int) -> None:
    with clock.set_to(clock.at(day, 9)):
        for _each in range(times):
            reported(cast)


def test_this_month_stands_beside_the_same_days_of_the_month_before(cast):
    on(date(2026, 9, 3), cast, 2)
    on(date(2026, 9, 29), cast, 5)
    on(date(2026, 10, 4), cast, 3)
    county = cast.places.county
    [received, *_others] = overview.headlines(county, date(2026, 10, 15))
    assert (received.now.shown, received.before.shown) == (3, 2)
    assert received.change == "比上月同期+50.0%"
    assert received.spoken_line == "2026-09 7，2026-10 3"


def test_the_last_day_of_a_long_month_meets_the_last_of_a_short_one(cast):
    on(date(2026, 2, 28), cast, 1)
    on(date(2026, 3, 31), cast, 1)
    [received, *_others] = overview.headlines(cast.places.county, date(2026, 3, 31))
    assert (received.before.shown, received.change) == (1, "与上月同期持平")


def test_a_place_with_few_rows_is_said_to_be_unknown(cast):
    closed(cast)
    whole, tiles = overview.tiles(cast.places.county, clock.today())
    assert sum(tile.part.reading.figure.denominator for tile in tiles) == whole.figure.denominator
    assert {tile.tone for tile in tiles} == {0}


def test_with_nothing_there_it_says_so(cast):
    page = at_desk(cast.users.lead).get(OVERVIEW)
    assert (page.status_code, page.context["headlines"]) == (200, [])
    assert "还没有可以统计的" in page.text


def test_each_figure_opens_and_the_wall_refreshes_itself(cast):
    closed(cast)
    browser = at_desk(cast.users.lead)
    page = browser.get(OVERVIEW, {"wall": "1"})
    assert 'hx-trigger="every 300s"' in page.text
    links = [
        f"{reverse('metrics:figure', args=[each.now.measure.key])}"
        for each in page.context["headlines"]
    ]
    assert links != []
    assert {browser.get(link).status_code for link in links} == {200}
    assert len(page.context["headlines"]) <= overview.SHOWN


def test_it_costs_the_same_for_one_row_and_for_three(cast):
    browser, costs = at_desk(cast.users.lead), []
    for more in (1, 2):
        for _each in range(more):
            closed(cast)
        browser.get(OVERVIEW)
        with CaptureQueriesContext(connection) as captured:
            browser.get(OVERVIEW)
        costs.append(len(captured))
    assert costs[0] == costs[1]
