"""What do the pages of figures say, for whom, and how often do they ask the database?"""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse

from jinlin.core.figures.answers import RANKS
from jinlin.core.tests.standing import standing
from jinlin.core.time import clock
from jinlin.core.time.months import months_later
from jinlin.domains.appeals.tests.cast import (
    Cast,
    at_desk,
    cast_of_dehua,
    closed,
    in_hand,
    reported,
)
from jinlin.metrics import catalogue, groups
from jinlin.metrics.catalogue import MEASURES
from jinlin.metrics.jobs import roll_up
from jinlin.metrics.ledgers.models import Takeaway

FIGURES = "/desk/figures/"
RATE = "appeals.closed_loop_rate"


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker) -> Iterator[Cast]:
    with standing(django_db_blocker):
        yield cast_of_dehua()


@pytest.fixture
def cast(house: Cast, db: None) -> Cast:
    return deepcopy(house)


def figure(key: str = RATE) -> str:
    return reverse("metrics:figure", args=[key])


def rows(key: str = RATE) -> str:
    return reverse("metrics:rows", args=[key])


def test_a_row_leads_to_its_matter(cast: Cast) -> None:
    appeal, _other = closed(cast), reported(cast)
    page = at_desk(cast.users.lead).get(rows(), {"met": "1"}).content.decode()
    assert re.findall(r'href="(/desk/appeals/[^"]{36}/)"', page) == [
        reverse("appeals:desk_appeal", args=[appeal.pk])
    ]


def test_a_handler_reads_the_figure_but_opens_only_the_rows_of_the_unit(cast: Cast) -> None:
    reported(cast)
    own = in_hand(cast)
    page = at_desk(cast.users.handler).get(rows("appeals.received"))
    assert page.context["reading"].figure.denominator == 2
    assert [line.pk for line, _day, _amount in page.context["lines"]] == [own.pk]


def test_all_figures_stand_under_what_they_are_about_each_with_its_address(cast: Cast) -> None:
    browser = at_desk(cast.users.lead)
    pages = {each: browser.get(FIGURES, {"about": each}).text for each in groups.present()}
    assert [
        key
        for key, measure in MEASURES.items()
        if f'href="{figure(key)}?place={cast.places.town.code}"' not in pages[groups.about(measure)]
    ] == []
    first = browser.get(FIGURES)
    assert first.context["abouts"][0] == ("appeals", "诉求")
    assert first.context["about"] == "appeals"


def test_a_month_a_published_day_and_a_place_inside_can_be_chosen(cast: Cast) -> None:
    reported(cast)
    browser, month = at_desk(cast.users.lead), f"{clock.today():%Y-%m}"
    received = {
        name: browser.get(figure("appeals.received"), asked).context["reading"].figure.numerator
        for name, asked in {
            "month": {"month": month},
            "earlier": {"month": "2025-01"},
            "published": {"as_of": "2025-04-29"},
            "inside": {"place": cast.places.community.code},
            "beside": {"place": cast.places.other_community.code},
        }.items()
    }
    assert received == {"month": 1, "earlier": 0, "published": 0, "inside": 1, "beside": 0}
    assert "as_of=2025-04-29" in browser.get(FIGURES).content.decode()


def test_the_trend_is_drawn_and_said_in_a_table(cast: Cast) -> None:
    reported(cast)
    page = at_desk(cast.users.lead).get(figure("appeals.received"))
    assert [(month, reading.figure.numerator) for month, reading in page.context["months"]] == [
        (f"{clock.today():%Y-%m}", 1)
    ]
    assert (
        page.content.decode().partition("<main")[2].count("<rect x="),
        [bar.height for bar in page.context["bars"]],
    ) == (1, [140])


@pytest.mark.one_engine
@pytest.mark.parametrize(
    "asked",
    [
        {"month": "2025-13"},
        {"month": "x"},
        {"as_of": "2025-02-30"},
        {"month": "\x00"},
        {"as_of": "2199-01-01"},
        {"month": "2199-01"},
        {"year": "2199"},
    ],
)
def test_days_that_do_not_exist_or_are_still_to_come_are_refused_kindly(
    cast: Cast, asked: dict[str, str]
) -> None:
    assert at_desk(cast.users.lead).get(FIGURES, asked).status_code == 422


def test_outsiders_find_nothing(cast: Cast) -> None:
    asked = {"place": cast.places.community.code}
    outside = (cast.users.town_outsider, cast.users.county_outsider)
    assert {
        at_desk(user).get(path, asked).status_code
        for user in outside
        for path in (FIGURES, figure(), rows())
    } == {404}
    assert {
        at_desk(user).get(FIGURES).status_code
        for user in (cast.users.system_admin, cast.users.audit_admin)
    } == {403}
    assert at_desk(cast.users.lead).get(figure("no.such")).status_code == 404


# What each figure costs while it is counted: a median or 90th percentile is read after its count.
COSTS = {key: 2 if measure.shape in RANKS else 1 for key, measure in catalogue.MEASURES.items()}
SHOWN = {key: cost for key, cost in COSTS.items() if key.startswith("appeals.")}  # at first
ALL = sum(SHOWN.values())
ASKED_FOR = sum(cost for key, cost in SHOWN.items() if MEASURES[key].watched is None)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("path", "statements"), [(FIGURES, 9 + ALL), (figure(), 15), (rows(), 11)])
def test_a_page_costs_the_same_for_one_row_and_for_three(
    cast: Cast, django_assert_num_queries, number: int, path: str, statements: int
) -> None:
    for _each in range(number):
        closed(cast)
    browser = at_desk(cast.users.lead)
    browser.get(path)
    with django_assert_num_queries(statements):
        browser.get(path)


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(
    ("path", "statements"), [(FIGURES, 10 + ASKED_FOR), (figure(), 12), (rows(), 10)]
)
def test_a_page_costs_the_same_for_any_rows_once_the_figures_are_summed_up(
    cast: Cast, django_assert_num_queries, number: int, path: str, statements: int
) -> None:
    for _each in range(number):
        closed(cast)
    roll_up()
    browser = at_desk(cast.users.lead)
    browser.get(path)
    with django_assert_num_queries(statements):
        browser.get(path)


def test_a_month_without_rows_stands_between_its_neighbours(cast: Cast) -> None:
    today = clock.today()
    two_before, before = months_later(today, -2), months_later(today, -1)
    with clock.set_to(clock.at(two_before, 12)):
        reported(cast)
    reported(cast)
    page = at_desk(cast.users.lead).get(figure("appeals.received"))
    assert [(month, reading.figure.numerator) for month, reading in page.context["months"]] == [
        (f"{two_before:%Y-%m}", 1),
        (f"{before:%Y-%m}", 0),
        (f"{today:%Y-%m}", 1),
    ]
    assert [bar.height for bar in page.context["bars"]] == [140, 0, 140]


def test_any_days_can_be_asked_for_and_their_rows_are_just_those(cast: Cast) -> None:
    today = clock.today()
    early, late = (today - timedelta(days=days) for days in (40, 20))
    for day in (early, late, today):
        with clock.set_to(clock.at(day, 9)):
            reported(cast)
    lead, days = at_desk(cast.users.lead), {"since": f"{early}", "as_of": f"{late}"}
    page = lead.get(figure("appeals.received"), days)
    assert page.context["reading"].figure.value == 2
    behind = lead.get(rows("appeals.received"), days)
    assert len(behind.context["lines"]) == 2
    assert f'name="since" value="{early}"' in behind.text  # taken away with the same days
    asked = {"key": "appeals.received", "place": cast.places.town.code, "kind": "csv", **days}
    assert lead.post("/desk/ledgers/lists/", asked).status_code == 302
    assert Takeaway.objects.get().since == early
    assert lead.get(FIGURES, days).status_code == 200


@pytest.mark.parametrize("since", ["2031-01-01", "2025-02-30", "nonsense"])
def test_days_that_end_before_they_begin_or_do_not_exist_are_refused(
    cast: Cast, since: str
) -> None:
    answer = at_desk(cast.users.lead).get(FIGURES, {"since": since, "as_of": "2026-01-01"})
    assert answer.status_code == 422


@pytest.mark.parametrize("page", [FIGURES, figure(), rows()], ids=["all", "one", "rows"])
def test_days_that_end_before_they_begin_stay_in_their_form_with_the_reason(
    cast: Cast, page: str
) -> None:
    typed = {"since": "2026-03-09", "as_of": "2026-03-01", "about": "appeals"}
    answer = at_desk(cast.users.lead).get(page, typed)
    form = answer.text.split('id="since"')[1].split("</form>")[0]
    assert answer.status_code == 422
    assert [f'value="{typed[name]}"' in form for name in ("since", "as_of")] == [True, True]
    assert "截止日期早于起始日期" in form
    assert "since=" not in answer.context["kept"]
