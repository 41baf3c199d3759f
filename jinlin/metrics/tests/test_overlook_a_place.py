"""Does the overview say first what matters, in as many things as fit a head, and does it open?"""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from jinlin.core.errors import Unusable
from jinlin.core.tests.standing import once_a_file
from jinlin.core.time import clock
from jinlin.domains.appeals.tests.cast import Cast, at_desk, cast_of_dehua, closed, reported
from jinlin.ground.places.models import Place
from jinlin.metrics import attention, overview, units
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.spans import span_of

OVERVIEW = reverse("metrics:overview")


standing_cast, cast = once_a_file(cast_of_dehua)


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
    assert received.direction == "↑"
    nothing = replace(received.before, figure=replace(received.before.figure, value=None))
    assert replace(received, before=nothing).direction == ""


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


def test_any_month_and_year_stands_beside_the_one_before_and_the_same_last_year(cast):
    on(date(2025, 9, 3), cast, 1)
    on(date(2026, 8, 3), cast, 4)
    on(date(2026, 9, 29), cast, 2)
    place = cast.places.county
    with clock.set_to(clock.at(date(2026, 11, 20), 9)):
        [month, *_others] = overview.headlines(place, span_of(month="2026-09"))
        [year, *_others] = overview.headlines(place, span_of(year="2026"))
    assert (month.now.shown, month.before.shown, month.year_ago.shown) == (2, 4, 1)
    assert (month.change, month.change_of_a_year) == ("比上月-50.0%", "比去年同期+100.0%")
    assert (year.now.shown, year.before.shown, year.change_of_a_year) == (6, 1, "")


@pytest.mark.parametrize(
    "days",
    [
        {"month": "2026-13"},
        {"month": "0001-01"},
        {"year": "x"},
        {"month": "2199-01"},
        {"year": "2199"},
    ],
)
def test_days_that_do_not_exist_or_are_still_to_come_are_refused(cast, days):
    assert at_desk(cast.users.lead).get(OVERVIEW, days).status_code == Unusable.status


@pytest.mark.parametrize("days", [{"month": "2019-04"}, {"year": "2019"}])
def test_what_is_shown_stays_chosen_when_something_else_is_changed(cast, days):
    [(name, value)] = days.items()
    page = at_desk(cast.users.lead).get(OVERVIEW, days)
    select = page.text.partition(f'<select class="input pick short" id="{name}"')[2]
    assert f'<option value="{value}" selected>' in select.partition("</select>")[0]


def test_what_is_late_is_what_its_board_shows_as_late(cast):
    on(date(2026, 3, 3), cast, 2)
    browser = at_desk(cast.users.supervisor)
    page = browser.get(OVERVIEW, {"place": cast.places.county.code})
    [late] = page.context["late"]
    assert late.number == 2
    board = browser.get(late.href)
    assert board.status_code == 200
    assert board.text.count("路灯坏了") >= 2
    assert "已逾期：诉求 2" in page.context["answer"]
    wishes = browser.get(OVERVIEW, {"place": cast.places.county.code, "about": "wishes"})
    assert (wishes.context["late"], "已逾期" in wishes.context["answer"]) == ([], False)


def test_what_rises_is_measured_against_three_months_and_not_by_a_handful(cast):
    today = date(2026, 10, 15)
    for month, times in ((6, 2), (7, 2), (8, 2), (9, 12)):
        on(date(2026, month, 5), cast, times)
    with clock.set_to(clock.at(today, 9)):
        found = {each.measure.key: each for each in attention.rises(cast.places.county)}
        few = attention.rises(cast.places.county, "wishes")
        own = attention.rises(cast.places.county, "appeals", cast.units.community)
        other = attention.rises(cast.places.county, "appeals", cast.units.bureau)
    rise = found["appeals.received"]
    assert rise in own
    assert other == []
    assert (rise.month, rise.number, rise.usual, rise.percent) == ("2026-09", 12, 2.0, 500)
    assert few == []


def test_what_comes_up_from_nothing_rises_too(cast):
    on(date(2026, 9, 5), cast, 12)
    with clock.set_to(clock.at(date(2026, 10, 15), 9)):
        found = {each.measure.key: each for each in attention.rises(cast.places.county)}
        page = at_desk(cast.users.lead).get(OVERVIEW)
    rise = found["appeals.received"]
    assert (rise.number, rise.usual, rise.percent) == (12, 0.0, None)
    assert "2026年9月共 12，前三个月都没有" in page.text
    assert ("↑ 从无到有" in page.text, "None" in page.text) == (True, False)


def test_at_most_seven_things_stand_on_it(cast):
    closed(cast)
    page = at_desk(cast.users.lead).get(OVERVIEW)
    things = len(page.context["headlines"]) + len(("late", "rises", "places"))
    assert things <= 7
    assert page.text.count('class="figure"') == len(page.context["headlines"])


def test_a_domain_and_a_unit_have_their_own(cast):
    closed(cast)
    browser, bureau = at_desk(cast.users.supervisor), cast.units.bureau
    wishes = browser.get(OVERVIEW, {"about": "wishes"})
    assert all(each.now.measure.key.startswith("wishes.") for each in wishes.context["headlines"])
    page = browser.get(OVERVIEW, {"unit": str(bureau.pk)})
    [received, *_others] = page.context["headlines"]
    assert received.now.shown == 1
    opened = browser.get(reverse("metrics:rows", args=["appeals.received"]), {"unit": bureau.pk})
    assert len(opened.context["lines"]) == 1
    other = next(unit for unit in vars(cast.units).values() if unit.pk != bureau.pk)
    assert (
        units.of_unit(MEASURES["places.stations"], other, received.span.now(Place(code="350526")))
        is None
    )
    empty = browser.get(reverse("metrics:rows", args=["appeals.received"]), {"unit": other.pk})
    assert (empty.status_code, len(empty.context["lines"])) in {(200, 0), (404, 0)}


def test_no_page_shows_anothers_scope_whoever_looked_before(cast):
    """One after the other in one process: what was answered to one is not answered to the next."""
    closed(cast)
    county, town = cast.places.county.code, cast.places.town.code
    wide, narrow = at_desk(cast.users.supervisor), at_desk(cast.users.lead)
    first = wide.get(OVERVIEW, {"place": county})
    second = narrow.get(OVERVIEW)
    assert (first.context["place"].code, second.context["place"].code) == (county, town)
    assert narrow.get(OVERVIEW, {"place": county}).status_code == 404
    assert second.context["beside"] is None
    assert cast.places.county.name not in [each.name for each in second.context["path"]]
    assert "Cookie" in second.headers["Vary"]
    assert "private" in second.headers.get("Cache-Control", "") or "no-store" in second.headers.get(
        "Cache-Control", ""
    )
